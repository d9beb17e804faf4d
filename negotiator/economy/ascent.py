"""Tariffs at which nothing more is to be gained: one way to climb for every question.

Best responses, Nash tariffs, efficient tariffs and every point of a Pareto frontier are tariffs at
which some gradient vanishes, or points beyond a bound. They differ only in whose gradient that is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from negotiator.economy.arrays import Array, Mask
from negotiator.economy.base import Economy
from negotiator.economy.chord import Memory
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.policy import Policy

#: The longest step of ln(1 + t).
_LONGEST = 0.5
_MEMORY = 5

#: Of a stack of worlds [B]: what a tariff rate adds to the aim [B, N exporter, N importer, S], and
#: what a dollar of each importer adds to it [B, N].
Field = Callable[[Equilibrium], tuple[Array, Array]]


@dataclass(frozen=True, eq=False)
class Climbed:
    """Where a climb ended.

    Parameters
    ----------
    tariff : [B, N exporter, N importer, S]
    equilibrium
        At these tariffs.
    slack : [B, N importer]
        What each importer's tariffs would still add to the aim, by the last step: gradient times
        half of it.
    rounds
        Equilibria that it took.
    """

    tariff: Array
    equilibrium: Equilibrium
    slack: Array
    rounds: int


def climb(
    economy: Economy,
    policy: Policy,
    field: Field,
    *,
    start: Array,
    lowest: Array,
    highest: Array,
    tolerance: float,
    rounds: int = 80,
) -> Climbed:
    """Move free tariffs until the field leaves nothing to gain; rows of a stack side by side.

    Parameters
    ----------
    policy
        All other levers, with one batch axis of B rows; its tariffs are not used.
    field
        The gradient that shall vanish.
    start : [B, N, N, S]
        Tariffs to begin from; those that are not free stay so.
    lowest, highest : [N, N, S]
        Bounds; a tariff is free where the upper one is above the lower.
    tolerance
        Slack of a row, all importers together, at which it rests.
    rounds
        Equilibria at most.

    Notes
    -----
    A quasi-Newton step in ln(1 + t) with the Hessian of an importer that takes world prices and
    its spending by sector as given: by supplier, −x_i ((1+θ) δ_ik − θ λ_k), x spending and λ
    shares, which has its inverse in closed form. The gradient is the exact one of general
    equilibrium, and Anderson (1965) acceleration makes up for what the Hessian leaves out.
    """
    free = highest > lowest
    cells = np.flatnonzero(free)
    low, high = np.log1p(lowest.ravel()[cells]), np.log1p(highest.ravel()[cells])
    tariff = np.array(start, dtype=float, order="C")  # `flat` is to be the same memory
    flat = tariff.reshape(len(tariff), -1)
    z = np.clip(np.log1p(flat[:, cells]), low, high)
    memory = Memory(_MEMORY, (len(cells), len(z)))
    last = None
    for count in range(1, rounds + 1):
        flat[:, cells] = np.expm1(z)
        last = world = solve(economy, replace(policy, tariff=tariff), start=last)
        gradient, dollar = field(world)
        rise = gradient * (1.0 + tariff)
        rise_free = rise.reshape(flat.shape)[:, cells]
        # A tariff that presses against its bound is none that moves.
        stuck = ((z <= low) & (rise_free <= 0)) | ((z >= high) & (rise_free >= 0))
        moving = np.zeros(flat.shape, dtype=bool)
        moving[:, cells] = ~stuck
        step = _step(world, rise, dollar, moving.reshape(tariff.shape))
        step = np.clip(z + step.reshape(flat.shape)[:, cells], low, high) - z
        left = np.zeros(flat.shape)
        left[:, cells] = 0.5 * np.abs(rise_free * step)
        slack = left.reshape(tariff.shape).sum(axis=(1, 3))
        going = slack.sum(axis=1) > tolerance
        if not going.any() or count == rounds:
            break
        step = np.where(going[:, None], step, 0.0)
        faster = np.clip(memory.accelerated(z.T, step.T).T, -_LONGEST, _LONGEST)
        faster = np.clip(z + faster, low, high) - z
        # Where steps grow, what would rest lies behind: then no step but the plain one.
        uphill = (rise_free * faster).sum(axis=1) > 0.1 * (rise_free * step).sum(axis=1)
        z = z + np.where((going & uphill)[:, None], faster, step)
    return Climbed(tariff, world, slack, count)


def _step(world: Equilibrium, rise: Array, dollar: Array, moving: Mask) -> Array:
    """[B, N, N, S]: the step in ln(1 + t) where a tariff moves; 0 elsewhere."""
    theta = world.economy.theta
    spent = world.share * world.expenditure[:, None]
    weight = spent * dollar[:, None, :, None]
    ratio = np.divide(rise, weight, out=np.zeros_like(rise), where=moving & (weight > 0))
    share = np.where(moving, world.share, 0.0)
    mean = (share * ratio).sum(axis=1) / (1.0 + theta * (1.0 - share.sum(axis=1)))
    return np.asarray(np.where(moving, (ratio + theta * mean[:, None]) / (1.0 + theta), 0.0))
