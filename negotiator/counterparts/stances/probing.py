"""Stances that try how much you will take."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

#: Rounds of the trial: a blow, then two rounds in which it waits for the answer.
_TRIAL = 3


@register
@dataclass(frozen=True)
class Prober(Stance):
    """Strikes once, keeps the peace for two rounds, and sees what you do in them. If you let it
    pass it takes from you for ever; if you answered it does from then on what you last did.

    It sorts partners into those who defend themselves and those who do not. Forgiveness of the
    first blow is what it waits for.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "prober"
    title = "Prober"
    rule = "It strikes once; if you do not strike back it goes on, and else it copies you."
    names = ("PROBER",)
    reference = "Beaufils, Delahaye and Mathieu, Artificial Life V, 1996"
    memory = float("inf")
    steady = False

    def _taken(self, record: Record) -> bool:
        """Whether the partner let the blow pass."""
        return not any(record.harmed(each, self.margin) for each in record.theirs[1:_TRIAL])

    def level(self, record: Record, draw: float = 0.5) -> float:
        rounds = len(record.theirs)
        if rounds < _TRIAL:
            return record.settled[0] if rounds else 0.0
        return 0.0 if self._taken(record) else record.matched(record.theirs[-1])

    def because(self, record: Record, level: float) -> str:
        rounds = len(record.theirs)
        if not rounds:
            return f"We shall see what you do when we are at {level:.2f}."
        if rounds < _TRIAL:
            return f"We have struck, and wait for what you do about it, at {level:.2f}."
        if self._taken(record):
            return f"You did nothing when we struck; so we are at {level:.2f}, and stay there."
        return (
            f"You answered when we struck; now we do as you do: you were at"
            f" {record.theirs[-1]:.2f}, we are at {level:.2f}."
        )
