"""The same model as anyone would solve it: one world at a time, by scipy's general solver.

Written from DESIGN, section 3, and from nothing of the package but the base year's data. Perfect
competition, tariffs only.
"""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy


def wages(economy: Economy, tariff: Array) -> Array:
    """[N]: ŵ, world income the numeraire.

    Powell's hybrid method from the base year. Without inputs log wages are the only unknowns,
    since prices and incomes follow from them; with inputs log prices and expenditures join them.

    Parameters
    ----------
    tariff : [N exporter, N importer, S]
    """
    from scipy.optimize import root

    n, s = len(economy.countries), len(economy.sectors)
    theta, share, alpha = economy.theta, economy.share, economy.final_share
    labour, gamma, inputs = economy.labour, economy.value_added_share, economy.input_share
    trade_cost = ((1.0 + tariff) / (1.0 + economy.tariff)) ** -theta
    border = 1.0 / (1.0 + tariff)
    world = economy.income.sum()

    def excess(sales: Array, income: Array, wage: Array) -> Array:
        off = (gamma * sales).sum(axis=1) / (wage * labour) - 1.0
        off[-1] = income.sum() / world - 1.0  # Walras: one market is to spare
        return np.asarray(off)

    def from_wages(z: Array) -> Array:
        wage = np.exp(z)
        weight = share * trade_cost * (wage ** -theta[:, None]).T[:, None, :]
        new = weight / weight.sum(axis=0)
        levied = (new * (1.0 - border) * alpha).sum(axis=(0, 2))
        income = (wage * labour + economy.deficit) / (1.0 - levied)
        sales = (new * border * (alpha * income[:, None])).sum(axis=1)
        return excess(sales, income, wage)

    def from_all(z: Array) -> Array:
        wage = np.exp(z[:n])
        log_price, spent = z[n : n + n * s].reshape(n, s), np.exp(z[n + n * s :]).reshape(n, s)
        log_cost = gamma * z[:n, None] + (inputs @ log_price[:, :, None])[:, :, 0]
        weight = share * trade_cost * np.exp(-theta * log_cost)[:, None, :]
        total = weight.sum(axis=0)
        paid = weight / total * spent
        sales = (paid * border).sum(axis=1)
        income = wage * labour + (paid * (1.0 - border)).sum(axis=(0, 2)) + economy.deficit
        bought = (sales[:, None, :] @ inputs)[:, 0, :] + alpha * income[:, None]
        gap = -np.log(total) / theta - log_price
        off = (excess(sales, income, wage), gap.ravel(), (bought / spent - 1.0).ravel())
        return np.concatenate(off)

    if not economy.has_inputs:
        found = root(from_wages, np.zeros(n), tol=1e-10)
    else:
        start = np.concatenate([np.zeros(n + n * s), np.log(economy.expenditure).ravel()])
        found = root(from_all, start, tol=1e-10)
    return np.asarray(np.exp(found.x[:n]), dtype=np.float64)
