"""Proof that tariffs are Nash tariffs, by trying what governments could do instead.

Apart from the way they were found: payoffs of solved worlds are compared, with single tariffs moved
one by one, with many moved together at random, and with what another optimiser makes of them from
elsewhere. The last has the same exact gradients, but only payoffs judge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from negotiator.economy.arrays import Array, Places
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import payoff
from negotiator.economy.policy import Policy
from negotiator.economy.quasi_newton import quasi_newton
from negotiator.economy.tariffs import HIGHEST

#: Moves of a single tariff: factors on it, and points added to it.
_FACTORS = (0.0, 0.7, 0.95, 1.05, 1.4)
_POINTS = (0.01, 0.25)
#: Random moves of all of a government's tariffs.
_JOINT = 30
#: Elements of trade shares in one stack of trials.
_STACK = 4_000_000


@dataclass(frozen=True, eq=False)
class Certificate:
    """What governments could still gain by leaving given tariffs.

    Parameters
    ----------
    gain : [N]
        The most that each was found to gain by moving any of its tariffs, in per cent; zero where
        every move loses.
    single, joint : int
        Moves of one tariff that were tried, and of many at once.
    possible : int
        Moves of one tariff that there are: `single` is fewer where the world is large.
    optimised : tuple of int
        Governments whose best response was looked for afresh by the other optimiser.
    """

    gain: Array
    single: int
    joint: int
    possible: int
    optimised: tuple[int, ...]

    def holds(self, tolerance: float = 1e-6) -> bool:
        """Whether nobody gains more than the tolerance, in per cent."""
        return bool((self.gain <= tolerance).all())

    @property
    def note(self) -> str:
        """What was tried and found, in a sentence."""
        return (
            f"{self.single:,} of {self.possible:,} moves of a single tariff, {self.joint:,} of many"
            f" at once and {len(self.optimised)} fresh best responses gain a government"
            f" {self.gain.max():.0e}% at most."
        )


def certify(
    economy: Economy,
    tariff: Array,
    *,
    weights: Array | None = None,
    policy: Policy | None = None,
    lowest: float | Array = 0.0,
    highest: float | Array = HIGHEST,
    trials: int = 20_000,
    optimised: int | None = None,
) -> Certificate:
    """Try to find a government that gains by leaving these tariffs.

    Parameters
    ----------
    tariff : [N exporter, N importer, S]
    weights : [N, S]
        Political weights.
    policy
        All other levers, without batch axes.
    lowest, highest
        Bounds of every rate, fractions, one for all or [S].
    trials
        Moves of single tariffs at most; where there are more, an even sample of them.
    optimised
        For how many governments the other optimiser is run, the largest first; all by default.
    """
    given = replace(policy or Policy(), tariff=tariff)
    n, s = len(economy.countries), len(economy.sectors)
    world = solve(economy, given)
    before = payoff(world, weights)
    gain = np.zeros(n)

    def attempt(moved: Array, who: Places) -> None:
        reached = payoff(solve(economy, replace(given, tariff=moved), start=world), weights)
        rise = reached[np.arange(len(who)), who] - before[who]
        np.maximum.at(gain, who, rise)

    cells = np.argwhere(~np.eye(n, dtype=bool)[:, :, None] & np.ones(s, dtype=bool))
    kinds = [(factor, 0.0) for factor in _FACTORS] + [(1.0, points) for points in _POINTS]
    possible = len(cells) * len(kinds)
    picks = np.unique(np.linspace(0, possible - 1, min(trials, possible)).astype(int))
    size = max(1, _STACK // (n * n * s))
    for at in range(0, len(picks), size):
        some = picks[at : at + size]
        places, moves = cells[some // len(kinds)], np.array(kinds)[some % len(kinds)]
        moved = np.repeat(tariff[None], len(some), axis=0)
        index = (np.arange(len(some)), *places.T)
        low, high = (np.broadcast_to(bound, s)[places[:, 2]] for bound in (lowest, highest))
        moved[index] = np.clip(moved[index] * moves[:, 0] + moves[:, 1], low, high)
        attempt(moved, places[:, 1])
    rng = np.random.default_rng(1)
    for country in range(n):
        others = np.arange(n) != country
        moved = np.repeat(tariff[None], _JOINT, axis=0)
        spread = rng.choice([0.05, 0.3], (_JOINT, 1, 1))
        factor = np.exp(spread * rng.normal(size=(_JOINT, n - 1, s)))
        moved[:, others, country] = np.clip(moved[:, others, country] * factor, lowest, highest)
        attempt(moved, np.full(_JOINT, country))
    order = np.argsort(-economy.income, kind="stable")[:optimised]
    for country in order:
        # From half of these tariffs, so that it has to find its own way back.
        own = np.zeros(tariff.shape, dtype=bool)
        own[np.arange(n) != country, country] = True
        half = np.where(own, np.clip(tariff / 2, lowest, highest), tariff)
        wanted = np.eye(n)[country]
        found, _ = quasi_newton(economy, given, half, own, wanted, weights, lowest, highest)
        attempt(found[None], np.array([country]))
    return Certificate(
        gain=gain,
        single=len(picks),
        joint=n * _JOINT,
        possible=possible,
        optimised=tuple(int(k) for k in order),
    )
