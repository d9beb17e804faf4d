"""MiCRO: the least that one can concede and still move."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.tactics.base import Tactic, register
from negotiator.counterparts.tactics.table import Table


@register
@dataclass(frozen=True)
class Micro(Tactic):
    """Goes one step further only when you have made as many different offers as it has.

    It knows nothing of you and counts only: with m different offers of its own and n of yours it
    makes a new one if m ≤ n, and else repeats itself. Whether your offers are good does not
    matter. Nobody gets more concessions out of it than one for each different offer of theirs.
    """

    step: float = parameter(0.1, 0.01, 1.0, "share of its possible gain that a step gives up")

    name = "micro"
    title = "MiCRO"
    rule = "It takes one step for each different offer that you make."
    names = ("MiCRO", "minimal concession in reply to new offers")
    reference = (
        "De Jonge, An analysis of the linear bilateral ANAC domains using the MiCRO benchmark"
        " strategy, IJCAI 2022"
    )

    def aspiration(self, table: Table) -> float:
        made = int(table.opened)
        for heard in table.different:
            made += made <= heard
        return self.within(self.opening - self.step * max(made - 1, 0))
