"""The levels of two over the rounds of a match, as bars up to the round that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from negotiator.ui.text import MUTED, lines, styled

if TYPE_CHECKING:
    from negotiator.tournament.watch import Frame

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_SCALE = 4
_STYLES = ("$success", "$accent")


def bars(levels: Sequence[float], height: int, cell: int) -> list[str]:
    """Bars of levels from 0 to 1, side by side; a level of 0 is a thin line.

    Parameters
    ----------
    cell
        Characters of a bar; all but one of several are filled.

    Returns
    -------
    Rows from the top down.
    """
    rows = []
    for y in reversed(range(height)):
        row = ""
        for level in levels:
            eighths = max(round(level * height * 8), 1)
            glyph = _EIGHTHS[min(max(eighths - 8 * y, 0), 8)]
            row += (glyph * max(cell - 1, 1)).ljust(cell)
        rows.append(row)
    return rows


class Duel(Widget):
    """Two strips of bars over one scale of rounds; misread acts have a mark of their own."""

    DEFAULT_CSS = "Duel { height: 1fr; }"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.frames: tuple[Frame, ...] = ()
        self.names: tuple[str, str] = ("", "")
        self.at = 0

    def show(self, frames: tuple[Frame, ...], names: tuple[str, str], at: int) -> None:
        """Show a match up to a round, a place in `frames`."""
        self.frames, self.names, self.at = frames, names, at
        self.refresh()

    def render(self) -> Content:
        """Both strips, the rounds around the one that is looked at."""
        if not self.frames:
            return styled("")
        width = max(self.size.width - _SCALE, 10)
        # All rounds at once where they fit; else bars apart from each other, some at a time.
        cell = min(width // len(self.frames), 8) or 2
        room = width // cell
        first = min(max(self.at - room // 2, 0), max(len(self.frames) - room, 0))
        shown = self.frames[first : min(first + room, self.at + 1)]
        left = len(self.frames[first : first + room]) - len(shown)
        height = max((self.size.height - 5) // 2, 1)
        rows: list[Content] = []
        for side, name in enumerate(self.names):
            rows.append(styled(name, f"bold {_STYLES[side]}"))
            drawn = bars([frame.acts[side].level for frame in shown], height, cell)
            for y, row in enumerate(drawn):
                scale = "1" if y == 0 else "0" if y == height - 1 else " "
                ahead = ("·" + " " * (cell - 1)) * left if y == height - 1 else ""
                rows.append(
                    Content.assemble((f" {scale} │", MUTED), (row, _STYLES[side]), (ahead, MUTED))
                )
            slips = "".join(("!" if f.acts[side].misread else " ").ljust(cell) for f in shown)
            rows.append(styled(" " * _SCALE + slips, "bold $error"))
        mark = (self.at - first) * cell
        label = f"▲ round {self.at + 1}"
        if mark + len(label) > width:
            label, mark = f"round {self.at + 1} ▲", mark - len(label) + 1
        rows.append(styled(" " * (_SCALE + max(mark, 0)) + label, "bold"))
        return lines(*rows)
