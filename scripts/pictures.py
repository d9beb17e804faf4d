"""Make the README's pictures from the running game: docs/pictures/*.svg.

python scripts/pictures.py
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.teaching.lessons.catalogue import lesson_by
from negotiator.teaching.lessons.course import Course, lessons_folder
from negotiator.teaching.lessons.duel import OPEN, length
from negotiator.teaching.lessons.script import Check, Duel, Predict, Sliders
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.lessons import take
from negotiator.ui.widgets.bench import Bench
from negotiator.ui.widgets.choices import Choices
from negotiator.ui.widgets.coach import CoachPane
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.zone import ZonePicture


def clause(giver: str, domain: Domain, rate: float) -> Clause:
    """A promise of Switzerland or the United States to the other."""
    receiver = "USA" if giver == "CHE" else "CHE"
    return Clause(giver=giver, receiver=receiver, domain=domain, rate=rate)


#: What the two sign in the second round.
SIGNED = (
    clause("CHE", Domain.TARIFFS, 0.0), clause("USA", Domain.TARIFFS, 0.15),
    clause("CHE", Domain.AID, 1.0),
    *(clause(giver, domain, 1.0) for giver in ("CHE", "USA")
      for domain in (Domain.JUDGMENTS, Domain.TRAVEL)),
)  # fmt: skip

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        await pilot.pause(0.01)
        if condition():
            return
    raise RuntimeError(f"it did not come; the screen is {type(pilot.app.screen).__name__}")


async def on(pilot: Pilot[int], app: NegotiatorApp, name: str) -> None:
    """Wait for a screen, and until nothing on it is being worked out."""

    def there() -> bool:
        waiting = [*app.screen.query(ZonePicture), *app.screen.query(CoachPane)]
        resting = any(each.resting is not None for each in waiting)
        busy = app.busy or bool(app.working) or resting
        return type(app.screen).__name__ == name and not busy

    await until(pilot, there)
    await pilot.pause(0.2)


def keep(app: NegotiatorApp, name: str) -> None:
    """Keep the screen as a picture."""
    app.clear_notifications()
    app.save_screenshot(f"{name}.svg", str(TARGET))


async def game() -> None:
    """A game of Switzerland, from the desk and talks with the United States to the debrief."""
    with tempfile.TemporaryDirectory() as folder:
        app = NegotiatorApp("liberation-day-2025", "CHE", 1, folder=Path(folder), coach=True)
        async with app.run_test(size=(132, 40)) as pilot:
            await on(pilot, app, "BriefingScreen")
            await pilot.press("enter")
            await on(pilot, app, "DeskScreen")
            keep(app, "desk")
            await pilot.press("e")
            await on(pilot, app, "ResultsScreen")
            await pilot.press("enter")
            await on(pilot, app, "DeskScreen")
            table = app.screen.query_one(DataTable)
            table.move_cursor(row=table.get_row_index("USA"))
            await pilot.press("enter")
            await on(pilot, app, "TalksScreen")
            # The scenario's opening offer: free trade by Switzerland for 10% by the USA.
            opening = app.game.setting.scenario.opening
            draft = [each.clause() for each in opening]
            app.screen.query_one(DraftEditor).put(draft)
            await pilot.press("p")
            await on(pilot, app, "PredictScreen")
            await pilot.press("c")
            await until(pilot, lambda: not app.busy and app.game.state.talks["USA"].used == 1)
            await on(pilot, app, "TalksScreen")
            await pilot.press("b")
            await until(pilot, lambda: not app.busy and app.game.state.talks["USA"].asked == 1)
            await pilot.resize_terminal(160, 50)
            await on(pilot, app, "TalksScreen")
            keep(app, "talks")
            # 15%, as it came, for duty-free trade, a gift, courts and visas: they sign that.
            app.screen.query_one(DraftEditor).put(SIGNED)
            await on(pilot, app, "TalksScreen")
            await pilot.press("p")
            while not any("CHE" in each.offer.parties for each in app.game.state.treaties):
                name = type(app.screen).__name__
                if name in ("ConfirmScreen", "PredictScreen"):
                    await on(pilot, app, name)
                    await pilot.press("y" if name == "ConfirmScreen" else "s")
                await pilot.pause(0.05)
            await on(pilot, app, "TalksScreen")
            await pilot.press("escape")
            await pilot.resize_terminal(132, 40)
            while not app.game.state.over:
                await on(pilot, app, "DeskScreen")
                await pilot.press("e")
                await on(pilot, app, "ResultsScreen")
                await pilot.press("enter")
            await on(pilot, app, "DebriefScreen")
            keep(app, "debrief")


async def lesson() -> None:
    """Sliders of the second lesson, on paper."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course.start(lesson_by("2"), 4, lessons_folder(Path(folder)))
        while not isinstance(course.taken.step, Sliders):
            step, here = course.taken.step, course.taken.here
            if isinstance(step, Predict) or (isinstance(step, Check) and not here):
                course.give("chose", 1)
            elif isinstance(step, Duel) and len(here) < length(step, course.taken.seed):
                course.give("round", None if step.mine else OPEN)
            else:
                course.give("on")
        app = NegotiatorApp(folder=Path(folder), first=lambda app: take(app, 2))
        async with app.run_test(size=(100, 24)) as pilot:
            app.theme = "negotiator-light"
            await on(pilot, app, "LessonScreen")
            await pilot.press("right", "right", "down", "right")
            await until(pilot, lambda: not app.screen.query_one(Bench).pending)
            await on(pilot, app, "LessonScreen")
            keep(app, "lesson")


async def tournament() -> None:
    """The default tournament with a few misread acts, and one of its matches."""
    with tempfile.TemporaryDirectory() as folder:
        app = NegotiatorApp(folder=Path(folder))
        async with app.run_test(size=(132, 40)) as pilot:
            await on(pilot, app, "TitleScreen")
            await pilot.press("t")
            await on(pilot, app, "TournamentScreen")
            app.screen.query_one(Choices).put("Misread acts", 0.05)
            await pilot.press("r")
            await on(pilot, app, "StandingsScreen")
            keep(app, "tournament")
            # Generous tit for tat with Pavlov.
            await pilot.press("2", "down", *["right"] * 3, "enter")
            await on(pilot, app, "WatchScreen")
            await pilot.press(*["space"] * 30)
            await on(pilot, app, "WatchScreen")
            keep(app, "match")


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    asyncio.run(game())
    asyncio.run(lesson())
    asyncio.run(tournament())
