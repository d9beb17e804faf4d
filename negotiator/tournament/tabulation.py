"""Stances of short memory as tables: what they do after every history of 0 and 1.

A history is a number: a pair of bits for each round (mine, theirs), the last round lowest. A table
holds one row for each length of history up to the stance's memory, found by asking its own rule.

Where the draw decides, the answer is taken to change at one draw: the rule is probed at draws
spread over the whole range, and a change between two of them is found to the last of the 2^53
draws that there are, by halving. One that changes more than once has no table and is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance
from negotiator.economy.arrays import Array

#: Longest memory that is tabulated: 85 histories.
LONGEST = 3
#: Draws are whole multiples of 1/2^53.
_FINEST = 1 << 53
_PROBES = 32
#: No draw reaches it: the answer never changes.
_NEVER = 2.0

Acts = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Table:
    """What a stance of short memory does.

    It does `first[k][history]` when the draw is below `change[k][history]` and the opposite from
    there on, k the rounds remembered: as many as were played, up to its memory.

    Parameters
    ----------
    first : memory + 1 arrays, the k-th [4^k]
    change : memory + 1 arrays, the k-th [4^k]
    """

    first: tuple[Acts, ...]
    change: tuple[Array, ...]

    @property
    def memory(self) -> int:
        """Rounds that it looks back."""
        return len(self.first) - 1

    @property
    def stochastic(self) -> bool:
        """Whether a draw ever matters."""
        return any((each < _NEVER).any() for each in self.change)

    def at(self, rounds: int) -> tuple[Acts, Array]:
        """`first` and `change`, each [4^rounds], for histories of this many rounds."""
        known = min(rounds, self.memory)
        again = 4 ** (rounds - known)
        return np.tile(self.first[known], again), np.tile(self.change[known], again)


@lru_cache(maxsize=4096)
def tabulate(stance: Stance, worth: tuple[float, float]) -> Table | None:
    """The table of a stance, or None when its memory is long, its answers are not 0 and 1, or it is
    opaque.

    Parameters
    ----------
    worth
        `my_worth` and `their_worth` of its records.
    """
    if stance.memory > LONGEST or stance.graded or stance.opaque:
        return None
    first: list[Acts] = []
    change: list[Array] = []
    for rounds in range(int(stance.memory) + 1):
        answers = [_answer(stance, worth, rounds, code) for code in range(4**rounds)]
        if any(answer is None for answer in answers):
            return None
        first.append(np.array([answer[0] for answer in answers if answer], dtype=np.uint8))
        change.append(np.array([answer[1] for answer in answers if answer]))
    return Table(tuple(first), tuple(change))


def _answer(
    stance: Stance, worth: tuple[float, float], rounds: int, code: int
) -> tuple[int, float] | None:
    """The act at low draws, and the draw at which it changes; None for anything else."""
    record = Record(*_history(rounds, code), my_worth=worth[0], their_worth=worth[1])

    def act(draw: int) -> float:
        return stance.level(record, draw / _FINEST)

    first = act(0)
    if first not in (0.0, 1.0):
        return None
    if not stance.stochastic:
        return int(first), _NEVER
    low, high, changes = 0, 0, 0
    before, now = 0, first
    for probe in range(1, _PROBES + 1):
        draw = min(probe * (_FINEST // _PROBES), _FINEST - 1)
        level = act(draw)
        if level not in (0.0, 1.0):
            return None
        if level != now:
            low, high, changes = before, draw, changes + 1
        before, now = draw, level
    if changes > 1:
        return None
    if not changes:
        return int(first), _NEVER
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if act(middle) == first else (low, middle)
    return int(first), high / _FINEST


def _history(rounds: int, code: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mine and theirs, oldest first, of a history's number."""
    pairs = [(code >> 2 * back) & 3 for back in reversed(range(rounds))]
    return tuple(float(p >> 1) for p in pairs), tuple(float(p & 1) for p in pairs)
