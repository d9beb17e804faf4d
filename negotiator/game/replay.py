"""A saved game as text, move by move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from negotiator.game.forecasts import EXPECTED
from negotiator.game.moves import (
    Accept,
    Adjourn,
    Ask,
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
from negotiator.game.policy import describe
from negotiator.game.rules import apply, new_game
from negotiator.game.saves import SaveError, read
from negotiator.scenario.setting import Setting, compile_scenario


def told(setting: Setting, move: Move) -> str:
    """A move in words."""
    match move:
        case Propose():
            clauses = "; ".join(describe(setting, clause) for clause in move.offer.clauses)
            return f"propose to {setting.names[move.to]}: {clauses}"
        case Accept():
            return f"accept what {setting.names[move.partner]} offers"
        case Ask():
            clauses = "; ".join(describe(setting, clause) for clause in move.clauses)
            asked = {"give": "what it would give for", "want": "what it would want for"}
            what = asked.get(move.question, "to balance")
            return f"ask {setting.names[move.partner]} {what}: {clauses}"
        case Adjourn() | WalkOut():
            verb = "adjourn with" if isinstance(move, Adjourn) else "walk out on"
            return f"{verb} {setting.names[move.partner]}"
        case SetTariff():
            where = ", ".join(setting.sectors[code] for code in move.sectors) or "everything"
            return f"set tariff on {setting.names[move.receiver]} at {move.rate:.1%} on {where}"
        case Retaliate():
            where = ", ".join(setting.sectors[code] for code in move.sectors) or "everything"
            name = setting.names[move.receiver]
            return f"raise tariff on {name} by {move.points * 100:.3g} points on {where}"
        case SetGrant():
            return f"set {move.domain} for {setting.names[move.receiver]} to {move.rate:g}"
        case Withdraw():
            return f"withdraw from treaty {move.treaty}"
        case Guess():
            return f"take the stance of {setting.names[move.country]} to be {move.stance}"
        case Predict():
            return f"expect of {setting.names[move.partner]}: {EXPECTED[move.expects]}"
    return "end the round"


def transcript(path: Path) -> Iterator[str]:
    """The lines of a saved game.

    Raises
    ------
    SaveError
        When it cannot be read or does not replay.
    """
    save = read(path)
    setting = compile_scenario(save.scenario)
    state = new_game(setting, save.player, save.seed, save.mode)
    name = setting.titles[save.player]
    yield f"{save.scenario.title}: {name}, seed {save.seed}, {save.mode} mode"
    for text in state.news:
        yield f"  {text}"
    for number, move in enumerate(save.moves, 2):
        yield f"Round {state.round}: {told(setting, move)}"
        try:
            step = apply(setting, state, move)
        except IllegalMove as error:
            raise SaveError(f"{path}:{number}: the rules refuse this move: {error}") from None
        for event in step.events:
            yield f"    {event.text}"
        if len(step.state.history) > len(state.history):
            home = setting.world.index[save.player]
            gained = step.state.last.real_income[home] - state.history[0].real_income[home]
            yield f"    Real income since the opening: {gained:+.2f}%"
        state = step.state
    if save.torn:
        yield "The last line was torn by a crash and is left out."
    if not state.over:
        yield f"The game stands in round {state.round} of {state.rounds}."
