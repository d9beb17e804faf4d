"""Head to head: what everyone got against everyone, as a heat table with a cursor."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from negotiator.economy.arrays import Array
from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, cut, figure, lines, styled

#: Background by fifths of all cells, the least first; the figure in every cell says the same.
_HEAT = ("$error 45%", "$error 20%", "$surface", "$primary 20%", "$primary 45%")
_NAME = 26
_CELL = 6


class Meetings(Widget, can_focus=True):
    """Rows got it, columns gave it; both in the order of the standings."""

    HELP = (
        "Rows got it from columns, mean a round. Arrows move the cursor ▸, {Enter meetings.choose}"
        " watches the two."
    )

    DEFAULT_CSS = "Meetings { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1,0)", "Up", show=False, id="meetings.up"),
        Binding("down", "move(1,0)", "Down", show=False, id="meetings.down"),
        Binding("left", "move(0,-1)", "Left", show=False, id="meetings.left"),
        Binding("right", "move(0,1)", "Right", show=False, id="meetings.right"),
        Binding("enter", "choose", "Watch", show=False, id="meetings.choose"),
    ]

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, row: int) -> None:
            self.row = row
            super().__init__()

    class Chosen(Message):
        """The two under the cursor are to be watched."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.names: list[str] = []
        self.payoffs: Array = np.zeros((0, 0))
        self.levels: Array = np.zeros((0, 0))
        self.fifths: Array = np.zeros(len(_HEAT) - 1)
        self.unit = ""
        self.row, self.column = 0, 1  # the first two, not one and its twin

    def show(self, names: list[str], payoffs: Array, levels: Array, unit: str) -> None:
        """Show a square.

        Parameters
        ----------
        payoffs : [K, K]
            Of the first against the second, mean a round; not a number if they never met.
        levels : [K, K, 2]
            Mean levels of the two.
        unit
            Of payoffs, as it stands behind a figure.
        """
        self.names, self.payoffs, self.levels, self.unit = names, payoffs, levels, unit
        if names and not np.isnan(payoffs).all():
            self.fifths = np.nanpercentile(np.round(payoffs, 9), [20, 40, 60, 80])
        self.row, self.column = (min(k, max(len(names) - 1, 0)) for k in (self.row, self.column))
        self.refresh()

    def go(self, row: int) -> None:
        """Put the cursor on a row."""
        self.row = row
        self.refresh()

    def render(self) -> Content:
        """As many cells as fit, those around the cursor, and a sentence on the one under it."""
        if not self.names:
            return styled(
                keyed(
                    "Nobody has met yet: {r tournament.hold} on the screen before holds matches."
                ),
                MUTED,
            )
        down, across = self._first()
        rows_ = range(down, min(down + self._fit[0], len(self.names)))
        columns = range(across, min(across + self._fit[1], len(self.names)))
        head = Content.assemble(
            (f"{'payoff ↓ against →':<{_NAME}}", MUTED),
            *((f"{c + 1:>{_CELL}}", "bold" if c == self.column else MUTED) for c in columns),
        )
        rows: list[Content] = [head]
        for r in rows_:
            style = "bold" if r == self.row else ""
            rows.append(
                Content.assemble(
                    (f"{r + 1:>3} {cut(self.names[r], _NAME - 4)}", style),
                    *(self._cell(r, c) for c in columns),
                )
            )
        return lines(*rows, styled(self._said()))

    def _cell(self, row: int, column: int) -> tuple[str, str]:
        value = round(float(self.payoffs[row, column]), 9)
        here = (row, column) == (self.row, self.column)
        if np.isnan(value):
            return f"{'▸–' if here else '–':>{_CELL}}", MUTED
        # Between the fifths below it and those not above it: when all are equal, in the middle.
        place = int((value > self.fifths).sum() + (value >= self.fifths).sum()) // 2
        shade = _HEAT[place]
        shown = figure(value)
        text = f"{'▸' + shown if here else shown:>{_CELL}}"
        return text, f"{'bold ' if here and self.has_focus else ''}on {shade}"

    def _said(self) -> str:
        row, column = self.row, self.column
        met = f"{self.names[row]} against {self.names[column]}"
        if row == column:
            met = f"{self.names[row]} against its twin"
        if np.isnan(self.payoffs[row, column]):
            return f"{met}: not played."
        mine, theirs = self.levels[row, column].tolist()
        return (
            f"{met}: {figure(self.payoffs[row, column], 3)}{self.unit} a round;"
            f" cooperates {mine:.0%}, the other {theirs:.0%}."
        )

    @property
    def _fit(self) -> tuple[int, int]:
        """Rows and columns that there is room for, beside the heading and the sentence."""
        return max(self.size.height - 3, 1), max((self.size.width - _NAME) // _CELL, 1)

    def _first(self) -> tuple[int, int]:
        """The first row and column that are shown."""
        rows, columns = self._fit
        count = len(self.names)
        return (
            min(max(self.row - rows // 2, 0), max(count - rows, 0)),
            min(max(self.column - columns // 2, 0), max(count - columns, 0)),
        )

    def action_move(self, down: int, right: int) -> None:
        """To another cell."""
        last = len(self.names) - 1
        before = self.row
        self.row = min(max(self.row + down, 0), max(last, 0))
        self.column = min(max(self.column + right, 0), max(last, 0))
        self.refresh()
        if self.row != before:
            self.post_message(self.Moved(self.row))

    def action_choose(self) -> None:
        """Watch the two."""
        if self.names:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """To the cell under the mouse."""
        at = event.get_content_offset(self)
        if at is None:
            return
        down, across = self._first()
        row, column = down + at.y - 1, across + (at.x - _NAME) // _CELL
        if at.x >= _NAME and 0 <= row < len(self.names) and column < len(self.names):
            self.action_move(row - self.row, column - self.column)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
