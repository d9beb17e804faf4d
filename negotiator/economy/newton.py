"""The sure way to an equilibrium: damped Newton with the exact Jacobian, and continuation.

Costlier than chord steps, and for the few members of a stack that those do not bring home.
"""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array, Rows
from negotiator.economy.base import Economy
from negotiator.economy.system import Adjoint, Levers, Point, adjoint, evaluate

_LONGEST_STEP = 0.7
_ITERATIONS = 200


def newton(
    economy: Economy, levers: Levers, log_wage: Array, log_price: Array, tolerance: float
) -> tuple[Point, Array]:
    """Damped Newton; members that have converged are left alone."""
    size = len(log_wage)
    active = np.arange(size)
    best = np.full(size, np.inf)
    kept_wage, kept_price = log_wage.copy(), log_price.copy()
    step_wage, step_price = np.zeros_like(log_wage), np.zeros_like(log_price)
    wage, price = log_wage.copy(), log_price.copy()
    for _ in range(_ITERATIONS):
        point = evaluate(economy, levers.take(active), wage[active], price[active])
        excess, gap, merit = _residual(economy, point)
        worse = ~(merit <= best[active] * (1.0 + 1e-9)) & (best[active] > tolerance)
        # Members that got worse go back half of the way that they came.
        back = active[worse]
        step_wage[back] *= 0.5
        step_price[back] *= 0.5
        wage[back] = kept_wage[back] + step_wage[back]
        price[back] = kept_price[back] + step_price[back]
        good = ~worse
        better = active[good]
        improved = merit[good] < best[better]
        best[better[improved]] = merit[good][improved]
        kept_wage[better], kept_price[better] = wage[better], price[better]
        going = good & (merit > tolerance)
        if going.any():
            rows = active[going]
            part = _take(point, going)
            du, dp = _step(economy, part, excess[going], gap[going])
            longest = np.maximum(np.abs(du).max(axis=1), np.abs(dp).max(axis=(1, 2)))
            scale = np.minimum(1.0, _LONGEST_STEP / np.maximum(longest, 1e-300))
            scale = np.where(np.isfinite(scale), scale, 0.0)
            step_wage[rows] = du * scale[:, None]
            step_price[rows] = dp * scale[:, None, None]
            wage[rows] += step_wage[rows]
            price[rows] += step_price[rows]
        stuck = np.abs(step_wage[active]).max(axis=1) < 1e-15
        active = active[~(good & (merit <= tolerance)) & ~(worse & stuck)]
        if not len(active):
            break
    final = evaluate(economy, levers, kept_wage, kept_price)
    if not economy.has_inputs:
        final = _with_fit(final)
    _, _, merit = _residual(economy, final)
    return final, merit


def continued(economy: Economy, levers: Levers, tolerance: float) -> tuple[Point, Array] | None:
    """One member reached by steps from the base year, where Newton's leap from there fails."""
    n, s = len(economy.countries), len(economy.sectors)
    for steps in (6, 40):
        wage, price = np.zeros((1, n)), np.zeros((1, n, s))
        for part in np.linspace(1.0 / steps, 1.0, steps):
            on_the_way = Levers(
                np.expm1(part * np.log1p(levers.tariff) + (1 - part) * np.log1p(economy.tariff)),
                np.expm1(
                    part * np.log1p(levers.export_tax) + (1 - part) * np.log1p(economy.export_tax)
                ),
                None if levers.iceberg is None else levers.iceberg**part,
                part * levers.outside + (1 - part) * economy.deficit,
            )
            point, residual = newton(economy, on_the_way, wage, price, tolerance)
            if not residual[0] <= tolerance:
                break
            wage, price = point.log_wage, point.log_price
        else:
            return point, residual
    return None


def _take(point: Point, rows: Rows) -> Point:
    fields = {name: getattr(point, name)[rows] for name in Point.__dataclass_fields__}
    if point.producer is point.border:  # without export taxes they are one array, and stay so
        fields["producer"] = fields["border"]
    return Point(**fields)


def _with_fit(point: Point) -> Point:
    fields = {name: getattr(point, name) for name in Point.__dataclass_fields__}
    return Point(**{**fields, "log_price": point.fit})


def _residual(economy: Economy, point: Point) -> tuple[Array, Array, Array]:
    """Excess demand for labour over base wages [B, N], gap of prices [B, N, S], and the merit [B].

    The labour markets clear together with one to spare (Walras); the numeraire, world income at
    its base value, is added to each of them in proportion to its size, which fixes the level and
    vanishes at the solution.
    """
    demand = (economy.labour_share * economy.value_added_share * point.sales).sum(axis=-1)
    wages = np.exp(point.log_wage) * economy.labour
    world = economy.income.sum()
    numeraire = (point.income.sum(axis=-1) - world) / world
    excess = demand - wages
    if economy.has_inputs:
        gap = point.fit - point.log_price
        off = np.abs(gap).max(axis=(1, 2))
    else:
        gap = np.zeros_like(point.fit)
        off = np.zeros(len(wages))
    merit = np.maximum(np.abs(excess / wages).max(axis=1), np.abs(numeraire))
    merit = np.maximum(merit, off)
    merit = np.where(np.isfinite(merit) & (point.income > 0).all(axis=1), merit, np.inf)
    return excess + numeraire[:, None] * economy.labour, gap, merit


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
