"""The picture of what a pair could have: its frontier, its solutions, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from negotiator.diplomacy.money import money
from negotiator.scoring.picture import Mark, picture
from negotiator.ui.text import MUTED, OURS, THEIRS, legend, lines, styled

if TYPE_CHECKING:
    from negotiator.scoring.score import PairScore

_STYLES = {
    Mark.NOTHING: "",
    Mark.NO_DEAL: MUTED,
    Mark.FRONTIER: "$primary",
    Mark.SOLUTION: "bold $accent",
    Mark.NOW: "bold $success",
    Mark.HAPPENED: "bold $warning",
    Mark.OURS: OURS,
    Mark.THEIRS: THEIRS,
}
#: The solutions by their letters.
_SOLUTIONS = {"N": "Nash", "K": "Kalai–Smorodinsky", "E": "egalitarian"}
#: As if all stood on one place: the longest that their legend can be.
_ONE_PLACE = {"K": "N", "E": "N"}


def solutions(same: Mapping[str, str] = _ONE_PLACE) -> list[tuple[str, str, str]]:
    """The solutions for a legend; K=N where the one stands on the place of the other."""
    return [
        (f"{letter}={same[letter]}" if letter in same else letter, "bold $accent", name)
        for letter, name in _SOLUTIONS.items()
    ]


class ParetoPicture(Widget, can_focus=True):
    """Gains of one party to the right, of the other upward; no deal at the crossing."""

    HELP = (
        "One party gains to the right, the other upward; no deal is where the lines cross. "
        "Nothing lies beyond the frontier, and right and above of no deal both gain."
    )

    DEFAULT_CSS = "ParetoPicture { height: 1fr; }"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.pair: PairScore | None = None
        self.titles: dict[str, str] = {}
        self.reality = ""

    def show(self, pair: PairScore, titles: dict[str, str], reality: str = "") -> None:
        """Show a pair.

        Parameters
        ----------
        reality
            What the two really did, in a line; empty while that is not told.
        """
        self.pair, self.titles, self.reality = pair, titles, reality
        self.refresh()

    def render(self) -> Content:
        """The picture, in the space that there is."""
        pair = self.pair
        if pair is None:
            return styled("Working out what was possible …", MUTED)
        points = (("◆", "bold $success", "now"), ("•", "$primary", "frontier"))
        longest = legend((*points, *solutions()), self.size.width)
        below = 2 + len(longest.split("\n")) + 2 * bool(self.reality)
        width, height = max(self.size.width - 2, 20), max(self.size.height - below, 6)
        happened = pair.happened if self.reality else None
        drawn = picture(pair.possible, width, height, now=pair.gains, happened=happened)
        marks = legend((*points, *solutions(drawn.same)), self.size.width)
        one, other = (self.titles[code] for code in pair.pair)
        head = Content.assemble(
            (f"{other} gains ↑", f"bold {THEIRS}"), (f" up to {money(drawn.top)} a year", MUTED)
        )
        foot = Content.assemble(
            (f"{one} gains →", f"bold {OURS}"),
            (f" up to {money(drawn.right)} a year; ┼ no deal", MUTED),
        )
        told = []
        if self.reality:
            told = [Content.assemble(("H ", "bold $warning"), (self.reality, MUTED))]
        return lines(head, *(coloured(row) for row in drawn.rows), foot, marks, *told)


def coloured(row: Iterable[tuple[str, Mark]]) -> Content:
    """A row of a picture in its colours."""
    return Content.assemble(*((glyph, _STYLES[mark]) for glyph, mark in row))
