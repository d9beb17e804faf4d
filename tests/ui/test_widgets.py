"""What the small charts draw, character by character."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.ui.widgets.duel import bars
from negotiator.ui.widgets.meetings import Meetings
from negotiator.ui.widgets.shares import _axis, curves


@pytest.mark.parametrize(
    ("levels", "height", "cell", "drawn"),
    [
        ([1.0, 0.0], 1, 1, ["█▁"]),
        ([0.5, 1.0], 2, 1, [" █", "██"]),
        ([0.25], 1, 3, ["▂▂ "]),
        ([0.75], 2, 2, ["▄ ", "█ "]),
    ],
)
def test_bars_are_as_high_as_levels(levels, height, cell, drawn):
    assert bars(levels, height, cell) == drawn


def test_curves_run_from_the_bottom_to_the_top_without_gaps():
    rows = curves(np.array([[0.0, 0.0, 1.0, 1.0]]), ["a"], 2, 2)
    # Dots 1 to 8 of braille: bottom left and right, then a climb and the top row.
    assert [[glyph for glyph, _ in row] for row in rows] == [[" ", "⡏"], ["⣀", "⠇"]]
    assert rows[1][0][1] == 0
    assert rows[0][0][1] == -1


@pytest.mark.parametrize(
    ("last", "width", "drawn"),
    [
        (1000, 31, "0─────────10────────100───1,000"),
        (1000, 13, "0───10──1,000"),
        (1, 8, "0──────1"),
    ],
)
def test_generations_stand_on_a_scale_of_powers_of_ten(last, width, drawn):
    assert _axis(last, width) == drawn


def test_every_curve_carries_its_mark():
    values = np.full((3, 60), 0.5)
    rows = curves(values, ["1", "2", "13"], 30, 3)
    shown = "".join(glyph for row in rows for glyph, _ in row)
    assert "1" in shown
    assert "2" in shown
    assert "13" in shown


def test_cells_are_shaded_by_fifths_and_equals_are_in_the_middle():
    meetings = Meetings()
    size = 5
    payoffs = np.arange(size * size, dtype=float).reshape(size, size)
    meetings.show(list("abcde"), payoffs, np.ones((size, size, 2)), "")
    shades = [meetings._cell(r, c)[1] for r in range(size) for c in range(size)]
    assert len(set(shades)) == 5
    assert shades == sorted(shades, key=shades.index)
    meetings.show(list("abcde"), np.ones((size, size)), np.ones((size, size, 2)), "")
    assert {meetings._cell(r, c)[1] for r in range(size) for c in range(size)} == {"on $surface"}
