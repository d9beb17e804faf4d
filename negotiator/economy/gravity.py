"""A consistent base year from a dozen lines: sizes, distances, elasticities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.calibration import calibrate
from negotiator.economy.errors import EconomyError


def gravity_economy(
    countries: Sequence[str],
    sectors: Sequence[str],
    size: Array,
    distance: Array,
    theta: Array,
    *,
    spending: Array,
    strength: Array,
    tariff: Array,
    distance_elasticity: float = 1.0,
    border: float = 1.0,
    labour_share: Array | None = None,
) -> Economy:
    """Build a balanced world in which trade falls with distance.

    Structural gravity (Anderson and van Wincoop 2003): what j spends on s is divided among
    suppliers in proportion to their strength in s, their capacity, and distance to the power
    −`distance_elasticity` (about one in the data: Head and Mayer 2014), tariffs paid on top; the
    capacities are such that every country's sales pay exactly the income that its size says.

    Parameters
    ----------
    size : [N]
        Wage and profit income, billions a year.
    distance : [N, N]
        Symmetric, above zero; on the diagonal the distance within a country.
    theta : [S]
    spending : [N, S]
        Shares of each sector in final demand; rows sum to one.
    strength : [N, S]
        Relative strength of each country in each sector (1 = average).
    tariff : [N, N, S]
        Fractions.
    border : float
        Factor on all trade between countries, below one where borders hinder it.
    labour_share : [S]
        κ_s; by default one, perfect competition.

    Raises
    ------
    EconomyError
        When a size, distance or share is impossible.
    """
    n, s = len(countries), len(sectors)
    for name, array, shape in (
        ("size", size, (n,)),
        ("distance", distance, (n, n)),
        ("spending", spending, (n, s)),
        ("strength", strength, (n, s)),
        ("tariff", tariff, (n, n, s)),
    ):
        if array.shape != shape:
            raise EconomyError(f"{name} has shape {array.shape}; expected {shape}")
    for name, array in (("size", size), ("distance", distance)):
        if not (array > 0).all():
            raise EconomyError(f"{name} of {array.min():g}; expected more than zero")
    if (spending < 0).any() or not np.allclose(spending.sum(axis=1), 1.0):
        raise EconomyError("spending shares; expected zero or more, summing to one by country")
    if (strength < 0).any() or not (strength.sum(axis=0) > 0).all():
        raise EconomyError("strength; expected zero or more, above zero somewhere in every sector")
    nearness = distance**-distance_elasticity * np.where(np.eye(n, dtype=bool), 1.0, border)
    pull = strength[:, None, :] * nearness[:, :, None] * (1.0 + tariff) ** -theta
    capacity = size.astype(float).copy()
    income = size.astype(float).copy()
    for _ in range(20_000):
        share = pull * capacity[:, None, None]
        share = share / share.sum(axis=0)
        # Revenue is spent too: income such that it equals earnings and what the tariffs bring.
        per_dollar = (share * spending * (tariff / (1.0 + tariff))).sum(axis=(0, 2))
        income = size / (1.0 - per_dollar)
        flows = share * (income[:, None] * spending) / (1.0 + tariff)
        sold = flows.sum(axis=(1, 2))
        gap = size / sold
        if np.abs(gap - 1.0).max() < 1e-13:
            break
        capacity = capacity * gap**0.8
        capacity /= capacity.sum() / size.sum()
    else:
        raise EconomyError(
            f"no trade fits these sizes and distances (off by {np.abs(gap - 1).max():.1e});"
            " expected less extreme ones"
        )
    return calibrate(countries, sectors, flows, tariff, theta, labour_share=labour_share).economy
