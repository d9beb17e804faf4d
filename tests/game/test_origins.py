"""Every figure that is asked about comes apart into terms that make it up again."""

from __future__ import annotations

from math import prod

import pytest

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.ledger import Act, Entry, Ledger
from negotiator.diplomacy.money import NOTHING
from negotiator.game import overview, queries
from negotiator.game.moves import Accept, Ask, EndRound, SetTariff
from negotiator.game.origins import figures
from negotiator.game.origins.split import Term, Unit, dollars, told
from negotiator.game.rules import apply, new_game
from negotiator.game.scores import current
from negotiator.scenario import compile_scenario, find, load


def tariff(giver: str, receiver: str, rate: float) -> Clause:
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate)


OFFER = Offer(
    parties=("ISL", "GBR"), clauses=(tariff("ISL", "GBR", 0.0), tariff("GBR", "ISL", 0.1)), by="ISL"
)


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("cod-war-1975")))


@pytest.fixture(scope="module")
def state(setting):
    """After two rounds; crises have struck others meanwhile."""
    found = new_game(setting, "ISL", 3, mode="open")
    for _ in range(2):
        found = apply(setting, found, EndRound()).state
    return found


@pytest.fixture(scope="module")
def signed():
    """Two neighbours that have a deal, a round later."""
    setting = compile_scenario(load(find("two-neighbours")))
    state = new_game(setting, "SML", 1)
    clauses = (tariff("SML", "MAR", 0.02), tariff("MAR", "SML", 0.02))
    ask = Ask(partner="MAR", question="balance", clauses=clauses)
    state = apply(setting, state, ask).state
    state = apply(setting, state, Accept(partner="MAR")).state
    return setting, apply(setting, state, EndRound()).state


def origins(found):
    return {each.name: each.origin() for each in found}


def adds_up(split) -> bool:
    # Of what rounds to nothing half may be missing.
    close = pytest.approx(split.total, abs=NOTHING)
    return not split.adds or sum(term.value for term in split.terms) == close


def test_accounts_come_apart_into_what_makes_them_up(setting, state):
    found, shown = (
        origins(figures.accounts(setting, state)),
        overview.accounts(setting, state, "ISL"),
    )
    assert all(adds_up(split) for splits in found.values() for split in splits)
    totals = {name: [split.total for split in splits] for name, splits in found.items()}
    assert totals["Since the opening"][:2] == [pytest.approx(shown.dollars)] * 2
    assert totals["Over the base year"][0] == pytest.approx(shown.over_base * shown.income / 100)
    assert totals["Income"] == [pytest.approx(shown.income)]
    assert totals["Trade"] == pytest.approx([shown.exports, shown.imports])
    assert totals["Tariff revenue"] == [pytest.approx(shown.revenue)]
    assert totals["World's norm"] == [shown.norm]
    [norm] = found["World's norm"]
    assert sum(term.value for term in norm.terms) / len(norm.terms) == pytest.approx(norm.total)


def test_a_country_comes_apart_into_what_the_desk_shows_of_it(setting, state):
    [britain] = [each for each in overview.neighbours(setting, state, "ISL") if each.code == "GBR"]
    found = origins(figures.neighbour(setting, state, "GBR"))
    scale, past, rule, _ = found["Cooperation"]
    its, full = (term.value for term in scale.terms)
    assert min(max(its / full, 0.0), 1.0) == pytest.approx(scale.total)
    assert scale.total == past.terms[-1].value == britain.cooperation
    assert any("Iceland" in text or "you" in text.lower() for text in rule.told)
    for name, shown in (
        ("Tariff on us", britain.their_tariff),
        ("Our tariff on it", britain.our_tariff),
    ):
        [split] = found[name]
        assert split.total == pytest.approx(shown)
        assert sum(term.value for term in split.terms) == pytest.approx(shown, abs=5e-4)


def test_rules_are_told_in_the_open_mode_alone(setting, state):
    hidden = origins(figures.neighbour(setting, state.but(mode="standard"), "GBR"))["Cooperation"]
    assert "Its rule" not in [split.title for split in hidden]
    blind = figures.draft(setting, state.but(mode="blind"), "GBR", OFFER)
    assert "Their view" not in [each.name for each in blind]


def test_a_draft_comes_apart_into_what_talks_show_of_it(setting, state):
    found = origins(figures.draft(setting, state, "GBR", OFFER))
    assert all(adds_up(split) for splits in found.values() for split in splits)
    effects = queries.effects(setting, state, OFFER.clauses, OFFER.parties)
    for code, short in (("ISL", "Us"), ("GBR", "Britain")):
        assert found[f"{short}: income"][0].total == pytest.approx(effects[code].dollars, abs=1e-6)
        assert found[f"{short}: exports"][0].total == pytest.approx(effects[code].access)
    view = queries.likely_view(setting, state, "GBR", OFFER)
    deal, weighed, asked, *_ = found["Their view"]
    assert deal.total == pytest.approx(view.gain, abs=1e-6)
    assert (weighed.total, asked.total) == pytest.approx((view.total, view.total - view.ask))


def test_a_policy_comes_apart_into_what_its_screen_shows(setting, state):
    moves = [SetTariff(receiver="GBR", rate=0.4)]
    found = origins(figures.policy(setting, state, "GBR", moves))
    assert all(adds_up(split) for splits in found.values() for split in splits)
    effects = queries.alone(setting, state, moves, ("ISL", "GBR"))
    for code, short in (("ISL", "Us"), ("GBR", "Britain")):
        assert found[f"{short}: income"][0].total == pytest.approx(effects[code].dollars, abs=1e-6)
    equal = queries.equivalent(setting, state, "GBR")
    assert found["What theirs costs us"][0].total == pytest.approx(-equal.harm, abs=1e-6)
    theirs, ours, *_ = found["Equal value"]
    assert -theirs.total == pytest.approx(equal.reached, abs=1e-4)
    assert ours.total == pytest.approx(equal.own_cost, abs=1e-6)
    assert "Us: income" not in origins(figures.policy(setting, state, "GBR", []))


def test_a_round_comes_apart_country_by_country(setting, state):
    found = figures.round_result(setting, state)
    now, before = state.history[-1], state.history[-2]
    names = ["We" if c == "ISL" else setting.titles[c] for c in setting.world.countries]
    for code, name in zip(("ISL", "NOR"), ("We", setting.titles["NOR"]), strict=True):
        k = setting.world.index[code]
        [figure] = [each for each in found if each.name == name]
        change = (now.real_income - before.real_income)[k] * setting.world.income[k] / 100.0
        assert figure.origin()[0].total == pytest.approx(change)
    assert {each.name for each in found} == {*names, "World's norm"}


def test_a_score_comes_apart_into_gains_and_what_they_are_measured_by(signed):
    setting, state = signed
    score = current(setting, state)
    found = origins(figures.score(setting, state, score))
    assert all(adds_up(split) for splits in found.values() for split in splits)
    [index] = found["Mutual benefit"]
    assert score.index is not None
    ratios = [term.value for term in index.terms]
    assert prod(ratios) ** (1 / len(ratios)) == pytest.approx(index.total) == score.index
    [pair] = [each for each in score.pairs if each.pair[1] == "MAR"]
    for name, gain in (("We, with Marland", pair.gains[0]), ("Marland, with us", pair.gains[1])):
        assert found[name][0].total == pytest.approx(gain, abs=1e-6)
    joint, *_, ledger = found["The split with Marland"]
    assert joint.total == pytest.approx(sum(pair.gains))
    assert ledger.total == pytest.approx(pair.balance)
    assert found["Our own result"][0].total == pytest.approx(score.own_dollars, abs=1e-6)


def test_a_balance_is_its_entries_with_their_rounds(setting, state):
    def entry(number, giver, receiver, act, value):
        return Entry(
            round=number, giver=giver, receiver=receiver, act=act, domain="tariffs", text="it did",
            intended=value,
        )  # fmt: skip

    ledger = Ledger().add(
        entry(1, "ISL", "GBR", Act.GIFT, 2.0),
        entry(1, "GBR", "ISL", Act.PENALTY, -3.0),
        entry(2, "GBR", "ISL", Act.RETURN, 0.5),
    )
    *_, split = origins(figures.neighbour(setting, state.but(ledger=ledger), "GBR"))["Cooperation"]
    assert [(t.label, t.value) for t in split.terms] == [
        ("round 1: we", 2.0), ("round 1: they", 3.0), ("round 2: they", -0.5),
    ]  # fmt: skip
    assert split.total == 4.5
    assert split.unit is Unit.DOLLARS


def test_what_is_too_small_to_tell_goes_together():
    found = told([Term("a", 1.0), Term("b", -2e-4), Term("c", -4e-4), Term("d", -3.0)])
    assert [term.label for term in found] == ["d", "a", "all else"]
    assert found[-1].value == pytest.approx(-6e-4)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "$0"), (1.234, "+$1.2bn"), (-93.4, "−$93bn"), (-0.664, "−$660m"), (1234.0, "+$1.2trn")],
)
def test_sums_in_sentences_have_two_digits(value, text):
    assert dollars(value, sign=True) == text
