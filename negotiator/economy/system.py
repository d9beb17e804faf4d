"""The equations of the world economy and their derivatives.

Everything is linear in expenditures once trade shares are known, so that any figure of the world
is a weighted sum of sales Y_is and incomes I_j. `sensitivity` differentiates such sums exactly, by
one adjoint system each; the solver takes its Jacobian from it, and governments their gradients.

Notation as in DESIGN: exporter i, importer j, sector s; u = ln ŵ, p = ln P̂. One leading batch axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array, Rows
from negotiator.economy.base import Economy


@dataclass(frozen=True, eq=False)
class Levers:
    """A policy filled in and flattened to one batch axis.

    Parameters
    ----------
    tariff, export_tax : [B, N, N, S]
        Rates, fractions.
    iceberg : [B, N, N, S] or None
        Trade costs over the base year's; None where nothing moves them.
    outside : [B, N]
        Deficits and transfers together.
    """

    tariff: Array
    export_tax: Array
    iceberg: Array | None
    outside: Array

    def take(self, rows: Rows) -> Levers:
        """Some of the batch."""
        iceberg = None if self.iceberg is None else self.iceberg[rows]
        return Levers(self.tariff[rows], self.export_tax[rows], iceberg, self.outside[rows])


def log_trade_cost(economy: Economy, levers: Levers) -> Array:
    """[B, N, N, S]: ln τ̂, the change of the trade cost by tariffs, export taxes and icebergs."""
    cost = np.log1p(levers.tariff) - np.log1p(economy.tariff)
    if levers.export_tax.any() or economy.export_tax.any():
        cost += np.log1p(levers.export_tax) - np.log1p(economy.export_tax)
    if levers.iceberg is not None:
        cost += np.log(levers.iceberg)
    return np.asarray(cost)


@dataclass(frozen=True, eq=False)
class Point:
    """The world at given wages and prices.

    Parameters
    ----------
    log_wage : [B, N]
    log_price : [B, N, S]
        At which costs are computed.
    share : [B, N, N, S]
        λ'.
    fit : [B, N, S]
        Log price that the shares imply.
    expenditure, sales : [B, N, S]
    income : [B, N]
    border, producer : [B, N, N, S]
        What a dollar of expenditure is at the border, 1/(1+t'), and to the producer,
        1/((1+t')(1+e')).
    """

    log_wage: Array
    log_price: Array
    share: Array
    fit: Array
    expenditure: Array
    sales: Array
    income: Array
    border: Array
    producer: Array


def wedges(levers: Levers) -> tuple[Array, Array]:
    """[B, N, N, S] each: what a dollar spent is at the border, and to the producer.

    One and the same array where there are no export taxes.
    """
    border = 1.0 / (1.0 + levers.tariff)
    return border, border / (1.0 + levers.export_tax) if levers.export_tax.any() else border


def evaluate(economy: Economy, levers: Levers, log_wage: Array, log_price: Array) -> Point:
    """Shares, expenditures, sales and incomes at given wages and prices."""
    log_cost = economy.value_added_share * log_wage[:, :, None]
    if economy.has_inputs:
        log_cost = log_cost + np.einsum("isk,bik->bis", economy.input_share, log_price)
    pull = -economy.theta * (log_cost[:, :, None, :] + log_trade_cost(economy, levers))
    peak = pull.max(axis=1, keepdims=True)
    share = economy.share * np.exp(pull - peak)
    # A peak at an exporter that sells nothing there may underflow all who do: then shift by those.
    total = share.sum(axis=1, keepdims=True)
    if (total < 1e-200).any():
        peak = np.where(economy.share > 0, pull, -np.inf).max(axis=1, keepdims=True)
        share = economy.share * np.exp(np.where(economy.share > 0, pull - peak, -np.inf))
        total = share.sum(axis=1, keepdims=True)
    share /= total
    fit = -(np.log(total[:, 0]) + peak[:, 0]) / economy.theta
    border, producer = wedges(levers)
    earned = np.exp(log_wage) * economy.labour + levers.outside
    if economy.has_inputs:
        expenditure = _expenditure(economy, share, border, producer, earned)
    else:
        system = np.eye(len(economy.countries)) - income_matrix(economy, share, border, producer)
        income = np.asarray(np.linalg.solve(system, earned[..., None])[..., 0], np.float64)
        expenditure = economy.final_share * income[:, :, None]
    sales = np.matmul(
        np.moveaxis(share * producer, 3, 1), np.moveaxis(expenditure, 2, 1)[..., None]
    )[..., 0]
    sales = np.moveaxis(sales, 1, 2)
    if economy.has_inputs:
        income = earned + _weigh_expenditure(economy, share, border, producer, expenditure)
    return Point(log_wage, log_price, share, fit, expenditure, sales, income, border, producer)


def parts(economy: Economy, share: Array, border: Array, producer: Array) -> tuple[Array, Array]:
    """What of a dollar spent comes back as income: to the importer [B, N, S], and to exporters.

    The importer gets its tariffs; the exporter its export taxes and its profits [B, N, N, S].
    """
    home = (share * (1.0 - border)).sum(axis=1)
    abroad = share * ((border - producer) + (1.0 - economy.labour_share) * producer)
    return home, abroad


def income_matrix(economy: Economy, share: Array, border: Array, producer: Array) -> Array:
    """[B, N, N]: income of a row per dollar of income of a column, wages apart; without inputs."""
    n = len(economy.countries)
    if producer is border and bool((economy.labour_share == 1.0).all()):
        home = (share * (1.0 - border)).sum(axis=1)
        matrix = np.zeros((len(share), n, n))
        matrix[:, np.arange(n), np.arange(n)] = (home * economy.final_share).sum(axis=-1)
        return matrix
    home, abroad = parts(economy, share, border, producer)
    matrix = (abroad * economy.final_share).sum(axis=-1)
    matrix[:, np.arange(n), np.arange(n)] += (home * economy.final_share).sum(axis=-1)
    return np.asarray(matrix)


def _weigh_expenditure(
    economy: Economy, share: Array, border: Array, producer: Array, expenditure: Array
) -> Array:
    """[B, N]: tariff revenue, export-tax revenue and profits."""
    home, abroad = parts(economy, share, border, producer)
    return np.asarray(
        (home * expenditure).sum(axis=-1) + np.einsum("bijs,bjs->bi", abroad, expenditure)
    )


def _demand_matrix(economy: Economy, share: Array, border: Array, producer: Array) -> Array:
    """[B, NS, NS]: expenditure of a row (j, s) that a dollar of column (m, k) gives rise to."""
    b, n, _, s = share.shape
    home, abroad = parts(economy, share, border, producer)
    paid = share * producer * economy.labour_share
    matrix = np.einsum("jks,bjmk->bjsmk", economy.input_share, paid)
    matrix += economy.final_share[None, :, :, None, None] * abroad[:, :, None, :, :]
    j = np.arange(n)
    matrix[:, j, :, j, :] += np.swapaxes(
        economy.final_share[None, :, :, None] * home[:, :, None, :], 0, 1
    )
    return np.asarray(matrix.reshape(b, n * s, n * s), dtype=np.float64)


def _expenditure(
    economy: Economy, share: Array, border: Array, producer: Array, earned: Array
) -> Array:
    b, n, _, s = share.shape
    system = np.eye(n * s) - _demand_matrix(economy, share, border, producer)
    source = (economy.final_share * earned[:, :, None]).reshape(b, n * s, 1)
    return np.asarray(np.linalg.solve(system, source)[..., 0].reshape(b, n, s), np.float64)


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
        system = np.eye(n * s) - _demand_matrix(economy, share, border, producer)
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
