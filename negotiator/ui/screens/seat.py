"""What lies under a game that is played in a browser: the way back into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from negotiator.ui.named import keyed
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.ui.classroom import SeatApp


class SeatScreen(Screen[None]):
    """A seat whose game has been left."""

    DEFAULT_CSS = """
    SeatScreen { align: center middle; }
    SeatScreen Static { width: 100%; text-align: center; }
    """
    HELP = """
## Seat

Your game is saved. **{Enter seat.go-on}** goes on with it where it stood; when it is over, with the
debrief.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("reciprocity", "round", "save")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="seat.go-on"),
        Binding("question_mark,f1", "app.help", "Help", key_display="?", id="app.help"),
    ]
    app: SeatApp

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.app.seat.title, markup=False)
            yield Static(
                keyed("{Enter seat.go-on} goes on with your game."), markup=False, classes="status"
            )
        yield Foot()

    def action_go_on(self) -> None:
        """Into the game again."""
        self.app.go_on()
