"""A word of the coach, over whatever is open."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from negotiator.ui.named import keyed
from negotiator.ui.screens.lesson_text import paragraphs


class CoachCard(ModalScreen[None]):
    """A few sentences; Enter closes them."""

    TITLE = "What the coach says"
    CSS_PATH = "coach_card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape,space", "dismiss(None)", "Go on", key_display="Enter", id="coach.close"
        )
    ]

    def __init__(self, text: str, title: str = "Coach") -> None:
        super().__init__()
        self.text = text
        self.heading = title

    def on_mount(self) -> None:
        """What was told meanwhile would lie over the card. In turn, since telling takes a turn."""
        self.app.call_later(self.app.clear_notifications)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = self.heading
            yield Static(paragraphs(self.text))
            yield Static(keyed("{Enter coach.close} goes on"), markup=False, classes="status")
