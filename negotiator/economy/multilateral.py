"""Deals of any number of countries on their tariffs on each other, all else as it is.

The frontier of many by weights and by ε-constraints, and the Nash bargaining solution. For two, and
with packages of everything else, see `frontier`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.ascent import climb
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy

#: Share of the parties' incomes, in money, that a climb may leave.
_TOLERANCE = 1e-9
#: A party counts at least so much, of the one that counts most, in the step of its tariffs.
_LEAST = 0.1
#: Rounds of multipliers of floors, and the shortfall over what is at stake at which they end.
_ROUNDS, _SHORT = 40, 1e-6
#: How hard a shortfall of all that is at stake presses at once.
_PRESSURE = 30.0


@dataclass(frozen=True, eq=False)
class Deals:
    """Deals of several parties.

    Parameters
    ----------
    gains : [B, M]
        Over no deal, in the money of the flows a year, in the order of the parties.
    tariff : [B, N exporter, N importer, S]
    slack : [B]
        What the weighted sum of gains might still be raised by, in money, by the last step.
    """

    gains: Array
    tariff: Array
    slack: Array


def pareto_frontier(
    economy: Economy,
    parties: Sequence[int],
    policy: Policy,
    *,
    divisions: int = 6,
    weights: Array | None = None,
) -> Deals:
    """Efficient deals of several, by weights on a lattice of the simplex (Das and Dennis 1998).

    Parameters
    ----------
    parties
        Indices of two countries or more.
    policy
        What is in force without a deal, without batch axes; tariffs among the parties are cut from
        it, never raised.
    divisions
        Of each edge of the simplex: C(divisions + M − 1, M − 1) deals are looked for.
    weights : [N, S]
        Political weights.

    Returns
    -------
    Those that no other dominates.

    Raises
    ------
    NotSolvedError
        When a world on the way has no equilibrium.
    """
    m = len(parties)
    lattice = np.zeros((0, m))
    for chosen in combinations_with_replacement(range(m), divisions):
        lattice = np.vstack([lattice, np.bincount(chosen, minlength=m)])
    # A party of no weight at all would have no reason to cut where it costs it nothing.
    weight = np.maximum(lattice / divisions, 1e-2)
    found = _best(economy, parties, policy, weights, len(weight), lambda gains: weight)
    beaten = (found.gains[:, None] >= found.gains[None] - 1e-12).all(axis=2)
    beaten &= (found.gains[:, None] > found.gains[None] + 1e-12).any(axis=2)
    kept = ~beaten.any(axis=0)
    return Deals(found.gains[kept], found.tariff[kept], found.slack[kept])


def with_floors(
    economy: Economy,
    parties: Sequence[int],
    policy: Policy,
    floors: Array,
    *,
    weight: Array | None = None,
    weights: Array | None = None,
) -> Deals:
    """The deals with the largest weighted sum of gains of those that leave each party its floor.

    The ε-constraint method (Haimes, Lasdon and Wismer 1971), by augmented Lagrangians (Powell
    1969): it reaches what no weights would.

    Parameters
    ----------
    floors : [B, M]
        The least that each party shall gain, in money; −inf where it has none.
    weight : [B, M] or [M]
        Of each gain; by default one.

    Returns
    -------
    A deal for each row of floors. Where none meets them its gains fall short of them: look.
    """
    floors = np.asarray(floors, dtype=float)
    counted = np.broadcast_to(1.0 if weight is None else weight, floors.shape)
    stake = _stake(economy, parties, policy, weights)
    pressure = _PRESSURE / stake
    multiplier = np.zeros_like(floors)

    def worth(gains: Array) -> Array:
        return counted + np.maximum(0.0, multiplier + pressure * (floors - gains))

    found = _best(economy, parties, policy, weights, len(floors), worth)
    for _ in range(_ROUNDS):
        short = floors - found.gains
        off = np.where(multiplier > 0, np.abs(short), np.maximum(short, 0.0))
        if off.max() <= _SHORT * stake:
            break
        multiplier = np.maximum(0.0, multiplier + pressure * short)
        found = _best(economy, parties, policy, weights, len(floors), worth, start=found.tariff)
    return found


def nash_bargain(
    economy: Economy, parties: Sequence[int], policy: Policy, *, weights: Array | None = None
) -> Deals | None:
    """The Nash bargaining solution of several (Nash 1950): the largest product of gains.

    Returns
    -------
    One deal, or None where no deal was found by which all gain.
    """
    stake = _stake(economy, parties, policy, weights)
    # A deal to begin from by which all gain: the smallest gain made as large as weights make it.
    floor = np.full((1, len(parties)), 1e-3 * stake)
    first = with_floors(economy, parties, policy, floor, weights=weights)
    if first.gains.min() <= 0:
        return None
    found = _best(
        economy, parties, policy, weights, 1,
        lambda gains: stake / np.maximum(gains, 1e-6 * stake), start=first.tariff,
    )  # fmt: skip
    return found if found.gains.min() > 0 else None


def _stake(
    economy: Economy, parties: Sequence[int], policy: Policy, weights: Array | None
) -> float:
    """What free trade among the parties would move, in money: the scale of their gains."""
    base, free = _standing(economy, parties, policy)
    none = np.where(free, 0.0, base)
    world = solve(economy, _with(policy, np.stack([base, none])))
    worth = payoff(world, weights)[:, list(parties)] * economy.income[list(parties)] / 100.0
    return max(float(np.abs(worth[1] - worth[0]).sum()), 1e-9 * float(economy.income.sum()))


def _standing(
    economy: Economy, parties: Sequence[int], policy: Policy
) -> tuple[Array, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """[N, N, S] each: tariffs without a deal, and those that the parties may cut."""
    base = economy.tariff if policy.tariff is None else policy.tariff
    free = np.zeros(base.shape, dtype=bool)
    for i in parties:
        for j in parties:
            free[i, j] = i != j
    return base, free


def _with(policy: Policy, tariff: Array) -> Policy:
    return Policy(tariff, policy.export_tax, policy.iceberg, policy.transfer, policy.deficit)


def _best(
    economy: Economy,
    parties: Sequence[int],
    policy: Policy,
    weights: Array | None,
    count: int,
    worth: Callable[[Array], Array],
    start: Array | None = None,
) -> Deals:
    """Deals at which nothing is to be gained by weights [B, M] that may follow from the gains."""
    base, free = _standing(economy, parties, policy)
    rows = list(parties)
    money = economy.income[rows] / 100.0
    fallback = payoff(solve(economy, policy), weights)[rows] * money

    def gains(world: Equilibrium) -> Array:
        return np.asarray(payoff(world, weights)[:, rows] * money - fallback)

    def field(world: Equilibrium) -> tuple[Array, Array]:
        a = np.zeros((count, len(economy.countries)))
        a[:, rows] = worth(gains(world)) * money
        dollar = 100.0 * a / world.income
        counted = np.maximum(dollar[:, rows], _LEAST * dollar.max(axis=1, keepdims=True))
        dollar[:, rows] = counted
        return gradient(world, a, weights).tariff, dollar

    first = np.broadcast_to(base, (count, *base.shape)) if start is None else start
    found = climb(
        economy, policy, field, start=first, lowest=np.where(free, 0.0, base), highest=base,
        tolerance=_TOLERANCE * float(economy.income[rows].sum()),
    )  # fmt: skip
    return Deals(gains(found.equilibrium), found.tariff, found.slack.sum(axis=1))
