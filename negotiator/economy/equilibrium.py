"""The equilibrium of a policy, solved in changes from the base year.

"Exact hat algebra" (Dekle, Eaton and Kortum 2008; Costinot and Rodríguez-Clare 2014) of the model
of Caliendo and Parro (2015), with fixed numbers of firms under monopolistic competition where the
labour share is below one (Ossa 2014). One damped Newton iteration in log wages and log prices, with
the exact Jacobian, over a whole stack of policies at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array, Rows
from negotiator.economy.base import Economy
from negotiator.economy.errors import NotSolvedError
from negotiator.economy.policy import Policy
from negotiator.economy.system import (
    Levers,
    Point,
    Sensitivity,
    evaluate,
    income_matrix,
    parts,
    sensitivity,
)

_LONGEST_STEP = 0.7
_ITERATIONS = 200
#: Elements of a trade-share array solved at once: what fits a processor's cache, measured.
_CHUNK = 150_000


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """A solved world. Hats are new over base year.

    Parameters
    ----------
    wage : [..., N]
        ŵ.
    price : [..., N, S]
        P̂, prices to the buyer, tariffs included.
    share : [..., N exporter, N importer, S]
        λ'.
    expenditure, sales : [..., N, S]
        X' and Y', in the money of the base year's flows; world income is the numeraire.
    income : [..., N]
        I'.
    residual : [...]
        Largest excess demand for labour, as a share of the country's wages.
    """

    economy: Economy
    policy: Policy
    wage: Array
    price: Array
    share: Array
    expenditure: Array
    sales: Array
    income: Array
    residual: Array
    levers: Levers


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
        A single equilibrium nearby; by default the base year.
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
    log_wage, log_price = np.zeros((size, n)), np.zeros((size, n, s))
    if start is not None and start.wage.ndim == 1:
        log_wage[:], log_price[:] = np.log(start.wage), np.log(start.price)
    step = max(1, _CHUNK // (n * n * s))
    pieces = []
    with np.errstate(all="ignore"):  # a trial step may overflow; the residual then says so
        for at in range(0, size, step):
            rows = np.arange(at, min(at + step, size))
            pieces.append(
                _newton(economy, levers.take(rows), log_wage[rows], log_price[rows], tolerance)
            )
        for k, (point, residual) in enumerate(pieces):
            for row in np.flatnonzero(~(residual <= tolerance)):
                place = np.array([k * step + row])
                found = _continued(economy, levers.take(place), tolerance)
                if found is not None:
                    _put(point, int(row), found[0])
                    residual[row] = found[1][0]
    points = [point for point, _ in pieces]
    residual = np.concatenate([each for _, each in pieces])
    if not (residual <= tolerance).all():
        worst = int(np.argmax(np.where(np.isfinite(residual), residual, np.inf)))
        raise NotSolvedError(_complaint(economy, levers, worst, residual, batch, tolerance))

    def joined(name: str) -> Array:
        whole = np.concatenate([getattr(point, name) for point in points])
        return whole.reshape(batch + whole.shape[1:])

    return Equilibrium(
        economy=economy,
        policy=policy,
        wage=np.exp(joined("log_wage")),
        price=np.exp(joined("log_price")),
        share=joined("share"),
        expenditure=joined("expenditure"),
        sales=joined("sales"),
        income=joined("income"),
        residual=residual.reshape(batch),
        levers=levers,
    )


def fill(economy: Economy, policy: Policy, batch: tuple[int, ...]) -> Levers:
    """The policy with what it leaves out taken from the base year, on one batch axis."""
    n, s = len(economy.countries), len(economy.sectors)
    size = int(np.prod(batch))

    def flat(lever: Array | None, base: Array) -> Array:
        core = base.shape
        whole = np.broadcast_to(base if lever is None else lever, batch + core)
        return whole.reshape((size, *core))

    tariff = flat(policy.tariff, economy.tariff)
    export_tax = flat(policy.export_tax, economy.export_tax)
    log_cost = np.log1p(tariff) - np.log1p(economy.tariff)
    if policy.export_tax is not None:
        log_cost += np.log1p(export_tax) - np.log1p(economy.export_tax)
    if policy.iceberg is not None:
        log_cost += np.log(flat(policy.iceberg, np.ones((n, n, s))))
    outside = flat(policy.deficit, economy.deficit) + flat(policy.transfer, np.zeros(n))
    return Levers(tariff, export_tax, log_cost, outside)


def _newton(
    economy: Economy, levers: Levers, log_wage: Array, log_price: Array, tolerance: float
) -> tuple[Point, Array]:
    """Damped Newton; members that have converged are left alone."""
    size = len(log_wage)
    active = np.arange(size)
    best = np.full(size, np.inf)
    kept_wage, kept_price = log_wage.copy(), log_price.copy()
    step_wage, step_price = np.zeros_like(log_wage), np.zeros_like(log_price)
    wage, price = log_wage.copy(), log_price.copy()
    for _ in range(_ITERATIONS):
        point = evaluate(economy, levers.take(active), wage[active], price[active])
        excess, gap, merit = _residual(economy, point)
        worse = ~(merit <= best[active] * (1.0 + 1e-9)) & (best[active] > tolerance)
        # Members that got worse go back half of the way that they came.
        back = active[worse]
        step_wage[back] *= 0.5
        step_price[back] *= 0.5
        wage[back] = kept_wage[back] + step_wage[back]
        price[back] = kept_price[back] + step_price[back]
        good = ~worse
        better = active[good]
        improved = merit[good] < best[better]
        best[better[improved]] = merit[good][improved]
        kept_wage[better], kept_price[better] = wage[better], price[better]
        going = good & (merit > tolerance)
        if going.any():
            rows = active[going]
            part = _take(point, going)
            du, dp = _step(economy, levers.take(rows), part, excess[going], gap[going])
            longest = np.maximum(np.abs(du).max(axis=1), np.abs(dp).max(axis=(1, 2)))
            scale = np.minimum(1.0, _LONGEST_STEP / np.maximum(longest, 1e-300))
            scale = np.where(np.isfinite(scale), scale, 0.0)
            step_wage[rows] = du * scale[:, None]
            step_price[rows] = dp * scale[:, None, None]
            wage[rows] += step_wage[rows]
            price[rows] += step_price[rows]
        stuck = np.abs(step_wage[active]).max(axis=1) < 1e-15
        active = active[~(good & (merit <= tolerance)) & ~(worse & stuck)]
        if not len(active):
            break
    final = evaluate(economy, levers, kept_wage, kept_price)
    if not economy.has_inputs:
        final = _with_fit(final)
    _, _, merit = _residual(economy, final)
    return final, merit


def _continued(economy: Economy, levers: Levers, tolerance: float) -> tuple[Point, Array] | None:
    """One member reached by steps from the base year, where Newton's leap from there fails."""
    n, s = len(economy.countries), len(economy.sectors)
    for steps in (6, 40):
        wage, price = np.zeros((1, n)), np.zeros((1, n, s))
        for part in np.linspace(1.0 / steps, 1.0, steps):
            on_the_way = Levers(
                np.expm1(part * np.log1p(levers.tariff) + (1 - part) * np.log1p(economy.tariff)),
                np.expm1(
                    part * np.log1p(levers.export_tax) + (1 - part) * np.log1p(economy.export_tax)
                ),
                part * levers.log_cost,
                part * levers.outside + (1 - part) * economy.deficit,
            )
            point, residual = _newton(economy, on_the_way, wage, price, tolerance)
            if not residual[0] <= tolerance:
                break
            wage, price = point.log_wage, point.log_price
        else:
            return point, residual
    return None


def _put(point: Point, row: int, found: Point) -> None:
    """Put a single point into a row of a batch."""
    for name in Point.__dataclass_fields__:
        getattr(point, name)[row] = getattr(found, name)[0]


def _take(point: Point, rows: Rows) -> Point:
    fields = {name: getattr(point, name)[rows] for name in Point.__dataclass_fields__}
    if point.producer is point.border:  # without export taxes they are one array, and stay so
        fields["producer"] = fields["border"]
    return Point(**fields)


def _with_fit(point: Point) -> Point:
    fields = {name: getattr(point, name) for name in Point.__dataclass_fields__}
    return Point(**{**fields, "log_price": point.fit})


def _residual(economy: Economy, point: Point) -> tuple[Array, Array, Array]:
    """Excess demand for labour over base wages [B, N], gap of prices [B, N, S], and the merit [B].

    The labour markets clear together with one to spare (Walras); the numeraire, world income at
    its base value, is added to each of them in proportion to its size, which fixes the level and
    vanishes at the solution.
    """
    demand = (economy.labour_share * economy.value_added_share * point.sales).sum(axis=-1)
    wages = np.exp(point.log_wage) * economy.labour
    world = economy.income.sum()
    numeraire = (point.income.sum(axis=-1) - world) / world
    excess = demand - wages
    if economy.has_inputs:
        gap = point.fit - point.log_price
        off = np.abs(gap).max(axis=(1, 2))
    else:
        gap = np.zeros_like(point.fit)
        off = np.zeros(len(wages))
    merit = np.maximum(np.abs(excess / wages).max(axis=1), np.abs(numeraire))
    merit = np.maximum(merit, off)
    merit = np.where(np.isfinite(merit) & (point.income > 0).all(axis=1), merit, np.inf)
    return excess + numeraire[:, None] * economy.labour, gap, merit


def _step(
    economy: Economy, levers: Levers, point: Point, excess: Array, gap: Array
) -> tuple[Array, Array]:
    """The Newton step in log wages and log prices."""
    if not economy.has_inputs:
        by_wage = _jacobian_without_inputs(economy, point)
        du = np.asarray(np.linalg.solve(by_wage, -excess[..., None])[..., 0], np.float64)
        return du, np.zeros_like(gap)
    b, n, s = gap.shape
    found = _excess_sensitivity(economy, levers, point)
    by_wage = _excess_by_wage(economy, point, found)
    on_gap = np.einsum("bqjs,bjs->bq", found.log_price, gap)
    right = -excess - on_gap[:, :n] - economy.labour * on_gap[:, n:]
    du = np.linalg.solve(by_wage, right[..., None])[..., 0]
    phi = np.einsum("bims,isk->bmsik", point.share, economy.input_share).reshape(b, n * s, n * s)
    moved = gap + np.einsum("bims,is,bi->bms", point.share, economy.value_added_share, du)
    dp = np.linalg.solve(np.eye(n * s) - phi, moved.reshape(b, n * s, 1)).reshape(b, n, s)
    return du, dp


def _excess_sensitivity(economy: Economy, levers: Levers, point: Point) -> Sensitivity:
    """Derivatives of each country's demand for labour, and of world income over its base value."""
    n, s = len(economy.countries), len(economy.sectors)
    b = len(point.income)
    on_sales = np.zeros((n + 1, n, s))
    on_sales[np.arange(n), np.arange(n)] = economy.labour_share * economy.value_added_share
    on_income = np.zeros((n + 1, n))
    on_income[n] = 1.0 / economy.income.sum()
    return sensitivity(
        economy,
        levers,
        point,
        np.broadcast_to(on_sales, (b, *on_sales.shape)),
        np.broadcast_to(on_income, (b, *on_income.shape)),
        np.zeros((b, n + 1, n, s)),
    )


def _excess_by_wage(economy: Economy, point: Point, found: Sensitivity) -> Array:
    n = len(economy.countries)
    by_wage = found.log_wage[:, :n] + economy.labour[:, None] * found.log_wage[:, n:]
    by_wage[:, np.arange(n), np.arange(n)] -= np.exp(point.log_wage) * economy.labour
    return np.asarray(by_wage)


def jacobian(economy: Economy, levers: Levers, point: Point) -> Array:
    """[B, N, N]: excess demand for labour by log wage, prices adjusting, numeraire included."""
    if not economy.has_inputs:
        return _jacobian_without_inputs(economy, point)
    return _excess_by_wage(economy, point, _excess_sensitivity(economy, levers, point))


def point_of(equilibrium: Equilibrium) -> Point:
    """The point of the system at which a world was solved, on one batch axis."""
    n, s = len(equilibrium.economy.countries), len(equilibrium.economy.sectors)
    return evaluate(
        equilibrium.economy,
        equilibrium.levers,
        np.log(equilibrium.wage).reshape(-1, n),
        np.log(equilibrium.price).reshape(-1, n, s),
    )


def _jacobian_without_inputs(economy: Economy, point: Point) -> Array:
    """[B, N, N]: the same as `jacobian`, by a few products of small matrices."""
    b, n, _, s = point.share.shape
    wages = np.exp(point.log_wage) * economy.labour
    share = point.share
    rows = np.arange(n)
    spent = point.expenditure[:, None]
    shares = share.reshape(b, n, n * s)
    across = np.swapaxes(shares, 1, 2)

    def moved(weight: Array) -> Array:
        """Change of Σ_js weight_ijs λ_ijs by log wage: own cost, and everybody's."""
        flat = (weight * economy.theta).reshape(b, n, n * s)
        change = flat @ across
        change[:, rows, rows] -= flat.sum(axis=2)
        return np.asarray(change)

    paid = share * point.producer * spent
    home = share * (1.0 - point.border) * spent * economy.theta
    # Tariff revenue by log wage: dearer suppliers lose share, and all others gain it.
    income_by_wage = np.einsum("bms,bnms->bmn", home.sum(axis=1), share)
    income_by_wage -= np.swapaxes(home.sum(axis=3), 1, 2)
    income_by_wage[:, rows, rows] += wages
    simple = point.producer is point.border and bool((economy.labour_share == 1.0).all())
    if not simple:
        _, abroad = parts(economy, share, point.border, point.producer)
        income_by_wage += moved(abroad * spent)
    matrix = np.eye(n) - income_matrix(economy, share, point.border, point.producer)
    by_wage = np.linalg.solve(matrix, income_by_wage)
    labour_paid = (share * point.producer * economy.labour_share * economy.final_share).sum(axis=3)
    by_log = moved(paid * economy.labour_share) + labour_paid @ by_wage
    by_log[:, rows, rows] -= wages
    numeraire = by_wage.sum(axis=1, keepdims=True) / economy.income.sum()
    return np.asarray(by_log + economy.labour[:, None] * numeraire)


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
