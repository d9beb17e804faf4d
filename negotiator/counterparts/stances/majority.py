"""Stances that go by what you mostly did."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@dataclass(frozen=True)
class _Majority(Stance):
    """What the two share: the answer in kind to the middle one of all levels."""

    memory = float("inf")

    def middle(self, record: Record) -> float:
        """The partner's level that is answered, when there is one."""
        raise NotImplementedError

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.matched(self.middle(record))

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We have not seen yet what you mostly do; we begin at {level:.2f}."
        return (
            f"The middle one of your {len(record.theirs)} levels of cooperation was"
            f" {self.middle(record):.2f}; we return it in kind: {level:.2f}."
        )


@register
@dataclass(frozen=True)
class SoftMajority(_Majority):
    """Does to you what you mostly did to it, over all rounds: it answers in kind the middle one of
    your levels, and the better of the two middle ones when their number is even.

    A mistake moves it little, and less and less. So it is slow: after a long peace you can take
    from it for as long again before it answers.
    """

    name = "soft-majority"
    title = "Soft majority"
    rule = "It does to you what you did to it in most rounds; where it is even, the better."
    names = ("go by majority", "soft_majo")
    reference = "Grisell's entry, in Axelrod, Journal of Conflict Resolution 24(3), 1980"

    def middle(self, record: Record) -> float:
        if not record.theirs:
            return record.settled[1]
        return sorted(record.theirs)[len(record.theirs) // 2]


@register
@dataclass(frozen=True)
class HardMajority(_Majority):
    """Does to you what you mostly did to it, and where it is even it takes the worse: also before
    the first round, when nothing speaks for you yet.

    You must win it over by more good rounds than bad ones. Two of them never cooperate.
    """

    name = "hard-majority"
    title = "Hard majority"
    rule = "It does to you what you did to it in most rounds; where it is even, the worse."
    names = ("hard go by majority", "hard_majo")
    reference = "Mathieu, Beaufils and Delahaye, Artificial Evolution, LNCS 1829, 1999"
    steady = False

    def middle(self, record: Record) -> float:
        if not record.theirs:
            return 0.0
        return sorted(record.theirs)[(len(record.theirs) - 1) // 2]
