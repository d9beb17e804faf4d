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
from negotiator.counterparts.menu import Menu
from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.ratification import Chamber, ratified
from negotiator.economy.arrays import Array

#: Packages that are verified in the economy at once.
_VERIFIED = 10
#: Of these, the ones that are solved before the others.
_FIRST = 3
#: By how much of the stake the sums must clear every bar, in turn.
_MARGINS = (-0.02, 0.04, 0.12)

Objective = Callable[[Array, Array], Array]


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
    for margin in _MARGINS:
        # Sums flatter a package that is near the edge: ask for more of them until one holds.
        room = margin * options.stake
        feasible = (enough >= room) & (mine >= room) & (theirs >= partner_floor + room)
        if not options.fixed:
            feasible &= options.clauses > 0
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
    # The leaders, and a thinner sample of those behind them, in case the leaders fail together.
    step = np.unique(
        np.concatenate([np.arange(_VERIFIED), np.geomspace(1, len(order), _VERIFIED) - 1])
    )
    picks = [int(k) for k in step.astype(int) if k < len(order)]
    offers: list[Offer] = []
    for k in picks:
        clauses = options.package(int(order[k]))
        if not clauses:
            continue
        pair = (situation.me.code, situation.partner)
        offer = Offer(parties=pair, clauses=clauses, by=situation.me.code)
        if not any(offer.same_terms(old) for old in avoid):
            offers.append(offer)
    # One of the first nearly always holds; the others are solved only when none of them does.
    for few in (offers[:_FIRST], offers[_FIRST:]):
        if few:
            found = _first_that_holds(situation, few, ask, partner_floor)
            if found is not None:
                return found
    return None


def _first_that_holds(
    situation: Situation, offers: list[Offer], ask: float, partner_floor: float
) -> Package | None:
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
