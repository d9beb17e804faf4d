"""What the world of lesson 4 answers: truths of its predictions, boards, and aims."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
)
from negotiator.teaching.lessons.trial import (
    grant,
    over_opening,
    proposal,
    tariff,
    trial,
    worth,
)

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

ME, YOU = "BRA", "COR"
NARROW, WIDE = "two-wants-tariffs", "two-wants"
#: What the treaties of the two games are to be worth to the player, billions a year.
SOME, ENOUGH = 1.2, 2.5

MINE, FREE = tariff(ME, YOU, 0.0), tariff(YOU, ME, 0.0)
COPYRIGHT = grant(Domain.COPYRIGHT, ME, YOU)
FUGITIVES = grant(Domain.EXTRADITION, ME, YOU)
FAVOURS = (COPYRIGHT, FUGITIVES)


def both(gains: Mapping[str, float]) -> str:
    """Both sides' gains and their sum, billions a year, in words."""
    mine, yours = gains[ME], gains[YOU]
    return f"{mine + yours:+.1f} = Brae {mine:+.1f}, Corland {yours:+.1f}"


def bar(label: str, gains: Mapping[str, float]) -> Bar:
    """What two gain together, as a bar."""
    return Bar(label, gains[ME] + gains[YOU], both(gains))


def deal(rate: float, *more: Clause) -> tuple[Clause, ...]:
    """Brae lifts its tariff and gives more; Corland goes down to a rate."""
    return (MINE, tariff(YOU, ME, rate), *more)


@cache
def verdict() -> int:
    """What Corland does with free trade on both sides: the place of the choice."""
    events = trial(NARROW, ME, ((proposal(ME, YOU, MINE, FREE),),)).events
    answer = next(event.answer for event in events if event.answer is not None)
    return ["accept", "counter", "reject"].index(answer.verdict)


@cache
def first_offer() -> dict[str, float]:
    """What the offer with which Corland comes is worth to both, billions a year."""
    state = trial(WIDE, ME, ((),)).state
    return worth(WIDE, state.proposals[0].clauses)


def share(gains: Mapping[str, float]) -> float:
    """Brae's part of what both gain together."""
    return gains[ME] / (gains[ME] + gains[YOU])


def third(part: float) -> int:
    return 0 if part < 1 / 3 else 1 if part <= 2 / 3 else 2


def cheap() -> int:
    found = worth(WIDE, (COPYRIGHT,))
    part = -found[ME] / found[YOU]
    return 0 if part > 1.2 else 1 if part > 0.8 else 2


def pressed() -> int:
    ten, five = (sum(worth(WIDE, deal(rate, *FAVOURS)).values()) for rate in (0.10, 0.05))
    change = five / ten - 1.0
    return 0 if change > 0.5 else 1 if change > -0.1 else 2


def ended(setting: Setting, state: State) -> Mapping[str, Any]:
    return over_opening(setting, state)


def gains(taken: Taken, name: str) -> dict[str, float]:
    told = taken.told(name)
    return {code: float(told.get(code, 0.0)) for code in (ME, YOU)}


def tug_board(taken: Taken) -> Board:
    rates = (0.12, 0.10, 0.08, 0.05, 0.0)
    bars = tuple(bar(f"at {rate:.0%}", worth(NARROW, deal(rate))) for rate in rates)
    return Board(
        "Brae lifts its tariff. What both gain, billions a year, with Corland's",
        bars,
        "The sum grows a little. What changes is who has it, and below 8% Corland would be worse"
        " off than with no deal.",
    )


def made_board(taken: Taken) -> Board:
    bars = (
        bar("tariffs alone", gains(taken, "tariffs")),
        bar("its first offer", first_offer()),
        bar("your treaty", gains(taken, "deal")),
    )
    return Board("What both gain together, billions a year", bars)


def cheap_board(taken: Taken) -> Board:
    rows = (
        ("copyright", (COPYRIGHT,)),
        ("fugitives", (FUGITIVES,)),
        ("your tariff", (MINE,)),
        ("its tariff at 5%", (tariff(YOU, ME, 0.05),)),
    )
    return Board(
        "Each promise alone, billions a year",
        tuple(bar(label, worth(WIDE, clauses)) for label, clauses in rows),
        "The first two cost Brae little and are worth much to Corland. They paid for the last.",
    )


def pressed_board(taken: Taken) -> Board:
    rates = (0.10, 0.08, 0.06, 0.05, 0.04)
    return Board(
        "The whole package, billions a year, with Corland's tariff",
        tuple(bar(f"at {rate:.0%}", worth(WIDE, deal(rate, *FAVOURS))) for rate in rates),
        "Corland signs 10% at once, 5% at the fifth exchange of a talk and 4% at the sixth.",
    )


def package_board(values: Mapping[str, float]) -> Board:
    clauses: list[Clause] = []
    if values["its tariff"] < 0.15:
        clauses.append(tariff(YOU, ME, values["its tariff"]))
    if values["your tariff"] < 0.04:
        clauses.append(MINE)
    clauses += [COPYRIGHT] * int(values["copyright"]) + [FUGITIVES] * int(values["fugitives"])
    found = worth(WIDE, tuple(clauses)) if clauses else {ME: 0.0, YOU: 0.0}
    total = found[ME] + found[YOU]
    bars = (
        Bar("Brae", found[ME], f"{found[ME]:+.2f}"),
        Bar("Corland", found[YOU], f"{found[YOU]:+.2f}"),
        Bar("together", total, f"{total:+.2f}"),
    )
    note = "Both gain." if min(found[ME], found[YOU]) > 0 else "Somebody gains nothing by it."
    return Board("Over no deal, billions a year", bars, note)


def tactic_told(taken: Taken) -> str:
    from negotiator.counterparts.tactics import tactic

    found = tactic("linear")
    return (
        f"Who was Corland? It strikes nobody and it counts its own gain. Its tactic is called"
        f" {found.title.lower()}. {found.rule}\n\n"
        "So its first offer was a claim, not the limit. That cost you nothing but patience to find"
        " out."
    )
