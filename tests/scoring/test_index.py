"""The figures of a score, from gains alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.scoring.index import efficiency, fairness, mutual_benefit


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
