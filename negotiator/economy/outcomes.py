"""What an equilibrium means: real income, value added, terms of trade, revenue, flows."""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium


def _shaped(equilibrium: Equilibrium, lever: Array) -> Array:
    """A flattened lever with the batch axes of the equilibrium."""
    batch = equilibrium.residual.shape
    return lever.reshape(batch + lever.shape[1:])


def price_index(equilibrium: Equilibrium) -> Array:
    """[..., N]: hat of the consumer price index, Π_s P̂_js^α_js."""
    alpha = equilibrium.economy.final_share
    return np.asarray(np.exp((alpha * np.log(equilibrium.price)).sum(axis=-1)))


def real_income(equilibrium: Equilibrium) -> Array:
    """[..., N]: Ŵ_j = (I'_j / I_j) / Π_s P̂_js^α_js (Costinot and Rodríguez-Clare 2014)."""
    ratio = equilibrium.income / equilibrium.economy.income
    return np.asarray(ratio / price_index(equilibrium))


def real_wage(equilibrium: Equilibrium) -> Array:
    """[..., N]: ŵ_j / Π_s P̂_js^α_js (Caliendo and Parro 2015, equation 14)."""
    return np.asarray(equilibrium.wage / price_index(equilibrium))


def value_added_rate(economy: Economy) -> Array:
    """[N, S]: wages and profits per dollar of sales, κγ + 1 − κ."""
    kappa = economy.labour_share
    return np.asarray(kappa * economy.value_added_share + (1.0 - kappa))


def value_added(equilibrium: Equilibrium) -> Array:
    """[..., N, S]: wages and profits by sector, in the money of the flows."""
    return np.asarray(equilibrium.sales * value_added_rate(equilibrium.economy))


def profits(equilibrium: Equilibrium) -> Array:
    """[..., N, S]: (1 − κ_s) Y'_is (Ossa 2014)."""
    return np.asarray(equilibrium.sales * (1.0 - equilibrium.economy.labour_share))


def trade_flows(equilibrium: Equilibrium) -> Array:
    """[..., N exporter, N importer, S]: value at the border before the tariff, λ' X' / (1 + t')."""
    tariff = _shaped(equilibrium, equilibrium.levers.tariff)
    return np.asarray(equilibrium.share * equilibrium.expenditure[..., None, :, :] / (1.0 + tariff))


def tariff_revenue(equilibrium: Equilibrium) -> Array:
    """[..., N]: Σ_is t'_ijs λ'_ijs X'_js / (1 + t'_ijs)."""
    tariff = _shaped(equilibrium, equilibrium.levers.tariff)
    return np.asarray((trade_flows(equilibrium) * tariff).sum(axis=(-3, -1)))


def factory_gate_cost(equilibrium: Equilibrium) -> Array:
    """[..., N, S]: ĉ_is = ŵ_i^γ_is Π_k P̂_ik^γ_isk."""
    economy = equilibrium.economy
    log_cost = economy.value_added_share * np.log(equilibrium.wage)[..., None]
    if economy.has_inputs:
        log_cost = log_cost + np.einsum(
            "isk,...ik->...is", economy.input_share, np.log(equilibrium.price)
        )
    return np.asarray(np.exp(log_cost))


def terms_of_trade(equilibrium: Equilibrium) -> Array:
    """[..., N]: prices of exports over prices of imports, as a hat, at base-year weights.

    Factory-gate costs ĉ weighted by the base year's exports and imports, the first-order measure of
    Caliendo and Parro (2015, equation 16). Prices of what nobody sells, or buys, count as unmoved.
    """
    economy = equilibrium.economy
    log_cost = np.log(factory_gate_cost(equilibrium))
    n = len(economy.countries)
    abroad = economy.flows * ~np.eye(n, dtype=bool)[:, :, None]
    sold, bought = abroad.sum(axis=(1, 2)), abroad.sum(axis=(0, 2))
    exports = (abroad.sum(axis=1) * log_cost).sum(axis=-1) / np.where(sold > 0, sold, 1.0)
    imports = np.einsum("ijs,...is->...j", abroad, log_cost) / np.where(bought > 0, bought, 1.0)
    return np.asarray(np.exp(exports - imports))
