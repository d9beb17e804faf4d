"""What two countries could agree on: every efficient deal, and the classical solutions among them.

A deal is the tariffs of both on each other, money paid by one to the other, and one of a list of
packages of everything else, by number. The efficient deals of a package are one path, from all for
the first to all for the second: weights on the two gains as far as money is not the better way to
give, then money, and when the purse is empty weights again. A point on the path is `lean`, below
zero toward the first. The frontier is the outer edge of all packages' paths, which need not be
convex.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from negotiator.economy.arrays import Array, Places
from negotiator.economy.ascent import Climbed, climb
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy
from negotiator.economy.quasi_newton import quasi_newton

#: Log weights beyond which a gain counts for nothing.
_END = 5.0
#: A concession of the lesser weighed counts at least so much in the step of its tariffs.
_LEAST = 0.2
#: Share of the two incomes, in money, that a climb may leave.
_TOLERANCE = 1e-12
#: And beyond which the second optimiser takes over.
_UNSETTLED = 1e-7


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
        return -_END - self.purse[1], _END + self.purse[0]

    def tilt(self, lean: Array) -> Array:
        """[B]: log of the second's weight over the first's, at points of the path."""
        turn = self.turn
        over = np.maximum(lean - turn - self.purse[0], 0.0)
        under = np.minimum(lean + turn + self.purse[1], 0.0)
        return np.asarray(np.clip(lean, -turn, turn) + over + under)

    def terms(self, lean: Array) -> tuple[Array, Array]:
        """Weights [B, 2] and money that the first receives [B], at points of the path.

        Within the turns a lean is a log of weights; beyond them it is money as far as the purse
        goes, and then a log of weights again.
        """
        turn = self.turn
        weight = np.exp(0.5 * self.tilt(lean)[:, None] * np.array([-1.0, 1.0]))
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
        )  # fmt: skip
        slack = found.slack[:, pair].sum(axis=1)
        unsettled = np.flatnonzero(slack > _UNSETTLED * incomes.sum() * 100.0)
        if len(unsettled):
            found = self._settled(found, policy, a, unsettled)
            slack[unsettled] = np.nan
        gains = payoff(found.equilibrium, self.weights)[:, pair] * incomes - self.fallback
        gains = gains + self.beyond[package]
        gains[:, 0] -= self.friction * np.maximum(-paid, 0.0)
        gains[:, 1] -= self.friction * np.maximum(paid, 0.0)
        return Reached(package, lean, paid, gains, found.tariff, slack)

    def _settled(self, found: Climbed, policy: Policy, a: Array, rows: Places) -> Climbed:
        """The climb with rows that did not settle taken to their end by the second optimiser."""
        tariff = found.tariff.copy()
        for row in rows:
            given = policy.row(int(row))
            tariff[row], _ = quasi_newton(
                self.economy, given, tariff[row], self.highest > self.lowest, a[row],
                self.weights, self.lowest, self.highest,
            )  # fmt: skip
        world = solve(self.economy, replace(policy, tariff=tariff))
        return replace(found, tariff=tariff, equilibrium=world)

    def _in_force(self, package: Places, paid: Array) -> Policy:
        """Levers of packages [B], and money [B] that the first receives from the second."""

        given = self.packages.row(package)
        transfer = np.zeros((len(paid), len(self.economy.countries)))
        if given.transfer is not None:
            transfer += given.transfer
        transfer[:, self.parties[0]] += paid
        transfer[:, self.parties[1]] -= paid
        return replace(given, transfer=transfer)


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
    slack : [B]
        What the weighted sum of gains might still be raised by, in money, by the last step. Not a
        number where the second optimiser ended, which does not say.
    """

    package: Places
    lean: Array
    paid: Array
    gains: Array
    tariff: Array
    slack: Array

    def take(self, rows: Places) -> Reached:
        """Some of them."""
        return self._each(lambda name: getattr(self, name)[rows])

    def joined(self, other: Reached) -> Reached:
        """These and others after them."""
        return self._each(lambda name: np.concatenate([getattr(self, name), getattr(other, name)]))

    def put(self, rows: Places, other: Reached) -> Reached:
        """These with some of them replaced."""

        def changed(name: str) -> Array:
            array = np.array(getattr(self, name))
            array[rows] = getattr(other, name)
            return array

        return self._each(changed)

    def _each(self, made: Callable[[str], Any]) -> Reached:
        return replace(self, **{name: made(name) for name in self.__dataclass_fields__})


#: What shall vanish at a point of a path, falling with its lean.
Aim = Callable[[Reached], Array]


def aimed(bargain: Bargain, aim: Aim, low: Reached, high: Reached, steps: int = 16) -> Reached:
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
    # An end where the aim has one sign all along.
    ends = np.flatnonzero(at_left > 0)
    best = low.put(ends, high.take(ends))
    todo = np.flatnonzero((at_left > 0) & (at_right < 0))
    scale = np.maximum(np.abs(at_left), np.abs(at_right))
    side = np.zeros(len(left))
    last = low
    for _ in range(steps):
        if not len(todo):
            break
        part = at_left[todo] / (at_left[todo] - at_right[todo])
        lean = left[todo] + np.clip(part, 0.02, 0.98) * (right[todo] - left[todo])
        found = bargain.reach(low.package[todo], lean, last.take(todo))
        best, last = best.put(todo, found), last.put(todo, found)
        value = aim(best)[todo]
        ahead = value > 0  # too much for the first: go right
        at_right[todo[ahead & (side[todo] > 0)]] /= 2
        at_left[todo[~ahead & (side[todo] < 0)]] /= 2
        left[todo[ahead]], at_left[todo[ahead]] = lean[ahead], value[ahead]
        right[todo[~ahead]], at_right[todo[~ahead]] = lean[~ahead], value[~ahead]
        side[todo] = np.where(ahead, 1.0, -1.0)
        todo = todo[np.abs(value) > 1e-6 * scale[todo]]
    return best
