"""The sum over issues that comes nearest to what outcomes are worth, and how far it is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array


@dataclass(frozen=True, eq=False)
class Additive:
    """Gains as a sum of one figure for each issue.

    Over all outcomes of a full table, the least squares are the means: of everything, and of the
    outcomes with an option over that.

    Parameters
    ----------
    mean : [2]
    effects : for each issue [options, 2]
        What an option adds to the mean, billions a year.
    sums, gains : [options of issue 1, …, 2]
        By the sum, and as they are.
    """

    mean: Array
    effects: tuple[Array, ...]
    sums: Array
    gains: Array

    @property
    def _flat(self) -> Array:
        return (self.sums - self.gains).reshape(-1, 2)

    @property
    def largest_error(self) -> Array:
        """[2]: the most by which a sum is off, billions a year."""
        return np.asarray(np.abs(self._flat).max(axis=0))

    @property
    def usual_error(self) -> Array:
        """[2]: root of the mean square by which sums are off, billions a year."""
        return np.asarray(np.sqrt((self._flat**2).mean(axis=0)))

    @property
    def range(self) -> Array:
        """[2]: from the worst outcome to the best, billions a year."""
        return np.asarray(np.ptp(self.gains.reshape(-1, 2), axis=0))

    @property
    def misjudged(self) -> Array:
        """[2]: share of outcomes that the sum puts on the wrong side of no deal."""
        wrong = (self.sums > 0) != (self.gains > 0)
        return np.asarray(wrong.reshape(-1, 2).mean(axis=0))


def additive(gains: Array, digits: int) -> Additive:
    """The sum that comes nearest in the least squares.

    Parameters
    ----------
    gains : [options of issue 1, options of issue 2, …, 2]
        Of both, billions a year.
    digits
        To which sums are rounded.
    """
    axes = tuple(range(gains.ndim - 1))
    mean = gains.mean(axis=axes)
    effects = tuple(
        gains.mean(axis=tuple(other for other in axes if other != k)) - mean for k in axes
    )
    sums = mean + sum(_along(effect, k, len(axes)) for k, effect in enumerate(effects))
    return Additive(mean, effects, np.round(sums, digits) + 0.0, gains)


def _along(values: Array, axis: int, axes: int) -> Array:
    """[options, 2] with axes of one for all other issues."""
    return values.reshape(*(len(values) if k == axis else 1 for k in range(axes)), 2)
