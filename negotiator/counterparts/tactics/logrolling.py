"""Tactics that learn what the partner cares about, and give where it costs them least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.tactics.base import Tactic, register
from negotiator.counterparts.tactics.clock import polynomial
from negotiator.counterparts.tactics.table import Issue, Table
from negotiator.diplomacy.clauses import Clause, Offer

#: Offers that are no better than this much of the possible gain are no better.
_STILL = 1e-6

_Value = frozenset[Clause]


def _value(offer: Offer, issue: Issue) -> _Value:
    """What an offer says on an issue; empty when it says nothing."""
    giver, domain = issue
    return frozenset(c for c in offer.clauses if c.giver == giver and c.domain is domain)


def kept(offers: Sequence[Offer], issues: Sequence[Issue], rate: float = 0.2) -> dict[Issue, float]:
    """The partner's weights, by what it keeps from one offer to the next; mean 1.

    Of two offers in a row, each issue on which both say the same gains rate/n, n the number of
    issues; then all are scaled to their old sum, and none grows so large that another would have
    to fall to nothing. What neither of the two mentions tells nothing.

    Van Krimpen, Looije and Hajizadeh, HardHeaded, in Complex Automated Negotiations: Theories,
    Models, and Software Competitions, Springer 2013.
    """
    if not issues:
        return {}
    n = len(issues)
    gold = rate / n
    weights = dict.fromkeys(issues, 1.0 / n)
    for before, after in pairwise(offers):
        same = [i for i in issues if (said := _value(after, i)) and said == _value(before, i)]
        total = 1.0 + gold * len(same)
        most = 1.0 - n * gold / total
        for issue in issues:
            more = gold if issue in same and weights[issue] < most else 0.0
            weights[issue] = (weights[issue] + more) / total
    whole = sum(weights.values())
    return {issue: n * weight / whole for issue, weight in weights.items()}


def insisted(offers: Sequence[Offer], issues: Sequence[Issue]) -> dict[Issue, float]:
    """The partner's weights, by how often it says the same on an issue; mean 1.

    Each weighs as the number of offers in which its most frequent content stands. One more is
    counted for every issue, so that what was not mentioned yet is not held to be worth nothing.

    The frequency model of Van Galen Last, Agent Smith: opponent model estimation in bilateral
    multi-issue negotiation, in New Trends in Agent-Based Complex Automated Negotiations,
    Springer 2012.
    """
    if not issues:
        return {}
    counts = {}
    for issue in issues:
        said = Counter(value for offer in offers if (value := _value(offer, issue)))
        counts[issue] = 1 + max(said.values(), default=0)
    mean = sum(counts.values()) / len(issues)
    return {issue: count / mean for issue, count in counts.items()}


@register
@dataclass(frozen=True)
class HardHeaded(Tactic):
    """Concedes little, and that late; meanwhile it learns from your offers what you care about.

    What you keep from one offer to the next it takes to be dear to you, and among the packages
    that reach its ask it picks the one that serves you best by that estimate: it gives where it
    believes that you gain most, and nothing of its own.
    """

    opening: float = parameter(0.95, 0.0, 1.0, "share of its possible gain that it asks for first")
    floor: float = parameter(0.585, 0.0, 1.0, "least share that it asks for")
    exponent: float = parameter(0.05, 0.01, 0.99, "e: the smaller, the later it concedes")
    learning: float = parameter(0.2, 0.0, 1.0, "how much one offer changes what it believes")

    name = "hardheaded"
    title = "HardHeaded"
    rule = "It concedes little and late, and learns what you care about."
    names = ("HardHeaded", "winner of the negotiating agents' competition of 2011")
    reference = (
        "Van Krimpen, Looije and Hajizadeh, HardHeaded, in Complex Automated Negotiations,"
        " Springer 2013"
    )

    def aspiration(self, table: Table) -> float:
        return self.given_up(polynomial(table.time, self.exponent))

    def interests(self, table: Table, issues: Sequence[Issue]) -> Mapping[Issue, float] | None:
        return kept(table.offers, issues, self.learning)


@register
@dataclass(frozen=True)
class Logroller(Tactic):
    """Looks for another package on the same footing before it asks for less.

    It trades one domain for another: what you insist on it gives, and takes what you let go of,
    so that its own share stays and yours grows. Only when your offers no longer get better for it
    does it give up a step, and otherwise a little by the clock.
    """

    step: float = parameter(0.15, 0.0, 1.0, "part of the way it gives up when talks stand still")
    exponent: float = parameter(0.4, 0.01, 0.99, "e: the smaller, the later it concedes by itself")

    name = "logroller"
    title = "Logroller"
    rule = "It trades one domain for another before it asks for less."
    names = ("logrolling", "iso-utility trade-offs")
    reference = "Faratin, Sierra and Jennings, Artificial Intelligence 142, 2002"
    explores = True

    def aspiration(self, table: Table) -> float:
        worth = table.worth
        stood = sum(worth[k] <= max(worth[:k]) + _STILL for k in range(1, len(worth)))
        return self.given_up(min(polynomial(table.time, self.exponent) + self.step * stood, 1.0))

    def interests(self, table: Table, issues: Sequence[Issue]) -> Mapping[Issue, float] | None:
        return insisted(table.offers, issues)
