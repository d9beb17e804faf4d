"""Charts of a large terminal: bars as long as what they show, and offers where they lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pilots import begin, on, screen, text, until

from negotiator.game import charts as data
from negotiator.game import overview
from negotiator.game.rules import new_game
from negotiator.scenario import compile_scenario, find, load
from negotiator.scoring.benchmarks import Benchmarks
from negotiator.scoring.picture import Mark, Spot, picture
from negotiator.teaching import coach
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.talks import TalksScreen
from negotiator.ui.widgets import charts
from negotiator.ui.widgets.zone import ZonePicture, spots

SIZES = st.floats(0, 100).map(lambda value: round(value, 2))


@given(SIZES, SIZES, st.integers(8, 40))
def test_a_bar_is_as_long_as_what_it_shows(now, base, width):
    row = charts.bar(now, base, 100.0, width)
    assert sum(len(part) for part, _ in row) == width
    full = sum(part.count("█") for part, _ in row)
    assert full == pytest.approx(int(now / 100.0 * width), abs=1)
    gone = sum(part.count("░") for part, _ in row)
    assert gone == pytest.approx(max(base - now, 0.0) / 100.0 * width, abs=1.5)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=9), st.integers(2, 7))
def test_columns_rise_above_zero_for_gains_and_fall_below_it_for_losses(values, height):
    rows, above = charts.columns(values, height, 2)
    assert len(rows) == height
    for k, value in enumerate(values):
        glyphs = [row[2 * k] for row in rows]
        up = sum(glyph != " " for glyph in glyphs[:above])
        down = sum(glyph != " " for glyph in glyphs[above:])
        assert (up > 0, down > 0) == (value > 0, value < 0)
        if value == max(values) > 0:
            assert up == above


@pytest.fixture(scope="module")
def opened():
    setting = compile_scenario(load(find("two-neighbours")))
    return setting, new_game(setting, "SML", 1)


def test_trade_and_history_are_those_of_the_accounts(opened):
    setting, state = opened
    found, accounts = data.trade(setting, state, "SML"), overview.accounts(setting, state, "SML")
    assert sum(each.sold[1] for each in found) == pytest.approx(accounts.exports)
    assert sum(each.bought[1] for each in found) == pytest.approx(accounts.imports)
    past = data.history(setting, state, "SML", ["MAR"])
    [(_, shown)] = past.cooperation
    [other] = [n for n in overview.neighbours(setting, state, "SML") if n.code == "MAR"]
    assert (past.gains[-1], shown[-1]) == (accounts.since_opening, other.cooperation)


def test_offers_on_one_place_stand_side_by_side(opened):
    setting, state = opened
    possible: Benchmarks = coach.before(setting, state, "MAR").possible
    assert possible.nash is not None
    there = possible.nash.gains
    drawn = picture(possible, 60, 16, now=there, spots=spots([(0.0, 0.0), there, there], [there]))
    marked = [(glyph, mark) for row in drawn.rows for glyph, mark in row
              if mark in (Mark.OURS, Mark.THEIRS, Mark.NOW)]  # fmt: skip
    assert sorted(marked, key=str) == sorted(
        [("◆", Mark.NOW), ("■", Mark.THEIRS), ("●", Mark.OURS), ("○", Mark.OURS), ("○", Mark.OURS)],
        key=str,
    )
    far = Spot((1e6, -1e6), "●", Mark.OURS)
    assert picture(possible, 40, 12, spots=[far]).rows[-1][-1] == ("●", Mark.OURS)


async def test_a_large_terminal_has_charts_and_a_small_one_what_it_had(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, mode="open", folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: app.screen.query_one("#world").row_count > 0)
        trade, past = app.screen.query_one("#trade"), app.screen.query_one("#history")
        assert not trade.display
        await pilot.resize_terminal(160, 50)
        await until(pilot, lambda: trade.size.height > 2 and past.size.height > 2)
        assert "Marland" in str(trade.render())
        assert "Cooperation with us" in str(past.render())
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        zone = app.screen.query_one(ZonePicture)
        await until(pilot, lambda: zone.draft is not None)
        offer = screen(app, TalksScreen)._offer()
        session = app.game
        worth = coach.worth(session.setting, session.state, "MAR", offer)
        assert zone.draft == pytest.approx(worth)
        await pilot.press("t", "p")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: "●" in str(zone.render()).split("We gain")[0])
        app.game.state = app.game.state.but(mode="standard")
        screen(app, TalksScreen)._seat()
        assert not zone.display
        assert "patience" in text(app, "#head")
