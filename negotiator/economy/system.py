"""The equations of the world economy, at given wages and prices.

Everything is linear in expenditures once trade shares are known.

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


def demand_matrix(economy: Economy, share: Array, border: Array, producer: Array) -> Array:
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
    system = np.eye(n * s) - demand_matrix(economy, share, border, producer)
    source = (economy.final_share * earned[:, :, None]).reshape(b, n * s, 1)
    return np.asarray(np.linalg.solve(system, source)[..., 0].reshape(b, n, s), np.float64)
