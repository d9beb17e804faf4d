"""Specific reciprocity: act for act with one partner. Rules of the iterated prisoner's dilemma.

With levels of only 0 and 1, and no settled history, each answers exactly as its definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

_ALWAYS = float("inf")


@register
@dataclass(frozen=True)
class AlwaysCooperate(Stance):
    """Keeps to what it gave, whatever you do. It accepts deals that give you more than it gets.

    Easy to live with and easy to exploit; a community in which everyone exploits it loses it.
    """

    name = "always-cooperate"
    title = "Always cooperate"
    rule = "It keeps its markets as open as they were, whatever you do."
    names = ("ALLC", "Cooperator", "unconditional cooperation")
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory: ClassVar[float] = 0

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0]

    def tolerates(self, record: Record) -> float:
        return 1.0

    def because(self, record: Record, level: float) -> str:
        return f"We keep our level of {level:.2f}, as always; we do not punish."


@register
@dataclass(frozen=True)
class AlwaysDefect(Stance):
    """Levies the tariffs that suit it best and concedes nothing, to anyone, ever.

    It takes gifts. Only what it loses by others' answers limits it, and it does not look at that.
    """

    name = "always-defect"
    title = "Always defect"
    rule = "It levies the tariffs that suit it best, whatever you do."
    names = ("ALLD", "Defector")
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory: ClassVar[float] = 0

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 0.0

    def red_line(self, record: Record) -> str | None:
        return "We make no concessions, to anyone."

    def because(self, record: Record, level: float) -> str:
        return "We levy the tariffs that suit us best; nothing that you do changes that."


@register
@dataclass(frozen=True)
class TitForTat(Stance):
    """Cooperates first, and from then on does to you what you last did to it: a cut is answered by
    a cut and a penalty by a penalty of the same size.

    Never first to defect, quick to answer, quick to forgive, and easy to read. One misread act is
    enough for two of them to punish each other in turn without end.
    """

    name = "tit-for-tat"
    title = "Tit for tat"
    rule = "It does to you next what you last did to it."
    names = ("TFT",)
    reference = "Rapoport, in Axelrod, The Evolution of Cooperation, 1984"
    memory: ClassVar[float] = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        return record.matched(record.theirs[-1])

    def because(self, record: Record, level: float) -> str:
        return _moved(record, level, "we return it in kind")


@register
@dataclass(frozen=True)
class GenerousTitForTat(Stance):
    """Like tit for tat, but lets a penalty pass unanswered one time in three, by chance.

    The generosity ends the feuds that mistakes begin, and is too rare to be lived off. With the
    usual payoffs (5, 3, 1, 0) a third is the most that it can afford.
    """

    forgives: float = 1.0 / 3.0

    name = "generous-tit-for-tat"
    title = "Generous tit for tat"
    rule = "It returns favours and penalties in kind, but forgives one penalty in three."
    names = ("GTFT",)
    reference = "Nowak and Sigmund, Nature 355, 1992"
    memory: ClassVar[float] = 1
    stochastic = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        answer = record.matched(record.theirs[-1])
        if answer < record.settled[0] and draw < self.forgives:
            return record.settled[0]
        return answer

    def tolerates(self, record: Record) -> float:
        return self.forgives

    def because(self, record: Record, level: float) -> str:
        if record.theirs and level > record.matched(record.theirs[-1]):
            return f"You went down to {record.theirs[-1]:.2f}; this time we let it pass."
        return _moved(record, level, "we return it in kind")


@register
@dataclass(frozen=True)
class TitForTwoTats(Stance):
    """Answers only what is done to it twice running, with the milder of the two.

    A single mistake costs nothing; whoever alternates penalties and favours lives off it.
    """

    name = "tit-for-two-tats"
    title = "Tit for two tats"
    rule = "It lets one penalty pass and answers the second in a row."
    names = ("TF2T",)
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory: ClassVar[float] = 2

    def level(self, record: Record, draw: float = 0.5) -> float:
        if len(record.theirs) < 2:
            return record.settled[0]
        return record.matched(max(record.theirs[-2:]))

    def tolerates(self, record: Record) -> float:
        return 0.25

    def because(self, record: Record, level: float) -> str:
        if len(record.theirs) < 2 or level >= record.settled[0]:
            return f"One act is not yet a habit: we stay at {level:.2f}."
        return _moved(record, level, "twice running is enough")


@register
@dataclass(frozen=True)
class GrimTrigger(Stance):
    """Cooperates until you once fall below what you had settled into, and never again after that.

    No threat is stronger and none is dearer: one mistake ends all trade for good.

    `margin` is how far a level may fall before it counts.
    """

    margin: float = 0.1

    name = "grim-trigger"
    title = "Grim trigger"
    rule = "One penalty, and it never cooperates with you again."
    names = ("Grim", "Grudger", "Friedman", "trigger strategy")
    reference = "Friedman, Review of Economic Studies 38, 1971"
    memory: ClassVar[float] = _ALWAYS

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 0.0 if self._triggered(record) else record.settled[0]

    def _triggered(self, record: Record) -> bool:
        return any(record.harmed(level, self.margin) for level in record.theirs)

    def red_line(self, record: Record) -> str | None:
        return "You broke the peace once; we do not deal with you." * self._triggered(record) or None

    def because(self, record: Record, level: float) -> str:
        if self._triggered(record):
            return f"You once went down to {min(record.theirs):.2f}; we do not forget."
        return f"You have kept the peace; we stay at {level:.2f}."


@register
@dataclass(frozen=True)
class Pavlov(Stance):
    """Stays with what it did if you cooperated with it, and does the opposite if you did not:
    win-stay, lose-shift.

    It mends its own mistakes and those of its twin. It goes on taking from those who let it, and
    backs down before those who hit back.
    """

    margin: float = 0.1

    name = "pavlov"
    title = "Pavlov"
    rule = "If you cooperated it repeats what it did; if you did not it does the opposite."
    names = ("WSLS", "win-stay lose-shift", "simpleton")
    reference = "Nowak and Sigmund, Nature 364, 1993; Kraines and Kraines 1989"
    memory: ClassVar[float] = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        if not record.harmed(record.theirs[-1], self.margin):
            return record.mine[-1]
        return 0.0 if record.mine[-1] > record.settled[0] / 2 else record.settled[0]

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin at {level:.2f}."
        if not record.harmed(record.theirs[-1], self.margin):
            return f"What we did has paid; we stay at {level:.2f}."
        return f"What we did has not paid; we change to {level:.2f}."


def _moved(record: Record, level: float, verdict: str) -> str:
    if not record.theirs:
        return f"We begin at {level:.2f}."
    before = record.theirs[-2] if len(record.theirs) > 1 else record.settled[1]
    now = record.theirs[-1]
    if abs(now - before) < 0.005:
        return f"You stayed at {now:.2f}; {verdict}: {level:.2f}."
    way = "lowered" if now < before else "raised"
    return f"You {way} your level from {before:.2f} to {now:.2f}; {verdict}: {level:.2f}."
