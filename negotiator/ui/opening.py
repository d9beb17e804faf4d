"""How a game is opened: begun, and shown where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.game.session import Session
    from negotiator.ui.app import NegotiatorApp


def begun(
    scenario: str | None, player: str | None, seed: int | None, mode: str | None, folder: Path
) -> Session:
    """A new game; where the disk refuses it, one that is not saved and says so.

    Parameters
    ----------
    seed
        None for one by chance.
    folder
        Where it is saved.
    """
    import secrets

    from negotiator.game.saves import SaveError
    from negotiator.game.session import Session
    from negotiator.scenario import find, load

    found = load(find(scenario))
    chosen = seed if seed is not None else secrets.randbelow(10_000)
    who = player or found.player
    try:
        return Session.start(found, who, chosen, mode, folder)
    except SaveError as error:
        session = Session.start(found, who, chosen, mode)
        session.notice = f"{error}. This game is not saved."
        return session


def show(app: NegotiatorApp, session: Session) -> None:
    """The desk of a game, the briefing over it before the first move; of one over, the debrief."""
    from negotiator.ui.screens.desk import DeskScreen

    if session.state.over:
        from negotiator.ui.screens.debrief import DebriefScreen

        app.push_screen(DebriefScreen())
        return
    app.push_screen(DeskScreen())
    if not session.moved:
        from negotiator.ui.screens.briefing import BriefingScreen

        app.push_screen(BriefingScreen())
    if session.notice:
        app.tell(session.notice, error=session.log is None)
