"""Make the README's pictures from the running game: docs/pictures/*.svg.

python scripts/pictures.py
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.widgets.choices import Choices
from negotiator.ui.widgets.editor import DraftEditor

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        await pilot.pause(0.01)
        if condition():
            await pilot.pause(0.2)
            return
    raise RuntimeError(f"it did not come; the screen is {type(pilot.app.screen).__name__}")


async def game() -> None:
    """A game from its briefing to the debrief."""
    with tempfile.TemporaryDirectory() as folder:
        app = NegotiatorApp("liberation-day-2025", "CHE", 1, folder=Path(folder))

        def on(name: str) -> Callable[[], bool]:
            return lambda: type(app.screen).__name__ == name and not app.busy

        def keep(name: str) -> None:
            app.save_screenshot(f"{name}.svg", str(TARGET))

        async with app.run_test(size=(132, 40)) as pilot:
            await until(pilot, on("BriefingScreen"))
            keep("briefing")
            await pilot.press("enter")
            await until(pilot, on("DeskScreen"))
            keep("desk")
            table = app.screen.query_one(DataTable)
            table.move_cursor(row=table.get_row_index("USA"))
            await pilot.press("enter")
            await until(pilot, on("TalksScreen"))
            # The scenario's opening offer: free trade by Switzerland for 10% by the USA.
            opening = app.game.setting.scenario.opening
            draft = [each.clause() for each in opening]
            app.screen.query_one(DraftEditor).put(draft)
            await pilot.press("p")
            await until(pilot, lambda: not app.busy and app.game.state.talks["USA"].used == 1)
            await pilot.press("b")
            await until(pilot, lambda: not app.busy and app.game.state.talks["USA"].asked == 1)
            keep("talks")
            await pilot.press("escape")
            for _ in range(9):
                await until(pilot, on("DeskScreen"))
                await pilot.press("e")
                await until(pilot, on("ResultsScreen"))
                if app.game.state.last.number == 1:
                    keep("results")
                await pilot.press("enter")
            await until(pilot, on("DebriefScreen"))
            text = app.screen.query_one("#score-text", Static)
            await until(pilot, lambda: "Our own result" in str(text.content))
            keep("debrief")


async def tournament() -> None:
    """The default tournament with a few misread acts, and one of its matches."""
    with tempfile.TemporaryDirectory() as folder:
        app = NegotiatorApp(folder=Path(folder))

        def on(name: str) -> Callable[[], bool]:
            return lambda: type(app.screen).__name__ == name and not app.working

        async with app.run_test(size=(132, 40)) as pilot:
            await until(pilot, on("TitleScreen"))
            await pilot.press("t")
            await until(pilot, on("TournamentScreen"))
            app.screen.query_one(Choices).put("Misread acts", 0.05)
            await pilot.press("r")
            await until(pilot, on("StandingsScreen"))
            app.save_screenshot("tournament.svg", str(TARGET))
            # Generous tit for tat with Pavlov.
            await pilot.press("2", "down", *["right"] * 3, "enter")
            await until(pilot, on("WatchScreen"))
            await pilot.press(*["space"] * 30)
            await until(pilot, lambda: not app.working)
            app.save_screenshot("match.svg", str(TARGET))


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    asyncio.run(game())
    asyncio.run(tournament())
