"""Who within a country gains: consumers, those who work, owners of firms, the treasury.

A country's income is what its people earn, what its firms keep, what its treasury takes and what it
receives (Caliendo and Parro 2015, equation 9, with the profits of Ossa 2014 and export taxes):

    I_j = Σ_s κ_js γ_js Y_js + Σ_s (1−κ_js) Y_js + Σ_is t_ijs M_ijs + Σ_ms e_jms y_jms + D_j

and its real income is I_j over the price index P_j. So the change of real income is

    I_j ln Ŵ_j = −I_j ln P̂_j + Σ_k I_j (x'_k − x_k) / L(I'_j, I_j),

I_j the base year's, x_k the parts of income, and L(a, b) = (a − b) / (ln a − ln b) the logarithmic
mean, with which a change of logs splits into the changes of its parts without a rest (Sato 1976;
Vartia 1976; Ang, Zhang and Choi 1998).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.equilibrium import Equilibrium
from negotiator.economy.outcomes import (
    price_index,
    profits,
    tariff_revenue,
    trade_flows,
    value_added,
)


@dataclass(frozen=True, eq=False)
class Incidence:
    """The change of every country's real income by who has it, in the money of the flows, a year.

    Parameters
    ----------
    consumers : [N]
        From lower prices of what is bought.
    wages, profits : [N]
    revenue : [N]
        Of tariffs, and of export taxes where there are any.
    received : [N]
        From abroad: transfers and the deficit.
    prices : [N]
        Change of the price index, per cent.

    Notes
    -----
    World income is the unit of money: in another unit prices and wages would move apart by the
    same, and their sum would be what it is.
    """

    consumers: Array
    wages: Array
    profits: Array
    revenue: Array
    received: Array
    prices: Array

    @property
    def total(self) -> Array:
        """[N]: I ln Ŵ, the change of real income."""
        return self.consumers + self.wages + self.profits + self.revenue + self.received


def incidence(worlds: Equilibrium) -> Incidence:
    """Split the change of real income from one world to another.

    Parameters
    ----------
    worlds
        Two, along the first axis: before and after.
    """
    income, base = worlds.income, worlds.economy.income
    prices = np.log(price_index(worlds))
    ratio = np.log(income[1] / income[0])
    grown = income[1] - income[0]
    # Where income hardly moves the mean is income itself.
    moved = np.abs(ratio) > 1e-9
    mean = np.where(moved, grown / np.where(moved, ratio, 1.0), income[0])
    export_tax = worlds.levers.export_tax.reshape(trade_flows(worlds).shape)
    kept = profits(worlds).sum(axis=-1)
    parts = {
        "wages": value_added(worlds).sum(axis=-1) - kept,
        "profits": kept,
        "revenue": tariff_revenue(worlds)
        + (trade_flows(worlds) * export_tax / (1.0 + export_tax)).sum(axis=(-2, -1)),
        "received": worlds.levers.outside.reshape(income.shape),
    }
    return Incidence(
        consumers=-base * (prices[1] - prices[0]),
        **{name: base * (part[1] - part[0]) / mean for name, part in parts.items()},
        prices=100.0 * np.expm1(prices[1] - prices[0]),
    )
