"""The search for a deal: every package of a menu, screened by sums and verified in the economy.

Effects of single clauses nearly add up, so hundreds of thousands of packages are screened by
adding what each clause does alone; the best of them are then solved exactly, all at once, and only
what holds there is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.assessment import NOTHING, Assessment, assess, others, parts
from negotiator.counterparts.menu import SLACK, Menu
from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.ratification import Chamber, ratified
from negotiator.economy.arrays import Array, Places

#: Packages that are verified in the economy at once.
_VERIFIED = 10
#: Of these, the ones that are solved before the others.
_FIRST = 3
#: By how much of the stake the sums must clear every bar, in turn.
_MARGINS = (-SLACK, 0.04, 0.12)

Objective = Callable[[Array, Array], Array]


def mine_first(mine: Array, theirs: Array) -> Array:
    """What I gain."""
    return mine


def theirs_first(mine: Array, theirs: Array) -> Array:
    """What the partner gains."""
    return theirs


def evenly(mine: Array, theirs: Array) -> Array:
    """What the one who gains less gains."""
    return np.minimum(mine, theirs)


@dataclass(frozen=True, eq=False)
class Package:
    """A verified package."""

    offer: Offer
    assessment: Assessment


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
    mine, theirs = options.mine, options.theirs
    enough = mine + options.past - ask
    # A simpler package is preferred to one that is better by less than a fiftieth of the stake.
    score = objective(mine, theirs) - 0.02 * options.stake * options.clauses
    worst = np.minimum(np.minimum(enough, mine), theirs - partner_floor)
    if not options.fixed:
        worst = np.where(options.clauses > 0, worst, -np.inf)
    pair = (situation.me.code, situation.partner)

    def offer(place: int) -> Offer | None:
        clauses = options.package(place)
        if not clauses:
            return None
        found = Offer(parties=pair, clauses=clauses, by=situation.me.code)
        return None if any(found.same_terms(old) for old in avoid) else found

    return search(situation, score, worst, options.stake, offer, ask, partner_floor)


def search(
    situation: Situation,
    score: Array,
    worst: Array,
    stake: float,
    offer: Callable[[int], Offer | None],
    ask: float,
    partner_floor: float = 0.0,
) -> Package | None:
    """The first of packages, the best score first, that holds in the economy.

    Parameters
    ----------
    score : [packages]
        The larger, the better.
    worst : [packages]
        By sums: by how much the bar that is nearest is cleared, billions a year.
    stake
        What is at stake, billions a year: the measure of how far sums may err.
    offer
        The offer at a place; None where there is none.
    """
    for margin in _MARGINS:
        # Sums flatter a package that is near the edge: ask for more of them until one holds.
        places = np.flatnonzero(worst >= margin * stake)
        if not len(places):
            break
        # One of the first nearly always holds; the others are solved only when none of them does.
        for few in _leaders(-np.round(score[places], 9)):
            offers = [each for each in map(offer, places[few].tolist()) if each is not None]
            found = _first_that_holds(situation, offers, ask, partner_floor) if offers else None
            if found is not None:
                return found
    return None


def _leaders(keys: Array) -> Iterator[Places]:
    """Which to solve: the few smallest first, then more of them and a thinner sample of the rest.

    The sample is for when the leaders fail together. Of equals the one that stands first leads, so
    that every machine takes the same.
    """
    near = keys <= np.partition(keys, _FIRST)[_FIRST] if len(keys) > _FIRST else keys < np.inf
    first = np.flatnonzero(near)
    first = first[np.argsort(keys[first], kind="stable")][:_FIRST]
    yield first
    order = np.argsort(keys, kind="stable")
    sample = np.geomspace(1, len(order), _VERIFIED) - 1
    ranks = np.array(sorted({*range(_VERIFIED), *sample.astype(int).tolist()}))
    rest = ranks[(ranks >= _FIRST) & (ranks < len(order))]
    yield order[rest]


def _first_that_holds(
    situation: Situation, offers: list[Offer], ask: float, partner_floor: float
) -> Package | None:
    """The first offer that I accept, that every other majority ratifies and every other gains by.

    No worse off than without a deal, and better off than with what is in force now.
    """
    world = situation.world
    cases = [parts(situation, offer) for offer in offers]
    valued = world.value(
        stack([each for case in cases for each in case]), start=situation.now_value.equilibrium
    )
    gains = valued.dollars(valued.payoff)
    at = 0
    for offer, case in zip(offers, cases, strict=True):
        found = assess(situation, offer, valued, at, ask)
        held = found.acceptable
        for other in others(situation, offer) if held else ():
            k = world.index[other]
            chamber = situation.chambers.get(other, Chamber())
            floor = partner_floor if other == situation.partner else 0.0
            held = (
                bool(ratified(world, k, chamber, situation.opening_value, valued)[at])
                and gains[at, k] >= situation.fallback[k] + floor - NOTHING
                and (floor > 0.0 or gains[at, k] > situation.before[k] + NOTHING)
            )
            if not held:
                break
        if held:
            return Package(offer, found)
        at += len(case)
    return None
