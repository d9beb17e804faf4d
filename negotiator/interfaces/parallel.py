"""Scenarios as a parallel environment of PettingZoo: every country an agent, every step a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from negotiator.diplomacy.ledger import Ledger
from negotiator.interfaces.rounds import legal, play_round
from negotiator.interfaces.space import refused
from negotiator.interfaces.table import Table
from negotiator.interfaces.views import columns, dollars, figures, told, vectors
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.faults import unknown
from negotiator.scenario.schema import Scenario
from negotiator.scoring.score import PairScore, score_pair

try:
    from gymnasium import spaces
    from pettingzoo import ParallelEnv
except ImportError as missing:
    raise ImportError(
        "the environment needs PettingZoo; expected it from: pip install 'negotiator[pettingzoo]'"
    ) from missing

Observation = dict[str, Any]
Vector = npt.NDArray[np.float32]


def parallel_env(
    scenario: str = "two-neighbours",
    *,
    governed: Sequence[str] = (),
    rounds: int | None = None,
    treaty_rounds: int = 3,
    reward: str = "percent",
    events: bool = True,
    render_mode: str | None = None,
) -> TradeEnv:
    """A scenario to learn in.

    Parameters
    ----------
    scenario
        Name or file.
    governed
        Codes of the agents; by default every country. The others act by the scenario's stances.
    rounds
        Steps of an episode; by default the scenario's rounds.
    treaty_rounds
        Rounds that a treaty holds; 0 for games of acts alone.
    reward
        A government's gain over no deal in a round: "percent" of its income of the base year, or
        "dollars", billions a year.
    events
        Whether harvests and crises happen, drawn from the seed.
    render_mode
        "ansi" for a text from `render`, or None.

    Raises
    ------
    ScenarioError
        In one line, for what there is not.
    """
    setting = compile_scenario(load(find(scenario)))
    codes = setting.world.countries
    for code in governed:
        if code not in codes:
            raise refused(unknown("country", code, codes))
    if len(set(governed)) != len(governed):
        raise refused(f"governed: {', '.join(governed)}; expected every code once")
    if rounds is not None and rounds < 1:
        raise refused(f"rounds: {rounds}; expected one or more")
    if treaty_rounds < 0:
        raise refused(f"treaty_rounds: {treaty_rounds}; expected zero or more")
    if reward not in ("percent", "dollars"):
        raise refused(unknown("reward", reward, ("percent", "dollars")))
    if render_mode not in (None, "ansi"):
        raise refused(unknown("render_mode", str(render_mode), ("ansi",)))
    places = tuple(k for k, code in enumerate(codes) if not governed or code in governed)
    table = Table(setting, places, treaty_rounds, events)
    return TradeEnv(table, rounds or setting.scenario.rounds, reward, render_mode)


class TradeEnv(ParallelEnv):
    """Countries that set tariffs, grant recognitions and sign treaties, a round a step.

    Made by `parallel_env`; docs/interfaces.md has the actions, observations, rewards and rules.

    Attributes
    ----------
    table
        The world and the rules, the same in every episode.
    """

    metadata: dict[str, Any] = {"name": "negotiator_v0", "render_modes": ["ansi"]}  # noqa: RUF012

    def __init__(self, table: Table, rounds: int, reward: str, render_mode: str | None) -> None:
        self.table = table
        self.render_mode = render_mode
        self._rounds = rounds
        self._reward = reward
        self._codes = table.setting.world.countries
        self.possible_agents = [self._codes[k] for k in table.governed]
        self.agents: list[str] = []
        self._play = table.opening
        self._may = legal(table, self._play)
        self._rng = np.random.default_rng()
        self._seed = 0
        sizes = table.sizes * (len(self._codes) - 1)
        starts = np.cumsum([0, *table.sizes[:-1]]).tolist()
        self._parts = list(zip(starts, table.sizes, strict=True))
        width = len(self.columns(self.possible_agents[0]))
        box = np.full(width, np.inf, dtype=np.float32)
        self.action_spaces = {agent: spaces.MultiDiscrete(sizes) for agent in self.possible_agents}
        self.observation_spaces = {
            agent: spaces.Dict(
                {
                    "observation": spaces.Box(-box, box, dtype=np.float32),
                    "action_mask": spaces.Tuple([spaces.MultiBinary(size) for size in sizes]),
                }
            )
            for agent in self.possible_agents
        }

    def observation_space(self, agent: str) -> Any:
        """A vector with the names of `columns`, and what is legal now, choice by choice."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Any:
        """For every other country in turn: tariffs, each recognition in play, and the talk."""
        return self.action_spaces[agent]

    def columns(self, agent: str) -> tuple[str, ...]:
        """Names of the numbers of an agent's observation, in order."""
        return columns(self._codes, agent, self.table.grants)

    def reset(
        self, seed: int | None = None, options: Mapping[str, Any] | None = None
    ) -> tuple[dict[str, Observation], dict[str, dict[str, Any]]]:
        """Open a game. The same seed and actions give the same game.

        Parameters
        ----------
        seed
            None goes on with the seeds that follow from the last one given.
        options
            None are known; they are passed over.
        """
        if seed is not None:
            self._rng = np.random.default_rng(seed)
        self._seed = int(self._rng.integers(2**31))
        self.agents = list(self.possible_agents)
        self._play = self.table.opening
        self._may = legal(self.table, self._play)
        return self._observed(), self._infos()

    def step(
        self, actions: Mapping[str, Any]
    ) -> tuple[
        dict[str, Observation],
        dict[str, float],
        dict[str, bool],
        dict[str, bool],
        dict[str, dict[str, Any]],
    ]:
        """Play a round. What is illegal, or missing, is a pass.

        Raises
        ------
        ScenarioError
            For an action of another shape, or of one who is no agent now.
        """
        n = len(self._codes)
        choices = np.zeros((n, n, 2 + len(self.table.grants)), dtype=np.intp)
        for agent, action in actions.items():
            if agent not in self.agents:
                raise refused(unknown("agent in play", agent, self.agents))
            space, given = self.action_spaces[agent], np.asarray(action)
            if given.shape != space.shape:
                raise refused(f"action of {agent}: shape {given.shape}; expected {space.shape}")
            seat = self._seat(agent)
            choices[seat, self._others(seat)] = given.reshape(n - 1, -1)
        self._play = play_round(self.table, self._play, self._seed, self._may, choices)
        self._may = legal(self.table, self._play)
        agents, over = self.agents, self._play.round >= self._rounds
        gains = self._play.gain if self._reward == "percent" else dollars(self.table, self._play)
        rewards = {agent: float(gains[self._seat(agent)]) for agent in agents}
        observed, infos = self._observed(), self._infos()
        self.agents = [] if over else agents
        return (
            observed, rewards, dict.fromkeys(agents, over), dict.fromkeys(agents, False), infos,
        )  # fmt: skip

    def render(self) -> str | None:
        """The last round in words and figures, with render_mode "ansi"."""
        return told(self.table, self._play, self._rounds) if self.render_mode == "ansi" else None

    def state(self) -> Vector:
        """What every country sees, end to end: for learning with a common critic."""
        return vectors(self.table, self._play, self._rounds).ravel().astype(np.float32)

    def score(self, one: str, other: str) -> PairScore:
        """The game's score of two countries as the last round left them, without its weather."""
        setting = self.table.setting
        final = self.table.conduct(self._play)
        fallback = setting.fallback(setting.initial)
        return score_pair(setting.world, final, fallback, (one, other), Ledger())

    def __reduce__(self) -> tuple[Any, ...]:
        """Copies for other processes, as vectors of environments make them: worlds are built anew.

        What was solved stays behind.
        """
        table = self.table
        made = (
            table.setting.scenario, table.governed, table.length, table.events, self._rounds,
            self._reward, self.render_mode,
        )  # fmt: skip
        names = ("agents", "action_spaces", "observation_spaces", "_play", "_may", "_rng", "_seed")
        return _again, made, {name: getattr(self, name) for name in names}

    def _others(self, seat: int) -> list[int]:
        return [k for k in range(len(self._codes)) if k != seat]

    def _seat(self, agent: str) -> int:
        return self._codes.index(agent)

    def _observed(self) -> dict[str, Observation]:
        seen = vectors(self.table, self._play, self._rounds).astype(np.float32)
        shown = self._may.copy()  # whoever is shown it may write on it
        return {
            agent: {
                "observation": seen[self._seat(agent)],
                "action_mask": tuple(
                    shown[self._seat(agent), other, start : start + size]
                    for other in self._others(self._seat(agent))
                    for start, size in self._parts
                ),
            }
            for agent in self.agents
        }

    def _infos(self) -> dict[str, dict[str, Any]]:
        found = figures(self.table, self._play)
        return {agent: found[self._seat(agent)] for agent in self.agents}


def _again(
    scenario: Scenario,
    governed: tuple[int, ...],
    length: int,
    events: bool,
    rounds: int,
    reward: str,
    render_mode: str | None,
) -> TradeEnv:
    """The environment of a scenario that was loaded elsewhere."""
    table = Table(compile_scenario(scenario), governed, length, events)
    return TradeEnv(table, rounds, reward, render_mode)
