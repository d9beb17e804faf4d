"""Two countries of a scenario that govern their tariffs on each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.scenario.load import find, load
from negotiator.scenario.setting import Setting, compile_scenario
from negotiator.scoring.benchmarks import benchmarks
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.matrix import CORNERS

#: Per cent, to so many digits: the last bits of a solution depend on what is solved beside it.
_DIGITS = 9
#: Solved levels that are kept; more are forgotten and solved again when they come back.
_KEPT = 200_000
#: Worlds solved in one stack.
_STACK = 5_000


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
    _solved: dict[tuple[float, float], tuple[float, float]] = field(
        default_factory=dict, repr=False
    )

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

    def payoffs(self, levels: Array) -> Array:
        """[k, 2]: payoffs of the two governments, in per cent, of [k, 2] levels.

        Those not met before are solved in one stack.
        """
        keys = [(float(row), float(column)) for row, column in levels]
        if len(self._solved) > _KEPT:
            self._solved.clear()
        new = [key for key in dict.fromkeys(keys) if key not in self._solved]
        for at in range(0, len(new), _STACK):
            part = new[at : at + _STACK]
            valued = self.world.value(self.conduct(np.array(part)))
            found = np.round(valued.payoff[:, self.seats], _DIGITS)
            self._solved.update(
                (key, (row, column))
                for key, (row, column) in zip(part, found.tolist(), strict=True)
            )
        return np.array([self._solved[key] for key in keys]).reshape(-1, 2)

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


def pair_of(scenario: str, between: tuple[str, str] | None) -> tuple[Setting, Pair]:
    """Two countries of a scenario, by default its player and that one's largest partner.

    Parameters
    ----------
    scenario
        Name or file.
    between
        Codes: of the row's seat and of the column's.

    Raises
    ------
    TournamentError
        For a code that is not in the scenario, or one given twice.
    ScenarioError
        When there is no such scenario, or it is at fault.
    """
    setting = compile_scenario(load(find(scenario)))
    world = setting.world
    if between is None:
        player = setting.scenario.player
        partner = world.countries[int(world.two_way[world.index[player]].argmax())]
        between = (player, partner)
    for code in between:
        if code not in world.index:
            raise TournamentError(
                f"no country {code!r} in {setting.scenario.id};"
                f" expected one of {', '.join(world.countries)}"
            )
    if between[0] == between[1]:
        raise TournamentError(f"{between[0]} on both sides; expected two countries")
    anchors = setting.anchors
    return setting, Pair(world, between, setting.initial, anchors.war, anchors.peace)
