"""The figures of a score against textbook frontiers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.scoring.index import (
    efficiency,
    egalitarian,
    fairness,
    kalai_smorodinsky,
    mutual_benefit,
    nash_solution,
    undominated,
)

along = np.linspace(0.0, 1.0, 2001)


def line(one: float, other: float):
    """A linear frontier with side payments, from (one, 0) to (0, other)."""
    return np.column_stack([along * one, (1 - along) * other])


def arc(one: float, other: float):
    """A quarter of an ellipse."""
    angle = along * np.pi / 2
    return np.column_stack([one * np.sin(angle), other * np.cos(angle)])


@pytest.mark.parametrize("frontier", [line(1, 1), arc(1, 1), line(3, 3)])
def test_in_a_symmetric_problem_all_solutions_agree_on_the_middle(frontier):
    for solution in (nash_solution, kalai_smorodinsky, egalitarian):
        one, other = frontier[solution(frontier)]
        assert one == pytest.approx(other, rel=2e-3)


def test_with_side_payments_nash_splits_the_surplus_equally():
    frontier = line(10.0, 10.0)
    np.testing.assert_allclose(frontier[nash_solution(frontier)], 5.0, atol=0.01)


@pytest.mark.parametrize("solution", [nash_solution, kalai_smorodinsky])
def test_nash_and_kalai_smorodinsky_do_not_depend_on_the_unit(solution):
    frontier = arc(2.0, 5.0)
    scaled = frontier * np.array([7.0, 1.0])
    assert solution(frontier) == solution(scaled)


def test_the_egalitarian_solution_does():
    frontier = arc(2.0, 5.0)
    assert egalitarian(frontier) != egalitarian(frontier * np.array([7.0, 1.0]))


def test_kalai_smorodinsky_gives_the_same_share_of_each_best():
    frontier = arc(2.0, 5.0)
    one, other = frontier[kalai_smorodinsky(frontier)]
    assert one / 2.0 == pytest.approx(other / 5.0, rel=2e-3)


def test_no_zone_of_agreement_has_no_solution():
    frontier = np.array([[-1.0, 3.0], [2.0, -0.5]])
    assert nash_solution(frontier) is None
    assert kalai_smorodinsky(frontier) is None
    assert egalitarian(frontier) is None


def test_dominated_points_are_left_out():
    points = np.array([[1.0, 3.0], [2.0, 2.0], [1.5, 1.5], [3.0, 1.0], [1.0, 2.5]])
    np.testing.assert_array_equal(undominated(points), [0, 1, 3])


@given(st.lists(st.floats(0.01, 100.0), min_size=2, max_size=6))
def test_the_index_is_a_hundred_at_the_nash_solution_and_zero_when_anyone_loses(gains):
    assert mutual_benefit(gains, gains) == pytest.approx(100.0)
    assert mutual_benefit([2 * g for g in gains], gains) == pytest.approx(200.0)
    assert mutual_benefit([-1e-6, *gains[1:]], gains) == 0.0


def test_who_took_everything_and_who_gave_everything_score_alike():
    assert mutual_benefit([8.0, 0.5], [2.0, 2.0]) == mutual_benefit([0.5, 8.0], [2.0, 2.0])
    assert mutual_benefit([8.0, 0.5], [2.0, 2.0]) == pytest.approx(100.0)
    assert mutual_benefit([3.9, 0.1], [2.0, 2.0]) < 35


def test_without_a_zone_the_index_says_so():
    with pytest.raises(ValueError, match="no zone"):
        mutual_benefit([1.0, 1.0], [1.0, 0.0])


@pytest.mark.parametrize(("joint", "share"), [(5.0, 0.5), (10.0, 1.0), (-3.0, 0.0)])
def test_efficiency_is_a_share_of_the_best(joint, share):
    assert efficiency(joint, 10.0) == share


def test_fairness_is_one_at_a_solution_and_none_when_one_loses():
    assert fairness((3.0, 3.0), [(5.0, 5.0)]) == 1.0
    assert fairness((1.0, 9.0), [(5.0, 5.0)]) == pytest.approx(0.2)
    assert fairness((-1.0, 9.0), [(5.0, 5.0)]) is None
