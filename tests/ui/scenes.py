"""Every screen of the program, reached as a player reaches it, with seeds that never change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pilots import on, set_up, text, until, up_to
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from negotiator.diplomacy.clauses import Clause
from negotiator.game.moves import Accept, Ask, EndRound
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.teaching.lessons.script import Duel, Predict, Sliders
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.classroom import Seat, SeatApp
from negotiator.ui.lessons import take
from negotiator.ui.screens.coach_card import CoachCard
from negotiator.ui.screens.confirm import UnsavedScreen
from negotiator.ui.screens.holding import HoldingScreen
from negotiator.ui.screens.lessons import LessonsScreen
from negotiator.ui.screens.library import LibraryScreen
from negotiator.ui.screens.picker import PickerScreen
from negotiator.ui.screens.seat import SeatScreen
from negotiator.ui.screens.small import SmallScreen
from negotiator.ui.screens.tour import begin
from negotiator.ui.screens.waiting import WaitingScreen
from negotiator.ui.widgets.coach import CoachPane
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.moving import Moving
from negotiator.ui.widgets.zone import ZonePicture

#: The terminals that screens are made for.
NARROW, WIDE, HUGE = ALL = ((80, 24), (120, 40), (160, 50))
#: For dialogs, which are no wider on a larger terminal, and for a pane behind its tab.
TWO, TAB = (NARROW, WIDE), (NARROW,)


@dataclass(frozen=True)
class Scene:
    """A screen as it stands.

    Parameters
    ----------
    sizes
        At which it is worth a look.
    """

    name: str
    sizes: tuple[tuple[int, int], ...] = ALL


Scenes = AsyncIterator[Scene]


@dataclass(frozen=True)
class Story:
    """A way through the program; it stops at every scene.

    Parameters
    ----------
    make
        The program, saving in a folder.
    scenes
        Goes through it.
    """

    make: Callable[[Path], NegotiatorApp]
    scenes: Callable[[Pilot[Any], NegotiatorApp], Scenes]


async def settled(pilot: Pilot[Any], app: NegotiatorApp) -> None:
    """Wait until nothing is being worked out, and all of it is shown."""
    await until(pilot, lambda: not app.working and not app.busy and not _resting(app))
    if len(app._notifications):
        app.clear_notifications()
    await pilot.pause()


def _resting(app: NegotiatorApp) -> bool:
    """Whether something waits until the keys rest, or moves."""
    waiting = [*app.screen.query(ZonePicture), *app.screen.query(CoachPane)]
    moving = any(each.gone < 1.0 for each in app.screen.query(Moving))
    return moving or any(each.resting is not None for each in waiting)


async def press(pilot: Pilot[Any], app: NegotiatorApp, *keys: str, to: str = "") -> None:
    """Press keys, and wait for a screen where one follows."""
    await pilot.press(*keys)
    if to:
        await until(pilot, on(app, to))
    await settled(pilot, app)


async def opened(pilot: Pilot[Any], app: NegotiatorApp, screen: Screen[Any]) -> None:
    """Open a screen."""
    app.push_screen(screen)
    await until(pilot, lambda: app.screen is screen)
    await settled(pilot, app)


async def front(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """What can be opened from the title, and what passes by itself."""
    await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
    await settled(pilot, app)
    yield Scene("title")
    begin(app)
    await until(pilot, on(app, "TourScreen"))
    await press(pilot, app, "enter")
    yield Scene("tour", TWO)
    await press(pilot, app, "escape", to="TitleScreen")
    await opened(pilot, app, PickerScreen())
    yield Scene("picker")
    listed = app.screen.query_one("#scenarios", OptionList)
    listed.highlighted = [each.id for each in listed.options].index("two-neighbours")
    await press(pilot, app, "p", to="PreviewScreen")
    await until(pilot, lambda: "Where two can agree" in text(app, "#preview"))
    await settled(pilot, app)
    yield Scene("preview")
    await press(pilot, app, "escape", to="PickerScreen")
    await press(pilot, app, "escape", to="TitleScreen")
    await opened(pilot, app, LibraryScreen())
    yield Scene("library")
    await press(pilot, app, "escape", to="TitleScreen")
    await press(pilot, app, "i", to="CodexScreen")
    await press(pilot, app, "down", "enter")
    yield Scene("codex")
    await press(pilot, app, "escape", "escape", to="TitleScreen")
    await press(pilot, app, "question_mark", to="HelpScreen")
    yield Scene("help", TWO)
    await press(pilot, app, "escape", to="TitleScreen")
    for name, screen in (
        ("coach-card", CoachCard("They have answered. Look at what each gains.")),
        ("unsaved", UnsavedScreen()),
        ("waiting", WaitingScreen("Solving the world economy")),
        ("holding", _Held()),
    ):
        await opened(pilot, app, screen)
        if isinstance(screen, HoldingScreen):
            screen.on_holding_screen_progress(HoldingScreen.Progress(120, 360))
        yield Scene(name, TAB)
        app.pop_screen()
        await until(pilot, on(app, "TitleScreen"))


class _Held(HoldingScreen):
    """A tournament that stays where it is."""

    def __init__(self) -> None:
        super().__init__(lambda: None, "")  # type: ignore[arg-type, return-value]

    def on_mount(self, event: Any) -> None:  # type: ignore[override]
        event.prevent_default()


async def small(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """A terminal that is too small."""
    await until(pilot, on(app, "SmallScreen"))
    yield Scene("small", ((60, 20),))
    assert isinstance(app.screen, SmallScreen)


async def seat(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """A seat in the browser whose game has been left."""
    await opened(pilot, app, SeatScreen())
    yield Scene("seat", TAB)


async def tournament(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """Everyone against everyone, and one match of it."""
    await set_up(pilot, app, Rounds=10, Repetitions=2)
    await settled(pilot, app)
    yield Scene("tournament")
    await press(pilot, app, "r", to="StandingsScreen")
    yield Scene("standings")
    for key, name in (("2", "meetings"), ("3", "community")):
        await press(pilot, app, key)
        yield Scene(f"standings-{name}", TAB)
    await press(pilot, app, "w", to="MatchupScreen")
    yield Scene("matchup", TWO)
    await press(pilot, app, "escape", to="StandingsScreen")
    await press(pilot, app, "2", "down", "right", "right", "enter", to="WatchScreen")
    await press(pilot, app, *["space"] * 6)
    yield Scene("watch")


def tariff(giver: str, receiver: str, rate: float) -> Clause:
    """A tariff bound."""
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate)  # type: ignore[arg-type]


async def game(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """A round between two neighbours, with the coach for a while."""
    await until(pilot, on(app, "BriefingScreen"))
    await settled(pilot, app)
    yield Scene("briefing", TWO)
    await press(pilot, app, "enter", to="DeskScreen")
    yield Scene("desk")
    await press(pilot, app, "z", to="JumpScreen")
    yield Scene("jump", TWO)
    await press(pilot, app, "escape", to="DeskScreen")
    await press(pilot, app, "g", to="GuessScreen")
    yield Scene("guess", TWO)
    await press(pilot, app, "escape", to="DeskScreen")
    await press(pilot, app, "y", to="WhyScreen")
    yield Scene("why", TWO)
    await press(pilot, app, "escape", to="DeskScreen")
    await press(pilot, app, "p", to="PolicyScreen")
    await press(pilot, app, *["right"] * 6)
    yield Scene("policy")
    await press(pilot, app, "escape")
    if type(app.screen).__name__ == "ConfirmScreen":
        await press(pilot, app, "y")
    await until(pilot, on(app, "DeskScreen"))
    await press(pilot, app, "enter", to="TalksScreen")
    await press(pilot, app, "x")
    yield Scene("talks-empty", TAB)
    app.screen.query_one(DraftEditor).put((tariff("SML", "MAR", 0.15), tariff("MAR", "SML", 0.0)))
    await settled(pilot, app)
    await press(pilot, app, "k", "p")
    await until(pilot, lambda: app.game.state.talks["MAR"].used == 1)
    await settled(pilot, app)
    await press(pilot, app, "1")
    yield Scene("talks")
    for key, name in (("2", "view"), ("3", "transcript")):
        await press(pilot, app, key)
        yield Scene(f"talks-{name}", TAB)
    await press(pilot, app, "1", "d", to="CompareScreen")
    yield Scene("compare", TWO)
    await press(pilot, app, "escape", to="TalksScreen")
    await press(pilot, app, "h")
    yield Scene("talks-coach")
    await press(pilot, app, "1", "p", to="PredictScreen")
    yield Scene("predict", TWO)
    await press(pilot, app, "enter", to="TalksScreen")
    await press(pilot, app, "h", "b")
    await until(pilot, lambda: app.game.state.talks["MAR"].standing is not None)
    await settled(pilot, app)
    await press(pilot, app, "a", to="ConfirmScreen")
    yield Scene("confirm", TWO)
    await press(pilot, app, "y", to="TalksScreen")
    await press(pilot, app, "escape", to="DeskScreen")
    await press(pilot, app, "e", to="ResultsScreen")
    yield Scene("results", TWO)


def finished(folder: Path) -> NegotiatorApp:
    """A game of two neighbours that signed in the first round and is over."""
    session = Session.start(load(find("two-neighbours")), "SML", 3, None, folder)
    give = tariff("SML", "MAR", 0.05)
    session.apply(Ask(partner="MAR", question="balance", clauses=(give,)))
    session.apply(Accept(partner="MAR"))
    while not session.state.over:
        session.apply(EndRound())
    assert session.log is not None
    session.log.close()
    return NegotiatorApp(folder=folder)


async def end(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """What is said when a game is over."""
    menu = app.screen.query_one(OptionList)
    await until(pilot, lambda: menu.highlighted == 0 and "Look back" in str(menu.options[0].prompt))
    await settled(pilot, app)
    yield Scene("title-saves", TAB)
    await press(pilot, app, "enter", to="DebriefScreen")
    yield Scene("debrief")
    for key, name in zip("234", ("possible", "timeline", "who"), strict=True):
        await press(pilot, app, key)
        yield Scene(f"debrief-{name}", TAB)


async def world(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """A world of many, with charts where there is room."""
    await until(pilot, on(app, "BriefingScreen"))
    await press(pilot, app, "enter", to="DeskScreen")
    await press(pilot, app, "e", to="ResultsScreen")
    await press(pilot, app, "enter", to="DeskScreen")
    yield Scene("desk")
    for key, name in (("2", "accounts"), ("3", "tariffs"), ("4", "news")):
        await press(pilot, app, key)
        yield Scene(f"desk-{name}", TAB)
    await press(pilot, app, "1", "enter", to="TalksScreen")
    await press(pilot, app, "p")
    await until(pilot, lambda: app.game.state.talks["USA"].used == 1)
    await press(pilot, app, "b")
    yield Scene("talks")


def lessons_taken(folder: Path) -> NegotiatorApp:
    """Lessons that stand where there is something to be seen."""
    for number, kind in (("1", Duel), ("2", Sliders), ("3", Predict), ("4", None)):
        up_to(folder, number, kind)
    return NegotiatorApp(folder=folder)


async def lessons(pilot: Pilot[Any], app: NegotiatorApp) -> Scenes:
    """The list of lessons, and their kinds of pages."""
    await opened(pilot, app, LessonsScreen())
    yield Scene("lessons")
    for number, name in ((1, "duel"), (2, "sliders"), (3, "question")):
        take(app, number)
        await until(pilot, on(app, "LessonScreen"))
        await settled(pilot, app)
        if name == "duel":
            await press(pilot, app, "2")
        yield Scene(f"lesson-{name}")
        await press(pilot, app, "escape", to="LessonsScreen")
    await press(pilot, app, "down", "down", "down", "enter", to="DoneScreen")
    yield Scene("lesson-done", TAB)


def _title(folder: Path) -> NegotiatorApp:
    return NegotiatorApp(folder=folder)


STORIES = {
    "front": Story(_title, front),
    "small": Story(_title, small),
    "seat": Story(lambda folder: SeatApp(Seat(str(folder), title="Seat 3 · Sund")), seat),
    "tournament": Story(_title, tournament),
    "game": Story(lambda folder: NegotiatorApp("two-neighbours", "SML", 3, folder=folder), game),
    "end": Story(finished, end),
    "world": Story(
        lambda folder: NegotiatorApp("liberation-day-2025", "CHE", 1, folder=folder), world
    ),
    "lessons": Story(lessons_taken, lessons),
}
