"""The library of counterparts: the catalogue's own text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option


class LibraryScreen(Screen[None]):
    """Every stance, tactic, acceptance condition, voice and personality, described."""

    CSS_PATH = "library.tcss"
    HELP = """
## Counterparts

A counterpart is a **stance** (its rule of reciprocity), a **tactic** (how it bids), a rule of when
it **signs** and a **voice**, with the interests of its country. A **personality** is all of these,
ready made. Arrows move through the list.
"""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        from negotiator.counterparts.acceptance import acceptances
        from negotiator.counterparts.personalities import personalities
        from negotiator.counterparts.stances import stances
        from negotiator.counterparts.tactics import tactics
        from negotiator.counterparts.voice import voices

        yield Static("Counterparts", classes="head", markup=False)
        with Horizontal():
            yield OptionList(
                *(Option(cls.title, name) for name, cls in stances().items()),
                None,
                *(Option(f"Tactic: {cls.title}", name) for name, cls in tactics().items()),
                None,
                *(Option(f"Signs: {cls.title}", name) for name, cls in acceptances().items()),
                None,
                *(Option(f"Voice: {voice.title}", name) for name, voice in voices().items()),
                None,
                *(Option(f"As a {each.title}", name) for name, each in personalities().items()),
                classes="pane",
            )
            with VerticalScroll(classes="pane", id="text"):
                yield Static("", markup=False, id="about")
        yield Footer()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe what the cursor is on."""
        from negotiator.counterparts.catalogue import describe

        if event.option.id is not None:
            self.query_one("#about", Static).update(describe(event.option.id))
