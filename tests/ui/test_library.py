"""The library of counterparts on the screen, with stances from beside the scenario."""

from __future__ import annotations

import pytest
from pilots import begin, on, text, until
from textual.widgets import OptionList

from negotiator.counterparts.stances import plugins
from negotiator.scenario import find
from negotiator.ui.app import NegotiatorApp

STANCE = '''
from dataclasses import dataclass

from negotiator.counterparts.stances import Record, Stance


@dataclass(frozen=True)
class Settler(Stance):
    """Stays [bold]where[/] it settled, and says so at more length than fits in one line."""

    name = "settler"
    title = "[Settler]"
    rule = "It stays where it settled."
    names = ()
    reference = "made for a test, 2025"
    memory = 0

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0]

    def because(self, record: Record, level: float) -> str:
        return f"We are at {level:.2f}."
'''


@pytest.fixture
def scenario(tmp_path):
    """Two neighbours, both with a stance of a file beside the scenario."""
    lesson = find("two-neighbours").read_text(encoding="utf-8")
    lesson = lesson.replace("rounds = 6", 'rounds = 6\nstances = "settlers.py"', 1)
    path = tmp_path / "mine.toml"
    path.write_text(lesson.replace('stance = "tit-for-tat"', 'stance = "settler"'), "utf-8")
    (tmp_path / "settlers.py").write_text(STANCE, encoding="utf-8")
    yield path
    plugins.adopt(())


async def opened(pilot, app):
    await begin(pilot, app)


async def test_from_the_desk_one_reads_of_a_stance_that_the_scenario_brings(scenario, tmp_path):
    app = NegotiatorApp(str(scenario), "SML", 5, folder=tmp_path / "saves")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("k")
        await until(pilot, on(app, "LibraryScreen"))
        entries = app.screen.query_one(OptionList)
        entries.highlighted = entries.get_option_index("settler")
        await until(pilot, lambda: "Stays [bold]where[/]" in text(app, "#about"))
        assert str(entries.get_option("settler").prompt) == "[Settler]"
        room = app.screen.query_one("#text").scrollable_content_region.width
        assert max(map(len, text(app, "#about").splitlines())) <= room < 46
        entries.highlighted = entries.get_option_index("axelrod")
        await until(pilot, lambda: "axelrod:tit-for-tat" in text(app, "#about"))
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))


async def test_a_slip_of_such_a_stance_is_a_line_and_no_crash(scenario, tmp_path):
    slips = STANCE.replace("record.settled[0]", "record.settled[len(record.theirs) // 3 * 2]")
    (tmp_path / "settlers.py").write_text(slips, encoding="utf-8")
    app = NegotiatorApp(str(scenario), "SML", 5, folder=tmp_path / "saves")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("e")
        await until(pilot, on(app, "ResultsScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("e")
        await until(pilot, lambda: any("settlers.py" in n.message for n in app._notifications))
        await until(pilot, on(app, "DeskScreen"))
        assert app.game.state.round == 2
