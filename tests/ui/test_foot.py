"""The foot of a screen: its keys follow the focus, can be tapped, and are drawn once."""

from __future__ import annotations

from pilots import begin, on, until

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.policy import PolicyScreen
from negotiator.ui.widgets.foot import Foot


def place(foot, said):
    """The column at which a key begins, by what it does."""
    return next(x for x, key in foot.places() if key.said == said)


async def test_a_key_at_the_foot_is_pressed_by_a_click(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        foot = app.screen.query_one(Foot)
        await until(pilot, lambda: bool(foot.keys))
        x = place(foot, "Policy")
        assert "Policy" in foot.render_line(0).text[x:]
        await pilot.hover(Foot, offset=(x + 1, 0))
        assert foot.at(x + 1).said == "Policy"
        last = max(x + key.width for x, key in foot.places())
        await pilot.click(Foot, offset=(last + 3, 0))  # beside them: nothing
        await pilot.click(Foot, offset=(x + 1, 0))
        await until(pilot, on(app, "PolicyScreen"))


async def test_a_screen_that_opens_fits_before_it_is_drawn(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        screen = PolicyScreen("MAR")
        app.push_screen(screen)
        assert {"-wide", "-tall"} <= screen.classes
        await until(pilot, on(app, "PolicyScreen"))
