"""What conducts are worth, remembered: learners come back to the same ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import GRANTS
from negotiator.diplomacy.world import CALM, Circumstances
from negotiator.economy.arrays import Array, Places
from negotiator.interfaces.space import BESIDE
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import benchmarks
from negotiator.scoring.index import mutual_benefit

#: Solved worlds that are remembered.
_KEPT = 50_000


@dataclass(frozen=True, eq=False)
class Worth:
    """What a conduct is worth in a round.

    Parameters
    ----------
    real_income, lobby : [N]
        Per cent, as in `diplomacy.world.Valuation`.
    value_added : [N, S]
        Billions a year.
    """

    real_income: Array
    lobby: Array
    value_added: Array

    @property
    def payoff(self) -> Array:
        """[N]: what governments maximise, per cent over the base year."""
        return self.real_income + self.lobby


@dataclass(frozen=True, eq=False)
class Worths:
    """What conducts are worth, each world solved once, whatever befalls beside its trade.

    Parameters
    ----------
    rates : [N giver, N receiver, k, S]
        Tariffs that are likely to be in force.
    """

    setting: Setting
    rates: Array
    _solved: dict[tuple[bytes, ...], tuple[Array, ...]] = field(default_factory=dict, repr=False)
    _beyond: dict[tuple[bytes, ...], Array] = field(default_factory=dict, repr=False)

    @cached_property
    def apart(self) -> Conduct:
        """Conduct without any deal."""
        return self.setting.fallback(self.setting.initial)

    def of(self, conduct: Conduct, befalls: Circumstances = CALM) -> Worth:
        """What a conduct is worth in a round."""
        weather = befalls.iceberg
        if weather is not None and (weather == 1.0).all():
            weather = None
        rest = (conduct.grants[self._in_trade].tobytes(), _bytes(weather))
        key = (conduct.tariff.tobytes(), *rest)
        if key not in self._solved:
            self._solve(conduct, weather, rest)
        welfare, lobby, value_added = self._solved[key]
        beside = (conduct.grants.tobytes(), _bytes(befalls.crisis))
        if beside not in self._beyond:
            if len(self._beyond) >= _KEPT:
                self._beyond.clear()
            self._beyond[beside] = self.setting.world.beyond(conduct, befalls)
        return Worth(welfare + self._beyond[beside], lobby, value_added)

    def _solve(self, conduct: Conduct, weather: Array | None, rest: tuple[bytes, ...]) -> None:
        """Solve a world, and with it those that differ from it in tariffs that are likely."""
        tariffs = np.concatenate([conduct.tariff[None], self._likely])
        grants = np.broadcast_to(conduct.grants, (len(tariffs), *conduct.grants.shape))
        found = self.setting.world.value(Conduct(tariffs, grants), Circumstances(weather))
        if len(self._solved) + len(tariffs) > _KEPT:
            self._solved.clear()
        parts = (found.welfare, found.lobby, found.value_added)
        for tariff, *worth in zip(tariffs, *parts, strict=True):
            self._solved.setdefault((tariff.tobytes(), *rest), tuple(worth))

    @cached_property
    def _likely(self) -> Array:
        """[m, N, N, S]: all pairs of likely tariffs in a world of two.

        Solved together they cost little more than one. In a larger world there are too many: none.
        """
        today = self.setting.initial.tariff
        if len(today) != 2:
            return np.empty((0, *today.shape))
        one, other = np.unique(self.rates[0, 1], axis=0), np.unique(self.rates[1, 0], axis=0)
        tariffs = np.repeat(today[None], len(one) * len(other), axis=0)
        tariffs[:, 1, 0] = np.repeat(one, len(other), axis=0)  # levied by the first
        tariffs[:, 0, 1] = np.tile(other, (len(one), 1))
        return tariffs

    @cached_property
    def _in_trade(self) -> Places:
        """Places of the grants that the equilibrium knows of."""
        return np.array([k for k, each in enumerate(GRANTS) if each not in BESIDE])

    @cached_property
    def _at_nash(self) -> tuple[float, float] | None:
        """Gains of two countries that are the world at the Nash bargaining solution."""
        world = self.setting.world
        if len(world.countries) != 2:
            return None
        pair = (world.countries[0], world.countries[1])
        valued = world.value(self.apart)
        found = benchmarks(world, self.apart, pair, valued.dollars(valued.payoff)).nash
        return None if found is None else found.gains

    def mutual_benefit(self, conduct: Conduct) -> float | None:
        """The game's index of what two countries made of each other, without the weather.

        None for more than two, where it takes a solution for every pair, or where no deal is
        better for both.
        """
        if self._at_nash is None:
            return None
        gain = self.of(conduct).payoff - self.of(self.apart).payoff
        gains = gain / 100.0 * self.setting.world.income
        return mutual_benefit(gains.tolist(), self._at_nash)


def _bytes(lever: Array | None) -> bytes:
    return b"" if lever is None else lever.tobytes()
