"""The rules, in one function: a state and a move give a new state and events."""

from __future__ import annotations

import numpy as np

from negotiator.diplomacy.levels import levels
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.game import clearing, forecasts, policy, talks
from negotiator.game.moves import (
    Accept,
    Adjourn,
    Ask,
    EndRound,
    Guess,
    IllegalMove,
    Move,
    Predict,
    Propose,
    Retaliate,
    SetGrant,
    SetTariff,
    WalkOut,
    Withdraw,
)
from negotiator.game.state import State, Step
from negotiator.game.view import scale
from negotiator.scenario.setting import Setting


def new_game(
    setting: Setting,
    player: str | None,
    seed: int,
    mode: str | None = None,
    rounds: int | None = None,
) -> State:
    """A game as it opens, in its first round.

    Parameters
    ----------
    player
        Code of the country to govern; None has counterparts govern all.
    seed
        The same seed and moves give the same game.
    mode
        open, standard or blind; by default the scenario's.
    rounds
        Fewer than the scenario's.
    """
    if player is not None:
        setting.scenario.country(player)
    world = setting.world
    n = len(world.countries)
    settled = levels(world, world.base, scale(setting)).bounded
    none = (0.0,) * n
    first = clearing.measured(
        setting,
        0,
        setting.initial,
        (1.0,) * n,
        None,
        news=tuple(
            said.text
            for said in sorted(setting.scenario.announcements, key=lambda a: player not in a.on)
            if said.text  # what hits the player comes first
        ),
    )
    state = State(
        player=player,
        seed=seed,
        mode=mode or setting.scenario.mode,
        round=0,
        rounds=min(rounds or setting.scenario.rounds, setting.scenario.rounds),
        autonomous=setting.initial,
        opened=setting.initial,
        settled=settled,
        history=(first,),
        promised=none,
        kept=none,
    )
    state, news = clearing.open_round(setting, state, 1, [])
    return state.but(news=(*first.news, *news))


def apply(setting: Setting, state: State, move: Move) -> Step:
    """Play one move.

    Raises
    ------
    IllegalMove
        When the rules do not allow it now; the state stays as it was.
    """
    if state.over:
        raise IllegalMove("the game is over")
    if state.player is None and not isinstance(move, EndRound):
        raise IllegalMove("counterparts govern every country; only rounds can end")
    try:
        return _played(setting, state, move)
    except (EconomyError, NotSolvedError) as error:
        raise IllegalMove(f"no economy can live with that: {error}") from None


def _played(setting: Setting, state: State, move: Move) -> Step:
    match move:
        case Propose():
            return forecasts.answered(move, talks.propose(setting, state, move))
        case Accept():
            return talks.accept(setting, state, move)
        case Ask():
            return talks.ask(setting, state, move)
        case Adjourn():
            return talks.adjourn(setting, state, move)
        case WalkOut():
            return talks.walk_out(setting, state, move)
        case SetTariff():
            return policy.set_tariff(setting, state, move)
        case Retaliate():
            return policy.retaliate(setting, state, move)
        case SetGrant():
            return policy.set_grant(setting, state, move)
        case Withdraw():
            return policy.withdraw(setting, state, move)
        case Guess():
            return forecasts.guess(setting, state, move)
        case Predict():
            return forecasts.predict(setting, state, move)
        case EndRound():
            return clearing.end_round(setting, state)


def same(one: State, other: State) -> bool:
    """Whether two states are the same game, number by number."""
    return (
        (one.player, one.seed, one.round, one.over)
        == (other.player, other.seed, other.round, other.over)
        and (one.treaties, one.ledger) == (other.treaties, other.ledger)
        and (one.proposals, one.news) == (other.proposals, other.news)
        and one.autonomous.same(other.autonomous)
        and len(one.history) == len(other.history)
        and all(
            np.array_equal(a.payoff, b.payoff) and np.array_equal(a.levels, b.levels)
            for a, b in zip(one.history, other.history, strict=True)
        )
    )
