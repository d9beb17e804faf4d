"""What a terminal would show of what is sent to it: as much of one as the game makes use of."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\x1b\[([0-9;?$<>=]*)([a-zA-Z])|\x1b\][^\x07]*\x07|\x1b.|\r|\n|([^\x1b\r\n]+)")


class Screen:
    """Letters by line and column; colours are left out."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}
        self._at = (0, 0)

    def feed(self, text: str) -> None:
        """What is sent, whole sequences at a time."""
        for found in _PIECE.finditer(text):
            told, what, letters = found.groups()
            line, column = self._at
            if letters:
                self._cells |= {(line, column + k): each for k, each in enumerate(letters)}
                self._at = (line, column + len(letters))
            elif found[0] in ("\r", "\n"):
                self._at = (line + (found[0] == "\n"), 0)
            elif what == "H":
                row, _, place = told.partition(";")
                self._at = (int(row or 1) - 1, int(place or 1) - 1)
            elif what == "J":
                self._cells.clear()

    @property
    def text(self) -> str:
        """The lines, from the first that has letters to the last."""
        lines: dict[int, dict[int, str]] = {}
        for (line, column), letter in self._cells.items():
            lines.setdefault(line, {})[column] = letter
        return "\n".join(
            "".join(row.get(column, " ") for column in range(max(row) + 1)).rstrip()
            for _, row in sorted(lines.items())
        )
