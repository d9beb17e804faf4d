"""The second optimiser: L-BFGS-B, for what does not settle and for checking what did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiator.economy.arrays import Array, Mask
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy


def quasi_newton(
    economy: Economy,
    policy: Policy,
    base: Array,
    free: Mask,
    wanted: Array,
    weights: Array | None,
    lowest: float | Array,
    highest: float | Array,
) -> tuple[Array, int]:
    """Free tariffs that maximise a weighted sum of payoffs, by L-BFGS-B in ln(1 + t).

    Byrd, Lu, Nocedal and Zhu (1995), as scipy has it, with exact gradients.

    Parameters
    ----------
    base : [N, N, S]
        Tariffs to begin from; those that are not free stay so.
    free : [N, N, S]
        Mask.
    wanted : [N]
        Weight of each payoff.
    lowest, highest
        Bounds of rates, one for all or [N, N, S].

    Returns
    -------
    The tariffs [N, N, S], and how many equilibria it took.
    """
    from scipy.optimize import minimize

    warm: list[Equilibrium] = []

    # Each tariff in units in which payoffs bend about alike: by the trade that it is levied on.
    trade = 100.0 * (economy.flows * (1.0 + economy.theta) / economy.income[:, None])[free]
    scale = np.sqrt(np.maximum(trade, 1e-8 * trade.max()))

    def objective(y: Array) -> tuple[float, Array]:
        tariff = base.copy()
        tariff[free] = np.expm1(y / scale)
        try:
            solved = solve(economy, replace(policy, tariff=tariff), start=warm[0] if warm else None)
        except NotSolvedError:
            return np.inf, np.zeros_like(y)
        warm[:] = [solved]
        value = float((wanted * payoff(solved, weights)).sum())
        slope = gradient(solved, wanted, weights).tariff[free] * (1.0 + tariff[free]) / scale
        return -value, -slope

    bottom, top = (
        np.log1p(np.broadcast_to(bound, base.shape)[free]) for bound in (lowest, highest)
    )

    def ascend(start: Array) -> tuple[float, Array, int]:
        done = minimize(
            objective, start * scale, jac=True, method="L-BFGS-B",
            bounds=list(zip(bottom * scale, top * scale, strict=True)),
            options={"maxiter": 500, "ftol": 1e-15, "gtol": 1e-9, "maxcor": 20},
        )  # fmt: skip
        return float(done.fun), np.asarray(done.x) / scale, int(done.nfev)

    here = np.clip(np.log1p(base[free]), bottom, top)
    before = objective(here * scale)[0]
    value, found, count = ascend(here)
    if value > before or (found > top - 1e-6).any():
        # A line search may leap onto the plain where tariffs have stopped all trade and every
        # direction looks level: begin again from a small country's tariff.
        small = np.broadcast_to(np.log1p(1.0 / economy.theta), base.shape)[free]
        again, other, more = ascend(np.clip(small, bottom, top))
        count += more
        value, found = min([(value, found), (again, other), (before, here)], key=lambda v: v[0])
    tariff = base.copy()
    tariff[free] = np.expm1(found)
    return tariff, count
