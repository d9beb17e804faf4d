"""Results that lessons show: who does how well where, worked out by the tournament engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from negotiator.teaching.lessons.script import Bar, Board
from negotiator.teaching.lessons.worlds import small_world, world_file


@dataclass(frozen=True)
class Score:
    """One of a contest, in the player's seat.

    Parameters
    ----------
    gain
        Mean over everyone and its own twin, over a tariff war, billions a year.
    cooperation
        Mean level.
    """

    label: str
    title: str
    gain: float
    cooperation: float


@lru_cache(maxsize=256)
def contest(
    entrants: tuple[str, ...],
    *,
    world: str = "two-coasts",
    noise: float = 0.0,
    goes_on: float = 1.0,
    size: float = 1.0,
    rounds: int = 60,
    repetitions: int = 20,
    seed: int = 1,
) -> tuple[Score, ...]:
    """Everyone against everyone and its own twin in a small world, the best first.

    Parameters
    ----------
    entrants
        Labels, as a tournament has them.
    noise
        Chance that an act is misread.
    goes_on
        Chance of another round after each, up to `rounds`.
    size
        How many times as large as in its file the other country is.
    """
    from negotiator.tournament.asking import Player
    from negotiator.tournament.entrants import entrant
    from negotiator.tournament.plan import Plan, Stage
    from negotiator.tournament.run import hold
    from negotiator.tournament.standings import standings
    from negotiator.tournament.tabulation import tabulate
    from negotiator.tournament.view import views

    pair = small_world(world, size).pair
    plan = Plan(
        entrants, rounds, repetitions, noise, goes_on, seed,
        scenario=str(world_file(world)), between=pair.codes,
    )  # fmt: skip
    rules = [entrant(label).stance for label in entrants]
    row, column = ([Player(rule, w, tabulate(rule, w)) for rule in rules] for w in pair.worth)
    stage = Stage(plan, pair, (row, column))
    titles = {label: rule.title for label, rule in zip(entrants, rules, strict=True)}
    found = standings(views(stage, hold(plan, ready=stage))[0], plan)
    return tuple(
        Score(each.label, titles[each.label], each.gain_bn or 0.0, each.cooperation)
        for each in found
    )


def ranking(title: str, scores: tuple[Score, ...], note: str = "") -> Board:
    """A contest as bars, the best first."""
    bars = tuple(Bar(each.title, each.gain, figure(each.gain)) for each in scores)
    return Board(title, bars, note)


def gain_of(scores: tuple[Score, ...], label: str) -> float:
    """What one of a contest gained."""
    return next(each.gain for each in scores if each.label == label)


def figure(billions: float) -> str:
    """Billions a year in a sentence or a table: +21.9, −6.4, 0."""
    told = f"{billions:+.1f}".replace("-", "−")
    return "0" if told in ("+0.0", "−0.0") else told
