"""The figures of a class: every game measured by one yardstick, so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiator.diplomacy.clauses import Kind
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import Domain
from negotiator.game.queries import treaties_between
from negotiator.game.scores import opposite
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, benchmarks
from negotiator.scoring.index import fairness, mutual_benefit, share_of
from negotiator.teaching import deals
from negotiator.teaching.played import Played

#: Offers whose path one can still follow in a picture.
_FOLLOWED = 10


@dataclass(frozen=True, eq=False)
class Result:
    """What a game came to between its player and the country opposite.

    Parameters
    ----------
    label
        How the page names it: a number, or the file.
    gains
        Of the table's two countries, in their order, over no deal: billions a year.
    domains
        In which something is promised between the two as the game stands.
    efficiency
        Joint gain over the largest possible one; negative when both together lost.
    share
        The player's share of the joint gain; None unless both gained.
    own_percent, own_dollars
        The player's real income over the opening, by all that happened.
    own
        The player's place in the pair.
    """

    label: str
    played: Played
    gains: tuple[float, float]
    domains: frozenset[Domain]
    efficiency: float
    left: float
    share: float | None
    fairness: float | None
    index: float | None
    own_percent: float
    own_dollars: float
    own: int

    @property
    def dealt(self) -> bool:
        """Whether a treaty between the two is in force."""
        return bool(self.domains)


@dataclass(frozen=True, eq=False)
class Table:
    """The games about one pair of countries.

    Parameters
    ----------
    possible
        What the pair could have, all others as the game opens.
    results
        The largest joint gain first.
    path, path_of
        The offers of the game with the most of them that a picture can show, and that game.
    """

    pair: tuple[str, str]
    possible: Benchmarks
    results: tuple[Result, ...]
    path: tuple[deals.Placed, ...]
    path_of: Played


@dataclass(frozen=True, eq=False)
class Class:
    """The figures of a class."""

    setting: Setting
    tables: tuple[Table, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All of them, table by table."""
        return tuple(result for table in self.tables for result in table.results)


def classroom(games: Sequence[Played], *, names: bool = False) -> Class:
    """Measure the games of one scenario.

    What a pair did to each other is valued with all others as the game opens: then one frontier
    holds for all, and a point tells of the negotiation alone. All are solved in two stacks.

    Parameters
    ----------
    names
        Whether labels are the files' names; by default numbers.
    """
    setting = games[0].setting
    by_pair: dict[tuple[str, str], list[Played]] = {}
    for played in games:
        by_pair.setdefault(_pair(setting, played.me), []).append(played)
    tables = []
    for pair, group in sorted(by_pair.items(), key=lambda each: -len(each[1])):
        tables.append(_table(setting, pair, group))
    number = 0
    labelled = []
    for table in tables:
        results = []
        for result in table.results:
            number += 1
            label = result.played.name if names else str(number)
            results.append(replace(result, label=label))
        labelled.append(replace(table, results=tuple(results)))
    return Class(setting, tuple(labelled))


def _pair(setting: Setting, player: str) -> tuple[str, str]:
    """A player and the country opposite, the same way round whoever of the two plays."""
    other = opposite(setting, player)
    first = setting.scenario.player
    if first in (player, other):
        return (first, other if first == player else player)
    one, two = sorted((player, other), key=setting.world.index.__getitem__)
    return (one, two)


def _table(setting: Setting, pair: tuple[str, str], games: Sequence[Played]) -> Table:
    world = setting.world
    base = deals.no_deal(setting, pair, setting.initial)
    valued = world.value(base)
    possible = benchmarks(world, base, pair, valued.dollars(valued.payoff))
    ends = [played.state.last.applied for played in games]
    gains = deals.measured(world, pair, base, ends)
    incomes = world.value(stack([setting.initial, *ends])).real_income
    results = []
    for k, played in enumerate(games):
        home = world.index[played.me]
        change = float(incomes[k + 1, home] - incomes[0, home])
        results.append(_result(played, pair, possible, gains[k], change))
    longest = max(games, key=lambda played: _telling(played, pair))
    return Table(
        pair=pair,
        possible=possible,
        results=tuple(sorted(results, key=lambda each: -sum(each.gains))),
        path=deals.dance(longest, pair, base),
        path_of=longest,
    )


def _telling(played: Played, pair: tuple[str, str]) -> int:
    """How much a game's path tells: the more offers the better, as long as one can follow them."""
    made = sum({played.me, each.partner} == set(pair) for each in played.offers)
    return made if made <= _FOLLOWED else -made


def _result(
    played: Played,
    pair: tuple[str, str],
    possible: Benchmarks,
    gains: tuple[float, float],
    own: float,
) -> Result:
    best = sum(possible.joint.gains)
    part = share_of(gains)
    mine = pair.index(played.me)
    income = float(played.setting.world.income[played.setting.world.index[played.me]])
    return Result(
        label="",
        played=played,
        gains=gains,
        domains=frozenset(
            clause.domain
            for treaty in treaties_between(played.state, *pair)
            for clause in treaty.clauses
            if clause.kind is not Kind.PENALTY
        ),
        efficiency=sum(gains) / best if best > 0 else 0.0,
        left=max(0.0, best - sum(gains)),
        share=part if part is None or mine == 0 else 1.0 - part,
        fairness=fairness(gains, possible.solutions),
        index=None if possible.nash is None else mutual_benefit(gains, possible.nash.gains),
        own_percent=own,
        own_dollars=own * income / 100.0,
        own=mine,
    )
