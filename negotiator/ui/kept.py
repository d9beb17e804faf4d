"""Drafts that are kept aside in talks, in memory, for a round."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.session import Session

#: Their names, and so how many of them a talk has.
NAMES = ("A", "B", "C")

#: By game: by round and partner, the latest last.
_KEPT: WeakKeyDictionary[Session, dict[tuple[int, str], dict[str, Offer]]] = WeakKeyDictionary()


def drafts(session: Session, partner: str) -> dict[str, Offer]:
    """The drafts kept in the talk of this round with a partner, by name, in the order of names."""
    slots = _slots(session, partner)
    return {name: slots[name] for name in NAMES if name in slots}


def keep(session: Session, partner: str, offer: Offer) -> str:
    """Keep a draft; its name. When no name is left, it takes the place of the oldest."""
    slots = _slots(session, partner)
    for name, each in slots.items():
        if each.same_terms(offer):
            return name
    free = [name for name in NAMES if name not in slots]
    name = free[0] if free else next(iter(slots))
    slots.pop(name, None)
    slots[name] = offer
    return name


def _slots(session: Session, partner: str) -> dict[str, Offer]:
    rounds = _KEPT.setdefault(session, {})
    now = (session.state.round, partner)
    for key in [each for each in rounds if each[0] != now[0]]:
        del rounds[key]
    return rounds.setdefault(now, {})
