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
    tariff, export_tax, log_cost : [B, N, N, S]
        Rates, and the log change of the trade cost that they and the icebergs make.
    outside : [B, N]
        Deficits and transfers together.
    """

    tariff: Array
    export_tax: Array
    log_cost: Array
    outside: Array

    def take(self, rows: Rows) -> Levers:
        """Some of the batch."""
        return Levers(
            self.tariff[rows], self.export_tax[rows], self.log_cost[rows], self.outside[rows]
        )


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


def evaluate(economy: Economy, levers: Levers, log_wage: Array, log_price: Array) -> Point:
    """Shares, expenditures, sales and incomes at given wages and prices."""
    log_cost = economy.value_added_share * log_wage[:, :, None]
    if economy.has_inputs:
        log_cost = log_cost + np.einsum("isk,bik->bis", economy.input_share, log_price)
    pull = -economy.theta * (log_cost[:, :, None, :] + levers.log_cost)
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
    border = 1.0 / (1.0 + levers.tariff)
    producer = border / (1.0 + levers.export_tax) if levers.export_tax.any() else border
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
class Sensitivity:
    """Derivatives of Q weighted sums of sales, incomes and log prices.

    Parameters
    ----------
    log_wage : [B, Q, N]
        Prices adjusting.
    log_price : [B, Q, N, S]
        With respect to a price residual: what the sum gains when a price is off by one.
    log_cost : [B, Q, N, N, S]
        With respect to log trade costs, at given tariffs.
    tariff, export_tax : [B, Q, N, N, S]
        The trade cost that they make included.
    outside : [B, Q, N]
        With respect to deficits and transfers.
    """

    log_wage: Array
    log_price: Array
    log_cost: Array
    tariff: Array
    export_tax: Array
    outside: Array


def sensitivity(
    economy: Economy,
    levers: Levers,
    point: Point,
    on_sales: Array,
    on_income: Array,
    on_price: Array,
) -> Sensitivity:
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
    profit = 1.0 - economy.labour_share
    home, abroad = parts(economy, share, border, producer)
    # Weight of each dollar of expenditure (m, k) on the sum, before its rounds through the system.
    direct = np.einsum("bqpk,bpmk->bqmk", on_sales, share * producer)
    direct += np.einsum("bqp,bpmk->bqmk", on_income, abroad)
    direct += on_income[..., None] * home[:, None]
    if economy.has_inputs:
        system = np.eye(n * s) - _demand_matrix(economy, share, border, producer)
        rows = direct.reshape(b, -1, n * s)
        solved = np.linalg.solve(np.swapaxes(system, 1, 2), np.swapaxes(rows, 1, 2))
        each = np.swapaxes(solved, 1, 2).reshape(direct.shape)
        income = on_income + (each * economy.final_share).sum(axis=-1)
        sales = on_sales + economy.labour_share * np.einsum(
            "bqps,pks->bqpk", each, economy.input_share
        )
    else:
        matrix = np.eye(n) - income_matrix(economy, share, border, producer)
        spent = (np.einsum("bqpk,bpmk->bqmk", on_sales, share * producer)) * economy.final_share
        solved = np.linalg.solve(
            np.swapaxes(matrix, 1, 2), np.swapaxes(on_income + spent.sum(axis=-1), 1, 2)
        )
        income = np.swapaxes(solved, 1, 2)
        sales = on_sales
    sales = sales + income[..., None] * profit
    # Weight of a share, of a log trade cost, and of the log cost behind it.
    taxed = border - producer
    spending = point.expenditure[:, None, None]
    weight = spending * (
        sales[:, :, :, None, :] * producer[:, None]
        + income[:, :, None, :, None] * (1.0 - border)[:, None]
        + income[:, :, :, None, None] * taxed[:, None]
    )
    mean = np.einsum("bijs,bqijs->bqjs", share, weight)
    on_cost = -economy.theta * share[:, None] * (weight - mean[:, :, None])
    through = on_cost.sum(axis=3)
    if economy.has_inputs:
        phi = np.einsum("bims,isk->bmsik", share, economy.input_share).reshape(b, n * s, n * s)
        source = on_price + np.einsum("bqis,isk->bqik", through, economy.input_share)
        rows = np.swapaxes(source.reshape(b, -1, n * s), 1, 2)
        prices = np.linalg.solve(np.eye(n * s) - np.swapaxes(phi, 1, 2), rows)
        prices = np.swapaxes(prices, 1, 2).reshape(source.shape)
    else:
        prices = on_price
    on_cost = on_cost + share[:, None] * prices[:, :, None]
    through = on_cost.sum(axis=3)
    wages = np.exp(point.log_wage) * economy.labour
    flow = share[:, None] * spending
    into_tariff = (
        flow
        * border[:, None] ** 2
        * (
            income[:, :, None, :, None]
            - (sales[:, :, :, None, :] + income[:, :, :, None, None] * levers.export_tax[:, None])
            / (1.0 + levers.export_tax[:, None])
        )
    )
    into_export = (
        flow
        * (producer / (1.0 + levers.export_tax))[:, None]
        * (income[:, :, :, None, None] - sales[:, :, :, None, :])
    )
    return Sensitivity(
        log_wage=(economy.value_added_share * through).sum(axis=-1) + income * wages[:, None],
        log_price=prices,
        log_cost=on_cost,
        tariff=into_tariff + on_cost * border[:, None],
        export_tax=into_export + on_cost / (1.0 + levers.export_tax[:, None]),
        outside=income,
    )
