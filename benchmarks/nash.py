"""Nash tariffs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.government import payoff
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import Tariffs, nash_tariffs
from negotiator.scenario import compile_scenario, find, load

from .measure import Row, interleaved, ratio, spread
from .worlds import WORLD_1993, gravity_world, named, random_tariffs, world_1993, world_2022

_SHAPES = ("8×8", "12×9", "18×10", "7×33")


def nash(
    *,
    smallest: tuple[int, int] = (4, 3),
    shapes: tuple[str, ...] = _SHAPES,
    repeats: int = 3,
    patience: int = 2,
) -> Iterator[Row]:
    """Everyone's best response to everyone, and what is left for anyone to gain.

    The smallest world is also searched in the plain way: turn by turn, L-BFGS-B with gradients by
    finite differences, one equilibrium for each.

    Parameters
    ----------
    patience
        Repeats of the smallest, whose plain search takes seconds.
    """
    yield from _against_plain(smallest, patience)
    worlds: dict[str, tuple[str, Callable[[], Economy]]] = {
        "8×8": ("with inputs", lambda: gravity_world(8, 8, inputs=True)),
        "12×9": (
            "liberation-day-2025",
            lambda: compile_scenario(load(find("liberation-day-2025"))).world.economy,
        ),
        "18×10": ("2022", lambda: world_2022() or gravity_world(18, 10)),
        "7×33": ("monopolistic competition", lambda: gravity_world(7, 33, profits=True)),
    }
    for shape in shapes:
        kind, world = worlds[shape]
        yield from _alone(f"{shape} {kind}", world(), repeats)


def nash_large() -> Iterator[Row]:
    """Nash tariffs of the world of 1993."""
    economy = world_1993()
    if economy is None:
        note = f"the data are with the sources alone: {'/'.join(WORLD_1993.parts[-3:])}"
        yield Row("31×40 with inputs, 1993", "Nash tariffs", "s", note=note)
        return
    yield from _alone("31×40 with inputs, 1993", economy)


def _alone(case: str, economy: Economy, repeats: int = 1) -> Iterator[Row]:
    """Nash tariffs against one equilibrium of the same world."""
    found: list[Tariffs] = []
    policy = random_tariffs(economy)
    solve(economy, policy)  # makes what is kept of a base year
    try:
        ours, single = interleaved(
            lambda: found.append(nash_tariffs(economy)),
            lambda: solve(economy, policy),
            repeats=repeats,
            warm=False,
        )
    except NotSolvedError as error:
        yield Row(case, "Nash tariffs", "s", note=str(error))
        return
    yield spread(case, "Nash tariffs", "s", ours)
    yield spread(case, "one equilibrium, cold", "s", single)
    yield ratio(case, "Nash tariffs in equilibria", ours, single)
    yield from _certificate(case, economy, found[0])


def _certificate(case: str, economy: Economy, found: Tariffs) -> Iterator[Row]:
    n = len(economy.countries)
    levied = 100.0 * found.tariff[~np.eye(n, dtype=bool)]
    yield spread(case, "slack: most that anyone could still gain", "%", [found.slack])
    yield spread(case, "tariffs", "%", levied.ravel().tolist())


def _against_plain(shape: tuple[int, int], repeats: int) -> Iterator[Row]:
    case, economy = named(shape, "gravity"), gravity_world(*shape)
    ours, theirs = interleaved(
        lambda: nash_tariffs(economy), lambda: plain_nash(economy), repeats=repeats, warm=False
    )
    yield spread(case, "Nash tariffs", "s", ours)
    yield spread(case, "plain search", "s", theirs)
    yield ratio(case, "plain search over ours", theirs, ours)
    found = nash_tariffs(economy)
    yield from _certificate(case, economy, found)
    apart = 100.0 * np.abs(plain_nash(economy) - found.tariff)
    yield spread(case, "tariffs apart", "points", apart.ravel().tolist())


def plain_nash(economy: Economy, tolerance: float = 1e-6) -> Array:
    """[N, N, S]: Nash tariffs by best responses in turn, with nothing but equilibria.

    Parameters
    ----------
    tolerance
        Of the last round's changes, as fractions of a dollar's price.
    """
    from scipy.optimize import minimize

    n = len(economy.countries)
    tariff = np.where(np.eye(n, dtype=bool)[:, :, None], 0.0, 1.0 / economy.theta)
    for _ in range(60):
        before = tariff.copy()
        for country in range(n):
            free = np.zeros(tariff.shape, dtype=bool)
            free[np.arange(n) != country, country] = True

            def loss(x: Array, country: int = country, free: Array = free) -> float:
                trial = tariff.copy()
                trial[free] = np.expm1(x)
                return -float(payoff(solve(economy, Policy(tariff=trial)))[country])

            start = np.log1p(tariff[free])
            done = minimize(
                loss, start, method="L-BFGS-B", bounds=[(0.0, np.log(6.0))] * len(start),
                options={"ftol": 1e-13, "gtol": 1e-7},
            )  # fmt: skip
            tariff[free] = np.expm1(done.x)
        if np.abs(tariff - before).max() < tolerance:
            break
    return tariff
