"""The jump key, the footer, the palette and the help of a widget."""

from __future__ import annotations

import pytest
from pilots import begin, on, until
from textual.screen import ModalScreen, Screen
from textual.widgets import Tabs

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.commands import help_of, of
from negotiator.ui.keys import classes
from negotiator.ui.screens.jump import LETTERS, targets
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.glance import WorldTable
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.quiet import QuietText


def shown(kind):
    """The keys that a screen has in its footer, by what they do."""
    own = {
        each.id
        for base in kind.__mro__
        for each in vars(base).get("BINDINGS", ())
        if base.__module__.startswith("negotiator.") and each.show
    }
    # Behind a dialog the program's own are not heard; the title screen has the palette besides.
    return own if issubclass(kind, ModalScreen) else own | {"app.help"}


@pytest.mark.parametrize("kind", [k for k in classes() if issubclass(k, Screen)])
def test_a_footer_has_six_keys_at_the_most(kind):
    assert len(shown(kind)) <= 6


@pytest.mark.parametrize(
    ("size", "panes", "tabs"), [((80, 24), 1, 4), ((120, 40), 6, 0)], ids=["narrow", "wide"]
)
async def test_a_letter_goes_to_each_pane(tmp_path, size, panes, tabs):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await begin(pilot, app)
        desk = app.screen
        table = desk.query_one(WorldTable)
        await until(pilot, lambda: table.row_count > 0 and app.focused is table)
        assert len(desk.query_one(Foot).keys) <= 6
        # Of a pane the help says what it is; the palette has all keys, those of the panes too.
        assert "A country a row" in help_of(app, desk)
        offered = {each.title for each in of(app, desk)}
        assert {"Talks", "Guess their rule", "Pane 3", "Codex", "Jump to a pane"} <= offered
        found = targets(desk)
        assert len(found) == panes + tabs
        assert len({each.at for each in found}) == len(found)  # no letter hides another
        await pilot.press("z")
        await until(pilot, on(app, "JumpScreen"))
        letters = list(app.screen.targets)
        assert letters == list(LETTERS[: len(found)])
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is desk)
        assert app.focused is table
        await pilot.press("z")
        await until(pilot, on(app, "JumpScreen"))
        await pilot.press(letters[1])  # Accounts: in the second pane, or behind the second tab
        await until(pilot, lambda: app.screen is desk and app.focused is not table)
        assert app.focused.id == "accounts"
        if tabs:
            assert desk.query_one(Tabs).active == "tab-2"
            assert desk.query_one(Panes).panes[1].has_class("-shown")
        await pilot.press("z")
        await until(pilot, on(app, "JumpScreen"))
        await pilot.click("#mark-a")
        await until(pilot, lambda: app.screen is desk and app.focused is table)
        await pilot.press("f1")
        await until(pilot, on(app, "HelpScreen"))
        assert "Where you are" in str(app.screen.query_one(QuietText).content)


def test_letters_are_many_and_differ():
    assert len(set(LETTERS)) == len(LETTERS) >= 24
    assert "z" not in LETTERS


async def test_help_and_jump_are_heard_in_dialogs(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 1, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("g")
        await until(pilot, on(app, "GuessScreen"))
        field = app.focused
        await pilot.press("z", "question_mark")  # what is typed stays a letter
        assert field.value == "z?"
        await pilot.press("f1")
        await until(pilot, on(app, "HelpScreen"))
        await pilot.press("question_mark")
        await until(pilot, on(app, "GuessScreen"))
        await pilot.press("escape", "enter")
        await until(pilot, on(app, "TalksScreen"))
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        asked = app.screen
        await pilot.press("z")
        await until(pilot, on(app, "JumpScreen"))
        await pilot.press("a")
        await until(pilot, lambda: app.screen is asked and app.focused.id == "yes")
        await pilot.press("escape", "d")
        await until(pilot, on(app, "CompareScreen"))
        await pilot.press("z")  # there is nowhere else to go
        await pilot.pause()
        assert on(app, "CompareScreen")()
        await pilot.press("question_mark")
        await until(pilot, on(app, "HelpScreen"))
        assert "Side by side" in str(app.screen.query_one(QuietText).content)
