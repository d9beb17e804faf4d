"""The search for a deal: every package of a menu, screened by sums and verified in the economy.

Effects of single clauses nearly add up, so hundreds of thousands of packages are screened by
adding what each clause does alone; the best of them are then solved exactly, all at once, and only
what holds there is offered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negotiator.counterparts.assessment import NOTHING, Assessment, assess, parts
from negotiator.counterparts.situation import Situation, history
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.ratification import Chamber, ratified
from negotiator.economy.arrays import Array

#: Ceilings that are tried for a tariff.
_CEILINGS = (0.0, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
#: Of these, the ones that are also tried with the protected sectors left out.
_PARTIAL = (0.0, 0.05, 0.10, 0.20)
#: Sums of aid that are tried, billions a year.
_SUMS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
#: Packages that are verified in the economy at once.
_VERIFIED = 10
#: By how much of the stake the sums must clear every bar, in turn.
_MARGINS = (-0.02, 0.04, 0.12)

Objective = Callable[[Array, Array], Array]


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


def grant_options(situation: Situation, givers: tuple[str, ...]) -> list[Group]:
    """What either may recognise, pledge or surrender that it does not yet; courts only mutually."""
    world = situation.world
    pair = (situation.me.code, situation.partner)
    groups: list[Group] = []
    for domain in world.sizes.in_play:
        if domain in (Domain.TARIFFS, Domain.AID):
            continue
        missing = [
            Clause(domain=domain, giver=giver, receiver=receiver)
            for giver, receiver in (pair, pair[::-1])
            if not situation.now.grants[
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
        if giver not in givers:
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
class Package:
    """A verified package."""

    offer: Offer
    assessment: Assessment


@dataclass(frozen=True, eq=False)
class Menu:
    """What may be agreed on top of fixed clauses, and what each thing does alone.

    Parameters
    ----------
    groups
        Of each, exactly one option goes into a package; the first is always "nothing".
    gains : per group [options, 2]
        Change of my payoff and of the partner's, billions a year.
    given, received : per group [options]
        Value of my clauses to the partner, and of the partner's to me.
    """

    fixed: tuple[Clause, ...]
    groups: list[Group]
    gains: list[Array]
    given: list[Array]
    received: list[Array]
    fixed_gain: Array
    fixed_given: float
    fixed_received: float


def menu(situation: Situation, fixed: tuple[Clause, ...], givers: tuple[str, ...]) -> Menu:
    """Measure every option once, on top of the fixed clauses."""
    world, me, partner = situation.world, situation.me.code, situation.partner
    i, j = situation.i, situation.j
    blocked = set(situation.me.red_lines)
    taken = {(c.giver, c.domain) for c in fixed}
    groups: list[Group] = []
    for giver, receiver in ((me, partner), (partner, me)):
        if giver in givers and (giver, Domain.TARIFFS) not in taken:
            groups.append(tariff_options(situation, giver, receiver))
    groups += [
        group
        for group in grant_options(situation, givers)
        if not any(
            (c.giver, c.domain) in taken or (c.giver == me and c.domain in blocked)
            for c in group[1].clauses
        )
    ]
    base = situation.performed(fixed)
    fixed_mine = tuple(c for c in fixed if c.giver == me)
    fixed_theirs = tuple(c for c in fixed if c.giver != me)

    def measure(some: list[Group]) -> list[Array]:
        cases = [base, situation.performed(fixed_theirs), situation.performed(fixed_mine)]
        cases += [situation.performed(o.clauses, base) for group in some for o in group]
        valued = world.value(stack(cases), start=situation.now_value.equilibrium)
        return [valued.dollars(valued.payoff)[:, [i, j]]]

    [dollars] = measure(groups)
    before = situation.before[[i, j]]
    fixed_gain = dollars[0] - before
    fixed_given = float(dollars[0, 1] - dollars[1, 1])
    fixed_received = float(dollars[0, 0] - dollars[2, 0])
    gains = _split(dollars[3:] - dollars[0], groups)
    if Domain.AID in world.sizes.in_play and not any(c.domain is Domain.AID for c in fixed):
        scale = max(
            [float(np.abs(each).max()) for each in gains if each.size] + [abs(fixed_gain).max()]
        )
        aid = aid_options(situation, givers, scale)
        if len(aid) > 1:
            [more] = measure([aid])
            groups.append(aid)
            gains.append(more[3:] - more[0])
    given, received = [], []
    for group, gain in zip(groups, gains, strict=True):
        mine = np.array([any(c.giver == me for c in o.clauses) for o in group])
        theirs = np.array([any(c.giver != me for c in o.clauses) for o in group])
        given.append(np.where(mine, gain[:, 1], 0.0))
        received.append(np.where(theirs, gain[:, 0], 0.0))
    return Menu(fixed, groups, gains, given, received, fixed_gain, fixed_given, fixed_received)


def _split(rows: Array, groups: list[Group]) -> list[Array]:
    ends = np.cumsum([len(group) for group in groups])
    return list(np.split(rows, ends[:-1])) if groups else []


def _sums(columns: list[Array], start: float) -> Array:
    """Every package's sum, one entry per choice of an option from each group."""
    total = np.array([start])
    for column in columns:
        total = (total[:, None] + column[None, :]).ravel()
    return total


def best(
    situation: Situation,
    options: Menu,
    objective: Objective,
    *,
    ask: float,
    avoid: tuple[Offer, ...] = (),
    partner_floor: float = 0.0,
) -> Package | None:
    """The best package by an objective that I accept and that leaves the partner no worse off.

    Parameters
    ----------
    objective
        Of my gains and the partner's, both over the fallback, billions a year; larger is better.
    ask
        What gain and history together must reach, billions a year.
    avoid
        Offers not to be made again.
    partner_floor
        The least gain left to the partner.

    Returns
    -------
    The package, verified in the economy, or None.
    """
    mine = _sums([g[:, 0] for g in options.gains], float(options.fixed_gain[0]))
    theirs = _sums([g[:, 1] for g in options.gains], float(options.fixed_gain[1]))
    mine += situation.before[situation.i] - situation.fallback[situation.i]
    theirs += situation.before[situation.j] - situation.fallback[situation.j]
    given = _sums(options.given, options.fixed_given)
    received = _sums(options.received, options.fixed_received)
    clauses = _sums(
        [np.array([float(len(o.clauses)) for o in group]) for group in options.groups], 0.0
    )
    past = history(situation, given, received).total
    stake = max(float(np.abs(mine).max()), 1e-6)
    # A simpler package is preferred to one that is better by less than a fiftieth of the stake.
    score = objective(mine, theirs) - 0.02 * stake * clauses
    for margin in _MARGINS:
        # Sums flatter a package that is near the edge: ask for more of them until one holds.
        room = margin * stake
        feasible = (mine + past >= ask + room) & (mine >= room) & (theirs >= partner_floor + room)
        if not options.fixed:
            feasible &= clauses > 0
        places = np.flatnonzero(feasible)
        if not len(places):
            break
        # Stable, so that every machine takes the same one of two equals.
        order = places[np.argsort(-np.round(score[places], 9), kind="stable")]
        found = _verify(situation, options, order, ask, avoid, partner_floor)
        if found is not None:
            return found
    return None


def _verify(
    situation: Situation,
    options: Menu,
    order: npt.NDArray[np.intp],
    ask: float,
    avoid: tuple[Offer, ...],
    partner_floor: float,
) -> Package | None:
    """The first of the leading packages that holds in the economy and is ratified by both."""
    shape = [len(group) for group in options.groups]
    # The leaders, and a thinner sample of those behind them, in case the leaders fail together.
    step = np.unique(
        np.concatenate([np.arange(_VERIFIED), np.geomspace(1, len(order), _VERIFIED) - 1])
    )
    picks = [int(k) for k in step.astype(int) if k < len(order)]
    offers = []
    for k in dict.fromkeys(picks):
        choice = np.unravel_index(int(order[k]), shape) if shape else ()
        chosen = tuple(
            clause
            for group, c in zip(options.groups, choice, strict=True)
            for clause in group[int(c)].clauses
        )
        clauses = options.fixed + chosen
        if not clauses:
            continue
        pair = (situation.me.code, situation.partner)
        offer = Offer(parties=pair, clauses=clauses, by=situation.me.code)
        if not any(offer.same_terms(old) for old in avoid):
            offers.append(offer)
    if not offers:
        return None
    valued = situation.world.value(
        stack([each for offer in offers for each in parts(situation, offer.clauses)]),
        start=situation.now_value.equilibrium,
    )
    partner_chamber = situation.chambers.get(situation.partner, Chamber())
    passes = ratified(
        situation.world, situation.j, partner_chamber, situation.opening_value, valued
    )
    for k, offer in enumerate(offers):
        found = assess(situation, offer.clauses, valued, 3 * k, ask)
        settled = found.partner_gain - (
            situation.before[situation.j] - situation.fallback[situation.j]
        )
        if (
            found.acceptable
            and bool(passes[3 * k])
            and found.partner_gain >= partner_floor - NOTHING
            and (partner_floor > 0 or settled > NOTHING)
        ):
            return Package(offer, found)
    return None
