"""Scores and benchmarks in a solved world."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.ledger import Ledger
from negotiator.scenario import compile_scenario, find, load
from negotiator.scoring.benchmarks import benchmarks
from negotiator.scoring.score import score, score_pair

PAIR = ("SML", "MAR")


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.fixture(scope="module")
def possible(setting):
    valued = setting.world.value(setting.initial)
    return benchmarks(setting.world, setting.initial, PAIR, valued.dollars(valued.payoff))


def test_the_frontier_is_undominated_and_as_solved(setting, possible):
    gains = np.array([point.gains for point in possible.frontier])
    assert len(gains) > 10
    assert (np.diff(gains[:, 0]) > 0).all()
    assert (np.diff(gains[:, 1]) < 0).all()
    world = setting.world
    point = possible.frontier[len(gains) // 2]
    deal = perform(setting.initial, point.clauses, world.countries, world.sectors)
    before, after = world.value(setting.initial), world.value(deal)
    change = after.dollars(after.payoff) - before.dollars(before.payoff)
    np.testing.assert_allclose(change, point.gains, atol=1e-7)


def test_no_deal_tried_at_random_beats_the_frontier(setting, possible):
    """Random packages of caps and domains, none of them better for both than every point."""
    from negotiator.diplomacy.clauses import Clause

    rng = np.random.default_rng(5)
    world = setting.world
    gains = np.array([point.gains for point in possible.frontier])
    stake = np.abs(gains).max()
    before = world.value(setting.initial)
    for _ in range(60):
        clauses = []
        for giver, receiver in (PAIR, PAIR[::-1]):
            rate = float(rng.choice([0.0, 0.02, 0.05, 0.1]))
            clauses.append(Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate))
            for domain in ("copyright", "travel", "security", "judgments"):
                if rng.random() < 0.5:
                    clauses.append(Clause(domain=domain, giver=giver, receiver=receiver))
        after = world.value(perform(setting.initial, clauses, world.countries, world.sectors))
        change = after.dollars(after.payoff) - before.dollars(before.payoff)
        better = (gains + 0.03 * stake < change).all(axis=1)
        nothing_near = not (gains >= change - 0.03 * stake).all(axis=1).any()
        assert not (better.any() and nothing_near)


def test_the_solutions_lie_where_both_gain(possible):
    for point in (possible.nash, possible.kalai_smorodinsky, possible.egalitarian):
        assert point is not None
        assert min(point.gains) > 0
        assert sum(point.gains) <= sum(possible.joint.gains) + 1e-9


def test_room_is_the_way_to_the_frontier(possible):
    """None from a point on it; from no deal what the ends of the zone of agreement give."""
    gains = np.array([point.gains for point in possible.frontier])
    for point in possible.frontier[1:-1]:
        np.testing.assert_allclose(possible.room(point.gains), 0.0, atol=1e-9)
    first, second = possible.room((0.0, 0.0))
    zone = np.array([point.gains for point in possible.zone])
    assert first == pytest.approx(zone[:, 0].max(), abs=0.05 * np.ptp(gains[:, 0]))
    assert second == pytest.approx(zone[:, 1].max(), abs=0.05 * np.ptp(gains[:, 1]))
    assert possible.room((gains[-1, 0] + 1.0, gains[0, 1] + 1.0)) == (0.0, 0.0)


def test_a_pair_at_its_nash_solution_scores_a_hundred(setting, possible):
    world = setting.world
    final = perform(setting.initial, possible.nash.clauses, world.countries, world.sectors)
    found = score_pair(world, final, setting.initial, PAIR, Ledger())
    assert found.index == pytest.approx(100.0)
    assert found.fairness == pytest.approx(1.0)
    assert found.efficiency <= 1.0
    np.testing.assert_allclose(found.gains, possible.nash.gains, atol=1e-7)


def test_no_deal_is_a_result_of_its_own(setting):
    valued = setting.world.value(setting.initial)
    found = score(
        setting.world, "SML", (), setting.initial, setting.initial,
        (valued.real_income, valued.real_income), Ledger(), 0.5, 1.0, ("MAR",),
    )  # fmt: skip
    assert found.headline == "No deal"
    assert found.index is None
    assert found.own_percent == 0.0
    assert found.pairs[0].left > 0  # and it says what was left on the table


def test_a_one_sided_deal_scores_nothing(setting):
    """The player gives everything and asks nothing: the other gains, the index is zero."""
    from negotiator.diplomacy.clauses import Clause

    world = setting.world
    gift = [
        Clause(domain="aid", giver="SML", receiver="MAR", rate=1.0),
        Clause(domain="extradition", giver="SML", receiver="MAR"),
    ]
    final = perform(setting.initial, gift, world.countries, world.sectors)
    found = score_pair(world, final, setting.initial, PAIR, Ledger())
    assert found.gains[0] < 0 < found.gains[1]
    assert found.index == 0.0


def test_what_really_happened_is_a_point_in_the_same_picture():
    """In Liberation Day the deal of the summer of 2025 left the EU more than it left the USA."""
    setting = compile_scenario(load(find("liberation-day-2025")))
    real = setting.happened("USA", "EU")
    assert real is not None
    assert setting.happened("USA", "GBR") is None
    clauses = [draft.clause() for draft in real.clauses]
    world = setting.world
    found = score_pair(
        world, setting.initial, setting.initial, ("EU", "USA"), Ledger(), tuple(clauses)
    )
    deal = perform(setting.initial, clauses, world.countries, world.sectors)
    before, after = world.value(setting.initial), world.value(deal)
    change = after.dollars(after.payoff) - before.dollars(before.payoff)
    places = [world.index["EU"], world.index["USA"]]
    np.testing.assert_allclose(found.happened, change[places], atol=1e-7)
    assert found.gains == (0.0, 0.0)
    zone = np.array([point.gains for point in found.possible.frontier])
    assert (np.array(found.happened) <= zone.max(axis=0)).all()
