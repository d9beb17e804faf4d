"""Random worlds for the tests of the economy."""

from __future__ import annotations

import numpy as np

from negotiator.economy.base import Economy
from negotiator.economy.calibration import calibrate
from negotiator.economy.policy import Policy


def random_world(
    seed: int, n: int = 4, s: int = 3, *, inputs: bool = False, profits: bool = False
) -> Economy:
    """A world with trade deficits, tariffs and, if wanted, inputs and profits."""
    rng = np.random.default_rng(seed)
    flows = rng.uniform(0.1, 1.0, (n, n, s))
    flows[np.arange(n), np.arange(n)] *= 15.0
    tariff = rng.uniform(0.0, 0.2, (n, n, s))
    tariff[np.arange(n), np.arange(n)] = 0.0
    data = {}
    if inputs:
        data = {
            "value_added": rng.uniform(3.0, 6.0, (n, s)),
            "inputs": rng.uniform(0.3, 1.0, (n, s, s)),
        }
    return calibrate(
        [f"C{k}" for k in range(n)],
        [f"S{k}" for k in range(s)],
        flows,
        tariff,
        rng.uniform(2.0, 7.0, s),
        labour_share=rng.uniform(0.6, 1.0, s) if profits else None,
        **data,
    ).economy


def random_policy(economy: Economy, seed: int, size: tuple[int, ...] = ()) -> Policy:
    """Tariffs, export taxes, icebergs and transfers far from the base year."""
    rng = np.random.default_rng(seed)
    n, s = len(economy.countries), len(economy.sectors)
    home = np.eye(n, dtype=bool)[:, :, None]
    transfer = rng.normal(0.0, 0.01, (*size, n)) * economy.income.min()
    return Policy(
        tariff=np.where(home, 0.0, rng.uniform(0.0, 0.6, (*size, n, n, s))),
        export_tax=np.where(home, 0.0, rng.uniform(0.0, 0.2, (*size, n, n, s))),
        iceberg=np.where(home, 1.0, rng.uniform(0.8, 1.3, (*size, n, n, s))),
        transfer=transfer - transfer.mean(axis=-1, keepdims=True),
    )


#: Keyword arguments of `random_world` for every kind of world.
KINDS = (
    {},
    {"profits": True},
    {"inputs": True},
    {"inputs": True, "profits": True},
)
