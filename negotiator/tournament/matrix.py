"""Payoffs of a round: the plain matrix, bilinear between its corners, and its Nash solution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.errors import TournamentError

#: Levels (row's, column's) of the corners, in the order of `corners`: DD, DC, CD, CC.
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


class Arena(Protocol):
    """Where matches are played: what a round is worth to both."""

    @property
    def worth(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Of the row's seat and of the column's: (my_worth, their_worth) of its record."""

    @property
    def corners(self) -> Array:
        """[4, 2]: payoffs (row, column) at `CORNERS`."""

    @property
    def at_nash_solution(self) -> Array:
        """[2]: gains over mutual defection at the Nash bargaining solution; zeros when no deal is
        better for both."""

    def payoffs(self, levels: Array) -> Array:
        """[k, 2] payoffs of [k, 2] levels, each (row, column)."""


@dataclass(frozen=True)
class Matrix:
    """A symmetric game on levels of cooperation.

    The payoff is bilinear in the two levels, so that levels of 0 and 1 play the plain matrix and
    those between give the mean over independent chances of cooperating.

    Parameters
    ----------
    temptation, reward, punishment, sucker
        For defecting on a cooperator, mutual cooperation, mutual defection, and cooperating with a
        defector; by default those of Axelrod (1984).
    """

    temptation: float = 5.0
    reward: float = 3.0
    punishment: float = 1.0
    sucker: float = 0.0

    def __post_init__(self) -> None:
        values = (self.temptation, self.reward, self.punishment, self.sucker)
        if not np.isfinite(values).all():
            raise TournamentError(f"payoffs of {values}; expected four finite numbers")
        if not self.reward > self.punishment:
            raise TournamentError(
                f"payoffs: mutual cooperation gives {self.reward:g} and mutual defection"
                f" {self.punishment:g}; expected T,R,P,S with R above P"
            )

    @property
    def worth(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Both alike."""
        return (1.0, 1.0), (1.0, 1.0)

    @property
    def corners(self) -> Array:
        """[4, 2]: payoffs (row, column) at `CORNERS`."""
        t, r, p, s = self.temptation, self.reward, self.punishment, self.sucker
        return np.array([[p, p], [t, s], [s, t], [r, r]])

    @property
    def at_nash_solution(self) -> Array:
        """[2]: gains over mutual defection, over lotteries between the four outcomes."""
        return nash_solution(self.corners, self.corners[0])

    def payoffs(self, levels: Array) -> Array:
        """[k, 2] payoffs of [k, 2] levels, each (row, column)."""
        row, column = levels[:, 0, None], levels[:, 1, None]
        dd, dc, cd, cc = self.corners
        payoffs: Array = (1 - row) * ((1 - column) * dd + column * dc)
        payoffs += row * ((1 - column) * cd + column * cc)
        return payoffs


def nash_solution(points: Array, fallback: Array) -> Array:
    """The Nash bargaining solution over lotteries between some outcomes (Nash 1950).

    The largest product of gains over the fallback lies on a line between two of the outcomes, on
    which it is a parabola.

    Parameters
    ----------
    points : [k, 2]
        Payoffs of the two sides.
    fallback : [2]

    Returns
    -------
    [2]: gains; zeros when no lottery is better for both than the fallback.
    """
    gains = points - fallback
    start = gains[:, None, :]
    way = gains[None, :, :] - start
    bend, slope = way.prod(axis=-1), (start * way[..., ::-1]).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        peak = np.where(bend < 0, -slope / (2 * bend), 0.0)
    best = (start + np.clip(peak, 0.0, 1.0)[..., None] * way).reshape(-1, 2)
    product = np.where((best > 0).all(axis=1), best.prod(axis=1), 0.0)
    top = int(product.argmax())
    return best[top] if product[top] > 0 else np.zeros(2)
