"""What the larger charts show: trade by partner then and now, and how a game has gone so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiator.economy.outcomes import trade_flows
from negotiator.game.state import State
from negotiator.scenario.setting import Setting


@dataclass(frozen=True)
class Flow:
    """Trade with a partner, billions a year at the border before tariffs.

    Parameters
    ----------
    sold, bought
        In the base year, and as the last round was cleared.
    """

    code: str
    title: str
    sold: tuple[float, float]
    bought: tuple[float, float]


def trade(setting: Setting, state: State, me: str) -> tuple[Flow, ...]:
    """A country's trade with every other, the largest first."""
    world = setting.world
    k = world.index[me]
    base = world.economy.flows.sum(axis=2)
    now = trade_flows(world.value(state.last.applied).equilibrium).sum(axis=2)
    found = [
        Flow(
            code,
            setting.titles[code],
            (float(base[k, j]), float(now[k, j])),
            (float(base[j, k]), float(now[j, k])),
        )
        for code, j in world.index.items()
        if j != k
    ]
    return tuple(sorted(found, key=lambda each: -(each.sold[0] + each.bought[0])))


@dataclass(frozen=True)
class History:
    """How a game has gone, a figure for every cleared round, the opening first.

    Parameters
    ----------
    gains
        Real income since the opening, per cent.
    income
        Of the base year, billions a year: what 100% is.
    cooperation
        By country: its level toward us, its title first.
    norm
        The mean level of everyone toward everyone.
    """

    rounds: tuple[int, ...]
    gains: tuple[float, ...]
    income: float
    cooperation: tuple[tuple[str, tuple[float, ...]], ...]
    norm: tuple[float, ...]


def history(setting: Setting, state: State, me: str, order: Sequence[str]) -> History:
    """How a game has gone for a country.

    Parameters
    ----------
    order
        Codes of the countries whose cooperation is told, in the order in which it is.
    """
    world, past = setting.world, state.history
    k = world.index[me]
    first = float(past[0].real_income[k])
    return History(
        rounds=tuple(each.number for each in past),
        gains=tuple(float(each.real_income[k]) - first for each in past),
        income=float(world.income[k]),
        cooperation=tuple(
            (
                setting.titles[code],
                tuple(float(each.levels[world.index[code], k]) for each in past),
            )
            for code in order
        ),
        norm=tuple(each.norm for each in past),
    )
