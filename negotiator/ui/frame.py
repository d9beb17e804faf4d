"""What stands on the terminal, so that of an update only the cells that differ are sent.

Textual paints a region anew wherever something in it may have changed, often the whole screen and
more than once for a key. Over a slow line that is what one feels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

#: As many equal cells between two that differ are sent rather than jumped over.
_GAP = 8

Cell = tuple[str, Style | None]
Row = list[Cell]


class Cells(CompositorUpdate):
    """Pieces of lines, each with its place."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """As the terminal reads it."""
        return "".join(
            f"{Control.move_to(x, y).segment.text}{strip.render(console)}"
            for x, y, strip in self.pieces
        )


class Frame:
    """The cells of the terminal as they were last sent; none while that is not known."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def forget(self) -> None:
        """Have the next whole screen sent whole: something else may have been written over it."""
        self._rows = []

    def differing(self, update: CompositorUpdate) -> CompositorUpdate | None:
        """What is to be sent for an update; None where the terminal shows it already."""
        if isinstance(update, LayoutUpdate) and not update.region.offset:
            after = [cells(segment for strip in line for segment in strip)
                     for line in update.strips]  # fmt: skip
            known = [len(row) for row in self._rows] == [len(row) for row in after]
            before, self._rows = self._rows, after
            return _pieces(enumerate(zip(before, after, strict=True))) if known else update
        if isinstance(update, ChopsUpdate) and self._rows:
            changed: dict[int, Row] = {}
            for y, x, piece in _chopped(update):
                if y >= len(self._rows):
                    self.forget()
                    return update
                row = changed.setdefault(y, self._rows[y].copy())
                _put(row, x, cells(piece))
            if any(len(row) != len(self._rows[y]) for y, row in changed.items()):
                self.forget()
                return update
            found = _pieces((y, (self._rows[y], row)) for y, row in sorted(changed.items()))
            for y, row in changed.items():
                self._rows[y] = row
            return found
        self.forget()
        return update


def _chopped(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces that an update paints, by line and column, as Textual itself would send them."""
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= last and end > first:
                whole = first <= x < last and end <= last
                yield y, x, strip if whole else strip.crop(0, min(end, last) - x)


@lru_cache(4096)
def _drawn(style: Style) -> Style:
    """A style without what is not seen of it."""
    return style.clear_meta_and_links()


def cells(segments: Iterable[Segment]) -> Row:
    """What stands in every cell; a wide letter stands in its first and leaves the next empty."""
    found: Row = []
    for segment in segments:
        style = None if segment.style is None else _drawn(segment.style)
        if segment.text.isascii():
            found += [(letter, style) for letter in segment.text]
            continue
        for letter in segment.text:
            width = Segment(letter).cell_length
            if width:
                found.append((letter, style))
                found += [("", style)] * (width - 1)
            elif found:  # it joins the letter before it
                found[-1] = (found[-1][0] + letter, found[-1][1])
    return found


def _put(row: Row, x: int, cells: Row) -> None:
    """Write cells over a line, as a terminal does: half a wide letter leaves a space."""
    end = x + len(cells)
    if 0 < x < len(row) and not row[x][0]:
        row[x - 1] = (" ", row[x - 1][1])
    if end < len(row) and not row[end][0]:
        row[end] = (" ", row[end][1])
    row[x:end] = cells


def _pieces(rows: Iterable[tuple[int, tuple[Row, Row]]]) -> Cells | None:
    """Where lines differ from what they were; None where they do not."""
    found = []
    for y, (before, after) in rows:
        if before == after:
            continue
        for first, last in _spans(before, after):
            found.append((first, y, _strip(after[first:last])))
    return Cells(found) if found else None


def _spans(before: Row, after: Row) -> Iterator[tuple[int, int]]:
    """From where to where a line differs; neither words nor wide letters are cut in two.

    Whole words cost next to nothing, and who reads along (a log, a test) finds them.
    """
    start = end = -1
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if start < 0:
            start = x
        elif x - end > _GAP:
            yield _whole(before, after, start, end)
            start = x
        end = x + 1
    if start >= 0:
        yield _whole(before, after, start, end)


def _whole(before: Row, after: Row, start: int, end: int) -> tuple[int, int]:
    while start > 0 and (
        "" in (before[start][0], after[start][0])
        or (after[start][0].isalnum() and after[start - 1][0].isalnum())
    ):
        start -= 1
    while end < len(after) and (
        "" in (before[end][0], after[end][0])
        or (after[end][0].isalnum() and after[end - 1][0].isalnum())
    ):
        end += 1
    return start, end


def _strip(cells: Row) -> Strip:
    segments: list[Segment] = []
    text, style = "", cells[0][1]
    for letter, own in cells:
        if own != style:
            segments.append(Segment(text, style))
            text, style = "", own
        text += letter
    return Strip([*segments, Segment(text, style)], len(cells))
