"""What is sent to the terminal for an update: no more than differs, and all of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pilots import on, until
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.frame import Cells, Frame

WIDTH, HEIGHT = 14, 3
STYLES = [None, Style(bold=True), Style(color="red"), Style(color="red", meta={"offset": (1, 2)})]


@st.composite
def lines(draw, width: int = WIDTH) -> Strip:
    """A line of a width, wide letters and all."""
    segments, left = [], width
    while left:
        letter = draw(st.sampled_from("ab ▲界" if left > 1 else "ab ▲"))
        text = letter * draw(st.integers(1, max(left // Segment(letter).cell_length, 1)))
        segments.append(Segment(text, draw(st.sampled_from(STYLES))))
        left -= segments[-1].cell_length
    return Strip(segments, width)


wholes = st.lists(lines(), min_size=HEIGHT, max_size=HEIGHT).map(
    lambda rows: LayoutUpdate([[row] for row in rows], Region(0, 0, WIDTH, HEIGHT))
)


@st.composite
def parts(draw) -> ChopsUpdate:
    """Pieces of lines anew, some as wide as the line."""
    chops, ends, spans = [], [], []
    for y in range(HEIGHT):
        cuts = [0, *sorted(draw(st.sets(st.integers(1, WIDTH - 1), max_size=2))), WIDTH]
        chops.append({a: draw(st.none() | lines(b - a)) for a, b in pairwise(cuts)})
        ends.append(cuts[1:])
        first = draw(st.sampled_from(cuts[:-1]))
        spans.append((y, first, draw(st.integers(first + 1, WIDTH))))
    return ChopsUpdate(chops, spans, ends)


class Screen:
    """A terminal that knows as much as is needed: to go somewhere, and letters in their styles."""

    def __init__(self) -> None:
        self.cells = [[(" ", "")] * WIDTH for _ in range(HEIGHT)]

    def take(self, update: CompositorUpdate | None) -> None:
        """Do what an update says."""
        if isinstance(update, Cells):
            for x, y, strip in update.pieces:
                self.put(x, y, strip)
        elif isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips):
                self.put(0, y, Strip.join(line))
        elif isinstance(update, ChopsUpdate):
            for y, first, last in update.spans:
                ends = update.chop_ends[y]
                for end, (x, strip) in zip(ends, update.chops[y].items(), strict=True):
                    if strip is not None and x <= last and end > first:
                        self.put(x, y, strip.crop(0, min(end, last) - x))

    def put(self, x: int, y: int, strip: Strip) -> None:
        """Write over what stands there; half a wide letter leaves a space."""
        row = self.cells[y]
        for segment in strip:
            style = (segment.style or Style()).clear_meta_and_links()
            for letter in segment.text:
                width = Segment(letter).cell_length
                if x and row[x][0] == "":
                    row[x - 1] = (" ", row[x - 1][1])
                if x + width < WIDTH and row[x + width][0] == "":
                    row[x + width] = (" ", row[x + width][1])
                row[x : x + width] = [(letter, str(style)), *[("", str(style))] * (width - 1)]
                x += width


@given(st.lists(wholes | parts(), min_size=2, max_size=6))
def test_the_terminal_shows_what_it_would_show_if_all_were_sent(updates):
    frame, sent, whole = Frame(), Screen(), Screen()
    for update in updates:
        whole.take(update)
        sent.take(frame.differing(update))
        assert sent.cells == whole.cells


@given(wholes, parts())
def test_what_is_shown_already_is_not_sent_again(whole, part):
    frame = Frame()
    assert frame.differing(whole) is whole
    assert frame.differing(whole) is None
    frame.differing(part)
    assert frame.differing(part) is None
    frame.forget()
    assert frame.differing(part) is part  # what is below it is not known
    assert frame.differing(whole) is whole


def test_a_letter_that_differs_is_sent_by_itself_and_far_ones_apart():
    frame = Frame()
    texts = ("a " * 20, "b " + "a " * 15 + "cda " + "a " * 2)
    first, other = (Strip([Segment(text)]) for text in texts)
    for line in (first, other):
        found = frame.differing(LayoutUpdate([[line]], Region(0, 0, 40, 1)))
    assert isinstance(found, Cells)
    assert [(x, y, strip.text) for x, y, strip in found.pieces] == [(0, 0, "b"), (32, 0, "cda")]
    told = found.render_segments(Console(force_terminal=True))
    assert told == "\x1b[1;1Hb\x1b[1;33Hcda"


async def test_a_terminal_of_another_size_and_a_key_have_all_of_it_sent(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "TitleScreen"))
        sent = []
        differing = app._frame.differing
        app._frame.differing = lambda update: sent.append(differing(update)) or sent[-1]
        await pilot.press("ctrl+l")
        await until(pilot, lambda: any(isinstance(each, LayoutUpdate) for each in sent))
        sent.clear()
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: any(isinstance(each, LayoutUpdate) for each in sent))
