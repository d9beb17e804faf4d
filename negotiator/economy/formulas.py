"""How tariffs are cut in rounds of trade talks: by formula, and for everyone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.errors import EconomyError
from negotiator.economy.policy import Policy

#: Which of the tariffs a formula applies to.
Where = npt.NDArray[np.bool_]


def linear_cut(tariff: Array, cut: float | Array, where: Where | None = None) -> Array:
    """[..., N, N, S]: every rate lower by a fraction of itself.

    Parameters
    ----------
    cut
        0 leaves rates as they are and 1 ends them; one number or anything that broadcasts to the
        tariffs, such as [S], by sector.
    where
        True for the rates that are cut, likewise: [S] by sector, [N, N, 1] by pair; all by default.
    """
    cut = np.asarray(cut)
    if not ((cut >= 0.0) & (cut <= 1.0)).all():
        raise EconomyError(f"cut of {cut.min():g} to {cut.max():g}; expected within 0 and 1")
    return _where(where, tariff, tariff * (1.0 - cut))


def swiss_formula(tariff: Array, coefficient: float | Array, where: Where | None = None) -> Array:
    """[..., N, N, S]: t' = a t / (a + t), which cuts high rates by more and none remains above a.

    The formula of the Tokyo Round, and of the Doha Round's talks on industrial goods (WTO document
    TN/MA/W/103/Rev.3). Subsidies to imports (rates below zero) stay.

    Parameters
    ----------
    coefficient
        a, above zero; one number or anything that broadcasts to the tariffs.
    where
        As for `linear_cut`.
    """
    a = np.asarray(coefficient)
    if not (a > 0.0).all():
        raise EconomyError(f"Swiss formula: coefficient {a.min():g}; expected more than zero")
    rate = np.maximum(tariff, 0.0)
    return _where(where, tariff, a * rate / (a + rate) + np.minimum(tariff, 0.0))


def _where(where: Where | None, old: Array, new: Array) -> Array:
    return np.asarray(new if where is None else np.where(where, new, old))


def mfn_extension(
    economy: Economy, before: Policy, after: Policy, exporter: int, importer: int
) -> Policy:
    """Extend to every exporter what an importer conceded to one (GATT Article I).

    Where the importer cut its tariff on the one, no other's stays above that rate. What it gives
    third parties is `outside(change(economy, after, extended), (exporter, importer))`. It is a gain
    in market access to those who paid the same rates as the favoured one; those who already paid
    less than the new rate lose an advantage.

    Parameters
    ----------
    before, after
        Policies without and with the concession.
    """
    old, new = (economy.tariff if each.tariff is None else each.tariff for each in (before, after))
    granted = new[..., exporter, importer, :]
    cut = granted < old[..., exporter, importer, :]
    tariff = new.copy()
    for other in range(len(economy.countries)):
        if other != importer:
            rate = tariff[..., other, importer, :]
            tariff[..., other, importer, :] = np.where(cut, np.minimum(rate, granted), rate)
    return replace(after, tariff=tariff)
