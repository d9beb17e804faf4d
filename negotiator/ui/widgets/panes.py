"""Panes that stand side by side where there is room, and behind tabs where there is not."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Tab, Tabs


def roomy(size: Size) -> bool:
    """Whether a terminal has room for charts beside everything else."""
    return size.width >= 156 and size.height >= 46


class Panes(Container):
    """A grid of panes; on a narrow terminal one at a time.

    The number keys show a pane, wherever the focus is: the first, the second of those there are.
    """

    HELP = "Number keys go to a pane, Tab to the next one, and {z app.jump} puts a letter on each."

    DEFAULT_CSS = """
    Panes { layout: vertical; height: 1fr; }
    Panes > .grid { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"pane({n})", f"Pane {n}", show=False, id=f"panes.{n}") for n in range(1, 7)
    ]

    def __init__(self, *panes: Widget, titles: tuple[str, ...], id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.panes = panes
        self.titles = titles

    def compose(self) -> ComposeResult:
        yield Tabs(*(Tab(f"{k} {title}", id=f"tab-{k}") for k, title in enumerate(self.titles, 1)))
        with Container(classes="grid"):
            for pane, title in zip(self.panes, self.titles, strict=True):
                pane.border_title = title
                pane.add_class("pane")
                yield pane

    def on_mount(self) -> None:
        """Let the keyboard go past the tabs: the number keys change them."""
        # A screen that is closed while it opens has none any more.
        for tabs in self.query(Tabs):
            tabs.can_focus = False
        self._show(0)

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the pane of a tab."""
        event.stop()
        if event.tab.id:
            self._show(int(event.tab.id.removeprefix("tab-")) - 1)

    def _show(self, chosen: int) -> None:
        for k, pane in enumerate(self.panes):
            pane.set_class(k == chosen, "-shown")

    def show(self, number: int, shown: bool) -> None:
        """Have a pane there, or not; what was in front stays so as long as it is there."""
        tab, pane = f"tab-{number}", self.panes[number - 1]
        pane.set_class(not shown, "-absent")
        if not self.query(f"#{tab}"):
            return  # the screen is closed while it opens
        tabs = self.query_one(Tabs)
        if shown:
            tabs.show(tab)
        else:
            tabs.hide(tab)
        for place, k in enumerate(self._there(), 1):
            self.query_one(f"#tab-{k}", Tab).label = f"{place} {self.titles[k - 1]}"

    def _there(self) -> list[int]:
        """Numbers of the panes that there are."""
        return [k for k, pane in enumerate(self.panes, 1) if not pane.has_class("-absent")]

    def action_pane(self, place: int) -> None:
        """Show one of the panes that there are, and go to it."""
        there = self._there()
        if place <= len(there):
            self.go(there[place - 1])

    def go(self, number: int) -> None:
        """Show a pane and go to it; of those that may be absent each keeps its number."""
        if self.panes[number - 1].has_class("-absent"):
            return
        self.query_one(Tabs).active = f"tab-{number}"
        self._show(number - 1)
        pane = self.panes[number - 1]
        for widget in (pane, *pane.query("*")):
            if isinstance(widget, Widget) and widget.focusable:
                widget.focus()
                return
