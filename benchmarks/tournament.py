"""Tournaments: turns a second on a payoff matrix, and rounds a second in an economy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.economy import Pair, pair_of
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.tabulation import tabulate

from . import peer_axelrod
from .measure import Row, interleaved, per_second, ratio, spread

_TURNS = "turns/s"
_ROUNDS = "rounds/s"
#: Stances whose levels lie between 0 and 1, so that new levels come up in every round.
_GRADED = ("raise-the-stakes", "continuous-reactive", "grit", "scaled-tit-for-tat")


def tournament(
    *,
    names: tuple[str, ...] = tuple(peer_axelrod.STRATEGIES),
    rounds: int = 200,
    repetitions: int = 10,
    long: int = 1000,
    workers: int = 2,
    stack: int = 5000,
    repeats: int = 5,
) -> Iterator[Row]:
    """Matches of short memories against axelrod's, and what an economy costs.

    Parameters
    ----------
    names
        Of `peer_axelrod.STRATEGIES`.
    long
        Repetitions of the tournament that several workers share.
    stack
        Levels of an economy that are solved anew, all together.
    """
    yield from _abstract(names, rounds, repetitions, long, workers, repeats)
    yield from _economy("two-neighbours", rounds, stack, repeats)


def _fresh(plan: Plan, workers: int = 1) -> None:
    """The whole tournament, with tables made and worlds solved anew."""
    stage.cache_clear()
    tabulate.cache_clear()
    hold(plan, workers=workers)


def _abstract(
    names: tuple[str, ...], rounds: int, repetitions: int, long: int, workers: int, repeats: int
) -> Iterator[Row]:
    case = f"{len(names)} strategies, {rounds} turns, {repetitions} repetitions"
    plan = Plan(names, rounds=rounds, repetitions=repetitions)
    many = Plan(names, rounds=rounds, repetitions=long)
    turns, more = plan.matches * rounds, many.matches * rounds
    label = f"{workers} workers, {long:,} repetitions"
    if not peer_axelrod.installed():
        ours, shared = interleaved(
            lambda: _fresh(plan), lambda: _fresh(many, workers), repeats=repeats
        )
        yield spread(case, "negotiator, one process", _TURNS, per_second(turns, ours))
        yield spread(case, f"negotiator, {label}", _TURNS, per_second(more, shared))
        yield Row(case, "axelrod", _TURNS, note=peer_axelrod.MISSING)
        return
    seated = peer_axelrod.players(names)
    ours, shared, theirs = interleaved(
        lambda: _fresh(plan),
        lambda: _fresh(many, workers),
        lambda: peer_axelrod.play(seated, rounds, repetitions),
        repeats=repeats,
    )
    fast, both = per_second(turns, ours), per_second(more, shared)
    slow = per_second(turns, theirs)
    yield spread(case, "negotiator, one process", _TURNS, fast, "tables made anew each time")
    yield spread(case, f"negotiator, {label}", _TURNS, both, "with the start of the processes")
    yield spread(case, "axelrod", _TURNS, slow, "matches alone, without its analysis")
    yield ratio(case, "one process over axelrod", fast, slow)
    yield ratio(case, f"{workers} workers over axelrod", both, slow)


def _economy(scenario: str, rounds: int, stack: int, repeats: int) -> Iterator[Row]:
    pair = pair_of(scenario, None)[1]
    levels = np.random.default_rng(1).random((stack, 2))
    few = levels[: max(1, stack // 100)]
    solved, alone = interleaved(
        lambda: _solve(pair, levels),
        lambda: [_solve(pair, each[None]) for each in few],
        repeats=repeats,
    )
    case = f"{scenario}, {' and '.join(pair.codes)}"
    together = per_second(stack, solved)
    yield spread(case, f"every round solved, a stack of {stack:,}", _ROUNDS, together)
    single = per_second(len(few), alone)
    yield spread(case, "every round solved, one at a time", _ROUNDS, single)
    yield ratio(case, "the stack over one at a time", together, single)
    graded = Plan(_GRADED, rounds=rounds, noise=0.05, scenario=scenario, between=pair.codes)
    tables = Plan(
        ("tit-for-tat", "pavlov", "generous-tit-for-tat", "always-defect"),
        rounds=rounds, repetitions=100, noise=0.05, scenario=scenario, between=pair.codes,
    )  # fmt: skip
    times = interleaved(lambda: _fresh(graded), lambda: _fresh(tables), repeats=repeats)
    for figure, plan, each in zip(("levels in between", "0 and 1"), (graded, tables), times,
                                  strict=True):  # fmt: skip
        done = per_second(plan.matches * rounds, each)
        yield spread(
            case, f"a tournament of {figure}", _ROUNDS, done, "loading and solving included"
        )


def _solve(pair: Pair, levels: Array) -> Array:
    return pair.world.value(pair.conduct(levels)).payoff
