"""Questions that a screen asks of a game: nothing here changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from negotiator.counterparts.assessment import Assessment
from negotiator.counterparts.deliberation import Deliberation
from negotiator.diplomacy.clauses import Clause, Offer, Treaty
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ratification import objections
from negotiator.diplomacy.reciprocity import equivalent_penalty, market_access, with_points
from negotiator.game.moves import IllegalMove, Move, Retaliate, SetGrant, SetTariff
from negotiator.game.policy import broken_by
from negotiator.game.rules import apply
from negotiator.game.state import State
from negotiator.game.view import applied, chambers, held, known, opening, situation
from negotiator.scenario.setting import Setting


@dataclass(frozen=True)
class Effect:
    """What a draft would do to one country.

    Parameters
    ----------
    percent, dollars
        Change of real income, in per cent and in billions a year.
    lobby
        Change of what its protected sectors weigh, billions a year.
    access
        Change of its exports at unchanged world prices, billions a year.
    objections
        Why its majority would not ratify.
    """

    code: str
    percent: float
    dollars: float
    lobby: float
    access: float
    objections: tuple[str, ...]


def effects(
    setting: Setting, state: State, clauses: tuple[Clause, ...], codes: tuple[str, ...]
) -> dict[str, Effect]:
    """What clauses would do to some countries, over what is known to be in force now."""
    world = setting.world
    now = known(setting, state)
    after = perform(now, clauses, world.countries, world.sectors)
    valued = world.value(stack([now, after]))
    access = market_access(world, stack([now, after])).sum(axis=-1)
    majority = chambers(setting, state)
    before = world.value(opening(setting, state))
    afterwards = world.value(after)
    found = {}
    for code in codes:
        k = world.index[code]
        percent = float(valued.real_income[1, k] - valued.real_income[0, k])
        lobby = float(valued.lobby[1, k] - valued.lobby[0, k])
        income = float(world.income[k]) / 100.0
        found[code] = Effect(
            code,
            percent,
            percent * income,
            lobby * income,
            float(access[1, k] - access[0, k]),
            objections(world, k, majority[code], before, afterwards),
        )
    return found


def likely_view(setting: Setting, state: State, partner: str, offer: Offer) -> Assessment:
    """How a country is likely to see an offer of the player's, with its reasons.

    What it would sign for is known in the open mode only; else what it says that it asks for.
    """
    found = _hearing(setting, state, partner).weigh(offer)
    return found if state.mode == "open" else replace(found, ask=found.stated)


@lru_cache(maxsize=8)
def _hearing(setting: Setting, state: State, partner: str) -> Deliberation:
    """Who hears one draft after the other: what it could gain at all is the same for each."""
    assert state.player is not None
    return Deliberation(situation(setting, state, partner, state.player)).hearing()


def treaties_between(state: State, one: str, other: str) -> tuple[Treaty, ...]:
    """Treaties in force this round to which both are parties."""
    return tuple(
        treaty
        for treaty in state.treaties
        if treaty.in_force(state.round) and {one, other} <= set(treaty.offer.parties)
    )


@dataclass(frozen=True)
class Equivalent:
    """What answers a harm in kind.

    Parameters
    ----------
    harm, taken
        What the other's tariffs beyond the base year cost us, and ours it already, billions a year.
    points
        The tariff to add that costs it what is still open (fraction), or the most that can be
        reached.
    reached, own_cost
        What that costs it, and what it does to us, billions a year.
    """

    harm: float
    taken: float
    points: float
    reached: float
    own_cost: float

    @property
    def open(self) -> float:
        """What is not answered yet, billions a year."""
        return max(self.harm - self.taken, 0.0)


def spared(setting: Setting, state: State, giver: str, receiver: str) -> Conduct:
    """Conduct as it is, but for one's acts toward another: those of the base year."""
    at = setting.world.index
    return applied(setting, state).toward(at[giver], at[receiver], setting.world.base)


def equivalent(
    setting: Setting, state: State, receiver: str, sectors: tuple[str, ...] = ()
) -> Equivalent:
    """The retaliation that is substantially equivalent to what a country's tariffs now take.

    The harm is measured against what that country levied before the announcements, and what we
    levy on it beyond that time answers as much of it already.
    """
    world, me = setting.world, str(state.player)
    i, j = world.index[me], world.index[receiver]
    conduct = applied(setting, state)
    cases = [spared(setting, state, receiver, me), spared(setting, state, me, receiver)]
    valued = world.value(stack([conduct, *cases]))
    dollars = valued.dollars(valued.payoff)
    harm = max(float(dollars[1, i] - dollars[0, i]), 0.0)
    taken = max(float(dollars[2, j] - dollars[0, j]), 0.0)
    mask = np.array([1.0 if not sectors or code in sectors else 0.0 for code in world.sectors])
    points, reached = equivalent_penalty(world, conduct, i, j, max(harm - taken, 0.0), mask)
    hit = world.value(stack([conduct, with_points(conduct, i, j, points, mask)]))
    own = hit.dollars(hit.payoff)[:, i]
    return Equivalent(harm, taken, points, reached, float(own[1] - own[0]))


def broken(setting: Setting, state: State, moves: Sequence[Move]) -> list[tuple[Treaty, Clause]]:
    """The promises that unilateral moves would break."""
    found: list[tuple[Treaty, Clause]] = []
    for move in moves:
        match move:
            case SetTariff():
                rates = dict.fromkeys(move.sectors or setting.world.sectors, move.rate)
                found += broken_by(setting, state, move.receiver, Domain.TARIFFS, rates)
            case Retaliate():
                world = setting.world
                i, j = world.index[move.receiver], world.index[str(state.player)]
                now = held(setting, state).tariff[i, j]
                rates = {
                    code: float(now[world.sectors.index(code)]) + move.points
                    for code in move.sectors or world.sectors
                }
                found += broken_by(setting, state, move.receiver, Domain.TARIFFS, rates)
            case SetGrant():
                found += broken_by(setting, state, move.receiver, move.domain, {"": move.rate})
    return list(dict.fromkeys(found))


def enacted(setting: Setting, state: State, moves: Sequence[Move]) -> Conduct:
    """Conduct after unilateral moves, those that the rules refuse left out."""
    for move in moves:
        try:
            state = apply(setting, state, move).state
        except IllegalMove:
            continue
    return applied(setting, state)


def alone(
    setting: Setting, state: State, moves: Sequence[Move], codes: tuple[str, ...]
) -> dict[str, Effect]:
    """What unilateral moves would do, breaches included, if nobody answered."""
    world = setting.world
    both = stack([applied(setting, state), enacted(setting, state, moves)])
    valued = world.value(both)
    access = market_access(world, both).sum(axis=-1)
    found = {}
    for code in codes:
        k = world.index[code]
        percent = float(valued.real_income[1, k] - valued.real_income[0, k])
        income = float(world.income[k]) / 100.0
        found[code] = Effect(
            code,
            percent,
            percent * income,
            float(valued.lobby[1, k] - valued.lobby[0, k]) * income,
            float(access[1, k] - access[0, k]),
            (),
        )
    return found
