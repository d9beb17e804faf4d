"""A save played again through the rules, its moves one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.game.moves import EndRound, IllegalMove, Move
from negotiator.game.offers import Made, brought, note
from negotiator.game.rules import apply
from negotiator.game.saves import Save, SaveError
from negotiator.game.state import State
from negotiator.scenario.setting import Setting


@dataclass(frozen=True, eq=False)
class Taken:
    """A move as it was played.

    Parameters
    ----------
    signed
        Whether a treaty was signed by it.
    """

    before: State
    move: Move
    signed: bool


@dataclass(frozen=True, eq=False)
class Rerun:
    """A game that was played again.

    Parameters
    ----------
    state
        After the last move.
    stood
        As it opened, and after every round that was ended.
    offers
        All that were made, in order.
    taken
        All moves, in order.
    """

    state: State
    stood: tuple[State, ...]
    offers: tuple[Made, ...]
    taken: tuple[Taken, ...]


def rerun(save: Save, setting: Setting, state: State) -> Rerun:
    """Play the moves of a save.

    Parameters
    ----------
    state
        Its game as it opens.

    Raises
    ------
    SaveError
        When the rules refuse a move, with its line.
    """
    stood, offers, taken = [state], [*brought(setting, state)], list[Taken]()
    for number, move in enumerate(save.moves, 2):
        try:
            step = apply(setting, state, move)
        except IllegalMove as error:
            said = f"{save.path}:{number}: the rules refuse this move: {error}"
            raise SaveError(said) from None
        note(setting, state, move, step.events, step.state, offers)
        taken.append(Taken(state, move, any(event.kind == "signed" for event in step.events)))
        state = step.state
        if isinstance(move, EndRound):
            stood.append(state)
    return Rerun(state, tuple(stood), tuple(offers), tuple(taken))
