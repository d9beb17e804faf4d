"""The scenarios on real data: their tables keep the sources' figures, their briefings are true."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import perform, stack
from negotiator.game.moves import EndRound, Propose, Retaliate
from negotiator.game.overview import average
from negotiator.game.rules import apply, new_game
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.setting import Setting
from negotiator.scenario.tables import read_tables

MEXICO, ROUND, WAR = "mexico-1993", "uruguay-round", "trade-war-2018"


@cache
def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


def cut(giver: str, receiver: str, rate: float, *sectors: str) -> Clause:
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def gains(name: str, *clauses: Clause) -> dict[str, float]:
    """Real incomes over the opening, billions a year."""
    world, opening = setting(name).world, setting(name).initial
    after = perform(opening, clauses, world.countries, world.sectors)
    income = world.value(stack([opening, after])).real_income
    return dict(zip(world.countries, (income[1] - income[0]) * world.income / 100, strict=True))


@pytest.mark.parametrize(
    ("name", "code", "rate"),
    [
        (MEXICO, "USA", 0.034),
        (MEXICO, "CAN", 0.036),
        (MEXICO, "MEX", 0.130),
        (ROUND, "JPN", 0.032),
        (ROUND, "BRA", 0.131),
        (ROUND, "IND", 0.345),
        (WAR, "USA", 0.013),
        (WAR, "CHN", 0.040),
        (WAR, "BRA", 0.064),
    ],
)
def test_tariffs_weighted_by_imports_are_those_of_the_source(
    name: str, code: str, rate: float
) -> None:
    """Averages that are told with the source data: aggregating keeps each country's revenue."""
    scenario = load(find(name))
    tables = read_tables(scenario, scenario.economy)
    j = [country.code for country in scenario.countries].index(code)
    bought = tables["flows"][:, j].copy()
    bought[j] = 0.0
    assert (bought * tables["tariff"][:, j]).sum() / bought.sum() == pytest.approx(rate, abs=6e-4)


def test_the_giants_trade_what_the_source_says() -> None:
    scenario = load(find(WAR))
    flows = read_tables(scenario, scenario.economy)["flows"]
    codes = [country.code for country in scenario.countries]
    us, china = codes.index("USA"), codes.index("CHN")
    assert flows[china, us].sum() == pytest.approx(459, abs=0.5)
    assert flows[us, china].sum() == pytest.approx(227, abs=0.5)
    assert flows[china, us, :-1].sum() == pytest.approx(400, rel=0.01)  # goods, in the briefing
    assert flows[us, china, :-1].sum() == pytest.approx(120, rel=0.01)


@pytest.mark.parametrize(
    ("name", "clauses", "told"),
    [
        (MEXICO, (cut("MEX", "USA", 0.0), cut("USA", "MEX", 0.0)), {"USA": 2.9, "MEX": -0.3}),
        (MEXICO, (cut("MEX", "USA", 0.05), cut("USA", "MEX", 0.0)), {"USA": 1.2, "MEX": 1.1}),
        (ROUND, (cut("IND", "USA", 0.0), cut("USA", "IND", 0.0)), {"USA": 1.9, "IND": -0.8}),
        (ROUND, (cut("USA", "IND", 0.0, "Textiles"),), {"USA": -0.1, "IND": 0.4}),
        (ROUND, tuple(cut("IND", x, 0.15) for x in ("USA", "EUR", "JPN", "BRA", "CAI", "ROW")),
         {"IND": 3.4}),
    ],
    ids=["all off", "Mexico keeps 5%", "India and the USA", "textiles", "India's own cut"],
)  # fmt: skip
def test_the_briefings_figures_are_the_games(
    name: str, clauses: tuple[Clause, ...], told: dict[str, float]
) -> None:
    found = gains(name, *clauses)
    assert {code: found[code] for code in told} == pytest.approx(told, abs=0.06)


def test_the_first_wave_and_an_answer_rate_for_rate() -> None:
    """Costs China 7.8 and gains the USA 2.8; the answer takes 2.6 from it, and 0.2 from China."""
    world, opening = setting(WAR).world, setting(WAR).initial
    us, china = world.index["USA"], world.index["CHN"]
    answered = opening.tariff.copy()
    answered[us, china, :-1] += 0.06
    income = world.value(
        stack([world.base, opening, type(opening)(answered, opening.grants)])
    ).real_income * (world.income / 100)
    first, answer = income[1] - income[0], income[2] - income[1]
    assert first[[china, us]] == pytest.approx([-7.8, 2.8], abs=0.06)
    assert answer[[china, us]] == pytest.approx([-0.2, -2.6], abs=0.06)


def test_answers_to_answers_are_a_ladder() -> None:
    """China's player raises in every round: the USA follows, and both end below where they were."""
    state = new_game(setting(WAR), "CHN", 1)
    world = setting(WAR).world
    us, china = world.index["USA"], world.index["CHN"]
    rates = []
    for _ in range(5):
        state = apply(setting(WAR), state, Retaliate(receiver="USA", points=0.06)).state
        state = apply(setting(WAR), state, EndRound()).state
        levied = state.last.applied.tariff[china, us]
        rates.append(average(world.economy.flows[china, us], levied))
    assert np.diff(rates).max() > 0.02
    assert rates[-1] > rates[0] + 0.05
    lost = state.last.real_income - state.history[0].real_income
    assert lost[us] < 0
    assert lost[china] < 0


def test_mexico_pays_for_access_with_reform() -> None:
    """Where it keeps 10% the USA loses by access alone, and gains with reform; and asks for it."""
    access = (cut("USA", "MEX", 0.0), cut("MEX", "USA", 0.1))
    grants = (("copyright", "MEX"), ("judgments", "MEX"), ("judgments", "USA"))
    reform = tuple(
        Clause(domain=domain, giver=giver, receiver="USA" if giver == "MEX" else "MEX", rate=1.0)
        for domain, giver in grants
    )
    assert gains(MEXICO, *access)["USA"] < 0
    linked = gains(MEXICO, *access, *reform)
    assert min(linked["USA"], linked["MEX"]) > 0.5
    state = new_game(setting(MEXICO), "MEX", 1)
    offer = Offer(parties=("MEX", "USA"), clauses=access, by="MEX")
    [event, *_] = apply(setting(MEXICO), state, Propose(to="USA", offer=offer)).events
    assert event.answer is not None
    assert not event.answer.assessment.acceptable
    assert event.answer.counter is not None
    asked = {(c.domain.value, c.giver) for c in event.answer.counter.clauses}
    assert ("copyright", "MEX") in asked


def test_india_pays_for_textiles_with_copyright() -> None:
    """Neither alone gains both; together they do."""
    give = Clause(domain="copyright", giver="IND", receiver="USA", rate=1.0)
    textiles = cut("USA", "IND", 0.0, "Textiles")
    alone = gains(ROUND, give), gains(ROUND, textiles)
    assert all(min(each["IND"], each["USA"]) < 0 for each in alone)
    linked = gains(ROUND, give, textiles)
    assert min(linked["IND"], linked["USA"]) > 0


def test_what_europe_binds_in_geneva_is_not_for_sale_here() -> None:
    state = new_game(setting(MEXICO), "MEX", 1)
    offer = Offer(
        parties=("MEX", "EUR"), clauses=(cut("MEX", "EUR", 0.0), cut("EUR", "MEX", 0.0)), by="MEX"
    )
    [event, *_] = apply(setting(MEXICO), state, Propose(to="EUR", offer=offer)).events
    assert event.answer is not None
    assert not event.answer.assessment.acceptable
    if event.answer.counter is not None:
        assert not any(
            c.giver == "EUR" and c.domain.value == "tariffs" for c in event.answer.counter.clauses
        )
