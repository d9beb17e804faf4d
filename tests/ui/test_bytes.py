"""What a key sends to the terminal: over a slow line that is what one feels."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from negotiator.bench import benchmarks
from negotiator.ui.widgets.quiet import changes

STYLES = [None, Style(bold=True), Style(color="red")]
LINES = st.lists(
    st.lists(st.tuples(st.text("ab ▲界", min_size=1, max_size=20), st.sampled_from(STYLES))),
    max_size=4,
)


def cells(strip: Strip) -> list[tuple[str, Style | None]]:
    found = []
    for segment in strip:
        for letter in segment.text:
            found += [(letter, segment.style)] * Segment(letter).cell_length
    return found


@given(LINES, LINES)
def test_all_that_differs_is_within_what_is_repainted(before, after):
    old, new = ([Strip(Segment(*p) for p in line) for line in each] for each in (before, after))
    regions = changes(old, new)
    for y in range(max(len(old), len(new))):
        one, other = (cells(each[y]) if y < len(each) else [] for each in (old, new))
        columns = range(max(len(one), len(other)))
        differing = {x for x in columns if one[x : x + 1] != other[x : x + 1]}
        painted = {x for region in regions if region.y == y for x in range(region.x, region.right)}
        assert differing <= painted
        assert bool(differing) == bool(painted)


def test_a_moved_rate_sends_two_kilobytes_at_the_most():
    """What it does to both is worked out and shown as well."""
    screen = benchmarks("screen")
    arguments = ["play", "two-neighbours", "--seed", "1"]
    with screen.Terminal(screen._PLAY.format(arguments=arguments), (80, 24)) as game:
        game.until("Two neighbours")
        game.quiet()
        game.press(b"\r")
        game.quiet()
        game.press(b"\r")
        game.until("patience")
        game.quiet()
        sent = []
        for key in (screen._RIGHT, screen._RIGHT, screen._LEFT, screen._RIGHT):
            sent.append(game.sent(key))
    assert median(sent) <= 2048


def test_what_stands_on_the_screen_is_not_sent_again():
    """Another pane, another country, talks: no more than the screen once.

    In a world where every one of the keys changes something: for one that does not one would wait
    in vain.
    """
    screen = benchmarks("screen")
    arguments = ["play", "liberation-day-2025", "--seed", "1"]
    with screen.Terminal(screen._PLAY.format(arguments=arguments), (80, 24)) as game:
        game.until("April 2025")
        game.quiet()
        sent = {what: game.sent(key) for what, key in screen._KEYS}
    whole = 11_000  # bytes that a screen of this size takes
    assert max(sent.values()) <= 2 * whole
    assert max(sent[what] for what in ("another pane", "back to it", "talks")) <= whole
    assert max(sent[what] for what in ("another line", "a rate", "their side")) <= 2048
