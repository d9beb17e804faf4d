"""Journeys through the screens, as a player makes them. They wait for conditions, not for time."""

from __future__ import annotations

import pytest
from pilots import begin, on, talk_to, text, until
from textual.widgets import DataTable, OptionList

from negotiator.game.saves import listing, read
from negotiator.game.view import applied
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.policy import PolicyScreen
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.quiet import QuietText


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_two_keys_from_the_title_one_governs_switzerland(tmp_path, size):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("enter")
        await begin(pilot, app)
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
        assert "You have announced tariffs" in str(app.screen.query_one(QuietText).content)
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_no_footer_is_cut_off_and_none_has_more_than_six_keys(tmp_path, size):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await begin(pilot, app)
        for key, name in (("enter", "Talks"), ("p", "Policy"), ("s", "Debrief")):
            await pilot.press(key)
            await until(pilot, on(app, f"{name}Screen"))
            await pilot.pause()
            foot = app.screen.query_one(Foot)
            await until(pilot, lambda foot=foot: bool(foot.keys))
            assert len(foot.keys) <= 6
            assert max(x + key.width for x, key in foot.places()) < size[0] - 10
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
