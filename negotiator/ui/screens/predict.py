"""What will they answer? Asked before an offer is made, when the coach is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from negotiator.counterparts.deliberation import Verdict
from negotiator.ui.named import keyed

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp

_KEYS = "{Enter predict.unsaid} proposes without saying, {Esc predict.close} does not propose."


class PredictScreen(ModalScreen["Verdict | bool"]):
    """Dismissed with the answer that is expected; with whether to propose where none is said."""

    CSS_PATH = "confirm.tcss"
    HELP = """
## What will they answer?

**{s predict.they-sign}** they sign it, **{c predict.they-counter}** they answer with an offer of
their own, **{r predict.they-refuse}** they refuse and have none. **{Enter predict.unsaid}**
proposes without saying, **{Esc predict.close}** does not propose. What you expect is kept with the
game, and the debrief compares it with what came.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("offer", "acceptance-condition", "their-view", "patience")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "expect('accept')", "They sign", id="predict.they-sign"),
        Binding("c", "expect('counter')", "They counter", id="predict.they-counter"),
        Binding("r", "expect('reject')", "They refuse", id="predict.they-refuse"),
        Binding("enter", "dismiss(True)", "Do not say", id="predict.unsaid"),
        Binding("escape,q", "dismiss(False)", "Do not propose", id="predict.close"),
    ]
    AUTO_FOCUS = ""  # Enter is to pass the question over, not to press a button
    app: NegotiatorApp

    def __init__(self, title: str) -> None:
        super().__init__()
        self.partner = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(f"What will {self.partner} answer?", markup=False, classes="question")
            yield Static(keyed(_KEYS), markup=False)
            with Horizontal():
                yield Button(keyed("Sign ({s predict.they-sign})"), id="accept")
                yield Button(keyed("Counter ({c predict.they-counter})"), id="counter")
                yield Button(keyed("Refuse ({r predict.they-refuse})"), id="reject")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A click answers as a key does."""
        self.action_expect(str(event.button.id))

    def action_expect(self, verdict: str) -> None:
        """Expect an answer."""
        self.dismiss(Verdict(verdict))
