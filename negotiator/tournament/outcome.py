"""A tournament that was held, as tables for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.ecology import replicator
from negotiator.tournament.plan import Plan, Stage
from negotiator.tournament.standings import Standing, head_to_head, standings
from negotiator.tournament.tally import ROUNDS
from negotiator.tournament.view import View, views

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of a tournament.

    Parameters
    ----------
    title
        What it was played on, in a few words.
    tallies : [pairings, repetitions, WIDTH]
    generations
        Of the community's change; 0 when it was not asked for.
    """

    stage: Stage
    title: str
    tallies: Array
    generations: int = 0

    @property
    def plan(self) -> Plan:
        """What was to be played."""
        return self.stage.plan

    @cached_property
    def matches(self) -> int:
        """How many were played."""
        return int((~np.isnan(self.tallies[..., ROUNDS])).sum())

    @property
    def complete(self) -> bool:
        """Whether all were."""
        return self.matches == self.plan.matches

    @cached_property
    def views(self) -> list[View]:
        """One for each kind of seat."""
        return views(self.stage, self.tallies)

    @cached_property
    def standings(self) -> list[list[Standing]]:
        """For each view, the best first."""
        return [standings(view, self.plan) for view in self.views]

    @cached_property
    def shares(self) -> list[Array]:
        """For each view, [generations + 1, K] shares of the community; none if incomplete."""
        met = [head_to_head(view) for view in self.views]
        if not self.generations or any(np.isnan(each).any() for each in met):
            return []
        corners = self.stage.arena.corners.min(axis=0).tolist()
        return replicator(met, self.generations, corners[: len(met)])

    def tables(self) -> dict[str, list[Row]]:
        """Tidy tables by name: one row for each observation, units in the names of columns."""
        return {
            "standings": list(self._standings()),
            "head_to_head": list(self._met()),
            "ecology": list(self._ecology()),
        }

    def as_dict(self) -> Row:
        """For JSON: the tables and what they are about."""
        return {
            **self.plan.as_dict(),
            "title": self.title,
            "unit": "points" if self.plan.scenario is None else "per cent of base-year income",
            "matches": self.matches,
            "matches_wanted": self.plan.matches,
            **self.tables(),
        }

    def _standings(self) -> Iterator[Row]:
        for view, each in zip(self.views, self.standings, strict=True):
            for one in each:
                yield {
                    "seat": view.seat,
                    "counterpart": one.label,
                    "rank": one.rank,
                    "rank_low": one.rank_low,
                    "rank_high": one.rank_high,
                    "payoff": one.payoff,
                    "standard_error": one.error,
                    "gain_bn": one.gain_bn,
                    "cooperation": one.cooperation,
                    "mutual_benefit_index": one.index,
                    "good_partner": one.good_partner,
                    **{f"steps_{name}": share for name, share in one.steps.items()},
                }

    def _met(self) -> Iterator[Row]:
        names = self.plan.entrants
        for view in self.views:
            payoff = head_to_head(view)
            for row, column in np.argwhere(~np.isnan(payoff)).tolist():
                yield {
                    "seat": view.seat,
                    "counterpart": names[row],
                    "against": names[column],
                    "payoff": float(payoff[row, column]),
                    "rounds": int(np.nansum(view.rounds[row, column])),
                    "cooperation": float(
                        np.nansum(view.my_level[row, column]) / np.nansum(view.rounds[row, column])
                    ),
                }

    def _ecology(self) -> Iterator[Row]:
        for view, shares in zip(self.views, self.shares or [], strict=False):
            for t in moments(self.generations):
                for name, share in zip(self.plan.entrants, shares[t].tolist(), strict=True):
                    yield {
                        "seat": view.seat, "generation": t, "counterpart": name, "share": share
                    }  # fmt: skip


def moments(generations: int) -> list[int]:
    """Generations to tell of: the first, powers of ten, and the last."""
    found = {0, generations}
    power = 1
    while power < generations:
        found.add(power)
        power *= 10
    return sorted(found)
