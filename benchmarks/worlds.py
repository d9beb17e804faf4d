"""The worlds that are measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.gravity import gravity_economy
from negotiator.economy.policy import Policy

#: 31 economies × 40 sectors in 1993 with inputs; with the sources, not with the package.
WORLD_1993 = Path(__file__).resolve().parent.parent / "tests" / "data" / "world-1993.npz"
#: 18 economies × 10 sectors in 2022, services included; there likewise.
WORLD_2022 = WORLD_1993.with_name("world-2022.npz")


def gravity_world(
    countries: int,
    sectors: int,
    *,
    inputs: bool = False,
    profits: bool = False,
    tariff: float = 0.1,
    seed: int = 1,
) -> Economy:
    """A balanced gravity world drawn at random.

    Parameters
    ----------
    tariff
        Those of the base year are drawn from zero to this.
    inputs
        Sectors buy 30–60% of their cost from each other.
    profits
        Monopolistic competition: σ_s drawn from 2–8, κ_s = 1 − 1/σ_s, θ_s = σ_s − 1.
    """
    rng = np.random.default_rng(seed)
    n, s = countries, sectors
    place = rng.uniform(0.0, 1.0, (n, 2))
    distance = 0.1 + np.linalg.norm(place[:, None] - place[None], axis=2)
    sigma = rng.uniform(2.0, 8.0, s) if profits else rng.uniform(4.0, 9.0, s)
    spending = rng.uniform(0.5, 1.5, (n, s))
    levied = rng.uniform(0.0, tariff, (n, n, s))
    levied[np.arange(n), np.arange(n)] = 0.0
    economy = gravity_economy(
        [f"C{k:03d}" for k in range(n)],
        [f"S{k:03d}" for k in range(s)],
        rng.lognormal(5.0, 1.0, n),
        distance,
        sigma - 1.0,
        spending=spending / spending.sum(axis=1, keepdims=True),
        strength=rng.uniform(0.5, 1.5, (n, s)),
        tariff=levied,
        border=0.3,
        labour_share=1.0 - 1.0 / sigma if profits else None,
    )
    return _with_inputs(economy, rng) if inputs else economy


def _with_inputs(economy: Economy, rng: np.random.Generator) -> Economy:
    """The same trade, part of it inputs: bought near enough to what the country buys anyway.

    Consistent by construction, so that no world need be solved to build one.
    """
    n, s = len(economy.countries), len(economy.sectors)
    gamma = rng.uniform(0.4, 0.7, (n, s))
    mix = economy.expenditure[:, None, :] * rng.uniform(0.7, 1.3, (n, s, s))
    bought = (1.0 - gamma)[:, :, None] * mix / mix.sum(axis=2, keepdims=True)
    used = np.einsum("isk,is->ik", bought, economy.labour_share * economy.sales)
    final = economy.expenditure - used
    assert (final > 0).all()
    return replace(
        economy,
        value_added_share=gamma,
        input_share=bought,
        final_share=final / final.sum(axis=1, keepdims=True),
    )


def world_1993() -> Economy | None:
    """The world of 1993; None where its file is not."""
    if not WORLD_1993.exists():
        return None
    data = np.load(WORLD_1993)
    return calibrate(
        data["regions"].tolist(),
        data["sectors"].tolist(),
        data["flows"] / 1e3,
        data["tariff_1993"] / 1e5,
        data["theta"],
        value_added=data["value_added"].astype(float),
        inputs=data["inputs"].astype(float),
        final=data["final"].astype(float),
    ).economy


def world_2022() -> Economy | None:
    """The world of 2022, trade balanced; None where its file is not."""
    if not WORLD_2022.exists():
        return None
    data = np.load(WORLD_2022)
    return balance_trade(
        calibrate(
            data["countries"].tolist(),
            data["sectors"].tolist(),
            data["flows"] / 1e6,
            data["tariff"] / 1e5,
            data["theta"],
        ).economy
    ).economy


def random_tariffs(economy: Economy, size: tuple[int, ...] = (), seed: int = 2) -> Policy:
    """A stack of policies with every tariff drawn from 0–40%."""
    return Policy(tariff=_abroad(economy, np.random.default_rng(seed), size, 0.0, 0.4, 0.0))


def random_icebergs(economy: Economy, size: tuple[int, ...] = (), seed: int = 2) -> Policy:
    """A stack of policies with every trade cost up by 0–40%."""
    return Policy(iceberg=_abroad(economy, np.random.default_rng(seed), size, 1.0, 1.4, 1.0))


def _abroad(
    economy: Economy,
    rng: np.random.Generator,
    size: tuple[int, ...],
    low: float,
    high: float,
    home: float,
) -> Array:
    drawn = rng.uniform(low, high, (*size, *economy.flows.shape))
    own = np.arange(len(economy.countries))
    drawn[..., own, own, :] = home
    return drawn


def nudged(economy: Economy, tariff: Array, seed: int = 3) -> Array:
    """Tariffs up by 0–1 percentage point: a world nearby."""
    return tariff + _abroad(economy, np.random.default_rng(seed), (), 0.0, 0.01, 0.0)


def named(shape: tuple[int, int], kind: str) -> str:
    """A world's name in a table."""
    return f"{shape[0]}×{shape[1]} {kind}"
