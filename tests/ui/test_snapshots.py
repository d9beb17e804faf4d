"""Every screen at three sizes, as text that a person can read, and laws that hold on all of them.

When a screen is meant to look otherwise: pytest tests/ui/test_snapshots.py --renew, and read the
difference before it is committed.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from renderings import RGB, Cells, styles, taken
from renderings import text as words_of
from scenes import NARROW, STORIES, WIDE, settled
from textual._compositor import Compositor
from textual.color import Color
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Static

import negotiator.ui.screens
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.help import HelpScreen
from negotiator.ui.screens.waiting import WaitingScreen
from negotiator.ui.theme import OURS, contrast
from negotiator.ui.widgets import coach, zone
from negotiator.ui.widgets.editor import DraftEditor

FOLDER = Path(__file__).parent / "snapshots"
#: Lines of a difference that are worth reading at once.
_SHOWN = 40
#: A word that does not end where its line says that there is more.
_TORN = re.compile(r"\S*[^\W_]…")
#: The least contrast of what is read: WCAG 2.2, success criterion 1.4.3.
_READ = 4.5


@pytest.fixture
def renew(request) -> bool:
    return bool(request.config.getoption("--renew", default=False))


@pytest.mark.parametrize("name", list(STORIES))
async def test_screens_look_as_they_did_and_can_be_read(name, renew, tmp_path, monkeypatch):
    monkeypatch.setattr(zone, "_REST", 0.001)
    monkeypatch.setattr(coach, "_REST", 0.001)
    # Nobody looks at what would be sent to a terminal: a third of the time.
    monkeypatch.setattr(Compositor, "render_update", _unsent, raising=False)
    story, folder = STORIES[name], FOLDER / name
    app = story.make(tmp_path)
    faults: list[str] = []
    seen: set[str] = set()
    async with app.run_test(size=WIDE if name != "small" else (60, 20)) as pilot:
        base = app.size
        async for scene in story.scenes(pilot, app):
            first, looks = app.screen, {}
            # Where it was left comes last: a change of size takes a while.
            for size in sorted(scene.sizes, key=lambda size: (size == base, size)):
                await resized(pilot, app, Size(*size))
                largest = size == max(scene.sizes)
                themes = await in_themes(pilot, app) if largest and size != NARROW else None
                looks[size] = themes or {app.theme: taken(app)}
                faults += [f"{scene.name} at {size}: {each}" for each in unseen(app)]
                faults += [f"{scene.name} at {size}: {each}" for each in apart(looks[size])]
                faults += [f"{scene.name} at {size}: {each}" for each in torn(looks[size])]
                for theme, cells in looks[size].items():
                    faults += [f"{scene.name} in {theme}: {each}" for each in unread(cells)]
            await resized(pilot, app, base)
            assert app.screen is first, f"{scene.name} has changed while it was looked at"
            kind = next(k for k in type(first).mro() if k.__module__.startswith("negotiator."))
            said = "\n".join([f"{scene.name} · {kind.__name__}", *told(looks)]) + "\n"
            seen.add(f"{scene.name}.txt")
            faults += compared(folder / f"{scene.name}.txt", said, renew=renew)
            if isinstance(first, ModalScreen):
                await helped(pilot, app, scene.name)
    for path in folder.glob("*"):
        if path.name not in seen and renew:
            path.unlink()
    assert {path.name for path in folder.glob("*")} <= seen, "there are snapshots of no scene"
    assert not faults, "\n" + "\n".join(faults)


def _unsent(compositor: Compositor, *_: object, **__: object) -> None:
    compositor._dirty_regions.clear()


async def helped(pilot, app: NegotiatorApp, name: str) -> None:
    """Help opens over any dialog, once, and leaves it as it was; over none that goes by itself."""
    first = app.screen
    await pilot.press("f1", "f1")
    await settled(pilot, app)
    opens = not isinstance(first, HelpScreen | WaitingScreen)
    assert [type(s) for s in app.screen_stack if isinstance(s, HelpScreen) and s is not first] == [
        HelpScreen
    ] * opens, name
    if opens:
        await pilot.press("question_mark")
        await settled(pilot, app)
    assert app.screen is first, name


async def resized(pilot, app: NegotiatorApp, size: Size) -> None:
    if size != app.size:
        await pilot.resize_terminal(*size)
        await settled(pilot, app)


async def in_themes(pilot, app: NegotiatorApp) -> dict[str, Cells]:
    """A screen in each of the own themes, the one that it is in first: to change takes a while."""
    found = {}
    for theme in sorted((each.name for each in OURS), key=lambda name: name != app.theme):
        if theme != app.theme:
            app.theme = theme
            await settled(pilot, app)
        found[theme] = taken(app)
    return {theme.name: found[theme.name] for theme in OURS}


def told(looks: dict[tuple[int, int], dict[str, Cells]]) -> Iterator[str]:
    """The lines of a snapshot: the screen at every size, and where it has which colours."""
    for size in sorted(looks):
        yield from ("", f"== {size[0]}×{size[1]}", *words_of(next(iter(looks[size].values()))))
    size = max(looks)
    if len(looks[size]) > 1:  # in one theme alone two meanings can have one colour
        yield from ("", f"== {size[0]}×{size[1]}: columns of each line and their colours")
        yield from styles(looks[size])


def compared(path: Path, said: str, *, renew: bool) -> list[str]:
    """How a snapshot differs from what is kept, if it does; or keep it anew."""
    if renew:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if kept == said:
        return []
    lines = list(
        unified_diff(kept.splitlines(), said.splitlines(), "as kept", "as it is", "", "", 0, "")
    )
    more = [f"… and {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    return [
        f"{path.stem} looks otherwise. If that is meant: pytest {Path(__file__).name} --renew",
        *lines[:_SHOWN],
        *more,
    ]


def apart(screens: dict[str, Cells]) -> list[str]:
    """Lines that a theme shows otherwise."""
    first = words_of(next(iter(screens.values())))
    return [
        f"in {theme} {line!r} is {other!r}"
        for theme, cells in screens.items()
        for line, other in zip(first, words_of(cells), strict=True)
        if line != other
    ]


def torn(screens: dict[str, Cells]) -> list[str]:
    """Words that are cut off in their middle."""
    said = words_of(next(iter(screens.values())))
    return [f"{found[0]!r} is torn" for line in said for found in _TORN.finditer(line)]


def unread(cells: Cells) -> list[str]:
    """Words that have too little contrast with their ground."""
    found: dict[tuple[RGB, RGB], str] = {}
    for row in cells:
        for x, cell in enumerate(row):
            if cell.read and (ratio := apartness(cell.fore, cell.back)) < _READ - 0.05:
                said = "".join(each.text for each in row[x : x + 12])
                found.setdefault((cell.fore, cell.back), f"{said!r} has a contrast of {ratio:.2f}")
    return list(found.values())


@cache
def apartness(one: RGB, other: RGB) -> float:
    """The contrast of two colours."""
    return contrast(Color(*one), Color(*other))


def unseen(app: NegotiatorApp) -> list[str]:
    """Texts that are cut off, on no pane that scrolls."""
    found = []
    for widget in app.screen.walk_children(Widget):
        ours = isinstance(widget, Static) or type(widget).__module__.startswith("negotiator.")
        if not ours or isinstance(widget, ScrollView | DraftEditor) or widget.is_container:
            continue
        if not widget.is_on_screen or not widget.content_size or widget.has_class("mark"):
            continue
        above = [each for each in widget.ancestors_with_self if isinstance(each, Widget)]
        if any("auto" in (a.styles.overflow_y, a.styles.overflow_x) for a in above[:-1]):
            continue
        width = widget.content_size.width
        needed = widget.get_content_height(app.size, app.size, width)
        here = app.screen.find_widget(widget)
        if needed > widget.content_size.height or here.visible_region.size != here.region.size:
            found.append(f"{widget} is cut off: {needed} lines in {widget.content_size.height}")
    return found


def test_every_screen_has_a_snapshot():
    kinds: set[type] = set()
    for module in pkgutil.iter_modules(negotiator.ui.screens.__path__):
        found = vars(import_module(f"negotiator.ui.screens.{module.name}"))
        kinds |= {k for k in found.values() if isinstance(k, type) and issubclass(k, Screen)}
    ours = {k.__name__ for k in kinds if k.__module__.startswith("negotiator.")}
    built_on = {base.__name__ for k in kinds for base in k.mro()[1:]}
    kept = {
        path.read_text(encoding="utf-8").split("\n", 1)[0].split(" · ")[1]
        for path in FOLDER.rglob("*.txt")
    }
    assert ours - built_on <= kept
