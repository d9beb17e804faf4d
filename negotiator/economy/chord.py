"""The quick way to an equilibrium: chord steps with one inverse Jacobian for a whole economy.

Newton's method with the Jacobian of the base year kept (the chord method: Ortega and Rheinboldt
1970, section 7.1), its steps improved by Anderson (1965) acceleration. A step then costs a few sums
over trade shares and one product of matrices, and no system of equations is solved: a dozen steps
cost less than one of Newton's. Members of a stack that do not converge so are left to Newton.

The unknowns: log wages [N]; with inputs log prices [N, S]; with inputs or profits log sales over
those of the base year [N, S]; with export taxes their revenue over income [N]. Within this module
the batch is the *last* axis, so that every loop runs along it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.system import Levers

#: Steps at most, with the whole inverse Jacobian and with that of wages alone.
_STEPS = 60
_LONG_STEPS = 300
#: Steps whose differences Anderson's acceleration looks back on.
_MEMORY = 2
_LONG_MEMORY = 12
#: Unknowns up to which the whole inverse Jacobian is kept; above, that of wages alone.
_WHOLE = 500
#: Rounds in which prices and sales settle when only the inverse Jacobian of wages is kept.
_SETTLED = 20
#: The longest step of a logarithm.
_LONGEST = 1.0
_NOTHING = np.zeros(())
#: Elements of trade shares worked on at once: what fits a processor's cache, measured.
CHUNK = 160_000


@dataclass(frozen=True, eq=False)
class Reached:
    """Where the steps ended, batch axis first.

    Parameters
    ----------
    log_wage : [B, N]
    log_price, expenditure, sales : [B, N, S]
    income : [B, N]
    residual : [B]
        As of `Equilibrium`.
    """

    log_wage: Array
    log_price: Array
    expenditure: Array
    sales: Array
    income: Array
    residual: Array


class System:
    """The equations at a stack of levers, as one map of the unknowns; batch axis last."""

    def __init__(self, economy: Economy, levers: Levers, taxed: bool) -> None:
        self.economy = economy
        self.taxed = taxed
        n, s = len(economy.countries), len(economy.sectors)
        self.n, self.s = n, s
        # In place where it can be: what a stack costs beside its steps is memory moved about.
        rate = _last(levers.tariff)
        rate += 1.0
        weight = rate / (1.0 + economy.tariff[..., None])
        if levers.iceberg is not None:
            weight *= _last(levers.iceberg)
        if taxed:
            export = 1.0 + _last(levers.export_tax)
            weight *= export / (1.0 + economy.export_tax[..., None])
        self.theta = economy.theta[:, None]
        np.log(weight, out=weight)
        weight *= -self.theta
        np.exp(weight, out=weight)
        weight *= economy.share[..., None]
        #: What a supplier's cost to the power −θ is to be multiplied by; at the border; to it.
        self.weight = weight
        self.border = np.divide(weight, rate, out=rate)
        self.producer = self.border / export if taxed else self.border
        self.outside = _last(levers.outside)
        self.profit = 1.0 - economy.labour_share[:, None]
        self.inputs = economy.has_inputs
        self.turnover = self.inputs or bool((economy.labour_share < 1.0).any())
        #: κ_k γ_jk→s: what sectors k of j buy of s per dollar of their sales.
        self.bought = np.ascontiguousarray(
            np.swapaxes(economy.input_share * economy.labour_share[:, None], 1, 2)
        )
        self.paid = (economy.labour_share * economy.value_added_share)[..., None]
        self.base_sales = np.where(economy.sales > 0, economy.sales, 1.0)[..., None]
        self.made = (economy.sales > 0)[..., None]
        self.world = float(economy.income.sum())
        shapes = ((True, (n,)), (self.inputs, (n, s)), (self.turnover, (n, s)), (taxed, (n,)))
        at, blocks = 0, []
        for there, shape in shapes:
            length = math.prod(shape) * there
            blocks.append((slice(at, at + length), shape))
            at += length
        self.blocks, self.unknowns = tuple(blocks), at

    def split(self, z: Array) -> tuple[Array, Array, Array, Array]:
        """Log wages, log prices, log sales, export revenue; zeros for what is no unknown."""
        found = [
            z[part].reshape(*shape, z.shape[1]) if part.stop > part.start else _NOTHING
            for part, shape in self.blocks
        ]
        return found[0], found[1], found[2], found[3]

    def join(self, wage: Array, price: Array, sales: Array, revenue: Array) -> Array:
        """The other way round."""
        given = zip(self.blocks, (wage, price, sales, revenue), strict=True)
        kept = [
            block.reshape(-1, wage.shape[-1])
            for (part, _), block in given
            if part.stop > part.start
        ]
        return np.concatenate(kept)

    def residual(self, z: Array) -> tuple[Array, Array, tuple[Array, ...]]:
        """Residual of every equation, the merit [B], and prices, spending, sales and incomes."""
        economy = self.economy
        wage, price, log_sales, revenue = self.split(z)
        wages = np.exp(wage) * economy.labour[:, None]
        log_cost = economy.value_added_share[..., None] * wage[:, None]
        if self.inputs:
            log_cost = log_cost + np.matmul(economy.input_share, price)
        pull = np.exp(-self.theta * log_cost)
        total = np.einsum("ijsb,isb->jsb", self.weight, pull)
        kept = np.einsum("ijsb,isb->jsb", self.border, pull) / total
        fit = -np.log(total) / self.theta
        earned = wages + self.outside
        alpha = economy.final_share[..., None]
        if self.turnover:
            turned = self.base_sales * np.exp(log_sales) * self.made
            earned = earned + (self.profit * turned).sum(axis=1)
        if self.taxed:
            earned = earned + revenue * economy.income[:, None]
        if self.inputs:
            inputs = np.matmul(self.bought, turned)
            earned = earned + ((1.0 - kept) * inputs).sum(axis=1)
        # Revenue of tariffs is spent too: income is what remains equal to what it pays for.
        income = earned / (alpha * kept).sum(axis=1)
        spent = alpha * income[:, None]
        if self.inputs:
            spent = spent + inputs
        per_share = spent / total
        sales = pull * np.einsum("ijsb,jsb->isb", self.producer, per_share)
        demand = (self.paid * sales).sum(axis=1)
        numeraire = (income.sum(axis=0) - self.world) / self.world
        excess = demand - wages
        merit = np.maximum(np.abs(excess / wages).max(axis=0), np.abs(numeraire))
        gap = _NOTHING
        if self.inputs:
            gap = fit - price
            merit = np.maximum(merit, np.abs(gap).max(axis=(0, 1)))
        off = _NOTHING
        if self.turnover:
            ratio = np.where(self.made, sales / np.where(self.made, turned, 1.0), 1.0)
            # What nobody makes stays at nothing, whatever its unknown; that one is held at zero.
            off = np.log(ratio) - np.where(self.made, 0.0, log_sales)
            merit = np.maximum(merit, np.abs(off).max(axis=(0, 1)))
        short = _NOTHING
        if self.taxed:
            border = pull * np.einsum("ijsb,jsb->isb", self.border, per_share)
            short = (border - sales).sum(axis=1) / economy.income[:, None] - revenue
            merit = np.maximum(merit, np.abs(short).max(axis=0))
        sound = np.isfinite(merit) & (income > 0).all(axis=0)
        equations = self.join(excess + numeraire * economy.labour[:, None], gap, off, short)
        return equations, np.where(sound, merit, np.inf), (fit, spent, sales, income)


def _last(array: Array) -> Array:
    """A copy with the batch axis last."""
    return np.array(np.moveaxis(array, 0, -1), order="C")


_LOCK = Lock()
_INVERSES: WeakKeyDictionary[Economy, dict[bool, Array]] = WeakKeyDictionary()


def _of_base_year(economy: Economy, taxed: bool) -> Array:
    """The inverse Jacobian at the base year, found once an economy."""
    with _LOCK:
        kept = _INVERSES.setdefault(economy, {})
    if taxed not in kept:
        base = Levers(economy.tariff[None], economy.export_tax[None], None, economy.deficit[None])
        system = System(economy, base, taxed)
        point = np.zeros((system.unknowns, 1))
        if taxed:
            rate = economy.export_tax / (1.0 + economy.export_tax)
            revenue = (economy.flows * rate).sum(axis=(1, 2))
            point[-system.n :, 0] = revenue / economy.income
        kept[taxed] = _inverse(system, point)
    return kept[taxed]


def _inverse(system: System, point: Array) -> Array:
    """Inverse Jacobian of a single member at a point [K, 1]: [K, K], or of wages alone [N, N].

    By central differences of the equations themselves, all columns in one stack. It only steers:
    what is reached is judged by the residual.
    """
    columns = system.unknowns if system.unknowns <= _WHOLE else system.n
    step = 1e-5
    moved = np.repeat(point, 2 * columns, axis=1)
    place = np.arange(columns)
    moved[place, place] += step
    moved[place, columns + place] -= step
    for _ in range(0 if columns == system.unknowns else _SETTLED):
        # Prices and sales follow wages, so that the Jacobian of wages alone is the whole one.
        moved[system.n :] += system.residual(moved)[0][system.n :]
    found = system.residual(moved)[0][:columns]
    slope = (found[:, :columns] - found[:, columns:]) / (2 * step)
    try:
        return np.asarray(np.linalg.inv(slope), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.full_like(slope, np.nan)  # leads nowhere, and so to Newton


def reach(economy: Economy, levers: Levers, start: tuple[Array, ...], tolerance: float) -> Reached:
    """Chord steps from a start, for a stack that fits the processor's cache.

    Parameters
    ----------
    start : log wages [B, N], log prices [B, N, S], sales [B, N, S] in money
    tolerance
        Of the residual, at which a member rests.

    Returns
    -------
    Where each member came to; its residual tells whether that is an equilibrium.
    """
    taxed = bool(levers.export_tax.any() or economy.export_tax.any())
    system = System(economy, levers, taxed)
    inverse = _of_base_year(economy, taxed)
    base = system.base_sales
    log_sales = np.log(np.maximum(_last(start[2]), 1e-300) / base) * system.made
    revenue = np.zeros((system.n, len(levers.outside)))
    z = system.join(_last(start[0]), _last(start[1]), log_sales, revenue)
    if len(inverse) == len(z) <= z.shape[1]:
        # A stack of many pays for an inverse of its own, at the world in its midst.
        centre = System(economy, _midst(levers), taxed)
        middle, _, _ = _steps(centre, z.mean(axis=1, keepdims=True), inverse, 1e-6)
        own = _inverse(centre, middle) if np.isfinite(middle).all() else inverse
        if np.isfinite(own).all():
            inverse, z = own, np.repeat(middle, z.shape[1], axis=1)
    z, merit, found = _steps(system, z, inverse, tolerance)
    price, spent, sales, income = (np.moveaxis(each, -1, 0) for each in found)
    wage = np.moveaxis(z[: system.n], -1, 0)
    return Reached(wage, price, spent, sales, income, merit)


def _midst(levers: Levers) -> Levers:
    """One member in the midst of a stack."""

    def mean(lever: Array) -> Array:
        return np.asarray(lever.mean(axis=0, keepdims=True))

    iceberg = None if levers.iceberg is None else mean(levers.iceberg)
    return Levers(mean(levers.tariff), mean(levers.export_tax), iceberg, mean(levers.outside))


def _steps(
    system: System, z: Array, inverse: Array, tolerance: float
) -> tuple[Array, Array, tuple[Array, ...]]:
    """Where chord steps lead from z [K, B]: the unknowns, the merit and what they imply."""
    n, whole = system.n, len(inverse) == len(z)
    memory = Memory(_MEMORY if whole else _LONG_MEMORY, z.shape)
    for _ in range(_STEPS if whole else _LONG_STEPS):
        equations, merit, found = system.residual(z)
        going = (merit > tolerance) & np.isfinite(merit)
        if not going.any():
            break
        step = inverse @ equations[: len(inverse)]
        if not whole:
            # Prices and sales themselves tend to what their equations make of them.
            step = np.concatenate([step, -equations[n:]])
        step = memory.accelerated(z, np.where(going, -step, 0.0))
        z = z + np.where(going, np.clip(step, -_LONGEST, _LONGEST), 0.0)
    else:
        _, merit, found = system.residual(z)
    return z, merit, found


class Memory:
    """Anderson's (1965) acceleration: the last steps, taken as a linear model, and where it rests.

    Parameters
    ----------
    depth
        How many differences of steps are kept.
    shape : (K, B)
    """

    def __init__(self, depth: int, shape: tuple[int, ...]) -> None:
        self.turns, self.moves = np.empty((depth, *shape)), np.empty((depth, *shape))
        self.square = np.empty((depth, depth, shape[1]))
        self.kept = 0
        self.last: tuple[Array, Array] | None = None

    def accelerated(self, z: Array, step: Array) -> Array:
        """The step to take from z where `step` is proposed."""
        last, self.last = self.last, (z, step)
        if last is None:
            return step
        depth = len(self.turns)
        slot = self.kept % depth
        self.kept += 1
        np.subtract(step, last[1], out=self.turns[slot])
        np.add(z - last[0], self.turns[slot], out=self.moves[slot])
        size = min(self.kept, depth)
        turns, moves = self.turns[:size], self.moves[:size]
        row = np.einsum("pkb,kb->pb", turns, self.turns[slot])
        self.square[slot, :size] = self.square[:size, slot] = row
        right = np.einsum("pkb,kb->pb", turns, step)
        weight = _solved(self.square[:size, :size].copy(), right)
        found = step - np.einsum("pkb,pb->kb", moves, weight)
        return np.asarray(np.where(np.isfinite(found), found, step))


def _solved(square: Array, right: Array) -> Array:
    """Solve small symmetric systems [M, M, B] for [M, B], by elimination along the batch."""
    size = np.arange(len(right))
    square[size, size] = square[size, size] * (1.0 + 1e-12) + 1e-300
    for k in size[:-1]:
        factor = square[k + 1 :, k] / square[k, k]
        square[k + 1 :, k + 1 :] -= factor[:, None] * square[k, k + 1 :]
        right[k + 1 :] -= factor * right[k]
    for k in size[::-1]:
        right[k] = (right[k] - (square[k, k + 1 :] * right[k + 1 :]).sum(axis=0)) / square[k, k]
    return right
