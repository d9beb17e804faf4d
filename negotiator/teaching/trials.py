"""Games played again by a script, here or in processes of their own, as long as time allows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from time import perf_counter

from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances import stance
from negotiator.diplomacy.clauses import Kind
from negotiator.diplomacy.conduct import Conduct
from negotiator.economy.errors import NotSolvedError
from negotiator.game.moves import IllegalMove, Move
from negotiator.game.queries import treaties_between
from negotiator.game.rules import apply, new_game
from negotiator.game.scores import opposite
from negotiator.game.state import State
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import Setting
from negotiator.teaching.played import Worlds

#: Seconds of work from which on processes of its own pay for their start.
_WORTHWHILE = 8.0


@dataclass(frozen=True, eq=False)
class Trial:
    """A game to be played again.

    Parameters
    ----------
    stance
        Of the country opposite; empty as it was.
    state
        Where it begins; the opening when it is None.
    """

    scenario: Scenario
    player: str
    seed: int
    mode: str
    stance: str
    state: State | None
    moves: tuple[Move, ...]


@dataclass(frozen=True, eq=False)
class End:
    """To what a game came.

    Parameters
    ----------
    left_out
        Moves that the rules refused.
    """

    applied: Conduct
    dealt: bool
    left_out: int


def dealt(state: State, pair: tuple[str, str]) -> bool:
    """Whether a treaty in force has one of a pair give the other something."""
    return any(
        clause.kind is not Kind.PENALTY
        for treaty in treaties_between(state, *pair)
        for clause in treaty.clauses
    )


def again(
    setting: Setting, trials: Sequence[Trial], until: float, workers: int | None
) -> Iterator[End | None]:
    """The ends of games played again, in order; they stop when the time is over.

    Parameters
    ----------
    until
        By the clock of `perf_counter`.
    workers
        Processes; by default as many as there are processors, when it is worth it.

    Yields
    ------
    None where a world has no equilibrium that is found.
    """
    most = min(workers or os.cpu_count() or 1, len(trials))
    rest = list(trials)
    while rest and perf_counter() < until:
        begun = perf_counter()
        yield _one(rest.pop(0), setting)
        if most > 1 and (perf_counter() - begun) * len(rest) > _WORTHWHILE:
            yield from _together(rest, until, most)
            return


def _together(trials: Iterable[Trial], until: float, workers: int) -> Iterator[End | None]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from pool.map(_one, trials, timeout=max(until - perf_counter(), 0.0))
    except TooLong:
        pass
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@cache
def _worlds() -> Worlds:
    """What a process has worked out for all its games."""
    return Worlds()


def _one(trial: Trial, setting: Setting | None = None) -> End | None:
    """None when its world has no equilibrium that is found."""
    world = setting or _worlds().setting(trial.scenario)
    other = opposite(world, trial.player)
    if trial.stance:
        world = world.under(other, stance(trial.stance))
    left_out = 0
    try:
        state = trial.state or new_game(world, trial.player, trial.seed, trial.mode)
        for move in trial.moves:
            try:
                state = apply(world, state, move).state
            except IllegalMove:
                left_out += 1
    except (NotSolvedError, CounterpartError):
        return None
    return End(state.last.applied, dealt(state, (trial.player, other)), left_out)
