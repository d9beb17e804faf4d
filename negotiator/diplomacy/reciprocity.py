"""What a concession or a penalty of conduct amounts to: the economy's measures of its policy."""

from __future__ import annotations

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.world import World
from negotiator.economy import concessions
from negotiator.economy.arrays import Array


def value(world: World, before: Conduct, after: Conduct) -> Array:
    """[N]: what a change of conduct does to every government's payoff, billions a year."""
    valued = world.value(stack([before, after]))
    dollars = valued.dollars(valued.payoff)
    return np.asarray(dollars[1] - dollars[0])


def market_access(world: World, conduct: Conduct) -> Array:
    """[..., exporter, importer]: exports at unchanged world prices, billions a year."""
    return concessions.market_access(world.economy, world.policy(conduct))


def with_points(
    conduct: Conduct, giver: int, receiver: int, points: float, sectors: Array
) -> Conduct:
    """The conduct with points of tariff added by one state on another's goods.

    Parameters
    ----------
    sectors : [S]
        1 for the sectors that are hit.
    """
    tariff = concessions.with_points(conduct.tariff, receiver, giver, points, sectors)
    return Conduct(tariff, conduct.grants)


def equivalent_penalty(
    world: World, conduct: Conduct, giver: int, receiver: int, harm: float, sectors: Array
) -> concessions.Equivalent:
    """Tariff points that cost the receiver's government what it cost the giver's.

    Only tariffs differ between the cases, so all that the economy does not contain cancels.

    Parameters
    ----------
    giver, receiver
        Indices: who penalises, and who is penalised.
    harm
        Billions a year that the penalty shall cost the receiver; zero or more.
    sectors : [S]
        1 for the sectors that may be hit.

    Returns
    -------
    points, reached
        The points to add (fraction), and the harm that they do: less than asked when the receiver
        sells too little to be hurt that much.
    """
    return concessions.equivalent(
        world.economy, world.policy(conduct), giver, receiver, harm, sectors, weights=world.weights
    )
