"""Stances that ask who began: they look at their own acts as well as at yours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

Mood = Literal["content", "contrite", "provoked"]


@register
@dataclass(frozen=True)
class ContriteTitForTat(Stance):
    """Tit for tat with a conscience. A penalty of yours that nothing called for it answers in kind
    until you stop. But when it was itself who hit you without cause, by mistake, it accepts your
    answer and goes on cooperating until one of its own acts has got through as meant.

    It ends at once the feuds that its own mistakes begin, and gives nothing away to a cheat. It
    has to know which act was a mistake of its own: against acts that are misread, and not merely
    botched, it is no better than tit for tat.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "contrite-tit-for-tat"
    title = "Contrite tit for tat"
    rule = "It returns in kind what you do to it, unless it was itself who began by mistake."
    names = ("CTFT",)
    reference = (
        "Boyd, Journal of Theoretical Biology 136, 1989;"
        " Wu and Axelrod, Journal of Conflict Resolution 39, 1995"
    )
    memory = float("inf")

    def mood(self, record: Record) -> Mood:
        """Content at first; contrite or provoked by the side that alone defects; content again
        when I, or the partner, have cooperated."""
        mood: Mood = "content"
        for mine, theirs in zip(record.mine, record.theirs, strict=True):
            wronged = record.harming(mine, self.margin)
            suffered = record.harmed(theirs, self.margin)
            if mood == "content":
                if wronged != suffered:
                    mood = "contrite" if wronged else "provoked"
            elif not (wronged if mood == "contrite" else suffered):
                mood = "content"
        return mood

    def level(self, record: Record, draw: float = 0.5) -> float:
        if self.mood(record) == "provoked":
            return record.matched(record.theirs[-1])
        return record.peaceful()

    def because(self, record: Record, level: float) -> str:
        match self.mood(record):
            case "provoked":
                return (
                    f"You went down to {record.theirs[-1]:.2f}, and we had done you no wrong; we"
                    f" return it in kind: {level:.2f}."
                )
            case "contrite":
                return (
                    f"We went down to {record.mine[-1]:.2f} without cause; we make amends, at"
                    f" {level:.2f}."
                )
            case _:
                return f"Neither of us has anything to make good; we are at {level:.2f}."


@register
@dataclass(frozen=True)
class FirmButFair(Stance):
    """Answers in kind when it kept the peace and you did not. When both had hit each other it makes
    peace two times in three; and it never goes on taking from one who lets it.

    Made for states that act in turn and not at once, where it does better than Pavlov, which it
    resembles: both leave mutual punishment, but only this one is fair to the weak.
    """

    forgives: float = parameter(2.0 / 3.0, 0.0, 1.0, "chance that it ends a quarrel of both")
    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "firm-but-fair"
    title = "Firm but fair"
    rule = (
        "It answers a penalty that it did not earn, and ends quarrels of both two times in three."
    )
    names = ("FBF",)
    reference = "Frean, Proceedings of the Royal Society B 257, 1994"
    memory = 1
    stochastic = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs or not record.harmed(record.theirs[-1], self.margin):
            return record.peaceful()
        if self._both(record) and draw < self.forgives:
            return record.settled[0]
        return record.matched(record.theirs[-1])

    def _both(self, record: Record) -> bool:
        return record.harming(record.mine[-1], self.margin)

    def because(self, record: Record, level: float) -> str:
        if not record.theirs or not record.harmed(record.theirs[-1], self.margin):
            return f"You have kept the peace; we are at {level:.2f}."
        if not self._both(record):
            return (
                f"You went down to {record.theirs[-1]:.2f} and we did not; we answer: {level:.2f}."
            )
        verdict = (
            "we make peace" if level == record.settled[0] else "we are not ready for peace yet"
        )
        return (
            f"We were at {record.mine[-1]:.2f} and you at {record.theirs[-1]:.2f}; {verdict}, at"
            f" {level:.2f}."
        )
