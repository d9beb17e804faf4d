"""A job played: what came of each of its matches."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from negotiator.economy.arrays import Array, Places
from negotiator.tournament import asking, lookup, steps
from negotiator.tournament.draws import Chances
from negotiator.tournament.matrix import CORNERS
from negotiator.tournament.plan import Job, Plan, Stage, stage
from negotiator.tournament.tabulation import Acts

#: Columns of a tally: rounds, payoffs of row and column summed over them, their levels summed,
#: and the steps of both by what they did.
ROUNDS, PAYOFF, LEVEL, STEPS = 0, slice(1, 3), slice(3, 5), slice(5, 23)
WIDTH = 23

D = TypeVar("D", bound=np.generic)

#: Levels of the 16 steps between outcomes, by 4 × before + after: [2 rounds, 2, 16].
_STEPS = np.stack([CORNERS[np.arange(16) // 4].T, CORNERS[np.arange(16) % 4].T])


def played(stage: Stage, job: Job) -> Array:
    """Play a job.

    Returns
    -------
    [matches of the job, WIDTH], in the order of its blocks.
    """
    counted = _lengths(stage, job)
    return _looked_up(stage, job, counted) if job.tables else _asked(stage, job, counted)


def work(plan: Plan, job: Job) -> Array:
    """Play a job where only the plan is known: in another process, or on another machine."""
    return played(stage(plan), job)


def _chances(stage: Stage, pairing: int) -> Chances:
    plan = stage.plan
    row, column = plan.pairings[pairing]
    return Chances(plan.seed, plan.entrants[row], plan.entrants[column])


def _lengths(stage: Stage, job: Job) -> Places:
    """[n]: rounds of each match that count; what is played after its end is left out."""
    plan = stage.plan
    if plan.goes_on >= 1.0:
        return np.full(job.matches, plan.rounds)
    return np.concatenate(
        [
            _chances(stage, each.pairing).lengths(
                each.first, each.count, plan.rounds, plan.goes_on
            )
            for each in job.blocks
        ]
    )  # fmt: skip


def _looked_up(stage: Stage, job: Job, counted: Places) -> Array:
    plan, n = stage.plan, job.matches
    pairings, size = plan.pairings, len(plan.entrants)
    tables = [player.table for seat in stage.seats for player in seat]
    used = sorted({k for b in job.blocks for k in _seated(pairings[b.pairing], size)})
    at = {k: place for place, k in enumerate(used)}
    chance = {k for k in used if (table := tables[k]) is not None and table.stochastic}
    seats = np.empty((2, n), dtype=np.intp)
    # Filled match by match, as chances are drawn, and turned round by round for the stepping.
    draws = np.zeros((n, plan.rounds, 2)) if chance else None
    slips = np.empty((n, plan.rounds, 2), dtype=bool) if plan.noise > 0 else None
    first = 0
    for block in job.blocks:
        rows = slice(first, first + block.count)
        both = _seated(pairings[block.pairing], size)
        seats[:, rows] = np.array([[at[k]] for k in both])
        chances = _chances(stage, block.pairing)
        if draws is not None and chance.intersection(both):
            draws[rows] = chances.draws(block.first, block.count, plan.rounds)
        if slips is not None:
            slips[rows] = chances.slips(block.first, block.count, plan.rounds, plan.noise)
        first += block.count
    acts = lookup.play(
        [table for k in used if (table := tables[k]) is not None],
        seats,
        plan.rounds,
        _by_round(draws),
        _by_round(slips),
    )
    return _counted(acts, stage.arena.corners, counted)


def _seated(pairing: tuple[int, int], size: int) -> tuple[int, int]:
    """Places of both among all tables, those of the row's seat before those of the column's."""
    return pairing[0], size + pairing[1]


def _by_round(matches: npt.NDArray[D] | None) -> npt.NDArray[D] | None:
    """[rounds, 2, n] of [n, rounds, 2]."""
    return None if matches is None else np.ascontiguousarray(matches.transpose(1, 2, 0))


def _counted(acts: Acts, corners: Array, counted: Places) -> Array:
    """Tallies of [rounds, 2, n] acts of 0 and 1, from how often each outcome came up."""
    rounds, _, n = acts.shape
    outcome = (acts[:, 0] << 1) | acts[:, 1]
    step = (outcome[:-1] << 2) | outcome[1:]
    if (counted < rounds).any():
        valid = np.arange(rounds)[:, None] < counted
        outcome = np.where(valid, outcome, np.uint8(4))
        step = np.where(valid[1:], step, np.uint8(16))
    times = [(outcome == k).sum(axis=0, dtype=np.int64).astype(float) for k in range(4)]
    tally = np.zeros((n, WIDTH))
    tally[:, ROUNDS] = counted
    for k, each in enumerate(times):
        tally[:, PAYOFF] += each[:, None] * corners[k]
    tally[:, LEVEL] = np.stack([times[2] + times[3], times[1] + times[3]], axis=1)
    case = steps.cases(_STEPS, lambda levels: corners[(levels @ [2.0, 1.0]).astype(int)])
    known = steps.counts(case, np.full(16, 2))
    for k in range(16):
        tally[:, STEPS] += (step == k).sum(axis=0, dtype=np.int64)[:, None] * known[k]
    return tally


def _asked(stage: Stage, job: Job, counted: Places) -> Array:
    plan = stage.plan
    parts = []
    for block in job.blocks:
        row, column = plan.pairings[block.pairing]
        chances = _chances(stage, block.pairing)
        size = (block.first, block.count, plan.rounds)
        slips = chances.slips(*size, plan.noise) if plan.noise > 0 else None
        players = stage.seats[0][row], stage.seats[1][column]
        parts.append(asking.play(*players, chances.draws(*size), slips))
    levels = np.concatenate(parts, axis=2)
    rounds, _, n = levels.shape
    # All rounds of all matches at once: the levels do not depend on what they are worth.
    flat = stage.arena.payoffs(levels.transpose(0, 2, 1).reshape(-1, 2))
    payoffs = flat.reshape(rounds, n, 2).transpose(0, 2, 1)
    tally = np.zeros((n, WIDTH))
    tally[:, ROUNDS] = counted
    # One round after the other: the sum must not depend on how many matches are beside it.
    for t in range(rounds):
        valid = t < counted
        tally[:, PAYOFF] += np.where(valid, payoffs[t], 0.0).T
        tally[:, LEVEL] += np.where(valid, levels[t], 0.0).T
    tally[:, STEPS] = steps.counts(steps.cases(levels, stage.arena.payoffs), counted)
    return tally
