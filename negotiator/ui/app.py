"""The program for the terminal: which screen is open, and the game behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import SystemModalScreen
from textual.widgets import Input

from negotiator.ui.personal import PersonalApp

if TYPE_CHECKING:
    from negotiator.game.moves import Move
    from negotiator.game.session import Session
    from negotiator.game.state import Event


class NegotiatorApp(PersonalApp):
    """The game in the terminal."""

    TITLE = "Negotiator"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    # Textual declares these as its own instance variables.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (80, "-narrow"),
        (118, "-wide"),
        (156, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-low"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        # Of high priority, as dialogs stand between a key and the program. What is typed into a
        # field stays a letter there: Textual leaves those keys out.
        Binding("question_mark,f1", "help", "Help", key_display="?", priority=True, id="app.help"),
        Binding("i,f2", "codex", "Codex", show=False, priority=True, id="app.codex"),
        Binding("z,f4", "jump", "Jump to a pane", show=False, priority=True, id="app.jump"),
        Binding("ctrl+l", "repaint", "Paint anew", show=False, priority=True, id="app.repaint"),
        Binding("ctrl+c", "leave", "Quit", show=False, priority=True, id="app.quit"),
    ]

    def __init__(
        self,
        scenario: str | None = None,
        player: str | None = None,
        seed: int | None = None,
        save: Path | None = None,
        mode: str | None = None,
        folder: Path | None = None,
        first: Callable[[NegotiatorApp], None] | None = None,
        *,
        coach: bool = False,
        settings: Path | None = None,
    ) -> None:
        super().__init__(settings)
        self.wanted = (scenario, player, seed, save, mode)
        self.folder = folder
        self.first = first  # opened over the title screen
        self.after_move: Callable[[], None] = lambda: None  # for who looks on as a game is played
        self.session: Session | None = None
        self.busy = False
        self.coach = coach or self.settings.coach

    def on_mount(self) -> None:
        """Open the title screen, or go straight to a game that was asked for."""
        from negotiator.ui.screens.title import TitleScreen

        self.push_screen(TitleScreen())
        scenario, player, seed, save, mode = self.wanted
        if save is not None:
            self.resume(save)
        elif scenario is not None or player is not None:
            self.begin(scenario, player, seed, mode)
        elif self.first is not None:
            self.first(self)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self.fit(self.size)
        self.take_settings()
        if self.settings.fresh and self.first is None and self.wanted == (None,) * 5:
            from negotiator.ui.screens.tour import offer

            offer(self)

    @property
    def game(self) -> Session:
        """The game being played.

        Raises
        ------
        RuntimeError
            When there is none; screens that ask are opened with one only.
        """
        if self.session is None:
            raise RuntimeError("no game is open")
        return self.session

    def saves(self) -> Path:
        """Where this program saves."""
        return self.folder if self.folder is not None else super().saves()

    def close(self) -> bool:
        """Leave the game, if there is one; whether it is saved."""
        log = self.session.log if self.session is not None else None
        if log is not None:
            log.close()
        return log is not None and log.path.exists()

    def begin(
        self,
        scenario: str | None = None,
        player: str | None = None,
        seed: int | None = None,
        mode: str | None = None,
    ) -> None:
        """Begin a game and open its briefing."""

        from negotiator.ui.opening import begun

        folder = self.saves()
        self.open_game(lambda: begun(scenario, player, seed, mode, folder))

    def resume(self, path: Path) -> None:
        """Go on with a save."""

        def build() -> Session:
            from negotiator.game.session import Session

            return Session.resume(path)

        self.open_game(build)

    def open_game(
        self,
        build: Callable[[], Session],
        opened: Callable[[Session], None] = lambda session: None,
    ) -> None:
        """Open a game that is built on a thread."""
        if self.busy:
            return
        self.busy = True
        from negotiator.ui.screens.waiting import WaitingScreen

        waiting = WaitingScreen("Solving the world economy")
        self.push_screen(waiting)

        def run() -> Callable[[], None]:
            try:
                session = build()
            except (ValueError, RuntimeError, OSError) as error:
                text = str(error)
                return lambda: self._refuse(waiting, text)
            return lambda: self._opened(waiting, session, opened)

        self.work(run, "open")

    def _refuse(self, waiting: object, text: str) -> None:
        if waiting in self.screen_stack:
            self.busy = False
            self.pop_screen()
        self.tell(text, error=True)

    def _opened(
        self,
        waiting: object,
        session: Session,
        opened: Callable[[Session], None],
    ) -> None:
        if waiting not in self.screen_stack:
            return  # the player did not wait
        self.busy = False
        self.pop_screen()
        self.session = session
        from negotiator.ui.opening import show

        show(self, session)
        if session.state.over:
            return
        opened(session)
        self.fit(self.size)

    def play(
        self,
        move: Move,
        then: Callable[[tuple[Event, ...]], None],
        refused: Callable[[], None],
    ) -> None:
        """Play a move on a thread; keys that would play another meanwhile do nothing.

        A move that the rules or the disk refuse is told in one line; the game is as it was.
        """
        if self.busy:
            return
        self.busy = True
        session = self.game

        def run() -> Callable[[], None]:
            from negotiator.counterparts.lookup import CounterpartError
            from negotiator.economy.errors import NotSolvedError
            from negotiator.game.moves import IllegalMove
            from negotiator.game.saves import SaveError

            try:
                events = session.apply(move)
            except (IllegalMove, SaveError, NotSolvedError, CounterpartError) as error:
                text = str(error)

                def told() -> None:
                    self.busy = False
                    refused()
                    self.tell(text, error=True)

                return told

            def played() -> None:
                self.busy = False
                then(events)
                self.after_move()

            return played

        self.work(run, "move")

    def action_help(self) -> None:
        """Help for the screen that is open, and for what has the focus on it."""
        from negotiator.ui.commands import help_of
        from negotiator.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(help_of(self, self.screen)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed the codex's key is a letter. Nothing lies over what goes by itself
        or is Textual's own, no help over help, and no letters over letters."""
        if action in ("help", "jump") and self.screen_stack:
            mark = {"help": "IS_HELP", "jump": "IS_JUMP"}[action]
            barred = any(getattr(self.screen, each, False) for each in (mark, "GOES_BY_ITSELF"))
            return not barred and not isinstance(self.screen, SystemModalScreen)
        if action == "codex" and self.screen_stack:
            from negotiator.ui.commands import terms_of

            return terms_of(self) is not None and not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_codex(self) -> None:
        """What the words on the open screen mean, and all others."""
        from negotiator.ui.commands import terms_of
        from negotiator.ui.screens.codex import CodexScreen

        self.push_screen(CodexScreen(terms_of(self) or ()))

    def action_jump(self) -> None:
        """A letter on every pane, to go there."""
        from negotiator.ui.screens.jump import JumpScreen, targets

        if all(each.widget is self.focused for each in targets(self.screen)):
            self.tell("There is nothing to jump to here.")
        else:
            self.push_screen(JumpScreen(self.screen))

    def action_leave(self) -> None:
        """Leave: every confirmed move is on the disk already, but for a game that is not saved.

        That is asked about; the same key again leaves all the same.
        """
        from negotiator.ui.screens.confirm import UnsavedScreen

        session = self.session
        played = any(type(each).__name__ == "DeskScreen" for each in self.screen_stack)
        lost = played and session is not None and session.log is None and not session.state.over
        if not lost or isinstance(self.screen, UnsavedScreen):
            self.exit(0)
        else:
            self.push_screen(UnsavedScreen(), lambda yes: self.exit(0) if yes else None)

    async def action_quit(self) -> None:
        """Textual's own key and command to quit do the same."""
        self.action_leave()


def run(
    scenario: str | None = None,
    player: str | None = None,
    seed: int | None = None,
    save: Path | None = None,
    mode: str | None = None,
    first: Callable[[NegotiatorApp], None] | None = None,
    *,
    coach: bool = False,
) -> int:
    """Open the game in the terminal.

    Returns
    -------
    The exit code.
    """
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        print(
            "negotiator: the game needs a terminal; `negotiator play --plain` does not",
            file=sys.stderr,
        )
        return 1
    from negotiator.paths import settings_file

    app = NegotiatorApp(
        scenario, player, seed, save, mode, first=first, coach=coach, settings=settings_file()
    )
    result = app.run()
    if app.failure:
        print(f"{app.failure} Every confirmed move is saved.", file=sys.stderr)
    if app.close() and app.session is not None and app.session.log is not None:
        print(f"Saved: {app.session.log.path}")
    return result if result is not None else (app.return_code or 0)
