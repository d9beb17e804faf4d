"""The codex on the screen: reached by one key, read, searched and followed."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from pilots import on, text, until
from textual.screen import Screen
from textual.widgets import Input, OptionList

from negotiator.teaching.codex import entries
from negotiator.ui import screens
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens import lesson


def every_screen() -> list[type[Screen]]:
    for found in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{found.name}")
    return [cls for cls in _below(Screen) if cls.__module__.startswith(screens.__name__)]


def _below(cls: type) -> list[type]:
    return [found for each in cls.__subclasses__() for found in (each, *_below(each))]


def test_the_terms_of_every_screen_are_in_the_codex():
    told = {cls.__name__: getattr(cls, "TERMS", ()) or () for cls in every_screen()}
    told |= {f"lesson {number}": keys for number, keys in lesson.TERMS.items()}
    assert len(told) > 15
    missing = {name: [key for key in keys if key not in entries()] for name, keys in told.items()}
    assert not any(missing.values()), missing


def test_no_screen_takes_a_key_of_the_program():
    for cls in every_screen():
        for binding in cls.BINDINGS:
            keys = getattr(binding, "key", binding[0] if isinstance(binding, tuple) else "")
            taken = {"i", "f2", "z", "f4", "f1", "ctrl+l"} & set(keys.split(","))
            assert not taken or "app." in binding.id, cls.__name__


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_reads_searches_follows_and_comes_back(size, tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, on(app, "TitleScreen"))
        await pilot.press("i")
        await until(pilot, on(app, "CodexScreen"))
        await pilot.press(*"zopa i")  # the key is a letter while one types
        assert app.screen.query_one(Input).value == "zopa i"
        await pilot.press("backspace", "backspace")
        await until(pilot, lambda: "better than no deal for both" in text(app, "#entry"))
        wide = size[0] > 100
        assert app.screen.query_one("#right").display is wide
        await pilot.press("enter")
        see = app.screen.query_one("#see", OptionList)
        await until(pilot, lambda: app.focused is see)
        assert app.screen.query_one("#right").display
        assert app.screen.query_one("#left").display is wide
        await pilot.press("enter")
        await until(pilot, lambda: "with no deal:" in text(app, "#entry"))
        await pilot.press("escape")
        await until(pilot, lambda: "better than no deal for both" in text(app, "#entry"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.focused, Input))
        app.screen.query_one(Input).value = "[bold]x[/]"  # words, and never markup
        await until(pilot, lambda: text(app, "#entry") == "No term has these words.")
        await pilot.press("enter", "down", "escape")
        await until(pilot, on(app, "TitleScreen"))


def first_of(app: NegotiatorApp) -> str:
    """The first term that the codex lists."""
    terms = app.screen.query_one("#terms", OptionList)
    return next(o.id for o in terms.options if o.id).removeprefix("here ")


async def test_the_key_opens_it_from_every_screen_on_what_stands_there(tmp_path):
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    reached = set()
    async with app.run_test(size=(80, 24)) as pilot:

        async def look(name: str) -> None:
            await until(pilot, on(app, name))
            shown = (*getattr(app.screen, "terms", ()), *type(app.screen).TERMS)
            await pilot.press("i")
            await until(pilot, on(app, "CodexScreen"))
            await until(pilot, lambda: isinstance(app.focused, Input))
            assert first_of(app) == shown[0]
            await pilot.press("i")  # typed: it does not open over itself
            await pilot.press("escape")
            await until(pilot, on(app, name))
            reached.add(name)

        await look("BriefingScreen")
        await pilot.press("enter")
        for key, name in (("enter", "TalksScreen"), ("k", "LibraryScreen")):
            await until(pilot, on(app, "DeskScreen"))
            await pilot.press(key)
            await look(name)
            if name == "TalksScreen":
                await pilot.press("question_mark")
                await until(pilot, on(app, "HelpScreen"))
                await pilot.press("f2")
                await until(pilot, on(app, "CodexScreen"))
                assert first_of(app) == "offer"  # of the talks under the help
                await pilot.press("escape")
                await until(pilot, on(app, "HelpScreen"))
                await pilot.press("escape")
                await until(pilot, on(app, name))
            await pilot.press("escape")
        await look("DeskScreen")
        await pilot.press("escape")
        await look("TitleScreen")
    assert len(reached) == 5
