"""Where the labels of a picture stand so that none is printed over another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Place = tuple[float, float]

#: Width of a letter and height of a line, in a picture's units, at the size of a phone.
_LETTER, _LINE = 7.5, 14.0
#: Half of the square that a label keeps free around its own point.
_NEAR = 6.0


@dataclass
class Labels:
    """The labels of a picture that have their places.

    Parameters
    ----------
    taken
        Left, top, right and bottom of each, in the picture's units.
    """

    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def keep(self, at: Place, letters: str = "") -> None:
        """Leave the mark of a point free, and what is written right of it."""
        x, y = at
        self.taken.append((x - _NEAR, y - _NEAR, x + _NEAR, y + _NEAR))
        if letters:
            right = x + 2 * _NEAR + _LETTER * len(letters)
            self.taken.append((x, y - 0.5 * _LINE, right, y + 0.5 * _LINE))

    def place(self, at: Place, said: str) -> Place:
        """Where a label's first letter stands: the free place that is nearest to its point.

        Where none is free it stands where it would alone, right and above.
        """
        x, y = at
        wide = _LETTER * len(said)
        tries = [
            (across, y + down)
            for row in range(4)
            for down in (-_NEAR - row * _LINE, _NEAR + (row + 0.6) * _LINE)
            for across in (x + _NEAR + 1, x - _NEAR - 1 - wide)
        ]
        for left, base in tries:
            box = (left, base - 0.8 * _LINE, left + wide, base + 0.2 * _LINE)
            if left >= 0 and not any(_cross(box, other) for other in self.taken):
                self.taken.append(box)
                return left, base
        return tries[0]


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def stacked(places: Iterable[float], wide: float) -> list[tuple[float, int]]:
    """Dots of a width on a line, each where it belongs, on the lowest floor that is free there.

    Returns
    -------
    Place and floor of each, from the left; floor 0 lies on the line.
    """
    ends: list[float] = []  # of the last dot of each floor
    found = []
    for x in sorted(places):
        floor = next((k for k, end in enumerate(ends) if x - end >= wide), len(ends))
        if floor == len(ends):
            ends.append(x)
        ends[floor] = x
        found.append((x, floor))
    return found
