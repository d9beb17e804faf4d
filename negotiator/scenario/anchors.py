"""Nash and efficient tariffs of a scenario, found once and then kept.

A tenth of a second finds those of a dozen countries; dozens with inputs take longer, so they are
kept in the user's cache by a fingerprint of all that they follow from. They are rounded to a tenth
of a percentage point so that every machine has the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np

from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.economy.tariffs import efficient_tariffs, nash_tariffs
from negotiator.paths import cache_folder
from negotiator.scenario.schema import Scenario

#: A tenth of a percentage point.
_TICK = 1000
#: Raised when the way to find anchors changes, so that old ones are not taken for new ones.
_VERSION = 3


def anchor_tariffs(scenario: Scenario, world: World) -> tuple[Array, Array]:
    """Nash tariffs and efficient ones, each [exporter, importer, sector].

    Taken from the user's cache, else computed and then cached.
    """
    key = anchor_key(scenario)
    shape = world.base.tariff.shape
    path = cache_folder() / f"anchors-{key[:24]}.json"
    try:
        kept = _read(path.read_text(encoding="utf-8"), key, shape)
    except (OSError, UnicodeDecodeError):
        kept = None
    if kept is None:
        kept = found_anchors(world)
        _write_whole(path, anchors_text(key, *kept))
    return kept


def anchor_key(scenario: Scenario) -> str:
    """A fingerprint of everything that the anchors follow from."""
    countries = [
        country.model_dump(include={"code", "size", "spending", "strength", "tariff"})
        | {"weights": country.interests.weights}
        for country in scenario.countries
    ]
    content = {
        "version": _VERSION,
        "economy": scenario.economy.model_dump(mode="json"),
        "sectors": [sector.model_dump(mode="json") for sector in scenario.sectors],
        "countries": countries,
        "tables": scenario.tables,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def found_anchors(world: World) -> tuple[Array, Array]:
    """Compute them."""
    economy = world.economy
    war = nash_tariffs(economy, weights=world.weights).tariff
    if (economy.labour_share == 1.0).all():
        # Free trade is efficient under perfect competition (Bagwell and Staiger 1999), up to the
        # weights of lobbies, which the scale leaves out.
        peace = np.zeros_like(war)
    else:
        peace = efficient_tariffs(economy).tariff
    return np.round(war * _TICK) / _TICK, np.round(peace * _TICK) / _TICK


def anchors_text(key: str, war: Array, peace: Array) -> str:
    """Anchors as they are kept: whole tenths of a percentage point."""

    def ticks(rates: Array) -> list[int]:
        return [int(tick) for tick in np.round(rates * _TICK).ravel()]

    # Free trade, the usual case, takes no room.
    content = {"key": key, "war": ticks(war), "peace": ticks(peace) if peace.any() else 0}
    return json.dumps(content) + "\n"


def _read(text: str, key: str, shape: tuple[int, ...]) -> tuple[Array, Array] | None:
    """The rates in a text, or None when it does not hold the anchors of this key."""
    try:
        content = json.loads(text)
        if content["key"] != key:
            return None
        war = np.array(content["war"], dtype=float).reshape(shape) / _TICK
        peace = (
            np.zeros(shape)
            + np.array(content["peace"], dtype=float).reshape(shape if content["peace"] else ())
            / _TICK
        )
    except (ValueError, KeyError, TypeError):
        return None
    return war, peace


def _write_whole(path: Path, text: str) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no fault."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
