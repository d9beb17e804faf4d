"""Tallies as one seat sees them: a square of everyone against everyone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.matrix import Arena
from negotiator.tournament.plan import Stage
from negotiator.tournament.steps import classes, turned
from negotiator.tournament.tally import LEVEL, PAYOFF, ROUNDS, STEPS


@dataclass(frozen=True, eq=False)
class View:
    """K entrants in one seat against all K in the other, R repetitions.

    Not a number where a match was not played.

    Parameters
    ----------
    seat
        The country that they govern; None on the matrix, where both seats are alike.
    rounds : [K, K, R]
        Played.
    mine, theirs : [K, K, R]
        Payoffs of the first and of the second, summed over the rounds.
    my_level, their_level : [K, K, R]
        Levels, summed over the rounds.
    steps : [K, K, R, 6]
        How many steps of each class, as the first one sees them.
    fallback : (2,)
        Payoffs without cooperation, the first's and the second's.
    arena, side
        Where it was played, and the first's seat there: 0 the row's, 1 the column's.
    income
        Of the base year, billions a year, when payoffs are per cent of it.
    """

    seat: str | None
    rounds: Array
    mine: Array
    theirs: Array
    my_level: Array
    their_level: Array
    steps: Array
    fallback: tuple[float, float]
    arena: Arena
    side: int = 0
    income: float | None = None

    @property
    def best(self) -> tuple[float, float]:
        """Gains over the fallback at the Nash bargaining solution, the first's and the second's;
        zeros when there is nothing to gain for both."""
        gains = self.arena.at_nash_solution
        return float(gains[self.side]), float(gains[1 - self.side])


def views(stage: Stage, tallies: Array) -> list[View]:
    """One view of the matrix, or one for each seat of an economy.

    Parameters
    ----------
    tallies : [pairings, repetitions, WIDTH]
    """
    from negotiator.tournament.economy import Pair

    n, repetitions = len(stage.plan.entrants), stage.plan.repetitions
    rows, columns = np.array(stage.plan.pairings).T
    square = np.full((n, n, repetitions, tallies.shape[-1]), np.nan)
    square[rows, columns] = tallies
    mirror = _mirrored(square).swapaxes(0, 1)
    arena = stage.arena
    fallback = (float(arena.corners[0, 0]), float(arena.corners[0, 1]))
    if isinstance(arena, Pair):
        first, second = arena.income.tolist()
        return [
            _view(square, arena.codes[0], fallback, arena, 0, first),
            _view(mirror, arena.codes[1], fallback[::-1], arena, 1, second),
        ]
    # Each two met once: the other half is the same matches seen from the column.
    both = np.where(np.isnan(square), mirror, square)
    twins = np.arange(n)
    both[twins, twins] = (square[twins, twins] + mirror[twins, twins]) / 2.0
    return [_view(both, None, fallback, arena, 0, None)]


def _mirrored(square: Array) -> Array:
    """Tallies with row and column changed about."""
    other = square.copy()
    other[..., PAYOFF] = square[..., PAYOFF][..., ::-1]
    other[..., LEVEL] = square[..., LEVEL][..., ::-1]
    other[..., STEPS] = turned(square[..., STEPS])
    return other


def _view(
    square: Array,
    seat: str | None,
    fallback: tuple[float, float],
    arena: Arena,
    side: int,
    income: float | None,
) -> View:
    payoff, level = square[..., PAYOFF], square[..., LEVEL]
    return View(
        seat=seat,
        rounds=square[..., ROUNDS],
        mine=payoff[..., 0],
        theirs=payoff[..., 1],
        my_level=level[..., 0],
        their_level=level[..., 1],
        steps=classes(square[..., STEPS]),
        fallback=fallback,
        arena=arena,
        side=side,
        income=income,
    )
