"""A policy: every lever of the world economy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.economy.arrays import Array, Places
from negotiator.economy.errors import EconomyError


@dataclass(frozen=True, eq=False)
class Policy:
    """Levers, each with any number of the same leading batch axes; None leaves one as it was.

    Parameters
    ----------
    tariff : [..., N exporter, N importer, S]
        Applied ad-valorem import tariffs, fractions; at home zero.
    export_tax : [..., N exporter, N importer, S]
        Ad-valorem taxes that the exporter levies on the price at its factory gate, fractions.
    iceberg : [..., N exporter, N importer, S]
        Trade costs over the base year's (1 = unchanged).
    transfer : [..., N]
        Received net from others, in the money of the flows; sums to zero.
    deficit : [..., N]
        Trade deficits that replace the base year's; sum to zero.
    """

    tariff: Array | None = None
    export_tax: Array | None = None
    iceberg: Array | None = None
    transfer: Array | None = None
    deficit: Array | None = None

    def row(self, index: int | Places) -> Policy:
        """One member of a stack of one batch axis, or some of them."""

        def at(lever: Array | None) -> Array | None:
            return None if lever is None else lever[index]

        return Policy(
            at(self.tariff), at(self.export_tax), at(self.iceberg), at(self.transfer),
            at(self.deficit),
        )  # fmt: skip

    def batch(self, countries: int, sectors: int) -> tuple[int, ...]:
        """The common batch shape.

        Raises
        ------
        EconomyError
            When a lever has another shape, or holds what cannot be solved for.
        """
        cube, row = (countries, countries, sectors), (countries,)
        shapes = []
        for name, core in (
            ("tariff", cube),
            ("export_tax", cube),
            ("iceberg", cube),
            ("transfer", row),
            ("deficit", row),
        ):
            lever = getattr(self, name)
            if lever is None:
                continue
            if lever.shape[-len(core) :] != core:
                raise EconomyError(
                    f"policy: {name} has shape {lever.shape}; expected {core} after batch axes"
                )
            if not np.isfinite(lever).all():
                raise EconomyError(f"policy: {name} has values that are not finite numbers")
            shapes.append(lever.shape[: -len(core)])
        for name, least in (("tariff", -1.0), ("export_tax", -1.0), ("iceberg", 0.0)):
            lever = getattr(self, name)
            if lever is not None and not lever.min(initial=1.0) > least:
                raise EconomyError(
                    f"policy: {name} of {lever.min():g}; expected more than {least:g}"
                )
        for name in ("transfer", "deficit"):
            lever = getattr(self, name)
            if lever is not None:
                size = np.abs(lever).max(initial=0.0)
                if np.abs(lever.sum(axis=-1)).max(initial=0.0) > 1e-9 * max(size, 1.0):
                    raise EconomyError(f"policy: {name} sums to {lever.sum():g}; expected zero")
        try:
            return np.broadcast_shapes(*shapes) if shapes else ()
        except ValueError:
            raise EconomyError(f"policy: batch axes {shapes} do not fit together") from None
