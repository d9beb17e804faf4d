"""Reciprocity as trade law knows it: equivalent concessions, and their withdrawal."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Course, Stance, register
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import money
from negotiator.economy.arrays import Array

#: Billions a year below which a whole range of tariffs is no lever at all.
_NO_LEVER = 1e-12


def equivalent(record: Record, times: float = 1.0) -> float:
    """My level that answers their last with as many dollars, or some multiple of them."""
    if record.my_worth < _NO_LEVER:
        return record.settled[0]
    return record.matched(record.theirs[-1], times * record.their_worth / record.my_worth)


def harm(record: Record) -> float:
    """Billions a year that they took last round from what we had settled into, or 0."""
    if not record.theirs:
        return 0.0
    return max(record.settled[1] - record.theirs[-1], 0.0) * record.their_worth


@register
@dataclass(frozen=True)
class EqualValue(Stance):
    """Gives for what it is given and withdraws for what is withdrawn, worth as much in dollars: it
    looks at how your conduct has changed since the two of you had settled, and keeps its own
    change worth the same. So your answer to its answer is no new harm, and there is no spiral.

    What both had before stays. A small market can therefore never hurt it more than a little, nor
    please it more than a little, by tariffs alone.
    """

    margin: float = parameter(0.02, 0.0, 0.5, "change of your level that is too small to be an act")

    name = "equal-value"
    title = "Equal-value reciprocity"
    rule = "It answers a change in your conduct with one of its own that is worth the same."
    names = ("first-difference reciprocity", "reciprocity at the margin")
    reference = "Bagwell and Staiger, American Economic Review 89, 1999; GATT Art. XXVIII bis, 1955"
    memory = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not self._acted(record):
            return record.settled[0]
        return equivalent(record)

    def _acted(self, record: Record) -> bool:
        # Levels move a little with everyone else's trade, and a large partner's little is much.
        return bool(record.theirs) and abs(record.theirs[-1] - record.settled[1]) >= self.margin

    def because(self, record: Record, level: float) -> str:
        if not self._acted(record):
            return f"Nothing has changed between us; we are at {level:.2f}."
        before, now = record.settled[1], record.theirs[-1]
        worth = (now - before) * record.their_worth
        what = "given us" if worth > 0 else "taken from us"
        # At the end of its range it cannot answer in full, and says what it can.
        moved = abs(level - record.settled[0]) * record.my_worth
        answer = "give" if worth > 0 else "withdraw"
        return (
            f"From {before:.2f} to {now:.2f} you have {what} {money(abs(worth))} a year;"
            f" we {answer} {money(moved)} and go to {level:.2f}."
        )


@dataclass(frozen=True)
class Suspension(Stance):
    """What stances that only suspend concessions share: at peace they stay where they are, and by
    treaty they give what is worth as much as they get."""

    margin: float = parameter(0.02, 0.0, 0.5, "fall of your level that is too small to be an act")

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not self.injured(record):
            return record.settled[0]
        return equivalent(record)

    def earns(self, record: Record) -> float:
        return equivalent(record) if record.theirs else record.settled[0]

    def injured(self, record: Record) -> bool:
        """Whether there is something to suspend concessions for."""
        return bool(record.theirs) and record.harmed(record.theirs[-1], self.margin)

    def because(self, record: Record, level: float) -> str:
        if not self.injured(record):
            return f"You have taken nothing from us; we are at {level:.2f}."
        suspended = (record.settled[0] - level) * record.my_worth
        return (
            f"You have taken {money(harm(record))} a year from us; we suspend concessions worth"
            f" {money(suspended)} and go to {level:.2f}{self.manner(record)}."
        )

    def manner(self, record: Record) -> str:
        """How it suspends them, in words that go on."""
        return ""


@register
@dataclass(frozen=True)
class EquivalentWithdrawal(Suspension):
    """Withdraws what is worth as much as you took, in dollars, for as long as you do: not more,
    and no longer. It gives nothing that was not agreed.

    This is the law of the WTO: a right to balance, not to punish. The large lose little by it when
    they take from the small, whose whole market may be worth less than the harm; and no favour
    moves it, so what is new needs a treaty.
    """

    name = "equivalent-withdrawal"
    title = "Equivalent withdrawal"
    rule = "It withdraws concessions worth what you took, until you give it back."
    names = ("substantially equivalent concessions", "suspension of concessions", "rebalancing")
    reference = "GATT Art. XXVIII:3, 1947; DSU Art. 22.4, 1994"
    memory = 1


@register
@dataclass(frozen=True)
class Escalating(Suspension):
    """Answers a penalty with half of it; and for each further round that you keep it up, with half
    as much again, until it takes twice what you took. When you stop, so does it.

    It gives you time to think and makes waiting dear. Against one who does the same it ends where
    neither wanted to be; and what it takes in the end is more than the law allows.
    """

    first: float = parameter(0.5, 0.0, 3.0, "share of the harm that the first answer takes")
    step: float = parameter(0.5, 0.0, 3.0, "by how much this share rises in each round")

    name = "escalating"
    title = "Escalating retaliation"
    rule = "The longer your penalty lasts, the more it takes in answer, from half to twice as much."
    names = ("escalating countermeasures",)
    reference = "Council Regulation (EC) 2193/2003: duties that rise month by month"
    memory = 4
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not self.injured(record):
            return record.settled[0]
        return equivalent(record, self._times(record))

    def _times(self, record: Record) -> float:
        rounds = 0
        for level in reversed(record.theirs[-int(self.memory) :]):
            if not record.harmed(level, self.margin):
                break
            rounds += 1
        return self.first + self.step * (rounds - 1)

    def manner(self, record: Record) -> str:
        return f", {self._times(record):.2g} times what you took; each further round costs more"


@register
@dataclass(frozen=True)
class Carousel(Suspension):
    """Withdraws as much as you took, but moves its tariffs to other sectors every round, and lifts
    them where they were.

    Nobody at home knows who is hit next, so many plead with their government for peace instead of
    a few. No firm can plan around it, in its own country as little as in yours.
    """

    groups: float = parameter(3.0, 1.0, 20.0, "into how many turns it divides the sectors")

    name = "carousel"
    title = "Carousel retaliation"
    rule = "It withdraws as much as you took, each round in other sectors."
    names = ("carousel", "rotating retaliation")
    reference = "US Trade and Development Act 2000, s. 407; Trade Act 1974, s. 306(b)"
    memory = 1

    def course(self, record: Record, hit: Array) -> Course | None:
        if not self.injured(record):
            return None
        size = math.ceil(len(hit) / self.groups)
        place = (np.arange(len(hit)) - size * len(record.theirs)) % len(hit)
        return Course((place < size).astype(float), afresh=True)

    def manner(self, record: Record) -> str:
        return ", this round in other sectors than last"


@register
@dataclass(frozen=True)
class CrossRetaliation(Suspension):
    """Withdraws as much as you took where you took it: in the same sectors. If that is not enough
    it goes on to the others, and if all its tariffs are not enough, to other agreements: it stops
    recognising your authors' copyright, and then relaxed visas.

    So a small market has an answer to a large one, which would hardly feel its tariffs. The WTO
    allowed it to Ecuador and to Antigua. It costs the goodwill of those who respect copyright, and
    can do nothing where nothing was granted.
    """

    name = "cross-retaliation"
    title = "Cross-retaliation"
    rule = "It answers in the same sector, then in others, then by withdrawing copyright."
    names = ("order of suspension", "suspension across sectors and agreements")
    reference = "DSU Art. 22.3, 1994; WT/DS27/ARB/ECU, 2000; WT/DS285/ARB, 2007"
    memory = 1

    def course(self, record: Record, hit: Array) -> Course | None:
        return Course(hit, domains=(Domain.COPYRIGHT, Domain.TRAVEL), beyond=self._left(record))

    def _left(self, record: Record) -> float:
        """Billions a year of harm beyond all that tariffs can withdraw."""
        if not self.injured(record):
            return 0.0
        return max(harm(record) - record.settled[0] * record.my_worth, 0.0)

    def manner(self, record: Record) -> str:
        left = self._left(record)
        if not left:
            return ""
        return f"; for {money(left)} more we withdraw copyright and visas as far as we grant them"


@register
@dataclass(frozen=True)
class FullReciprocity(Stance):
    """Asks for equal openness, not for equal steps: its level toward you is yours toward it,
    whatever was agreed.

    It sounds fair and treats unequal countries alike: a poor partner that protects a young
    industry is met by the same walls. Where you were the more open one it opens; where it was, it
    takes back what it gave.
    """

    name = "full-reciprocity"
    title = "Full reciprocity"
    rule = "It is as open to you as you are to it, whatever was agreed."
    names = ("mirror-image reciprocity", "aggressive reciprocity", "reciprocal tariffs")
    reference = "Cline, Reciprocity: A New Approach to World Trade Policy?, 1982"
    memory = 1
    steady = False

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.theirs[-1] if record.theirs else record.settled[1]

    def because(self, record: Record, level: float) -> str:
        return f"You are open to us at {level:.2f}, and so are we to you: at {level:.2f}."
