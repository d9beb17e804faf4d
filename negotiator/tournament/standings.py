"""Who did how well, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.scoring.index import mutual_benefit
from negotiator.tournament.plan import Plan
from negotiator.tournament.steps import CLASSES
from negotiator.tournament.view import View

#: Times that repetitions are drawn anew, to see how ranks would have come out.
_RESAMPLES = 1000
#: Of ranks: the least and the most that 95 of 100 resamples stay within.
_SURE = (2.5, 97.5)


@dataclass(frozen=True)
class Standing:
    """One entrant in one seat.

    Parameters
    ----------
    rank, rank_low, rank_high
        By mean payoff, 1 the best; and the range of ranks that 95% of bootstrap resamples of the
        repetitions stay within.
    payoff, error
        Mean a round, over everyone and one's own twin alike; and its standard error over the
        repetitions, None for a single one. In an economy in per cent of the base year's income.
    gain_bn
        Gain over mutual Nash tariffs, billions a year; None on the matrix.
    cooperation
        Mean level.
    index
        Mutual benefit index, 0 to 100, mean over opponents; None where the Nash solution leaves
        a side no gain.
    good_partner
        Share of matches with others in which it cooperated at least as much as they did (as the
        axelrod library defines it); None when it met nobody else.
    steps
        Shares of steps by class.
    """

    label: str
    rank: int
    rank_low: int | None
    rank_high: int | None
    payoff: float
    error: float | None
    gain_bn: float | None
    cooperation: float
    index: float | None
    good_partner: float | None
    steps: dict[str, float]


def standings(view: View, plan: Plan) -> list[Standing]:
    """Everyone who has met everyone, the best first: others cannot be compared yet."""
    scores = _ratio(view.mine, view.rounds, axis=1)
    played = np.flatnonzero(~np.isnan(head_to_head(view)).any(axis=1))
    if not len(played):
        return []
    scores = scores[played]
    complete = scores[:, ~np.isnan(scores).any(axis=0)]
    payoff = _ratio(view.mine, view.rounds, axis=(1, 2))[played]
    rank = _ranks(payoff)
    sure = complete.shape[1] > 1
    low, high = _rank_range(complete, plan.seed) if sure else (rank, rank)
    level = _ratio(view.my_level, view.rounds, axis=(1, 2))
    found = []
    for k, place in enumerate(played):
        own = scores[k][~np.isnan(scores[k])]
        error = float(own.std(ddof=1) / np.sqrt(len(own))) if len(own) > 1 else None
        gain = payoff[k] - view.fallback[0]
        steps = np.nansum(view.steps[place], axis=(0, 1))
        found.append(
            Standing(
                label=plan.entrants[place],
                rank=int(rank[k]),
                rank_low=int(min(low[k], rank[k])) if sure else None,
                rank_high=int(max(high[k], rank[k])) if sure else None,
                payoff=float(payoff[k]),
                error=error,
                gain_bn=None if view.income is None else float(gain / 100.0 * view.income),
                cooperation=float(level[place]),
                index=_index(view, int(place)),
                good_partner=_good_partner(view, int(place)),
                steps=dict(zip(CLASSES, (steps / max(steps.sum(), 1.0)).tolist(), strict=True)),
            )
        )
    return sorted(found, key=lambda each: each.rank)


def head_to_head(view: View) -> Array:
    """[K, K]: mean payoff a round of the first against the second; not a number if never met."""
    return _ratio(view.mine, view.rounds, axis=2)


def mean_levels(view: View) -> Array:
    """[K, K, 2]: mean levels of the first and of the second; not a number if they never met."""
    both = (view.my_level, view.their_level)
    return np.stack([_ratio(each, view.rounds, axis=2) for each in both], axis=-1)


def _ratio(total: Array, rounds: Array, axis: int | tuple[int, ...]) -> Array:
    """Per round played; not a number where none was."""
    played = np.nansum(rounds, axis=axis)
    summed = np.nansum(total, axis=axis)
    return np.where(played > 0, summed / np.where(played > 0, played, 1.0), np.nan)


def _ranks(payoff: Array) -> Array:
    """[..., K]: 1 for the most; equals share the better rank."""
    # Payoffs that should be equal may differ in the last bits.
    rounded = np.round(payoff, 9)
    return np.asarray(1.0 + (rounded[..., None, :] > rounded[..., :, None]).sum(axis=-1))


def _rank_range(scores: Array, seed: int) -> tuple[Array, Array]:
    """[K] least and most: repetitions drawn with replacement (Efron 1979).

    Parameters
    ----------
    scores : [K, R]
    """
    repetitions = scores.shape[1]
    generator = np.random.default_rng(np.random.SeedSequence(seed))
    means = np.empty((_RESAMPLES, len(scores)))
    for k in range(_RESAMPLES):
        drawn = generator.integers(0, repetitions, size=repetitions)
        means[k] = scores @ np.bincount(drawn, minlength=repetitions) / repetitions
    low, high = np.percentile(_ranks(means), _SURE, axis=0, method="nearest")
    return np.asarray(low), np.asarray(high)


def _index(view: View, place: int) -> float | None:
    best = view.best
    if min(best) <= 0:
        return None
    mine = _ratio(view.mine[place], view.rounds[place], axis=1) - view.fallback[0]
    theirs = _ratio(view.theirs[place], view.rounds[place], axis=1) - view.fallback[1]
    met = ~np.isnan(mine)
    each = [
        mutual_benefit((one, other), best)
        for one, other in zip(mine[met], theirs[met], strict=True)
    ]
    return float(np.mean(each))


def _good_partner(view: View, place: int) -> float | None:
    others = np.arange(len(view.rounds)) != place
    mine, theirs = view.my_level[place][others], view.their_level[place][others]
    met = ~np.isnan(mine)
    if not met.any():
        return None
    # Sums of levels in between may differ in the last bits.
    return float((mine[met] >= theirs[met] - 1e-9).mean())
