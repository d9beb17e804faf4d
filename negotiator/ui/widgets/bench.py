"""Sliders of a lesson, and the result that follows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from negotiator.ui.text import MUTED
from negotiator.ui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from negotiator.teaching.lessons.script import Board, Sliders
    from negotiator.ui.app import NegotiatorApp


class Bench(Vertical):
    """Parameters to move, what the one under the cursor means, and a board."""

    app: NegotiatorApp

    def __init__(self) -> None:
        super().__init__(id="bench")
        self.sliders: Sliders | None = None
        self.room = 76
        self.pending = False  # whether what the sliders ask for is being worked out

    def compose(self) -> ComposeResult:
        yield Choices(id="sliders")
        yield Static("", id="about")
        yield Static("", id="board")

    def set_up(self, sliders: Sliders, room: int) -> None:
        """Show other sliders, each at its start, in a page of some cells."""
        self.sliders, self.room = sliders, room
        widget = self.query_one(Choices)
        widget.choices, widget.at, widget.cursor = (), {}, 0
        widget.show([Choice(each.name, each.about, each.values) for each in sliders.sliders])
        for each in sliders.sliders:
            widget.put(each.name, each.values[each.start][0])
        self._recompute()

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """A slider was moved, or another one chosen."""
        if self.sliders is None:
            return
        if event.stepped:
            self._recompute()
        else:
            self._about()

    def _about(self) -> None:
        about = self.query_one(Choices).chosen.about
        said = ("Working it out … ", "$accent") if self.pending else ""
        self.query_one("#about", Static).update(Content.assemble(said, (about, MUTED)))

    def _recompute(self) -> None:
        sliders, widget, room = self.sliders, self.query_one(Choices), self.room
        assert sliders is not None
        self.pending = True
        self._about()
        values = {each.name: widget.value(each.name) for each in sliders.sliders}

        def run() -> Callable[[], None]:
            found = sliders.board(values)
            return lambda: self._board(found, room)

        self.app.work(run, "board")

    def _board(self, found: Board, room: int) -> None:
        from negotiator.ui.screens.lesson_text import board

        if self.is_mounted:
            self.query_one("#board", Static).update(board(found, room))
            self.pending = False
            self._about()
