"""What a government knows when it weighs an offer, and what it owes to history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np

from negotiator.counterparts.counterpart import Counterpart
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance
from negotiator.counterparts.tactics import Table
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.levels import Levels
from negotiator.diplomacy.ratification import Chamber
from negotiator.diplomacy.world import Valuation, World
from negotiator.economy.arrays import Array


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
    def exchanged(self) -> tuple[float, float]:
        """What deals of this round give the partner, and me by the partner; billions a year."""
        if self.now.same(self.opening):
            return 0.0, 0.0
        i, j = self.i, self.j
        without = [self.now.toward(i, j, self.opening), self.now.toward(j, i, self.opening)]
        valued = self.world.value(stack(without))
        dollars = valued.dollars(valued.payoff)
        return float(self.before[j] - dollars[0, j]), float(self.before[i] - dollars[1, i])

    def performed(self, clauses: Sequence[Clause], base: Conduct | None = None) -> Conduct:
        """Conduct with clauses performed on top of what is in force now."""
        start = self.now if base is None else base
        return perform(start, clauses, self.world.countries, self.world.sectors)

    @cached_property
    def answers(self) -> Array:
        """The levels that my stance grants by treaty for each of `PROMISES` by the partner.

        They depend on the record alone, so that a talk asks the stance once for all its offers.
        """
        mine = float(self.levels.bounded[self.i, self.j])
        return np.array(
            [self.stance.earns(promised(self.record, mine, float(p))) for p in PROMISES]
        )

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


def promised(record: Record, mine: float, theirs: float) -> Record:
    """The record as it would be had the next round gone as an offer promises."""
    community = record.community
    if community is not None and community.levels:
        last = [list(row) for row in community.levels[-1]]
        last[community.partner][community.me] = theirs
        last[community.me][community.partner] = mine
        rows = tuple(tuple(row) for row in last)
        community = replace(community, levels=(*community.levels, rows))
    return replace(
        record, mine=(*record.mine, mine), theirs=(*record.theirs, theirs), community=community
    )


#: Promised levels at which the stance is asked what it would answer; between them it is linear.
PROMISES = np.linspace(0.0, 1.0, 21)


@dataclass(frozen=True)
class History:
    """What the past adds to a deal, billions a year; arrays where many deals are weighed at once.

    Parameters
    ----------
    trust
        What the partner promises times the share of its promises that it breaks; never positive.
    owed
        Positive: my stance owes the partner more than I give now. Negative: the deal asks me for
        more than the partner's conduct, promises included, has earned.
    norm
        How much of that imbalance my stance tolerates.
    """

    trust: Array
    owed: Array
    norm: Array

    @property
    def total(self) -> Array:
        """The three together."""
        return self.trust + self.owed + self.norm


def history(situation: Situation, given: Array, received: Array) -> History:
    """What my stance says of deals that give and receive so much, this round's others included.

    The stance is asked which level it would grant had the partner just done what it promises. A
    deal that asks me for a higher level is charged with the difference, at what it is worth to the
    partner; what the partner gives beyond full cooperation in tariffs is credited in full, which
    is how other domains pay for market access.

    Parameters
    ----------
    given, received : [...]
        Value to the partner of what I promise, and to me of what it promises, billions a year.
    """
    i, j = situation.i, situation.j
    theirs = float(situation.levels.level[j, i])
    my_worth = max(float(situation.levels.worth[i, j]), 1e-9)
    their_worth = max(float(situation.levels.worth[j, i]), 1e-9)
    bounded_mine = float(situation.levels.bounded[i, j])

    # Deals of this round are one to the stance, so that nobody gains by cutting one in two.
    given, received = given + situation.exchanged[0], received + situation.exchanged[1]
    faith = situation.reliability[situation.partner]
    expected = theirs + faith * np.maximum(received, 0.0) / their_worth
    excess = np.maximum(expected - max(1.0, theirs), 0.0) * their_worth
    earned = np.interp(np.clip(expected, 0.0, 1.0), PROMISES, situation.answers)
    # What I give already is not asked for; a stance that would answer with less does so by acts.
    allowed = np.maximum(earned, bounded_mine)
    asked = bounded_mine + np.maximum(given, 0.0) / my_worth
    over = np.maximum(asked - allowed, 0.0) * my_worth
    debt = max(situation.owed - bounded_mine, 0.0) * my_worth
    charge = np.maximum(over - excess, 0.0)
    return History(
        trust=-(1.0 - faith) * np.maximum(received, 0.0),
        owed=np.minimum(debt, np.maximum(given, 0.0)) - charge,
        norm=situation.tolerated * charge,
    )
