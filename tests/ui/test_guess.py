"""The chooser of stances on the desk, and what the debrief makes of a guess."""

from __future__ import annotations

from pilots import begin, on, text, until
from textual.widgets import OptionList

from negotiator.game.moves import EndRound
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.debrief import DebriefScreen


async def test_a_stance_is_found_by_typing_kept_and_compared_at_the_end(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 3, mode="blind", folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("g")
        await until(pilot, on(app, "GuessScreen"))
        found = app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count > 40)
        await pilot.press(*"grim tr")
        await until(pilot, lambda: found.option_count < 5)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.game.state.guesses))
        assert app.game.state.guesses[0].stance == "grim-trigger"
        await until(pilot, on(app, "DeskScreen"))
        await until(pilot, lambda: "You take it for grim trigger" in text(app, "#detail"))
        await pilot.press("g")
        await until(pilot, on(app, "GuessScreen"))
        chosen = app.screen.query_one(OptionList)
        await until(pilot, lambda: chosen.highlighted_option is not None)
        assert chosen.highlighted_option.id == "grim-trigger"
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
        assert len(app.game.state.guesses) == 1
        while not app.game.state.over:
            app.game.apply(EndRound())
        app.push_screen(DebriefScreen())
        await until(pilot, on(app, "DebriefScreen"))
        await until(pilot, lambda: "You took it for grim trigger" in text(app, "#who-text"))
        assert "it was tit for tat" in text(app, "#who-text")
