"""The sure way to an equilibrium: damped Newton with the exact Jacobian, and continuation.

Costlier than chord steps, and for the few members of a stack that those do not bring home.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiator.economy.adjoint import Adjoint, adjoint
from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.system import Levers, Point, evaluate

_LONGEST_STEP = 0.7
_ITERATIONS = 200
#: Steps of continuation, failed ones included.
_CONTINUED = 40


def newton(
    economy: Economy, levers: Levers, log_wage: Array, log_price: Array, tolerance: float
) -> tuple[Point, float]:
    """Damped Newton for one member: where a step makes things worse, half of it is tried.

    Parameters
    ----------
    levers, log_wage : [1, N], log_price : [1, N, S]
        One member, and where to begin.

    Returns
    -------
    The best point reached, and its residual.
    """
    best, kept = np.inf, (log_wage, log_price)
    wage_step, price_step = np.zeros_like(log_wage), np.zeros_like(log_price)
    wage, price = kept
    for _ in range(_ITERATIONS):
        point = evaluate(economy, levers, wage, price)
        excess, gap, merit = _residual(economy, point)
        if merit < best:
            best, kept = merit, (wage, price)
            if best <= tolerance:
                break
            try:
                wage_step, price_step = _step(economy, point, excess, gap)
            except np.linalg.LinAlgError:
                break
            longest = max(np.abs(wage_step).max(), np.abs(price_step).max())
            if not np.isfinite(longest):
                break
            scale = min(1.0, _LONGEST_STEP / max(longest, 1e-300))
        else:
            scale = 0.5
        wage_step, price_step = wage_step * scale, price_step * scale
        if np.abs(wage_step).max() < 1e-15:
            break
        wage, price = kept[0] + wage_step, kept[1] + price_step
    point = evaluate(economy, levers, *kept)
    if not economy.has_inputs:
        point = replace(point, log_price=point.fit)
    return point, float(_residual(economy, point)[2])


def continued(economy: Economy, levers: Levers, tolerance: float) -> tuple[Point, float] | None:
    """One member reached from the base year by steps, shorter where they fail."""
    n, s = len(economy.countries), len(economy.sectors)
    wage, price = np.zeros((1, n)), np.zeros((1, n, s))
    part, stride = 0.0, 0.25
    for _ in range(_CONTINUED):
        ahead = min(1.0, part + stride)
        point, residual = newton(economy, _partly(economy, levers, ahead), wage, price, tolerance)
        if residual <= tolerance:
            part, stride = ahead, 1.5 * stride
            wage, price = point.log_wage, point.log_price
            if part == 1.0:
                return point, residual
        else:
            stride /= 3.0
    return None


def _partly(economy: Economy, levers: Levers, part: float) -> Levers:
    """Levers on the way from the base year."""

    def rate(new: Array, old: Array) -> Array:
        return np.asarray(np.expm1(part * np.log1p(new) + (1.0 - part) * np.log1p(old)))

    return Levers(
        rate(levers.tariff, economy.tariff),
        rate(levers.export_tax, economy.export_tax),
        None if levers.iceberg is None else levers.iceberg**part,
        part * levers.outside + (1.0 - part) * economy.deficit,
    )


def _residual(economy: Economy, point: Point) -> tuple[Array, Array, float]:
    """Excess demand for labour over base wages [1, N], gap of prices [1, N, S], and the merit.

    The labour markets clear together with one to spare (Walras); the numeraire, world income at
    its base value, is added to each of them in proportion to its size, which fixes the level and
    vanishes at the solution.
    """
    demand = (economy.labour_share * economy.value_added_share * point.sales).sum(axis=-1)
    wages = np.exp(point.log_wage) * economy.labour
    world = economy.income.sum()
    numeraire = (point.income.sum(axis=-1) - world) / world
    excess = demand - wages
    gap = point.fit - point.log_price if economy.has_inputs else np.zeros_like(point.fit)
    merit = max(np.abs(excess / wages).max(), np.abs(numeraire).max(), np.abs(gap).max())
    sound = np.isfinite(merit) and (point.income > 0).all()
    return excess + numeraire[:, None] * economy.labour, gap, float(merit) if sound else np.inf


def _step(economy: Economy, point: Point, excess: Array, gap: Array) -> tuple[Array, Array]:
    """The Newton step in log wages and log prices."""
    b, n, s = gap.shape
    found = adjoint(economy, point, *excess_sums(economy, b))
    right = -excess
    if economy.has_inputs:
        on_gap = np.einsum("bqjs,bjs->bq", found.price, gap)
        right = right - on_gap[:, :n] - economy.labour * on_gap[:, n:]
    du = np.linalg.solve(excess_by_wage(economy, point, found), right[..., None])[..., 0]
    if not economy.has_inputs:
        return np.asarray(du), np.zeros_like(gap)
    phi = np.einsum("bims,isk->bmsik", point.share, economy.input_share).reshape(b, n * s, n * s)
    moved = gap + np.einsum("bims,is,bi->bms", point.share, economy.value_added_share, du)
    dp = np.linalg.solve(np.eye(n * s) - phi, moved.reshape(b, n * s, 1)).reshape(b, n, s)
    return np.asarray(du), np.asarray(dp)


def excess_sums(economy: Economy, batch: int) -> tuple[Array, Array, Array]:
    """Weights on sales, incomes and prices whose sums are each country's demand for labour.

    N + 1 sums: the last is world income over its base value, the numeraire.
    """
    n, s = len(economy.countries), len(economy.sectors)
    on_sales = np.zeros((n + 1, n, s))
    on_sales[np.arange(n), np.arange(n)] = economy.labour_share * economy.value_added_share
    on_income = np.zeros((n + 1, n))
    on_income[n] = 1.0 / economy.income.sum()
    return (
        np.broadcast_to(on_sales, (batch, *on_sales.shape)),
        np.broadcast_to(on_income, (batch, *on_income.shape)),
        np.zeros((batch, n + 1, n, s)),
    )


def excess_by_wage(economy: Economy, point: Point, found: Adjoint) -> Array:
    """[B, N, N]: excess demand for labour by log wage, prices adjusting, numeraire included.

    Parameters
    ----------
    found
        The adjoint of `excess_sums`.
    """
    n = len(economy.countries)
    by_wage = found.log_wage[:, :n] + economy.labour[:, None] * found.log_wage[:, n:]
    by_wage[:, np.arange(n), np.arange(n)] -= np.exp(point.log_wage) * economy.labour
    return np.asarray(by_wage)
