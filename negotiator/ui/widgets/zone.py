"""The zone of agreement while it is talked about: the frontier, the draft, and every offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer

from negotiator.diplomacy.money import money
from negotiator.scoring.picture import Mark, Spot, picture
from negotiator.ui.text import (
    MUTED,
    OURS,
    THEIRS,
    legend,
    lines,
    signed_money,
    styled,
)
from negotiator.ui.widgets.pareto import coloured, solutions
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.state import Talk
    from negotiator.scoring.benchmarks import Benchmarks
    from negotiator.ui.app import NegotiatorApp

#: Seconds without a key after which it is drawn anew: what others show comes first.
_REST = 0.3

Gains = tuple[float, float]


def spots(mine: Sequence[Gains], theirs: Sequence[Gains]) -> list[Spot]:
    """Offers as they stand in the picture, the last of each side filled."""
    found = []
    for gains, mark, glyphs in ((mine, Mark.OURS, "○●"), (theirs, Mark.THEIRS, "□■")):
        found += [Spot(each, glyphs[k == len(gains) - 1], mark) for k, each in enumerate(gains)]
    return found


class ZonePicture(QuietText, can_focus=True):
    """Gains over no deal, ours to the right and theirs upward; worked out on a thread.

    A draft that moves repaints its two places and its line, no more.

    Parameters
    ----------
    partner
        Code of the country opposite.
    """

    DEFAULT_CSS = "ZonePicture { height: 1fr; }"
    HELP = "Every offer of this talk, and your draft, over what the two of you could have."
    app: NegotiatorApp

    def __init__(self, partner: str, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(styled("Working out what is possible …", MUTED), id=id)
        self.partner = partner
        self.possible: Benchmarks | None = None
        self.known: tuple[object, ...] = ()
        self.worth: dict[Offer, Gains] = {}
        self.draft: Gains | None = None
        self.spots: list[Spot] = []
        self.resting: Timer | None = None

    def look(self, draft: Offer | None, talk: Talk) -> None:
        """Place a draft and the offers of a talk, once the keys rest."""
        if self.resting is not None:
            self.resting.stop()
        if self.display:
            self.resting = self.set_timer(_REST, partial(self._look, draft, talk))

    def _look(self, draft: Offer | None, talk: Talk) -> None:
        self.resting = None
        setting, state, partner = self.app.game.setting, self.app.game.state, self.partner
        known = (state.round, state.opened, state.treaties)
        same = known == self.known
        possible, worth = (self.possible, dict(self.worth)) if same else (None, {})
        mine, theirs = _once(talk.mine), _once(talk.theirs)

        def run() -> Callable[[], None]:
            from negotiator.teaching import coach

            found = possible or coach.before(setting, state, partner).possible
            for offer in (*mine, *theirs, *([draft] if draft is not None else [])):
                if offer not in worth:
                    worth[offer] = coach.worth(setting, state, partner, offer)

            def looked() -> None:
                self.possible, self.known, self.worth = found, known, worth
                self.draft = worth[draft] if draft is not None else None
                self.spots = spots([worth[o] for o in mine], [worth[o] for o in theirs])
                self.show()

            return looked

        self.app.work(run, "zone")

    def on_resize(self) -> None:
        """The picture fills the space that there is."""
        self.show()

    def show(self) -> None:
        """Show what has been worked out."""
        if self.possible is not None and self.is_attached:
            self.update(self._picture(self.possible))

    def _picture(self, possible: Benchmarks) -> Content:
        below = 3 + len(self._marks(solutions()).split("\n"))
        width, height = max(self.size.width - 2, 20), max(self.size.height - below, 6)
        # As a spot like the others the draft does not move the scale, and with it everything.
        here = [] if self.draft is None else [Spot(self.draft, "◆", Mark.NOW)]
        drawn = picture(possible, width, height, spots=[*self.spots, *here])
        it = self.app.game.setting.titles[self.partner]
        head = Content.assemble(
            (f"{it} gains ↑", f"bold {THEIRS}"), (f" up to {money(drawn.top)} a year", MUTED)
        )
        foot = Content.assemble(
            ("We gain →", f"bold {OURS}"),
            (f" up to {money(drawn.right)} a year; ┼ no deal", MUTED),
        )
        rows = [coloured(row) for row in drawn.rows]
        return lines(head, *rows, foot, self._draft(), self._marks(solutions(drawn.same)))

    def _marks(self, solved: Sequence[tuple[str, str, str]]) -> Content:
        """What stands for what."""
        marks = (
            ("●", OURS, "ours"), ("■", THEIRS, "theirs"), ("○ □", MUTED, "earlier"),
            ("◆", f"bold {OURS}", "draft"), ("•", "$primary", "frontier"), *solved,
        )  # fmt: skip
        return legend(marks, self.size.width)

    def _draft(self) -> Content:
        """What the draft gives both over no deal, or that nothing could."""
        if self.possible is not None and self.possible.nash is None:
            return styled("No deal of the two gains both.", "$error")
        if self.draft is None:
            return styled("The draft is empty.", MUTED)
        return Content.assemble(
            ("◆ Draft: we ", MUTED), signed_money(self.draft[0]),
            (", they ", MUTED), signed_money(self.draft[1]), (" a year", MUTED),
        )  # fmt: skip


def _once(offers: Sequence[Offer]) -> list[Offer]:
    """Offers that say something else than the one before."""
    found: list[Offer] = []
    for offer in offers:
        if not found or not offer.same_terms(found[-1]):
            found.append(offer)
    return found
