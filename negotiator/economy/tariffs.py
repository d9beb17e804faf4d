"""Tariffs that governments choose: best responses, Nash and efficient ones, and the proof of them.

All are found by `climb`; where it does not settle, by L-BFGS-B (Byrd, Lu, Nocedal and Zhu 1995) one
government after another. `certificate` checks Nash tariffs apart from how they were found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.ascent import Climbed, Field, climb
from negotiator.economy.base import Economy, checked_search
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.government import gradient, own_gradients, payoff
from negotiator.economy.policy import Policy
from negotiator.economy.quasi_newton import quasi_newton

#: Tariffs above this are not looked for: by then trade has all but ceased.
HIGHEST = 5.0

#: What may be left to gain, in per cent, where a climb rests. It falls with the square of what a
#: tariff is off, so that a tariff on a flow that matters is then right to six digits or so.
FINE = 1e-13
#: What may be left where it ends without coming to rest, for tariffs to be taken all the same.
_COARSE = 1e-9

_BY_CLIMB = "quasi-Newton in ln(1+t), exact gradients of general equilibrium"
_BY_TURNS = "Gauss–Seidel of L-BFGS-B best responses in ln(1+t), exact gradients"


@dataclass(frozen=True, eq=False)
class Tariffs:
    """Tariffs found by optimising, and how sure it is.

    Parameters
    ----------
    tariff : [N exporter, N importer, S]
    payoff : [N]
        In per cent over the base year.
    slack : float
        What is left to gain by the last step, in per cent: of the Nash tariffs the most that any
        one government could. Not a number where the second optimiser ended, which does not say.
    rounds : int
        Equilibria, or rounds of best responses, that it took.
    method
        How they were obtained.
    """

    tariff: Array
    payoff: Array
    slack: float
    rounds: int
    method: str


def best_response(
    economy: Economy,
    country: int,
    policy: Policy,
    *,
    weights: Array | None = None,
    lowest: float | Array = 0.0,
    highest: float | Array = HIGHEST,
    tolerance: float = FINE,
) -> Tariffs:
    """The tariffs by which one government does best, all other levers given.

    Parameters
    ----------
    country
        Index of the importer.
    policy
        Without batch axes; the country's tariffs in it are the first start, a small country's
        optimal ones, 1/θ, the second where the first disappoints.
    weights : [N, S]
        Political weights.
    lowest, highest
        Bounds of every rate, fractions, one for all or [S].
    tolerance
        What may be left to gain, in per cent, where the search rests.

    Raises
    ------
    EconomyError
        For weights of another shape, bounds that cross, or a country that there is not.
    NotSolvedError
        When a world on the way has no equilibrium.
    """
    checked_search(economy, weights, lowest, highest, country)
    n = len(economy.countries)
    base = economy.tariff if policy.tariff is None else policy.tariff
    own = np.zeros(base.shape, dtype=bool)
    own[np.arange(n) != country, country] = True
    wanted = np.zeros(n)
    wanted[country] = 1.0

    def field(world: Equilibrium) -> tuple[Array, Array]:
        return gradient(world, wanted, weights).tariff, 100.0 * wanted / world.income

    def value(tariff: Array) -> float:
        return float(payoff(solve(economy, replace(policy, tariff=tariff)), weights)[country])

    bottom, top = np.where(own, lowest, base), np.where(own, highest, base)
    before = value(np.clip(base, bottom, top))
    small = np.where(own, np.clip(1.0 / economy.theta, lowest, highest), base)
    for first in (base, small):
        found = _climbed(economy, policy, field, first, bottom, top, tolerance)
        if found is None or found.slack.sum() > max(tolerance, _COARSE):
            continue
        worth = payoff(found.equilibrium, weights)[0]
        if worth[country] >= before - _COARSE:
            return Tariffs(
                found.tariff[0], worth, float(found.slack.sum()), found.rounds, _BY_CLIMB
            )
    tariff, rounds = quasi_newton(economy, policy, base, own, wanted, weights, lowest, highest)
    worth = payoff(solve(economy, replace(policy, tariff=tariff)), weights)
    return Tariffs(tariff, worth, np.nan, rounds, "L-BFGS-B in ln(1+t), exact gradient")


def _climbed(
    economy: Economy,
    policy: Policy,
    field: Field,
    start: Array,
    lowest: Array,
    highest: Array,
    tolerance: float,
) -> Climbed | None:
    """A climb of one row, or None where a world on its way has no equilibrium."""
    try:
        return climb(
            economy, policy, field, start=start[None], lowest=lowest, highest=highest,
            tolerance=tolerance,
        )  # fmt: skip
    except NotSolvedError:
        return None


def nash_tariffs(
    economy: Economy,
    *,
    weights: Array | None = None,
    policy: Policy | None = None,
    lowest: float | Array = 0.0,
    highest: float | Array = HIGHEST,
    tolerance: float = FINE,
) -> Tariffs:
    """Everyone's best response to everyone.

    All governments move at once; where that does not settle they answer in turn.

    Parameters
    ----------
    weights : [N, S]
        Political weights.
    policy
        All other levers, without batch axes.
    lowest, highest
        Bounds of every rate, fractions, one for all or [S].
    tolerance
        What all together may have left to gain, in per cent, where the search rests.

    Raises
    ------
    EconomyError
        For weights of another shape, bounds that cross, or a country that there is not.
    NotSolvedError
        When neither way settles.
    """
    checked_search(economy, weights, lowest, highest)
    given = policy or Policy()
    n = len(economy.countries)
    base = economy.tariff if given.tariff is None else given.tariff
    home = np.eye(n, dtype=bool)[:, :, None]

    def field(world: Equilibrium) -> tuple[Array, Array]:
        return own_gradients(world, weights), 100.0 / world.income

    # From a small country's optimal tariff: of two Nash equilibria not the one without trade.
    small = np.where(home, base, np.clip(1.0 / economy.theta, lowest, highest))
    bottom, top = np.where(home, base, lowest), np.where(home, base, highest)
    found = _climbed(economy, given, field, small, bottom, top, tolerance)
    if found is not None and found.slack.sum() <= max(tolerance, _COARSE):
        worth = payoff(found.equilibrium, weights)[0]
        return Tariffs(found.tariff[0], worth, float(found.slack.max()), found.rounds, _BY_CLIMB)
    return _in_turn(economy, given, small, weights, lowest, highest)


def _in_turn(
    economy: Economy,
    policy: Policy,
    tariff: Array,
    weights: Array | None,
    lowest: float | Array,
    highest: float | Array,
    tolerance: float = 1e-7,
) -> Tariffs:
    """Gauss–Seidel: governments answer in turn until a round gains none more than the tolerance."""
    n = len(economy.countries)
    for rounds in range(1, 41):
        slack = 0.0
        for country in range(n):
            own = np.zeros(tariff.shape, dtype=bool)
            own[np.arange(n) != country, country] = True
            wanted = np.eye(n)[country]
            given = replace(policy, tariff=tariff)
            before = payoff(solve(economy, given), weights)[country]
            tariff, _ = quasi_newton(economy, given, tariff, own, wanted, weights, lowest, highest)
            after = payoff(solve(economy, replace(policy, tariff=tariff)), weights)[country]
            slack = max(slack, float(after - before))
        if slack <= tolerance:
            worth = payoff(solve(economy, replace(policy, tariff=tariff)), weights)
            return Tariffs(tariff, worth, slack, rounds, _BY_TURNS)
    raise NotSolvedError(
        f"no Nash tariffs after {rounds} rounds: some government still gains {slack:.1e}%,"
        f" expected {tolerance:.0e}%"
    )


def efficient_tariffs(
    economy: Economy,
    *,
    weights: Array | None = None,
    policy: Policy | None = None,
    highest: float | Array = HIGHEST,
    tolerance: float = FINE,
) -> Tariffs:
    """The Pareto-efficient tariffs, none below zero, at which a dollar counts alike everywhere.

    They maximise Σ_j a_j payoff_j with a_j each country's own income at the optimum (Negishi 1960):
    then no transfer between countries is wanted, and tariffs serve efficiency alone. Under perfect
    competition and without political weights that is free trade (Bagwell and Staiger 1999).

    Parameters
    ----------
    weights : [N, S]
        Political weights.
    policy
        All other levers, without batch axes.
    highest
        Bound of every rate, a fraction, one for all or [S].
    tolerance
        What the sum may have left to gain, in per cent, where the search rests.

    Raises
    ------
    EconomyError
        For weights of another shape, bounds that cross, or a country that there is not.
    NotSolvedError
        When no such tariffs are found.

    Notes
    -----
    What the search finds is efficient to first order: no small change gains the sum. With profits
    import subsidies would often do better still, and many rates press on zero.
    """
    checked_search(economy, weights, 0.0, highest)
    given = policy or Policy()
    n = len(economy.countries)
    base = economy.tariff if given.tariff is None else given.tariff
    home = np.eye(n, dtype=bool)[:, :, None]
    world_income = economy.income.sum()

    def field(world: Equilibrium) -> tuple[Array, Array]:
        a = world.income / world_income
        return gradient(world, a, weights).tariff, np.full_like(a, 100.0 / world_income)

    bottom, top = np.where(home, base, 0.0), np.where(home, base, highest)
    found = _climbed(economy, given, field, bottom, bottom, top, tolerance)
    if found is not None and found.slack.sum() <= max(tolerance, _COARSE):
        worth = payoff(found.equilibrium, weights)[0]
        return Tariffs(found.tariff[0], worth, float(found.slack.sum()), found.rounds, _BY_CLIMB)
    tariff, a = bottom, economy.income / world_income
    for rounds in range(1, 21):
        free = np.broadcast_to(~home, base.shape)
        last = tariff
        tariff, _ = quasi_newton(economy, given, last, free, a, weights, 0.0, highest)
        world = solve(economy, replace(given, tariff=tariff))
        moved = np.abs(world.income / world_income - a).max()
        a = world.income / world_income
        if moved < 1e-7:
            worth = payoff(world, weights)
            return Tariffs(
                tariff, worth, np.nan, rounds, "L-BFGS-B in ln(1+t), Negishi's weights in turn"
            )
    raise NotSolvedError(f"no efficient tariffs after {rounds} rounds of weights")
