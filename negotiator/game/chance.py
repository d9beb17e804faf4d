"""Chance: the same seed and moves give the same game on every machine."""

from __future__ import annotations

import hashlib

import numpy as np

from negotiator.diplomacy.world import Circumstances
from negotiator.scenario.schema import Event as Spec
from negotiator.scenario.setting import Setting


def draw(seed: int, *labels: str | int) -> float:
    """A number in [0, 1) that depends on the seed and the labels alone."""
    text = "/".join(str(label) for label in (seed, *labels))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big") / 2.0**56


def befallen(setting: Setting, seed: int, round_number: int) -> tuple[Spec, ...]:
    """The scenario's events of a round."""
    found = []
    for k, event in enumerate(setting.scenario.events):
        happens = (
            event.round == round_number
            if event.round is not None
            else draw(seed, "event", k, round_number) < event.probability
        )
        if happens:
            found.append(event)
    return tuple(found)


def circumstances(
    setting: Setting, seed: int, round_number: int
) -> tuple[Circumstances, tuple[str, ...], tuple[str, ...]]:
    """What befalls the world in a round.

    Returns
    -------
    circumstances, news, countries with an election
    """
    world = setting.world
    n, s = len(world.countries), len(world.sectors)
    iceberg = np.ones((n, n, s))
    crisis = np.zeros(n)
    news, elections = [], []
    for event in befallen(setting, seed, round_number):
        news.append(event.text)
        if event.country is None:
            continue
        place = world.index[event.country]
        if event.kind == "harvest":
            hit = [world.sectors.index(code) for code in event.sectors] or list(range(s))
            iceberg[place][:, hit] *= 1.0 + event.size
        elif event.kind == "crisis":
            crisis[place] = 1.0
        elif event.kind == "election":
            elections.append(event.country)
    for code, place in world.index.items():
        hazard = float(world.sizes.hazard[place])
        if hazard > 0 and draw(seed, "crisis", code, round_number) < hazard:
            crisis[place] = 1.0
            news.append(f"A security crisis strikes {setting.names[code]}.")
    return Circumstances(iceberg, crisis), tuple(news), tuple(elections)
