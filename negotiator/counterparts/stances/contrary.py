"""Stances that do the opposite of what they are shown: tit for tat turned round."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@dataclass(frozen=True)
class _Contrary(Stance):
    """What the two share: as far from one end of the scale as tit for tat is from the other."""

    memory = 1
    steady = False

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 1.0 - record.matched(record.last_two[1])

    def because(self, record: Record, level: float) -> str:
        now = record.last_two[1]
        return (
            f"You were at {now:.2f}, which would be {record.matched(now):.2f} in kind; we do the"
            f" opposite: {level:.2f}."
        )


@register
@dataclass(frozen=True)
class Bully(_Contrary):
    """Takes from those who give, and gives to those who take: the opposite of tit for tat, from the
    first round on.

    It lives off the friendly and gives way to anyone who hits it. A penalty, held, is the only
    language it answers well; a favour makes it worse.
    """

    name = "bully"
    title = "Bully"
    rule = "It presses those who yield, and yields to those who press."
    names = ("reverse tit for tat",)
    reference = "Nachbar, Journal of Economic Behavior and Organization 19, 1992"


@register
@dataclass(frozen=True)
class AntiTitForTat(_Contrary):
    """Begins in peace, and after that does the opposite of what you last did to it.

    Whatever you want of it, do the reverse. A rule that nobody would choose and that a government
    of contradictions can look like; as a test it shows who notices that its favours are answered
    with penalties.
    """

    name = "anti-tit-for-tat"
    title = "Anti tit for tat"
    rule = "It does to you next the opposite of what you last did to it."
    names = ("psycho", "PSYC")
    reference = "Hilbe, Nowak and Sigmund, PNAS 110(17), 2013"

    def level(self, record: Record, draw: float = 0.5) -> float:
        return super().level(record, draw) if record.theirs else record.settled[0]

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        return super().because(record, level)
