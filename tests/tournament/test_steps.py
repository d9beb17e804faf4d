"""Steps, classed as Hindriks, Jonker and Tykhonov (2007) define them."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.tournament.matrix import Matrix
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.steps import CLASSES, classes, signs, turned

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


def counted(row: list[float], column: list[float]) -> np.ndarray:
    payoffs = np.array([row, column]).T[:, :, None]
    return signs(payoffs, np.array([len(row)]))[0]


@pytest.mark.parametrize(("change", "name"), DEFINED.items())
def test_a_step_is_called_by_both_signs(change: tuple[int, int], name: str) -> None:
    one, other = change
    counts = counted([2.0, 2.0 + 0.3 * one], [1.0, 1.0 + 4.0 * other])
    assert dict(zip(CLASSES, classes(counts), strict=True)) == {
        each: float(each == name) for each in CLASSES
    }
    mirrored = DEFINED[other, one]
    assert classes(turned(counts))[CLASSES.index(mirrored)] == 1.0


def test_rounds_after_the_end_are_no_steps() -> None:
    payoffs = np.array([[0.0, 1.0, 2.0, 3.0]] * 2).T[:, :, None]
    assert signs(payoffs, np.array([2])).sum() == 1.0


def test_a_match_is_classed_round_by_round() -> None:
    """Tit for tat against always defect, 5 rounds: CD, DD, DD, DD, DD.

    The one change takes 0 to 1 from the first and 5 to 1 from the second: selfish for the one, a
    concession for the other, and three that change nothing.
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
        name: {"concession": 1 / 8, "silent": 7 / 8}.get(name, 0.0) for name in CLASSES
    })  # fmt: skip
