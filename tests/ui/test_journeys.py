"""Journeys through the screens, as a player makes them. They wait for conditions, not for time."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from pilots import on, text, until
from textual.pilot import Pilot
from textual.widgets import DataTable, Markdown, OptionList, Static

from negotiator.game.saves import listing, read
from negotiator.game.view import applied
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.policy import PolicyScreen
from negotiator.ui.widgets.editor import DraftEditor


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


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_two_keys_from_the_title_one_governs_switzerland(tmp_path, size):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("enter")
        await until(pilot, on(app, "BriefingScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))
        assert "Switzerland" in text(app, "#head")
        assert not app.screen.query_one("#time-left").display  # of a renegotiation only
        table = app.screen.query_one(DataTable)
        assert table.row_count == 11
        row = [str(cell).strip() for cell in table.get_row("USA")]
        assert "34%" in row  # 31 points on top of what was in force
        await talk_to(pilot, app, "USA")
        editor = app.screen.query_one(DraftEditor)
        givers = {clause.giver for clause in editor.clauses()}
        assert givers == {"CHE", "USA"}  # an offer is half made
        await until(pilot, lambda: "income" in text(app, "#effects"))


async def test_a_new_player_s_first_deal_and_the_way_to_the_debrief(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, mode="open", folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        editor = app.screen.query_one(DraftEditor)
        await pilot.press("b")
        await until(pilot, lambda: not app.busy and len(app.game.state.talks) == 1)
        assert "balance" in text(app, "#lines-text")
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.game.state.treaties) and not app.busy)
        assert editor.clauses() == ()
        await pilot.press("escape")
        for number in range(1, 7):
            await until(pilot, on(app, "DeskScreen"))
            await pilot.press("e")
            await until(pilot, on(app, "ResultsScreen"))
            assert app.game.state.last.number == number
            await pilot.press("enter")
        await until(pilot, on(app, "DebriefScreen"))
        await until(pilot, lambda: "Mutual benefit" in text(app, "#score-text"))
        assert "Tit for tat" in text(app, "#who-text")
        assert "Left on the table" in text(app, "#score-text")
        report = app.game.log.path.with_suffix(".html")
        assert app.screen.active_bindings["r"].binding.action == "report"
        app.screen.action_report()
        app.screen.action_report()
        assert app.working["report"] is None  # the second is not begun after the first
        assert "being written" in text(app, "ReportLine")
        assert app.screen.query_one("ReportLine").display
        await until(pilot, lambda: "report" not in app.working and report.exists())
        assert report.name in text(app, "ReportLine").replace("\n", "")
        assert "dance of offers<" in report.read_text(encoding="utf-8")
    save = read(listing(tmp_path)[0].path)
    assert len(save.moves) == 8


async def test_a_killed_game_is_gone_on_with_from_the_title(tmp_path):
    first = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with first.run_test(size=(80, 24)) as pilot:
        await begin(pilot, first)
        await pilot.press("e")
        await until(pilot, on(first, "ResultsScreen"))
    again = NegotiatorApp(folder=tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        menu = again.screen.query_one(OptionList)
        await until(pilot, lambda: (menu.get_option_at_index(0).id or "").startswith("save:"))
        await pilot.press("enter")
        await until(pilot, on(again, "DeskScreen"))
        assert "round 2 of 6" in text(again, "#head")


async def test_a_game_left_before_its_first_move_is_briefed_again(tmp_path):
    first = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with first.run_test(size=(80, 24)) as pilot:
        await begin(pilot, first)
    (save,) = tmp_path.glob("*.jsonl")
    again = NegotiatorApp(save=save, folder=tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        await begin(pilot, again)


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


async def test_a_breach_is_asked_about_first(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        await pilot.press("b")
        await until(pilot, lambda: bool(app.game.state.talks) and not app.busy)
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.game.state.treaties) and not app.busy)
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("p")
        await until(pilot, on(app, "PolicyScreen"))
        assert "bound by treaty 1" in text(app, "#head")
        draft = app.screen.query_one(DraftEditor).draft
        now = applied(app.game.setting, app.game.state).tariff[1, 0]
        assert now.max() < app.game.setting.initial.tariff[1, 0].max()
        assert [draft.now[0, k] for k in (1, 2, 3)] == pytest.approx(list(now))
        await pilot.press(*["shift+right"] * 9, "enter")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("n")
        await until(pilot, on(app, "PolicyScreen"))
        assert not app.game.state.treaties[0].breaches
        await pilot.press("enter")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.game.state.treaties[0].breaches) and not app.busy)


async def test_retaliation_is_asked_about_and_not_invited_twice(tmp_path):
    app = NegotiatorApp("liberation-day-2025", "CHE", 5, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        app.push_screen(PolicyScreen("USA"))
        await until(pilot, on(app, "PolicyScreen"))
        await until(pilot, lambda: "r retaliates" in text(app, "#answer-text"))
        await pilot.press("r")
        await until(pilot, on(app, "ConfirmScreen"))
        assert " points on everything: now " in app.screen.details[0]
        await pilot.press("n")
        await until(pilot, on(app, "PolicyScreen"))
        assert not app.game.state.deeds
        await pilot.press("r")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: "Retaliated this round" in text(app, "#answer-text"))
        assert "r retaliates" not in text(app, "#answer-text")
        await pilot.press("r")
        await pilot.pause()
        assert on(app, "PolicyScreen")()
        assert len(app.game.state.deeds) == 1


async def test_a_walk_out_that_would_be_refused_is_not_asked_about(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        await pilot.press("o")
        await until(pilot, on(app, "TalksScreen"))
        assert any("adjourn instead" in each.message for each in app._notifications)


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


@pytest.mark.parametrize("key", ["s", "b", "question_mark"])
async def test_every_side_screen_opens_and_closes(tmp_path, key):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: type(app.screen).__name__ != "DeskScreen")
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))


async def test_the_number_keys_reach_every_pane(tmp_path):
    """On a narrow terminal one at a time, whichever had the focus before."""
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        for key, pane in (("3", "#tariffs"), ("4", "#news"), ("2", "#accounts"), ("1", "#world")):
            await pilot.press(key)
            await until(pilot, lambda pane=pane: app.screen.query_one(pane).display)
            assert app.screen.focused is not None
        await pilot.press("s")
        await until(pilot, on(app, "DebriefScreen"))
        for key, pane in (("2", "#picture"), ("4", "#who"), ("3", "#time"), ("1", "#score")):
            await pilot.press(key)
            await until(pilot, lambda pane=pane: app.screen.query_one(pane).display)


async def test_a_scenario_with_a_fault_is_told_in_the_program(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text("id = 3\n", encoding="utf-8")
    app = NegotiatorApp(str(path), None, 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app._notifications))
        assert type(app.screen).__name__ == "TitleScreen"


async def test_the_picker_shows_who_can_be_played(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        menu = app.screen.query_one(OptionList)
        await until(pilot, lambda: menu.highlighted == 0)
        await pilot.press("down", "down", "enter")
        await until(pilot, on(app, "PickerScreen"))
        await until(pilot, lambda: "Switzerland" in text(app, "#text"))
        await pilot.press("enter", "down")
        await until(pilot, lambda: "United States" in text(app, "#text"))
        await pilot.press("enter")
        await until(pilot, on(app, "BriefingScreen"))
        assert app.game.state.player == "USA"
        assert "You have announced tariffs" in app.screen.query_one(Markdown).source
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))


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


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_no_footer_is_cut_off_and_none_has_more_than_six_keys(tmp_path, size):
    from textual.widgets._footer import FooterKey

    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await begin(pilot, app)
        for key, name in (("enter", "Talks"), ("p", "Policy"), ("s", "Debrief")):
            await pilot.press(key)
            await until(pilot, on(app, f"{name}Screen"))
            await pilot.pause()
            keys = [k for k in app.screen.query(FooterKey) if k.has_class("-command-palette")]
            keys = [k for k in app.screen.query(FooterKey) if k not in keys]
            assert 0 < len(keys) <= 6
            assert max(k.region.right for k in keys) < size[0] - 10
            await until(pilot, lambda: not app.working)
            await pilot.press("escape")
            await until(pilot, on(app, "DeskScreen"))


async def test_the_palette_lets_the_mouse_do_what_the_keys_do(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await talk_to(pilot, app, "MAR")
        offered = {
            command.title: command.callback for command in app.get_system_commands(app.screen)
        }
        assert {"Propose", "Walk out", "Length", "On breach", "Adjourn"} <= set(offered)
        await offered["Length"]()
        assert "2 rounds" in text(app, "#head")


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


def test_the_title_stands_before_numbers_and_markdown_are_imported():
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
