"""What two countries could agree on: every efficient deal, and the classical solutions among them.

A deal is the tariffs of both on each other, money paid by one to the other, and one of a list of
packages of everything else, by number. The efficient deals of a package are one path, from all for
the first to all for the second: weights on the two gains as far as money is not the better way to
give, then money. A point on the path is `lean`, below zero toward the first. The frontier is the
outer edge of all packages' paths, which need not be convex.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from negotiator.economy.arrays import Array, Places
from negotiator.economy.ascent import climb
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy

#: Log weights beyond which a gain counts for nothing.
_END = 5.0
#: A concession of the lesser weighed counts at least so much in the step of its tariffs.
_LEAST = 0.2
#: Share of the two incomes, in money, that a climb may leave.
_TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Bargain:
    """Two parties, what they may do, and what they have if they do not agree.

    Parameters
    ----------
    economy
        The base year.
    parties
        Indices of the two.
    packages : Policy
        One batch axis of K: what else is in force under each package; the tariffs of everyone, and
        of the parties the ones that hold without a deal.
    beyond : [K, 2]
        What each package gives beyond the equilibrium, in the money of the flows.
    lowest, highest : [N, N, S]
        Bounds of tariffs; only the parties' own on each other may be free.
    fallback : [2]
        Payoffs without a deal, in money (per cent of the base year's income, turned to money).
    weights : [N, S] or None
        Political weights.
    purse : tuple of float
        The most that either may pay the other.
    friction : float
        What a payment costs the payer beyond itself, as a share of it.
    """

    economy: Economy
    parties: tuple[int, int]
    packages: Policy
    beyond: Array
    lowest: Array
    highest: Array
    fallback: Array
    weights: Array | None = None
    purse: tuple[float, float] = (0.0, 0.0)
    friction: float = 0.0

    @property
    def turn(self) -> float:
        """Log weight at which money becomes the better way to give."""
        return float(np.log1p(self.friction)) if max(self.purse) > 0 else _END

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of every path: lean of the most for the first, and of that for the second."""
        turn = self.turn
        if max(self.purse) <= 0:
            return -_END, _END
        return -turn - self.purse[1], turn + self.purse[0]

    def terms(self, lean: Array) -> tuple[Array, Array]:
        """Weights [B, 2] and money that the first receives [B], at points of the path.

        Within the turns a lean is a log of weights; beyond them it is money.
        """
        turn = self.turn
        weight = np.exp(0.5 * np.clip(lean, -turn, turn)[:, None] * np.array([-1.0, 1.0]))
        paid = np.zeros_like(lean)
        if max(self.purse) > 0:
            paid = np.clip(-lean - turn, 0.0, self.purse[1])
            paid -= np.clip(lean - turn, 0.0, self.purse[0])
        return weight, paid

    def reach(self, package: Places, lean: Array, near: Reached | None = None) -> Reached:
        """The efficient deals of packages [B] at points of their paths [B].

        Parameters
        ----------
        near
            Deals nearby to start from, one for each; by default those in force.

        Raises
        ------
        NotSolvedError
            When a world on the way has no equilibrium.
        """
        economy, pair = self.economy, list(self.parties)
        weight, paid = self.terms(lean)
        incomes = economy.income[pair] / 100.0
        policy = self._in_force(package, paid)
        a = np.zeros((len(lean), len(economy.countries)))
        a[:, pair] = weight * incomes

        def field(world: Equilibrium) -> tuple[Array, Array]:
            dollar = 100.0 * a / world.income
            counted = np.maximum(dollar[:, pair], _LEAST * dollar.max(axis=1, keepdims=True))
            dollar[:, pair] = counted
            return gradient(world, a, self.weights).tariff, dollar

        tariff = policy.tariff if near is None else near.tariff
        assert tariff is not None
        found = climb(
            economy, policy, field, start=tariff, lowest=self.lowest, highest=self.highest,
            tolerance=_TOLERANCE * float(incomes.sum()) * 100.0, rounds=40,
            near=None if near is None else near.world,
        )  # fmt: skip
        gains = payoff(found.equilibrium, self.weights)[:, pair] * incomes - self.fallback
        gains = gains + self.beyond[package]
        gains[:, 0] -= self.friction * np.maximum(-paid, 0.0)
        gains[:, 1] -= self.friction * np.maximum(paid, 0.0)
        slack = found.slack[:, pair].sum(axis=1)
        return Reached(package, lean, paid, gains, found.tariff, found.equilibrium, slack)

    def _in_force(self, package: Places, paid: Array) -> Policy:
        """Levers of packages [B], and money [B] that the first receives from the second."""

        def rows(lever: Array | None) -> Array | None:
            return None if lever is None else lever[package]

        given = self.packages
        transfer = np.zeros((len(paid), len(self.economy.countries)))
        if given.transfer is not None:
            transfer += given.transfer[package]
        transfer[:, self.parties[0]] += paid
        transfer[:, self.parties[1]] -= paid
        return Policy(
            rows(given.tariff), rows(given.export_tax), rows(given.iceberg), transfer,
            rows(given.deficit),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Reached:
    """Deals, and what they give.

    Parameters
    ----------
    package, lean : [B]
        Where on which path.
    paid : [B]
        Money that the first receives from the second (below zero: pays).
    gains : [B, 2]
        Over no deal, in money.
    tariff : [B, N, N, S]
    world : Equilibrium or None
        Of these deals, to start the next from.
    slack : [B]
        What the weighted sum of gains might still be raised by, in money, by the last step.
    """

    package: Places
    lean: Array
    paid: Array
    gains: Array
    tariff: Array
    world: Equilibrium | None
    slack: Array

    def take(self, rows: Places) -> Reached:
        """Some of them."""
        return replace(
            self,
            package=self.package[rows],
            lean=self.lean[rows],
            paid=self.paid[rows],
            gains=self.gains[rows],
            tariff=self.tariff[rows],
            world=None if self.world is None else self.world.take(rows),
            slack=self.slack[rows],
        )

    def joined(self, other: Reached) -> Reached:
        """These and others after them, without their worlds."""

        def both(name: str) -> Array:
            return np.concatenate([getattr(self, name), getattr(other, name)])

        return Reached(
            package=np.concatenate([self.package, other.package]),
            world=None,
            **{name: both(name) for name in ("lean", "paid", "gains", "tariff", "slack")},
        )


#: What shall vanish at a point of a path, falling with its lean.
Aim = Callable[[Reached], Array]


def aimed(bargain: Bargain, aim: Aim, low: Reached, high: Reached, steps: int = 10) -> Reached:
    """The points of paths at which an aim vanishes; an end, where it has one sign all along.

    Parameters
    ----------
    low, high
        Points of the same packages, `low` with the smaller lean and so more for the first.

    Notes
    -----
    Regula falsi with the Illinois rule (Dowell and Jarratt 1971), each row for itself, every deal
    started from its neighbour.
    """
    left, right = low.lean.copy(), high.lean.copy()
    at_left, at_right = aim(low), aim(high)
    right = np.where(at_left <= 0, left, right)
    left = np.where(at_right >= 0, right, left)
    scale = np.maximum(np.abs(at_left), np.abs(at_right))
    done = left == right
    side = np.zeros(len(left))
    best = low
    for _ in range(steps):
        width = at_left - at_right
        part = np.divide(at_left, width, out=np.full(len(left), 0.5), where=np.abs(width) > 0)
        lean = left + np.clip(part, 0.02, 0.98) * (right - left)
        lean = np.where(done, np.where(left == right, left, best.lean), lean)
        best = bargain.reach(low.package, lean, best)
        value = aim(best)
        done |= np.abs(value) <= 1e-5 * scale
        if done.all():
            break
        ahead = value > 0  # too much for the first: go right
        at_right = np.where(ahead & (side > 0), at_right / 2, at_right)
        at_left = np.where(~ahead & (side < 0), at_left / 2, at_left)
        left, at_left = np.where(ahead, lean, left), np.where(ahead, value, at_left)
        right, at_right = np.where(ahead, right, lean), np.where(ahead, at_right, value)
        side = np.where(ahead, 1.0, -1.0)
    return best
