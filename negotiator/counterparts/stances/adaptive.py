"""Stances that form an opinion of you round by round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class AdaptiveTitForTat(Stance):
    """Has a picture of you between 0 and 1, a half at first, that each act moves part of the way to
    1 or to 0. It cooperates while the picture is a half or better.

    Trust that grew slowly is lost slowly: after a long peace it lets a few penalties pass, and
    after a long quarrel it wants to see a few favours. The basic model of the source, which sets no
    rate; from a half up it is tit for tat.
    """

    rate: float = parameter(0.2, 0.01, 1.0, "how far one act moves the picture")
    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "adaptive-tit-for-tat"
    title = "Adaptive tit for tat"
    rule = "It cooperates while its picture of you, moved a little by every act, is good."
    names = ("ATFT",)
    reference = "Tzafestas, From Animals to Animats 6 (Simulation of Adaptive Behavior), 2000"
    memory = float("inf")

    def picture(self, record: Record) -> float:
        """Its opinion of the partner, 0 to 1."""
        picture = 0.5
        for level in record.theirs:
            act = 0.0 if record.harmed(level, self.margin) else 1.0
            picture += self.rate * (act - picture)
        return picture

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.peaceful() if self.picture(record) >= 0.5 else 0.0

    def because(self, record: Record, level: float) -> str:
        picture = self.picture(record)
        verdict = "a half or better" if picture >= 0.5 else "below a half"
        return f"Our picture of you is {picture:.2g} of 1, {verdict}: we are at {level:.2f}."


@register
@dataclass(frozen=True)
class OmegaTitForTat(Stance):
    """Tit for tat that notices two things. When you and it hit each other in turn it breaks the
    deadlock, and cooperates twice running. And it counts how erratic you are: when you change your
    mind or differ from it too often it takes you for one who acts at random, and cooperates no
    more. Steady good conduct lowers that count.

    It did best of its kind in the contests of 2005, where acts were misread. A partner who errs a
    lot for no ill will is given up for good sooner or later.
    """

    deadlock: float = parameter(3.0, 1.0, 50.0, "changes in a row that make a deadlock")
    erratic: float = parameter(8.0, 1.0, 500.0, "count from which it takes you for random")
    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "omega-tit-for-tat"
    title = "Omega tit for tat"
    rule = "Tit for tat that breaks deadlocks, and gives up on those who act at random."
    names = ("OmegaTFT", "OTFT")
    reference = (
        "Slany and Kienreich, in Kendall, Yao and Chong (eds.), The Iterated Prisoners' Dilemma:"
        " 20 Years On, 2007"
    )
    memory = float("inf")

    def judged(self, record: Record) -> tuple[Literal["deadlock", "random", "copy"], int]:
        """What it takes the relation for now, and how erratic the partner has been."""
        mine = [record.harming(level, self.margin) for level in record.mine]
        theirs = [record.harmed(level, self.margin) for level in record.theirs]
        stuck = erratic = 0
        verdict: Literal["deadlock", "random", "copy"] = "copy"
        for k in range(1, len(theirs)):
            if stuck >= self.deadlock:
                # It cooperates twice: now and, from the count beyond the threshold, once more.
                stuck = stuck + 1 if stuck < self.deadlock + 1 else 0
                verdict = "deadlock"
                continue
            changed = theirs[k] != theirs[k - 1]
            erratic += changed + (mine[k] != theirs[k]) - (not (theirs[k] or theirs[k - 1]))
            if erratic >= self.erratic:
                verdict = "random"
            else:
                verdict = "copy"
                stuck = stuck + 1 if changed else 0
        return verdict, erratic

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        match self.judged(record)[0]:
            case "deadlock":
                return record.peaceful()
            case "random":
                return 0.0
            case _:
                return record.matched(record.theirs[-1])

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        verdict, erratic = self.judged(record)
        if verdict == "deadlock":
            return f"You and we hit each other in turn; we break the deadlock, at {level:.2f}."
        count = f"{erratic} on a count that goes to {self.erratic:g}"
        if verdict == "random":
            return f"You act as if at random, {count}; we expect nothing of you: {level:.2f}."
        return (
            f"You were at {record.theirs[-1]:.2f}, and are not erratic ({count}); we return it in"
            f" kind: {level:.2f}."
        )
