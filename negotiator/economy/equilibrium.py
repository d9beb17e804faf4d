"""The equilibrium of a policy, solved in changes from the base year.

"Exact hat algebra" (Dekle, Eaton and Kortum 2008; Costinot and Rodríguez-Clare 2014) of the model
of Caliendo and Parro (2015), with fixed numbers of firms under monopolistic competition where the
labour share is below one (Ossa 2014). A whole stack of policies at once: by chord steps, and where
those do not arrive by damped Newton and continuation. Whatever the way, a world is returned only
when its residual says that it is an equilibrium.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.chord import CHUNK, Reached, reach
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.newton import continued, newton
from negotiator.economy.policy import Policy
from negotiator.economy.system import Levers, Point, log_trade_cost, wedges

#: Chord steps go on to here, where it costs little: gradients and differences gain by it.
_FINE = 1e-12


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """A solved world. Hats are new over base year.

    Parameters
    ----------
    wage : [..., N]
        ŵ.
    price : [..., N, S]
        P̂, prices to the buyer, tariffs included.
    expenditure, sales : [..., N, S]
        X' and Y', in the money of the base year's flows; world income is the numeraire.
    income : [..., N]
        I'.
    residual : [...]
        The largest of what is left of any equation: excess demand for labour over a country's
        wages, world income over its base value, prices and sales in logs, export revenue over
        income.
    """

    economy: Economy
    wage: Array
    price: Array
    expenditure: Array
    sales: Array
    income: Array
    residual: Array
    levers: Levers

    @cached_property
    def share(self) -> Array:
        """[..., N exporter, N importer, S]: λ'_ijs = λ_ijs (ĉ_is τ̂_ijs / P̂_js)^−θ_s."""
        economy = self.economy
        log_cost = economy.value_added_share * np.log(self.wage)[..., None]
        log_price = np.log(self.price)
        if economy.has_inputs:
            inputs = np.matmul(economy.input_share, log_price[..., None])[..., 0]
            log_cost = log_cost + inputs
        trade_cost = log_trade_cost(economy, self.levers)
        trade_cost = trade_cost.reshape(self.residual.shape + economy.share.shape)
        relative = log_cost[..., :, None, :] + trade_cost - log_price[..., None, :, :]
        # A supplier that sells nothing there may be cheap beyond all numbers.
        power = np.where(economy.share > 0, -economy.theta * relative, 0.0)
        return np.asarray(economy.share * np.exp(power))


def solve(
    economy: Economy,
    policy: Policy,
    *,
    start: Equilibrium | None = None,
    tolerance: float = 1e-10,
) -> Equilibrium:
    """Solve the world economy for a policy, or for a stack of them.

    Parameters
    ----------
    economy
        The base year.
    policy
        Levers with any leading batch axes.
    start
        An equilibrium nearby, single or with the same batch axes; by default the base year.
    tolerance
        Of the residual: excess demand for labour over wages, and of prices in logs.

    Returns
    -------
    An equilibrium with the batch axes of the policy.

    Raises
    ------
    EconomyError
        When a lever has the wrong shape or an impossible value.
    NotSolvedError
        When the iteration does not reach the tolerance: never an unsolved world.
    """
    n, s = len(economy.countries), len(economy.sectors)
    batch = policy.batch(n, s)
    levers = fill(economy, policy, batch)
    size = len(levers.outside)
    first = _start(economy, start, batch)
    chunk = max(1, CHUNK // (n * n * s))
    places = [slice(at, at + chunk) for at in range(0, size, chunk)]

    def part(rows: slice) -> Reached:
        # A trial step may overflow, here and in Newton's; the residual then says so.
        with np.errstate(all="ignore"):
            return reach(economy, levers.take(rows), tuple(x[rows] for x in first), _FINE)

    pieces = [part(rows) for rows in places]
    found = {
        name: np.concatenate([getattr(piece, name) for piece in pieces])
        for name in Reached.__dataclass_fields__
    }
    residual = found["residual"]
    for row in np.flatnonzero(~(residual <= tolerance)):
        point, residual[row] = _surely(economy, levers.take(np.array([row])), tolerance)
        for name in ("log_wage", "log_price", "expenditure", "sales", "income"):
            found[name][row] = getattr(point, name)[0]
    if not (residual <= tolerance).all():
        worst = int(np.argmax(np.where(np.isfinite(residual), residual, np.inf)))
        raise NotSolvedError(_complaint(economy, levers, worst, residual, batch, tolerance))

    def shaped(name: str) -> Array:
        return found[name].reshape(batch + found[name].shape[1:])

    return Equilibrium(
        economy=economy,
        wage=np.exp(shaped("log_wage")),
        price=np.exp(shaped("log_price")),
        expenditure=shaped("expenditure"),
        sales=shaped("sales"),
        income=shaped("income"),
        residual=residual.reshape(batch),
        levers=levers,
    )


def _start(
    economy: Economy, start: Equilibrium | None, batch: tuple[int, ...]
) -> tuple[Array, Array, Array]:
    """Log wages, log prices and sales to begin from, on one batch axis."""
    n, s = economy.sales.shape
    if start is None or start.residual.shape not in ((), batch):
        firsts = (np.zeros(n), np.zeros((n, s)), economy.sales)
    else:
        firsts = (np.log(start.wage), np.log(start.price), start.sales)
    size = int(np.prod(batch))
    cores = ((n,), (n, s), (n, s))
    return tuple(  # type: ignore[return-value]
        np.broadcast_to(each, batch + core).reshape(size, *core)
        for each, core in zip(firsts, cores, strict=True)
    )


def _surely(economy: Economy, levers: Levers, tolerance: float) -> tuple[Point, float]:
    """One member by Newton's way, from the base year, at once or by steps."""
    n, s = economy.sales.shape
    with np.errstate(all="ignore"):
        point, residual = newton(economy, levers, np.zeros((1, n)), np.zeros((1, n, s)), tolerance)
        if not residual <= tolerance:
            found = continued(economy, levers, tolerance)
            if found is not None:
                point, residual = found
    return point, residual


def fill(economy: Economy, policy: Policy, batch: tuple[int, ...]) -> Levers:
    """The policy with what it leaves out taken from the base year, on one batch axis."""
    n = len(economy.countries)
    size = int(np.prod(batch))

    def flat(lever: Array | None, base: Array) -> Array:
        core = base.shape
        whole = np.broadcast_to(base if lever is None else lever, batch + core)
        return whole.reshape((size, *core))

    return Levers(
        tariff=flat(policy.tariff, economy.tariff),
        export_tax=flat(policy.export_tax, economy.export_tax),
        iceberg=None if policy.iceberg is None else flat(policy.iceberg, economy.tariff),
        outside=flat(policy.deficit, economy.deficit) + flat(policy.transfer, np.zeros(n)),
    )


def point_of(equilibrium: Equilibrium) -> Point:
    """The point of the system at which a world was solved, on one batch axis."""
    n, s = len(equilibrium.economy.countries), len(equilibrium.economy.sectors)
    price = np.log(equilibrium.price).reshape(-1, n, s)
    border, producer = wedges(equilibrium.levers)
    return Point(
        log_wage=np.log(equilibrium.wage).reshape(-1, n),
        log_price=price,
        share=equilibrium.share.reshape(-1, n, n, s),
        fit=price,
        expenditure=equilibrium.expenditure.reshape(-1, n, s),
        sales=equilibrium.sales.reshape(-1, n, s),
        income=equilibrium.income.reshape(-1, n),
        border=border,
        producer=producer,
    )


def _complaint(
    economy: Economy,
    levers: Levers,
    worst: int,
    residual: Array,
    batch: tuple[int, ...],
    tolerance: float,
) -> str:
    tariff = levers.tariff[worst]
    i, j, k = np.unravel_index(int(np.argmax(tariff)), tariff.shape)
    where = f"policy {tuple(int(x) for x in np.unravel_index(worst, batch))} of the stack: " * bool(
        batch
    )
    return (
        f"no equilibrium found: {where}residual {residual[worst]:.1e}, expected {tolerance:.0e};"
        f" highest tariff {tariff[i, j, k]:.0%} by {economy.countries[j]} on"
        f" {economy.countries[i]} in {economy.sectors[k]}"
    )
