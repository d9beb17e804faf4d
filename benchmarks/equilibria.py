"""Equilibria a second, in a stack."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

from . import peer_gegravity, peer_scipy
from .measure import Row, interleaved, per_second, ratio, spread
from .worlds import gravity_world, named, random_icebergs, random_tariffs

_UNIT = "equilibria/s"


def equilibria(
    *,
    shape: tuple[int, int] = (8, 8),
    countries: tuple[int, ...] = (8, 30),
    stack: int = 1000,
    alone: int = 8,
    repeats: int = 5,
) -> Iterator[Row]:
    """Our solver on a stack, against scipy's root and gegravity, one world at a time.

    Parameters
    ----------
    shape
        Countries and sectors of the worlds that scipy solves too, with and without inputs.
    countries
        Of the one-sector worlds that gegravity solves too.
    stack, alone
        Worlds in a stack of ours, and solved one by one by scipy, in a repeat.
    """
    for inputs in (False, True):
        economy = gravity_world(*shape, inputs=inputs)
        case = named(shape, "with inputs" if inputs else "without inputs")
        yield from _against_scipy(case, economy, stack, alone, repeats)
    for count in countries:
        yield from _against_gegravity(named((count, 1), "gravity"), count, stack, repeats)


def _against_scipy(
    case: str, economy: Economy, stack: int, alone: int, repeats: int
) -> Iterator[Row]:
    policies = random_tariffs(economy, (stack,))
    assert policies.tariff is not None
    few = policies.tariff[:alone]
    ours, theirs = interleaved(
        lambda: solve(economy, policies),
        lambda: [peer_scipy.wages(economy, tariff) for tariff in few],
        repeats=repeats,
    )
    fast, slow = per_second(stack, ours), per_second(alone, theirs)
    yield spread(case, f"negotiator, a stack of {stack:,}", _UNIT, fast)
    yield spread(case, "scipy root, one at a time", _UNIT, slow)
    yield ratio(case, "negotiator over scipy", fast, slow)
    peer = np.array([peer_scipy.wages(economy, tariff) for tariff in few])
    off = np.abs(solve(economy, Policy(tariff=few)).wage / peer - 1.0).max(axis=1)
    yield spread(case, "wages apart, at most", "relative", off.tolist())


def _against_gegravity(case: str, count: int, stack: int, repeats: int) -> Iterator[Row]:
    economy = gravity_world(count, 1, tariff=0.0)
    policies = random_icebergs(economy, (stack,))
    assert policies.iceberg is not None
    label = f"negotiator, a stack of {stack:,}"
    if not peer_gegravity.installed():
        (ours,) = interleaved(lambda: solve(economy, policies), repeats=repeats)
        yield spread(case, label, _UNIT, per_second(stack, ours))
        yield Row(case, "gegravity, one pass", _UNIT, note=peer_gegravity.MISSING)
        return
    iceberg = policies.iceberg[0]
    built = peer_gegravity.model(economy, iceberg)
    answer, passes = peer_gegravity.equilibrium(built, economy)
    ours, theirs = interleaved(
        lambda: solve(economy, policies),
        lambda: peer_gegravity.simulated(built, economy),
        repeats=repeats,
    )
    fast, slow = per_second(stack, ours), per_second(1, theirs)
    yield spread(case, label, _UNIT, fast)
    yield spread(
        case, "gegravity, one pass", _UNIT, slow,
        f"its base year built beforehand; {passes} passes until its shares are its prices'",
    )  # fmt: skip
    yield ratio(case, "negotiator over one pass of gegravity", fast, slow)
    off = np.abs(answer.welfare / real_income(solve(economy, Policy(iceberg=iceberg))) - 1.0)
    yield spread(case, "real incomes apart", "relative", off.tolist(), "after all of its passes")
