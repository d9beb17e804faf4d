"""From the debrief to five more minutes, and past their end."""

from __future__ import annotations

from time import time

import pytest
from pilots import on, text, until
from textual.widgets import OptionList

from negotiator.game.moves import EndRound
from negotiator.game.renegotiation import reopen
from negotiator.game.saves import read
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.ui.app import NegotiatorApp


@pytest.fixture
def finished(tmp_path):
    session = Session.start(load(find("two-neighbours")), "SML", 7, None, tmp_path)
    while not session.state.over:
        session.apply(EndRound())
    return session.log.path


async def test_a_key_in_the_debrief_opens_the_last_round_again(finished, tmp_path):
    app = NegotiatorApp(save=finished, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "DebriefScreen"))
        await until(pilot, lambda: "score" not in app.working)
        await pilot.press("g")
        await until(pilot, on(app, "DeskScreen"))
        await until(pilot, lambda: bool(app.screen.query("#time-left")))
        assert app.game.log.path != finished
        assert app.game.state.round == app.game.state.rounds
        assert f"Renegotiation of {finished.stem} · 4:" in text(app, "#time-left")
        await pilot.press("escape")
        await until(pilot, on(app, "TitleScreen"))
        menu = app.screen.query_one(OptionList)
        await until(pilot, lambda: "renegotiation, round 6 of 6" in str(menu.options[0].prompt))


async def test_when_the_minutes_are_over_it_only_tells(finished, tmp_path):
    late = reopen(finished, time() - 3600, "1")
    app = NegotiatorApp(save=late, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "DeskScreen"))
        await until(pilot, lambda: bool(app.screen.query("#time-left")))
        await until(pilot, lambda: "are over" in text(app, "#time-left"))
        assert [note.message for note in app._notifications] != []
        await pilot.press("e")
        await until(pilot, on(app, "ResultsScreen"))
    assert read(late).ended == 6
