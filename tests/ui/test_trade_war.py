"""A trade war, fought by keys: a tariff raised, its answer, a second blow, and the way out."""

from __future__ import annotations

from pilots import begin, on, text, until
from textual.pilot import Pilot

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.widgets.editor import DraftEditor


async def end(pilot: Pilot, app: NegotiatorApp) -> str:
    """End the round; what its report says."""
    await until(pilot, on(app, "DeskScreen"))
    number = app.game.state.round
    await pilot.press("e")
    await until(pilot, on(app, "ResultsScreen"))
    assert app.game.state.last.number == number
    said = "\n".join(str(each.content) for each in app.screen.query("Static, QuietText"))
    await pilot.press("enter")
    await until(pilot, on(app, "DeskScreen"))
    return said


def levied(app: NegotiatorApp) -> tuple[float, float]:
    """Mean tariffs: Sund's on Marland, and Marland's on Sund."""
    world, tariff = app.game.setting.world, app.game.state.autonomous.tariff
    sml, mar = world.index["SML"], world.index["MAR"]
    return float(tariff[mar, sml].mean()), float(tariff[sml, mar].mean())


def incomes(app: NegotiatorApp) -> tuple[float, ...]:
    """Real incomes of both, per cent over the base year."""
    world, last = app.game.setting.world, app.game.state.last
    return tuple(float(last.real_income[world.index[code]]) for code in ("SML", "MAR"))


async def test_a_trade_war_and_the_way_out(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        peace, ours = levied(app), levied(app)[0]
        opening = incomes(app)
        await pilot.press("p")
        await until(pilot, on(app, "PolicyScreen"))
        await pilot.press(*["shift+right"] * 3)
        assert app.screen.query_one(DraftEditor).clauses()
        await pilot.press("enter")
        await until(pilot, lambda: not app.busy and levied(app)[0] > ours + 0.1)
        await pilot.press("escape")
        await end(pilot, app)
        said = await end(pilot, app)
        assert levied(app)[1] > peace[1] + 0.05
        assert "Marland" in said
        assert incomes(app)[0] < opening[0]  # it was to gain by its tariff

        hit = levied(app)[0]
        await pilot.press("p")
        await until(pilot, on(app, "PolicyScreen"))
        # Marland has answered what Sund began: by right there is nothing to retaliate for.
        await until(pilot, lambda: "already: nothing is open" in text(app, "#answer-text"))
        assert "Equal value" not in text(app, "#answer-text")
        await pilot.press("r")
        assert on(app, "PolicyScreen")()
        await pilot.press(*["shift+right"] * 2, "enter")
        await until(pilot, lambda: not app.busy and levied(app)[0] > hit)
        await pilot.press("escape")
        await end(pilot, app)
        await end(pilot, app)
        war = incomes(app)
        assert all(now < then for now, then in zip(war, opening, strict=True))

        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        await pilot.press("b")
        await until(pilot, lambda: bool(app.game.state.talks) and not app.busy)
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.game.state.treaties) and not app.busy)
        await pilot.press("escape")
        await end(pilot, app)
        assert all(now > then for now, then in zip(incomes(app), war, strict=True))
