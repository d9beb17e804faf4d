"""The same game otherwise: the player's moves against other stances, and without one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from time import perf_counter

from negotiator.counterparts.stances import stance
from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.game.moves import (
    Accept,
    Move,
    Propose,
    Retaliate,
    SetGrant,
    SetTariff,
    WalkOut,
    Withdraw,
)
from negotiator.game.replay import told
from negotiator.game.rerun import Taken
from negotiator.game.scores import opposite
from negotiator.game.state import State
from negotiator.teaching.deals import Gains, measured
from negotiator.teaching.played import Played
from negotiator.teaching.trials import End, Trial, again, dealt

#: Well-known stances, from the kindest to the hardest.
PANEL = (
    "always-cooperate", "generous-tit-for-tat", "tit-for-tat", "diffuse", "grim-trigger",
    "always-defect",
)  # fmt: skip
#: Moves that weigh, the first tried first: what is signed before all.
_WEIGHTY = (Accept, Propose, Withdraw, WalkOut, Retaliate, SetGrant, SetTariff)
#: Moments that are tried at most.
_MOST = 24


@dataclass(frozen=True)
class Against:
    """The same moves against a stance.

    Parameters
    ----------
    gains
        Of player and country opposite over no deal, all others as they came to be in the game
        itself: billions a year.
    left_out
        Moves that the rules refused then.
    """

    title: str
    gains: Gains
    dealt: bool
    left_out: int


@dataclass(frozen=True)
class Moment:
    """A move, and what it brought: the end of the game with it over that without it.

    Parameters
    ----------
    said
        The move, or several of a kind toward one country in a round.
    own, their
        To the player, and to `whom` it was about: change of payoff, billions a year.
    dealt
        Whether there would have been a deal with the country opposite without it.
    """

    round: int
    whom: str
    said: tuple[str, ...]
    own: float
    their: float
    dealt: bool
    left_out: int


@dataclass(frozen=True)
class Instead:
    """The same game otherwise.

    Parameters
    ----------
    itself
        The game as it was.
    stances
        Of the panel, without the one that governed.
    moments
        What mattered most first.
    tried, wanted, untried
        Games that were played again, and that were to be, more when time ran out; and moments that
        were not tried.
    """

    itself: Against
    stances: tuple[Against, ...]
    moments: tuple[Moment, ...]
    tried: int
    wanted: int
    untried: int


def instead(
    played: Played,
    base: Conduct,
    *,
    seconds: float = 90.0,
    workers: int | None = None,
    progress: Callable[[str], None] = lambda said: None,
) -> Instead:
    """Play a game again, against a panel of stances and without each of its weighty moves.

    The country opposite is given the stances; its tactic, interests and voice stay, and so does
    chance. What the rules then refuse of the player's moves is left out and counted.

    Parameters
    ----------
    base
        Conduct of the pair without a deal, around the game's end: what gains are measured from.
    seconds
        After which no other game is begun.
    workers
        Processes; by default as many as there are processors, when it is worth it.
    progress
        Told how far it is.
    """
    setting, state = played.setting, played.state
    other = opposite(setting, played.me)
    rule = setting.counterparts[other].toward(played.me)
    panel = [name for name in PANEL if stance(name) != rule]
    moments = _moments(played.taken)[:_MOST]
    moves = tuple(each.move for each in played.taken)

    def trial(name: str, at: State | None, rest: Sequence[Move]) -> Trial:
        scenario = setting.scenario
        return Trial(scenario, played.me, state.seed, state.mode, name, at, tuple(rest))

    def without(group: tuple[int, ...]) -> Trial:
        first = group[0]
        rest = [move for k, move in enumerate(moves[first:], first) if k not in group]
        return trial("", played.taken[first].before, rest)

    # In turn, so that there is something of both when time runs out.
    order = [each for both in zip_longest(panel, moments) for each in both if each is not None]
    trials = [
        trial(each, None, moves) if isinstance(each, str) else without(each) for each in order
    ]
    until = perf_counter() + seconds
    ends: dict[str | tuple[int, ...], End | None] = {}
    for each, end in zip(order, again(setting, trials, until, workers), strict=False):
        ends[each] = end
        progress(f"{len(ends)} of {len(trials)} games played otherwise")
    progress("")
    pair = (played.me, other)
    mine = End(state.last.applied, dealt(state, pair), 0)
    against = [(stance(name).title, end) for name in panel if (end := ends.get(name))]
    known = [(rule.title, mine), *against]
    gains = measured(setting.world, pair, base, [end.applied for _, end in known])
    rows = [
        Against(title, each, end.dealt, end.left_out)
        for (title, end), each in zip(known, gains, strict=True)
    ]
    without_them = [(group, end) for group in moments if (end := ends.get(group))]
    return Instead(
        itself=rows[0],
        stances=tuple(rows[1:]),
        moments=_weighed(played, mine, without_them),
        tried=len(ends),
        wanted=len(trials),
        untried=sum(group not in ends for group in moments),
    )


def _moments(taken: Sequence[Taken]) -> list[tuple[int, ...]]:
    """Places of the moves that weigh: those of one kind toward one country in a round together."""
    groups: dict[tuple[int, int, str], list[int]] = {}
    for k, each in enumerate(taken):
        if isinstance(each.move, _WEIGHTY) and (each.signed or not isinstance(each.move, Propose)):
            kind = _WEIGHTY.index(type(each.move))
            groups.setdefault((kind, each.before.round, _whom(each.move)), []).append(k)
    return [tuple(found) for _, found in sorted(groups.items())]


def _whom(move: Move) -> str:
    for name in ("partner", "to", "receiver"):
        if (code := getattr(move, name, None)) is not None:
            return str(code)
    return ""  # leaving a treaty: whoever is in it


def _weighed(
    played: Played, mine: End, found: Sequence[tuple[tuple[int, ...], End]]
) -> tuple[Moment, ...]:
    world = played.setting.world
    valued = world.value(stack([mine.applied, *(end.applied for _, end in found)]))
    dollars = valued.dollars(valued.payoff)
    moments = []
    for k, (group, end) in enumerate(found, 1):
        first = played.taken[group[0]]
        whom = _whom(first.move) or opposite(played.setting, played.me)
        brought = dollars[0] - dollars[k]
        moments.append(
            Moment(
                round=first.before.round,
                whom=whom,
                said=tuple(told(played.setting, played.taken[at].move) for at in group),
                own=float(brought[world.index[played.me]]),
                their=float(brought[world.index[whom]]),
                dealt=end.dealt,
                left_out=end.left_out,
            )
        )
    return tuple(sorted(moments, key=lambda each: -abs(each.own) - abs(each.their)))
