"""Deals of any number of countries on their tariffs on each other, all else as it is.

The frontier of many by weights and by ε-constraints, and the Nash bargaining solution. For two, and
with packages of everything else, see `frontier`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.ascent import climb
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.government import gradient, gradients, payoff
from negotiator.economy.policy import Policy

#: Share of the parties' incomes, in money, that a climb may leave.
_TOLERANCE = 1e-12
#: A party counts at least so much, of the one that counts most, in the step of its tariffs.
_LEAST = 0.1
#: Of what is at stake, by how much a floor may be missed.
_SHORT = 1e-6


@dataclass(frozen=True, eq=False)
class Deals:
    """Deals of several parties.

    Parameters
    ----------
    gains : [B, M]
        Over no deal, in the money of the flows a year, in the order of the parties.
    tariff : [B, N exporter, N importer, S]
    slack : [B]
        What the weighted sum of gains might still be raised by, in money, by the last step. Not a
        number where SLSQP ended, which does not say.
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
) -> Deals | None:
    """The deal with the largest weighted sum of gains of those that leave each party its floor.

    The ε-constraint method (Haimes, Lasdon and Wismer 1971), by sequential quadratic programming
    (SLSQP: Kraft 1988) with exact gradients, from several starts: it reaches what no weights would.

    Parameters
    ----------
    floors : [M]
        The least that each party shall gain, in money; −inf where it has none.
    weight : [M]
        Of each gain; by default one.

    Returns
    -------
    One deal, or None where none was found that meets the floors.
    """
    from scipy.optimize import minimize

    base, free = _standing(economy, parties, policy)
    rows = list(parties)
    money = economy.income[rows] / 100.0
    fallback = payoff(solve(economy, policy), weights)[rows] * money
    counted = np.ones(len(rows)) if weight is None else np.asarray(weight, dtype=float)
    stake = _stake(economy, parties, policy, weights)
    bound = np.flatnonzero(np.isfinite(floors))
    each = np.zeros((len(rows), len(economy.countries)))
    each[np.arange(len(rows)), rows] = money
    top = np.log1p(base[free])
    kept: dict[bytes, tuple[Array, Array]] = {}

    def at(part: Array) -> tuple[Array, Array]:
        """Gains [M] over the stake, and their derivatives [M, K] by shares of the cells' rates."""
        key = part.tobytes()
        if key not in kept:
            tariff = base.copy()
            tariff[free] = np.expm1(np.clip(part, 0.0, 1.0) * top)
            world = solve(economy, replace(policy, tariff=tariff))
            gains = (payoff(world, weights)[rows] * money - fallback) / stake
            slope = gradients(world, each, weights)[:, free] * (1.0 + tariff[free]) * top / stake
            kept.clear()
            kept[key] = gains, slope
        return kept[key]

    best: Array | None = None
    reached = -np.inf
    for first in (1.0, 0.0, 0.5):
        done = minimize(
            lambda part: -float(counted @ at(part)[0]),
            np.full(len(top), first),
            jac=lambda part: -(counted @ at(part)[1]),
            bounds=[(0.0, 1.0)] * len(top),
            constraints={
                "type": "ineq",
                "fun": lambda part: (at(part)[0] - floors / stake)[bound],
                "jac": lambda part: at(part)[1][bound],
            },
            method="SLSQP",
            options={"maxiter": 200, "ftol": 1e-10},
        )
        gains = at(np.asarray(done.x))[0]
        if (gains[bound] >= floors[bound] / stake - _SHORT).all() and counted @ gains > reached:
            best, reached = np.clip(done.x, 0.0, 1.0), float(counted @ gains)
    if best is None:
        return None
    tariff = base.copy()
    tariff[free] = np.expm1(best * top)
    return Deals(at(best)[0][None] * stake, tariff[None], np.full(1, np.nan))


def nash_bargain(
    economy: Economy, parties: Sequence[int], policy: Policy, *, weights: Array | None = None
) -> Deals | None:
    """The Nash bargaining solution of several (Nash 1950): the largest product of gains.

    Returns
    -------
    One deal, or None where no deal was found by which all gain.
    """
    stake = _stake(economy, parties, policy, weights)
    # A deal to begin from by which all gain, if there is one.
    floor = np.full(len(parties), 1e-3 * stake)
    first = with_floors(economy, parties, policy, floor, weights=weights)
    if first is None:
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
    world = solve(economy, replace(policy, tariff=np.stack([base, none])))
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
