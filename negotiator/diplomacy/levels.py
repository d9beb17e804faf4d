"""Levels of cooperation: how far each state's conduct toward each other is from war to peace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array


@dataclass(frozen=True, eq=False)
class Anchors:
    """The two ends of the scale of cooperation.

    Parameters
    ----------
    war
        Conduct at level 0: everyone's Nash tariffs, nothing granted.
    peace
        Conduct at level 1: the jointly efficient tariffs, and what was granted at the start.
    """

    war: Conduct
    peace: Conduct


@dataclass(frozen=True, eq=False)
class Levels:
    """Who cooperates how much with whom.

    Parameters
    ----------
    level : [giver, receiver]
        0 at the Nash tariffs, 1 at the efficient ones; beyond both ends where conduct is.
    worth : [giver, receiver]
        Billions a year: what the giver's whole range from 0 to 1 is worth to the receiver.
    """

    level: Array
    worth: Array

    @property
    def bounded(self) -> Array:
        """[giver, receiver]: levels within 0 and 1; 1 toward oneself."""
        return np.clip(self.level, 0.0, 1.0)


def levels(world: World, conduct: Conduct, anchors: Anchors) -> Levels:
    """Measure every state's conduct toward every other by its value to the other.

    The level of g toward r is the value to r of what g does, between what it would be at g's Nash
    tariffs (0) and at its efficient ones (1), all other conduct as it is.

    Parameters
    ----------
    conduct
        One conduct, without batch axes.
    """
    n = len(world.countries)
    pairs = [(g, r) for g in range(n) for r in range(n) if g != r]
    cases = [conduct]
    for giver, receiver in pairs:
        cases.append(conduct.toward(giver, receiver, anchors.war))
        cases.append(conduct.toward(giver, receiver, anchors.peace))
    valued = world.value(stack(cases), start=world.value(conduct).equilibrium)
    dollars = valued.dollars(valued.payoff)
    level, worth = np.ones((n, n)), np.zeros((n, n))
    for k, (giver, receiver) in enumerate(pairs):
        now = dollars[0, receiver]
        low, high = dollars[1 + 2 * k, receiver], dollars[2 + 2 * k, receiver]
        worth[giver, receiver] = max(high - low, 0.0)
        if high - low > 1e-9:
            level[giver, receiver] = (now - low) / (high - low)
    return Levels(level, worth)
