"""What a government knows when it weighs an offer, and what it owes to history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np

from negotiator.counterparts.counterpart import Counterpart
from negotiator.counterparts.record import Record, promised
from negotiator.counterparts.stances import Stance
from negotiator.counterparts.tactics import Table
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.levels import Levels
from negotiator.diplomacy.ratification import Chamber
from negotiator.diplomacy.world import Valuation, World
from negotiator.economy.arrays import Array

#: Promised levels at which the stance is asked what it would answer; between them it is linear.
_PROMISES = np.linspace(0.0, 1.0, 21)


@dataclass(frozen=True, eq=False)
class Situation:
    """A government at the table with one partner.

    Parameters
    ----------
    world
        The economy, the domains and everybody's interests: public knowledge.
    me, partner
        The government, and the code of the state opposite.
    opening, now
        Conduct in force if nothing had been agreed this round, and with what has been.
    fallback : [N]
        What each government gets without a deal, billions a year.
    levels
        Who cooperates how much, measured on `opening`.
    records
        By code: what I remember of each state.
    chambers, reliability, names
        By code: the majority at home, the share of promises kept, the name in a sentence.
    red_lines
        By code: domains in which a state has said that it never gives.
    table
        How the talk stands.
    mine
        Offers that I made in this talk; each of them I accept.
    signed
        What anybody has signed this round.
    """

    world: World
    me: Counterpart
    partner: str
    opening: Conduct
    now: Conduct
    fallback: Array
    levels: Levels
    records: Mapping[str, Record]
    chambers: Mapping[str, Chamber]
    reliability: Mapping[str, float]
    names: Mapping[str, str]
    red_lines: Mapping[str, tuple[Domain, ...]]
    table: Table = field(default_factory=Table)
    mine: tuple[Offer, ...] = ()
    signed: tuple[Offer, ...] = ()

    @cached_property
    def i(self) -> int:
        """My index."""
        return self.world.index[self.me.code]

    @cached_property
    def j(self) -> int:
        """The partner's index."""
        return self.world.index[self.partner]

    @property
    def stance(self) -> Stance:
        """My rule toward this partner."""
        return self.me.toward(self.partner)

    @property
    def record(self) -> Record:
        """What I remember of this partner."""
        return self.records[self.partner]

    @cached_property
    def opening_value(self) -> Valuation:
        """The world without any agreement of this round."""
        return self.world.value(self.opening)

    @cached_property
    def now_value(self) -> Valuation:
        """The world with what has been agreed this round."""
        if self.now.same(self.opening):
            return self.opening_value
        return self.world.value(self.now)

    @cached_property
    def before(self) -> Array:
        """[N]: payoffs now, billions a year."""
        return self.now_value.dollars(self.now_value.payoff)

    @cached_property
    def agreed(self) -> tuple[Clause, ...]:
        """The clauses of what the partner and I have signed this round."""
        ours = {self.me.code, self.partner}
        return tuple(c for deal in self.signed if ours <= set(deal.parties) for c in deal.clauses)

    @cached_property
    def apart(self) -> Conduct:
        """Conduct in force but for what the partner and I have signed this round."""
        if not self.agreed:
            return self.now
        ours = {self.me.code, self.partner}
        rest = [deal for deal in self.signed if not ours <= set(deal.parties)]
        return self.performed([c for deal in rest for c in deal.clauses], self.opening)

    def performed(self, clauses: Sequence[Clause], base: Conduct | None = None) -> Conduct:
        """Conduct with clauses performed on top of what is in force now."""
        start = self.now if base is None else base
        return perform(start, clauses, self.world.countries, self.world.sectors)

    @cached_property
    def _answers(self) -> Array:
        """What my stance grants for each of `_PROMISES`, asked once for all offers."""
        mine = float(self.levels.bounded[self.i, self.j])
        return np.array(
            [self.stance.earns(promised(self.record, mine, float(p))) for p in _PROMISES]
        )

    def earned(self, level: Array) -> Array:
        """The level that my stance grants by treaty for a promise of some level."""
        return np.asarray(np.interp(np.clip(level, 0.0, 1.0), _PROMISES, self._answers))

    @cached_property
    def owed(self) -> float:
        """The level that my stance owes the partner for what it has done."""
        return self.stance.level(self.record, 0.5)

    @cached_property
    def tolerated(self) -> float:
        """The share of an imbalance that my stance overlooks."""
        return self.stance.tolerates(self.record)

    def at(self, table: Table) -> Situation:
        """The same situation further on in the talk; what was worked out is kept."""
        other = replace(self, table=table)
        names = {each.name for each in fields(self)}
        other.__dict__.update({k: v for k, v in self.__dict__.items() if k not in names})
        return other

    def toward(self, partner: str) -> Situation:
        """The same government toward another partner: in a joint offer there are several."""
        if partner == self.partner:
            return self
        if partner not in self._others:
            self._others[partner] = replace(self, partner=partner, mine=())
        return self._others[partner]

    @cached_property
    def _others(self) -> dict[str, Situation]:
        return {}
