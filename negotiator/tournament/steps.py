"""Steps from one round to the next, classed by what they did to both sides.

A step is a party's own: what its change of level alone does to both, the other's being what it was
(Hindriks, Jonker and Tykhonov, Analysis of Negotiation Dynamics, CIA 2007, class a party's own move
in a talk so).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from negotiator.economy.arrays import Array, Places

CLASSES = ("concession", "fortunate", "nice", "selfish", "silent", "unfortunate")
#: Changes of payoff that count as none.
_SAME = 1e-9
#: By sign of my change and of the other's (each −, 0, +): the class, as a place in `CLASSES`.
_CLASS = np.array([[5, 0, 0], [5, 4, 2], [3, 3, 1]])


def cases(levels: Array, payoffs: Callable[[Array], Array]) -> Places:
    """What each step of each side did.

    Parameters
    ----------
    levels : [rounds, 2, n]
    payoffs
        [k, 2] of [k, 2] levels.

    Returns
    -------
    [rounds − 1, 2, n]: 3 × (sign of one's own change + 1) + (sign of the other's change + 1).
    """
    before, after = levels[:-1], levels[1:]
    start = _paid(before, payoffs)
    found = np.empty(before.shape, dtype=np.intp)
    for side in (0, 1):
        alone = before.copy()
        alone[:, side] = after[:, side]
        change = _paid(alone, payoffs) - start
        sign = (change > _SAME).astype(np.intp) - (change < -_SAME)
        found[:, side] = 3 * (sign[:, side] + 1) + sign[:, 1 - side] + 1
    return found


def _paid(levels: Array, payoffs: Callable[[Array], Array]) -> Array:
    """[rounds, 2, n]: payoffs of levels of the same shape."""
    rounds, _, n = levels.shape
    flat = payoffs(levels.transpose(0, 2, 1).reshape(-1, 2))
    return np.asarray(flat.reshape(rounds, n, 2).transpose(0, 2, 1))


def counts(case: Places, counted: Places) -> Array:
    """How often each case came up.

    Parameters
    ----------
    case : [rounds − 1, 2, n]
    counted : [n]
        Rounds of each match that were played.

    Returns
    -------
    [n, 18]: the nine of the row's own steps, and the nine of the column's.
    """
    steps, _, n = case.shape
    valid = np.arange(1, steps + 1)[:, None, None] < counted
    place = case + 9 * np.arange(2)[:, None] + 18 * np.arange(n)
    place = np.where(valid, place, 18 * n)
    return np.bincount(place.ravel(), minlength=18 * n + 1)[:-1].reshape(n, 18).astype(float)


def classes(counted: Array) -> Array:
    """[..., 6] counts by class of the row's own steps, of [..., 18] counts by case."""
    found = np.zeros((*counted.shape[:-1], len(CLASSES)))
    for case in range(9):
        found[..., _CLASS[case // 3, case % 3]] += counted[..., case]
    return found


def turned(counted: Array) -> Array:
    """[..., 18]: the same counts with row and column changed about."""
    return np.concatenate([counted[..., 9:], counted[..., :9]], axis=-1)


def name(case: int) -> str:
    """The class of a case."""
    return CLASSES[int(_CLASS[case // 3, case % 3])]
