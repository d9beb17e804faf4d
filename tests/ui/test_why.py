"""Every number answers "why?": a key takes it apart, on each screen that has figures."""

from __future__ import annotations

from pilots import begin, on, text, until

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.why import WhyScreen
from negotiator.ui.text import signed_money


async def asked(pilot, app, *keys: str) -> str:
    """What the card says once it is worked out."""
    await pilot.press(*keys)
    await until(
        pilot, lambda: isinstance(app.screen, WhyScreen) and app.screen.at in app.screen.found
    )
    return text(app, "#figures") + text(app, "#terms")


async def test_a_key_takes_figures_apart_on_every_screen_that_has_them(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: app.screen.query_one("#world").row_count > 0)
        assert "Round by round" in await asked(pilot, app, "y")
        assert "Average" in await asked(pilot, app, "right")
        await pilot.press("escape", "2")
        await until(pilot, lambda: app.screen.query_one("#accounts").has_focus)
        assert "Real income since the opening" in await asked(pilot, app, "f3")
        await pilot.press("escape", "1", "enter")
        await until(pilot, on(app, "TalksScreen"))
        await until(pilot, lambda: "income" in text(app, "#effects"))
        shown = text(app, "#effects")
        terms = await asked(pilot, app, "y")
        total = app.screen.found[0][0].total
        assert str(signed_money(total)) in shown
        assert str(signed_money(total)) in terms
        await pilot.press("y", "d")
        await until(pilot, on(app, "CompareScreen"))
        assert str(signed_money(total)) in await asked(pilot, app, "y")
        await pilot.press("escape", "escape", "a")
        await until(pilot, on(app, "ConfirmScreen"))
        assert "What the draft does to us" in await asked(pilot, app, "f3")
        await pilot.press("escape", "n", "escape")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("p")
        await until(pilot, on(app, "PolicyScreen"))
        assert "levies beyond the base year" in await asked(pilot, app, "y")
        await pilot.press("escape", "escape", "e")
        await until(pilot, on(app, "ResultsScreen"))
        assert "on the round before" in await asked(pilot, app, "y")
        await pilot.press("escape", "enter", "s")
        await until(pilot, on(app, "DebriefScreen"))
        await until(pilot, lambda: app.screen.found is not None)
        assert "Mutual benefit" in await asked(pilot, app, "y")
