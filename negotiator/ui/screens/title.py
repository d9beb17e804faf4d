"""The title screen: go on, begin, or look around. It imports nothing of the game."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.text import MUTED, styled
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp

LOGO = """\
╔╗╔ ╔═╗ ╔═╗ ╔═╗ ╔╦╗ ╦ ╔═╗ ╔╦╗ ╔═╗ ╦═╗
║║║ ║╣  ║ ╦ ║ ║  ║  ║ ╠═╣  ║  ║ ║ ╠╦╝
╝╚╝ ╚═╝ ╚═╝ ╚═╝  ╩  ╩ ╩ ╩  ╩  ╚═╝ ╩╚═"""
BELOW = "favours and penalties between states, returned in kind"


class TitleScreen(Screen[None]):
    """Where the program begins."""

    CSS_PATH = "title.tcss"
    HELP = """
## Title

**Go on** opens a saved game where it stood, **Look back** the debrief of a finished one. **Play**
begins the default scenario: you are Switzerland in April 2025. **Choose** lists all scenarios and
countries, your own files in `scenarios/` too. **{t title.tournament}** opens a tournament:
counterparts against each other, with every match to be watched move by move.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "reciprocity", "round", "counterpart", "tournament", "save",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "tournament", "Tournament", id="title.tournament"),
        Binding("q", "app.leave", "Quit", id="title.leave"),
    ]
    app: NegotiatorApp

    def compose(self) -> ComposeResult:
        with Center(), Vertical(id="box"):
            yield Static(styled(LOGO, "$accent"), id="logo")
            yield Static(styled(BELOW, MUTED), id="below")
            yield OptionList(
                Option(self._entry("Play", "Switzerland, April 2025: 31% on your goods"), "play"),
                Option(
                    self._entry("Lessons", "one idea at a time, a quarter of an hour each"),
                    "lessons",
                ),
                Option(self._entry("Choose", "a scenario and a country"), "choose"),
                Option(self._entry("Counterparts", "who they are and what their rules are"), "who"),
                Option(
                    self._entry("Tournament", "everyone against everyone, to be watched"), "all"
                ),
                Option(self._entry("How to play", "a round, and what counts"), "help"),
                Option(self._entry("Codex", "every term in a few lines, with a picture"), "codex"),
                Option(self._entry("Quit", ""), "quit"),
                id="menu",
            )
        yield Foot(palette=True)

    @staticmethod
    def _entry(name: str, about: str):  # type: ignore[no-untyped-def]
        from textual.content import Content

        return Content.assemble((f"{name:<14}", "bold"), (about, MUTED))

    def on_mount(self) -> None:
        """Look for saves once the screen stands."""
        menu = self.query_one(OptionList)
        menu.highlighted = 0
        menu.focus()
        self.call_after_refresh(self._look_for_saves)

    def on_screen_resume(self) -> None:
        """A game may have been begun meanwhile."""
        self.call_after_refresh(self._look_for_saves)

    def _look_for_saves(self) -> None:
        folder = self.app.saves()

        def run():  # type: ignore[no-untyped-def]
            from negotiator.game.saves import listing

            found = listing(folder)[:3]
            return lambda: self._offer(found)

        self.app.work(run, "saves")

    def _offer(self, found: tuple) -> None:  # type: ignore[type-arg]
        menu = self.query_one(OptionList)
        kept = [
            menu.get_option_at_index(k)
            for k in range(menu.option_count)
            if not (menu.get_option_at_index(k).id or "").startswith("save:")
        ]
        known = [
            Option(
                self._entry(
                    "Look back" if save.finished else "Go on",
                    f"{save.player}, {save.title}: "
                    + ("renegotiation, " if save.reopened else "")
                    + ("finished" if save.finished else f"round {save.round} of {save.rounds}"),
                ),
                f"save:{save.path}",
            )
            for save in found
        ]
        at = menu.highlighted_option
        entries = [*known, *kept]
        ids = [option.id for option in entries]
        # The last game comes first, but a cursor that the player has moved stays where it is.
        moved = at is not None and at.id in ids and at.id != kept[0].id
        menu.clear_options()
        menu.add_options(entries)
        menu.highlighted = ids.index(at.id) if at is not None and moved else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        chosen = event.option.id or ""
        if chosen.startswith("save:"):
            self.app.resume(Path(chosen.removeprefix("save:")))
        elif chosen == "play":
            self.app.begin()
        elif chosen == "choose":
            from negotiator.ui.screens.picker import PickerScreen

            self.app.push_screen(PickerScreen())
        elif chosen == "lessons":
            from negotiator.ui.screens.lessons import LessonsScreen

            self.app.push_screen(LessonsScreen())
        elif chosen == "who":
            from negotiator.ui.screens.library import LibraryScreen

            self.app.push_screen(LibraryScreen())
        elif chosen == "tournament":
            self.action_tournament()
        elif chosen == "help":
            from negotiator.ui.screens.help import PRIMER, HelpScreen

            self.app.push_screen(HelpScreen(PRIMER))
        elif chosen == "codex":
            self.app.action_codex()
        else:
            self.app.action_leave()

    def action_tournament(self) -> None:
        """Set up a tournament."""
        from negotiator.ui.screens.tournament import TournamentScreen

        self.app.push_screen(TournamentScreen())
