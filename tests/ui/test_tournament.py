"""A tournament from the title screen to a match that is watched."""

from __future__ import annotations

import numpy as np
import pytest
from pilots import choose, hold, on, screen, set_up, text, until, watch
from textual.widgets import DataTable, OptionList, Static

from negotiator.counterparts.stances import stances
from negotiator.tournament.matrix import Matrix
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.standings import StandingsScreen
from negotiator.ui.screens.tournament import TournamentScreen
from negotiator.ui.screens.watch import WatchScreen
from negotiator.ui.widgets.choices import Choices
from negotiator.ui.widgets.foot import Foot, Key
from negotiator.ui.widgets.meetings import Meetings
from negotiator.ui.widgets.shares import ShareChart


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_two_keys_from_the_title_a_tournament_is_held(tmp_path, size):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await set_up(pilot, app, Rounds=5, Repetitions=2)
        assert "36 pairings" in text(app, "#text")
        await hold(pilot, app)
        table = app.screen.query_one(DataTable)
        assert table.row_count == 8
        assert "5×2 rounds" in text(app, "#head")
        for key, pane in (("2", "#meetings"), ("3", "#shares"), ("4", "#about")):
            await pilot.press(key)
            await until(pilot, lambda pane=pane: app.screen.query_one(pane).display)
        assert "Source:" in text(app, "#about-text")


async def test_what_is_shown_is_what_is_counted_by_hand(tmp_path):
    """Ten rounds of tit for tat with one who always defects: 9 and 14 points."""
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(160, 48)) as pilot:
        await set_up(pilot, app, ("tit-for-tat", "always-defect"), Rounds=10, Repetitions=1)
        found = await hold(pilot, app)
        # Always defect gets (14 + 10) / 20, tit for tat (9 + 30) / 20.
        table = app.screen.query_one(DataTable)
        rows = [[str(cell).strip() for cell in table.get_row_at(k)] for k in range(2)]
        assert [row[:3] for row in rows] == [
            ["1", "Tit for tat", "1.950"], ["2", "Always defect", "1.200"],
        ]  # fmt: skip
        meetings = app.screen.query_one(Meetings)
        np.testing.assert_allclose(meetings.payoffs, [[3.0, 0.9], [1.4, 1.0]])
        shown = str(meetings.render())
        assert "0.90" in shown
        assert "1.40" in shown
        await pilot.press("2")
        assert "cooperates 10%, the other 0%" in str(meetings.render())
        await pilot.press("enter")
        await watch(pilot, app)
        assert "Round 1 of 10" in text(app, "#head")
        assert "In all      0.00," in text(app, "#one")
        assert "In all      5.00," in text(app, "#other")
        await pilot.press("end")
        assert "In all      9.00," in text(app, "#one")
        assert "In all      14.00," in text(app, "#other")
        assert "from 1.00 to 0.00" not in text(app, "#one")
        await pilot.press("home", "space")
        assert "Round 2 of 10" in text(app, "#head")
        assert "from 1.00 to 0.00" in text(app, "#one")
        await pilot.press("y")
        await until(pilot, on(app, "WhyScreen"))
        await until(pilot, lambda: "Its own step" in text(app, "#terms"))
        await pilot.press("y", "left")
        assert "Round 1 of 10" in text(app, "#head")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is found)
        await pilot.press("y")  # the cell under the cursor, match by match
        await until(pilot, on(app, "WhyScreen"))
        await until(pilot, lambda: "Match 1" in text(app, "#terms"))


async def test_a_match_plays_by_itself_and_pauses(tmp_path, monkeypatch):
    monkeypatch.setattr(WatchScreen, "PACE", 0.01)
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app, ("tit-for-tat", "pavlov"), Rounds=500, Repetitions=2)
        await hold(pilot, app)
        await pilot.press("w")
        await until(pilot, on(app, "MatchupScreen"))
        await pilot.press("enter", "enter")
        found = await watch(pilot, app)
        assert set(found.names) == {"Tit for tat", "Pavlov"}
        await pilot.press("p")
        await until(pilot, lambda: found.at > 2)
        assert "playing" in text(app, "#head")
        await pilot.press("p")
        assert not found.playing
        await pilot.press("end")
        assert "Round 500 of 500" in text(app, "#head")
        await pilot.press("p")  # from the beginning
        await until(pilot, lambda: 0 < found.at < 499)
        await pilot.press("n")
        await until(pilot, lambda: "match 2 of 2" in text(app, "#head"))


async def test_misread_acts_are_marked_with_a_word_and_a_sign(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(
            pilot, app, ("always-cooperate",), Rounds=5, Repetitions=1, Misread_acts=0.5
        )  # fmt: skip
        await hold(pilot, app)
        await pilot.press("2", "enter")
        found = await watch(pilot, app)
        assert found.match is not None
        misread = [frame.acts[0].misread for frame in found.match.frames]
        assert True in misread
        assert False in misread
        for slip in misread:
            assert ("! misread: it meant 1.00" in text(app, "#one")) == slip
            await pilot.press("right")
        drawn = str(app.screen.query_one("#duel").render())
        assert drawn.count("!") == sum(a.misread for f in found.match.frames for a in f.acts)


async def test_in_an_economy_both_seats_are_shown(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app, ("tit-for-tat", "always-defect"), Rounds=5, Repetitions=1)
        settings = app.screen.query_one(Choices)
        await choose(pilot, app, "Two neighbours")
        await until(pilot, lambda: settings.value("Country") == "SML")
        assert settings.value("Rounds") == 5  # settings stay as they were
        found = await hold(pilot, app)
        assert found.outcome.plan.between == ("SML", "MAR")
        await until(pilot, lambda: "[Sund]" in text(app, "#head"))
        first = [str(cell) for cell in app.screen.query_one(DataTable).get_row_at(0)]
        told = text(app, "#about-text")
        await pilot.press("s")
        assert "[Marland]" in text(app, "#head")
        assert [str(cell) for cell in app.screen.query_one(DataTable).get_row_at(0)] != first
        assert text(app, "#about-text") != told
        await pilot.press("2", "right", "enter")
        shown = await watch(pilot, app)
        assert shown.names[0].endswith("· Marland")
        assert shown.names[1].endswith("· Sund")
        # What is watched from Marland's seat is what the table says of it.
        meetings = found.query_one(Meetings)
        assert shown.match is not None
        acts = shown.match.frames[-1].acts
        payoff = meetings.payoffs[meetings.row, meetings.column]
        assert acts[0].total / 5 == pytest.approx(payoff)


async def test_a_country_against_itself_is_told_in_a_line(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app, Rounds=1, Repetitions=1)
        settings = app.screen.query_one(Choices)
        await choose(pilot, app, "Two neighbours")
        settings.put("With", "SML")
        await pilot.press("r")
        await until(pilot, lambda: bool(app._notifications))
        await until(pilot, on(app, "TournamentScreen"))
        assert "SML on both sides" in next(iter(app._notifications)).message


async def test_brackets_in_a_scenario_are_never_markup(tmp_path, monkeypatch):
    from negotiator.scenario import find

    text_ = find("two-neighbours").read_text(encoding="utf-8")
    for name in ("Marland", "Sund"):
        text_ = text_.replace(f'name = "{name}"', f'name = "[bold]{name}[/]"')
    text_ = text_.replace('title = "Two neighbours"', 'title = "[red]Two[/]"')
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "brackets.toml").write_text(text_, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(160, 48)) as pilot:
        await set_up(pilot, app, ("pavlov", "random"), Rounds=3, Repetitions=1)
        await choose(pilot, app, "[red]Two[/]")
        settings = app.screen.query_one(Choices)
        await until(pilot, lambda: "[bold]Sund[/]" in str(settings.render()))
        await hold(pilot, app)
        head = "[red]Two[/]  [[bold]Sund[/]]"
        await until(pilot, lambda: text(app, "#head").startswith(head))
        await pilot.press("w")
        await until(pilot, on(app, "MatchupScreen"))
        title = app.screen.query_one("#one", OptionList)._border_title
        assert str(title) == "[bold]Sund[/]"
        await pilot.press("enter", "enter")
        await watch(pilot, app)
        assert "[bold]Sund[/]" in text(app, "#one")


async def test_nobody_is_told_in_a_line(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app)
        screen(app, TournamentScreen).ticked = set()
        await pilot.press("r")
        await until(pilot, lambda: bool(app._notifications))
        assert "No counterparts" in next(iter(app._notifications)).message


async def test_space_ticks_a_counterpart_and_fields_tick_many(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app)
        found = screen(app, TournamentScreen)
        await pilot.press("down", "right")
        assert found.ticked == set(stances())
        await pilot.press("right")
        assert found.ticked == {name for name, rule in stances().items() if rule.steady}
        await pilot.press("tab", "home", "enter")
        assert app.screen.query_one(Choices).value("Who") == "chosen"
        assert "always-cooperate" not in found.ticked
        prompt = app.screen.query_one("#who", OptionList).get_option("always-cooperate").prompt
        assert str(prompt).startswith("·")


async def test_a_tournament_that_is_stopped_shows_the_results_so_far(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app, Rounds=500, Repetitions=100)
        await pilot.press("r")
        await until(pilot, on(app, "HoldingScreen"))
        await until(pilot, lambda: " of 3,600 matches" in text(app, "#progress"))
        await pilot.press("escape")
        await until(pilot, on(app, "StandingsScreen"))
        assert "stopped at" in text(app, "#head")
        found = screen(app, StandingsScreen).outcome
        assert 0 < found.matches < 3600
        chart = app.screen.query_one(ShareChart)
        assert (chart.shares is None) == (not found.shares)


async def test_help_over_a_tournament_that_ends_loses_nothing(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await set_up(pilot, app, Rounds=500, Repetitions=5)
        await pilot.press("r")
        # A dialog takes no keys of the program; help can lie over it all the same.
        await until(pilot, lambda: not isinstance(app.screen, TournamentScreen))
        app.action_help()
        await until(pilot, on(app, "HelpScreen"))
        await until(pilot, lambda: "tournament" not in app.working)
        await pilot.press("escape")
        await until(pilot, on(app, "StandingsScreen"))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_footers_of_a_tournament_fit(tmp_path, size):
    def places() -> list[tuple[int, Key]]:
        return [each for foot in app.screen.query(Foot) for each in foot.places()]

    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await set_up(pilot, app, ("pavlov",), Rounds=1, Repetitions=1)
        for key, name in (("r", "Standings"), ("w", "Matchup"), ("enter", "Matchup")):
            if name != "Matchup":
                await until(pilot, lambda: bool(places()))
                assert 0 < len(places()) <= 6
                assert max(x + key.width for x, key in places()) < size[0] - 10
            await pilot.press(key)
            await until(pilot, on(app, f"{name}Screen"))
        await pilot.press("enter")
        await watch(pilot, app)
        await until(pilot, lambda: bool(places()))
        assert 0 < len(places()) <= 6
        assert max(x + key.width for x, key in places()) < size[0] - 10
        assert app.screen.query_one("#one", Static).region.bottom <= size[1]


def test_the_matrix_of_the_help_is_the_default_one():
    m = Matrix()
    assert (m.reward, m.punishment, m.temptation, m.sucker) == (3.0, 1.0, 5.0, 0.0)
    assert "both 3 for cooperating, both 1 for defecting, and 5 and 0" in " ".join(
        TournamentScreen.HELP.split()
    )
