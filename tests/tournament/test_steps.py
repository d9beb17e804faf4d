"""Steps, classed as Hindriks, Jonker and Tykhonov (2007) define them."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.tournament.matrix import Matrix
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.steps import CLASSES, cases, classes, counts, turned

#: Their table: the sign of my own change, of the other's, and what the step is called.
DEFINED = {
    (1, 1): "fortunate",
    (1, 0): "selfish",
    (1, -1): "selfish",
    (0, 1): "nice",
    (0, 0): "silent",
    (0, -1): "unfortunate",
    (-1, 1): "concession",
    (-1, 0): "concession",
    (-1, -1): "unfortunate",
}


def stepped(change: tuple[int, int]) -> np.ndarray:
    """Counts of one step by the row, the column staying where it is."""

    def payoffs(levels: np.ndarray) -> np.ndarray:
        mine, theirs = levels[:, 0], levels[:, 1]
        # What the column did would be told apart by its size.
        return np.stack(
            [2.0 + 0.3 * change[0] * mine + theirs, 1.0 + 4.0 * change[1] * mine + theirs], axis=-1
        )

    levels = np.array([[0.0, 0.5], [1.0, 0.5]])[:, :, None]
    return counts(cases(levels, payoffs), np.array([2]))[0]


@pytest.mark.parametrize(("change", "called"), DEFINED.items())
def test_a_step_is_called_by_both_signs(change: tuple[int, int], called: str) -> None:
    found = stepped(change)
    assert dict(zip(CLASSES, classes(found), strict=True)) == {
        each: float(each == called) for each in CLASSES
    }
    # The column took a step of silence.
    assert classes(turned(found))[CLASSES.index("silent")] == 1.0


def test_rounds_after_the_end_are_no_steps() -> None:
    levels = np.array([[0.0, 1.0, 0.0, 1.0]] * 2).T[:, :, None]
    found = counts(cases(levels, Matrix().payoffs), np.array([2]))
    assert found.sum() == 2.0


def test_a_match_is_classed_round_by_round() -> None:
    """Tit for tat against always defect, 5 rounds: CD, DD, DD, DD, DD.

    The one change takes the first from 0 to 1 and the second from 5 to 1: selfish of the one who
    made it. The other never moved.
    """
    plan = Plan(("tit-for-tat", "always-defect"), rounds=5, repetitions=1, matrix=Matrix())
    steps = {
        (row.label): row.steps
        for row in Outcome(stage(plan), "", hold(plan)).standings[0]
    }  # fmt: skip
    # One's own twin adds four steps of silence.
    assert steps["tit-for-tat"] == pytest.approx({
        name: {"selfish": 1 / 8, "silent": 7 / 8}.get(name, 0.0) for name in CLASSES
    })  # fmt: skip
    assert steps["always-defect"] == pytest.approx({
        name: float(name == "silent") for name in CLASSES
    })  # fmt: skip
