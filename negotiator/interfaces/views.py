"""What agents see of a game: a vector with named numbers, and figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.money import signed
from negotiator.economy.arrays import Array
from negotiator.interfaces.table import FIRST_OFFER, OFFERS, Play, Table

_TOWARD = (
    "level toward {0}", "level from {0}", "tariff on {0}", "tariff from {0}", "gain of {0}",
    "rounds of treaty with {0}", "level bound toward {0}", "level bound from {0}",
    "level that {0} offers", "level that {0} asks for",
)  # fmt: skip


def columns(codes: Sequence[str], agent: str, grants: Sequence[Domain]) -> tuple[str, ...]:
    """Names of the numbers of `vectors`, in order."""
    toward = [
        *_TOWARD,
        *(f"{domain} for {{0}}" for domain in grants),
        *(f"{domain} from {{0}}" for domain in grants),
    ]
    others = [code for code in codes if code != agent]
    return ("round", "gain", *(name.format(code) for code in others for name in toward))


def vectors(table: Table, play: Play, rounds: int) -> Array:
    """[N, numbers]: what each country sees.

    The round as a share of all; gains in per cent of income; tariffs as fractions; levels 0 to 1,
    and 0 for both levels of an offer or a treaty that there is not; recognitions 1 or 0.
    """
    level, tariff = play.levels[-1], table.average(table.applied(play))
    bound = np.where(play.left > 0, play.bound, 0.0)
    # Of the offers that wait, by the one who sees them: what the other binds itself to, and me.
    waiting = np.concatenate([np.zeros((FIRST_OFFER, 2)), OFFERS])[play.offers.T]
    granted = play.grants[np.array([GRANT_INDEX[each] for each in table.grants], dtype=int)]
    n = len(level)
    toward = np.stack(
        [
            level, level.T, tariff, tariff.T, np.broadcast_to(play.gain, (n, n)), play.left, bound,
            bound.T, waiting[..., 0], waiting[..., 1], *granted, *granted.swapaxes(1, 2),
        ],
        axis=-1,
    )  # fmt: skip
    others = toward[~np.eye(n, dtype=bool)].reshape(n, -1)
    own = np.stack([np.full(n, play.round / rounds), play.gain], axis=-1)
    return np.concatenate([own, others], axis=-1)


def dollars(table: Table, play: Play) -> Array:
    """[N]: gains over no deal in the last round, billions a year."""
    return np.asarray(play.gain / 100.0 * table.setting.world.income)


def figures(table: Table, play: Play) -> list[dict[str, Any]]:
    """For each country: its gain and everyone's, per cent of income and billions a year."""
    gains = dollars(table, play)
    index = table.worths.mutual_benefit(table.conduct(play))
    shared: dict[str, Any] = {
        "joint_gain_bn": float(gains.sum()),
        "least_gain_percent": float(play.gain.min()),
        "news": play.news,
    }
    if index is not None:
        shared["mutual_benefit"] = index
    return [
        {
            "gain_percent": float(play.gain[k]),
            "gain_bn": float(gains[k]),
            "real_income_percent": float(play.real_income[k]),
            **shared,
        }
        for k in range(len(gains))
    ]


def told(table: Table, play: Play, rounds: int) -> str:
    """The last round in words and figures."""
    codes = table.setting.world.countries
    tariffs, gains = table.average(table.applied(play)), dollars(table, play)
    lines = [f"{table.setting.scenario.title}, round {play.round} of {rounds}", *play.news]
    for i, code in enumerate(codes):
        lines.append(f"{code}: {play.gain[i]:+.2f}%, {signed(float(gains[i]))} a year over no deal")
        for j, other in enumerate(codes):
            if i == j:
                continue
            level = play.levels[-1][i, j]
            line = f"    toward {other}: tariffs {tariffs[i, j]:.1%}, level {level:.2f}"
            grants = [each for each in table.grants if play.grants[GRANT_INDEX[each], i, j]]
            line += "".join(f", {each}" for each in grants)
            if play.left[i, j]:
                line += f"; bound to {play.bound[i, j]:g}, rounds left: {play.left[i, j]}"
            lines.append(line)
    return "\n".join(lines)
