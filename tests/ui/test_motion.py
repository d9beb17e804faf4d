"""Figures move to where they are now; what stands at the end is the same without, and rests."""

from __future__ import annotations

import pytest
from pilots import begin, on, text, until

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.game.moves import Propose
from negotiator.game.view import known
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.widgets.charts import TradeChart
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.glance import WorldTable
from negotiator.ui.widgets.moving import Moving

GIFT = Clause(giver="SML", receiver="MAR", domain="tariffs", rate=0.0)


@pytest.fixture
def drawn(monkeypatch):
    """Every step that is drawn: what moves, and how far it has come."""
    seen = []
    for kind in (WorldTable, TradeChart, DraftEditor):
        draw = kind.draw

        def noted(self, draw=draw):
            seen.append((type(self), self._step))
            draw(self)

        monkeypatch.setattr(kind, "draw", noted)
    return seen


def rows(app) -> list[str]:
    table = app.screen.query_one(WorldTable)
    return [" ".join(map(str, table.get_row(code))) for code in table.rows]


def rested(app, kind: type[Moving]):
    def holds() -> bool:
        widget = app.screen.query_one(kind)
        return widget.gone == 1.0 and not app.animator.is_being_animated(widget, "gone")

    return holds


async def a_treaty_and_a_round(pilot, app, level: str) -> None:
    """What Marland has on the table is signed, and the round ends."""
    app.animation_level = level
    await begin(pilot, app)
    await pilot.press("enter")
    await until(pilot, on(app, "TalksScreen"))
    await pilot.press("a")
    await until(pilot, on(app, "ConfirmScreen"))
    await pilot.press("y")
    await until(pilot, lambda: bool(app.game.state.treaties) and not app.busy)
    await until(pilot, rested(app, DraftEditor))
    assert text(app, "#effects").startswith("§ Treaty 1 is signed")
    assert not app._notifications
    await pilot.press("escape")
    await until(pilot, on(app, "DeskScreen"))
    await pilot.press("e")
    await until(pilot, on(app, "ResultsScreen"))
    await pilot.press("enter")
    await until(pilot, on(app, "DeskScreen"))
    await until(pilot, lambda: "round 2" in text(app, "#head"))
    await until(pilot, rested(app, WorldTable))


async def test_the_same_stands_at_the_end_and_nothing_is_drawn_after_it(tmp_path, drawn):
    ends = []
    for level in ("full", "none"):
        app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path / level)
        async with app.run_test(size=(170, 50)) as pilot:
            await a_treaty_and_a_round(pilot, app, level)
            await until(pilot, rested(app, TradeChart))
            ends.append((rows(app), str(app.screen.query_one(TradeChart).render())))
            if level == "none":
                assert not drawn
                continue
            for kind in (WorldTable, TradeChart, DraftEditor):
                steps = [step for each, step in drawn if each is kind]
                assert steps
                assert steps[-1] == Moving.STEPS
                assert len(steps) <= 3 * (Moving.STEPS + 1)
            drawn.clear()
            for _ in range(20):
                await pilot.pause(0.02)
            assert not drawn
    assert ends[0] == ends[1]


async def test_a_key_is_answered_while_something_moves(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        editor, session = app.screen.query_one(DraftEditor), app.game
        editor.put(())
        offer = Offer(parties=("SML", "MAR"), clauses=(GIFT,), by="SML")
        session.apply(Propose(to="MAR", offer=offer))
        editor.SECONDS = 60.0
        editor.load(session.setting, known(session.setting, session.state), editor.draft.sides)
        before = editor.render_line(1).text
        assert "→" not in before
        assert "20%" in before or "16%" in before
        await pilot.press("right")
        assert editor.clauses()
        assert "→" in editor.render_line(1).text


async def test_what_is_said_goes_with_a_key_once_it_can_have_been_read(tmp_path, monkeypatch):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, on(app, "TitleScreen"))
        app.tell("A line.")
        await pilot.press("down")
        assert app._notifications
        app._said -= 2.0
        await pilot.press("down")
        assert not app._notifications
