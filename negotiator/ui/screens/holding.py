"""A tournament is being held: how far it is, and a way to stop with the results so far."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from negotiator.ui.named import keyed
from negotiator.ui.text import lines, meter, styled

if TYPE_CHECKING:
    from negotiator.tournament.outcome import Outcome
    from negotiator.tournament.plan import Plan
    from negotiator.ui.app import NegotiatorApp

#: Generations that a community is followed for: the usual payoffs have settled by then.
_GENERATIONS = 1000
_BAR = 60


class HoldingScreen(ModalScreen["Outcome | None"]):
    """Dismissed with the outcome, whole or as far as it came; with none when nothing was played.

    Parameters
    ----------
    plan
        Makes the plan, on the worker's thread; its errors are told in a line.
    where
        Where it is played, in a few words.
    """

    TITLE = "A tournament being held"
    DEFAULT_CSS = "HoldingScreen Static { text-align: center; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stop", id="holding.stop")]
    app: NegotiatorApp

    class Progress(Message):
        """Some matches more are played."""

        def __init__(self, done: int, wanted: int) -> None:
            self.done = done
            self.wanted = wanted
            super().__init__()

    def __init__(self, plan: Callable[[], Plan], where: str) -> None:
        super().__init__()
        self.plan = plan
        self.where = where
        self.stopped = Event()
        self.done = False
        self.outcome: Outcome | None = None
        self.fault = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Getting ready …", markup=False, id="progress")
            yield Static(
                keyed("{Esc holding.stop} stops, and shows the results so far"), classes="status"
            )

    def on_mount(self) -> None:
        """Hold it on a thread."""
        self.app.work(self._hold, "tournament")

    def on_unmount(self) -> None:
        """A program that is left does not wait for the rest."""
        self.stopped.set()

    def _hold(self) -> Callable[[], None]:
        from negotiator.tournament.outcome import Outcome
        from negotiator.tournament.plan import stage
        from negotiator.tournament.run import hold

        def progress(done: int, wanted: int) -> None:
            self.post_message(self.Progress(done, wanted))
            if done and self.stopped.is_set():
                raise KeyboardInterrupt  # what ends `hold` in order, with the results so far

        try:
            plan = self.plan()
            ready = stage(plan)
            outcome = Outcome(ready, self.where, hold(plan, progress=progress), _GENERATIONS)
            # Worked out here, so that the screen only has to show them.
            _ = outcome.standings, outcome.shares
        except (ValueError, RuntimeError, OSError) as error:
            text = str(error)
            return lambda: self._done(None, text)
        return lambda: self._done(outcome, "")

    def on_holding_screen_progress(self, event: Progress) -> None:
        """Say how far it is."""
        self.query_one("#progress", Static).update(
            lines(
                f"{event.done:,} of {event.wanted:,} matches",
                styled(meter(event.done / event.wanted, _BAR), "$accent"),
            )
        )

    def _done(self, outcome: Outcome | None, fault: str) -> None:
        self.done, self.outcome, self.fault = True, outcome, fault
        self._leave()

    def on_screen_resume(self) -> None:
        """Help or another screen may have been open when it was done."""
        self._leave()

    def _leave(self) -> None:
        # A screen behind a dialog counts as current too; to dismiss it would close the dialog.
        if self.done and self.app.screen is self:
            self.done = False
            if self.fault:
                self.app.tell(self.fault, error=True)
            self.dismiss(self.outcome)

    def action_stop(self) -> None:
        """Stop after what is being played."""
        self.stopped.set()
        self.query_one(".status", Static).update("Stopping after the matches at hand …")
