"""How much is left of the five minutes of a renegotiation, said quietly."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakSet

from textual.widgets import Static

if TYPE_CHECKING:
    from negotiator.game.session import Session
    from negotiator.ui.app import NegotiatorApp


class TimeLeft(Static):
    """A line with the time left; not there in a game that is none. Its end only tells."""

    DEFAULT_CSS = "TimeLeft { height: 1; padding: 0 1; color: $secondary; }"
    app: NegotiatorApp
    #: Games whose player has been told that the time is over.
    _told: ClassVar[WeakSet[Session]] = WeakSet()

    def __init__(self) -> None:
        super().__init__("", markup=False, id="time-left")

    def on_mount(self) -> None:
        """Begin to count where there is something to count."""
        session = self.app.session
        self.display = session is not None and session.reopened is not None
        if self.display:
            self.show()
            self.set_interval(1.0, self.show)

    def show(self) -> None:
        """Say how much is left; as it ends, say so once to the player."""
        from negotiator.game.renegotiation import left

        session = self.app.session
        if session is None or session.reopened is None:
            return
        seconds = left(session.reopened.began, time())
        said = f"Renegotiation of {session.reopened.save} · "
        if seconds > 0:
            self.update(f"{said}{int(seconds) // 60}:{int(seconds) % 60:02d} left")
            return
        self.update(f"{said}the five minutes are over; what you do still counts")
        if self.screen is self.app.screen and session not in self._told:
            self._told.add(session)
            self.app.tell("The five minutes are over. Nothing is lost: end the round when ready.")
