"""The figures of a class: every game measured by one yardstick, so that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.game.scores import opposite
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, benchmarks
from negotiator.scoring.index import fairness, mutual_benefit, share_of
from negotiator.teaching import deals
from negotiator.teaching.again import begun_from, in_order, lettered
from negotiator.teaching.heap import Game
from negotiator.teaching.roster import labels

#: Offers whose path one can still follow in a picture.
_FOLLOWED = 10


@dataclass(frozen=True, eq=False)
class Result:
    """What a game came to between its player and the country opposite.

    Parameters
    ----------
    label
        How the page names it: the number of its seat, or its file's place among those handed in; by
        name, its player's or its file's.
    who
        Its player, where names are asked for and known.
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
    who: str = ""

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
    again
        Renegotiations that were played to their end: what a game came to at first, and then.
    path, path_of
        The offers of the game with the most of them that a picture can show, and that game.
    """

    pair: tuple[str, str]
    possible: Benchmarks
    results: tuple[Result, ...]
    again: tuple[tuple[Result, Result], ...]
    path: tuple[deals.Placed, ...]
    path_of: Game


@dataclass(frozen=True, eq=False)
class Class:
    """The figures of a class.

    Parameters
    ----------
    unended
        How many games are being renegotiated still; they stand as they did at first.
    """

    setting: Setting
    tables: tuple[Table, ...]
    unended: int = 0

    @property
    def results(self) -> tuple[Result, ...]:
        """All of them, table by table; of a game that was renegotiated the first."""
        return tuple(result for table in self.tables for result in table.results)


def classroom(
    games: Sequence[Game], *, names: bool = False, roster: Mapping[str, str] | None = None
) -> Class:
    """Measure the games of one scenario.

    What a pair did to each other is valued with all others as the game opens: then one frontier
    holds for all, and a point tells of the negotiation alone. All are solved in two stacks.

    Parameters
    ----------
    names
        Whether labels are names: players' by the roster, else the files'; by default game N is that
        of seat N, or the N-th file.
    roster
        By key of a game: who played it.
    """
    setting = games[0].setting
    begun = begun_from(games)
    who = roster or {}
    said = labels([game for game in games if game.key not in begun], who, names=names)
    unended = [game for game in games if game.key in begun and not game.outcome.over]
    by_pair: dict[tuple[str, str], list[Game]] = {}
    for game in games:
        if game not in unended:
            by_pair.setdefault(_pair(setting, game.me), []).append(game)
    tables: list[Table] = []
    for pair, group in sorted(by_pair.items(), key=lambda each: -len(each[1])):
        possible, base, measured = _measured(setting, pair, group)
        own = [result for result in measured.values() if result.game.key not in begun]
        results = {}
        for result in sorted(own, key=lambda each: -sum(each.gains)):
            key = result.game.key
            results[key] = replace(result, label=said[key], who=who.get(key, ""))
        firsts = tuple(results.values())
        again = []
        for game in in_order(group, begun):
            before = results[begun[game.key].key]
            label = f"{before.label}, again" if before.who else game.name
            if not names:
                label = lettered(before.label, {result.label for result in results.values()})
            results[game.key] = replace(measured[game.key], label=label, who=before.who)
            again.append((before, results[game.key]))
        longest = max((result.game for result in firsts), key=_telling)
        path = deals.dance(setting.world, longest.offers, pair, base)
        tables.append(Table(pair, possible, firsts, tuple(again), path, longest))
    return Class(setting, tuple(tables), len(unended))


def _pair(setting: Setting, player: str) -> tuple[str, str]:
    """A player and the country opposite, the same way round whoever of the two plays."""
    other = opposite(setting, player)
    first = setting.scenario.player
    if first in (player, other):
        return (first, other if first == player else player)
    one, two = sorted((player, other), key=setting.world.index.__getitem__)
    return (one, two)


def _measured(
    setting: Setting, pair: tuple[str, str], games: Sequence[Game]
) -> tuple[Benchmarks, Conduct, dict[str, Result]]:
    """What a pair could have, its conduct without a deal, and every game's result by its key."""
    world = setting.world
    base = deals.no_deal(setting, pair, setting.initial)
    valued = world.value(base)
    possible = benchmarks(world, base, pair, valued.dollars(valued.payoff))
    gains = deals.measured(world, pair, base, [game.final for game in games])
    results = {
        game.key: _result(game, pair, possible, each)
        for game, each in zip(games, gains, strict=True)
    }
    return possible, base, results


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
