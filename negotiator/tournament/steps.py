"""Steps from one round to the next, classed by what they did to both sides."""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array, Places

#: Hindriks, Jonker and Tykhonov, Analysis of Negotiation Dynamics, CIA 2007.
CLASSES = ("concession", "fortunate", "nice", "selfish", "silent", "unfortunate")
#: Changes of payoff that count as none.
_SAME = 1e-9
#: By sign of my change and of the other's (each −, 0, +): the class, as a place in `CLASSES`.
_CLASS = np.array([[5, 0, 0], [5, 4, 2], [3, 3, 1]])


def signs(payoffs: Array, counted: Places) -> Array:
    """How often both sides' payoffs went down, stayed or went up together.

    Parameters
    ----------
    payoffs : [rounds, 2, n]
    counted : [n]
        Rounds of each match that were played.

    Returns
    -------
    [n, 9]: counts by 3 × (sign of the row's change + 1) + (sign of the column's change + 1).
    """
    rounds, _, n = payoffs.shape
    change = np.diff(payoffs, axis=0)
    sign = (change > _SAME).astype(np.int8) - (change < -_SAME)
    case = 3 * (sign[:, 0] + 1) + sign[:, 1] + 1
    valid = np.arange(1, rounds)[:, None] < counted
    place = np.where(valid, case + 9 * np.arange(n), 9 * n)
    return np.bincount(place.ravel(), minlength=9 * n + 1)[:-1].reshape(n, 9).astype(float)


def moves(acts: Array, corners: Array) -> Array:
    """[16, 9]: the sign case of every step between outcomes of 0/1, as rows of zeros and one 1.

    Parameters
    ----------
    acts : [16, 2]
        Outcome before and after, places in `corners`.
    corners : [4, 2]
    """
    change = corners[acts[:, 1].astype(int)] - corners[acts[:, 0].astype(int)]
    sign = (change > _SAME).astype(int) - (change < -_SAME)
    return np.asarray(np.eye(9)[3 * (sign[:, 0] + 1) + sign[:, 1] + 1])


def classes(counts: Array) -> Array:
    """[..., 6] counts by class for the row's side, of [..., 9] counts by sign."""
    found = np.zeros((*counts.shape[:-1], len(CLASSES)))
    for case in range(9):
        found[..., _CLASS[case // 3, case % 3]] += counts[..., case]
    return found


def turned(counts: Array) -> Array:
    """[..., 9]: the same counts as the column's side sees them."""
    return counts.reshape(*counts.shape[:-1], 3, 3).swapaxes(-1, -2).reshape(counts.shape)
