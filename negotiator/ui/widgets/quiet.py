"""Text that sends only what has changed: over a slow line every cell is felt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import Visual
from textual.widget import Widget

from negotiator.ui.frame import cells
from negotiator.ui.text import hanging

Text = Content | str | Callable[[int], Content]


def changes(before: Sequence[Strip | None], after: Sequence[Strip]) -> list[Region]:
    """Where lines differ from what they were, if they were there: one region for each.

    Textual sends a line of a widget from its beginning to the end of a region, so that a second
    region would send most of it again.
    """
    found = []
    for y, (old, new) in enumerate(zip_longest(before, after)):
        if old is None or new is None or old != new:
            one, other = ([] if each is None else cells(each) for each in (old, new))
            differing = [x for x, (a, b) in enumerate(zip_longest(one, other)) if a != b]
            if differing:
                found.append(Region(differing[0], y, differing[-1] + 1 - differing[0], 1))
    return found


class QuietText(Widget):
    """Text without markup. A new one of as many lines moves nothing and repaints what differs.

    Long lines go on below where their words begin, past their indent and bullet; text that is laid
    out by itself is a function of the cells in a line.
    """

    DEFAULT_CSS = "QuietText { height: auto; }"

    def __init__(self, content: Text = "", id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id, markup=False)
        self.told = content
        self._laid: tuple[int, Content] | None = None
        self._last: tuple[int, VisualStyle, list[Strip]] | None = None

    @property
    def content(self) -> Content:
        """What it says, in the width that it has."""
        return self._laid_out(self.content_size.width)

    def render(self) -> Content:
        """What it says."""
        return self.content

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes in a width, which is not always the one that it has."""
        if not width:
            return 0
        rules: RulesMap = self.styles  # type: ignore[assignment]  # as Textual itself does
        return self._laid_out(width).get_height(rules, width)

    def update(self, content: Text) -> None:
        """Say something else."""
        if not self.is_mounted or not self.content_size.width:
            self._say(content)
            self._last = None
            self.refresh(layout=True)
            return
        frame = self.content_size.width, self.visual_style
        last = self._last
        before = last[2] if last is not None and last[:2] == frame else self._lines(*frame)
        self._say(content)
        after = self._lines(*frame)
        self._last = *frame, after
        if len(before) != len(after):
            self.refresh(layout=True)
            return
        regions = changes(before, after)
        if regions:
            self.refresh(*regions)

    def _lines(self, width: int, style: VisualStyle) -> list[Strip]:
        return Visual.to_strips(self, self.content, width, None, style, pad=True)

    def _say(self, content: Text) -> None:
        self.told, self._laid = content, None

    def _laid_out(self, width: int) -> Content:
        if self._laid is None or self._laid[0] != width:
            told = self.told(width) if callable(self.told) else self.told
            content = Content(told) if isinstance(told, str) else told
            if self.styles.text_wrap != "nowrap":
                content = hanging(content, width)
            self._laid = width, content
        return self._laid[1]
