"""Why real income changes: terms of trade, volume of trade and other channels, adding up exactly.

An envelope argument: buyers and producers choose optimally, so that a small change of the world
moves real income only through prices at the border, through quantities that are taxed or earn a
profit, through trade costs and through what is received from abroad (Dixit and Norman 1980;
Caliendo and Parro 2015, equation 15, for tariffs alone; Ossa 2014 for profits). With c factory-gate
costs, d icebergs, t tariffs, e export taxes, M flows at the importer's border before its tariff,
y = M/(1+e) what their producers receive, κ the share of sales Y that covers costs, D deficits and
transfers and I income:

    I_j dln W_j = Σ_{m≠j,s} M_jms dln[c_js(1+e_jms)] − Σ_{i≠j,s} M_ijs dln[c_is(1+e_ijs)]
                − Σ_{i,s} M_ijs dln d_ijs
                + Σ_{i,s} t_ijs M_ijs dln[M_ijs / (c_is d_ijs (1+e_ijs))]
                + Σ_{m,s} e_jms y_jms dln[y_jms / c_js]
                + Σ_s (1−κ_s) Y_js dln[Y_js / c_js]  +  dD_j

`decompose` integrates it along a path of policies, which makes the parts of a large change add up;
`first_order` takes one step of it at the weights of the base year, as Caliendo and Parro print.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import factory_gate_cost, real_income, trade_flows
from negotiator.economy.policy import Policy

#: Nodes along the path, at first and at most; each attempt takes about twice as many.
_FIRST, _LAST = 9, 65
#: Of the residual along the path: differentiation magnifies what is left of it.
_SOLVED = 1e-11


@dataclass(frozen=True, eq=False)
class Decomposition:
    """The change of real income of every country by channel, in per cent (100 × log points).

    Parameters
    ----------
    export_prices : [N exporter, N importer, S]
        The exporter's terms of trade: dearer exports at its border, its export tax included.
    import_prices : [N exporter, N importer, S]
        The importer's terms of trade: cheaper imports at the exporter's border.
    trade_cost : [N exporter, N importer, S]
        The importer's gain from lower icebergs, its trade with itself included.
    volume : [N exporter, N importer, S]
        The importer's gain from a larger volume of the imports that it taxes.
    export_volume : [N exporter, N importer, S]
        The exporter's gain from a larger volume of the exports that it taxes.
    output : [N, S]
        From more output where price is above cost: profits shifted (Ossa 2014).
    transfer : [N]
        Received from abroad.
    total : [N]
        100 · (ln W after − ln W before), from the two worlds themselves.
    import_weight : [N exporter, N importer, S]
        Mean over the path of M_ijs/I_j: `trade_cost` is −100 times it times the change of log
        icebergs, so that what several causes do to icebergs can be told apart.
    income_weight : [N]
        Mean over the path of 1/I_j: `transfer` is 100 times it times the change of what is
        received.

    Notes
    -----
    World income is the numeraire. A country whose exports and imports differ gains or loses by the
    choice: prices in another numeraire would move some of its terms of trade into `transfer`. The
    same holds for its terms of trade with a single partner.
    """

    export_prices: Array
    import_prices: Array
    trade_cost: Array
    volume: Array
    export_volume: Array
    output: Array
    transfer: Array
    total: Array
    import_weight: Array
    income_weight: Array

    def cells(self) -> dict[str, Array]:
        """[N country, N partner, S]: the channels that have partners, each to whom it accrues."""
        return {
            "terms of trade": self.export_prices + self.import_prices.swapaxes(0, 1),
            "trade cost": self.trade_cost.swapaxes(0, 1),
            "volume": self.volume.swapaxes(0, 1),
            "export volume": self.export_volume,
        }

    def _together(self) -> Array:
        return np.asarray(np.sum(list(self.cells().values()), axis=0))

    def channels(self) -> dict[str, Array]:
        """[N]: every channel; together the total, but for the gap."""
        parts = {name: cell.sum(axis=(1, 2)) for name, cell in self.cells().items()}
        return {**parts, "output": self.output.sum(axis=1), "transfer": self.transfer}

    def by_partner(self) -> Array:
        """[N country, N partner]: adds up to the total; what has no partner is on the diagonal."""
        own = np.diag(self.output.sum(axis=1) + self.transfer)
        return np.asarray(self._together().sum(axis=2) + own)

    def by_sector(self) -> Array:
        """[N, S]: adds up to the total less transfers, which have no sector."""
        return np.asarray(self._together().sum(axis=1) + self.output)

    @property
    def gap(self) -> Array:
        """[N]: what the channels miss of the total, an error of the integration alone."""
        return np.asarray(self.total - sum(self.channels().values()))


def decompose(
    economy: Economy, before: Policy, after: Policy, *, tolerance: float = 1e-8
) -> Decomposition:
    """Split the change of real income from one policy to another by channel.

    Parameters
    ----------
    before, after
        Policies without batch axes; what they leave out is the base year's.
    tolerance
        Largest gap, per cent.

    Returns
    -------
    The parts along the path on which log(1+t), log(1+e) and log icebergs go straight from one
    policy to the other, and transfers and deficits do. Another path splits a large change
    otherwise; the total does not depend on it. When the most nodes leave a gap above the tolerance,
    it stands in `gap`.

    Raises
    ------
    EconomyError, NotSolvedError
        As `solve` does, for any policy on the path.

    Notes
    -----
    Chebyshev–Lobatto nodes, spectral differentiation and Clenshaw–Curtis weights (Trefethen 2000,
    chapters 6 and 12): the error falls by a factor with every node, and their number is doubled
    until it is below the tolerance.
    """
    nodes = _FIRST
    while True:
        found = _along(economy, before, after, nodes)
        if nodes >= _LAST or float(np.abs(found.gap).max()) <= tolerance:
            return found
        nodes = 2 * nodes - 1


def _along(economy: Economy, before: Policy, after: Policy, nodes: int) -> Decomposition:
    """The decomposition from a number of nodes."""
    place, slope, weight = _chebyshev(nodes)
    path = _path(economy, before, after, place)
    world = solve(economy, Policy(**path), tolerance=_SOLVED)
    outside = path["transfer"] + path["deficit"]
    n = len(economy.countries)
    abroad = ~np.eye(n, dtype=bool)[:, :, None]

    def change(along: Array) -> Array:
        """Derivative along the path, first axis."""
        return np.tensordot(slope, along, axes=1)

    def log(value: Array) -> Array:
        """Where nothing is bought or made, nothing weighs it either."""
        return np.log(np.where(value > 0, value, 1.0))

    flow, tariff, export_tax = trade_flows(world), path["tariff"], path["export_tax"]
    received = flow / (1.0 + export_tax)
    gate = np.log(factory_gate_cost(world))
    border = gate[:, :, None] + np.log1p(export_tax)
    iceberg = np.log(path["iceberg"])
    profit = (1.0 - economy.labour_share) * world.sales
    per_cent = 100.0 / world.income  # of each country's own income, whoever it is below
    exporter, importer = per_cent[:, :, None, None], per_cent[:, None, :, None]
    prices = flow * change(border) * abroad
    quantity = log(flow) - border - iceberg

    def whole(along: Array) -> Array:
        """Integral over the path."""
        return np.tensordot(weight, along, axes=1)

    log_income = np.log(real_income(world))
    return Decomposition(
        export_prices=whole(exporter * prices),
        import_prices=whole(-importer * prices),
        trade_cost=whole(-importer * flow * change(iceberg)),
        volume=whole(importer * tariff * flow * change(quantity)),
        export_volume=whole(
            exporter * export_tax * received * change(log(received) - gate[:, :, None])
        ),
        output=whole(per_cent[:, :, None] * profit * change(log(world.sales) - gate)),
        transfer=whole(per_cent * change(outside)),
        total=100.0 * (log_income[-1] - log_income[0]),
        import_weight=whole(flow * importer) / 100.0,
        income_weight=whole(per_cent) / 100.0,
    )


def _path(economy: Economy, before: Policy, after: Policy, place: Array) -> dict[str, Array]:
    """The levers at places from 0, before, to 1, after, along a new first axis; all filled in."""
    share = place[:, None]
    cube = place[:, None, None, None]

    def rates(old: Array | None, new: Array | None, base: Array) -> Array:
        ends = [np.log1p(base if lever is None else lever) for lever in (old, new)]
        return np.asarray(np.expm1((1.0 - cube) * ends[0] + cube * ends[1]))

    def money(old: Array | None, new: Array | None, base: Array) -> Array:
        ends = [base if lever is None else lever for lever in (old, new)]
        return np.asarray((1.0 - share) * ends[0] + share * ends[1])

    nothing = np.zeros(len(economy.countries))
    icebergs = [
        np.zeros_like(economy.flows) if policy.iceberg is None else np.log(policy.iceberg)
        for policy in (before, after)
    ]
    return {
        "tariff": rates(before.tariff, after.tariff, economy.tariff),
        "export_tax": rates(before.export_tax, after.export_tax, economy.export_tax),
        "iceberg": np.exp((1.0 - cube) * icebergs[0] + cube * icebergs[1]),
        "transfer": money(before.transfer, after.transfer, nothing),
        "deficit": money(before.deficit, after.deficit, economy.deficit),
    }


def _chebyshev(nodes: int) -> tuple[Array, Array, Array]:
    """Chebyshev–Lobatto nodes on [0, 1], their differentiation matrix and quadrature weights.

    Returns
    -------
    place : [K] ascending from 0 to 1; slope : [K, K]; weight : [K] (Clenshaw–Curtis; K odd).
    """
    last = nodes - 1
    angle = np.pi * np.arange(nodes) / last
    place = 0.5 * (1.0 - np.cos(angle))
    end = np.where(np.isin(np.arange(nodes), (0, last)), 2.0, 1.0) * (-1.0) ** np.arange(nodes)
    apart = place[:, None] - place[None, :] + np.eye(nodes)
    slope = np.outer(end, 1.0 / end) / apart
    # A constant has no slope: the diagonal so chosen keeps that exact.
    slope -= np.diag(slope.sum(axis=1))
    order = np.arange(0, nodes, 2)
    moment = np.where(np.isin(order, (0, last)), 0.5, 1.0) * 2.0 / (1.0 - order**2)
    weight = (np.cos(np.outer(angle, order)) @ moment) / last
    weight[[0, -1]] *= 0.5
    return place, slope, weight


@dataclass(frozen=True, eq=False)
class FirstOrder:
    """Terms of trade and volume of trade at the weights of the base year, in per cent.

    Parameters
    ----------
    terms_of_trade, volume : [N]
    """

    terms_of_trade: Array
    volume: Array

    @property
    def total(self) -> Array:
        """[N]: both; for large changes far from the change of real income itself."""
        return self.terms_of_trade + self.volume


def first_order(economy: Economy, after: Policy) -> FirstOrder:
    """The formula of Caliendo and Parro (2015, equations 15 and 16), from the base year.

    Terms of trade Σ (M_jms ĉ_js − M_ijs ĉ_is) / I_j and volume of trade Σ t_ijs M_ijs (M̂_ijs −
    ĉ_is) / I_j over partners and sectors, changes as hats less one, M before tariffs, and I final
    demand. So computed it gives their Table 2 to the printed digit. Logs in place of hats less one
    do not (Mexico's volume 0.95 instead of 1.72): NAFTA's changes are not small, and for the same
    reason the sum, 1.31 for Mexico, is far from the change of its real income in the same solved
    world, 0.01 (`decompose`).

    Parameters
    ----------
    after
        A policy without batch axes; export taxes and trade costs have no place in the formula.
    """
    world = solve(economy, after)
    flow = economy.flows * ~np.eye(len(economy.countries), dtype=bool)[:, :, None]
    cost = factory_gate_cost(world) - 1.0
    grown = np.divide(trade_flows(world), flow, out=np.ones_like(flow), where=flow > 0) - 1.0
    per_cent = 100.0 / economy.income
    terms = (flow.sum(axis=1) * cost).sum(axis=1) - np.einsum("ijs,is->j", flow, cost)
    volume = (economy.tariff * flow * (grown - cost[:, None])).sum(axis=(0, 2))
    return FirstOrder(terms * per_cent, volume * per_cent)
