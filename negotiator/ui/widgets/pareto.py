"""The picture of what a pair could have: its frontier, its solutions, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from negotiator.ui.text import MUTED, lines, money, styled

if TYPE_CHECKING:
    from negotiator.scoring.score import PairScore


class ParetoPicture(Widget, can_focus=True):
    """Gains of one party to the right, of the other upward; no deal at the crossing."""

    DEFAULT_CSS = "ParetoPicture { height: 1fr; }"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.pair: PairScore | None = None
        self.titles: dict[str, str] = {}

    def show(self, pair: PairScore, titles: dict[str, str]) -> None:
        """Show a pair."""
        self.pair, self.titles = pair, titles
        self.refresh()

    def render(self) -> Content:
        """The picture, in the space that there is."""
        pair = self.pair
        if pair is None:
            return styled("Working out what was possible …", MUTED)
        width, height = max(self.size.width - 2, 20), max(self.size.height - 5, 6)
        points = [point.gains for point in pair.possible.frontier]
        stands = pair.gains
        # The picture is about what is better than no deal: of the rest only a margin is shown.
        inside = [p for p in points if p[0] >= 0 and p[1] >= 0] or points
        right = max(*(x for x, _ in inside), stands[0], 1e-6) * 1.05
        top = max(*(y for _, y in inside), stands[1], 1e-6) * 1.05
        left, bottom = -0.2 * right, -0.2 * top
        grid = [[(" ", "")] * width for _ in range(height)]

        def place(x: float, y: float) -> tuple[int, int] | None:
            column = round((x - left) / (right - left) * (width - 1))
            row = height - 1 - round((y - bottom) / (top - bottom) * (height - 1))
            return (row, column) if 0 <= row < height and 0 <= column < width else None

        origin = place(0.0, 0.0)
        if origin is not None:
            for column in range(width):
                grid[origin[0]][column] = ("─", MUTED)
            for row in range(height):
                grid[row][origin[1]] = ("│", MUTED)
            grid[origin[0]][origin[1]] = ("┼", MUTED)
        for x, y in points:
            at = place(x, y)
            if at is not None:
                grid[at[0]][at[1]] = ("•", "$primary")
        solutions = (
            (pair.possible.egalitarian, "E"),
            (pair.possible.kalai_smorodinsky, "K"),
            (pair.possible.nash, "N"),
        )
        for solution, letter in solutions:
            at = place(*solution.gains) if solution is not None else None
            if at is not None:
                grid[at[0]][at[1]] = (letter, "bold $accent")
        clamped = (min(max(stands[0], left), right), min(max(stands[1], bottom), top))
        at = place(*clamped)
        if at is not None:
            grid[at[0]][at[1]] = ("◆", "bold $success")
        one, other = (self.titles[code] for code in pair.pair)
        head = Content.assemble(
            (f"{other} gains ↑", "bold"), (f" up to {money(top)} a year", MUTED)
        )
        foot = Content.assemble(
            (f"{one} gains →", "bold"), (f" up to {money(right)} a year; ┼ no deal", MUTED)
        )
        legend = Content.assemble(
            ("◆ now  ", "bold $success"), ("• frontier  ", "$primary"),
            ("N", "bold $accent"), (" Nash  ", MUTED), ("K", "bold $accent"),
            (" Kalai–Smorodinsky  ", MUTED), ("E", "bold $accent"), (" egalitarian", MUTED),
        )  # fmt: skip
        return lines(head, *(Content.assemble(*row) for row in grid), foot, legend)
