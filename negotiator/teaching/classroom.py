"""The figures of a class: every game measured by one yardstick, so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiator.diplomacy.domains import Domain
from negotiator.game.scores import opposite
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, benchmarks
from negotiator.scoring.index import fairness, mutual_benefit, share_of
from negotiator.teaching import deals
from negotiator.teaching.heap import Game

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
        In which something is promised between the two.
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
    game: Game
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
    path_of: Game


@dataclass(frozen=True, eq=False)
class Class:
    """The figures of a class."""

    setting: Setting
    tables: tuple[Table, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All of them, table by table."""
        return tuple(result for table in self.tables for result in table.results)


def classroom(games: Sequence[Game], *, names: bool = False) -> Class:
    """Measure the games of one scenario.

    What a pair did to each other is valued with all others as the game opens: then one frontier
    holds for all, and a point tells of the negotiation alone. All are solved in two stacks.

    Parameters
    ----------
    names
        Whether labels are the files' names; by default numbers.
    """
    setting = games[0].setting
    by_pair: dict[tuple[str, str], list[Game]] = {}
    for game in games:
        by_pair.setdefault(_pair(setting, game.me), []).append(game)
    tables = []
    for pair, group in sorted(by_pair.items(), key=lambda each: -len(each[1])):
        tables.append(_table(setting, pair, group))
    number = 0
    labelled = []
    for table in tables:
        results = []
        for result in table.results:
            number += 1
            label = result.game.name if names else str(number)
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


def _table(setting: Setting, pair: tuple[str, str], games: Sequence[Game]) -> Table:
    world = setting.world
    base = deals.no_deal(setting, pair, setting.initial)
    valued = world.value(base)
    possible = benchmarks(world, base, pair, valued.dollars(valued.payoff))
    gains = deals.measured(world, pair, base, [game.final for game in games])
    results = [_result(game, pair, possible, gains[k]) for k, game in enumerate(games)]
    longest = max(games, key=_telling)
    return Table(
        pair=pair,
        possible=possible,
        results=tuple(sorted(results, key=lambda each: -sum(each.gains))),
        path=deals.dance(world, longest.offers, pair, base),
        path_of=longest,
    )


def _telling(game: Game) -> int:
    """How much a game's path tells: the more offers the better, as long as one can follow them."""
    made = len(game.outcome.offers)
    return made if made <= _FOLLOWED else -made


def _result(
    game: Game,
    pair: tuple[str, str],
    possible: Benchmarks,
    gains: tuple[float, float],
) -> Result:
    best = sum(possible.joint.gains)
    part = share_of(gains)
    mine = pair.index(game.me)
    world, own = game.setting.world, game.outcome.own
    income = float(world.income[world.index[game.me]])
    return Result(
        label="",
        game=game,
        gains=gains,
        domains=frozenset(game.outcome.domains),
        efficiency=sum(gains) / best if best > 0 else 0.0,
        left=max(0.0, best - sum(gains)),
        share=part if part is None or mine == 0 else 1.0 - part,
        fairness=fairness(gains, possible.solutions),
        index=None if possible.nash is None else mutual_benefit(gains, possible.nash.gains),
        own_percent=own,
        own_dollars=own * income / 100.0,
        own=mine,
    )
