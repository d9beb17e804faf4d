"""One equilibrium at a time, as a search asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.policy import Policy

from .measure import Row, interleaved, ratio, seconds, spread
from .worlds import gravity_world, named, nudged, random_tariffs, world_1993


def one(
    *,
    shapes: tuple[tuple[int, int], ...] = ((8, 8), (12, 9), (18, 10), (31, 40)),
    repeats: int = 9,
) -> Iterator[Row]:
    """A single policy with inputs, started at a world nearby and at the base year.

    The floor is what no solver can do without: trade shares at given costs, once.
    """
    for shape in shapes:
        real = world_1993() if shape == (31, 40) else None
        economy = real or gravity_world(*shape, inputs=True)
        tariff = random_tariffs(economy).tariff
        assert tariff is not None
        yield from _one(named(shape, "with inputs, " + ("1993" if real else "gravity")),
                        economy, tariff, repeats)  # fmt: skip


def _one(case: str, economy: Economy, tariff: Array, repeats: int) -> Iterator[Row]:
    found: list[Equilibrium] = []
    first = seconds(lambda: found.append(solve(economy, Policy(tariff=tariff))))
    near = found[0]
    policy = Policy(tariff=nudged(economy, tariff))
    log_cost = np.log(near.price)  # any [N, S]
    warm, cold, floor = interleaved(
        lambda: solve(economy, policy, start=near),
        lambda: solve(economy, policy),
        lambda: _shares(economy, log_cost, tariff),
        repeats=repeats,
    )
    for figure, times in (
        ("first: and what is kept of a base year", [first]),
        ("warm: tariffs up by 0–1 point", warm),
        ("cold: from the base year", cold),
        ("floor: trade shares once", floor),
    ):
        yield spread(case, figure, "ms", [1e3 * each for each in times])
    yield ratio(case, "warm over floor", warm, floor)
    yield ratio(case, "cold over warm", cold, warm)


def _shares(economy: Economy, log_cost: Array, tariff: Array) -> Array:
    weight = economy.share * np.exp(-economy.theta * (log_cost[:, None] + np.log1p(tariff)))
    return np.asarray(weight / weight.sum(axis=0))
