"""Shown while the terminal is smaller than the screens are made for."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from negotiator.ui.named import keyed

#: The smallest terminal that the screens are made for.
SMALLEST = Size(80, 24)


def fits(size: Size) -> bool:
    """Whether the screens fit."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height


class SmallScreen(Screen[None]):
    """One kind line; it goes when there is room again."""

    TITLE = "Too small a terminal"
    DEFAULT_CSS = """
    SmallScreen { align: center middle; }
    SmallScreen Static { width: 1fr; text-align: center; }
    """
    TERMS: ClassVar[tuple[str, ...] | None] = None  # it goes by itself: nothing lies over it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Go on all the same", id="small.close")
    ]

    def compose(self) -> ComposeResult:
        yield Static(self._text(self.app.size), markup=False)

    @staticmethod
    def _text(size: Size) -> str:
        return (
            f"Negotiator needs {SMALLEST.width}×{SMALLEST.height}; this terminal is"
            f" {size.width}×{size.height}. Make it larger, or"
            + keyed(" {Enter small.close} goes on all the same.")
        )

    def on_resize(self, event: events.Resize) -> None:
        """Say the size, or go when it is enough."""
        if (
            fits(event.size) and self.app.screen is self
        ):  # it can come twice; only this screen may go
            self.dismiss(None)
        for line in self.query(Static):  # none yet when this comes before the screen stands
            line.update(self._text(event.size))
