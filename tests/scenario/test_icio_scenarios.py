"""What the briefings of the scenarios on OECD tables say, found again in the game."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from players import Table

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.domains import Domain
from negotiator.economy.arrays import Array
from negotiator.game.autoplay import simulate
from negotiator.game.moves import EndRound, SetTariff
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.setting import Setting


@cache
def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


def added(found: Setting, *changes: tuple[str, str, str, float]) -> Array:
    """What points more cost each country, billions a year: importer, exporter, sector, points."""
    world = found.world
    tariff = found.initial.tariff.copy()
    for importer, exporter, sector, points in changes:
        row, column = world.index[exporter], world.index[importer]
        hit = slice(None) if not sector else list(world.sectors).index(sector)
        tariff[row, column, hit] += points
    cases = (found.initial, Conduct(tariff, found.initial.grants))
    before, after = (world.value(case).real_income for case in cases)
    change: Array = (after - before) / 100.0 * world.income
    return change


def levied(found: Setting, importer: str, exporter: str, sector: str) -> float:
    """A tariff as the game opens, less that of the base year."""
    world = found.world
    cell = (world.index[exporter], world.index[importer], list(world.sectors).index(sector))
    return float(found.initial.tariff[cell] - world.base.tariff[cell])


def test_turkey_the_answer_of_august_2018_costs_turkey_more() -> None:
    """Steel at 50% against Turkey and 25% against others; the answer is 120 and 140 points."""
    turkey = setting("turkey-2018")
    at = turkey.world.index
    assert levied(turkey, "USA", "TUR", "Steel") == pytest.approx(0.5)
    assert levied(turkey, "USA", "EU", "Steel") == pytest.approx(0.25)
    answer = added(turkey, ("TUR", "USA", "Cars", 1.2), ("TUR", "USA", "Food", 1.4))
    assert answer[at["TUR"]] == pytest.approx(-0.31, abs=0.01)
    assert answer[at["USA"]] == pytest.approx(-0.18, abs=0.01)
    back = added(turkey, ("USA", "TUR", "Steel", -0.25))
    assert (back[[at["TUR"], at["USA"]]] > 0.005).all()


def test_turkey_a_war_costs_it_a_sixth_of_a_per_cent() -> None:
    turkey = setting("turkey-2018")
    at = turkey.world.index["TUR"]
    war = added(turkey, ("USA", "TUR", "", 0.25), ("TUR", "USA", "", 0.25))
    assert 100 * war[at] / turkey.world.income[at] == pytest.approx(-1 / 6, abs=0.02)
    assert np.argmin(war) == at


def test_brexit_recognition_is_worth_more_than_all_tariffs_to_each() -> None:
    """Tariffs without a deal are a small part: Dhingra et al., Economic Policy 32(92), 2017."""
    brexit = setting("brexit-2020")
    world = brexit.world
    pair = [world.index["GBR"], world.index["EU"]]
    clauses = [
        Clause(domain=domain, giver=giver, receiver=receiver)
        for domain in (Domain.JUDGMENTS, Domain.TRAVEL)
        for giver, receiver in (("GBR", "EU"), ("EU", "GBR"))
    ]
    recognised = perform(brexit.initial, clauses, world.countries, world.sectors)
    cases = (world.base, brexit.initial, recognised)
    member, left, back = (
        (world.value(each).real_income / 100.0 * world.income)[pair] for each in cases
    )
    assert member - left == pytest.approx([0.19, 2.38], abs=0.02)
    assert (back - left > np.maximum(3.0, member - left)).all()


def test_costa_rica_zero_on_both_sides_gains_china_alone_and_aid_more_than_makes_it_up() -> None:
    """26 million a year: 130 million in five years (The New York Times, 12 September 2008)."""
    costa = setting("costa-rica-2011")
    world = costa.world
    pair = [world.index["CRI"], world.index["CHN"]]
    tariff = {code: world.base.tariff.copy() for code in ("both", "China")}
    tariff["both"][pair[0], pair[1]] = tariff["both"][pair[1], pair[0]] = 0.0
    tariff["China"][pair[0], pair[1]] = 0.0
    gains = {}
    for name, rates in tariff.items():
        worth = world.value(Conduct(rates, costa.initial.grants)).real_income
        gains[name] = (worth / 100.0 * world.income)[pair]
    assert gains["both"] == pytest.approx([-0.002, 0.013], abs=0.001)
    assert gains["China"] == pytest.approx([0.006, -0.004], abs=0.001)
    aid = costa.initial.grant(Domain.AID)[pair[1], pair[0]]
    assert aid == pytest.approx(0.13 / 5)
    assert aid + gains["both"][0] > 0


def test_china_takes_one_step_unasked_and_the_next_when_it_is_followed() -> None:
    """GRIT: Osgood, An Alternative to War or Surrender, 1962."""
    costa = setting("costa-rica-2011")
    row, column = (costa.world.index[code] for code in ("CRI", "CHN"))
    flow = costa.world.economy.flows[row, column]
    kept = {}
    for name, moves in (("takes", ()), ("follows", (SetTariff(receiver="CHN", rate=0.0),))):
        table = Table(costa, "CRI", 4)
        for move in moves:
            table.play(move)
        rates = [table.state.last.applied.tariff[row, column] @ flow / flow.sum()]
        while not table.state.over:
            table.play(EndRound())
            rates.append(table.state.last.applied.tariff[row, column] @ flow / flow.sum())
        kept[name] = rates
    assert kept["takes"][0] > kept["takes"][1] > 0.02
    assert kept["takes"][1:] == pytest.approx([kept["takes"][1]] * 4)
    assert kept["follows"][-1] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "signed", "apart"),
    [
        ("turkey-2018", [("TUR", "USA"), ("EU", "TUR"), ("RUS", "TUR")], {"CHN", "ROW"}),
        ("brexit-2020", [("EU", "GBR"), ("GBR", "USA")], {"ROW"}),
        ("costa-rica-2011", [("CHN", "CRI"), ("CRI", "EU")], {"TWN", "USA", "ROW"}),
    ],
)
def test_left_to_themselves_they_sign_and_those_who_never_give_take_nobodys_time(
    name: str, signed: list[tuple[str, str]], apart: set[str]
) -> None:
    state = simulate(setting(name), 3)
    pairs = [tuple(sorted(treaty.offer.parties)) for treaty in state.treaties]
    assert set(signed) <= set(pairs)
    assert not apart & {code for pair in pairs for code in pair}
