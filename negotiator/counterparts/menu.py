"""What two governments could agree on: the options, and what each of them does alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negotiator.counterparts.history import Account, account, history
from negotiator.counterparts.situation import Situation
from negotiator.counterparts.tactics import Issue
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.ratification import Chamber
from negotiator.economy.arrays import Array

#: Ceilings that are tried for a tariff.
_CEILINGS = (0.0, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
#: Of these, the ones that are also tried with the protected sectors left out.
_PARTIAL = (0.0, 0.05, 0.10, 0.20)
#: Sums of aid that are tried, billions a year.
_SUMS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class Option:
    """One thing that may go into a package: some clauses, or none."""

    clauses: tuple[Clause, ...] = ()


Group = tuple[Option, ...]


def tariff_options(situation: Situation, giver: str, receiver: str) -> Group:
    """Ceilings below what the giver levies now, with and without its protected sectors."""
    world = situation.world
    rates = situation.now.tariff[world.index[receiver], world.index[giver]]
    chamber = situation.chambers.get(giver, Chamber())
    open_sectors = tuple(code for code in world.sectors if code not in chamber.protected)
    options = [Option()]
    for ceiling in _CEILINGS:
        if ceiling < rates.max() - 1e-9:
            options.append(Option((_tariff(giver, receiver, ceiling, ()),)))
        chosen = [world.sectors.index(code) for code in open_sectors]
        partial = 0 < len(open_sectors) < len(world.sectors) and ceiling in _PARTIAL
        if partial and ceiling < rates[chosen].max() - 1e-9:
            options.append(Option((_tariff(giver, receiver, ceiling, open_sectors),)))
    return tuple(options)


def _tariff(giver: str, receiver: str, rate: float, sectors: tuple[str, ...]) -> Clause:
    return Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def grant_options(
    situation: Situation, fixed: tuple[Clause, ...], givers: tuple[str, ...]
) -> list[Group]:
    """What either may recognise, pledge or surrender that it does not yet; courts only mutually."""
    settled = {(c.giver, c.domain) for c in fixed}
    world = situation.world
    pair = (situation.me.code, situation.partner)
    groups: list[Group] = []
    for domain in world.sizes.in_play:
        if domain in (Domain.TARIFFS, Domain.AID):
            continue
        missing = [
            Clause(domain=domain, giver=giver, receiver=receiver)
            for giver, receiver in (pair, pair[::-1])
            if (giver, domain) not in settled
            and not situation.now.grants[
                GRANT_INDEX[domain], world.index[giver], world.index[receiver]
            ]
        ]
        if domain is Domain.JUDGMENTS:
            if missing and all(clause.giver in givers for clause in missing):
                groups.append((Option(), Option(tuple(missing))))
            continue
        groups += [(Option(), Option((c,))) for c in missing if c.giver in givers]
    return groups


def aid_options(situation: Situation, givers: tuple[str, ...], scale: float) -> Group:
    """A few sums of aid either way, none larger than what is at stake or than the limit."""
    world = situation.world
    options = [Option()]
    if Domain.AID not in world.sizes.in_play:
        return tuple(options)
    for giver, receiver in (
        (situation.me.code, situation.partner),
        (situation.partner, situation.me.code),
    ):
        if giver not in givers or Domain.AID in situation.red_lines[giver]:
            continue
        limit = min(scale, world.sizes.aid_limit * world.income[world.index[giver]])
        paid = situation.now.grants[
            GRANT_INDEX[Domain.AID], world.index[giver], world.index[receiver]
        ]
        for amount in [s for s in _SUMS if paid < s <= limit][-4:]:
            clause = Clause(domain=Domain.AID, giver=giver, receiver=receiver, rate=amount)
            options.append(Option((clause,)))
    return tuple(options)


@dataclass(frozen=True, eq=False)
class Menu:
    """What may be agreed on top of fixed clauses: every package, measured by sums.

    Parameters
    ----------
    groups
        Of each, exactly one option goes into a package; the first is always "nothing".
    mine, theirs : [packages]
        My gain and the partner's over the fallback, billions a year: what each clause does alone,
        added up. Packages stand in the order of the groups' options, the last group's fastest.
    account : [packages]
        The account with the partner.
    clauses : [packages]
        How many clauses are added to the fixed ones.
    partner : by group, [options]
        What each option alone does for the partner, billions a year.
    """

    fixed: tuple[Clause, ...]
    groups: tuple[Group, ...]
    mine: Array
    theirs: Array
    account: Account
    clauses: Array
    partner: tuple[Array, ...]

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
        columns = [
            gain * np.array([_weight(option, weights) for option in group])
            for group, gain in zip(self.groups, self.partner, strict=True)
        ]
        return _sums(columns, 0.0)

    @cached_property
    def past(self) -> Array:
        """[packages]: what our history adds to my gain, billions a year."""
        return history([self.account]).total

    @cached_property
    def stake(self) -> float:
        """The most that any package gives or takes from me, billions a year."""
        return max(float(np.abs(self.mine).max()), 1e-6)

    def package(self, place: int) -> tuple[Clause, ...]:
        """The clauses of one package, the fixed ones first."""
        shape = [len(group) for group in self.groups]
        choice = np.unravel_index(place, shape) if shape else ()
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
    kept = account(
        situation,
        _sums(given, float(dollars[0, 1] - dollars[1, 1])),
        _sums(received, float(dollars[0, 0] - dollars[2, 0])),
    )
    return Menu(
        fixed,
        tuple(groups),
        mine=_sums([gain[:, 0] for gain in gains], float(alone[0])) + over[i],
        theirs=_sums([gain[:, 1] for gain in gains], float(alone[1])) + over[j],
        account=kept,
        clauses=_sums([np.array([float(len(o.clauses)) for o in group]) for group in groups], 0.0),
        partner=tuple(gain[:, 1] for gain in gains),
    )


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


def _sums(columns: list[Array], start: float) -> Array:
    """Every package's sum, one entry per choice of an option from each group."""
    total = np.array([start])
    for column in columns:
        total = (total[:, None] + column[None, :]).ravel()
    return total
