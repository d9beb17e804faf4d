"""Drafts are kept, stand side by side with what was offered, and are taken again."""

from __future__ import annotations

from pilots import begin, on, screen, text, until

from negotiator.diplomacy.clauses import Clause
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.compare_text import Column
from negotiator.ui.screens.compare import CompareScreen
from negotiator.ui.screens.talks import TalksScreen
from negotiator.ui.widgets.editor import DraftEditor


async def test_a_kept_draft_is_compared_and_taken_again(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        first = screen(app, TalksScreen)._offer()
        await pilot.press("k", "0", "tab", "0", "p")
        await until(pilot, lambda: bool(app.game.state.talks) and not app.busy)
        # It is there when the talk is opened again, and only once.
        await pilot.press("escape", "enter")
        await until(pilot, on(app, "TalksScreen"))
        talk = screen(app, TalksScreen)._talk()
        await pilot.press("x", "d")
        await until(pilot, on(app, "CompareScreen"))
        card = screen(app, CompareScreen)
        names = [column.name for column in card.columns]
        assert names[0] == "Kept A"
        assert names.count("Ours") == 1
        assert ("Theirs" in names) == bool(talk.theirs)
        await until(pilot, lambda: all(card.answers))
        assert "To us, a year" in text(app, "#table")
        high = Clause(giver="SML", receiver="MAR", domain="tariffs", rate=0.5)
        offer = first.model_copy(update={"clauses": (high,)})
        await pilot.press("escape")
        await until(pilot, on(app, "TalksScreen"))
        app.push_screen(CompareScreen("MAR", (Column("Draft", offer),)))
        await until(pilot, on(app, "CompareScreen"))
        await until(pilot, lambda: "≤50%" in text(app, "#table"))  # as in the pane of the deal
        await pilot.press("escape")
        await until(pilot, on(app, "TalksScreen"))
        await pilot.press("d")
        await until(pilot, on(app, "CompareScreen"))
        await pilot.press("right", "left", "enter")
        await until(pilot, on(app, "TalksScreen"))
        taken = screen(app, TalksScreen)._offer()
        assert taken is not None
        assert taken.same_terms(first)
        await pilot.press("u")  # undone as any change is
        assert not app.screen.query_one(DraftEditor).clauses()
