"""A seat: the game in a browser, driven over a socket, that tells its server how far it is.

One process a seat. A server may load this module once, `warm` it, and fork it for every seat.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.web_driver import WebDriver

from negotiator.ui import turns
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from negotiator.game.moves import Move
    from negotiator.game.session import Session
    from negotiator.game.state import Event, State
    from negotiator.scenario.schema import Scenario
    from negotiator.scenario.setting import Setting


#: Work that follows a key, in some milliseconds: it waits for no turn.
_SHORT = ("effects", "view")
#: Themes by what a browser calls them.
LOOKS = {"dark": "negotiator", "light": "negotiator-light", "contrast": "negotiator-contrast"}


@dataclass(frozen=True)
class Seat:
    """What a seat plays.

    Parameters
    ----------
    folder
        Where its game is saved.
    scenario
        A name or a file; empty for the title screen.
    player
        Code of the country; empty for the scenario's own.
    seed
        None for one by chance.
    stem
        What its save is called before the number; empty for scenario and country.
    save
        A save to go on with; empty for a new game.
    title
        How the seat is called on its screen.
    settings
        The seat's own settings file; empty for none.
    look
        Its browser's colours, a name of `LOOKS`, for a seat whose settings have no theme.
    """

    folder: str
    scenario: str = ""
    player: str = ""
    seed: int | None = None
    mode: str | None = None
    stem: str = ""
    save: str = ""
    title: str = ""
    coach: bool = False
    settings: str = ""
    look: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Seat:
        """From what the server tells; what it does not know is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})


class SeatApp(NegotiatorApp):
    """The game of one seat. A move that was made is told to the server."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(
            folder=Path(seat.folder),
            coach=seat.coach,
            settings=Path(seat.settings) if seat.settings else None,
        )
        self.seat = seat
        if not self.settings.theme:
            self.look(seat.look)
        self.save = Path(seat.save) if seat.save else None

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        """Straight to the seat's game; one without a scenario has the title screen."""
        self.tell_look()
        if not self.seat.scenario:
            if self.save is not None:
                self.wanted = (None, None, None, self.save, None)
            return
        event.prevent_default()  # a seat has no title screen to leave its game for
        from negotiator.ui.screens.seat import SeatScreen

        self.push_screen(SeatScreen())
        self.go_on()
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        if not self.seat.scenario:
            super()._painted()
            return
        self.fit(self.size)
        self.take_settings()

    def look(self, name: str) -> None:
        """Other colours, as the browser calls them; one that it does not know changes nothing."""
        self.theme = LOOKS.get(name, self.theme)

    def watch_theme(self, theme: str) -> None:
        """Keep a theme that was chosen, and have the page round the terminal follow."""
        super().watch_theme(theme)
        if self.is_running:
            self.tell_look()

    def tell_look(self) -> None:
        """Tell the server the colours of the theme: what is round the terminal has them too."""
        if not isinstance(self._driver, WebDriver):
            return
        shown = self.current_theme
        plain = DARK if shown.dark else LIGHT  # for one of the terminal's own sixteen colours
        names = ("background", "surface", "foreground", "secondary", "primary", "panel")
        made = (plain if shown.ansi else shown).to_color_system().generate()
        own = {theme: name for name, theme in LOOKS.items()}
        self._driver.write_meta(
            {
                "type": "look",
                "look": own.get(shown.name, ""),
                "dark": shown.dark,
                **{name: made[name] for name in names},
            }
        )

    def go_on(self) -> None:
        """Open the seat's game: begun, or where it stood."""
        fresh = self.save is None
        if fresh and _OPENED:
            # Its world is open already: no wait is shown for what takes no time.
            from negotiator.ui.opening import show

            try:
                self.session = self._session(fresh)
            except ValueError as error:  # the disk refuses, or the scenario has changed
                self.tell(str(error), error=True)
                return
            show(self, self.session)
            self.tell_standing()
        else:
            self.open_game(lambda: self._session(fresh))

    def _session(self, fresh: bool) -> Session:
        """On a worker's thread."""
        from negotiator.game.session import Session
        from negotiator.scenario import find, load

        if not fresh and self.save is not None and self.save.exists():
            return Session.resume(self.save, _opens)
        seat = self.seat
        scenario = load(find(seat.scenario))
        from secrets import randbelow

        session = Session.start(
            scenario,
            seat.player or scenario.player,
            randbelow(10_000) if seat.seed is None else seat.seed,
            seat.mode,
            Path(seat.folder),
            stem=seat.stem or None,
            opens=_opens,
        )
        if session.log is not None:
            self.save = session.log.path
        return session

    def resume(self, path: Path) -> None:
        """Go on with another save, as a renegotiation does."""
        self.save = path
        if self.seat.scenario:
            self.go_on()
        else:
            super().resume(path)

    def _opened(self, *given: Any) -> None:
        super()._opened(*given)
        self.tell_standing()  # one that is over too

    def play(
        self,
        move: Move,
        then: Callable[[tuple[Event, ...]], None],
        refused: Callable[[], None],
    ) -> None:
        """Play a move, and tell how far the game is."""

        def played(events: tuple[Event, ...]) -> None:
            then(events)
            self.tell_standing()

        super().play(move, played, refused)

    def work(self, what: Callable[[], Callable[[], None]], group: str = "work") -> None:
        """Work on a thread; of a report that was written the server is told."""

        def told() -> Callable[[], None]:
            turns.give_way()
            with nullcontext() if group in _SHORT else turns.turn():
                then = what()

            def both() -> None:
                then()
                if group == "report":
                    self.tell_standing()

            return both

        super().work(told, group)

    def tell_standing(self) -> None:
        """Tell the server where in the game this seat is."""
        gc.enable()
        if isinstance(self._driver, WebDriver) and self.session is not None:
            self._driver.write_meta({"type": "standing", **standing(self.session)})


def standing(session: Session) -> dict[str, object]:
    """Where a game is: its round, its save, and whether the player has a treaty.

    Returns
    -------
    `own` is the player's real income over the game's opening, per cent.
    """
    from negotiator.game.scores import partners

    setting, state = session.setting, session.state
    me = setting.world.index[state.player] if state.player else 0
    talking = [code for code, talk in state.talks.items() if not talk.closed]
    return {
        "country": setting.titles.get(state.player or "", ""),
        "round": state.round,
        "rounds": state.rounds,
        "over": state.over,
        "dealt": [setting.titles[code] for code in partners(setting, state)],
        "talks": [setting.titles[code] for code in talking],
        "own": float(state.last.real_income[me] - state.history[0].real_income[me]),
        "save": str(session.log.path) if session.log is not None else "",
        "again": session.reopened is not None,
    }


#: Games as they open, for all seats that are forked from this process.
_OPENED: dict[str, tuple[Setting, State]] = {}


def _opens(scenario: Scenario, player: str, seed: int, mode: str | None) -> tuple[Setting, State]:
    from negotiator.game.session import opened

    key = f"{player} {seed} {mode or scenario.mode} {scenario.model_dump_json()}"
    if key not in _OPENED:
        _OPENED[key] = opened(scenario, player, seed, mode)
    return _OPENED[key]


def warm(told: Mapping[str, Any]) -> None:
    """Play the opening once without a terminal: what it loads and works out, seats need not.

    Parameters
    ----------
    told
        A seat, as for `sit`.
    """
    seat = replace(Seat.of(told), save="", settings="")
    with TemporaryDirectory() as folder:
        asyncio.run(_open_once(replace(seat, folder=folder)))
    turns.give_out()


async def _open_once(seat: Seat) -> None:
    app = SeatApp(seat)
    async with app.run_test(size=(120, 40)) as pilot:
        # To the title or the briefing, the desk, the first talks, and back: what there is not does
        # nothing.
        for key in ("", "enter", "enter", "down", "escape"):
            if key:
                await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()


def sit(told: Mapping[str, Any]) -> None:
    """Play a seat until its line is cut, or its player leaves."""
    turns.share()
    gc.disable()  # until its game is open: a fifth of the time until then is collecting nothing
    app = SeatApp(Seat.of(told))
    app.run()
    with suppress(OSError):
        app.close()
