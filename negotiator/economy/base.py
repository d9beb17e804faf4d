"""The economy: the calibrated base year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.errors import EconomyError


@dataclass(frozen=True, eq=False)
class Economy:
    """A world in equilibrium, from which every policy is solved in changes.

    Build one with `negotiator.economy.calibrate`, which checks the data and balances it.

    Parameters
    ----------
    countries, sectors
        N and S codes, in the order of every array.
    flows : [N exporter, N importer, S]
        Value at the importer's border, before its tariff; own trade included.
    tariff, export_tax : [N exporter, N importer, S]
        Ad-valorem rates of the base year, fractions.
    theta : [S]
        Trade elasticities.
    value_added_share : [N, S]
        γ_is, the share of value added in cost.
    input_share : [N, S, S]
        γ_isk, the share of input k in the cost of sector s of country i.
    final_share : [N, S]
        α_js, the share of each sector in final demand.
    labour_share : [S]
        κ_s: the share of sales that covers costs; the rest is profit. 1 is perfect competition.
    deficit : [N]
        What each country spends over what it earns, in the money of the flows.
    """

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: Array
    tariff: Array
    export_tax: Array
    theta: Array
    value_added_share: Array
    input_share: Array
    final_share: Array
    labour_share: Array
    deficit: Array

    @cached_property
    def has_inputs(self) -> bool:
        """Whether sectors buy from each other."""
        return bool(self.input_share.any())

    @cached_property
    def expenditure(self) -> Array:
        """[N importer, S]: purchases at prices that include tariffs."""
        return np.asarray((self.flows * (1.0 + self.tariff)).sum(axis=0))

    @cached_property
    def share(self) -> Array:
        """[N exporter, N importer, S]: λ_ijs, the exporter's share of the importer's purchases.

        Where a country buys nothing at all of a sector, it is its own supplier of it.
        """
        spent = self.expenditure
        share = self.flows * (1.0 + self.tariff)
        share = np.divide(share, spent, out=np.zeros_like(share), where=spent > 0)
        nothing = spent <= 0
        home = np.arange(len(self.countries))
        share[home, home] = np.where(nothing, 1.0, share[home, home])
        return share

    @cached_property
    def sales(self) -> Array:
        """[N, S]: what producers receive, Y_is."""
        return np.asarray((self.flows / (1.0 + self.export_tax)).sum(axis=1))

    @cached_property
    def labour(self) -> Array:
        """[N]: wages paid, w_i L_i."""
        return np.asarray((self.labour_share * self.value_added_share * self.sales).sum(axis=1))

    @cached_property
    def income(self) -> Array:
        """[N]: final demand, I_j: wages, profits, revenue of tariffs and export taxes, deficit."""
        profits = ((1.0 - self.labour_share) * self.sales).sum(axis=1)
        tariffs = (self.flows * self.tariff).sum(axis=(0, 2))
        export = (self.flows * self.export_tax / (1.0 + self.export_tax)).sum(axis=(1, 2))
        return np.asarray(self.labour + profits + tariffs + export + self.deficit)


def checked(
    countries: Sequence[str],
    sectors: Sequence[str],
    flows: Array,
    tariff: Array,
    theta: Array,
    value_added: Array | None,
    inputs: Array | None,
    labour_share: Array | None,
    export_tax: Array | None,
    final: Array | None,
) -> None:
    """Refuse bad data, in one line.

    Raises
    ------
    EconomyError
        What is wrong, where, and what was expected.
    """
    n, s = len(countries), len(sectors)
    if n < 2 or s < 1:
        raise EconomyError(f"{n} countries and {s} sectors; expected two and one at least")
    for names, kind in ((countries, "country"), (sectors, "sector")):
        twice = [name for k, name in enumerate(names) if name in names[:k]]
        if twice:
            raise EconomyError(f"{kind} {twice[0]} is there twice")
    arrays = (
        ("flows", flows, (n, n, s)),
        ("tariff", tariff, (n, n, s)),
        ("theta", theta, (s,)),
        ("value added", value_added, (n, s)),
        ("inputs", inputs, (n, s, s)),
        ("labour share", labour_share, (s,)),
        ("export tax", export_tax, (n, n, s)),
        ("final demand", final, (n, s)),
    )
    for name, array, shape in arrays:
        if array is None:
            continue
        if array.shape != shape:
            raise EconomyError(f"{name} has shape {array.shape}; expected {shape}")
        if not np.isfinite(array).all():
            raise EconomyError(f"{name} has values that are not finite numbers")
    for name, array, _ in (arrays[0], arrays[3], arrays[4], arrays[7]):
        if array is not None and (array < 0).any():
            place = np.argwhere(array < 0)[0]
            where = ", ".join(
                (sectors if axis >= (2 if name == "flows" else 1) else countries)[k]
                for axis, k in enumerate(place)
            )
            raise EconomyError(f"{name} of {where} is {array.min():g}; expected zero or more")
    if (theta <= 0).any():
        k = int(np.argmax(theta <= 0))
        raise EconomyError(f"elasticity of {sectors[k]} is {theta[k]:g}; expected more than zero")
    for name, rates in (("tariff", tariff), ("export tax", export_tax)):
        if rates is not None and (rates <= -1).any():
            i, j, k = np.argwhere(rates <= -1)[0]
            raise EconomyError(
                f"{name} on {countries[i]} by {countries[j]} in {sectors[k]} is {rates[i, j, k]:g};"
                " expected more than -1"
            )
    if labour_share is not None and ((labour_share <= 0) | (labour_share > 1)).any():
        raise EconomyError(f"labour share {labour_share.min():g}; expected above 0 and at most 1")
    made = flows.sum(axis=1)
    if (made.sum(axis=0) <= 0).any():
        k = int(np.argmax(made.sum(axis=0) <= 0))
        raise EconomyError(f"nobody makes {sectors[k]}; expected some sales in every sector")
    if (made.sum(axis=1) <= 0).any():
        k = int(np.argmax(made.sum(axis=1) <= 0))
        raise EconomyError(f"{countries[k]} sells nothing; expected some sales by every country")
    # Countries that no trade connects have prices of their own, which nothing ties to the others'.
    linked = np.eye(n, dtype=bool) | (flows.sum(axis=2) > 0)
    linked |= linked.T
    reached = linked[0]
    while (further := linked[reached].any(axis=0)).sum() > reached.sum():
        reached = further
    if not reached.all():
        raise EconomyError(
            f"no trade connects {countries[0]} and {countries[int(np.argmin(reached))]};"
            " expected one world, in which everyone trades at least through others"
        )
    if (value_added is None) != (inputs is None):
        raise EconomyError("value added and inputs come together; one of them is missing")


def checked_search(
    economy: Economy,
    weights: Array | None,
    lowest: float | Array,
    highest: float | Array,
    country: int | None = None,
) -> None:
    """Refuse a search for tariffs that asks for what there is not, in one line.

    Raises
    ------
    EconomyError
        What is wrong and what was expected.
    """
    n, s = len(economy.countries), len(economy.sectors)
    if weights is not None and np.shape(weights) != (n, s):
        raise EconomyError(f"weights have shape {np.shape(weights)}; expected {(n, s)}")
    if np.any(np.asarray(lowest) > np.asarray(highest)):
        raise EconomyError("lowest tariffs are above the highest; expected no bound that crosses")
    if country is not None and not (isinstance(country, int | np.integer) and 0 <= country < n):
        raise EconomyError(f"country {country!r}; expected an index from 0 to {n - 1}")
