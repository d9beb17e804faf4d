"""All figures of the report of one game."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.diplomacy.conduct import Conduct
from negotiator.game.queries import average
from negotiator.game.scores import current
from negotiator.scoring.benchmarks import Point
from negotiator.scoring.score import PairScore, Score
from negotiator.teaching import deals
from negotiator.teaching.acts import Tagged, tagged
from negotiator.teaching.played import Played


@dataclass(frozen=True)
class Round:
    """A round as the two of a pair lived it.

    Parameters
    ----------
    tariffs
        Trade-weighted averages: the first's on the second, and back; fractions.
    trust
        Levels of cooperation: the first's toward the second, and back; 0 to 1.
    acts
        Between the two.
    """

    number: int
    tariffs: tuple[float, float]
    trust: tuple[float, float]
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
    """

    score: PairScore
    base: Conduct
    better: Point | None
    swaps: tuple[deals.Swap, ...]
    rounds: tuple[Round, ...]
    clauses: tuple[deals.Clauses, ...]
    dance: tuple[deals.Placed, ...]
    course: tuple[deals.Gains, ...]


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a game."""

    played: Played
    score: Score
    acts: tuple[Tagged, ...]
    pairs: tuple[Pair, ...]


def figures(played: Played) -> Figures:
    """Work out the figures of a game: seconds, most of them for what was possible."""
    score = current(played.setting, played.state)
    acts = tagged(played.setting, played.state)
    pairs = tuple(_pair(played, each, acts) for each in score.pairs)
    return Figures(played, score, acts, pairs)


def _pair(played: Played, score: PairScore, acts: tuple[Tagged, ...]) -> Pair:
    setting, state, pair = played.setting, played.state, score.pair
    final = state.last.applied
    base = deals.no_deal(setting, pair, final)
    deal = deals.better(setting.world, base, score.possible, score.gains)
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
            trust=(float(result.levels[i, j]), float(result.levels[j, i])),
            acts=tuple(
                each
                for each in acts
                if each.entry.round == result.number
                and {each.entry.giver, each.entry.receiver} == set(pair)
            ),
        )
        for result in played.state.history
    )
