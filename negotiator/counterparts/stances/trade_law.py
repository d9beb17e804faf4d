"""Reciprocity as trade law knows it: equivalent concessions, and their withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class EqualValue(Stance):
    """Gives for what it is given and withdraws for what is withdrawn, worth as much in dollars:
    it looks at the *change* in your conduct and answers with a change of its own of equal value.

    What it had before the change stays. A small market can therefore never hurt it more than a
    little, nor please it more than a little, by tariffs alone.
    """

    name = "equal-value"
    title = "Equal-value reciprocity"
    rule = "It answers each change in your conduct with one of its own that is worth the same."
    names = ("first-difference reciprocity", "substantially equivalent concessions")
    reference = "GATT Art. XXVIII; DSU Art. 22.4; Bagwell and Staiger, AER 89, 1999"
    memory: ClassVar[float] = 2

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        answer = record.mine[-1] + self._change(record)
        return min(max(answer, 0.0), 1.0)

    def _change(self, record: Record) -> float:
        """The change of my level that is worth what the change of theirs was worth to me."""
        before = record.theirs[-2] if len(record.theirs) > 1 else record.settled[1]
        moved = (record.theirs[-1] - before) * record.their_worth
        return moved / record.my_worth if record.my_worth > 1e-12 else 0.0

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin at {level:.2f}."
        before = record.theirs[-2] if len(record.theirs) > 1 else record.settled[1]
        worth = (record.theirs[-1] - before) * record.their_worth
        if abs(worth) < 0.0005:
            return f"Nothing has changed between us; we stay at {level:.2f}."
        what = "gave us" if worth > 0 else "took from us"
        answer = "give as much" if worth > 0 else "withdraw as much"
        return f"You {what} ${abs(worth):.2g}bn a year; we {answer}: {level:.2f}."
