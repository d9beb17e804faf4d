"""Who is there to talk with, while one talks: whose offer waits, and how each treats us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from negotiator.ui.text import level, lines, shortened, styled

if TYPE_CHECKING:
    from negotiator.game.overview import Neighbour


class PartyList(OptionList):
    """Every other country in two lines; the one at the table is marked."""

    HELP = (
        "The other countries. The bar is how well each treats us (its *cooperation*, 0 to 1), a § "
        "is a treaty, *offer* one that waits. Enter goes over to its table: the draft here is "
        "left, a kept one (**{k talks.keep}**) stays kept."
    )

    parties: tuple[Neighbour, ...] = ()
    partner = ""
    over: frozenset[str] = frozenset()

    def show(self, parties: tuple[Neighbour, ...], partner: str, over: frozenset[str]) -> None:
        """Show the countries, the cursor on the one at the table.

        Parameters
        ----------
        over
            Those with whom the talk of this round is over.
        """
        self.parties, self.partner, self.over = parties, partner, over
        self._fill()

    def on_resize(self) -> None:
        """Names in the width that there is."""
        self._fill()

    def _fill(self) -> None:
        if not self.parties:
            return
        at, width = self.highlighted, self.content_size.width
        self.clear_options()
        self.add_options(
            Option(_entry(p, p.code == self.partner, self.over, width), p.code)
            for p in self.parties
        )
        codes = [each.code for each in self.parties]
        self.highlighted = at if at is not None else codes.index(self.partner)


def _entry(party: Neighbour, here: bool, over: frozenset[str], width: int) -> Content:
    marks = (
        ("§" * min(len(party.treaties), 3), bool(party.treaties)),
        ("offer", party.offers),
        ("✗", party.code in over and not party.offers),
    )
    name = shortened(party.title, max(width - 2, 14))
    return lines(
        Content.assemble(("▸ " if here else "  ", "$accent"), (name, "bold" if here else "")),
        Content.assemble(
            "  ",
            styled(f"{level(party.cooperation)} {party.cooperation:.2f} ",
                   "$error" if party.cooperation < 0.5 else "$success"),
            (" ".join(mark for mark, holds in marks if holds), "$accent"),
        ),
    )  # fmt: skip
