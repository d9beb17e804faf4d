"""All figures of the report of one game."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.economy.incidence import Incidence, incidence
from negotiator.game.overview import average
from negotiator.game.scores import current, opposite
from negotiator.scoring.benchmarks import Point
from negotiator.scoring.score import PairScore, Score
from negotiator.teaching import deals
from negotiator.teaching.acts import Tagged, tagged
from negotiator.teaching.instead import Instead
from negotiator.teaching.played import Played

Otherwise = Callable[[Played, Conduct], Instead]


@dataclass(frozen=True)
class Round:
    """A round as the two of a pair lived it.

    Parameters
    ----------
    tariffs
        Trade-weighted averages: the first's on the second, and back; fractions.
    cooperation
        Levels of cooperation: the first's toward the second, and back; 0 to 1.
    acts
        Between the two.
    """

    number: int
    tariffs: tuple[float, float]
    cooperation: tuple[float, float]
    acts: tuple[Tagged, ...]


@dataclass(frozen=True, eq=False)
class Pair:
    """What the report tells of the player and one other.

    Parameters
    ----------
    score
        As the game scores it.
    better
        A deal that both prefer, and what has to change for it; None when there is none.
    course
        Gains after each round over no deal, the opening first.
    incidence
        Who within each country has its gain over no deal.
    """

    score: PairScore
    base: Conduct
    better: Point | None
    swaps: tuple[deals.Swap, ...]
    rounds: tuple[Round, ...]
    clauses: tuple[deals.Clauses, ...]
    dance: tuple[deals.Placed, ...]
    course: tuple[deals.Gains, ...]
    incidence: Incidence


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a game.

    Parameters
    ----------
    instead
        The game played otherwise; None when it is not over, or when that was not asked for.
    """

    played: Played
    score: Score
    acts: tuple[Tagged, ...]
    pairs: tuple[Pair, ...]
    instead: Instead | None = None

    @property
    def opposite(self) -> tuple[str, str]:
        """The player and the country opposite."""
        return self.played.me, opposite(self.played.setting, self.played.me)


def figures(played: Played, otherwise: Otherwise | None = None) -> Figures:
    """Work out the figures of a game: seconds, most of them for what was possible.

    Parameters
    ----------
    otherwise
        Plays the game again otherwise, from the game and its conduct without a deal; this may
        take a minute.
    """
    score = current(played.setting, played.state)
    acts = tagged(played.setting, played.state)
    pairs = tuple(_pair(played, each, acts) for each in score.pairs)
    found = Figures(played, score, acts, pairs)
    if otherwise is None or not played.state.over:
        return found
    (base,) = [pair.base for pair in pairs if pair.score.pair == found.opposite]
    return replace(found, instead=otherwise(played, base))


def _pair(played: Played, score: PairScore, acts: tuple[Tagged, ...]) -> Pair:
    setting, state, pair = played.setting, played.state, score.pair
    final = state.last.applied
    base = deals.no_deal(setting, pair, final)
    deal = deals.better(setting.world, base, score.possible, score.gains)
    both = setting.world.value(stack([base, final])).equilibrium
    return Pair(
        score=score,
        base=base,
        better=deal,
        swaps=() if deal is None else deals.swaps(setting, pair, final, base, deal),
        rounds=_rounds(played, pair, acts),
        clauses=deals.clauses(setting, state, pair),
        dance=deals.dance(
            setting.world, [made for made in played.offers if made.partner == pair[1]], pair, base
        ),
        course=deals.course(setting.world, state, pair, base),
        incidence=incidence(both),
    )


def _rounds(played: Played, pair: tuple[str, str], acts: tuple[Tagged, ...]) -> tuple[Round, ...]:
    world = played.setting.world
    i, j = (world.index[code] for code in pair)
    flows = world.economy.flows
    return tuple(
        Round(
            number=result.number,
            tariffs=(
                average(flows[j, i], result.applied.tariff[j, i]),
                average(flows[i, j], result.applied.tariff[i, j]),
            ),
            cooperation=(float(result.levels[i, j]), float(result.levels[j, i])),
            acts=tuple(
                each
                for each in acts
                if each.entry.round == result.number
                and {each.entry.giver, each.entry.receiver} == set(pair)
            ),
        )
        for result in played.state.history
    )
