"""A move played, and what came of it said; what is refused is said in a line."""

from __future__ import annotations

from negotiator.counterparts.lookup import CounterpartError
from negotiator.economy.errors import NotSolvedError
from negotiator.game.moves import IllegalMove, Move
from negotiator.game.saves import SaveError
from negotiator.game.session import Session
from negotiator.game.state import Event
from negotiator.plain.console import Console
from negotiator.teaching.words import capital


def play(console: Console, session: Session, move: Move) -> tuple[Event, ...]:
    """Play a move; nothing when the rules or the disk refuse it."""
    try:
        events = session.apply(move)
    except (IllegalMove, SaveError, NotSolvedError, CounterpartError) as error:
        console.say(capital(f"{error}."))
        return ()
    for event in events:
        if event.kind not in ("cleared", "over"):
            name = session.setting.titles.get(event.who, "")
            spoken = event.kind in ("answer", "question", "withdrawn", "closed") and name
            console.say(f"{name}: {event.text}" if spoken else capital(event.text))
    return events
