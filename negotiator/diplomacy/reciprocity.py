"""What a concession or a penalty amounts to: its value, its market access, and its equivalent."""

from __future__ import annotations

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array

#: Points of tariff tried when an equivalent is sought, up to the most that states levy.
_POINTS = np.array([0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.5])


def value(world: World, before: Conduct, after: Conduct) -> Array:
    """[N]: what a change of conduct does to every government's payoff, billions a year."""
    valued = world.value(stack([before, after]))
    dollars = valued.dollars(valued.payoff)
    return np.asarray(dollars[1] - dollars[0])


def market_access(world: World, conduct: Conduct) -> Array:
    """[..., exporter, importer]: exports at unchanged world prices, billions a year.

    Wages, producers' prices and spending stay those of the base year; only the importer's tariffs
    and frictions move its purchases (the GATT's measure: Bagwell and Staiger 1999, section II).
    A concession's market access is the change of this.
    """
    economy = world.economy
    policy = world.policy(conduct)
    iceberg = 1.0 if policy.iceberg is None else policy.iceberg
    cost = iceberg * (1.0 + conduct.tariff) / (1.0 + economy.tariff)
    pull = economy.share * cost ** (-economy.theta)
    share = pull / pull.sum(axis=-3, keepdims=True)
    flows = share * economy.expenditure / (1.0 + conduct.tariff)
    exports = flows.sum(axis=-1)
    return np.asarray(np.where(np.eye(len(world.countries), dtype=bool), 0.0, exports))


def with_points(
    conduct: Conduct, giver: int, receiver: int, points: float, sectors: Array
) -> Conduct:
    """The conduct with points of tariff added by one state on another's goods.

    Parameters
    ----------
    sectors : [S]
        1 for the sectors that are hit.
    """
    tariff = conduct.tariff.copy()
    tariff[receiver, giver] += points * sectors
    return Conduct(tariff, conduct.grants)


def equivalent_penalty(
    world: World, conduct: Conduct, giver: int, receiver: int, harm: float, sectors: Array
) -> tuple[float, float]:
    """Tariff points that cost the receiver what it cost the giver.

    Substantial equivalence of GATT Article XXVIII and DSU 22.4, in real income rather than in
    trade covered.

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
    cases = [with_points(conduct, giver, receiver, float(p), sectors) for p in _POINTS]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)[:, receiver]
    done = np.maximum.accumulate(dollars[0] - dollars)
    if harm >= done[-1]:
        k = int(np.argmax(done >= done[-1] - 1e-12))
        return float(_POINTS[k]), float(done[k])
    points = float(np.interp(harm, done, _POINTS))
    return points, harm
