"""What two governments could agree on: every package, measured by what its options do alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negotiator.counterparts.history import Account, account, history
from negotiator.counterparts.options import (
    Group,
    Option,
    aid_options,
    grant_options,
    tariff_options,
)
from negotiator.counterparts.situation import Situation
from negotiator.counterparts.tactics import Issue
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import Domain
from negotiator.economy.arrays import Array, Places

#: What sums may err by, as a share of the stake: a package that loses more of it is not looked at.
SLACK = 0.02


@dataclass(frozen=True, eq=False)
class Columns:
    """What each option does alone, billions a year; a package's sum has one entry from each group.

    Parameters
    ----------
    mine, theirs : by group, [options]
        What it does for me and for the partner; the start is what is there with none of them.
    given, received : by group, [options]
        What I give the partner by it, and what it gives me.
    start
        Of the four, in this order: their sum when every group is left out.
    over
        What I and the partner have over the fallback before any package.
    """

    mine: tuple[Array, ...]
    theirs: tuple[Array, ...]
    given: tuple[Array, ...]
    received: tuple[Array, ...]
    start: tuple[float, float, float, float]
    over: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Menu:
    """What may be agreed on top of fixed clauses: packages, measured by sums.

    Parameters
    ----------
    groups
        Of each, exactly one option goes into a package; the first is always "nothing". Packages
        stand in the order of the groups' options, the last group's fastest.
    whole
        Every package. Else only those by which neither loses more than `SLACK` of the stake: no
        other is ever chosen by two, and they are the smaller part.
    """

    situation: Situation
    fixed: tuple[Clause, ...]
    groups: tuple[Group, ...]
    columns: Columns
    whole: bool = False

    @cached_property
    def _kept(self) -> tuple[Places | None, Array, Array]:
        columns = self.columns
        mine = _sums(columns.mine, columns.start[0]) + columns.over[0]
        theirs = _sums(columns.theirs, columns.start[1]) + columns.over[1]
        if self.whole:
            return None, mine, theirs
        low = -SLACK * self.stake
        places = np.flatnonzero((mine >= low) & (theirs >= low))
        return places, mine[places], theirs[places]

    @property
    def mine(self) -> Array:
        """[packages]: my gain over the fallback, what each clause does alone added up."""
        return self._kept[1]

    @property
    def theirs(self) -> Array:
        """[packages]: the partner's gain over its fallback."""
        return self._kept[2]

    def _of(self, columns: tuple[Array, ...], start: float) -> Array:
        every, places = _sums(columns, start), self._kept[0]
        return every if places is None else every[places]

    def account(self) -> Account:
        """[packages]: the account with the partner; worked out anew, as it is large."""
        columns = self.columns
        return account(
            self.situation,
            self._of(columns.given, columns.start[2]),
            self._of(columns.received, columns.start[3]),
        )

    @cached_property
    def clauses(self) -> Array:
        """[packages]: how many clauses are added to the fixed ones."""
        counts = (np.array([float(len(o.clauses)) for o in group]) for group in self.groups)
        return self._of(tuple(counts), 0.0)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """What the packages are about, each once."""
        every = (c for group in self.groups for option in group for c in option.clauses)
        return tuple(dict.fromkeys((c.giver, c.domain) for c in every))

    def believed(self, weights: Mapping[Issue, float]) -> Array:
        """[packages]: what they would be worth to the partner if it cared by these weights.

        Parameters
        ----------
        weights
            By issue, with mean 1; what each option does for the partner is multiplied by them.
        """
        columns = tuple(
            gain * np.array([_weight(option, weights) for option in group])
            for group, gain in zip(self.groups, self.columns.theirs, strict=True)
        )
        return self._of(columns, 0.0)

    @cached_property
    def past(self) -> Array:
        """[packages]: what our history adds to my gain, billions a year."""
        return history([self.account()]).total

    @cached_property
    def stake(self) -> float:
        """The most that any package, kept here or not, gives or takes from me, billions a year."""
        low, high = self.columns.start[0], self.columns.start[0]
        for column in self.columns.mine:
            low, high = low + float(column.min()), high + float(column.max())
        over = self.columns.over[0]
        return max(abs(low + over), abs(high + over), 1e-6)

    def package(self, place: int) -> tuple[Clause, ...]:
        """The clauses of the package at a place of `mine`, the fixed ones first."""
        places = self._kept[0]
        shape = [len(group) for group in self.groups]
        number = place if places is None else int(places[place])
        choice = np.unravel_index(number, shape) if shape else ()
        chosen = zip(self.groups, choice, strict=True)
        return (*self.fixed, *(c for group, k in chosen for c in group[int(k)].clauses))


def menu(situation: Situation, fixed: tuple[Clause, ...], givers: tuple[str, ...]) -> Menu:
    """Measure every option once, on top of the fixed clauses, and add them up.

    What the sums hold depends on the record and on what is in force, not on how far a talk has
    come.
    """
    world, me = situation.world, situation.me.code
    i, j = situation.i, situation.j
    groups = _groups(situation, fixed, givers)
    base = situation.performed(fixed)
    ours = (*situation.agreed, *fixed)  # of this round, all of one account
    mine_out = situation.performed([c for c in ours if c.giver != me], situation.apart)
    theirs_out = situation.performed([c for c in ours if c.giver == me], situation.apart)

    def measure(some: list[Group]) -> Array:
        cases = [base, mine_out, theirs_out]
        cases += [situation.performed(o.clauses, base) for group in some for o in group]
        valued = world.value(stack(cases), start=situation.now_value.equilibrium)
        return valued.dollars(valued.payoff)[:, [i, j]]

    dollars = measure(groups)
    alone = dollars[0] - situation.before[[i, j]]
    gains = _split(dollars[3:] - dollars[0], groups)
    if Domain.AID in world.sizes.in_play and not any(c.domain is Domain.AID for c in fixed):
        scale = max([float(np.abs(each).max()) for each in gains if each.size] + [abs(alone).max()])
        aid = aid_options(situation, givers, scale)
        if len(aid) > 1:
            more = measure([aid])
            groups.append(aid)
            gains.append(more[3:] - more[0])
    given, received = [], []
    for group, gain in zip(groups, gains, strict=True):
        mine = np.array([any(c.giver == me for c in o.clauses) for o in group])
        theirs = np.array([any(c.giver != me for c in o.clauses) for o in group])
        given.append(np.where(mine, gain[:, 1], 0.0))
        received.append(np.where(theirs, gain[:, 0], 0.0))
    over = situation.before - situation.fallback
    columns = Columns(
        tuple(gain[:, 0] for gain in gains),
        tuple(gain[:, 1] for gain in gains),
        tuple(given),
        tuple(received),
        (
            float(alone[0]),
            float(alone[1]),
            float(dollars[0, 1] - dollars[1, 1]),
            float(dollars[0, 0] - dollars[2, 0]),
        ),
        (float(over[i]), float(over[j])),
    )
    return Menu(situation, fixed, tuple(groups), columns)


def _weight(option: Option, weights: Mapping[Issue, float]) -> float:
    """The mean weight of what an option is about."""
    about = [weights.get((c.giver, c.domain), 1.0) for c in option.clauses]
    return sum(about) / len(about) if about else 1.0


def _groups(
    situation: Situation, fixed: tuple[Clause, ...], givers: tuple[str, ...]
) -> list[Group]:
    """What may be chosen beside fixed clauses: what these do not settle and no red line forbids."""
    me, partner = situation.me.code, situation.partner
    settled = {(c.giver, c.domain) for c in fixed}

    def free(giver: str, domain: Domain) -> bool:
        return (giver, domain) not in settled and domain not in situation.red_lines[giver]

    groups = [
        tariff_options(situation, giver, receiver)
        for giver, receiver in ((me, partner), (partner, me))
        if giver in givers and free(giver, Domain.TARIFFS)
    ]
    groups += [
        group
        for group in grant_options(situation, fixed, givers)
        if all(free(c.giver, c.domain) for c in group[1].clauses)
    ]
    return groups


def _split(rows: Array, groups: list[Group]) -> list[Array]:
    ends = np.cumsum([len(group) for group in groups])
    return list(np.split(rows, ends[:-1])) if groups else []


def _sums(columns: tuple[Array, ...], start: float) -> Array:
    """Every package's sum, one entry per choice of an option from each group."""
    total = np.array([start])
    for column in columns:
        total = (total[:, None] + column[None, :]).ravel()
    return total
