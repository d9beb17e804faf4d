"""Concessions to everyone: most-favoured-nation treatment, and cuts by formula."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register
from negotiator.economy.formulas import linear_cut, swiss_formula


def best_rise(record: Record) -> float:
    """By how much its level toward whom it has favoured most is above what it was at first."""
    community = record.community
    if community is None or not community.levels:
        return 0.0
    first, last = community.levels[0][community.me], community.levels[-1][community.me]
    others = [k for k in range(len(first)) if k not in (community.me, community.partner)]
    return max((last[k] - first[k] for k in others), default=0.0)


def extended(record: Record, rise: float) -> float:
    """My level with a rise of others extended to this partner; never below what was settled."""
    community = record.community
    if rise <= 0.0 or community is None:
        return record.settled[0]
    first = community.levels[0][community.me][community.partner]
    return max(record.settled[0], min(first + rise, 1.0))


def for_a_promise(record: Record) -> float:
    """My level by a treaty: step for step with the partner's, from what was settled."""
    return record.matched(record.theirs[-1]) if record.theirs else record.settled[0]


@register
@dataclass(frozen=True)
class UnconditionalMFN(Stance):
    """What it gives to anyone it gives to you, at once and for nothing: the most favoured
    nation is every nation. It does not single you out for a penalty either.

    One deal of yours with it opens it to all, and one of others' opens it to you. So nobody is
    diverted from the cheapest supplier, and everybody may wait for others to pay. Alone with you
    it keeps to what was settled.
    """

    name = "unconditional-mfn"
    title = "Unconditional MFN"
    rule = "It extends to you what it gives to anyone, and asks nothing for it."
    names = ("most-favoured-nation treatment", "non-discrimination")
    reference = "GATT Art. I, 1947; Cobden-Chevalier treaty, 1860"
    memory = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        return extended(record, best_rise(record))

    def earns(self, record: Record) -> float:
        return max(self.level(record), for_a_promise(record))

    def because(self, record: Record, level: float) -> str:
        rise = best_rise(record)
        if level > record.settled[0]:
            return f"We have raised another by {rise:.2f}; you get as much, and are at {level:.2f}."
        return f"Nobody has had more from us than you; we are at {level:.2f}."


@register
@dataclass(frozen=True)
class ConditionalMFN(Stance):
    """What it gives to another it gives to you if you give as much for it as the other did, and no
    further than you go. A penalty it answers in kind.

    Nobody rides for free. But every concession must be bargained for again with everyone, and
    what each paid is hard to compare: most states gave this clause up. Alone with you it only
    answers penalties.
    """

    margin: float = parameter(0.05, 0.0, 0.9, "fall of your level that is too small to be an act")

    name = "conditional-mfn"
    title = "Conditional MFN"
    rule = "It extends to you what it gives to another, as far as you pay for it too."
    names = ("conditional most-favoured-nation treatment",)
    reference = "Viner, Journal of Political Economy 32, 1924; US treaties of 1778 to 1923"
    memory = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        if self._harmed(record):
            return record.matched(record.theirs[-1])
        return extended(record, min(best_rise(record), self._paid(record)))

    def earns(self, record: Record) -> float:
        return max(self.level(record), for_a_promise(record))

    def _harmed(self, record: Record) -> bool:
        return bool(record.theirs) and record.harmed(record.theirs[-1], self.margin)

    def _paid(self, record: Record) -> float:
        """By how much the partner is above what it was at first."""
        community = record.community
        if community is None or not community.levels:
            return 0.0
        first, last = community.levels[0], community.levels[-1]
        return last[community.partner][community.me] - first[community.partner][community.me]

    def because(self, record: Record, level: float) -> str:
        if self._harmed(record):
            return f"You went down to {record.theirs[-1]:.2f}; we answer in kind: {level:.2f}."
        rise = max(best_rise(record), 0.0)
        return (
            f"We have raised another by {rise:.2f}, and you us by {self._paid(record):.2f}: we"
            f" extend to you what you pay for, and are at {level:.2f}."
        )


@dataclass(frozen=True)
class FormulaCutter(Stance):
    """What cutters share: each round they cut what still divides them from full openness."""

    memory = 1
    steady = False
    graded = True

    def level(self, record: Record, draw: float = 0.5) -> float:
        mine = record.mine[-1] if record.mine else record.settled[0]
        if self._harmed(record):
            return mine
        return 1.0 - min(max(self.cut(1.0 - mine), 0.0), 1.0)

    def cut(self, gap: float) -> float:
        """What a gap of 0 (open) to 1 (closed) becomes."""
        raise NotImplementedError

    def _harmed(self, record: Record) -> bool:
        return bool(record.theirs) and record.harmed(record.theirs[-1])

    def because(self, record: Record, level: float) -> str:
        if self._harmed(record):
            return (
                f"You went down to {record.theirs[-1]:.2f}: the cuts wait, and we stay at"
                f" {level:.2f}."
            )
        mine = record.mine[-1] if record.mine else record.settled[0]
        return (
            f"By our formula what was closed goes from {1.0 - mine:.2f} to {1.0 - level:.2f}; we"
            f" are at {level:.2f}."
        )


@register
@dataclass(frozen=True)
class LinearCutter(FormulaCutter):
    """Cuts what is left of its protection by the same share every round, for everyone who keeps
    the peace, as in the Kennedy Round. While you penalise it the cuts wait.

    Simple, and free of haggling about each product. High tariffs stay higher than low ones; and
    it does not look at whether you cut yours.
    """

    share: float = parameter(0.2, 0.0, 1.0, "share of what is left that a round cuts")

    name = "linear-cutter"
    title = "Linear formula cutter"
    rule = "Each round it cuts a fixed share of what protection it has left."
    names = ("across-the-board cuts",)
    reference = "GATT, Kennedy Round, 1964-67"

    def cut(self, gap: float) -> float:
        return float(linear_cut(np.array(gap), self.share))


@register
@dataclass(frozen=True)
class SwissCutter(FormulaCutter):
    """Cuts what protection it has by the Swiss formula, which takes most from whom it treats
    worst: a gap of x becomes a·x/(a + x). While you penalise it the cuts wait.

    It brings states that are treated unequally together fast, and slows down as it opens. Those
    who have most to cut like it least.
    """

    coefficient: float = parameter(2.0, 0.01, 100.0, "a of the formula: the smaller, the faster")

    name = "swiss-cutter"
    title = "Swiss formula cutter"
    rule = "Each round it cuts its protection by a formula that cuts the highest most."
    names = ("harmonising cuts",)
    reference = "GATT, Tokyo Round, 1973-79; WTO TN/MA/W/103/Rev.3, 2008"

    def cut(self, gap: float) -> float:
        return float(swiss_formula(np.array(gap), self.coefficient))
