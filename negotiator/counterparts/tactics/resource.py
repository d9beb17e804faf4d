"""Resource-dependent tactics: a government concedes as something that it needs runs out.

Faratin, Sierra and Jennings (1998), section 4.2: of the way from opening to floor, e^(−resource)
has been given up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.tactics.base import Tactic, register
from negotiator.counterparts.tactics.table import Table


@register
@dataclass(frozen=True)
class ExchangesLeft(Tactic):
    """Concedes as the exchanges that it still bears run out: what it has to spend is patience.

    Unlike a tactic that goes by the share of time, a government with much patience is hard at
    first, and one with little is soft from the beginning.
    """

    weight: float = parameter(0.5, 0.01, 10.0, "μ: how much one exchange is worth to it")

    name = "exchanges-left"
    title = "Exchanges left"
    rule = "It concedes as the exchanges that it bears run out."
    names = ("resource-estimation: time left", "resource-dependent")

    def aspiration(self, table: Table) -> float:
        return self.given_up(math.exp(-self.weight * table.left))


@register
@dataclass(frozen=True)
class NumberOfPartners(Tactic):
    """Asks for more, the more others it could deal with instead of you.

    A country with many partners that have not signed with it yet is hard; one that has only you is
    soft.
    """

    weight: float = parameter(0.5, 0.01, 10.0, "μ: how much one partner is worth to it")

    name = "number-of-partners"
    title = "Number of partners"
    rule = "The more others it can deal with, the more it asks of you."
    names = ("resource-estimation: number of agents", "resource-dependent")

    def aspiration(self, table: Table) -> float:
        return self.given_up(math.exp(-self.weight * table.partners))


@register
@dataclass(frozen=True)
class TimePerPartner(Tactic):
    """Presses on when it has many partners and has talked little; gives way in a long talk.

    Its resource is the square of the number of its partners over the exchanges that it has had.
    """

    weight: float = parameter(0.2, 0.001, 10.0, "μ: how much the time left for others is worth")

    name = "time-per-partner"
    title = "Time per partner"
    rule = "It concedes as a talk grows long, sooner the fewer its partners."
    names = ("resource-estimation: length of threads", "resource-dependent")

    def aspiration(self, table: Table) -> float:
        if table.used <= 0:
            return self.opening
        return self.given_up(math.exp(-self.weight * table.partners**2 / table.used))
