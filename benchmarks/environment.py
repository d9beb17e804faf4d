"""The environment for learners: steps a second, beside the equilibrium that each would take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from negotiator.diplomacy.conduct import stack

from .measure import Row, interleaved, per_second, spread


def environment(
    *,
    cases: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("two-neighbours", ()),
        ("two-neighbours", ("SML",)),
        ("liberation-day-2025", ()),
        ("liberation-day-2025", ("CHE", "USA")),
    ),
    steps: int = 600,
    repeats: int = 5,
) -> Iterator[Row]:
    """Steps of random choices, once worlds have been met in as many steps before.

    Parameters
    ----------
    cases
        Scenarios and their agents; no agent named means every country.
    """
    try:
        from negotiator.interfaces.parallel import TradeEnv, parallel_env
    except ImportError as missing:
        yield Row("environment", "steps", "steps/s", note=str(missing))
        return

    def played(env: TradeEnv, rng: np.random.Generator) -> None:
        for _ in range(steps):
            if not env.agents:
                env.reset()
            env.step({agent: rng.integers(0, env.action_space(agent).nvec) for agent in env.agents})

    for scenario, governed in cases:
        env, rng = parallel_env(scenario, governed=governed), np.random.default_rng(1)
        env.reset(seed=1)
        world, conduct = env.table.setting.world, stack([env.table.setting.anchors.war])
        stepped, solved = interleaved(
            partial(played, env, rng),
            partial(world.value, conduct),
            repeats=repeats,
        )
        case = f"{scenario}, {len(env.possible_agents)} agents of {len(world.countries)} countries"
        yield spread(case, "steps", "steps/s", per_second(steps, stepped))
        yield spread(case, "one equilibrium at a time", "equilibria/s", per_second(1, solved))
