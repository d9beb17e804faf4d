"""The world at a glance: one line for every other country, and more on the one under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text
from textual.content import Content
from textual.widgets import DataTable

from negotiator.diplomacy.money import money
from negotiator.ui.text import MUTED, level, rate, shortened, styled
from negotiator.ui.widgets.moving import Moving

if TYPE_CHECKING:
    from negotiator.game.overview import Neighbour

#: Heading and width of each column; figures stand on the right of theirs.
_COLUMNS = (
    ("Country", 17), ("Income", 7), ("On us", 5), ("On it", 5), ("We sell", 7), ("We buy", 6),
    ("Cooperation", 17),
)  # fmt: skip


class WorldTable(DataTable[Content], Moving):
    """Countries with size, tariffs both ways, trade, cooperation and treaty marks.

    After a round the figures are seen to go where they are now.
    """

    HELP = (
        "A country a row. *On us* is its average tariff on our goods, *on it* ours on its; "
        "then what we sell to it and buy from it, its cooperation with us (0 as in a "
        "trade war, 1 as well as can be), and a § for every treaty. Up and down choose, "
        "{Enter desk.talks} or a second click opens talks."
    )

    found: tuple[Neighbour, ...] = ()
    closed: frozenset[str] = frozenset()
    _was: Mapping[str, Neighbour] = {}

    def on_mount(self) -> None:
        """Draw the headings."""
        self.cursor_type = "row"
        for k, (label, width) in enumerate(_COLUMNS):
            self.add_column(
                Text(label if k in (0, len(_COLUMNS) - 1) else label.rjust(width)), width=width
            )

    def show(self, neighbours: tuple[Neighbour, ...], closed: frozenset[str]) -> None:
        """Show the countries; the cursor stays on the one that it was on.

        Parameters
        ----------
        closed
            Those with whom the talk of this round is over.
        """
        chosen = self.chosen
        self._was = {each.code: each for each in self.found}
        moved = any(
            _figures(self._was.get(each.code, each)) != _figures(each) for each in neighbours
        )
        self.found, self.closed = neighbours, closed
        self.clear()
        for each in neighbours:
            self.add_row(*self._row(each), key=each.code)
        if chosen is not None:
            self.choose(chosen)
        if moved:
            self.move()

    def draw(self) -> None:
        """Figures on their way."""
        for each in self.found:
            if _figures(self._was.get(each.code, each)) != _figures(each):
                for column, cell in zip(self.columns, self._row(each), strict=True):
                    if self.get_cell(each.code, column) != cell:
                        self.update_cell(each.code, column, cell)

    def _row(self, to: Neighbour) -> list[Content]:
        each, was = to, self._was.get(to.code)
        if was is not None:
            each = replace(
                to,
                their_tariff=self.between(was.their_tariff, to.their_tariff),
                our_tariff=self.between(was.our_tariff, to.our_tariff),
                exports=self.between(was.exports, to.exports),
                imports=self.between(was.imports, to.imports),
                cooperation=self.between(was.cooperation, to.cooperation),
            )
        marks = (
            ("§" * min(len(each.treaties), 3), bool(each.treaties)),
            ("offer", each.offers),
            ("✗", each.code in self.closed and not each.offers),
        )
        figures = (
            (money(each.income), MUTED),
            (rate(each.their_tariff), _heavy(each.their_tariff)),
            (rate(each.our_tariff), _heavy(each.our_tariff)),
            (money(each.exports), ""),
            (money(each.imports), ""),
        )
        return [
            styled(shortened(each.title, 17)),
            *(
                styled(text.rjust(width), style)
                for (text, style), (_, width) in zip(figures, _COLUMNS[1:], strict=False)
            ),
            Content.assemble(
                (f"{level(each.cooperation)} {each.cooperation:.2f}  ",
                 "$error" if each.cooperation < 0.5 else "$success"),
                (" ".join(mark for mark, holds in marks if holds), "$accent"),
            ),
        ]  # fmt: skip

    @property
    def chosen(self) -> str | None:
        """The country under the cursor."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def choose(self, code: str) -> None:
        """Put the cursor on a country."""
        self.move_cursor(row=self.get_row_index(code))


def _figures(each: Neighbour) -> tuple[float, ...]:
    """What moves."""
    return each.their_tariff, each.our_tariff, each.exports, each.imports, each.cooperation


def _heavy(fraction: float) -> str:
    return "$error" if fraction > 0.1 else ""
