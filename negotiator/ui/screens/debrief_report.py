"""The report that is written from the debrief: a line tells how far it is until it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp

_GROUP = "report"


class ReportLine(Static):
    """How far the report is, and where it lies then; nothing before it was asked for."""

    DEFAULT_CSS = """
    ReportLine {
        height: auto;
        padding: 0 1;
        color: $text-accent;
        display: none;
    }
    """

    def on_mount(self) -> None:
        """A debrief that is left and opened again still says that one is being written."""
        if _GROUP in self.app.working:  # type: ignore[attr-defined]
            self.say("The report is being written …")

    def say(self, said: str) -> None:
        """Show a line, or nothing. Never markup."""
        self.update(said)
        self.display = bool(said)


def _say(app: NegotiatorApp, said: str) -> None:
    """Say it on whichever debrief is open."""
    for screen in app.screen_stack:
        for line in screen.query(ReportLine):
            line.say(said)


def write_report(app: NegotiatorApp) -> None:
    """Write the report of the game beside its save, on a thread; one at a time."""
    log = app.game.log
    if log is None:
        app.tell("This game is not saved, so there is no place for a report.")
        return
    if _GROUP in app.working:
        app.tell("The report is being written already.")
        return
    path = log.path
    _say(app, "The report is being written …")

    def told(said: str) -> None:
        if not app.is_running:  # a program that is left does not wait for the rest
            raise KeyboardInterrupt
        if said:
            app.call_later(_say, app, f"The report is being written: {said} …")

    def run() -> Callable[[], None]:
        from negotiator.teaching.command import report
        from negotiator.teaching.played import FAULTS

        target = path.with_suffix(".html")
        try:
            report(path, target, seconds=30.0, workers=1, progress=told)
        except FAULTS as error:
            return _ended(app, "", str(error))
        except KeyboardInterrupt:
            return lambda: None
        return _ended(app, f"The report is in {target.absolute()}")

    app.work(run, _GROUP)


def _ended(app: NegotiatorApp, said: str, error: str = "") -> Callable[[], None]:
    def show() -> None:
        _say(app, said)
        if error or not app.screen.query(ReportLine):  # elsewhere there is no line to read it in
            app.tell(said or error, error=bool(error))

    return show
