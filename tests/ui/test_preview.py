"""A scenario's preview and check: its faults by line, or what is at stake in it."""

from __future__ import annotations

import shutil

import pytest
from pilots import on, text, until
from textual.widgets import OptionList

from negotiator.paths import shipped_scenarios
from negotiator.ui.app import NegotiatorApp


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A working folder with a scenario that has a fault, and the same without it."""
    path = tmp_path / "scenarios" / "aaa.toml"
    path.parent.mkdir()
    shutil.copy(shipped_scenarios() / "two-neighbours.toml", path)
    good = path.read_text(encoding="utf-8").replace('id = "two-neighbours"', 'id = "aaa"')
    path.write_text(good.replace('player = "SML"', 'player = "SNL"'), encoding="utf-8")
    (path.parent / "torn.toml").write_text("id = [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path, good


async def test_a_fault_is_mended_and_checked_again_without_leaving(own, tmp_path):
    path, good = own
    said = path.read_text(encoding="utf-8").split("\n")
    line = next(k for k, each in enumerate(said, 1) if each.startswith("player"))
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        menu = app.screen.query_one(OptionList)
        await until(pilot, lambda: menu.highlighted == 0)
        await pilot.press("down", "down", "enter")
        await until(pilot, on(app, "PickerScreen"))
        names = [str(o.prompt) for o in app.screen.query_one("#scenarios", OptionList).options]
        assert "torn.toml · yours" in names
        assert "Two neighbours · yours" in names
        await pilot.press("down")
        await until(pilot, lambda: f"aaa.toml:{line}:" in text(app, "#text"))
        await pilot.press("p")
        await until(pilot, on(app, "PreviewScreen"))
        await until(pilot, lambda: f"aaa.toml:{line}: no playable" in text(app, "#preview"))
        path.write_text(good, encoding="utf-8")
        await pilot.press("c")
        await until(pilot, lambda: "Where two can agree" in text(app, "#preview"))
        said = text(app, "#preview")
        assert "✗" not in said
        for each in ("What is at stake", "Sund", "Marland", "Sund and Marland", "harvest"):
            assert each in said
        await pilot.press("y", "right")
        await until(pilot, lambda: "over the base year: tariff war" in text(app, "#terms"))
        await pilot.press("y", "escape")
        await until(pilot, on(app, "PickerScreen"))
        await until(pilot, lambda: "A small, open country" in text(app, "#text"))


async def test_code_beside_a_scenario_runs_only_when_asked(own, tmp_path):
    path, good = own
    ran = tmp_path / "ran"
    code = f"from pathlib import Path\nPath({str(ran)!r}).touch()\n"
    (path.parent / "code.py").write_text(code, encoding="utf-8")
    named = good.replace('mode = "open"', 'stances = "code.py"\nmode = "open"')
    path.write_text(named, encoding="utf-8")
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        from negotiator.ui.screens.preview import PreviewScreen

        await until(pilot, on(app, "TitleScreen"))
        app.push_screen(PreviewScreen(path))
        await until(pilot, on(app, "PreviewScreen"))
        await until(pilot, lambda: "code.py" in text(app, "#preview"))
        assert not ran.exists()
        await pilot.press("c")
        await until(pilot, ran.exists)
