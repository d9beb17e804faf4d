"""Stances made for levels in between: steps, slopes and slow anger."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

#: Rounds in a row that its anger takes to be whole.
_FUSE = 3


@register
@dataclass(frozen=True)
class RaiseTheStakes(Stance):
    """Begins with little and goes up step by step, as long as you keep up: one step when you match
    it, two when you do better. When you do less it comes down to you.

    It never has more than two steps at stake, so it can test a stranger's good faith cheaply. With
    someone who never goes along it goes up and down without end; and it is late where both would
    have been ready for everything at once.
    """

    opening: float = parameter(0.2, 0.0, 1.0, "first level toward one it never met")
    step: float = parameter(0.1, 0.0, 0.5, "by how much it raises when matched")
    margin: float = parameter(0.03, 0.0, 0.5, "difference of levels that still counts as matched")

    name = "raise-the-stakes"
    title = "Raise the stakes"
    rule = "It raises its level a step when you match it, two when you do better; else it matches."
    names = ("RTS",)
    reference = "Roberts and Sherratt, Nature 394, 1998"
    memory = 1
    steady = False
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return self.opening if record.start is None else record.settled[0]
        mine, answer = record.mine[-1], record.matched(record.theirs[-1])
        if answer < mine - self.margin:
            return answer
        steps = 2.0 if answer > mine + self.margin else 1.0
        return min(mine + steps * self.step, 1.0)

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin at {level:.2f}, and go up as you go along."
        mine, answer = record.mine[-1], record.matched(record.theirs[-1])
        if answer < mine - self.margin:
            return f"You stayed below us, at {record.theirs[-1]:.2f}: we come down to {level:.2f}."
        what = "did more than we" if answer > mine + self.margin else "kept up with us"
        return f"You {what}, at {record.theirs[-1]:.2f}: we raise the stakes to {level:.2f}."


@register
@dataclass(frozen=True)
class ContinuousReactive(Stance):
    """Answers along a straight line: so much for every step of yours, and a little on top.

    The slope says how sharply it reacts and the intercept how generous it is. The little on top
    ends feuds by itself, level by level, where bare tit for tat would carry them on; the same
    little is what you can take from it for nothing.
    """

    intercept: float = parameter(0.1, -1.0, 1.0, "what it adds to its answer, whatever you do")
    slope: float = parameter(0.9, 0.0, 3.0, "by how much it moves for each step of yours")

    name = "continuous-reactive"
    title = "Continuous reactive"
    rule = "It answers each step of yours with a fixed share of a step, and adds a little."
    names = ("linear reactive strategy",)
    reference = "Wahl and Nowak, Journal of Theoretical Biology 200, 1999"
    memory = 1
    steady = False
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        mine, theirs = record.settled
        line = mine + self.intercept + self.slope * (record.theirs[-1] - theirs)
        return min(max(line, 0.0), 1.0)

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        moved = record.theirs[-1] - record.settled[1]
        return (
            f"You are {moved:+.2f} from where we had settled; {self.slope:.2g} times that, and"
            f" {self.intercept:+.2g}, is {level:.2f} for us."
        )


@register
@dataclass(frozen=True)
class Grit(Stance):
    """Announces a small step toward you and takes it, unasked; then another. Each one that you
    return it follows with more. It goes no further ahead of you than a few steps, and there it
    waits. If you take advantage it answers in kind, no more, and begins again with small steps.

    Made to lead two rivals out of a cold war, in which neither dares to be first. Whoever returns
    nothing keeps those few steps for nothing.
    """

    step: float = parameter(0.08, 0.0, 0.5, "how large an initiative is")
    lead: float = parameter(3.0, 1.0, 10.0, "how many steps it goes ahead of you")
    margin: float = parameter(0.03, 0.0, 0.5, "fall of your level that is too small to be an act")

    name = "grit"
    title = "GRIT"
    rule = "It takes small announced steps ahead of you, goes on if you follow, and hits back once."
    names = ("graduated and reciprocated initiatives in tension reduction",)
    reference = "Osgood, An Alternative to War or Surrender, 1962"
    memory = 2
    steady = False
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        answer = record.matched(record.last_two[1])
        if self._struck(record):
            return answer
        mine = record.mine[-1] if record.mine else record.settled[0]
        return min(max(mine, answer) + self.step, answer + self.lead * self.step, 1.0)

    def _struck(self, record: Record) -> bool:
        before, now = record.last_two
        return now < before - self.margin

    def because(self, record: Record, level: float) -> str:
        before, now = record.last_two
        if self._struck(record):
            return f"You went down from {before:.2f} to {now:.2f}; we answer in kind: {level:.2f}."
        answer = record.matched(now)
        if level > answer + (self.lead - 0.5) * self.step:
            return f"We are as far ahead of you as we go, at {level:.2f}; the next step is yours."
        if now > before + self.margin:
            return f"You went up to {now:.2f}: we take the next step, to {level:.2f}."
        if level == 1.0:
            return f"We have gone all the way, to {level:.2f}, and look to you to follow."
        return f"We take a step unasked, to {level:.2f}, and look to you to follow."


@register
@dataclass(frozen=True)
class ScaledTitForTat(Stance):
    """Tit for tat with a smaller measure: it returns a fixed fraction of every favour and of every
    penalty.

    Its answers are a fraction of a fraction when they come back, so a quarrel of two of them dies
    away. A patient rival finds that a penalty costs less than it brings.
    """

    fraction: float = parameter(0.5, 0.0, 1.0, "share of your move that it returns")

    name = "scaled-tit-for-tat"
    title = "Scaled tit for tat"
    rule = "It returns a fixed fraction of what you do."
    names = ("partial reciprocity",)
    reference = "a line of Wahl and Nowak, Journal of Theoretical Biology 200, 1999"
    memory = 1
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        return record.matched(record.theirs[-1], self.fraction)

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        moved = record.theirs[-1] - record.settled[1]
        return (
            f"You are {moved:+.2f} from where we had settled; we return {self.fraction:.0%} of it"
            f" and are at {level:.2f}."
        )


@register
@dataclass(frozen=True)
class SlowToAnger(Stance):
    """Answers a penalty with a third of it, a second in a row with two thirds, and only the third
    in full. One good round, and all is forgiven; favours it returns at once.

    Where acts are often misread this does better than a quick temper: a mistake costs little and
    is never carried on. Whoever strikes two rounds in three pays half of what is due.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "slow-to-anger"
    title = "Slow to anger"
    rule = "Its answer to a penalty grows over three rounds, and one good round ends it."
    names = ("slow to anger and fast to forgive", "lenient and forgiving")
    reference = "Fudenberg, Rand and Dreber, American Economic Review 102(2), 2012"
    memory = _FUSE
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        anger = self._rounds(record) / _FUSE
        if anger == 0.0:
            return record.peaceful()
        answer = record.matched(record.theirs[-1])
        return (1.0 - anger) * record.settled[0] + anger * answer

    def _rounds(self, record: Record) -> int:
        """Rounds of harm in a row up to the last, as far as they count."""
        count = 0
        for level in reversed(record.theirs[-_FUSE:]):
            if not record.harmed(level, self.margin):
                break
            count += 1
        return count

    def because(self, record: Record, level: float) -> str:
        rounds = self._rounds(record)
        if rounds == 0:
            return f"There is nothing to be angry about; we are at {level:.2f}."
        return (
            f"You went down to {record.theirs[-1]:.2f}, {rounds} of the last {_FUSE} rounds"
            f" without a break; we answer {rounds} thirds of it: {level:.2f}."
        )
