"""Shown while something long is worked out; it can be left."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import LoadingIndicator, Static

from negotiator.ui.named import keyed


class WaitingScreen(ModalScreen[None]):
    """One line on what is being done."""

    TITLE = "While it works"
    DEFAULT_CSS = """
    WaitingScreen LoadingIndicator { height: 3; }
    WaitingScreen Static { text-align: center; width: 100%; }
    """
    TERMS: ClassVar[tuple[str, ...] | None] = None
    GOES_BY_ITSELF = True  # so that nothing may lie over it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="waiting.leave")
    ]

    def __init__(self, what: str, *, frees: bool = True) -> None:
        """`frees`: whether leaving lets another piece of work begin at once."""
        super().__init__()
        self.what = what
        self.frees = frees

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(f"{self.what} …", markup=False)
            yield LoadingIndicator()
            yield Static(
                keyed("{Esc waiting.leave} goes back without waiting"),
                markup=False,
                classes="status",
            )

    def on_mount(self) -> None:
        """Dots that pulse sixteen times a second are most of what a round sends to a terminal."""
        self.query_one(LoadingIndicator).auto_refresh = 1 / 4

    def action_leave(self) -> None:
        """Do not wait."""
        if self.frees:
            self.app.busy = False  # type: ignore[attr-defined]
        self.dismiss(None)
