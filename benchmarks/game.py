"""What the game asks of the economy: a pair's frontier, and the start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

from negotiator.diplomacy.conduct import stack
from negotiator.economy.equilibrium import solve
from negotiator.economy.policy import Policy
from negotiator.game.rules import new_game
from negotiator.game.scores import current
from negotiator.scenario import compile_scenario, find, listing, load
from negotiator.scenario.anchors import found_anchors
from negotiator.scoring.benchmarks import benchmarks

from .measure import Row, interleaved, ratio, spread


def frontier(
    *, scenario: str = "liberation-day-2025", pair: tuple[str, str] = ("USA", "CHN"),
    repeats: int = 5,
) -> Iterator[Row]:  # fmt: skip
    """All that a pair could agree, against one equilibrium of the same world."""
    setting = compile_scenario(load(find(scenario)))
    world, base = setting.world, setting.initial
    valued = world.value(stack([base]))
    fallback = valued.dollars(valued.payoff)[0]
    policy = Policy(tariff=base.tariff)
    whole, single = interleaved(
        lambda: benchmarks(world, base, pair, fallback),
        lambda: solve(world.economy, policy),
        repeats=repeats,
    )
    case = f"{scenario}, {' and '.join(pair)}"
    yield spread(case, "frontier and solutions", "s", whole)
    yield spread(case, "one equilibrium, cold", "s", single)
    yield ratio(case, "frontier in equilibria", whole, single)
    points = benchmarks(world, base, pair, fallback).frontier
    yield spread(case, "points on it", "deals", [len(points)])


def start(*, scenarios: tuple[str, ...] = (), repeats: int = 3) -> Iterator[Row]:
    """What a game needs before its first screen, anchors found freshly rather than read.

    The floor is the start of Python with numpy.

    Parameters
    ----------
    scenarios
        By default all that are shipped.
    """
    for name in scenarios or tuple(entry.id for entry in listing()):
        yield from _start(name, repeats)


def _start(name: str, repeats: int) -> Iterator[Row]:
    scenario = load(find(name))
    setting = compile_scenario(scenario)
    state = new_game(setting, scenario.player, 1)
    current(setting, state)  # reads the anchors, so that they are not in the opening score
    jobs: dict[str, Callable[[], object]] = {
        "load": lambda: load(find(name)),
        "compile": lambda: compile_scenario(scenario),
        "anchors, found freshly": lambda: found_anchors(setting.world),
        "new game": lambda: new_game(setting, scenario.player, 1),
        "opening score": lambda: current(setting, state),
        "floor: Python starts with numpy": lambda: subprocess.run(
            [sys.executable, "-c", "import numpy"], check=True
        ),
    }
    times = interleaved(*jobs.values(), repeats=repeats)
    for figure, each in zip(jobs, times, strict=True):
        yield spread(name, figure, "s", each)
    whole = [sum(step) for step in zip(*times[:-1], strict=True)]
    yield spread(name, "all but the floor", "s", whole)
    yield ratio(name, "all over floor", whole, times[-1])
