"""The small worlds of lessons, and what open and closed borders are worth in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.economy.arrays import Array
    from negotiator.tournament.economy import Pair

_FOLDER = Path(__file__).resolve().parent / "worlds"


def world_file(name: str) -> Path:
    """The file of a world or a scenario of a lesson."""
    return _FOLDER / f"{name}.toml"


@dataclass(frozen=True, eq=False)
class SmallWorld:
    """Two countries, the player's first.

    Parameters
    ----------
    names
        As titles.
    tariffs
        What each levies on the other when it raises: its Nash tariff, a mean over sectors, as a
        fraction; with level 1 it levies the efficient one, which is zero.
    """

    pair: Pair
    names: tuple[str, str]
    tariffs: tuple[float, float]

    def gains(self, levels: Array) -> Array:
        """[k, 2]: billions a year over a tariff war, of [k, 2] levels (player's, other's)."""
        over: Array = self.pair.payoffs(levels) - self.pair.corners[0]
        over *= self.pair.income / 100.0
        return over

    def worth(self, mine: float, theirs: float) -> tuple[float, float]:
        """The same of one pair of levels."""
        import numpy as np

        both = self.gains(np.array([[mine, theirs]]))[0]
        return float(both[0]), float(both[1])

    def told(self, mine: float, theirs: float) -> tuple[float, float]:
        """The same to the tenth that is shown: sums and differences then agree with it."""
        one, two = self.worth(mine, theirs)
        return round(one, 1), round(two, 1)


@lru_cache(maxsize=64)
def small_world(name: str, size: float = 1.0) -> SmallWorld:
    """A world by name.

    Parameters
    ----------
    size
        How many times as large as in the file the other country is.
    """
    from negotiator.scenario import compile_scenario, load
    from negotiator.tournament.economy import Pair

    scenario = load(world_file(name))
    first, second = scenario.countries
    if size != 1.0:
        larger = second.model_copy(update={"size": (second.size or 0.0) * size})
        scenario = scenario.model_copy(update={"countries": (first, larger)})
    setting = compile_scenario(scenario)
    codes = (first.code, second.code)
    war, peace = setting.anchors.war, setting.anchors.peace
    pair = Pair(setting.world, codes, setting.initial, war, peace)
    one, other = pair.seats
    mean = (float(war.tariff[other, one].mean()), float(war.tariff[one, other].mean()))
    return SmallWorld(pair, (first.name, second.name), mean)
