"""Stances that never forgive."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class GrimTrigger(Stance):
    """Cooperates until you once fall below what you had settled into, and never again after that.

    No threat is stronger and none is dearer: one mistake ends all trade on good terms for good.
    Until then it returns favours.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "grim-trigger"
    title = "Grim trigger"
    rule = "One penalty, and it never cooperates with you again."
    names = ("Grim", "Grudger", "Friedman", "trigger strategy")
    reference = "Friedman, Review of Economic Studies 38, 1971"
    memory = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 0.0 if self._triggered(record) else record.peaceful()

    def _triggered(self, record: Record) -> bool:
        return any(record.harmed(level, self.margin) for level in record.theirs)

    def red_line(self, record: Record) -> str | None:
        if self._triggered(record):
            return "You broke the peace once; we make no concessions to you again."
        return None

    def because(self, record: Record, level: float) -> str:
        if not self._triggered(record):
            return f"You have kept the peace; we are at {level:.2f}."
        when = next(k for k, each in enumerate(record.theirs) if record.harmed(each, self.margin))
        return (
            f"You went down to {record.theirs[when]:.2f} in the past, from"
            f" {record.settled[1]:.2f}; we do not forget, and stay at {level:.2f}."
        )
