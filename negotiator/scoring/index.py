"""The figures of a score, from gains alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def mutual_benefit(gains: Sequence[float], at_nash: Sequence[float]) -> float:
    """The mutual benefit index, 0 to 100 and above when all did better than at the Nash solution.

    Geometric mean of the parties' gains over no deal, divided by that at the Nash bargaining
    solution (Nash 1950); 0 as soon as anyone is no better off than with no deal.

    Parameters
    ----------
    gains, at_nash : one for each party, billions a year

    Raises
    ------
    ValueError
        When the Nash solution leaves a party no gain: then there is nothing to measure against.
    """
    if len(gains) != len(at_nash) or not len(gains):
        raise ValueError("as many gains as there are parties")
    if min(at_nash) <= 0:
        raise ValueError("no zone of agreement: the Nash solution leaves a party no gain")
    if min(gains) <= 0:
        return 0.0
    ratio = np.log(np.asarray(gains)) - np.log(np.asarray(at_nash))
    return float(100.0 * np.exp(ratio.mean()))


def efficiency(joint: float, best: float) -> float:
    """Joint gain as a share of the largest possible one; 0 below no deal."""
    return max(0.0, joint / best) if best > 0 else 0.0


def share_of(gains: tuple[float, float]) -> float | None:
    """The first party's share of the joint gain; None unless both gain."""
    one, other = gains
    return one / (one + other) if one > 0 and other > 0 else None


def fairness(gains: tuple[float, float], solutions: Sequence[tuple[float, float]]) -> float | None:
    """How near the split is to one of the solutions: 1 at it, 0 as far as can be.

    Parameters
    ----------
    gains
        Of two parties; both must gain, else there is no split to judge and the answer is None.
    solutions
        Gains at the Nash, Kalai–Smorodinsky and egalitarian solutions.
    """
    share = share_of(gains)
    fair = [s for s in (share_of(each) for each in solutions) if s is not None]
    if share is None or not fair:
        return None
    return 1.0 - min(abs(share - s) / max(s, 1.0 - s) for s in fair)
