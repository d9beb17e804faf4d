"""Stances whose punishment lasts: longer than the offence, and not for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

#: Rounds of cooperation after a punishment, whatever the partner does.
_CALM = 2


class Answer(NamedTuple):
    """An answer that is under way: to which level, of which number, its place and length in rounds.

    Beyond its length the place counts the rounds of calm.
    """

    offence: float
    number: int
    place: int
    length: int


@dataclass(frozen=True)
class _Punishing(Stance):
    """What punishers share: so many rounds in kind, then calm, and only then a look at the
    partner again."""

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    memory = float("inf")

    def length(self, number: int) -> int:
        """For how many rounds it answers an offence, by how many it has answered."""
        raise NotImplementedError

    def answer(self, record: Record) -> Answer | None:
        """The answer that the next round belongs to; None in peace."""
        next_round, k, number = len(record.theirs), 0, 0
        while k < next_round:
            if not record.harmed(record.theirs[k], self.margin):
                k += 1
                continue
            number += 1
            length = self.length(number)
            if next_round <= k + length + _CALM:
                return Answer(record.theirs[k], number, next_round - k, length)
            k += length + _CALM
        return None

    def level(self, record: Record, draw: float = 0.5) -> float:
        answer = self.answer(record)
        if answer is None or answer.place > answer.length:
            return record.peaceful()
        return record.matched(answer.offence)

    def because(self, record: Record, level: float) -> str:
        answer = self.answer(record)
        if answer is None:
            return f"You have kept the peace; we are at {level:.2f}."
        if answer.place > answer.length:
            return f"Your penalty is answered; whatever you do, we hold out a hand at {level:.2f}."
        return (
            f"Penalty {answer.number} of yours that we answer, to {answer.offence:.2f}: round"
            f" {answer.place} of {answer.length} in kind, at {level:.2f}."
        )


@register
@dataclass(frozen=True)
class Gradual(_Punishing):
    """Answers your first penalty for one round, the second for two, the third for three; then it
    cooperates for two rounds whatever you do, so that both can find back, and only then looks at
    you again.

    Mild to one who errs, harder and harder to one who tries again, and it tells both when the
    matter is closed. It never forgets the count: after a long and noisy history one more mistake
    is dear. What you do while it punishes or calms down is not counted.
    """

    name = "gradual"
    title = "Gradual"
    rule = "It answers your n-th penalty for n rounds, and then makes peace for two."
    names = ("graduated retaliation",)
    reference = "Beaufils, Delahaye and Mathieu, Artificial Life V, 1996"

    def length(self, number: int) -> int:
        return number


@register
@dataclass(frozen=True)
class SoftGrim(_Punishing):
    """Answers any penalty for four rounds in kind, then cooperates for two rounds whatever you do,
    and looks at you again.

    A threat almost as good as grim trigger's, from which there is a way back. Six rounds for each
    mistake is still a long time.
    """

    rounds: float = parameter(4.0, 1.0, 20.0, "rounds for which it answers a penalty")

    name = "soft-grim"
    title = "Soft grim"
    rule = "It answers a penalty for four rounds, and then makes peace for two."
    names = ("soft grudger", "SGRIM")
    reference = (
        "Li, Hingston and Kendall, IEEE Transactions on Computational Intelligence and AI in"
        " Games 3(2), 2011"
    )

    def length(self, number: int) -> int:
        return round(self.rounds)


@register
@dataclass(frozen=True)
class Forgiver(Stance):
    """Keeps count, and bears a tenth: while no more than one in ten of your acts was a penalty it
    cooperates, and above that it does not, whatever you did last.

    Rare mistakes late in a long peace cost nothing. An early one costs nine rounds, and whoever
    knows the count can take one free penalty in ten.
    """

    bears: float = parameter(0.1, 0.0, 1.0, "share of penalties that it bears")
    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    name = "forgiver"
    title = "Forgiver"
    rule = "It cooperates while no more than a tenth of your acts were penalties."
    names = ("Campbell's forgiver",)
    reference = (
        "Knight and others, The Axelrod library, Journal of Open Research Software 4, e35, 2016"
    )
    memory = float("inf")

    def _share(self, record: Record) -> float:
        penalties = sum(record.harmed(level, self.margin) for level in record.theirs)
        return penalties / max(len(record.theirs), 1)

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 0.0 if self._share(record) > self.bears else record.peaceful()

    def tolerates(self, record: Record) -> float:
        return self.bears if self._share(record) <= self.bears else 0.0

    def because(self, record: Record, level: float) -> str:
        share = self._share(record)
        verdict = "more than we bear" if share > self.bears else "and we bear it"
        return f"{share:.0%} of your acts were penalties, {verdict}: we are at {level:.2f}."
