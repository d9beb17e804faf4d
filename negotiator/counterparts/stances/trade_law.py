"""Reciprocity as trade law knows it: equivalent concessions, and their withdrawal."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

#: Billions a year below which a whole range of tariffs is no lever at all.
_NO_LEVER = 1e-12


@register
@dataclass(frozen=True)
class EqualValue(Stance):
    """Gives for what it is given and withdraws for what is withdrawn, worth as much in dollars: it
    looks at how your conduct has *changed* since the two of you had settled, and keeps its own
    change worth the same. So your answer to its answer is no new harm, and there is no spiral.

    What both had before stays. A small market can therefore never hurt it more than a little, nor
    please it more than a little, by tariffs alone.
    """

    margin: float = parameter(0.02, 0.0, 0.5, "change of your level that is too small to be an act")

    name = "equal-value"
    title = "Equal-value reciprocity"
    rule = "It answers a change in your conduct with one of its own that is worth the same."
    names = ("first-difference reciprocity", "substantially equivalent concessions")
    reference = "GATT Art. XXVIII; DSU Art. 22.4; Bagwell and Staiger, AER 89, 1999"
    memory = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not self._acted(record) or record.my_worth < _NO_LEVER:
            return record.settled[0]
        return record.matched(record.theirs[-1], record.their_worth / record.my_worth)

    def _acted(self, record: Record) -> bool:
        # Levels move a little with everyone else's trade, and a large partner's little is much.
        return bool(record.theirs) and abs(record.theirs[-1] - record.settled[1]) >= self.margin

    def because(self, record: Record, level: float) -> str:
        if not self._acted(record):
            return f"Nothing has changed between us; we are at {level:.2f}."
        before, now = record.settled[1], record.theirs[-1]
        worth = (now - before) * record.their_worth
        what = "given us" if worth > 0 else "taken from us"
        # At the end of its range it cannot answer in full, and says what it can.
        moved = abs(level - record.settled[0]) * record.my_worth
        answer = "give" if worth > 0 else "withdraw"
        return (
            f"From {before:.2f} to {now:.2f} you have {what} ${abs(worth):.2g}bn a year;"
            f" we {answer} ${moved:.2g}bn and go to {level:.2f}."
        )
