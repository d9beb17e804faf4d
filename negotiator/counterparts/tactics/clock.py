"""Time-dependent tactics: what is asked for falls with the patience that is used.

Faratin, Sierra and Jennings (1998), section 4.1. Of the way from opening to floor, a(t) has been
given up; with k the share that is conceded at once, the papers' α(t) is k + (1 − k)·a(t), and k is
1 − opening where the floor is zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.tactics.base import Tactic, register
from negotiator.counterparts.tactics.table import Table


def polynomial(time: float, exponent: float) -> float:
    """a(t) = t^(1/e): the part of the way that has been gone, from 0 to 1."""
    return float(min(max(time, 0.0), 1.0) ** (1.0 / exponent))


@register
@dataclass(frozen=True)
class Boulware(Tactic):
    """Holds out near its first demand, and concedes only when its patience is nearly at an end.

    Named after Lemuel Boulware of General Electric, who made one offer and kept to it.
    """

    exponent: float = parameter(0.2, 0.01, 0.99, "e: the smaller, the later it concedes")

    name = "boulware"
    title = "Boulware"
    rule = "It holds out and concedes late."
    names = ("Boulware", "polynomial time-dependent, e < 1")

    def aspiration(self, table: Table) -> float:
        return self.given_up(polynomial(table.time, self.exponent))


@register
@dataclass(frozen=True)
class Linear(Tactic):
    """Gives up the same part of its demand in every exchange, whatever you do."""

    name = "linear"
    title = "Linear"
    rule = "It concedes evenly, exchange by exchange."
    names = ("linear time-dependent", "polynomial time-dependent, e = 1")

    def aspiration(self, table: Table) -> float:
        return self.given_up(table.time)


@register
@dataclass(frozen=True)
class Conceder(Tactic):
    """Goes most of the way to its least demand at once, and little further after that.

    With an exponent of 1 it concedes evenly.
    """

    exponent: float = parameter(3.0, 1.0, 100.0, "e: the larger, the sooner it concedes")

    name = "conceder"
    title = "Conceder"
    rule = "It concedes early."
    names = ("Conceder", "polynomial time-dependent, e > 1")

    def aspiration(self, table: Table) -> float:
        return self.given_up(polynomial(table.time, self.exponent))


@register
@dataclass(frozen=True)
class Exponential(Tactic):
    """Concedes by the exponential family, which is flatter at the ends than the polynomial one.

    With β below 1 it holds out as Boulware does, above 1 it concedes early; the same β leaves a
    government further from its floor, for longer, than the polynomial family would.
    """

    opening: float = parameter(0.8, 0.01, 0.99, "share of its possible gain that it asks for first")
    beta: float = parameter(1.0, 0.01, 100.0, "β: the larger, the sooner it concedes")

    name = "exponential"
    title = "Exponential"
    rule = "It concedes by the clock, slowly at first."
    names = ("exponential time-dependent",)

    def aspiration(self, table: Table) -> float:
        # α(t) = exp((1 − t)^β · ln k) runs from k to 1; a(t) is how far it has come between them.
        k = 1.0 - self.opening
        alpha = math.exp((1.0 - table.time) ** self.beta * math.log(k))
        return self.given_up((alpha - k) / (1.0 - k))
