"""Tit for tat and its nearest kin: quicker to forgive, slower to forgive, or wary at first.

With levels of only 0 and 1, and nothing settled before, each answers exactly as its definition.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

#: Levels that read the same with two digits.
_SAME = 0.005


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
    memory = 1

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

    forgives: float = parameter(1.0 / 3.0, 0.0, 1.0, "chance that a penalty passes unanswered")

    name = "generous-tit-for-tat"
    title = "Generous tit for tat"
    rule = "It returns favours and penalties in kind, but forgives one penalty in three."
    names = ("GTFT",)
    reference = "Nowak and Sigmund, Nature 355, 1992"
    memory = 1
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
        if record.theirs and level > record.matched(record.theirs[-1]) + _SAME:
            return (
                f"You went down to {record.theirs[-1]:.2f}; this time we let it pass and stay"
                f" at {level:.2f}."
            )
        return _moved(record, level, "we return it in kind")


@register
@dataclass(frozen=True)
class TitForTwoTats(Stance):
    """Answers only what is done to it twice running, with the milder of the two.

    A single mistake costs nothing; whoever alternates penalties and favours lives off it.
    """

    overlooks: float = parameter(0.25, 0.0, 1.0, "share of an uneven deal that it overlooks")

    name = "tit-for-two-tats"
    title = "Tit for two tats"
    rule = "It lets one penalty pass and answers the second in a row."
    names = ("TF2T",)
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory = 2

    def level(self, record: Record, draw: float = 0.5) -> float:
        # Before the second round what had been settled stands in for the round that is missing.
        return record.matched(max(record.last_two))

    def tolerates(self, record: Record) -> float:
        return self.overlooks

    def because(self, record: Record, level: float) -> str:
        before, now = record.last_two
        if not record.theirs or abs(now - before) < _SAME:
            return _moved(record, level, "we return it in kind")
        if now < before:
            return f"You went down to {now:.2f}, once: we stay at {level:.2f}."
        return _moved(record, level, "we return it in kind")


@register
@dataclass(frozen=True)
class TwoTitsForTat(Stance):
    """Answers each penalty twice: it does the worse of what you did in the last two rounds.

    Cheating it never pays, not even once. But two rounds of good conduct are needed to end a
    quarrel, and where acts are misread its quarrels are long.
    """

    name = "two-tits-for-tat"
    title = "Two tits for tat"
    rule = "It answers each penalty in kind, twice."
    names = ("2TFT",)
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory = 2

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.matched(min(record.last_two))

    def earns(self, record: Record) -> float:
        # A treaty lasts: what it promises will be there in two rounds.
        return record.matched(record.last_two[1])

    def because(self, record: Record, level: float) -> str:
        before, now = record.last_two
        if record.theirs and now > before + _SAME:
            return (
                f"You went up from {before:.2f} to {now:.2f}; we go by the worse of two rounds,"
                f" and are at {level:.2f}."
            )
        return _moved(record, level, "we return it in kind")


@register
@dataclass(frozen=True)
class SuspiciousTitForTat(Stance):
    """Begins with a penalty, even where peace had been settled, and then does to you what you last
    did to it.

    It is at peace only with those who let the first blow pass. With tit for tat it is in a feud
    from the second round on, each punishing the other in turn.
    """

    name = "suspicious-tit-for-tat"
    title = "Suspicious tit for tat"
    rule = "It begins with a penalty; after that it does to you next what you last did to it."
    names = ("STFT", "mistrust")
    reference = "Boyd and Lorberbaum, Nature 327, 1987"
    memory = 1
    steady = False

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.matched(record.theirs[-1]) if record.theirs else 0.0

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We trust nobody before we have seen what he does: we begin at {level:.2f}."
        return _moved(record, level, "we return it in kind")


def _moved(record: Record, level: float, verdict: str) -> str:
    if not record.theirs:
        return f"We begin where we were, at {level:.2f}."
    before, now = record.last_two
    if abs(now - before) < _SAME:
        mine, theirs = record.settled
        if abs(now - theirs) < _SAME and abs(level - mine) < _SAME:
            return f"You are where we had settled, at {now:.2f}; so are we, at {level:.2f}."
        return (
            f"You stayed at {now:.2f} where {theirs:.2f} was settled; {verdict}: {level:.2f} where"
            f" {mine:.2f} was."
        )
    way = "lowered" if now < before else "raised"
    return f"You {way} your cooperation from {before:.2f} to {now:.2f}; {verdict}: {level:.2f}."
