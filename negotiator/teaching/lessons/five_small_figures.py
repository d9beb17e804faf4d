"""What the world of lesson 5 answers: truths of its predictions, boards, and aims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Propose, Retaliate
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
)
from negotiator.teaching.lessons.trial import (
    bound,
    grant,
    opened,
    over_opening,
    proposal,
    signed,
    tariff,
    trial,
    worth,
)

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

ME, LARGE, ALLY = "TAR", "GRA", "FEN"
WALL, COMPANY = "the-wall", "the-wall-and-a-neighbour"
FISH = "Fish"
#: What the wall is to come down to, alone and in company.
ALONE, TOGETHER = 0.10, 0.05
BLOW = 0.2

FUGITIVES = grant(Domain.EXTRADITION, ME, LARGE)
#: What Grand signs from the island alone, at the end of a talk.
PACKAGE = (tariff(LARGE, ME, ALONE, FISH), tariff(ME, LARGE, 0.1), FUGITIVES)
#: What all three sign at once: the ally gives and gets what the island does.
TRIANGLE = Propose(
    to=LARGE,
    offer=proposal(
        ME,
        LARGE,
        tariff(LARGE, ME, TOGETHER, FISH),
        tariff(LARGE, ME, 0.0, "Goods"),
        FUGITIVES,
    ).offer.along(ALLY),
)


@lru_cache(maxsize=64)
def blow(points: float = BLOW, size: float | None = None) -> dict[str, float]:
    """What points on all imports from the large country do to both, in per cent of income.

    Parameters
    ----------
    size
        The island's income, billions a year, if not the scenario's.
    """
    from negotiator.diplomacy.conduct import Conduct, stack

    setting = opened(WALL) if size is None else _sized(size)
    world = setting.world
    i, j = world.index[ME], world.index[LARGE]
    rates = setting.initial.tariff.copy()
    rates[j, i] += points
    both = stack([setting.initial, Conduct(rates, setting.initial.grants)])
    income = world.value(both).real_income
    return {code: float(income[1, k] - income[0, k]) for code, k in world.index.items()}


@lru_cache(maxsize=8)
def _sized(size: float) -> Setting:
    """The first world with an island of another size."""
    from negotiator.scenario import compile_scenario, load
    from negotiator.teaching.lessons.worlds import world_file

    scenario = load(world_file(WALL))
    countries = tuple(
        country.model_copy(update={"size": size}) if country.code == ME else country
        for country in scenario.countries
    )
    return compile_scenario(scenario.model_copy(update={"countries": countries}))


def felt() -> int:
    found = blow()
    ratio = found[ME] / found[LARGE]
    return 2 if ratio > 3.0 else 1 if ratio > 1 / 3 else 0


def wall(setting: Setting, state: State) -> float:
    """Grand's tariff on the island's fish after the last round."""
    at = setting.world.index
    line = setting.world.sectors.index(FISH)
    return float(state.last.applied.tariff[at[ME], at[LARGE], line])


def walls() -> tuple[float, float]:
    """Grand's tariff on the island's fish before the blow, and three years after it."""
    found = trial(WALL, ME, ((Retaliate(receiver=LARGE, points=BLOW),), (), (), ()))
    before = wall(found.setting, trial(WALL, ME, ((),)).state)
    return before, wall(found.setting, found.state)


def answered() -> int:
    before, after = walls()
    return 0 if after < before - 0.005 else 1 if after > before + 0.005 else 2


@cache
def asked() -> tuple[float, ...]:
    """The tariff on fish that Grand names, exchange by exchange, for one and the same offer.

    The last is that of the offer itself, where it signs.
    """
    offer = proposal(ME, LARGE, *PACKAGE)
    rates = []
    for event in trial(WALL, ME, ((offer,) * 6,)).events:
        if event.kind == "answer":
            named = event.offer.clauses if event.offer is not None else PACKAGE
            rates.append(
                min(
                    clause.rate
                    for clause in named
                    if clause.giver == LARGE and (not clause.sectors or FISH in clause.sectors)
                )
            )
    return tuple(rates)


def patience() -> int:
    rates = asked()
    return 2 if rates[-1] < rates[0] else 1 if rates[-1] > rates[0] else 0


def company() -> int:
    found = trial(COMPANY, ME, ((TRIANGLE,),))
    return 1 if signed(found.state) else 0


def lowered(state: State, rate: float) -> bool:
    """Whether a treaty in force brings the wall down to a rate."""
    found = bound(state, LARGE, ME)
    return found is not None and found <= rate + 1e-9


def gains(setting: Setting, state: State) -> bool:
    return over_opening(setting, state)[ME] > 0


def ended(setting: Setting, state: State) -> Mapping[str, Any]:
    rate = bound(state, LARGE, ME)
    return {"gain": over_opening(setting, state)[ME], "rate": -1.0 if rate is None else rate}


def hit(setting: Setting, state: State) -> bool:
    """Whether the player has levied more in a round than as the game opened."""
    at = setting.world.index
    cell = (at[LARGE], at[ME])
    rates = [result.applied.tariff[cell] for result in state.history]
    return any(bool((rate > rates[0] + 1e-3).any()) for rate in rates[1:])


def asks_in_vain(state: State) -> bool:
    """Whether offers without the fugitives were refused."""
    talk = state.talks.get(LARGE)
    return talk is not None and any(
        all(clause.domain is Domain.TARIFFS for clause in offer.clauses) for offer in talk.mine
    )


def blow_board(taken: Taken) -> Board:
    board = board_of_blow(blow(), "20 points on everything from Grand: income of both")
    before, after = walls()
    told = f"Grand's wall was {before:.0%}; three years after the blow it is {after:.0%}."
    return replace(board, note=f"{board.note} {told}")


def board_of_blow(found: Mapping[str, float], title: str) -> Board:
    bars = (
        Bar("Tarn", found[ME], f"{found[ME]:+.2f}%"),
        Bar("Grand", found[LARGE], f"{found[LARGE]:+.2f}%"),
    )
    times = found[ME] / found[LARGE] if found[LARGE] < -1e-6 else 0.0
    note = f"Tarn feels it {times:.0f} times as much." if times >= 1.5 else ""
    return Board(title, bars, note)


def asked_board(taken: Taken) -> Board:
    rates = asked()
    bars = []
    for k, rate in enumerate(rates, 1):
        told = f"{rate:.0%}, and signs" if k == len(rates) else f"{rate:.0%}"
        bars.append(Bar(f"exchange {k}", rate, told))
    return Board(
        "The tariff on fish that Grand asks to keep, for the same offer again and again",
        tuple(bars),
        "Tarn offered the fugitives and 10% for its goods, each time the same.",
    )


def ways_board(taken: Taken) -> Board:
    rows = (
        ("a blow", blow()[ME] / 100.0 * float(opened(WALL).world.income[0])),
        ("linkage, alone", worth(WALL, PACKAGE)[ME]),
        ("in company", worth(COMPANY, TRIANGLE.offer.clauses)[ME]),
    )
    bars = tuple(Bar(label, value, f"{1000 * value:+.0f} million") for label, value in rows)
    return Board("What each way is worth to Tarn, dollars a year", bars)


def sizes_board(values: Mapping[str, float]) -> Board:
    found = blow(values["points"], values["size"])
    return board_of_blow(found, "What the blow does to the income of both")


def _pays(clauses: tuple[Clause, ...]) -> float:
    """What clauses are worth to Grand, billions a year."""
    return worth(WALL, clauses)[LARGE]


def why(taken: Taken) -> str:
    free = _pays((tariff(LARGE, ME, ALONE, FISH), tariff(ME, LARGE, 0.0)))
    with_all = _pays((tariff(LARGE, ME, ALONE, FISH), tariff(ME, LARGE, 0.0), FUGITIVES))
    return (
        "For Grand, a wall of 10% against all of Tarn's tariffs comes to"
        f" {1000 * free:+.0f} million a year: its fishers weigh more than a small market. With the"
        f" fugitives in the bargain it comes to {1000 * with_all:+.0f}.\n\n"
        "What the small one has to offer lies where the large one cannot buy it elsewhere."
    )
