"""Tournaments on the plain matrix, against what is known of it."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.tournament.matrix import Matrix, nash_solution
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold


def held(plan: Plan) -> Outcome:
    return Outcome(stage(plan), "", hold(plan))


def test_the_matrix_splits_at_mutual_cooperation() -> None:
    corners = Matrix().corners
    assert nash_solution(corners, corners[0]) == pytest.approx([2.0, 2.0])


def test_payoffs_of_a_match_are_those_counted_by_hand() -> None:
    # Tit for tat loses the first round to one who always defects: 0 and 5, then 1 each.
    found = held(Plan(("tit-for-tat", "always-defect"), rounds=10, repetitions=1))
    met = {
        (row["counterpart"], row["against"]): row["payoff"] * row["rounds"]
        for row in found.tables()["head_to_head"]
    }
    assert met["tit-for-tat", "always-defect"] == pytest.approx(9)
    assert met["always-defect", "tit-for-tat"] == pytest.approx(14)
    assert met["tit-for-tat", "tit-for-tat"] == pytest.approx(30)


def test_the_same_seed_gives_the_same_figures() -> None:
    plan = Plan(("generous-tit-for-tat", "pavlov"), rounds=50, repetitions=5, noise=0.1, seed=7)
    np.testing.assert_array_equal(hold(plan), hold(plan))
