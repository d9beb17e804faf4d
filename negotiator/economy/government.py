"""What governments maximise, and the tariffs that follow: best responses, Nash and efficient ones.

Gradients are exact: one adjoint system for each payoff, whatever the number of tariffs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, jacobian, point_of, solve
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.outcomes import (
    price_index,
    real_income,
    value_added,
    value_added_rate,
)
from negotiator.economy.policy import Policy
from negotiator.economy.system import sensitivity

#: Tariffs above this are not looked for: by then trade has all but ceased.
HIGHEST = 5.0


def lobby(equilibrium: Equilibrium, weights: Array) -> Array:
    """[..., N]: 100 Σ_s weight_js (V'_js / P̂_j − V_js) / I_j, in per cent.

    Politically weighted change of sectors' real value added, as a share of the economy (Grossman
    and Helpman 1994; Ossa 2014). Real, so that it does not depend on the numeraire.

    Parameters
    ----------
    weights : [N, S]
    """
    economy = equilibrium.economy
    before = economy.sales * value_added_rate(economy)
    real = value_added(equilibrium) / price_index(equilibrium)[..., None]
    change = (real - before) / economy.income[:, None]
    return np.asarray(100.0 * (weights * change).sum(axis=-1))


def payoff(equilibrium: Equilibrium, weights: Array | None = None) -> Array:
    """[..., N]: 100 ln Ŵ_j and what lobbies weigh, in per cent.

    Parameters
    ----------
    weights : [N, S]
        Political weights; zero, the default, maximises general welfare.
    """
    welfare = 100.0 * np.log(real_income(equilibrium))
    if weights is None or not weights.any():
        return np.asarray(welfare)
    return np.asarray(welfare + lobby(equilibrium, weights))


@dataclass(frozen=True, eq=False)
class Gradient:
    """Derivatives of a weighted sum of payoffs, one per policy of the stack.

    Parameters
    ----------
    tariff, export_tax, log_cost : [..., N exporter, N importer, S]
        By rate, by rate, and by the log of the iceberg.
    transfer : [..., N]
        By money received.
    """

    tariff: Array
    export_tax: Array
    log_cost: Array
    transfer: Array


def gradient(
    equilibrium: Equilibrium, welfare_weights: Array, weights: Array | None = None
) -> Gradient:
    """Differentiate Σ_j a_j payoff_j by every lever, exactly.

    Implicit differentiation of the equilibrium: with excess demands F(u, t) = 0, the derivative of
    Π is Π_t − μ F_t where μ F_u = Π_u.

    Parameters
    ----------
    welfare_weights : [N]
        a_j; one for a single government and zero for the others gives its own gradient.
    weights : [N, S]
        Political weights.
    """
    economy, levers = equilibrium.economy, equilibrium.levers
    n, s = len(economy.countries), len(economy.sectors)
    batch = equilibrium.residual.shape
    point = point_of(equilibrium)
    size = len(point.income)
    a = np.asarray(welfare_weights, dtype=float)
    rate = value_added_rate(economy)
    # What a dollar of sales, of income and a per cent of a price are to the payoffs.
    pull = np.zeros((n, s)) if weights is None else weights
    index = (economy.final_share * np.log(equilibrium.price)).sum(axis=-1).reshape(size, n)
    dollar = 100.0 * a / economy.income * np.exp(-index)
    y = (dollar[:, :, None] * pull * rate)[:, None]
    weighed = (y[:, 0] * point.sales).sum(axis=-1)
    i = (100.0 * a / point.income)[:, None, :]
    q = -((100.0 * a + weighed)[:, :, None] * economy.final_share)[:, None]
    first = sensitivity(economy, levers, point, y, i, q)
    by_wage = jacobian(economy, levers, point)
    mu = np.linalg.solve(np.swapaxes(by_wage, 1, 2), np.swapaxes(first.log_wage, 1, 2))[..., 0]
    # One more sum, of which everything is linear: the payoffs less μ times the excess demands.
    demand = economy.labour_share * economy.value_added_share
    y = y - mu[:, None, :, None] * demand
    i = i - ((mu * economy.labour).sum(axis=1) / economy.income.sum())[:, None, None]
    found = sensitivity(economy, levers, point, y, i, q)

    def shaped(array: Array) -> Array:
        return array[:, 0].reshape(batch + array.shape[2:])

    return Gradient(
        shaped(found.tariff), shaped(found.export_tax), shaped(found.log_cost),
        shaped(found.outside),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Tariffs:
    """Tariffs found by optimising, and how sure it is.

    Parameters
    ----------
    tariff : [N exporter, N importer, S]
    payoff : [N]
        In per cent over the base year.
    slack : float
        What is left to gain: for Nash tariffs the most that any government could still gain by
        the last round of best responses, in per cent.
    method
        How they were obtained.
    """

    tariff: Array
    payoff: Array
    slack: float
    method: str


def best_response(
    economy: Economy,
    country: int,
    policy: Policy,
    *,
    weights: Array | None = None,
    lowest: float = 0.0,
    highest: float = HIGHEST,
    precision: float = 1e-14,
) -> Tariffs:
    """The tariffs by which one government does best, all other levers given.

    Parameters
    ----------
    country
        Index of the importer.
    policy
        Without batch axes; the country's tariffs in it are where the search starts.
    lowest, highest
        Bounds of every rate, fractions.
    precision
        Relative change of the payoff at which the search ends.

    Notes
    -----
    L-BFGS-B in ln(1 + t) (Byrd, Lu, Nocedal and Zhu 1995) with exact gradients, started warm.
    """
    n = len(economy.countries)
    base = economy.tariff if policy.tariff is None else policy.tariff
    partners = np.flatnonzero(np.arange(n) != country)
    free = np.zeros(base.shape, dtype=bool)
    free[partners, country] = True
    wanted = np.zeros(n)
    wanted[country] = 1.0
    found = _maximise(economy, policy, base, free, wanted, weights, lowest, highest, precision)
    return Tariffs(
        found, *_worth(economy, policy, found, weights), "L-BFGS-B in ln(1+t), exact gradient"
    )


def _worth(
    economy: Economy, policy: Policy, tariff: Array, weights: Array | None
) -> tuple[Array, float]:
    return payoff(solve(economy, _with(policy, tariff)), weights), 0.0


def _with(policy: Policy, tariff: Array) -> Policy:
    return Policy(tariff, policy.export_tax, policy.iceberg, policy.transfer, policy.deficit)


def _maximise(
    economy: Economy,
    policy: Policy,
    base: Array,
    free: Array,
    wanted: Array,
    weights: Array | None,
    lowest: float,
    highest: float,
    precision: float,
) -> Array:
    """[N, N, S]: the free tariffs that maximise the weighted sum of payoffs."""
    from scipy.optimize import minimize

    warm: list[Equilibrium] = []

    def objective(x: Array) -> tuple[float, Array]:
        tariff = base.copy()
        tariff[free] = np.expm1(x)
        try:
            solved = solve(economy, _with(policy, tariff), start=warm[0] if warm else None)
        except NotSolvedError:
            return np.inf, np.zeros_like(x)
        warm[:] = [solved]
        value = float((wanted * payoff(solved, weights)).sum())
        slope = gradient(solved, wanted, weights).tariff[free] * np.exp(x)
        return -value, -slope

    top = float(np.log1p(highest))
    bounds = [(float(np.log1p(lowest)), top)] * int(free.sum())

    def climb(start: Array) -> tuple[float, Array]:
        done = minimize(
            objective,
            start,
            jac=True,
            bounds=bounds,
            method="L-BFGS-B",
            options={"maxiter": 500, "ftol": precision, "gtol": 1e-8, "maxcor": 20},
        )
        return float(done.fun), np.asarray(done.x)

    here = np.log1p(np.clip(base[free], lowest, highest))
    before = objective(here)[0]
    value, found = climb(here)
    if value > before or (found > top - 1e-6).any():
        # A line search may leap onto the plain where tariffs have stopped all trade and every
        # direction looks level: begin again from a small country's tariff.
        small = np.broadcast_to(np.log1p(1.0 / economy.theta), base.shape)[free]
        again, other = climb(np.clip(small, bounds[0][0], top))
        value, found = min([(value, found), (again, other), (before, here)], key=lambda v: v[0])
    tariff = base.copy()
    tariff[free] = np.expm1(found)
    return tariff


def nash_tariffs(
    economy: Economy,
    *,
    weights: Array | None = None,
    policy: Policy | None = None,
    highest: float = HIGHEST,
    tolerance: float = 1e-6,
    rounds: int = 60,
) -> Tariffs:
    """Everyone's best response to everyone.

    Gauss–Seidel: governments answer in turn until a whole round gains none of them more than the
    tolerance, in per cent.

    Raises
    ------
    NotSolvedError
        When that does not happen.
    """
    given = policy or Policy()
    tariff = (economy.tariff if given.tariff is None else given.tariff).copy()
    n = len(economy.countries)
    # Near a small country's tariff to begin with, and coarse while everyone still moves.
    tariff[:] = np.where(np.eye(n, dtype=bool)[:, :, None], tariff, 1.0 / economy.theta)
    slack = np.inf
    for _ in range(rounds):
        precision = 1e-14 if slack < 1e-2 else 1e-9
        slack = 0.0
        for country in range(n):
            before = payoff(solve(economy, _with(given, tariff)), weights)[country]
            answer = best_response(
                economy, country, _with(given, tariff), weights=weights, highest=highest,
                precision=precision,
            )  # fmt: skip
            slack = max(slack, float(answer.payoff[country] - before))
            tariff = answer.tariff
        if slack <= tolerance and precision < 1e-12:
            worth, _ = _worth(economy, given, tariff, weights)
            return Tariffs(tariff, worth, slack, "Gauss–Seidel of best responses")
    raise NotSolvedError(
        f"no Nash tariffs after {rounds} rounds: some government still gains {slack:.1e}%,"
        f" expected {tolerance:.0e}%"
    )


def efficient_tariffs(
    economy: Economy,
    *,
    weights: Array | None = None,
    welfare_weights: Array | None = None,
    policy: Policy | None = None,
    highest: float = HIGHEST,
) -> Tariffs:
    """Tariffs that maximise the sum of payoffs in money.

    Parameters
    ----------
    welfare_weights : [N]
        Of each payoff in per cent; by default its income, so that dollars count alike.
    """
    given = policy or Policy()
    base = economy.tariff if given.tariff is None else given.tariff
    n = len(economy.countries)
    a = economy.income / economy.income.sum() if welfare_weights is None else welfare_weights
    free = np.broadcast_to(~np.eye(n, dtype=bool)[:, :, None], base.shape)
    found = _maximise(economy, given, base, free, a, weights, 0.0, highest, 1e-14)
    worth, slack = _worth(economy, given, found, weights)
    return Tariffs(found, worth, slack, "L-BFGS-B in ln(1+t), exact gradient")
