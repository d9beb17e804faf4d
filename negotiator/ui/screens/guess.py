"""Whom do you take them for? The stances of the catalogue, by family, each with its rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, lines, styled

if TYPE_CHECKING:
    from negotiator.counterparts.stances import Stance
    from negotiator.ui.app import NegotiatorApp


class GuessScreen(ModalScreen["str | None"]):
    """Dismissed with the name of a stance, or with none.

    Parameters
    ----------
    country
        As a sentence names it.
    guess
        What it was taken for until now; None for nothing yet.
    """

    CSS_PATH = "guess.tcss"
    HELP = """
## Whom do you take them for?

Type to search, **{↑ guess.up}** and **{↓ guess.down}** move, **{Enter guess.take}** takes the
country to follow that rule toward you, **{Esc guess.close}** leaves it. A guess changes nothing in
the game, and you can guess again at any time. The debrief says what the rule was, how often yours
would have decided alike, and when you were first right.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("stance",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", "Up", show=False, priority=True, id="guess.up"),
        Binding("down", "move('cursor_down')", "Down", show=False, priority=True, id="guess.down"),
        Binding(
            "pageup", "move('page_up')", "Page up", show=False, priority=True, id="guess.page-up"
        ),
        Binding(
            "pagedown",
            "move('page_down')",
            "Page down",
            show=False,
            priority=True,
            id="guess.page-down",
        ),
        Binding("enter", "take", "Take", key_display="Enter", priority=True, id="guess.take"),
        Binding("escape", "dismiss(None)", "Back", key_display="Esc", id="guess.close"),
    ]
    app: NegotiatorApp

    def __init__(self, country: str, guess: str | None) -> None:
        super().__init__()
        self.country = country
        self.guess = guess
        self.known: dict[str, type[Stance]] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(f"What rule does {self.country} follow toward you?", markup=False)
            yield Input(placeholder="Type to search")
            yield OptionList()
            yield Static(
                keyed(
                    "{Enter guess.take} takes it · {Esc guess.close} leaves it · {F1 app.help} help"
                ),
                classes="status",
                markup=False,
            )

    def on_mount(self) -> None:
        """List all; the cursor is on the last guess."""
        from negotiator.counterparts.stances import plugins, stances

        beside = self.app.game.setting.scenario.stances
        plugins.adopt([beside.fingerprint] if beside else [])
        self.known = stances()
        found = self.query_one(OptionList)
        found.can_focus = False
        self._list("")
        if self.guess in self.known:
            found.highlighted = found.get_option_index(str(self.guess))
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what has the words typed."""
        self._list(event.value)

    def _list(self, words: str) -> None:
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(self._options(words.casefold().split()))
        found.action_first()

    def _options(self, words: list[str]) -> Iterator[Option]:
        fit = [
            (name, cls)
            for name, cls in self.known.items()
            if all(w in " ".join((name, cls.title, cls.rule, *cls.names)).casefold() for w in words)
        ]
        for family, members in groupby(fit, key=lambda each: _family(each[1])):
            yield Option(styled(family, "bold $accent"), disabled=True)
            for name, cls in members:
                mark = " · your guess" if name == self.guess else ""
                title = styled(f"{cls.title}{mark}", "bold")
                yield Option(lines(title, styled(f"  {cls.rule}", MUTED)), name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a stance."""
        self.dismiss(event.option.id)

    def action_move(self, how: str) -> None:
        """Another stance."""
        found = self.query_one(OptionList)
        if found.option_count:
            getattr(found, f"action_{how}")()

    def action_take(self) -> None:
        """Take the stance under the cursor."""
        chosen = self.query_one(OptionList).highlighted_option
        if chosen is not None:
            self.dismiss(chosen.id)


def _family(cls: type[Stance]) -> str:
    """What the stances of its file have in common."""
    if not cls.__module__.startswith("negotiator."):
        return "Stances from elsewhere"
    told = sys.modules[cls.__module__].__doc__ or cls.__module__
    return told.splitlines()[0].rstrip(".")
