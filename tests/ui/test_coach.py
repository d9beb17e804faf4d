"""The coach at the table: switched on and off, asked and told; nothing of it stops a key."""

from __future__ import annotations

from pilots import begin, on, text, until

from negotiator.diplomacy.clauses import Clause
from negotiator.game.session import Session
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.talks import TalksScreen
from negotiator.ui.widgets.coach import CoachPane
from negotiator.ui.widgets.editor import DraftEditor


def tariff(giver: str, receiver: str, rate: float) -> Clause:
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate)


async def at_the_table(pilot, app) -> TalksScreen:
    await begin(pilot, app)
    await pilot.press("enter")
    await until(pilot, on(app, "TalksScreen"))
    assert isinstance(app.screen, TalksScreen)
    return app.screen


async def test_a_game_with_the_coach_asks_before_an_offer_and_tells_after_it(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path, coach=True)
    async with app.run_test(size=(80, 24)) as pilot:
        talks = await at_the_table(pilot, app)
        await until(pilot, lambda: "Zone of agreement" in text(app, "#coach-text"))
        assert "Only you see this" in text(app, "#coach-text")
        talks.query_one(DraftEditor).put((tariff("SML", "MAR", 0.15), tariff("MAR", "SML", 0.0)))
        await until(pilot, lambda: "Outside the zone" in text(app, "#coach-text"))
        await pilot.press("p")
        await until(pilot, on(app, "PredictScreen"))
        assert not app.game.state.predictions
        await pilot.press("s")
        await until(pilot, lambda: "Their answer" in text(app, "#coach-text"))
        [kept] = app.game.state.predictions
        assert kept.came is not None
        told = text(app, "#coach-text")
        assert "You expected a signature" in told
        assert f"{int(kept.expects == kept.came)} of 1 foreseen" in told
        assert talks.query_one(CoachPane).has_class("-shown")
        await until(pilot, on(app, "TalksScreen"))
        before = app.game.state
        await pilot.press("p")
        await until(pilot, on(app, "PredictScreen"))
        await pilot.press("escape")  # taken back: nothing is sent, and no patience used
        await until(pilot, on(app, "TalksScreen"))
        await pilot.pause(0.1)
        assert app.game.state is before
        # Passed over, an offer is made all the same, and nothing is kept.
        await pilot.press("p")
        await until(pilot, on(app, "PredictScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.game.state.talks["MAR"].mine) == 2)
        assert len(app.game.state.predictions) == 1
        path = app.game.log.path
    assert Session.resume(path).state.predictions == (kept,)


async def test_the_coach_comes_and_goes_by_a_key_and_stays_for_the_game(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        talks = await at_the_table(pilot, app)
        pane = talks.query_one(CoachPane)
        assert not pane.display
        await pilot.press("h")
        await until(pilot, lambda: "Zone of agreement" in text(app, "#coach-text"))
        assert pane.display
        assert pane.region.width > talks.query_one("#lines").region.width
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        assert app.screen.query_one(CoachPane).display
        await pilot.press("h")
        assert not app.screen.query_one(CoachPane).display
        await pilot.press("t", "p")
        await until(pilot, on(app, "ConfirmScreen"))  # their own offer, which they would sign
        await pilot.press("y")
        await until(pilot, lambda: "MAR" in app.game.state.talks)
        assert not app.game.state.predictions
