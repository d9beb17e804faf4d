"""Stances that repeat what has paid."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class Pavlov(Stance):
    """Stays with what it did if you cooperated with it, and does the opposite if you did not:
    win-stay, lose-shift. A favour beyond what you had settled into it returns.

    It mends its own mistakes and those of its twin. It goes on taking from those who let it, and
    backs down before those who hit back.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "pavlov"
    title = "Pavlov"
    rule = "If you cooperated it repeats what it did; if you did not it does the opposite."
    names = ("WSLS", "win-stay lose-shift", "simpleton")
    reference = (
        "Nowak and Sigmund, Nature 364, 1993; Kraines and Kraines, Theory and Decision 26, 1989"
    )
    memory = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        mine, theirs = record.mine[-1], record.theirs[-1]
        if record.harmed(theirs, self.margin):
            return 0.0 if mine > record.settled[0] / 2 else record.settled[0]
        if theirs > record.settled[1]:
            return max(mine, record.matched(theirs))
        return mine

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        theirs = record.theirs[-1]
        if record.harmed(theirs, self.margin):
            return f"You were at {theirs:.2f}: what we did has not paid, we change to {level:.2f}."
        if level > record.mine[-1]:
            return f"You went up to {theirs:.2f}; we return it: {level:.2f}."
        return f"You were at {theirs:.2f}: what we did has paid, we stay at {level:.2f}."
