"""Concessions measured: value, market access, equivalent penalty, and what outsiders get of it.

What the rules of trade mean by reciprocity, in numbers: no game and no motives beyond a payoff.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import payoff
from negotiator.economy.outcomes import trade_flows
from negotiator.economy.policy import Policy

#: Points of tariff tried first when an equivalent is sought, up to the most that states levy.
_POINTS = np.array([0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.5])
#: How closely an equivalent meets the harm, and how often it is looked for again between points.
_PRECISION, _REFINEMENTS = 1e-6, 8


@dataclass(frozen=True, eq=False)
class Change:
    """What a change of policy does to every country.

    Parameters
    ----------
    percent : [..., N]
        Of the payoff: 100 ln of real income, and what lobbies weigh if they do.
    money : [..., N]
        The same as a sum a year: per cent of the base year's income, in the money of the flows.
    access : [..., N exporter, N importer]
        Of market access: exports at unchanged world prices.
    exports : [..., N exporter, N importer]
        Of exports once the world has adjusted, before tariffs; world income is the numeraire.
    """

    percent: Array
    money: Array
    access: Array
    exports: Array


def change(
    economy: Economy, before: Policy, after: Policy, *, weights: Array | None = None
) -> Change:
    """Measure a change of policy, a concession or a penalty.

    Parameters
    ----------
    before, after
        Levers with any leading batch axes that fit together.
    weights : [N, S]
        Political weights; by default none, general welfare.
    """
    old = solve(economy, before)
    new = solve(economy, after, start=old if old.residual.ndim == 0 else None)
    percent = payoff(new, weights) - payoff(old, weights)
    return Change(
        percent=percent,
        money=percent / 100.0 * economy.income,
        access=market_access(economy, after) - market_access(economy, before),
        exports=_abroad(trade_flows(new)) - _abroad(trade_flows(old)),
    )


def market_access(economy: Economy, policy: Policy) -> Array:
    """[..., N exporter, N importer]: exports at unchanged world prices, before tariffs.

    The GATT's measure (Bagwell and Staiger 1999, section II): wages and producers' prices stay
    those of the base year, and so do earnings and purchases of inputs; only importers' tariffs and
    trade costs move what they buy, and consumers spend what the tariffs then bring. A concession's
    market access is the change of this. Transfers move nobody's access and are left out.

    Notes
    -----
    With X⁰ what producers buy, and E income other than tariffs, both of the base year:

        λ'_ijs ∝ λ_ijs τ̂_ijs^−θ_s          r_js = Σ_i λ'_ijs t'_ijs / (1+t'_ijs)
        I'_j = (E_j + Σ_s r_js X⁰_js) / (1 − Σ_s r_js α_js)
        X'_js = X⁰_js + α_js I'_j           M_ij = Σ_s λ'_ijs X'_js / (1+t'_ijs)

    Where trade is balanced, nobody uses inputs and the labour share is the same in all sectors,
    these are the purchases of an equilibrium as soon as every country's imports change by as much
    as its exports. So a change of policy that is reciprocal in this measure leaves world prices as
    they were: exactly, whatever its size and the tariffs at the start. With revenue held constant
    instead it would not, even to first order.
    """
    n, s = len(economy.countries), len(economy.sectors)
    policy.batch(n, s)
    tariff = economy.tariff if policy.tariff is None else policy.tariff
    cost = (1.0 + tariff) / (1.0 + economy.tariff)
    if policy.export_tax is not None:
        cost = cost * (1.0 + policy.export_tax) / (1.0 + economy.export_tax)
    if policy.iceberg is not None:
        cost = cost * policy.iceberg
    # Relative to the cheapest supplier, so that no power underflows for all of them.
    log_pull = -economy.theta * np.log(cost)
    sells = economy.share > 0
    peak = np.where(sells, log_pull, -np.inf).max(axis=-3, keepdims=True)
    pull = economy.share * np.exp(np.where(sells, log_pull - peak, -np.inf))
    at_border = pull / pull.sum(axis=-3, keepdims=True) / (1.0 + tariff)
    revenue = (at_border * tariff).sum(axis=-3)
    inputs = economy.expenditure - economy.final_share * economy.income[:, None]
    earned = economy.income - (economy.flows * economy.tariff).sum(axis=(0, 2))
    income = (earned + (revenue * inputs).sum(axis=-1)) / (
        1.0 - (revenue * economy.final_share).sum(axis=-1)
    )
    expenditure = inputs + economy.final_share * income[..., None]
    return _abroad(at_border * expenditure[..., None, :, :])


def _abroad(flows: Array) -> Array:
    """[..., N, N]: flows of all sectors together, without own trade."""
    return np.asarray(np.where(np.eye(flows.shape[-2], dtype=bool), 0.0, flows.sum(axis=-1)))


def with_points(
    tariff: Array, exporter: int, importer: int, points: float | Array, sectors: Array
) -> Array:
    """[..., N, N, S]: tariffs with points added by one country on another's goods.

    Parameters
    ----------
    tariff : [N, N, S]
    points
        A fraction, or a batch of them.
    sectors : [S]
        1 for the sectors that are hit.
    """
    hit = np.zeros_like(tariff)
    hit[exporter, importer] = sectors
    return np.asarray(tariff + np.multiply.outer(points, hit))


class Equivalent(NamedTuple):
    """The points of tariff that answer a harm.

    Parameters
    ----------
    points
        To add, a fraction: the fewest that do the harm, or those that do the most of it.
    reached
        The harm that they do, in the money of the flows: less than asked, when no points tried can
        do it.
    """

    points: float
    reached: float


def equivalent(
    economy: Economy,
    policy: Policy,
    giver: int,
    receiver: int,
    harm: float,
    sectors: Array,
    *,
    measure: Literal["value", "access"] = "value",
    weights: Array | None = None,
) -> Equivalent:
    """Find the uniform points of tariff that are substantially equivalent to a harm.

    What a country may add against another that took something from it (GATT Article XXVIII; DSU
    22.4).

    Parameters
    ----------
    policy
        In force, without batch axes.
    giver, receiver
        Indices: who adds the points, and on whose goods.
    harm
        What they shall cost the receiver, in the money of the flows.
    sectors : [S]
        1 for the sectors that may be hit.
    measure
        "value" of real income (or payoff), or market "access": trade covered at unchanged prices,
        as arbitrators count it under DSU 22.6.
    weights : [N, S]
        Political weights, for the value.

    Notes
    -----
    Inverse cubic interpolation, kept within its bracket: in value one stack of a dozen worlds, and
    commonly two more of five, to a relative 1e-6.
    """
    base = economy.tariff if policy.tariff is None else policy.tariff

    def worth(points: Array) -> Array:
        hit = replace(policy, tariff=with_points(base, receiver, giver, points, sectors))
        if measure == "access":
            return market_access(economy, hit)[:, receiver, giver]
        found = payoff(solve(economy, hit), weights)[:, receiver]
        return np.asarray(found / 100.0 * economy.income[receiver])

    return _meet(worth, harm)


def _meet(worth: Callable[[Array], Array], harm: float) -> Equivalent:
    """The fewest points by which worth falls by the harm."""
    if harm <= 0.0:
        return Equivalent(0.0, 0.0)
    points, had = _POINTS, worth(_POINTS)
    start = had[0]
    lost = start - had
    for _ in range(_REFINEMENTS):
        if lost.max() < harm:
            break
        above = int(np.argmax(lost >= harm))
        nearest = above - int(lost[above] - harm > harm - lost[above - 1])
        if abs(lost[nearest] - harm) <= _PRECISION * harm:
            return Equivalent(float(points[nearest]), float(lost[nearest]))
        low, high = points[above - 1], points[above]
        aim = _inverse(points, lost, above, harm)
        near = 0.05 * min(aim - low, high - aim)
        tried = np.array([(low + aim) / 2, aim - near, aim, aim + near, (aim + high) / 2])
        points = np.concatenate([points[:above], tried, points[above:]])
        lost = np.concatenate([lost[:above], start - worth(tried), lost[above:]])
    best = int(np.argmin(np.abs(lost - harm)) if lost.max() >= harm else np.argmax(lost))
    return Equivalent(float(points[best]), float(lost[best]))


def _inverse(points: Array, lost: Array, above: int, harm: float) -> float:
    """Where in the bracket below `above` the loss meets the harm, by the cubic through four."""
    first = min(max(above - 2, 0), len(points) - 4)
    p, f = points[first : first + 4], lost[first : first + 4]
    low, high = points[above - 1], points[above]
    if (np.diff(f) > 0.0).all():
        apart = f[:, None] - f
        np.fill_diagonal(apart, 1.0)
        factor = (harm - f)[None, :] / apart
        np.fill_diagonal(factor, 1.0)
        aim = float((p * factor.prod(axis=1)).sum())
        if low < aim < high:
            return aim
    part = (harm - lost[above - 1]) / (lost[above] - lost[above - 1])
    return float(low + np.clip(part, 0.01, 0.99) * (high - low))


@dataclass(frozen=True, eq=False)
class Outside:
    """What a deal does to the K countries outside it.

    Parameters
    ----------
    countries : [K]
        Indices.
    percent, money : [..., K]
        Value to each, as in `Change`.
    access : [..., K]
        Change of its market access to the parties.
    exports : [..., K]
        Change of its exports to the parties: trade diversion where it is below zero (Viner 1950).
    """

    countries: npt.NDArray[np.intp]
    percent: Array
    money: Array
    access: Array
    exports: Array


def outside(changed: Change, parties: Sequence[int]) -> Outside:
    """What a change of policy does to everyone but the parties."""
    inside = np.isin(np.arange(changed.percent.shape[-1]), list(parties))
    rest = np.flatnonzero(~inside)

    def sold(exports: Array) -> Array:
        return np.asarray(exports[..., rest, :][..., inside].sum(axis=-1))

    return Outside(
        countries=rest,
        percent=changed.percent[..., rest],
        money=changed.money[..., rest],
        access=sold(changed.access),
        exports=sold(changed.exports),
    )
