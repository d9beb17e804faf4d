"""One match of a tournament, round by round: what each did, what it meant, and why.

It is the very match that the tournament counted: the same draws, the same misread acts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.record import Record
from negotiator.tournament import asking
from negotiator.tournament.draws import Chances
from negotiator.tournament.plan import Stage
from negotiator.tournament.steps import cases, name


@dataclass(frozen=True)
class Act:
    """What one side did in a round.

    Parameters
    ----------
    meant, level
        Its level of cooperation as it chose it, and as it happened.
    misread
        Whether chance turned the one into its opposite.
    because
        Why it chose it, in its own words.
    payoff, total
        Of this round, and of all up to it: points, or per cent of the base year's income.
    own
        What its own step from the round before alone did to its payoff; 0 in the first.
    step
        How the step from the round before is classed, as this side sees it; None in the first.
    """

    meant: float
    level: float
    misread: bool
    because: str
    payoff: float
    total: float
    own: float
    step: str | None


@dataclass(frozen=True)
class Frame:
    """A round of a match; its number counts from 1, and acts are in the order of `Match.places`."""

    number: int
    acts: tuple[Act, Act]


@dataclass(frozen=True)
class Match:
    """A match, to be looked at.

    Parameters
    ----------
    places
        Of the two, in the plan's entrants.
    repetition
        Which of the matches of the two it is, from 0.
    frames
        Its rounds.
    """

    places: tuple[int, int]
    repetition: int
    frames: tuple[Frame, ...]


def watch(stage: Stage, one: int, other: int, *, seat: int = 0, repetition: int = 0) -> Match:
    """Play a match of a tournament once more, and write down why.

    Parameters
    ----------
    one, other
        Places in the plan's entrants.
    seat
        Of `one`: 0 for the row's, 1 for the column's. On the matrix both are alike.
    repetition
        From 0, below the plan's repetitions.
    """
    plan = stage.plan
    # On the matrix two meet once, the earlier entrant in the row's seat.
    turned = seat == 1 if plan.scenario is not None else one > other
    row, column = (other, one) if turned else (one, other)
    players = (stage.seats[0][row], stage.seats[1][column])
    chances = Chances(plan.seed, plan.entrants[row], plan.entrants[column])
    size = (repetition, 1, plan.rounds)
    slips = chances.slips(*size, plan.noise)
    rounds = plan.rounds
    if plan.goes_on < 1.0:
        rounds = int(chances.lengths(*size, plan.goes_on)[0])
    levels = asking.play(*players, chances.draws(*size), slips)[:rounds, :, 0]
    payoffs = stage.arena.payoffs(levels)
    steps = cases(levels[:, :, None], stage.arena.payoffs)[..., 0]
    totals = payoffs.cumsum(axis=0)
    own = np.zeros_like(payoffs)
    for side in (0, 1):
        alone = levels[:-1].copy()
        alone[:, side] = levels[1:, side]
        own[1:, side] = stage.arena.payoffs(alone)[:, side] - payoffs[:-1, side]
    frames = []
    for t in range(rounds):
        acts = []
        for side, player in enumerate(players):
            happened, misread = float(levels[t, side]), bool(slips[0, t, side])
            meant = 1.0 - happened if misread else happened
            record = Record(
                tuple(levels[:t, side].tolist()), tuple(levels[:t, 1 - side].tolist()),
                *player.worth,
            )  # fmt: skip
            acts.append(
                Act(
                    meant=meant,
                    level=happened,
                    misread=misread,
                    because=player.stance.because(record, meant),
                    payoff=float(payoffs[t, side]),
                    total=float(totals[t, side]),
                    own=float(own[t, side]),
                    step=name(int(steps[t - 1, side])) if t else None,
                )
            )
        frames.append(Frame(t + 1, (acts[1], acts[0]) if turned else (acts[0], acts[1])))
    return Match((one, other), repetition, tuple(frames))
