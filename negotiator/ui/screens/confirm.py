"""A question before what cannot be undone, with what it would do spelt out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.game.origins.split import Figure
    from negotiator.game.queries import Effect
    from negotiator.ui.app import NegotiatorApp


class ConfirmScreen(ModalScreen[bool]):
    """Yes or no.

    Parameters
    ----------
    details
        A line each of what it would change.
    effects
        What it would do to whom, by code, worked out on a thread while the question stands; None
        where there is nothing to work out.
    when
        What the figures hold for, as in "if nobody answers".
    figures
        Finds the figures that can be asked about; None where there are none.
    """

    CSS_PATH = "confirm.tcss"
    HELP = """
## Before it is done

What is asked here cannot be taken back. The lines say what would change, the figures what it would
do to each, in per cent of real income and in dollars a year. **{y confirm.yes}** does it;
**{n/Esc confirm.no}** leaves all as it is. **{F3 confirm.why}** takes the figures apart. Arrows,
PgUp, PgDn, Home and End scroll the lines where they are many.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("breach", "treaty", "reliability", "ratification")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", id="confirm.no"),
        Binding("f3", "why", "Why?", show=False, id="confirm.why"),
        Binding("up", "scroll('up')", "Up", show=False, id="confirm.up"),
        Binding("down", "scroll('down')", "Down", show=False, id="confirm.down"),
        Binding("pageup", "scroll('page_up')", "Page up", show=False, id="confirm.page-up"),
        Binding("pagedown", "scroll('page_down')", "Page down", show=False, id="confirm.page-down"),
        Binding("home", "scroll('home')", "To the top", show=False, id="confirm.top"),
        Binding("end", "scroll('end')", "To the end", show=False, id="confirm.end"),
    ]
    app: NegotiatorApp

    def __init__(
        self,
        question: str,
        details: Sequence[str],
        yes: str,
        effects: Callable[[], Mapping[str, Effect]] | None = None,
        when: str = "",
        figures: Callable[[], tuple[Figure, ...]] | None = None,
    ) -> None:
        super().__init__()
        self.question = question
        self.details = details
        self.yes = yes
        self.effects = effects
        self.when = when
        self.figures = figures

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, markup=False, classes="question")
            with VerticalScroll(id="said", can_focus=False):
                yield QuietText("\n".join(f"• {each}" for each in self.details))
            yield Static(id="more", markup=False)
            if self.effects is not None:
                yield Static(styled("Working out what it does …", MUTED), id="does")
            with Horizontal(classes="tight" if self.effects is None else ""):
                yield Button(keyed(f"{self.yes} ({{y confirm.yes}})"), id="yes", variant="primary")
                yield Button(keyed("No ({n confirm.no})"), id="no")

    def on_mount(self) -> None:
        """Work out what it would do."""
        self.query_one("#no").focus()
        said = self.query_one("#said")
        for each in ("scroll_y", "virtual_size", "size"):
            self.watch(said, each, self._moved)
        effects = self.effects
        if effects is None:
            return

        def run() -> Callable[[], None]:
            found = effects()
            return lambda: self._show(found)

        self.app.work(run, "confirm")

    def _show(self, found: Mapping[str, Effect]) -> None:
        from negotiator.ui.screens.confirm_text import figures

        for each in self.query("#does").results(Static):  # none once it is answered
            session = self.app.game
            each.update(lines(*figures(session.setting, session.state, found, self.when)))

    def _moved(self) -> None:
        self.call_later(self._tell_more)  # once its sizes are all known

    def _tell_more(self) -> None:
        """Say how much is below what is seen."""
        if not self.query("#more"):  # the screen is being closed
            return
        said = self.query_one("#said")
        below = round(said.max_scroll_y - said.scroll_y)
        told = f"{below} more line{'s' * (below > 1)} ↓" if below > 0 else ""
        self.query_one("#more", Static).update(told)

    def action_scroll(self, where: str) -> None:
        """Scroll the lines, whatever has the focus."""
        getattr(self.query_one("#said"), f"scroll_{where}")(animate=False)

    def action_why(self) -> None:
        """Where the figures come from; the letter that asks elsewhere answers here."""
        from negotiator.ui.screens.why import asked

        asked(self.app, () if self.figures is None else self.figures())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")


class UnsavedScreen(ConfirmScreen):
    """The question before a game is left that is not saved."""

    def __init__(self) -> None:
        super().__init__("Leave?", ["This game is not saved: it cannot be gone on with."], "Leave")
