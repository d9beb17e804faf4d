"""Ratification at home: the second level of the two-level game (Putnam 1988)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from negotiator.diplomacy.world import Valuation, World
from negotiator.economy.arrays import Array


class AtHome(Protocol):
    """What a majority at home looks at, of a valuation."""

    @property
    def real_income(self) -> Array:
        """[N]: per cent over the base year."""

    @property
    def value_added(self) -> Array:
        """[N, S]: billions a year."""


@dataclass(frozen=True)
class Chamber:
    """The majority that must ratify.

    Parameters
    ----------
    protected
        By sector: the largest fall of its value added that the majority bears (fraction).
    tolerance
        The largest loss of real income that it bears, in per cent of income.
    names
        By sector: its name in what is told; a code without one stands for itself.
    """

    protected: Mapping[str, float] = field(default_factory=dict)
    tolerance: float = 0.1
    names: Mapping[str, str] = field(default_factory=dict)


def objections(
    world: World, country: int, chamber: Chamber, before: AtHome, after: AtHome
) -> tuple[str, ...]:
    """Why a change would fail at home; empty when it would be ratified.

    Parameters
    ----------
    country
        Index of the country.
    before, after
        One valuation each, without batch axes: without the deal and with it.
    """
    found = []
    change = float(after.real_income[country] - before.real_income[country])
    if change < -chamber.tolerance:
        found.append(
            f"real income would fall by {-change:.2f}% on no deal;"
            f" the majority bears {chamber.tolerance:.2f}%"
        )
    for code, limit in chamber.protected.items():
        s = world.sectors.index(code)
        old, new = before.value_added[country, s], after.value_added[country, s]
        fall = float(1.0 - new / old) if old > 0 else 0.0
        if fall > limit:
            name = chamber.names.get(code, code)
            bears = f"the majority bears {_share(limit)}"
            found.append(f"{name} would shrink by {_share(fall)}; {bears}")
    return tuple(found)


def _share(fraction: float) -> str:
    """Per cent, with more digits where a whole one would say nothing."""
    if 0.0 < fraction < 1e-4:
        return "less than 0.01%"
    return f"{fraction:.0%}" if fraction >= 0.02 or fraction == 0.0 else f"{fraction:.2%}"


def ratified(
    world: World, country: int, chamber: Chamber, before: Valuation, after: Valuation
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """[...]: whether each of a stack of changes is ratified; the same rule as `objections`."""
    change = after.real_income[..., country] - before.real_income[country]
    passed = np.asarray(change >= -chamber.tolerance)
    for code, limit in chamber.protected.items():
        s = world.sectors.index(code)
        old = before.value_added[country, s]
        if old > 0:
            passed = passed & (1.0 - after.value_added[..., country, s] / old <= limit)
    return passed
