"""What the program bears: faults, a full disk, keys at the wrong moment, a small terminal."""

from __future__ import annotations

import subprocess
import sys
import threading

from pilots import begin, on, talk_to, text, until
from textual.widgets import DataTable, OptionList, Static

from negotiator.game.saves import listing, read
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.work import Done


async def test_where_nothing_can_be_saved_the_game_is_played_unsaved_and_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path / "file")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot, app)
        assert "This game is not saved" in next(iter(app._notifications)).message
        await pilot.press("e")
        await until(pilot, on(app, "ResultsScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))
        assert "round 2 of 6 · not saved" in text(app, "#head")
        await pilot.press("escape")
        await until(pilot, on(app, "UnsavedScreen"))
        await pilot.press("y")
        await until(pilot, on(app, "TitleScreen"))


async def test_keys_at_the_wrong_moment_lose_nothing(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        await pilot.press("x", "p", "w", "t", "p", "p", "g", "0", "u", "u", "backspace", "p")
        await until(pilot, lambda: on(app, "TalksScreen")() or on(app, "ConfirmScreen")())
        if on(app, "ConfirmScreen")():
            await pilot.press("n")
        await until(pilot, on(app, "TalksScreen"))
        await pilot.press("question_mark", "escape", "escape", "e", "e", "p", "enter")
        await until(pilot, lambda: app.game.state.round == 2 and not app.busy)
    assert read(listing(tmp_path)[0].path).moves


async def test_text_of_a_scenario_is_never_markup(tmp_path):
    """Square brackets in names and news are shown as they stand."""
    from negotiator.scenario import find, load

    source = load(find("two-neighbours"))
    text_ = find("two-neighbours").read_text(encoding="utf-8")
    text_ = text_.replace('name = "Marland"', 'name = "[bold red]Mar[/]"')
    path = tmp_path / "brackets.toml"
    path.write_text(text_, encoding="utf-8")
    app = NegotiatorApp(str(path), "SML", 1, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        cell = app.screen.query_one(DataTable).get_row("MAR")[0]
        assert str(cell).startswith("[bold red]Mar")
        await talk_to(pilot, app, "MAR")
        assert "[bold red]Mar[/]" in text(app, "#head")
    assert source.title == "Two neighbours"


async def test_a_scenario_with_a_fault_is_told_in_the_program(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text("id = 3\n", encoding="utf-8")
    app = NegotiatorApp(str(path), None, 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app._notifications))
        assert type(app.screen).__name__ == "TitleScreen"


async def test_the_list_of_saves_does_not_take_the_cursor_from_the_player(tmp_path, monkeypatch):
    """Saves are listed a moment after the title stands; whoever is quicker keeps the choice."""
    first = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with first.run_test(size=(80, 24)) as pilot:
        await begin(pilot, first)
        await pilot.press("e")
        await until(pilot, on(first, "ResultsScreen"))
    chosen_first = threading.Event()

    def slow(folder):
        assert chosen_first.wait(20.0)
        return listing(folder)

    monkeypatch.setattr("negotiator.game.saves.listing", slow)
    again = NegotiatorApp(folder=tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        menu = again.screen.query_one(OptionList)
        await pilot.press("down")
        chosen_first.set()
        await until(pilot, lambda: (menu.get_option_at_index(0).id or "").startswith("save:"))
        chosen = menu.highlighted_option
        assert chosen is not None
        assert chosen.id == "lessons"


async def test_a_refused_move_gives_the_table_back_and_says_why(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        await pilot.press("x", "w")
        await until(pilot, lambda: bool(app._notifications) and not app.busy)
        assert text(app, "#head").startswith("Marland · patience")
        assert not app.game.state.talks


async def test_a_disk_that_is_full_costs_nothing_but_a_line(tmp_path, monkeypatch):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        before = app.game.state

        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            await pilot.press("e")
            await until(pilot, lambda: bool(app._notifications) and not app.busy)
        assert "No space left" in next(iter(app._notifications)).message
        assert type(app.screen).__name__ == "DeskScreen"
        assert app.game.state is before
        await pilot.press("e")
        await until(pilot, on(app, "ResultsScreen"))
    assert len(read(listing(tmp_path)[0].path).moves) == 1


async def test_a_key_held_down_never_piles_up_work_and_the_last_draft_is_shown(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        await pilot.press("x", *["right", "left"] * 4, "0", "tab", "0")
        await until(pilot, lambda: not app.working)
        shown = text(app, "#effects")
        app.screen.query_one(DraftEditor).post_message(DraftEditor.Changed())
        await until(pilot, lambda: not app.working)
        assert text(app, "#effects") == shown
        assert "income" in shown


#: Runs to the title and on until its list of saves is there; then tells what was loaded before
#: the first module of what lists them, which is asked for once the title is painted.
ORDER = """
import asyncio, sys
from pathlib import Path
from negotiator.ui.app import NegotiatorApp
async def run():
    app = NegotiatorApp(folder=Path("nowhere"))
    async with app.run_test(size=(120, 40)) as pilot:
        while "negotiator.game.saves" not in sys.modules or app.working:
            await pilot.pause(0.01)
asyncio.run(run())
loaded = list(sys.modules)
print(*loaded[: loaded.index("negotiator.counterparts.lookup")])
"""


def test_the_title_stands_before_numbers_are_imported():
    said = subprocess.run([sys.executable, "-c", ORDER], capture_output=True, text=True, check=True)
    before = {name.partition(".")[0] for name in said.stdout.split()}
    assert "textual" in before
    assert before.isdisjoint({"numpy", "scipy", "pydantic", "markdown_it", "aiohttp"})


async def test_a_terminal_too_small_is_told_and_the_game_stays(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.resize_terminal(60, 18)
        await until(pilot, on(app, "SmallScreen"))
        assert "needs 80×24; this terminal is 60×18" in str(app.screen.query_one(Static).content)
        await pilot.resize_terminal(80, 24)
        await until(pilot, on(app, "DeskScreen"))
    small = NegotiatorApp(folder=tmp_path)
    async with small.run_test(size=(60, 18)) as pilot:
        await until(pilot, on(small, "SmallScreen"))
        await pilot.press("enter")
        await until(pilot, on(small, "TitleScreen"))


async def test_what_is_found_once_the_program_is_left_is_dropped(tmp_path):
    app, shown = NegotiatorApp(folder=tmp_path), []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "TitleScreen"))
    app.on_done(Done("saves", lambda: shown.append("late")))
    assert shown == []
