"""The picture of what a pair could have, in characters: its frontier, solutions, where it stands.

Plain text with a mark for each character; a screen gives the marks their colours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.scoring.benchmarks import Benchmarks

#: How far the picture reaches below no deal, as a share of how far it reaches above.
_MARGIN = 0.2

Gains = tuple[float, float]


class Mark(Enum):
    """What a character of the picture stands for."""

    NOTHING = auto()
    NO_DEAL = auto()
    FRONTIER = auto()
    SOLUTION = auto()
    NOW = auto()
    HAPPENED = auto()
    OURS = auto()
    THEIRS = auto()


@dataclass(frozen=True)
class Spot:
    """Gains that are to be marked, as an offer's are; at the edge where they lie beyond it."""

    gains: Gains
    glyph: str
    mark: Mark


@dataclass(frozen=True)
class Picture:
    """Gains of one party to the right, of the other upward; no deal at the crossing.

    Parameters
    ----------
    rows
        From the top down, every character with its mark.
    left, right, bottom, top
        How far it reaches: gains of the first party and of the second, billions a year.
    same
        Letters of solutions that fall on the place of another, with the letter that stands there.
    """

    rows: tuple[tuple[tuple[str, Mark], ...], ...]
    left: float
    right: float
    bottom: float
    top: float
    same: Mapping[str, str]

    def __str__(self) -> str:
        return "\n".join("".join(glyph for glyph, _ in row).rstrip() for row in self.rows)


def picture(
    possible: Benchmarks,
    width: int,
    height: int,
    *,
    now: Gains | None = None,
    happened: Gains | None = None,
    spots: Sequence[Spot] = (),
    joint: bool = False,
) -> Picture:
    """Draw what a pair could have.

    Parameters
    ----------
    width, height
        In characters.
    now
        Gains where the pair stands, if that is to be shown.
    happened
        Gains had the pair done what it really did, if that is to be shown.
    spots
        What else is to be marked, the last first where there is too little room.
    joint
        Whether the largest joint gain is shown too, as J.
    """
    points = [point.gains for point in possible.frontier]
    reached = [each for each in (now, happened) if each is not None]
    # The picture is about what is better than no deal: of the rest only a margin is shown, unless
    # there is nothing else.
    inside = [p for p in points if min(p) >= 0]
    right, top = (max(*(p[k] for p in (inside or points) + reached), 1e-6) * 1.05 for k in (0, 1))
    left, bottom = -_MARGIN * right, -_MARGIN * top
    if not inside:
        left, bottom = (
            min(low, *(p[k] * 1.05 for p in points)) for k, low in enumerate((left, bottom))
        )
    grid = [[(" ", Mark.NOTHING)] * width for _ in range(height)]

    def place(gains: Gains) -> tuple[int, int] | None:
        column = round((gains[0] - left) / (right - left) * (width - 1))
        row = height - 1 - round((gains[1] - bottom) / (top - bottom) * (height - 1))
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def within(gains: Gains) -> Gains:
        return min(max(gains[0], left), right), min(max(gains[1], bottom), top)

    origin = place((0.0, 0.0))
    if origin is not None:
        grid[origin[0]] = [("─", Mark.NO_DEAL)] * width
        for row in grid:
            row[origin[1]] = ("│", Mark.NO_DEAL)
        grid[origin[0]][origin[1]] = ("┼", Mark.NO_DEAL)
    for gains in points:
        at = place(gains)
        if at is not None:
            grid[at[0]][at[1]] = ("•", Mark.FRONTIER)
    solutions = (
        (possible.nash, "N"),
        (possible.kalai_smorodinsky, "K"),
        (possible.egalitarian, "E"),
        (possible.joint if joint else None, "J"),
    )
    same: dict[str, str] = {}
    for solution, letter in solutions:
        at = place(solution.gains) if solution is not None else None
        if at is None:
            continue
        there, mark = grid[at[0]][at[1]]
        if mark is Mark.SOLUTION:
            same[letter] = there
        else:
            grid[at[0]][at[1]] = (letter, Mark.SOLUTION)
    for reality, glyph, mark in (
        (happened, "H", Mark.HAPPENED),
        (now, "◆", Mark.NOW),
    ):
        if reality is not None and (at := place(within(reality))) is not None:
            grid[at[0]][at[1]] = (glyph, mark)
    taken = {Mark.NOW, *(spot.mark for spot in spots)}
    for spot in reversed(spots):
        at = place(within(spot.gains))
        if at is None:
            continue
        # Offers that fall on one place stand side by side; the same kind is marked once.
        row, column, drawn = grid[at[0]], at[1], (spot.glyph, spot.mark)
        while column + 1 < width and row[column][1] in taken and row[column] != drawn:
            column += 1
        row[column] = drawn
    return Picture(tuple(tuple(row) for row in grid), left, right, bottom, top, same)
