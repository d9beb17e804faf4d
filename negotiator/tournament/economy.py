"""Two countries of a scenario that govern their tariffs on each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.polynomial import chebyshev

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.scenario.load import find, load
from negotiator.scenario.setting import Setting, compile_scenario
from negotiator.scoring.benchmarks import benchmarks
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.matrix import CORNERS

#: Points along each side's range at which worlds are solved: more until the rest is negligible.
_POINTS = (16, 32, 64)
#: Coefficients below it, over the range of payoffs, tell that a polynomial is near enough.
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, eq=False)
class Pair:
    """Two countries and the range of their tariffs on each other, all else as the game opens.

    A level is a place between the Nash tariffs (0) and the efficient ones (1), linear in the rate
    of every sector. Grants and everyone else's conduct stay as they are in `initial`.

    Parameters
    ----------
    codes
        The country in the row's seat and the one in the column's.
    initial, war, peace
        Conduct as the game opens and the ends of the scale.
    """

    world: World
    codes: tuple[str, str]
    initial: Conduct
    war: Conduct
    peace: Conduct

    @property
    def seats(self) -> list[int]:
        """Places of the two in the arrays of the world."""
        return [self.world.index[code] for code in self.codes]

    @property
    def income(self) -> Array:
        """[2]: of the base year, billions a year."""
        return self.world.income[self.seats]

    def conduct(self, levels: Array) -> Conduct:
        """The stack of conducts [k, …] of [k, 2] levels."""
        row, column = self.seats
        tariff = np.repeat(self.initial.tariff[None], len(levels), axis=0)
        for giver, receiver, level in ((row, column, levels[:, 0]), (column, row, levels[:, 1])):
            war = self.war.tariff[receiver, giver]
            peace = self.peace.tariff[receiver, giver]
            tariff[:, receiver, giver] = war + level[:, None] * (peace - war)
        grants = np.broadcast_to(self.initial.grants, (len(levels), *self.initial.grants.shape))
        return Conduct(tariff, grants)

    @cached_property
    def _surface(self) -> Array:
        """[n, n, 2]: Chebyshev coefficients of both payoffs in the two levels.

        Real income is analytic in tariffs, so that a polynomial through a few hundred equilibria,
        solved in one stack, comes as near as the solver itself (Trefethen, Approximation Theory
        and Approximation Practice, 2013). It is the same whatever is asked of it, and in whatever
        order; and millions of rounds cost no more equilibria than these.

        Raises
        ------
        TournamentError
            When a polynomial of the last of `_POINTS` does not come near enough.
        """
        for n in _POINTS:
            points = chebyshev.chebpts2(n)
            row, column = np.meshgrid(points, points, indexing="ij")
            levels = (np.stack([row.ravel(), column.ravel()], axis=1) + 1.0) / 2.0
            valued = self.world.value(self.conduct(levels))
            payoff = valued.payoff[:, self.seats].reshape(n, n, 2)
            fit = np.linalg.inv(chebyshev.chebvander(points, n - 1))
            found: Array = np.einsum("ij,jkp,lk->ilp", fit, payoff, fit)
            last = np.concatenate([found[-2:].ravel(), found[:, -2:].ravel()])
            if np.abs(last).max() < _NEGLIGIBLE * max(1.0, float(np.ptp(payoff))):
                return found
        raise TournamentError(
            f"payoffs of {' and '.join(self.codes)} change too sharply with their tariffs"
        )

    def payoffs(self, levels: Array) -> Array:
        """[k, 2]: payoffs of the two governments, in per cent, of [k, 2] levels."""
        row, column = 2.0 * levels.T - 1.0
        each = [chebyshev.chebval2d(row, column, self._surface[..., side]) for side in (0, 1)]
        return np.stack(each, axis=-1)

    @cached_property
    def corners(self) -> Array:
        """[4, 2]: payoffs (row, column) at `CORNERS`."""
        return self.payoffs(CORNERS)

    @cached_property
    def worth(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What each one's whole range is worth to the other, billions a year, the other at 1.

        For the row's seat (its to the column, the column's to it), and the same from the column.
        """
        dollars = self.corners / 100.0 * self.income
        rows = max(float(dollars[3, 1] - dollars[1, 1]), 0.0)
        columns = max(float(dollars[3, 0] - dollars[2, 0]), 0.0)
        return (rows, columns), (columns, rows)

    @cached_property
    def at_nash_solution(self) -> Array:
        """[2]: gains over mutual Nash tariffs at the Nash bargaining solution, in per cent.

        Over all deals in tariffs of the two on each other, sector by sector, and nothing else.
        Zeros when no deal is better for both.
        """
        sizes = replace(self.world.sizes, in_play=(Domain.TARIFFS,))
        world = replace(self.world, sizes=sizes)
        stacked = self.conduct(np.zeros((1, 2)))
        war = Conduct(stacked.tariff[0], self.initial.grants)
        valued = world.value(war)
        found = benchmarks(world, war, self.codes, valued.dollars(valued.payoff)).nash
        if found is None:
            return np.zeros(2)
        return np.asarray(100.0 * np.array(found.gains) / self.income)


def pair_of(scenario: str, between: tuple[str, str | None] | None = None) -> tuple[Setting, Pair]:
    """Two countries of a scenario, by default its player and that one's largest partner that talks.

    Parameters
    ----------
    scenario
        Name or file.
    between
        Codes: of the row's seat and of the column's, None for the largest partner.

    Raises
    ------
    TournamentError
        For a code that is not in the scenario, or one given twice.
    ScenarioError
        When there is no such scenario, or it is at fault.
    """
    setting = compile_scenario(load(find(scenario)))
    world = setting.world
    one, other = between or (setting.scenario.player, None)
    if other is None and one in world.index:
        other = _largest_partner(setting, one)
    for code in (one, other):
        if code not in world.index:
            raise TournamentError(
                f"no country {code!r} in {setting.scenario.id};"
                f" expected one of {', '.join(world.countries)}"
            )
    if other is None or one == other:
        raise TournamentError(f"{one} on both sides; expected two countries")
    anchors = setting.anchors
    return setting, Pair(world, (one, other), setting.initial, anchors.war, anchors.peace)


def _largest_partner(setting: Setting, code: str) -> str:
    """Whom it trades most with, of those who speak of tariffs at all."""
    world = setting.world
    mute = [c.code for c in setting.scenario.countries if Domain.TARIFFS in c.red_lines]
    trade = world.two_way[world.index[code]].copy()
    trade[[world.index[each] for each in mute]] = 0.0
    return world.countries[int(trade.argmax())]
