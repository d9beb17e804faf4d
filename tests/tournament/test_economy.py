"""Two countries of a scenario: payoffs of a level are those of the world at its tariffs."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.tournament.economy import Pair, pair_of
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.matrix import CORNERS
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold

PAIRS = [
    ("two-neighbours", ("SML", "MAR")),
    ("liberation-day-2025", ("CHE", "USA")),
    ("liberation-day-2025", ("CAN", "MEX")),
]


@pytest.fixture(scope="module", params=PAIRS, ids=lambda each: "-".join(each[1]))
def pair(request: pytest.FixtureRequest) -> Pair:
    return pair_of(*request.param)[1]


def by_hand(pair: Pair, row: float, column: float) -> np.ndarray:
    """[2]: payoffs when the tariffs of both on each other are put in one by one."""
    one, other = pair.seats
    tariff = pair.initial.tariff.copy()
    for s in range(tariff.shape[2]):
        # [exporter, importer, sector]: what the row's country levies, then the column's.
        for giver, receiver, level in ((one, other, row), (other, one, column)):
            war, peace = (each.tariff[receiver, giver, s] for each in (pair.war, pair.peace))
            tariff[receiver, giver, s] = (1.0 - level) * war + level * peace
    found = pair.world.value(stack([Conduct(tariff, pair.initial.grants)]))
    return np.asarray(found.payoff[0, pair.seats])


def test_corners_are_those_of_the_world(pair: Pair) -> None:
    expected = [by_hand(pair, row, column) for row, column in CORNERS]
    np.testing.assert_allclose(pair.corners, expected, atol=1e-9)


def test_levels_in_between_are_those_of_the_world(pair: Pair) -> None:
    levels = np.random.default_rng(1).random((20, 2))
    expected = [by_hand(pair, row, column) for row, column in levels]
    np.testing.assert_allclose(pair.payoffs(levels), expected, atol=1e-9)


def test_a_payoff_is_the_same_whatever_is_asked_beside_it(pair: Pair) -> None:
    levels = np.random.default_rng(2).random((50, 2))
    alone = np.concatenate([pair.payoffs(levels[k : k + 1]) for k in range(50)])
    np.testing.assert_array_equal(pair.payoffs(levels), alone)


def test_worth_is_what_a_whole_range_does_to_the_other(pair: Pair) -> None:
    """Billions a year, the other side cooperating; the column's seat has them the other way."""
    peace = by_hand(pair, 1.0, 1.0)
    to_column = (peace - by_hand(pair, 0.0, 1.0))[1] / 100.0 * pair.income[1]
    to_row = (peace - by_hand(pair, 1.0, 0.0))[0] / 100.0 * pair.income[0]
    assert pair.worth[0] == pytest.approx((to_column, to_row), abs=1e-6)
    assert pair.worth[1] == pair.worth[0][::-1]


def test_the_nash_solution_is_a_gain_for_both_that_no_lottery_of_levels_beats(pair: Pair) -> None:
    """Levels move all sectors together; deals sector by sector include them, and are more."""
    best = pair.at_nash_solution
    assert (best > 0).all()
    grid = np.linspace(0.0, 1.0, 21)
    levels = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
    gains = np.maximum(pair.payoffs(levels) - pair.corners[0], 0.0)
    assert gains.prod(axis=1).max() <= best.prod() * (1.0 + 1e-6)


def test_small_and_large_are_told_apart() -> None:
    """Two tit for tats keep the peace, and each seat reads its own country's gain."""
    plan = Plan(
        ("tit-for-tat", "always-defect"), rounds=10, repetitions=1,
        scenario="two-neighbours", between=("SML", "MAR"),
    )  # fmt: skip
    outcome = Outcome(stage(plan), "", hold(plan))
    pair = pair_of("two-neighbours", ("SML", "MAR"))[1]
    peace, war = by_hand(pair, 1, 1), by_hand(pair, 0, 0)
    met = {
        (row["seat"], row["counterpart"], row["against"]): row["payoff"]
        for row in outcome.tables()["head_to_head"]
    }
    for side, seat in enumerate(("SML", "MAR")):
        assert met[seat, "tit-for-tat", "tit-for-tat"] == pytest.approx(peace[side], abs=1e-8)
        assert met[seat, "always-defect", "always-defect"] == pytest.approx(war[side], abs=1e-8)
        sucker = by_hand(pair, *((1, 0) if side == 0 else (0, 1)))[side]
        expected = (sucker + 9 * war[side]) / 10
        assert met[seat, "tit-for-tat", "always-defect"] == pytest.approx(expected, abs=1e-8)
        # Mutual defection is what gains are measured from.
        found = {each.label: each for each in outcome.standings[side]}
        mean = (met[seat, "tit-for-tat", "tit-for-tat"] + expected) / 2
        gain = (mean - war[side]) / 100.0 * pair.income[side]
        assert found["tit-for-tat"].gain_bn == pytest.approx(gain, abs=1e-6)


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (("SML", "XXX"), "no country 'XXX' in two-neighbours; expected one of SML, MAR"),
        (("SML", "SML"), "SML on both sides; expected two countries"),
    ],
)
def test_countries_that_cannot_meet_are_refused(between: tuple[str, str], said: str) -> None:
    with pytest.raises(TournamentError, match=said):
        pair_of("two-neighbours", between)


def test_the_player_meets_its_largest_partner_unless_told() -> None:
    """Switzerland sells and buys most goods with the European Union."""
    assert pair_of("liberation-day-2025", None)[1].codes == ("CHE", "EU")


def test_nobody_meets_the_rest_of_the_world_unless_told() -> None:
    """India's trade with the rest is the largest, but there nobody speaks of tariffs."""
    setting, pair = pair_of("uruguay-round", None)
    world = setting.world
    assert world.countries[int(world.two_way[world.index["IND"]].argmax())] == "ROW"
    assert pair.codes == ("IND", "EUR")
    assert pair_of("uruguay-round", ("IND", "ROW"))[1].codes == ("IND", "ROW")
