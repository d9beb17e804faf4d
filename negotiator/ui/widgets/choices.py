"""A few settings, a line each, whose values are stepped through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from negotiator.ui.text import MUTED, lines

#: Cells before a value: its name and the arrow.
_NAME = 16


@dataclass(frozen=True)
class Choice:
    """A setting.

    Parameters
    ----------
    values
        What it can be, each with how it is shown.
    about
        A sentence or two on what it means.
    """

    name: str
    about: str
    values: tuple[tuple[Any, str], ...]


class Choices(Widget, can_focus=True):
    """Up and down choose a setting, left and right its value."""

    HELP = "Up and down choose a line, left and right its value; a click on ◂ or ▸ does the same."

    DEFAULT_CSS = "Choices { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="choices.up"),
        Binding("down", "move(1)", "Down", show=False, id="choices.down"),
        Binding("left,minus", "step(-1)", "Less", show=False, id="choices.less"),
        Binding("right,plus", "step(1)", "More", show=False, id="choices.more"),
    ]

    class Changed(Message):
        """The cursor is on another setting, or a value is another; `stepped` tells which."""

        def __init__(self, setting: str, *, stepped: bool) -> None:
            self.setting = setting
            self.stepped = stepped
            super().__init__()

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.choices: tuple[Choice, ...] = ()
        self.at: dict[str, int] = {}
        self.cursor = 0

    def show(self, choices: Sequence[Choice]) -> None:
        """Show settings: those of a name known before keep the value that they have, if it is
        among theirs still; the others have their first."""
        kept = {each.name: self.value(each.name) for each in self.choices}
        self.choices = tuple(choices)
        self.cursor = min(self.cursor, len(choices) - 1)
        for each in choices:
            known = [value for value, _ in each.values]
            if each.name in kept and kept[each.name] in known:
                self.at[each.name] = known.index(kept[each.name])
            else:
                self.at[each.name] = 0
        self.refresh(layout=True)

    def value(self, name: str) -> Any:
        """What a setting is."""
        return next(each for each in self.choices if each.name == name).values[self.at[name]][0]

    def put(self, name: str, value: Any) -> None:
        """Make a setting something else."""
        known = next(each for each in self.choices if each.name == name).values
        self.at[name] = [each for each, _ in known].index(value)
        self.refresh()

    @property
    def chosen(self) -> Choice:
        """The setting under the cursor."""
        return self.choices[self.cursor]

    def render(self) -> Content:
        """A line for every setting; arrows beside a value say that there is more that way."""
        rows = []
        for k, each in enumerate(self.choices):
            at, last = self.at[each.name], len(each.values) - 1
            here = k == self.cursor
            style = "bold on $primary 22%" if here and self.has_focus else "bold" if here else ""
            name = f"{'›' if here else ' '}{each.name}"
            less, more = "◂" if at > 0 else " ", "▸" if at < last else " "
            text = f"{name:<{_NAME - 2}}{less} {each.values[at][1]} {more}"
            rows.append(Content.styled(f"{text:<{max(self.size.width, 1)}}", style))
        return lines(*rows) if rows else Content.styled("…", MUTED)

    def action_move(self, way: int) -> None:
        """To another setting."""
        self.cursor = (self.cursor + way) % len(self.choices)
        self._told(stepped=False)

    def action_step(self, way: int) -> None:
        """To another value."""
        each = self.chosen
        at = min(max(self.at[each.name] + way, 0), len(each.values) - 1)
        if at != self.at[each.name]:
            self.at[each.name] = at
            self._told(stepped=True)

    def on_click(self, event: events.Click) -> None:
        """Choose a line; on its value one more, on the arrow before it one less."""
        at = event.get_content_offset(self)
        if at is None or not 0 <= at.y < len(self.choices):
            return
        self.cursor = at.y
        self._told(stepped=False)
        if at.x >= _NAME - 2:
            self.action_step(1 if at.x >= _NAME else -1)

    def _told(self, *, stepped: bool) -> None:
        self.refresh()
        if self.choices:
            self.post_message(self.Changed(self.chosen.name, stepped=stepped))

    def on_focus(self) -> None:
        """Show the cursor."""
        self._told(stepped=False)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
