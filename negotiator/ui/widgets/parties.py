"""Who is there to talk with, while one talks: whose offer waits, and how each treats us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from negotiator.ui.text import level, lines, styled

if TYPE_CHECKING:
    from negotiator.game.overview import Neighbour


class PartyList(OptionList):
    """Every other country in two lines; the one at the table is marked."""

    HELP = (
        "The other countries. The bar is how well each treats us (its *trust*), a § is a treaty, "
        "*offer* one that waits for us. Enter goes over to its table: the draft here is left, a "
        "kept one (**{k talks.keep}**) stays kept."
    )

    def show(self, parties: tuple[Neighbour, ...], partner: str, over: frozenset[str]) -> None:
        """Show the countries, the cursor on the one at the table.

        Parameters
        ----------
        over
            Those with whom the talk of this round is over.
        """
        at = self.highlighted
        self.clear_options()
        self.add_options(Option(_entry(p, p.code == partner, over), p.code) for p in parties)
        codes = [each.code for each in parties]
        self.highlighted = at if at is not None else codes.index(partner)


def _entry(party: Neighbour, here: bool, over: frozenset[str]) -> Content:
    marks = (
        ("§" * min(len(party.treaties), 3), bool(party.treaties)),
        ("offer", party.offers),
        ("✗", party.code in over and not party.offers),
    )
    return lines(
        Content.assemble(
            ("▸ " if here else "  ", "$accent"), (party.title, "bold" if here else "")
        ),
        Content.assemble(
            "  ",
            styled(f"{level(party.trust)} {party.trust:.2f} ",
                   "$error" if party.trust < 0.5 else "$success"),
            (" ".join(mark for mark, holds in marks if holds), "$accent"),
        ),
    )  # fmt: skip
