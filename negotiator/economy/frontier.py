"""The Pareto frontier of a bargain, and the Nash, Kalai–Smorodinsky and egalitarian solutions.

Packages are screened by what each is known to add, so that all of them have a chance; what remains
is solved exactly. Weights find the convex parts, the packages the others, and ε-constraints what
lies between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array, Mask, Places
from negotiator.economy.bargain import Aim, Bargain, Reached, aimed
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import payoff
from negotiator.economy.policy import Policy

#: Points of a path that are looked at: along the weights, along money either way, and beyond it.
_ALONG, _MONEY, _BEYOND = 15, 5, 5
#: Efficient deals that are solved exactly, at most: in or near the zone of agreement, and a third
#: of that beyond it.
_EXACT = 36
#: Packages on whose paths solutions are looked for.
_LEADING = 6
#: Deals that cost a party more than this share of the most that it could gain are not near.
_OUTSIDE = 0.5
#: How near an aim is met, as a share of its range.
_AIMED = 1e-5
#: A gap of the frontier wider than this share of its reach is filled by ε-constraints.
_GAP = 0.12


@dataclass(frozen=True, eq=False)
class Frontier:
    """The efficient deals of a bargain.

    Parameters
    ----------
    deals : Reached
        Undominated, by the first party's gain upward.
    nash, kalai_smorodinsky, egalitarian : Reached or None
        One deal each; None when there is no zone of agreement.
    joint : Reached
        The deal with the largest sum of gains; of those that leave neither worse off, if any does.
    screened, solved : int
        Deals that were screened, and solved exactly.
    """

    deals: Reached
    nash: Reached | None
    kalai_smorodinsky: Reached | None
    egalitarian: Reached | None
    joint: Reached
    screened: int
    solved: int


def undominated(points: Array) -> Places:
    """Indices of the Pareto-efficient points, by the first party's gain upward.

    Parameters
    ----------
    points : [K, 2]
        Gains of two parties.
    """
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    best = np.maximum.accumulate(np.concatenate([[-np.inf], points[order, 1]]))
    kept = order[points[order, 1] > best[:-1] + 1e-12]
    return np.asarray(kept[::-1], dtype=np.intp)


def bargain_between(
    economy: Economy,
    one: int,
    other: int,
    policy: Policy,
    *,
    weights: Array | None = None,
    purse: float = 0.0,
    friction: float = 0.0,
) -> Bargain:
    """The bargain of two countries over their tariffs on each other, and money if they have any.

    Parameters
    ----------
    policy
        What is in force without a deal, without batch axes; tariffs are cut from it, never raised.
    weights : [N, S]
        Political weights.
    purse
        The most that either may pay the other, in the money of the flows.
    friction
        What a payment costs the payer beyond itself, as a share of it.
    """
    base = economy.tariff if policy.tariff is None else policy.tariff
    free = np.zeros(base.shape, dtype=bool)
    free[one, other] = free[other, one] = True
    pair = [one, other]
    fallback = payoff(solve(economy, policy), weights)[pair] * economy.income[pair] / 100.0

    def alone(lever: Array | None) -> Array | None:
        return None if lever is None else lever[None]

    return Bargain(
        economy=economy,
        parties=(one, other),
        packages=Policy(
            base[None], alone(policy.export_tax), alone(policy.iceberg), alone(policy.transfer),
            alone(policy.deficit),
        ),
        beyond=np.zeros((1, 2)),
        lowest=np.where(free, 0.0, base),
        highest=base,
        fallback=fallback,
        weights=weights,
        purse=(purse, purse),
        friction=friction,
    )  # fmt: skip


def frontier(bargain: Bargain, effect: Array) -> Frontier:
    """Find the efficient deals and the solutions.

    Parameters
    ----------
    effect : [K, 2]
        About what each package adds to the two gains, in money; of the first package, nothing.

    Raises
    ------
    NotSolvedError
        When a world on the way has no equilibrium.
    """
    leans = _leans(bargain)
    path = bargain.reach(np.zeros(len(leans), dtype=np.intp), leans)
    screened = (effect[:, None, :] + path.gains).reshape(-1, 2)
    order = undominated(screened)
    about = _about(screened[order])
    order = np.concatenate([_spread(order[about], _EXACT), _spread(order[~about], _EXACT // 3)])
    package, at = np.divmod(order, len(leans))
    found = path.joined(bargain.reach(package.astype(np.intp), leans[at], path.take(at)))
    found = found.take(undominated(found.gains))
    ends = bargain.ends
    leading = _leading(found)
    middle = path.take(np.full(len(leading), len(leans) // 2))
    low = bargain.reach(leading, np.full(len(leading), ends[0]), middle)
    high = bargain.reach(leading, np.full(len(leading), ends[1]), middle)
    floors = _aimed(bargain, [_second_keeps(0.0), _first_keeps(0.0)], low, high)
    found = found.joined(low).joined(high).joined(floors)
    found = _filled(bargain, found, low, high)
    solved = len(order) + len(leans) + len(found.lean)
    found = found.take(undominated(found.gains))
    nothing = 1e-9 * float(bargain.economy.income[list(bargain.parties)].sum())
    inside = (found.gains > nothing).all(axis=1)
    at_best: dict[str, Reached | None] = dict.fromkeys(("nash", "kalai", "equal"))
    if inside.any():
        # The most of each that leaves the other no worse off, as the floors have found it.
        reach = np.ptp(found.gains, axis=0)
        ideal = found.gains[(found.gains >= -_AIMED * reach).all(axis=1)].max(axis=0)
        aims = [_nash(bargain), _shares(ideal), _shares(np.ones(2))]
        points = _aimed(bargain, aims, low, high)
        found = found.joined(points)
        values = {
            "nash": np.where((found.gains > 0).all(axis=1), found.gains.prod(axis=1), -np.inf),
            "kalai": (found.gains / ideal).min(axis=1),
            "equal": found.gains.min(axis=1),
        }
        for name, value in values.items():
            at_best[name] = found.take(np.array([int(np.argmax(value))]))
        found = found.take(undominated(found.gains))
    total = found.gains.sum(axis=1)
    fair = (found.gains >= -1e-9 * np.abs(found.gains).max()).all(axis=1)
    total = np.where(fair, total, -np.inf) if fair.any() else total
    return Frontier(
        deals=found,
        nash=at_best["nash"],
        kalai_smorodinsky=at_best["kalai"],
        egalitarian=at_best["equal"],
        joint=found.take(np.array([int(np.argmax(total))])),
        screened=len(screened),
        solved=solved,
    )


def _leans(bargain: Bargain) -> Array:
    """Points along a path: evenly by weight, by money beyond, by weight when that is spent."""
    turn = bargain.turn
    weights = np.linspace(-turn, turn, _ALONG)
    if max(bargain.purse) <= 0:
        return weights

    def side(purse: float, end: float) -> Array:
        money = np.linspace(turn, turn + purse, _MONEY + 1)[1:]
        # Most of what weights can still do they do early.
        return np.concatenate(
            [money, turn + purse + np.geomspace(0.05, end - turn - purse, _BEYOND)]
        )

    low, high = bargain.ends
    return np.concatenate(
        [-side(bargain.purse[1], -low)[::-1], weights, side(bargain.purse[0], high)]
    )


def _about(gains: Array) -> Mask:
    """Which of the efficient deals are in the zone of agreement or not far outside of it.

    All of them where there is no zone.
    """
    inside = (gains >= 0).all(axis=1)
    if not inside.any():
        return np.ones(len(gains), dtype=bool)
    return np.asarray((gains >= -_OUTSIDE * gains[inside].max(axis=0)).all(axis=1))


def _spread(order: Places, most: int) -> Places:
    """At most so many of them, evenly."""
    count = min(most, len(order))
    return np.asarray(order[np.unique(np.linspace(0, len(order) - 1, count).astype(int))])


def _leading(found: Reached) -> Places:
    """The packages that come nearest to being a solution, the best first."""
    gains = found.gains
    reach = np.maximum(gains.max(axis=0), 1e-12)
    inside = np.where((gains > 0).all(axis=1), gains.prod(axis=1) / reach.prod(), -np.inf)
    most = (np.where(gains[:, 1 - k] >= 0, gains[:, k], -np.inf) for k in (0, 1))
    merits = (inside, (gains / reach).min(axis=1), gains.min(axis=1) / reach.max(),
              gains.sum(axis=1) / reach.max(), *most)  # fmt: skip
    ranked = [found.package[np.argsort(-merit, kind="stable")] for merit in merits]
    turns = np.stack(ranked, axis=1).ravel()
    return np.array(list(dict.fromkeys(turns.tolist()))[:_LEADING], dtype=np.intp)


def _aimed(bargain: Bargain, aims: list[Aim], low: Reached, high: Reached) -> Reached:
    """Every aim on every path between the ends, side by side."""
    count = len(low.lean)
    rows = np.tile(np.arange(count), len(aims))

    def together(found: Reached) -> Array:
        each = [
            aim(found.take(np.arange(k * count, (k + 1) * count))) for k, aim in enumerate(aims)
        ]
        return np.concatenate(each)

    return aimed(bargain, together, low.take(rows), high.take(rows))


def _filled(bargain: Bargain, found: Reached, low: Reached, high: Reached) -> Reached:
    """With the widest gaps filled: the most for the second where the first has the middle."""
    kept = found.take(undominated(found.gains))
    gains = kept.gains
    reach = np.maximum(np.ptp(gains, axis=0), 1e-12)
    width = np.abs(np.diff(gains, axis=0)) / reach
    wide = np.flatnonzero(width.max(axis=1) > _GAP)
    if not len(wide):
        return found
    wide = wide[np.argsort(-width.max(axis=1)[wide], kind="stable")][:_LEADING]
    aims = [_first_keeps(float(gains[k : k + 2, 0].mean())) for k in wide]
    return found.joined(_aimed(bargain, aims, low, high))


def _first_keeps(least: float) -> Aim:
    return lambda found: found.gains[:, 0] - least


def _second_keeps(least: float) -> Aim:
    return lambda found: least - found.gains[:, 1]


def _shares(ideal: Array) -> Aim:
    """Both have the same share of these."""
    return lambda found: found.gains[:, 0] / ideal[0] - found.gains[:, 1] / ideal[1]


def _nash(bargain: Bargain) -> Aim:
    """The product of gains is at its best where weights are as one over the gains (Nash 1950)."""

    def aim(found: Reached) -> Array:
        log = np.log(np.maximum(found.gains, 1e-9 * np.abs(found.gains).max()))
        return np.asarray(log[:, 0] - log[:, 1] - bargain.tilt(found.lean))

    return aim
