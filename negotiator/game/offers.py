"""Every offer that is put on the table in a game, noted as its moves are played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import Conduct
from negotiator.game.moves import Accept, Move, Propose
from negotiator.game.state import Event, State
from negotiator.game.view import known
from negotiator.scenario.setting import Setting


@dataclass(frozen=True, eq=False)
class Made:
    """An offer that was put on the table between the player and another.

    Parameters
    ----------
    partner
        The country opposite the player.
    now
        Conduct in force when it was made; the offer comes on top of it.
    signed
        Whether it became a treaty.
    """

    round: int
    partner: str
    offer: Offer
    now: Conduct
    signed: bool = False


def brought(setting: Setting, state: State) -> Iterator[Made]:
    """What others come with as a round begins."""
    for offer in state.proposals:
        yield Made(state.round, offer.by, offer, known(setting, state))


def note(
    setting: Setting,
    before: State,
    move: Move,
    events: Sequence[Event],
    after: State,
    offers: list[Made],
) -> None:
    """Add the offers of a move, of its answers and of a new round; mark what is signed.

    Parameters
    ----------
    before, after
        The game before the move and after it.
    offers
        Of the game so far, in the order in which they were made.
    """
    signed = [event.offer for event in events if event.kind == "signed" and event.offer]
    if isinstance(move, Propose):
        offers.append(Made(before.round, move.to, move.offer, known(setting, before), bool(signed)))
    elif isinstance(move, Accept) and signed:
        found = [
            k
            for k, made in enumerate(offers)
            if made.round == before.round and made.offer.same_terms(signed[0])
        ]
        if found:
            offers[found[-1]] = replace(offers[found[-1]], signed=True)
    partner = getattr(move, "to", getattr(move, "partner", None))
    for event in events:
        if event.offer is not None and event.kind in ("answer", "question", "closed"):
            now = known(setting, before)
            offers.append(Made(before.round, partner or event.who, event.offer, now))
    if after.round > before.round:
        offers += brought(setting, after)
