"""The jump key: a letter on every pane and on all that takes keys; the letter goes there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static, Tab, Tabs

from negotiator.ui.named import keyed
from negotiator.ui.widgets.panes import Panes

#: Those under the fingers first; not the key that opens this.
LETTERS = "asdfghjklqwertyuiopxcvbnm"


class Target(NamedTuple):
    """What a letter goes to, and where on the screen the letter stands.

    Parameters
    ----------
    framed
        Whether it covers a frame there; before words it takes one cell, in the margin.
    """

    widget: Widget
    at: Offset
    framed: bool


def targets(screen: Screen[Any]) -> list[Target]:
    """What can be gone to on a screen as it is shown, in reading order.

    A pane has its letter on its corner, which goes to the first thing in it that takes the keys.
    """
    found: list[Target] = []
    taken: set[Widget] = set()
    for widget in screen.query("*"):
        if not widget.is_on_screen or not (isinstance(widget, Tab) or widget.focusable):
            continue
        pane = next((e for e in widget.ancestors_with_self if e.has_class("pane")), None)
        place = widget
        if isinstance(pane, Widget) and pane not in taken:
            taken.add(pane)
            place = pane
        at = place.region.intersection(screen.region).offset
        # Of a tab the number is covered, which is another way to go there.
        framed = isinstance(widget, Tab) or bool(place.styles.border_top[0])
        found.append(Target(widget, at, framed))
    return sorted(found, key=lambda each: (each.at.y, each.at.x))[: len(LETTERS)]


def go(target: Widget) -> None:
    """Go to a target: it has the focus then, and nothing is done yet."""
    if not isinstance(target, Tab):
        target.focus()
        return
    for each in target.ancestors:
        if isinstance(each, Panes):
            each.go(int((target.id or "").removeprefix("tab-")))
            return
        if isinstance(each, Tabs):
            each.active = target.id or ""


class JumpScreen(ModalScreen[None]):
    """Letters over what is open; Esc leaves it as it was."""

    CSS_PATH = "jump.tcss"
    IS_JUMP = True
    HELP = """
## Jump

Every letter goes to what it stands on; **{Esc jump.close}** goes nowhere.
"""
    TERMS: ClassVar[tuple[str, ...] | None] = None  # letters are for going somewhere
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="jump.close")
    ]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self.below = below
        self.targets = dict(zip(LETTERS, targets(below), strict=False))

    def compose(self) -> ComposeResult:
        yield from self._marks()
        yield Static(
            keyed("A letter goes there, {Esc jump.close} nowhere."), markup=False, id="say"
        )

    def _marks(self) -> Iterator[Static]:
        for letter, target in self.targets.items():
            said = f" {letter} " if target.framed else letter
            mark = Static(said, markup=False, classes="mark", id=f"mark-{letter}")
            mark.absolute_offset = target.at
            yield mark

    def on_resize(self) -> None:
        """What there is to go to is elsewhere now, or there is other."""
        self.call_after_refresh(self._again)

    async def _again(self) -> None:
        found = dict(zip(LETTERS, targets(self.below), strict=False))
        if found != self.targets and self.is_attached:
            self.targets = found
            await self.query(".mark").remove()
            await self.mount(*self._marks())

    def on_key(self, event: events.Key) -> None:
        """Go to what a letter stands on; any other key leaves."""
        event.stop()
        self._go(self.targets.get(event.character or ""))

    def on_click(self, event: events.Click) -> None:
        """A click on a letter does as the letter."""
        event.stop()
        name = event.widget.id if event.widget is not None else None
        self._go(self.targets.get((name or "").removeprefix("mark-")))

    def _go(self, target: Target | None) -> None:
        self.dismiss(None)
        if target is not None:
            self.app.call_later(go, target.widget)
