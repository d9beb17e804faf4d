"""How a community changes, as curves of dots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from textual.content import Content
from textual.widget import Widget

from negotiator.economy.arrays import Array
from negotiator.ui.text import MUTED, cut, lines, styled

#: Curves that can be told apart, by number and colour.
_MOST = 8
_COLOURS = ("$success", "$accent", "$error", "$primary", "$foreground", "$secondary")
#: Cells of the legend at most, and of the scale.
_LEGEND = 33
_SCALE = 5
#: Dots of a braille character by row and column, and the first such character.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800

Cell = tuple[str, int]


def curves(values: Array, marks: Sequence[str], width: int, height: int) -> list[list[Cell]]:
    """Curves in braille, each with its mark on it here and there.

    Parameters
    ----------
    values : [curves, width × 2]
        From 0 at the bottom to 1 at the top.
    marks
        One a curve.

    Returns
    -------
    Rows from the top down; for every cell its character and the curve that it shows, or −1.
    """
    dots = np.zeros((height, width), dtype=np.intp)
    whose = np.full((height, width), -1)
    lowest = 4 * height - 1
    for k in reversed(range(len(values))):  # the first is drawn last, on top
        level = np.rint((1.0 - np.clip(values[k], 0.0, 1.0)) * lowest).astype(int)
        for x, y in enumerate(level):
            last = level[x - 1] if x else y
            # From beside the dot before, so that a steep curve has no gaps.
            start = y if abs(y - last) <= 1 else last + (1 if y > last else -1)
            for dot in range(min(start, y), max(start, y) + 1):
                dots[dot // 4, x // 2] |= _DOTS[dot % 4][x % 2]
                whose[dot // 4, x // 2] = k
    rows = [
        [(chr(_BLANK + int(dot)) if dot else " ", int(k)) for dot, k in zip(*row, strict=True)]
        for row in zip(dots, whose, strict=True)
    ]
    for k in reversed(range(len(values))):
        # Each has places of its own, a step apart, so that marks of curves that run together show.
        step = 4 * max(len(values), 1)
        for at in range(2 + 4 * k, width - len(marks[k]) + 1, step):
            y = int(np.rint((1.0 - np.clip(values[k][2 * at], 0.0, 1.0)) * lowest)) // 4
            for shift, glyph in enumerate(marks[k]):
                rows[y][at + shift] = (glyph, k)
    return rows


class ShareChart(Widget, can_focus=True):
    """Shares of a community over generations, those with the most at the end."""

    HELP = (
        "How many play each rule as generations copy those who did well, on a scale of powers "
        "of ten."
    )

    DEFAULT_CSS = "ShareChart { height: 1fr; }"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.shares: Array | None = None
        self.names: list[str] = []
        self.places: list[int] = []

    def show(self, shares: Array | None, names: list[str], places: list[int]) -> None:
        """Show shares.

        Parameters
        ----------
        shares : [generations + 1, K]
            None when the tournament was stopped before all had met.
        names, places
            Of all K: what they are called, and their numbers in the table of results.
        """
        self.shares, self.names, self.places = shares, names, places
        self.refresh()

    def render(self) -> Content:
        """The chart, in the space that there is; generations on a scale of powers of ten."""
        if self.shares is None:
            return styled("How a community would change is known once everyone has met.", MUTED)
        legend_width = min(_LEGEND, max(map(len, self.names)) + 9, self.size.width // 2)
        width = max(self.size.width - legend_width - _SCALE - 1, 16)
        height = max(self.size.height - 3, 4)
        last = len(self.shares) - 1
        order = np.argsort(-self.shares[-1], kind="stable")[:_MOST].tolist()
        moments = (last + 1.0) ** np.linspace(0.0, 1.0, 2 * width) - 1.0
        values = [np.interp(moments, np.arange(last + 1), self.shares[:, k]) for k in order]
        top = min(float(self.shares[:, order].max()) * 1.05, 1.0)
        marks = [str(self.places[k]) for k in order]
        drawn = curves(np.array(values) / top, marks, width, height)
        legend = [
            (f"{mark:>3} {cut(self.names[k], legend_width - 8)}{self.shares[-1, k]:>4.0%}",
             _colour(n))
            for n, (k, mark) in enumerate(zip(order, marks, strict=True))
        ]  # fmt: skip
        rows = []
        for y, row in enumerate(drawn):
            scale = f"{top:>4.0%}" if y == 0 else "  0%" if y == height - 1 else ""
            said = legend[y] if y < len(legend) else ("", "")
            rows.append(
                Content.assemble(
                    (f"{scale:<4}│", MUTED), *((glyph, _colour(k)) for glyph, k in row), " ", said
                )
            )
        return lines(
            styled("Share of each, if those who do well are copied", "bold"),
            *rows,
            styled(f"    └{_axis(last, width)}", MUTED),
            styled("     generation; numbers are those of the standings", MUTED),
        )


def _colour(k: int) -> str:
    return "" if k < 0 else _COLOURS[k % len(_COLOURS)]


def _axis(last: int, width: int) -> str:
    """Generations 0, 10, 100, … where they are."""
    axis = ["─"] * width
    for moment in (last, 0, *(10**n for n in range(1, 9) if 10**n < last)):
        text = f"{moment:,}"
        at = round(np.log(moment + 1.0) / np.log(last + 1.0) * (width - 1)) if last else 0
        at = min(at, width - len(text))
        if set(axis[max(at - 1, 0) : at + len(text) + 1]) == {"─"}:  # there is room for it
            axis[at : at + len(text)] = text
    return "".join(axis)
