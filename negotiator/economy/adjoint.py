"""Exact derivatives of any figure of the world, by adjoint systems.

Any such figure is a weighted sum of sales Y_is, incomes I_j and log prices. All sums are
differentiated together, by one system for expenditures and one for prices; the solver takes its
Jacobian from it, and governments their gradients.

Notation as in DESIGN: exporter i, importer j, sector s; u = ln ŵ, p = ln P̂. One leading batch axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.system import Levers, Point, demand_matrix, income_matrix, parts


@dataclass(frozen=True, eq=False)
class Adjoint:
    """What a change anywhere in the world does to Q weighted sums of sales, incomes and prices.

    Parameters
    ----------
    income : [B, Q, N]
        By a dollar of income (of deficits and transfers, too).
    sales : [B, Q, N, S]
        By a dollar of sales, the profits in it included.
    price : [B, Q, N, S]
        By a log price that is off by one.
    mean : [B, Q, N importer, S]
        By a log point of the importer's spending on all suppliers alike.
    log_wage : [B, Q, N]
        By a log wage, prices and expenditures adjusting.
    """

    income: Array
    sales: Array
    price: Array
    mean: Array
    log_wage: Array

    def plus(self, factor: Array, other: Adjoint) -> Adjoint:
        """These sums and, to each, others times factors [B, Q, P]: all of it is linear."""

        def added(one: Array, two: Array) -> Array:
            b = len(one)
            flat = np.matmul(factor, two.reshape(b, two.shape[1], -1))
            return np.asarray(one + flat.reshape(one.shape))

        return Adjoint(
            *(added(getattr(self, name), getattr(other, name)) for name in _ADJOINT_FIELDS)
        )

    def rows(self, which: slice) -> Adjoint:
        """Some of the sums."""
        return Adjoint(*(getattr(self, name)[:, which] for name in _ADJOINT_FIELDS))


_ADJOINT_FIELDS = tuple(Adjoint.__dataclass_fields__)


def adjoint(
    economy: Economy, point: Point, on_sales: Array, on_income: Array, on_price: Array
) -> Adjoint:
    """Differentiate Σ y_is Y_is + Σ i_j I_j + Σ q_js p_js, prices and expenditures adjusting.

    Parameters
    ----------
    on_sales, on_price : [B, Q, N, S]
        y and q.
    on_income : [B, Q, N]
        i.

    Notes
    -----
    Two adjoint systems: one for expenditures, X = A X + b, and one for prices,
    dp = Φ dp + Ψ du, each solved once per sum rather than once per lever.
    """
    share, border, producer = point.share, point.border, point.producer
    b, n, _, s = share.shape
    q = on_income.shape[1]
    home, abroad = parts(economy, share, border, producer)
    taxed = producer is not border
    profits = taxed or bool((economy.labour_share < 1.0).any())
    # Sectors first, so that sums over countries are products of matrices.
    paid = np.moveaxis(share * producer, 3, 1)  # [B, S, i, j]

    def over(array: Array, matrix: Array) -> Array:
        """Σ_i array_qis matrix_sij: [B, Q, j, S]."""
        return np.asarray(np.moveaxis(np.matmul(np.moveaxis(array, 3, 1), matrix), 1, 3))

    if economy.has_inputs:
        direct = over(on_sales, paid) + on_income[..., None] * home[:, None]
        if profits:
            direct += np.matmul(on_income, abroad.reshape(b, n, n * s)).reshape(b, q, n, s)
        system = np.eye(n * s) - demand_matrix(economy, share, border, producer)
        rows = np.swapaxes(direct.reshape(b, q, n * s), 1, 2)
        solved = np.linalg.solve(np.swapaxes(system, 1, 2), rows)
        each = np.swapaxes(solved, 1, 2).reshape(b, q, n, s)
        income = on_income + (each * economy.final_share).sum(axis=-1)
        sales = on_sales + economy.labour_share * np.moveaxis(
            np.matmul(np.moveaxis(each, 2, 1), np.swapaxes(economy.input_share, 1, 2)), 1, 2
        )
    else:
        matrix = np.eye(n) - income_matrix(economy, share, border, producer)
        spent = (over(on_sales, paid) * economy.final_share).sum(axis=-1)
        solved = np.linalg.solve(np.swapaxes(matrix, 1, 2), np.swapaxes(on_income + spent, 1, 2))
        income = np.swapaxes(solved, 1, 2)
        sales = on_sales
    if profits:
        sales = sales + income[..., None] * (1.0 - economy.labour_share)
    spent_on = np.swapaxes(point.expenditure, 1, 2)[:, :, None, :]  # [B, S, 1, j]
    received = paid * spent_on
    kept = np.moveaxis(share * (1.0 - border), 3, 1) * spent_on
    mean = over(sales, received) + income[..., None] * np.swapaxes(kept.sum(axis=2), 1, 2)[:, None]
    shares = np.moveaxis(share, 3, 1)
    backward = np.swapaxes(shares, 2, 3)
    wide = np.broadcast_to(income[..., None], sales.shape)
    through = sales * np.swapaxes(received.sum(axis=3), 1, 2)[:, None]
    through = through + over(wide, np.swapaxes(kept, 2, 3))
    if taxed:
        levied = np.moveaxis(share * (border - producer), 3, 1) * spent_on
        mean += over(wide, levied)
        through += income[..., None] * np.swapaxes(levied.sum(axis=3), 1, 2)[:, None]
    through = -economy.theta * (through - over(mean, backward))
    if economy.has_inputs:
        phi = np.einsum("bims,isk->bmsik", share, economy.input_share).reshape(b, n * s, n * s)
        source = on_price + np.moveaxis(
            np.matmul(np.moveaxis(through, 2, 1), economy.input_share), 1, 2
        )
        rows = np.swapaxes(source.reshape(b, q, n * s), 1, 2)
        price = np.linalg.solve(np.eye(n * s) - np.swapaxes(phi, 1, 2), rows)
        price = np.swapaxes(price, 1, 2).reshape(source.shape)
    else:
        price = on_price
    through = through + over(price, backward)
    wages = np.exp(point.log_wage) * economy.labour
    log_wage = (economy.value_added_share * through).sum(axis=-1) + income * wages[:, None]
    return Adjoint(income, sales, price, mean, np.asarray(log_wage))


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Derivatives of Q weighted sums by every lever.

    Parameters
    ----------
    log_cost : [B, Q, N, N, S]
        With respect to log trade costs, at given tariffs.
    tariff, export_tax : [B, Q, N, N, S]
        The trade cost that they make included.
    outside : [B, Q, N]
        With respect to deficits and transfers.
    """

    log_cost: Array
    tariff: Array
    export_tax: Array
    outside: Array


def by_levers(economy: Economy, levers: Levers, point: Point, found: Adjoint) -> Sensitivity:
    """The derivatives by every lever that an adjoint implies."""
    border, producer = point.border[:, None], point.producer[:, None]
    flow = point.share[:, None] * point.expenditure[:, None, None]
    sales = found.sales[:, :, :, None, :]
    exporter = found.income[:, :, :, None, None]
    importer = found.income[:, :, None, :, None]
    weight = sales * producer + importer * (1.0 - border) + exporter * (border - producer)
    on_cost = -economy.theta * flow * weight
    on_cost += point.share[:, None] * (found.price + economy.theta * found.mean)[:, :, None]
    factor = 1.0 + levers.export_tax[:, None]
    into_tariff = flow * border**2 * (importer - (sales + exporter * (factor - 1.0)) / factor)
    into_export = flow * (producer / factor) * (exporter - sales)
    return Sensitivity(
        log_cost=on_cost,
        tariff=into_tariff + on_cost * border,
        export_tax=into_export + on_cost / factor,
        outside=found.income,
    )


def by_own_tariffs(economy: Economy, levers: Levers, point: Point, found: Adjoint) -> Array:
    """[B, N exporter, N importer, S]: of N sums, the derivative of each by its own tariffs.

    The same as the diagonal of `by_levers(...).tariff`, without the rest of that array.
    """
    border, producer = point.border, point.producer
    n = found.income.shape[2]
    own = np.arange(n)
    flow = point.share * point.expenditure[:, None]
    sales = np.swapaxes(found.sales, 1, 2)  # [B, exporter, importer whose sum it is, S]
    exporter = np.swapaxes(found.income, 1, 2)[..., None]
    importer = found.income[:, own, own][:, None, :, None]
    weight = sales * producer + importer * (1.0 - border)
    simple = producer is border
    if not simple:
        weight += exporter * (border - producer)
    on_cost = -economy.theta * flow * weight
    on_cost += point.share * (found.price + economy.theta * found.mean)[:, own, own][:, None]
    factor = 1.0 + levers.export_tax
    taxed = sales if simple else (sales + exporter * (factor - 1.0)) / factor
    return np.asarray(flow * border**2 * (importer - taxed) + on_cost * border)
