"""What scenarios are about can be found out by playing them."""

from __future__ import annotations

import numpy as np
import pytest
from players import Table

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.economy.equilibrium import solve
from negotiator.game.autoplay import simulate
from negotiator.game.moves import Ask, EndRound, Retaliate, SetGrant, SetTariff
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.setting import Setting

SECURITY, COPYRIGHT = Domain.SECURITY, Domain.COPYRIGHT


def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


def income(table: Table, code: str) -> float:
    """Real income over the opening, in per cent, luck left out."""
    world, history = table.setting.world, table.state.history
    k = world.index[code]
    now, before = (world.value(history[at].applied).real_income[k] for at in (-1, 0))
    return float(now - before)


def test_antigua_is_heard_once_it_has_taken_back_copyright() -> None:
    """Betting is not to be had for anything; for copyright given back it is, and both gain."""
    antigua = setting("antigua-2003")
    betting = Clause(
        domain=Domain.TARIFFS, giver="USA", receiver="ATG", rate=0.0, sectors=("Betting",)
    )
    question = Ask(partner="USA", question="want", clauses=(betting,))

    table = Table(antigua, "ATG", 3)
    table.play(EndRound())
    [event] = table.play(question)
    assert event.offer is None

    table = Table(antigua, "ATG", 3)
    table.play(SetGrant(receiver="USA", domain=COPYRIGHT, rate=0.0))
    table.play(EndRound())
    [event] = table.play(question)
    assert event.offer is not None
    back = Clause(domain=COPYRIGHT, giver="ATG", receiver="USA")
    assert {betting, back} <= set(event.offer.clauses)
    assert table.gain(event.offer.clauses) > 0


def test_the_award_is_as_large_as_the_harm_and_more_duties_hurt_antigua_alone() -> None:
    """21 million dollars a year: WT/DS285/ARB, 2007."""
    antigua = setting("antigua-2003")
    world, at = antigua.world, antigua.world.index
    first = world.value(antigua.initial)
    harm = first.dollars(first.real_income)[at["ATG"]]
    assert harm == pytest.approx(-0.021, abs=0.001)
    royalty = world.payments(antigua.initial)[COPYRIGHT][at["ATG"], at["USA"]]
    assert royalty == pytest.approx(0.021, abs=0.001)

    table = Table(antigua, "ATG", 2)
    table.play(Retaliate(receiver="USA", points=0.25))
    table.play(EndRound())
    assert income(table, "ATG") < -1.0
    assert income(table, "USA") > -0.001


def test_britain_presses_the_iceland_that_gives_and_yields_to_the_one_that_presses() -> None:
    cod = setting("cod-war-1975")

    def levied(*moves: object) -> float:
        table = Table(cod, "ISL", 3)
        for move in moves:
            table.play(move)
        for _ in range(2):
            table.play(EndRound())
        britain, iceland = cod.world.index["GBR"], cod.world.index["ISL"]
        return float(table.state.last.applied.tariff[iceland, britain].mean())

    gives = levied(SetTariff(receiver="GBR", rate=0.0))
    waits = levied()
    presses = levied(SetGrant(receiver="GBR", domain=SECURITY, rate=0.0))
    assert presses < waits < gives


def test_the_pledge_of_iceland_is_worth_to_its_allies_what_the_briefing_says() -> None:
    """Seven million dollars a year to each, half a per cent of Iceland's income."""
    world, now = setting("cod-war-1975").world, setting("cod-war-1975").initial
    grants = now.grants.copy()
    grants[GRANT_INDEX[SECURITY], world.index["ISL"]] = 0.0
    both = [world.value(each) for each in (now, Conduct(now.tariff, grants))]
    dollars = [each.dollars(each.real_income) for each in both]
    for ally in ("GBR", "DEU", "USA", "NOR"):
        k = world.index[ally]
        assert dollars[0][k] - dollars[1][k] == pytest.approx(0.007, abs=0.001)


def test_one_treaty_becomes_a_network() -> None:
    """By themselves the six go from a norm of 0.4 to one of more than 0.6, whatever the seed."""
    cobden = setting("cobden-1860")
    for seed in (1, 2, 3):
        state = simulate(cobden, seed)
        assert state.history[0].norm == pytest.approx(0.41, abs=0.02)
        assert state.last.norm > 0.55
        members = {code for treaty in state.treaties for code in treaty.offer.parties}
        assert members >= {"FRA", "GBR", "BEL", "ITA"}


def test_in_1930_the_act_pays_alone_and_the_war_costs_both() -> None:
    """Canada's answer of May takes back what the act would pay, as the briefing says."""
    smoot = setting("smoot-hawley-1930")
    world, at = smoot.world, smoot.world.index
    act = smoot.initial.tariff.copy()
    act[at["USA"], at["CAN"]] = world.base.tariff[at["USA"], at["CAN"]]
    alone = world.value(Conduct(act, smoot.initial.grants))
    income = alone.real_income
    assert alone.dollars(income)[at["USA"]] == pytest.approx(0.15, abs=0.01)
    assert income[at["CAN"]] == pytest.approx(-0.68, abs=0.05)
    assert (np.delete(income, at["USA"]) < 0).all()
    answered = world.value(smoot.initial).real_income
    assert answered[at["USA"]] < 0
    assert answered[at["CAN"]] == pytest.approx(-2 / 3, abs=0.03)
    fought = world.value(smoot.anchors.war).real_income
    assert fought[at["USA"]] < 0 > fought[at["CAN"]]


def test_exports_to_those_who_answered_fall_as_they_did_until_congress_lets_go() -> None:
    """By 28 to 32%: Mitchener, O'Rourke and Wandschneider, Economic Journal 132, 2022.

    Left alone the United States signs with none of them before 1934, the fifth year, and with
    Canada first or among the first.
    """
    smoot = setting("smoot-hawley-1930")
    world, home = smoot.world, smoot.world.index["USA"]
    answered = [world.index[code] for code in ("CAN", "FRA", "ITA")]
    for seed in (1, 3):
        state = simulate(smoot, seed)
        third = next(result for result in state.history if result.number == 3)
        tariff = third.applied.tariff
        found = solve(world.economy, world.policy(third.applied))
        sold = (found.share * found.expenditure / (1 + tariff))[home, answered].sum()
        before = world.economy.flows[home, answered].sum()
        assert sold / before - 1 == pytest.approx(-0.30, abs=0.03)
        signed = [treaty for treaty in state.treaties if "USA" in treaty.offer.parties]
        hit = [each for each in signed if not {"GBR"} & set(each.offer.parties)]
        assert all(each.start >= 5 for each in hit)
        assert "CAN" in hit[0].offer.parties


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("cobden-1860", [("FRA", "GBR"), ("BEL", "FRA"), ("CHE", "FRA")]),
        ("smoot-hawley-1930", [("CAN", "USA"), ("CHE", "USA"), ("FRA", "USA")]),
        ("cod-war-1975", [("GBR", "ISL"), ("DEU", "ISL")]),
        ("turkey-2018", [("TUR", "USA")]),
        ("brexit-2020", [("GBR", "EU")]),
        ("costa-rica-2011", [("CRI", "CHN")]),
    ],
)
def test_what_was_really_signed_gained_both(name: str, pairs: list[tuple[str, str]]) -> None:
    found = setting(name)
    world = found.world
    for pair in pairs:
        really = found.happened(*pair)
        assert really is not None
        clauses = [draft.clause() for draft in really.clauses]
        signed = perform(found.initial, clauses, world.countries, world.sectors)
        before, after = (world.value(each).payoff for each in (found.initial, signed))
        assert all(after[world.index[code]] > before[world.index[code]] for code in pair)
