"""How tests go through the screens: they wait for conditions, not for time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from negotiator.teaching.lessons.catalogue import lesson_by
from negotiator.teaching.lessons.course import Course, lessons_folder
from negotiator.teaching.lessons.duel import OPEN, length
from negotiator.teaching.lessons.script import Check, Duel, Game, Predict
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.standings import StandingsScreen
from negotiator.ui.screens.tournament import TournamentScreen
from negotiator.ui.screens.watch import WatchScreen
from negotiator.ui.widgets.choices import Choices
from negotiator.ui.widgets.quiet import QuietText


async def until(pilot: Pilot, condition: Callable[[], bool]) -> None:
    """Let the program run until something holds; fail when it does not come."""
    for _ in range(1500):
        await pilot.pause(0.01)
        if condition():
            return
    raise AssertionError(f"it did not come; the screen is {type(pilot.app.screen).__name__}")


def on(app: NegotiatorApp, name: str) -> Callable[[], bool]:
    """Whether a screen is open and nothing is being worked out."""
    return lambda: type(app.screen).__name__ == name and not app.busy


def text(app: NegotiatorApp, selector: str) -> str:
    """What a part of the screen says."""
    found = app.screen.query_one(selector)
    assert isinstance(found, Static | QuietText)
    return str(found.content)


def screen(app: NegotiatorApp, kind):
    """The open screen, which must be of a kind."""
    assert isinstance(app.screen, kind)
    return app.screen


async def set_up(pilot: Pilot, app: NegotiatorApp, only: tuple[str, ...] = (), **values) -> None:
    """From the title to a tournament ready to be held."""
    await until(pilot, on(app, "TitleScreen"))
    await pilot.press("t")
    await until(pilot, on(app, "TournamentScreen"))
    settings = app.screen.query_one(Choices)
    await until(pilot, lambda: bool(settings.choices))
    if only:
        screen(app, TournamentScreen).ticked = set(only)
    for name, value in values.items():
        settings.put(name.replace("_", " "), value)


async def choose(pilot: Pilot, app: NegotiatorApp, title: str) -> None:
    """Step to a scenario."""
    where = app.screen.query_one(Choices).choices[0]
    await pilot.press(*["right"] * [shown for _, shown in where.values].index(title))


async def hold(pilot: Pilot, app: NegotiatorApp) -> StandingsScreen:
    """Hold the tournament that is set up, to its results."""
    await pilot.press("r")
    await until(pilot, on(app, "StandingsScreen"))
    await until(pilot, lambda: bool(app.screen.query("#head")))
    return screen(app, StandingsScreen)


async def watch(pilot: Pilot, app: NegotiatorApp) -> WatchScreen:
    """Wait for the match that is to be watched."""
    await until(pilot, on(app, "WatchScreen"))
    found = screen(app, WatchScreen)
    await until(pilot, lambda: found.match is not None)
    return found


async def begin(pilot: Pilot, app: NegotiatorApp) -> None:
    """From an empty program to the desk of a game that was asked for."""
    await until(pilot, on(app, "BriefingScreen"))
    await pilot.press("enter")
    await until(pilot, on(app, "DeskScreen"))


async def talk_to(pilot: Pilot, app: NegotiatorApp, code: str) -> None:
    table = app.screen.query_one(DataTable)
    table.move_cursor(row=table.get_row_index(code))
    await pilot.press("enter")
    await until(pilot, on(app, "TalksScreen"))


def up_to(folder: Path, number: str, kind: type | None) -> None:
    """A log in which a lesson stands before its first part of a kind, or at its end."""
    course = Course.start(lesson_by(number), 4, lessons_folder(folder))
    while not course.taken.done and not (kind and isinstance(course.taken.step, kind)):
        taken = course.taken
        step = taken.step
        if isinstance(step, Predict) or (isinstance(step, Check) and not taken.here):
            course.give("chose", 1)
        elif isinstance(step, Duel) and len(taken.here) < length(step, taken.seed):
            course.give("round", None if step.mine else OPEN)
        elif isinstance(step, Game):
            course.give("ended", {"reached": True})
        else:
            course.give("on")
