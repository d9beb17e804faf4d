"""What the world of lesson 7 answers: truths of its predictions, boards, and aims."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.game.moves import Move, SetTariff
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
)
from negotiator.teaching.lessons.trial import (
    Change,
    Script,
    Trial,
    grant,
    proposal,
    tariff,
    trial,
)

if TYPE_CHECKING:
    from negotiator.game.state import RoundResult, State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

ME, YOU = "HOL", "IRN"
WORLD = "two-shores"
SECURITY = Domain.SECURITY
#: The tariff of the other at which the aim counts as reached, and that of both at the start.
LOW, START = 0.05, 0.20
#: The year in which the dykes break for certain.
FLOOD = 7

FREE = proposal(ME, YOU, tariff(ME, YOU, 0.0), tariff(YOU, ME, 0.0))
PLEDGE = proposal(ME, YOU, grant(SECURITY, ME, YOU), grant(SECURITY, YOU, ME))


def steps(points: float, years: int) -> dict[int, tuple[Move, ...]]:
    """Own tariff lowered by so much a year, down to zero: moves by year."""
    found: dict[int, tuple[Move, ...]] = {}
    rate = START
    for year in range(1, years + 1):
        if points <= 0 or rate <= 1e-9:
            break
        rate = max(round(rate - points, 4), 0.0)
        found[year] = (SetTariff(receiver=YOU, rate=rate),)
    return found


def script(years: int, *parts: Mapping[int, tuple[Move, ...]]) -> Script:
    """All years of a game, with the moves of several plans, and the year after them begun."""
    found = (
        tuple(move for part in parts for move in part.get(year, ())) for year in range(1, years + 1)
    )
    return (*found, ())


def levied(setting: Setting, result: RoundResult) -> float:
    """The other's tariff on the player after a round, as a fraction."""
    at = setting.world.index
    return float(result.applied.tariff[at[ME], at[YOU]].mean())


def allied(setting: Setting, result: RoundResult) -> bool:
    """Whether the other's pledge held in a round."""
    at = setting.world.index
    return bool(result.applied.grants[GRANT_INDEX[SECURITY], at[YOU], at[ME]])


def flooded(setting: Setting, state: State) -> tuple[int, ...]:
    """The years so far in which the dykes of the player's country broke."""
    from negotiator.game.chance import circumstances

    place = setting.world.index[ME]
    found = []
    for year in range(1, len(state.history)):
        crisis = circumstances(setting, state.seed, year)[0].crisis
        if crisis is not None and crisis[place] > 0:
            found.append(year)
    return tuple(found)


def helped(setting: Setting, state: State) -> bool:
    """Whether the other stood by the player in a flood, and its market was open then."""
    return any(
        allied(setting, state.history[year]) and levied(setting, state.history[year]) <= LOW
        for year in flooded(setting, state)
    )


@cache
def at_once() -> int:
    """What the other does with free trade in the first year: the place of the choice."""
    events = trial(WORLD, ME, ((FREE,),)).events
    answer = next(event.answer for event in events if event.answer is not None)
    return ["accept", "counter", "reject"].index(answer.verdict)


def tariffs(found: Trial) -> tuple[float, ...]:
    """The other's tariff on the player, year by year, as fractions."""
    return tuple(levied(found.setting, result) for result in found.state.history[1:])


def given() -> int:
    """What a gift of five points brings within two years."""
    plain, gift = (tariffs(trial(WORLD, ME, script(3, plan)))[-1] for plan in ({}, steps(0.05, 1)))
    return 1 if gift < plain - 0.01 else 0 if gift < plain + 0.01 else 2


ROAD = steps(0.05, 4)
#: An alliance in which Holm also promises to stay at zero.
BOUND = proposal(ME, YOU, *PLEDGE.offer.clauses, tariff(ME, YOU, 0.0))
ALLIANCE = {6: (PLEDGE,)}


@cache
def through_flood(ally: bool) -> Trial:
    """The year of the flood, after four steps and with or without an alliance."""
    return trial(WORLD, ME, script(FLOOD, ROAD, ALLIANCE if ally else {}))


@cache
def loss(ally: bool) -> float:
    """What the flood takes from the year before, in per cent of income; positive."""
    incomes = through_flood(ally).incomes(ME)
    return incomes[-2] - incomes[-1]


def averted() -> float:
    """The share of the flood's loss that the ally averts."""
    return 1.0 - loss(True) / loss(False)


def averted_third() -> int:
    return 0 if averted() < 0.25 else 1 if averted() < 0.75 else 2


@cache
def faithful(kept: bool) -> Trial:
    """All years, with an alliance from year 5; or with Holm's word broken in year 6 for a year."""
    plan: dict[int, tuple[Move, ...]] = {5: (BOUND,)}
    if not kept:
        plan[6] = (SetTariff(receiver=YOU, rate=START, breach=True),)
        plan[7] = (SetTariff(receiver=YOU, rate=0.0),)
        plan[8] = (PLEDGE,)
    return trial(WORLD, ME, (*script(8, ROAD, plan)[:8], ()))


def after_breach() -> int:
    """What becomes of the other's tariff in the years after Holm broke its word."""
    path = tariffs(faithful(False))
    if path[6] < 0.1:
        return 0
    return 1 if path[7] < path[6] - 0.02 else 2


def stepped(setting: Setting, state: State, points: float) -> bool:
    """Whether the player levies less than at the start, by its own act and without a treaty."""
    at = setting.world.index
    mine = float(state.autonomous.tariff[at[YOU], at[ME]].mean())
    return mine <= START - points and not state.treaties


def ended(setting: Setting, state: State) -> Mapping[str, Any]:
    last = state.last
    return {
        "tariff": levied(setting, last),
        "ally": allied(setting, last),
        "years": len(state.history) - 1,
    }


def share(rate: float) -> str:
    return f"{rate:.1%}"


def flood_board(taken: Taken) -> Board:
    bars = tuple(
        Bar(label, -loss(ally), f"{-loss(ally):+.1f}% of income")
        for label, ally in (("alone", False), ("with Irn", True))
    )
    return Board(
        "What the flood took from Holm, against the year before",
        bars,
        f"Irn averts {averted():.0%}. It bears a part of that itself: an alliance obliges.",
    )


def betrayed_board(taken: Taken) -> Board:
    kept, broke = faithful(True), faithful(False)
    bars = []
    for year in (6, 7, 8):
        for word, found in (("kept", kept), ("broken", broke)):
            income = found.incomes(ME)[year - 1]
            bars.append(Bar(f"year {year}, {word}", income, f"{round(income, 1) + 0.0:+.1f}%"))
    path = tariffs(broke)
    reliability = broke.state.reliability[broke.setting.world.index[ME]]
    return Board(
        "Holm's income over the start, by year",
        tuple(bars),
        f"Irn's tariff went from {path[5]:.0%} to {path[6]:.0%}, and the flood of year {FLOOD}"
        f" found Holm alone. {reliability:.0%} of Holm's promises count as kept; a new alliance Irn"
        " refused.",
    )


def walk_board(values: Mapping[str, float]) -> Board:
    changes: tuple[Change, ...] = ((YOU, "step", values["its step"]),)
    plan = steps(values["your step"], 8)
    path = tariffs(trial(WORLD, ME, script(6, plan), changes=changes))
    bars = tuple(Bar(f"year {k}", rate, share(rate)) for k, rate in enumerate(path, 1))
    return Board("Irn's tariff on Holm, year by year", bars)
