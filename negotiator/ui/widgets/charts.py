"""Charts for where there is room: the flow of trade, and gains and cooperation by round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.text import (
    GAIN,
    LOSS,
    MUTED,
    cut,
    figure,
    level,
    lines,
    padded,
    signed_money,
    signed_share,
    styled,
)
from negotiator.ui.widgets.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator.game.charts import Flow, History

_EIGHTHS = " ▏▎▍▌▋▊▉█"
#: Cells of a name, of a sum, and of a change in per cent.
_NAME, _SUM, _CHANGE = 18, 8, 7


def bar(value: float, other: float, most: float, width: int) -> list[tuple[str, str]]:
    """A bar of what is now, with what was in the base year where it differs.

    What has gone is hatched behind the bar, what has come is its lighter end.

    Parameters
    ----------
    value, other, most
        Now, in the base year, and what the whole width is; zero or more.

    Returns
    -------
    Text and style, `width` cells together.
    """
    cells = [0.0 if most <= 0 else min(each / most, 1.0) * width for each in (value, other)]
    now, base = cells
    full = int(min(now, base))
    if now < base:
        part = _EIGHTHS[int((now - full) * 8)] if now > full else ""
        gone = max(round(base) - full - len(part), 0)
        row = [("█" * full + part, "$primary"), ("░" * gone, LOSS)]
    else:
        more = now - full
        end = "█" * int(more) + _EIGHTHS[int((more - int(more)) * 8)].strip()
        # Less than half a cell of growth is not told from none.
        row = [("█" * full, "$primary"), (end, GAIN if now - base >= 0.5 else "$primary")]
    used = sum(len(text) for text, _ in row)
    return [*row, (" " * max(width - used, 0), "")]


def flows(found: Sequence[Flow], width: int, height: int) -> Content:
    """What a country sells and buys, by partner: bars of now, against those of the base year."""
    side = max((width - _NAME) // 2, _SUM + _CHANGE + 6)
    room = side - _SUM - _CHANGE - 1
    shown = list(found[: max(height - 2, 1)])
    most = max((max(each.sold + each.bought) for each in shown), default=0.0)
    head = f"{'':<{_NAME}}{'we sell, a year':<{side}}we buy, a year"
    rows = [styled(head, MUTED)]
    for each in shown:
        parts: list[Content] = []
        for base, now in (each.sold, each.bought):
            change = 100.0 * (now / base - 1.0) if base > 0 else 0.0
            parts.append(
                padded(
                    Content.assemble(
                        *bar(now, base, most, room),
                        f" {money(now):<{_SUM}}",
                        (
                            _grown(change),
                            MUTED if abs(change) < 1 else LOSS if change < 0 else GAIN,
                        ),
                    ),
                    side,
                )
            )
        rows.append(Content.assemble(cut(each.title, _NAME), *parts))
    legend = Content.assemble(
        ("█", "$primary"), (" now  ", MUTED), ("█", GAIN), (" more than in the base year  ", MUTED),
        ("░", LOSS), (" gone", MUTED),
    )  # fmt: skip
    return lines(*rows, legend)


def _grown(percent: float) -> str:
    if abs(percent) < 0.5:
        return "· 0%"
    sign, mark = ("+", "▲") if percent > 0 else ("−", "▼")
    return f"{mark}{sign}{min(abs(percent), 999):.0f}%"


def columns(values: Sequence[float], height: int, cell: int) -> tuple[list[str], int]:
    """Columns of values above and below zero.

    Parameters
    ----------
    cell
        Characters of a column; all but one of several are filled.

    Returns
    -------
    Rows from the top down, and how many of them are above zero. A value other than zero is at
    least half a cell high.
    """
    top, bottom = max(*values, 0.0), min(*values, 0.0)
    scale = (top - bottom) or 1.0
    above = round(height * top / scale)
    above = min(max(above, 1 if top > 0 else 0), height - (1 if bottom < 0 else 0))
    rows = [""] * height
    for value in values:
        # As many half cells as its share of its own side of zero.
        share = value / top * above if value > 0 else value / (bottom or -1.0) * (height - above)
        halves = 0 if value == 0 else max(round(2 * share), 1)
        for y in range(height):
            depth = (above - 1 - y) if value > 0 else (y - above)
            filled = min(max(halves - 2 * depth, 0), 2) if depth >= 0 and value != 0 else 0
            glyph = " " if not filled else "█" if filled == 2 else "▄" if value > 0 else "▀"
            rows[y] += (glyph * max(cell - 1, 1)).ljust(cell)
    return rows, above


def history(found: History, width: int, height: int) -> Content:
    """Gains as columns, and below them cooperation of the largest partners, round by round."""
    # The latest partners go where the columns would be too low to be read.
    rest = max(height - 8, 1) if len(found.rounds) > 1 else None
    shown = found.cooperation[:rest]
    cell = max(min((width - _NAME - 20) // max(len(found.rounds), 1), 5), 2)
    last = found.gains[-1]
    tall = max(min(height - 5 - len(shown), 7), 2)
    rows = [
        Content.assemble(
            ("Our real income since the opening  ", "bold"),
            signed_share(last, 5), "  ", signed_money(last * found.income / 100.0),
            (" a year", MUTED),
        )
    ]  # fmt: skip
    drawn, above = columns(found.gains, tall, cell)
    if len(found.rounds) == 1:
        drawn = []
        rows.append(styled(keyed("Every round that ends ({e desk.end}) has a column here."), MUTED))
    for y, row in enumerate(drawn):
        top = y == 0 and above > 0
        low = y == tall - 1 and above < tall
        edge = max(found.gains) if top else min(found.gains) if low else None
        scale = "" if edge is None else f"{figure(edge)}%"
        style = GAIN if y < above else LOSS
        rows.append(Content.assemble((f"{scale:>{_NAME - 2}} │", MUTED), (row, style)))
    axis = "".join(f"{number:<{cell}}" for number in found.rounds)
    rows.append(styled(f"{'round':>{_NAME - 2}} └{axis}", MUTED) if drawn else styled(""))
    rows.append(styled("Cooperation with us, 0 to 1", "bold"))
    for title, values in (*shown, ("World's norm", found.norm)):
        glyphs = "".join(level(each).ljust(cell) for each in values)
        style = LOSS if values[-1] < 0.5 else GAIN
        rows.append(
            Content.assemble(
                cut(title, _NAME), (glyphs, style), (f"  {values[-1]:.2f}", style)
            )
        )  # fmt: skip
    return lines(*rows)


class TradeChart(Moving, can_focus=True):
    """The flow of trade with every partner; after a round it is seen to grow or shrink."""

    DEFAULT_CSS = "TradeChart { height: 1fr; }"
    HELP = "What you sell to each partner and buy from it, now against the base year."

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.found: tuple[Flow, ...] = ()
        self._was: dict[str, Flow] = {}

    def show(self, found: tuple[Flow, ...]) -> None:
        """Show trade."""
        self._was = {each.code: each for each in self.found}
        moved = bool(self.found) and found != self.found
        self.found = found
        self.refresh()
        if moved:
            self.move()

    def draw(self) -> None:
        """Bars on their way."""
        self.refresh()

    def render(self) -> Content:
        """As many partners as there is room for."""
        return flows([self._flow(each) for each in self.found], *self.size)

    def _flow(self, to: Flow) -> Flow:
        was = self._was.get(to.code, to)
        sold, bought = (
            (base, self.between(before, now))
            for (_, before), (base, now) in ((was.sold, to.sold), (was.bought, to.bought))
        )
        return replace(to, sold=sold, bought=bought)


class HistoryChart(Widget, can_focus=True):
    """Gains and cooperation by round."""

    DEFAULT_CSS = "HistoryChart { height: 1fr; }"
    HELP = "Your real income since the opening, and how well others have treated you, by round."

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.found: History | None = None

    def show(self, found: History) -> None:
        """Show how the game has gone."""
        self.found = found
        self.refresh()

    def render(self) -> Content:
        """In the space that there is."""
        if self.found is None:
            return styled("")
        return history(self.found, self.size.width, self.size.height)
