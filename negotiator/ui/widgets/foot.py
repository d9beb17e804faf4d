"""The foot of a screen: its keys in one line, which can be tapped.

One widget that draws its own line. Textual's footer is a widget for every key, composed and laid
out anew whenever the focus may have moved: four times as a screen opens, for a third of what
opening it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


@dataclass(frozen=True)
class Key:
    """A key that is offered.

    Parameters
    ----------
    key
        As Textual calls it.
    shown, said
        How it is written, and what it does.
    """

    key: str
    shown: str
    said: str
    enabled: bool
    tooltip: str

    @property
    def width(self) -> int:
        """Cells: a space before each word and behind the last."""
        return Segment(self.shown + self.said).cell_length + 3


class Foot(Widget):
    """Keys of the screen and of what has the focus on it.

    Parameters
    ----------
    palette
        Whether the key of the command palette stands on the right.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "foot--key",
        "foot--said",
        "foot--hover",
        "foot--edge",
    }
    DEFAULT_CSS = """
    Foot { dock: bottom; height: 1; background: $panel; color: $footer-foreground; }
    Foot > .foot--key { color: $footer-key-foreground; text-style: bold; }
    Foot > .foot--said { color: $footer-description-foreground; }
    Foot > .foot--hover { color: $footer-key-foreground; background: $block-hover-background; }
    Foot > .foot--edge { color: $foreground 20%; }
    """

    def __init__(self, *, palette: bool = False) -> None:
        super().__init__()
        self.palette = palette
        self.keys: list[Key] = []
        self.right: Key | None = None
        self._under: Key | None = None

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._told)

    def on_unmount(self) -> None:
        """Follow it no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _told(self, screen: Screen[object]) -> None:
        if self.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Show the keys where they differ from those that stand there."""
        if not self.is_attached:
            return
        before = self.keys, self.right
        offered: dict[str, Key] = {}
        self.right = None
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            display = self.app.get_key_display(binding)
            key = Key(binding.key, display, binding.description, enabled, tooltip)
            if binding.show:
                offered.setdefault(binding.action, key)
            if self.palette and binding.key == self.app.COMMAND_PALETTE_BINDING:
                self.right = key
        self.keys = list(offered.values())
        if before != (self.keys, self.right):
            self.refresh()

    def places(self) -> Iterator[tuple[int, Key]]:
        """Where each key begins, from the left."""
        x = 0
        for key in self.keys:
            yield x, key
            x += key.width
        if self.right is not None:
            yield max(self.size.width - self.right.width, x + 1), self.right

    def at(self, x: int) -> Key | None:
        """The key that stands at a column."""
        return next((key for start, key in self.places() if start <= x < start + key.width), None)

    def render_line(self, y: int) -> Strip:
        """The line."""
        base = self.rich_style
        edge, name, said, hover = (
            base + self.get_component_rich_style(f"foot--{each}", partial=True)
            for each in ("edge", "key", "said", "hover")
        )
        line, width = [], 0
        for start, key in self.places():
            line.append(Segment(" " * (start - width), base))
            line.append(Segment("▏", edge) if key is self.right else Segment(" ", said))
            dim = Style(dim=not key.enabled)
            over = key is self._under
            line.append(Segment(f"{key.shown} ", (hover if over else name) + dim))
            line.append(Segment(f"{key.said} ", (hover if over else said) + dim))
            width = start + key.width
        return Strip(line).adjust_cell_length(self.size.width, base)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        key = self.at(event.x)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the key under the mouse."""
        self._over(self.at(event.x))

    def on_leave(self) -> None:
        """The mouse is gone."""
        self._over(None)

    def _over(self, key: Key | None) -> None:
        if key is not self._under:
            self._under = key
            self.tooltip = key.tooltip if key is not None else None
            self.refresh()
