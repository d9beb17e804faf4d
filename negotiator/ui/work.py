"""What the program does around its screens: threads, a line to the player, too small a terminal,
and an orderly end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import AwaitMount

from negotiator.ui.frame import Frame
from negotiator.ui.memory import give_back, lean_lines, one_heap
from negotiator.ui.named import keyed
from negotiator.ui.sheet import Sheet
from negotiator.ui.text import capital

#: What is said stays for so many seconds, and one more for so many letters.
_READING, _LETTERS = 1.5, 20


class Done(Message):
    """A worker has finished: what it found is handed over on the screen's own thread."""

    def __init__(self, group: str, call: Callable[[], None]) -> None:
        self.group = group
        self.call = call
        super().__init__()


class WorkingApp(App[int]):
    """A program whose long work runs on threads that touch no widget."""

    def __init__(self) -> None:
        super().__init__()
        one_heap()  # before the first thread
        lean_lines()  # before the first is drawn
        self.stylesheet = Sheet(variables=self.get_css_variables())
        self.working: dict[str, Callable[[], Callable[[], None]] | None] = {}
        self.failure = ""
        self.leaving = False
        self._said = 0.0
        self._frame = Frame()

    def on_mount(self) -> None:
        """What was written while the program was suspended is painted over."""
        self.app_resume_signal.subscribe(self, lambda _: self._frame.forget(), immediate=True)

    def saves(self) -> Path:
        """Where this program saves, and leaves the log of a crash."""
        from negotiator.paths import saves_folder

        return saves_folder()

    def work(self, what: Callable[[], Callable[[], None]], group: str = "work") -> None:
        """Run something long on a thread; what it returns is called on the screen's thread.

        Workers touch no widget. One piece of work of a group runs at a time, and of those asked
        for meanwhile only the latest is run: a key that is held down never piles up threads.
        """
        if group in self.working:
            self.working[group] = what
            return
        self.working[group] = None

        def run() -> None:
            from negotiator.counterparts.lookup import CounterpartError
            from negotiator.economy.errors import NotSolvedError

            try:
                then = what()
            except (NotSolvedError, CounterpartError) as error:
                text = str(error)
                self.post_message(Done(group, lambda: self.tell(text, error=True)))
                return
            give_back()
            self.post_message(Done(group, then))

        self.run_worker(run, thread=True, group=group, exit_on_error=True)

    async def _shutdown(self) -> None:
        self.leaving = True
        await super()._shutdown()

    def on_done(self, message: Done) -> None:
        """Show what a worker found, and begin what was asked for meanwhile."""
        if self.leaving:
            return  # the screens that it was for are being taken down
        following = self.working.pop(message.group, None)
        if following is not None:
            self.work(following, message.group)
        message.call()

    async def on_event(self, event: events.Event) -> None:
        """Who presses a key has read what was said: it lies over nothing any more."""
        read = monotonic() - self._said >= _READING
        if isinstance(event, events.Key) and self._notifications and read:
            self.clear_notifications()
        await super().on_event(event)

    def tell(self, text: str, *, error: bool = False) -> None:
        """Say a line to the player, for as long as it takes to read. Never markup."""
        self._said = monotonic()
        self.clear_notifications()  # the latest says what matters; several would hide the screen
        self.notify(
            capital(keyed(text)),
            severity="error" if error else "information",
            timeout=_READING + len(text) / _LETTERS,
            markup=False,
        )

    def _get_screen(self, screen: Screen[Any] | str) -> tuple[Screen[Any], AwaitMount]:
        """A screen that opens fits the terminal from its first picture on, not from its second."""
        if isinstance(screen, Screen) and not screen.is_running:
            width, height = self.size
            fits = screen._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS or [])
            fits |= screen._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS or [])
            screen.add_class(*fits, update=False)
        return super()._get_screen(screen)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the terminal what differs from what stands on it."""
        if (
            isinstance(renderable, CompositorUpdate)
            and not self._batch_count
            and not self.is_inline
        ):
            renderable = self._frame.differing(renderable)
            if renderable is None and self.screen.outer_size.clamp_offset(self.cursor_position) != (
                self._previous_cursor_position
            ):
                renderable = CompositorUpdate()  # only the cursor moves
        super()._display(screen, renderable)

    def action_repaint(self) -> None:
        """Paint the whole screen anew, where something else has written on it."""
        self._frame.forget()
        self.screen.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        """A kind word where the terminal is too small."""
        self._frame.forget()
        if len(self.screen_stack) > 1:  # before that nothing is shown that would not fit
            self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Say so where the terminal is smaller than the screens."""
        from negotiator.ui.screens.small import SmallScreen, fits
        from negotiator.ui.screens.waiting import WaitingScreen

        # Above a wait it would be in the way of what the wait ends with.
        if not fits(size) and not isinstance(self.screen, (SmallScreen, WaitingScreen)):
            self.push_screen(SmallScreen())

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one line and a log instead of a traceback; tests still see the error."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        import traceback

        path = self.saves() / "crash.log"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
            where = f"; {path} tells where"
        except OSError:
            where = ""
        self.failure = f"negotiator: the screen failed ({type(error).__name__}){where}."
        self.exit(1)
