"""What each shipped scenario promises, one module a scenario: `PROMISES`, tested by test_shipped.

A module is named as its scenario, with _ for -.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from negotiator.game.moves import Move, SetTariff


class Act(NamedTuple):
    """What is expected of a country toward another by the end of a round.

    Parameters
    ----------
    kind
        penalty, return, treaty, …; "no penalty" and the like for what it must not do in the game.
    """

    round: int
    actor: str
    target: str
    kind: str


@dataclass(frozen=True)
class Case:
    """One thing that the briefing or a dossier says of counterparts.

    Parameters
    ----------
    says
        What is said, in a line.
    player
        From whose seat it is tried.
    moves
        What the player does in the first round; after that it waits.
    """

    says: str
    player: str
    moves: tuple[Move, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Promises:
    """What a scenario promises.

    Parameters
    ----------
    playable
        Countries that can be governed, a small and a large one among them.
    gains
        Pairs that can both gain by a deal.
    seats
        By seat: the partners with whom a sensible player of it deals, the most important first.
    cases
        How counterparts act.
    rounds
        How many rounds the policies of dumb players are tried for.
    """

    playable: tuple[str, ...]
    gains: tuple[tuple[str, str], ...]
    seats: dict[str, tuple[str, ...]]
    cases: tuple[Case, ...]
    rounds: int = 4


def tariff(receiver: str, rate: float, *sectors: str) -> SetTariff:
    """The player's own tariff on a country's goods."""
    return SetTariff(receiver=receiver, rate=rate, sectors=sectors)
