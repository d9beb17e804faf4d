"""The codex: every word of the screens has an entry, and every entry holds together."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from negotiator.analysis.figures import analyse
from negotiator.cli import main
from negotiator.economy.equilibrium import solve
from negotiator.economy.formulas import linear_cut, swiss_formula
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy
from negotiator.game.policy import BREACH_WEIGHT
from negotiator.scenario import compile_scenario, load
from negotiator.scenario import find as find_scenario
from negotiator.scoring.index import mutual_benefit
from negotiator.scoring.why import Part
from negotiator.teaching.codex import CodexError, described, entries, find, search, themes
from negotiator.teaching.codex.book import WIDTH

ENTRIES = entries().values()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_an_entry_is_short_has_a_picture_and_leads_on(entry):
    assert 2 <= len(entry.paragraphs) <= 3
    assert len(" ".join(entry.paragraphs)) < 620, "a few lines, not a page"
    assert max(map(len, entry.picture)) <= WIDTH
    assert 2 <= len(entry.picture) <= 12
    assert len(entry.alt) > 15
    assert entry.key not in entry.see
    assert set(entry.see) <= set(entries())


def test_pictures_are_as_wide_as_they_have_characters():
    """No wide, combining or control characters: columns line up in every terminal."""
    for entry in ENTRIES:
        for line in entry.picture:
            assert all(unicodedata.east_asian_width(each) not in "WF" for each in line), entry.key
            assert all(unicodedata.category(each)[0] not in "CM" for each in line), entry.key


def test_no_text_has_markup_that_would_be_shown():
    for entry in ENTRIES:
        told = " ".join((entry.title, *entry.names, *entry.paragraphs, entry.caption))
        assert not any(mark in told for mark in ("`", "**", "[/")), entry.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("zopa", "zopa"), ("BATNA", "disagreement-point"), ("Nash tariffs", "nash-tariffs"),
        ("nash-tariff", "nash-tariffs"), ("Kalai Smorodinsky", "kalai-smorodinsky"),
        ("most favoured nation", "mfn"), ("Tariffs", "tariff"), ("swiss formula", "formula-cut"),
    ],
)  # fmt: skip
def test_a_term_is_found_by_any_of_its_names(name, key):
    assert find(name).key == key


@pytest.mark.parametrize(
    ("slip", "near"), [("zoppa", "zopa"), ("nash tarifs", "nash tariffs"), ("fron", "frontier")]
)
def test_a_slip_is_told_the_nearest(slip, near, capsys):
    with pytest.raises(CodexError, match=f"did you mean {near}"):
        find(slip)
    assert main(["codex", *slip.split()]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_like_nothing_is_sent_to_the_list():
    with pytest.raises(CodexError, match="negotiator codex"):
        find("qqqqqq")


def test_a_search_puts_names_that_begin_so_first():
    assert [entry.key for entry in search("nash")][:2] == ["nash-solution", "nash-tariffs"]
    assert "optimal-tariff" in [entry.key for entry in search("gros 1987 tariff")] or search("gros")
    assert search("qqqqqq") == ()
    assert len(search("  ")) == len(ENTRIES)


def test_the_command_lists_by_theme_and_describes_one(capsys):
    assert main(["codex"]) == 0
    told = capsys.readouterr().out
    assert all(theme in told for theme in themes())
    # Titles may be wrapped.
    assert all(entry.title in " ".join(told.split()) for entry in ENTRIES)
    assert main(["codex", "pareto", "frontier"]) == 0
    told = capsys.readouterr().out
    assert told == described("frontier") + "\n"
    assert max(map(len, told.splitlines())) <= 78


# What stands in pictures and captions is computed anew, or says that it is schematic.


def shown(key: str) -> str:
    entry = entries()[key]
    return "\n".join((*entry.picture, entry.alt))


def signed(value: float, digits: int = 1) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")


@pytest.fixture(scope="module")
def world():
    """Two neighbours: setting, real incomes in $bn over today at given tariffs, Nash tariffs, and
    what `negotiator analyse` finds."""
    setting = compile_scenario(load(find_scenario("two-neighbours")))
    economy = setting.world.economy
    sund, marland = (setting.world.index[code] for code in ("SML", "MAR"))

    def gain(on_marland, on_sund):
        tariff = economy.tariff.copy()
        tariff[marland, sund], tariff[sund, marland] = on_marland, on_sund
        solved = solve(economy, Policy(tariff=tariff))
        return (np.log(real_income(solved)) * economy.income)[[sund, marland]]

    war = setting.anchors.war.tariff
    return setting, gain, war[marland, sund], war[sund, marland], analyse(setting)


def optimal_tariff(world):
    gain = world[1]
    free = gain(0.0, 0.0)[1]
    told = {rate: gain(0.0, rate)[1] - free for rate in (0.1, 0.3, 0.6, 0.8)}
    assert max(told.values()) == told[0.3]
    return [f"{each:.1f}" for each in told.values()]


def nash_tariffs(world):
    _, gain, on_marland, on_sund, _ = world
    sides = [gain(a, b) for a in (0.0, on_marland) for b in (0.0, on_sund)]
    return [signed(each) for side in sides for each in side]


def efficient_tariffs(world):
    _, gain, on_marland, on_sund, _ = world
    told = [gain(on_marland, on_sund), gain(0.0, 0.0)]
    return [signed(each) for side in told for each in (*side, side.sum())]


def small_and_large(world):
    setting, gain = world[:2]
    sizes = [country.size for country in setting.scenario.countries]
    told = 100.0 * gain(0.0, 0.0) / setting.world.economy.income
    return [f"{signed(each)}%" for each in told] + [f"${size:.0f}bn" for size in sizes]


def pareto_frontier(world):
    possible = world[4].pairs[0].possible
    ends = possible.zone[0].gains[1], possible.zone[-1].gains[0]
    return [f"{each:.1f}" for each in (*ends, *possible.nash.gains)]


def decomposition(world):
    made_of = world[4].war
    parts = (made_of.dollars(part)[0] for part in (Part.TERMS_OF_TRADE, Part.VOLUME, Part.LOBBY))
    return [signed(each) for each in (*parts, (made_of.total * made_of.income)[0] / 100.0)]


def mutual_index(world):
    split = [(1.0, 1.0), (1.5, 0.5), (1.9, 0.1), (2.0, 0.0)]
    return [f"{mutual_benefit(each, (1.0, 1.0)):>13.0f}" for each in split]


def reliability(world):
    return [f"{8 / (8 + BREACH_WEIGHT * broken):.0%}" for broken in range(3)]


def formulas(world):
    rates = np.array([0.05, 0.10, 0.20, 0.40])
    swiss = 100 * swiss_formula(rates, 0.15)
    return [f"{each:.1f}" for each in swiss] + [
        f"{each:g}" for each in 100 * linear_cut(rates, 0.5)
    ]


def elasticity(world):
    """One seller among very many: the price index stands still."""
    return [f"{1.1**-theta:.0%}" for theta in (2, 4, 10)]


def home_share(world):
    return [f"{share ** (-1 / 4) - 1:.1%}" for share in (0.95, 0.8, 0.6)]


FIGURES = {
    "optimal-tariff": optimal_tariff, "nash-tariffs": nash_tariffs,
    "efficient-tariffs": efficient_tariffs, "small-and-large": small_and_large,
    "pareto-frontier": pareto_frontier, "decomposition": decomposition,
    "mutual-benefit-index": mutual_index, "reliability": reliability, "formula-cut": formulas,
    "elasticity": elasticity, "home-share": home_share,
}  # fmt: skip


def test_pictures_that_are_not_schematic_are_all_computed():
    assert {entry.key for entry in ENTRIES if not entry.schematic} == set(FIGURES)


@pytest.mark.parametrize("key", FIGURES)
def test_the_figures_of_a_picture_are_those_of_the_engine(key, world):
    missing = [figure for figure in FIGURES[key](world) if figure not in shown(key)]
    assert missing == []


#: Terms of the screens, the debrief, the reports and the commands, as they are written there.
SPOKEN = """
tariff, bound rate, applied rate, MFN, copyright, judgments, travel, visas, extradition, security,
mutual defence, aid, royalties, domain, clause, offer, treaty, coalition, joint offer, ally,
concession, market access, real income, ledger, stance, tactic, interests, counterpart,
personality, voice, disagreement point, BATNA, no deal, ZOPA, zone of agreement, Pareto frontier,
frontier, Nash bargaining solution, Nash solution, Kalai–Smorodinsky solution, egalitarian
solution, Nash tariffs, efficient tariffs, optimal tariff, free trade, mutual benefit, efficiency,
fairness, left on the table, room, own share, joint gain, reciprocity balance, promises kept,
reliability, norm, level of cooperation, trust, gift, breach, withdrawal, penalty, retaliation,
substantially equivalent, carousel, specific reciprocity, diffuse reciprocity, patience, candour,
acceptance condition, Boulware, conceder, MiCRO, tit for tat, noise, misread act, shadow of the
future, forgiveness, contrition, grim trigger, reputation, image scoring, standing, GRIT, linkage,
logrolling, claiming value, creating value, free rider, trade diversion, GATT, political economy,
lobby weight, protected sector, ratification, two-level game, terms of trade, volume of trade,
welfare, payoff, base year, equilibrium, elasticity, theta, gravity, hat algebra, Walras,
Armington, numeraire, monopolistic competition, dance of offers, fortunate, selfish, community,
ecology, coach, prediction, briefing, policy, crisis, election, dossier, blind mode,
renegotiation, consumers, producers, revenue, club, hegemon, extortion, Pavlov, gradual, seed,
save
"""


@pytest.mark.parametrize("word", [" ".join(each.split()) for each in SPOKEN.split(",")])
def test_every_word_that_the_program_speaks_is_explained(word):
    assert find(word)
