"""Games by a script: what would come of it, for predictions, boards and cues of lessons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import EndRound, Move, Propose

if TYPE_CHECKING:
    from negotiator.game.state import Event, State
    from negotiator.scenario.setting import Setting

#: Moves by round.
Script = tuple[tuple[Move, ...], ...]
#: A parameter of a stance to change: whose, which, and its value.
Change = tuple[str, str, float]


def tariff(giver: str, receiver: str | None, rate: float, *sectors: str) -> Clause:
    """A ceiling on a tariff; no receiver = toward everyone."""
    return Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def grant(domain: Domain, giver: str, receiver: str) -> Clause:
    """A recognition or a pledge."""
    return Clause(domain=domain, giver=giver, receiver=receiver)


def proposal(by: str, to: str, *clauses: Clause) -> Propose:
    """The move that puts an offer to a country."""
    return Propose(to=to, offer=Offer(parties=(by, to), clauses=clauses, by=by))


@lru_cache(maxsize=32)
def opened(name: str, changes: tuple[Change, ...] = ()) -> Setting:
    """The setting of a lesson's scenario, with parameters of stances changed."""
    from negotiator.scenario import compile_scenario, load
    from negotiator.teaching.lessons.worlds import world_file

    scenario = load(world_file(name))
    countries = []
    for country in scenario.countries:
        rule = country.stance
        more = {key: value for code, key, value in changes if code == country.code}
        if more and rule is not None:
            rule = rule.model_copy(update={"parameters": {**rule.parameters, **more}})
        countries.append(country.model_copy(update={"stance": rule}))
    return compile_scenario(scenario.model_copy(update={"countries": tuple(countries)}))


@dataclass(frozen=True, eq=False)
class Trial:
    """A game that a script has played.

    Parameters
    ----------
    events
        Of all its moves, in order.
    """

    setting: Setting
    state: State
    events: tuple[Event, ...]

    def incomes(self, code: str) -> tuple[float, ...]:
        """By cleared round: real income over the opening, in per cent."""
        k = self.setting.world.index[code]
        first, *rest = (float(result.real_income[k]) for result in self.state.history)
        return tuple(each - first for each in rest)


@lru_cache(maxsize=64)
def trial(
    name: str, player: str, script: Script, seed: int = 1, changes: tuple[Change, ...] = ()
) -> Trial:
    """Play a script, one group of moves a round, and end each round but the last.

    Raises
    ------
    IllegalMove
        When the rules refuse one of its moves.
    """
    from negotiator.game.rules import apply, new_game

    setting = opened(name, changes)
    state = new_game(setting, player, seed)
    events: list[Event] = []
    for number, moves in enumerate(script, 1):
        for move in (*moves, *((EndRound(),) if number < len(script) else ())):
            step = apply(setting, state, move)
            state = step.state
            events += step.events
    return Trial(setting, state, tuple(events))


def over_opening(setting: Setting, state: State) -> dict[str, float]:
    """What is in force now, treaties just signed included, over the game's opening.

    Returns
    -------
    By code: what governments maximise, billions a year; luck left out.
    """
    from negotiator.diplomacy.conduct import stack
    from negotiator.game.view import applied

    world = setting.world
    valued = world.value(stack([state.history[0].applied, applied(setting, state)]))
    dollars = valued.dollars(valued.payoff)
    return {code: float(dollars[1, k] - dollars[0, k]) for code, k in world.index.items()}


@lru_cache(maxsize=256)
def worth(name: str, clauses: tuple[Clause, ...]) -> dict[str, float]:
    """What clauses are worth to each as a scenario opens, billions a year, by code."""
    from negotiator.diplomacy.conduct import perform, stack

    setting = opened(name)
    world = setting.world
    after = perform(setting.initial, clauses, world.countries, world.sectors)
    valued = world.value(stack([setting.initial, after]))
    dollars = valued.dollars(valued.payoff)
    return {code: float(dollars[1, k] - dollars[0, k]) for code, k in world.index.items()}


def bound(state: State, giver: str, receiver: str) -> float | None:
    """The lowest ceiling on a tariff that a treaty in force sets; None when none does."""
    rates = [
        clause.rate
        for treaty in state.treaties
        if treaty.in_force(state.round)
        for clause in treaty.clauses
        if clause.domain is Domain.TARIFFS
        and clause.kind is not Kind.PENALTY
        and clause.giver == giver
        and clause.receiver in (receiver, None)
    ]
    return min(rates, default=None)


def signed(state: State) -> bool:
    """Whether the player has a treaty in force."""
    return any(
        treaty.in_force(state.round) and state.player in treaty.offer.parties
        for treaty in state.treaties
    )


def refused(state: State, partner: str) -> int:
    """Offers of the player in this round's talk with a country that were not signed."""
    talk = state.talks.get(partner)
    return 0 if talk is None or signed(state) else len(talk.mine)
