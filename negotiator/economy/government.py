"""What governments maximise, and its exact derivatives by every lever.

One adjoint system for each payoff, whatever the number of tariffs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.adjoint import Adjoint, adjoint, by_levers, by_own_tariffs
from negotiator.economy.arrays import Array
from negotiator.economy.equilibrium import Equilibrium, point_of
from negotiator.economy.newton import excess_by_wage, excess_sums
from negotiator.economy.outcomes import (
    price_index,
    real_income,
    value_added,
    value_added_rate,
)
from negotiator.economy.system import Point


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

    Parameters
    ----------
    welfare_weights : [..., N]
        a_j; one for a single government and zero for the others gives its own gradient.
    weights : [N, S]
        Political weights.
    """
    economy, levers = equilibrium.economy, equilibrium.levers
    n = len(economy.countries)
    batch = equilibrium.residual.shape
    point = point_of(equilibrium)
    a = np.broadcast_to(welfare_weights, (*batch, n)).reshape(-1, 1, n)
    found = _optimum(equilibrium, point, a, weights)
    by = by_levers(economy, levers, point, found)

    def shaped(array: Array) -> Array:
        return array[:, 0].reshape(batch + array.shape[2:])

    return Gradient(
        shaped(by.tariff), shaped(by.export_tax), shaped(by.log_cost), shaped(by.outside)
    )


def gradients(
    equilibrium: Equilibrium, welfare_weights: Array, weights: Array | None = None
) -> Array:
    """[Q, N exporter, N importer, S]: of Q weighted sums of payoffs, derivatives by tariffs.

    Parameters
    ----------
    equilibrium
        Without batch axes.
    welfare_weights : [Q, N]
    weights : [N, S]
        Political weights.
    """
    point = point_of(equilibrium)
    found = _optimum(equilibrium, point, np.asarray(welfare_weights)[None], weights)
    return np.asarray(by_levers(equilibrium.economy, equilibrium.levers, point, found).tariff[0])


def own_gradients(equilibrium: Equilibrium, weights: Array | None = None) -> Array:
    """[..., N exporter, N importer, S]: each importer's payoff by its own tariffs, exactly.

    Parameters
    ----------
    weights : [N, S]
        Political weights.
    """
    economy = equilibrium.economy
    n = len(economy.countries)
    point = point_of(equilibrium)
    each = np.broadcast_to(np.eye(n), (len(point.income), n, n))
    found = _optimum(equilibrium, point, each, weights)
    own = by_own_tariffs(economy, equilibrium.levers, point, found)
    return own.reshape(equilibrium.residual.shape + own.shape[1:])


def _optimum(equilibrium: Equilibrium, point: Point, a: Array, weights: Array | None) -> Adjoint:
    """The adjoint of Σ_j a_qj payoff_j, with wages adjusting.

    Implicit differentiation of the equilibrium: with excess demands F(u, t) = 0, the derivative of
    Π is Π_t − μ F_t where μ F_u = Π_u. Everything is linear, so that one system for expenditures
    and one for prices serve all sums together.

    Parameters
    ----------
    a : [B, Q, N]
    """
    economy = equilibrium.economy
    b, q, _ = a.shape
    rate = value_added_rate(economy)
    pull = np.zeros(rate.shape) if weights is None else weights
    index = (economy.final_share * point.fit).sum(axis=-1)
    # What a dollar of sales, of income and a per cent of a price are to the payoffs.
    dollar = 100.0 * a / economy.income * np.exp(-index)[:, None]
    on_sales = dollar[..., None] * (pull * rate)
    weighed = (on_sales * point.sales[:, None]).sum(axis=-1)
    on_income = 100.0 * a / point.income[:, None]
    on_price = -(100.0 * a + weighed)[..., None] * economy.final_share
    more = excess_sums(economy, b)
    both = adjoint(
        economy,
        point,
        *(
            np.concatenate(pair, axis=1)
            for pair in zip((on_sales, on_income, on_price), more, strict=True)
        ),
    )
    excess, first = both.rows(slice(q, None)), both.rows(slice(0, q))
    by_wage = np.swapaxes(excess_by_wage(economy, point, excess), 1, 2)
    mu = np.swapaxes(np.linalg.solve(by_wage, np.swapaxes(first.log_wage, 1, 2)), 1, 2)
    numeraire = (mu * economy.labour).sum(axis=-1, keepdims=True)
    return first.plus(-np.concatenate([mu, numeraire], axis=-1), excess)
