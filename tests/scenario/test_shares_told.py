"""Shares that briefings and stakes tell in words are those of the world that is played in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from negotiator.diplomacy.world import World
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.setting import Setting
from negotiator.scenario.tables import read_tables

FROM_DATA = ("mexico-1993", "trade-war-2018", "liberation-day-2025")


@cache
def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


def sold(world: World, code: str, to: str = "", *sectors: str) -> float:
    """Exports, billions a year: to one country or all, of some sectors or all."""
    k = world.index[code]
    chosen = [world.sectors.index(each) for each in sectors or world.sectors]
    flows = world.economy.flows[k][:, chosen].sum(axis=1)
    return float(flows[world.index[to]] if to else flows.sum() - flows[k])


def of_exports(code: str, to: str) -> Callable[[World], float]:
    return lambda world: sold(world, code, to) / sold(world, code)


def as_told(code: str, to: str) -> Callable[[World], float]:
    """A share of exports in the source's tables, before trade is balanced; so says `sources`."""

    def share(world: World) -> float:
        name = next(each for each in FROM_DATA if setting(each).world is world)
        scenario = setting(name).scenario
        assert any("before trade is balanced" in each for each in scenario.sources)
        flows = read_tables(scenario, scenario.economy)["flows"].sum(axis=2)
        k, j = world.index[code], world.index[to]
        return float(flows[k, j] / (flows[k].sum() - flows[k, k]))

    return share


def of_income(code: str) -> Callable[[World], float]:
    return lambda world: sold(world, code) / float(world.income[world.index[code]])


def larger(code: str, than: str) -> Callable[[World], float]:
    return lambda world: float(world.income[world.index[code]] / world.income[world.index[than]])


def more(code: str, than: str) -> Callable[[World], float]:
    """What the first sells to the second over what it buys there."""
    return lambda world: sold(world, code, than) / sold(world, than, code)


#: Scenario, what it says, and the lowest and highest share of which that may be said.
TOLD: tuple[tuple[str, str, Callable[[World], float], float, float], ...] = (
    ("two-neighbours", "A fifth of what it makes is sold next door", of_income("SML"), 0.19, 0.22),
    ("two-neighbours", "three times as large", larger("MAR", "SML"), 2.9, 3.1),
    ("cobden-1860", "an eighth of what France makes", of_income("FRA"), 0.12, 0.135),
    ("cobden-1860", "a ninth in Britain", of_income("GBR"), 0.105, 0.118),
    ("cobden-1860", "in Belgium they are more than a\nthird", of_income("BEL"), 1 / 3, 0.4),
    ("cobden-1860", "in Switzerland more than half", of_income("CHE"), 0.5, 0.6),
    ("smoot-hawley-1930", "half of its exports to", of_exports("CAN", "USA"), 0.47, 0.55),
    ("cod-war-1975", "about half of its income abroad", of_income("ISL"), 0.47, 0.53),
    ("mexico-1993", "Four fifths of its exports", as_told("MEX", "USA"), 0.77, 0.83),
    ("mexico-1993", "A tenth of its exports go", as_told("USA", "MEX"), 0.095, 0.105),
    ("mexico-1993", "a seventeenth of the American", larger("USA", "MEX"), 16.5, 17.5),
    ("costa-rica-2011", "A quarter of its goods", of_exports("CRI", "USA"), 0.23, 0.27),
    ("costa-rica-2011", "a sixtieth to China", of_exports("CRI", "CHN"), 1 / 70, 1 / 55),
    ("costa-rica-2011", "more than six hundred times", larger("CHN", "CRI"), 600, 680),
    ("costa-rica-2011", "four times more here than it buys", more("CHN", "CRI"), 3.8, 4.2),
    ("costa-rica-2011", "It buys twice what it sells there", more("CRI", "EU"), 1.8, 2.2),
    ("costa-rica-2011", "twice what it buys there", more("LAT", "CRI"), 1.8, 2.2),
    ("turkey-2018", "a quarter less", more("TUR", "USA"), 0.72, 0.78),
    ("turkey-2018", "a twenty-second of its goods", of_exports("TUR", "USA"), 1 / 23, 1 / 21),
    ("turkey-2018", "nearly half of its exports go", of_exports("TUR", "EU"), 0.43, 0.5),
    ("turkey-2018", "It sells Turkey twice what it buys", more("RUS", "TUR"), 1.9, 2.1),
    ("turkey-2018", "Thirteen times as large", larger("USA", "TUR"), 12.5, 13.5),
    ("trade-war-2018", "A fifth of its exports go to", as_told("CHN", "USA"), 0.18, 0.22),
    ("trade-war-2018", "A fifth of its exports go to", of_exports("IND", "USA"), 0.18, 0.22),
    ("trade-war-2018", "More than a fifth of its", as_told("BRA", "CHN"), 0.2, 0.25),
    ("brexit-2020", "More than two fifths of", of_exports("GBR", "EU"), 0.4, 0.5),
    ("brexit-2020", "An eighth of its exports beyond", of_exports("EU", "GBR"), 0.118, 0.132),
    ("brexit-2020", "You are six times as large", larger("EU", "GBR"), 5.7, 6.3),
    ("brexit-2020", "A fifth of its exports go to", of_exports("NOR", "GBR"), 0.18, 0.22),
    ("brexit-2020", "half go to the Union", of_exports("NOR", "EU"), 0.47, 0.53),
    ("brexit-2020", "Less than a twentieth", of_exports("USA", "GBR"), 0.03, 0.05),
    ("liberation-day-2025", "A sixth of its goods", as_told("CHE", "USA"), 0.15, 0.18),
    ("liberation-day-2025", "A fifth of its exports beyond", as_told("EU", "USA"), 0.18, 0.22),
    ("liberation-day-2025", "A sixth of its exports go", as_told("CHN", "USA"), 0.15, 0.18),
    ("liberation-day-2025", "Three quarters of its exports", as_told("CAN", "USA"), 0.71, 0.78),
    ("liberation-day-2025", "Nearly three quarters of its", as_told("MEX", "USA"), 0.68, 0.75),
    ("liberation-day-2025", "More than a quarter of its", as_told("VNM", "USA"), 0.25, 0.3),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said", "share", "low", "high"), TOLD, ids=[f"{t[0]}: {t[1]}" for t in TOLD]
)
def test_a_share_told_in_words_is_that_of_the_world(
    name: str, said: str, share: Callable[[World], float], low: float, high: float
) -> None:
    assert said in find(name).read_text(encoding="utf-8")
    assert low <= share(setting(name).world) <= high


def test_what_the_ban_costs_antigua_as_the_briefing_tells_it() -> None:
    """About 21 million dollars a year (WT/DS285/ARB), 2.1% of all that it earns."""
    antigua = setting("antigua-2003")
    k = antigua.world.index["ATG"]
    first = antigua.world.value(antigua.initial).real_income[k]
    assert f"{-first:.1f}% of all that Antigua earns" in antigua.scenario.briefing


@pytest.mark.parametrize("name", ["two-neighbours", "smoot-hawley-1930", "cod-war-1975"])
def test_news_that_count_the_time_that_is_left_count_it_rightly(name: str) -> None:
    """Told as its round begins: that round is still to be played."""
    scenario = setting(name).scenario
    for event in scenario.events:
        if event.round is None:
            continue
        left = scenario.rounds - event.round + 1
        if "more years" in event.text:
            assert event.text.startswith(("One", "Two", "Three")[left - 1])
        if "Half of the time" in event.text:
            assert event.round - 1 == scenario.rounds / 2
