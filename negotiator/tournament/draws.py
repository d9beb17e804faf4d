"""The chances of every match, from one root seed.

A pairing's sequences follow from the root and from the names of the two, so that its figures are
the same whoever else takes part, and however the work is cut: the draws of repetition r begin
where those of r − 1 end, and a generator can be set ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

import numpy as np

from negotiator.economy.arrays import Array, Mask, Places


class Use(IntEnum):
    """What a sequence is for; each has its own, so that noise does not move the stances' draws."""

    STANCE = 0
    SLIP = 1
    LENGTH = 2


@dataclass(frozen=True)
class Chances:
    """The sequences of one pairing.

    Parameters
    ----------
    seed
        The root's.
    row, column
        Labels of the two.
    """

    seed: int
    row: str
    column: str

    def _uniform(self, use: Use, first: int, count: int, size: int) -> Array:
        """[count, size] draws in [0, 1) of repetitions from `first` on."""
        key = (crc32(self.row.encode()), crc32(self.column.encode()), int(use))
        bits = np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key))
        if first:
            bits.advance(first * size)
        return np.random.Generator(bits).random((count, size))

    def draws(self, first: int, count: int, rounds: int) -> Array:
        """[count, rounds, 2]: what the two stances draw."""
        return self._uniform(Use.STANCE, first, count, rounds * 2).reshape(count, rounds, 2)

    def slips(self, first: int, count: int, rounds: int, noise: float) -> Mask:
        """[count, rounds, 2]: whether an act turns into its opposite."""
        drawn = self._uniform(Use.SLIP, first, count, rounds * 2)
        return np.asarray(drawn < noise).reshape(count, rounds, 2)

    def lengths(self, first: int, count: int, rounds: int, goes_on: float) -> Places:
        """[count] rounds: another follows with a chance of `goes_on`, up to so many in all."""
        drawn = self._uniform(Use.LENGTH, first, count, 1)[:, 0]
        if goes_on <= 0.0:
            return np.ones(count, dtype=np.intp)
        more = np.floor(np.log1p(-drawn) / np.log(goes_on))
        return np.asarray(np.minimum(1 + more, rounds), dtype=np.intp)
