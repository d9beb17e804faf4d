"""A lesson, one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.named import keyed
from negotiator.ui.screens.lesson_terms import TERMS
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.bench import Bench
from negotiator.ui.widgets.choices import Choices
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.teaching.lessons.course import Course
    from negotiator.teaching.lessons.script import Sliders
    from negotiator.ui.app import NegotiatorApp
    from negotiator.ui.lessons import LessonGame
    from negotiator.ui.screens.lesson_text import Page

#: Cells of a line, as the style sheet has it: longer ones are hard to read.
_WIDEST = 92
#: Most dots that tell how far it is.
_DOTS = 20
#: Seconds after which what is being worked out is said to be.
_SOON = 0.4


class LessonScreen(Screen[None]):
    """A lesson being taken.

    Parameters
    ----------
    notice
        What is to be said above its first page; empty if nothing.
    """

    CSS_PATH = "lesson.tcss"
    HELP = """
## A lesson

**{Enter lesson.on}** goes on; on a page longer than the screen it shows the rest first. Where there
is something to choose, arrows and **{Enter lesson.on}** or its **digit** choose it; nothing is
chosen before. Every answer is kept as it is given: **{Esc lesson.leave}** leaves, and the lesson
goes on from here next time.

In a duel a row is a country, a column a year. **▲** is a raised tariff, **!** an act that went
wrong: the opposite of what was meant. Gains are billions of dollars a year, over what both would
have in a tariff war. How many years there are is not told.

Where there are sliders, up and down choose one, left and right move it; {Enter lesson.on} asks once
before it goes on.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "on", "Go on", key_display="Enter", id="lesson.on"),
        *[
            Binding(str(k), f"choose({k})", f"Choice {k}", show=False, id=f"lesson.choose-{k}")
            for k in range(1, 7)
        ],
        Binding("escape,q", "leave", "Leave", key_display="Esc", id="lesson.leave"),
    ]
    app: NegotiatorApp

    def __init__(self, course: Course, notice: str = "") -> None:
        super().__init__()
        self.course = course
        self.notice = notice
        self.shown: Page | None = None
        self.game: LessonGame | None = None
        self.busy = False
        self.place = -1  # of the step shown
        self.asked = False  # whether Enter has asked before it leaves the sliders
        self.fault = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """What this lesson is about."""
        return TERMS.get(self.course.taken.lesson.number, ())

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        with VerticalScroll(id="body"):
            yield Static("", id="text")
            yield Bench()
        yield OptionList(id="options")
        yield Static("", classes="status", id="hint")
        yield Foot()

    def on_mount(self) -> None:
        """Show where it stands."""
        body = self.query_one("#body")
        for what in ("scroll_y", "virtual_size"):  # whether a page goes on below the screen
            self.watch(body, what, self._laid_out, init=False)
        self.call_after_refresh(self._work, lambda: None)

    def on_resize(self) -> None:
        """Tables are as wide as the screen."""
        if self.shown is not None:
            self.call_after_refresh(self._work, lambda: None)

    def on_screen_resume(self) -> None:
        """A game may have been played meanwhile."""
        if self.shown is not None:
            self._work(lambda: None)

    @property
    def room(self) -> int:
        """Cells in a line of the page."""
        return min(self.query_one("#body").scrollable_content_region.width or 76, _WIDEST)

    def _work(self, what: Callable[[], None]) -> None:
        """Do something to the course, and show the page that follows, both on a thread."""
        if self.busy:
            return
        self.busy = True
        course, width = self.course, self.room
        live = self.game.session if self.game is not None else None

        def run() -> Callable[[], None]:
            from negotiator.ui.screens.lesson_text import page

            error = ""
            try:
                what()
            except (ValueError, OSError) as fault:
                error = str(fault)
            shown = page(course.taken, width, course.aim_reached(live))
            return lambda: self._show(shown, error)

        self.app.work(run, "lesson")
        self.set_timer(_SOON, self._busy)

    def _busy(self) -> None:
        """Say that something is being worked out, when it takes a moment."""
        if self.busy:
            self.query_one("#hint", Static).update(styled("Working it out …", "$accent"))

    def _show(self, page: Page, error: str) -> None:
        self.busy = False
        if not self.is_mounted:
            return
        # What was told elsewhere would lie over the page. In turn, since telling takes a turn.
        self.app.call_later(self.app.clear_notifications)
        taken = self.course.taken
        fresh = self.shown is None or self.shown.text != page.text or self.place != taken.place
        moved = self.place != taken.place
        if moved and self.place >= 0:
            self.notice = ""
        self.place = taken.place
        self.shown, self.fault = page, error
        self.asked = self.asked and not fresh
        steps = len(taken.lesson.steps)
        dots = min(steps, _DOTS)
        full = taken.place * dots // steps
        self.query_one("#head", Static).update(
            Content.assemble(
                (f"Lesson {taken.lesson.number} · {taken.lesson.title}  ", "bold"),
                ("●" * full, "$accent"),
                ("○" * (dots - full), MUTED),
            )
        )
        notice = (styled(self.notice, "$warning"), "") if self.notice else ()
        self.query_one("#text", Static).update(lines(*notice, page.text))
        options = self.query_one("#options", OptionList)
        if fresh:
            # A choice that nobody made is not to be taken by an Enter too many. In a duel the
            # cursor stays where the player left it.
            first = page.options[0][1][0] if page.options else ""
            at = 0 if first in ("play", "leave") else None if moved else options.highlighted
            options.clear_options()
            options.add_options(
                [Option(styled(f"{k}  {text}")) for k, (text, _) in enumerate(page.options, 1)]
            )
            options.display = bool(page.options)
            options.highlighted = at if page.options else None
            self.query_one("#body").scroll_home(animate=False)
        sliders, bench = self._sliders, self.query_one(Bench)
        bench.display = bool(sliders)
        if sliders is not None:
            if fresh:
                bench.set_up(sliders, self.room)
            self.query_one("#sliders").focus()
        else:
            (options if page.options else self.query_one("#body")).focus()
        self._hint()
        self.call_after_refresh(self._hint)

    def _laid_out(self) -> None:
        self.call_later(self._hint)  # the body knows its own height a moment later

    def _hint(self) -> None:
        """Say what the keys do now."""
        page, options = self.shown, self.query_one("#options", OptionList)
        if page is None or self.busy or not self.is_mounted:
            return
        if self.fault:
            said = styled(self.fault, "$error")
        elif self.asked:
            said = styled(
                keyed("Done with the sliders? {Enter lesson.on} again goes on, ← → move on."),
                "$accent",
            )
        elif page.options and options.highlighted is None:
            said = styled("Nothing is chosen yet: a digit, or ↑ ↓ and Enter", MUTED)
        elif page.options:
            said = styled(keyed("{Enter lesson.on} or a digit chooses"), MUTED)
        else:
            said = styled(
                keyed("{Enter lesson.on} shows the rest" if self._rest() else page.on), MUTED
            )
        self.query_one("#hint", Static).update(said)

    def _rest(self) -> bool:
        """Whether a page to be read goes on below the screen."""
        body = self.query_one("#body")
        return self._sliders is None and body.scroll_target_y < body.max_scroll_y

    def on_option_list_option_highlighted(self) -> None:
        """The cursor is on a choice."""
        self._hint()

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """A slider was moved: nobody is leaving."""
        if event.stepped:
            self.asked = False
            self._hint()

    @property
    def _sliders(self) -> Sliders | None:
        from negotiator.teaching.lessons.script import Sliders

        taken = self.course.taken
        return None if taken.done or not isinstance(taken.step, Sliders) else taken.step

    def action_on(self) -> None:
        """Go on, where there is nothing to choose."""
        if self.shown is None or self.busy or self.shown.options:
            return
        taken = self.course.taken
        if self._rest():
            self.query_one("#body").scroll_page_down(animate=False)
            return
        if taken.done:
            self.app.pop_screen()
            return
        if self._sliders is not None and not self.asked:
            self.asked = True
            self._hint()
            return
        kind = taken.expected[0]
        self._give(kind, None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose."""
        self.action_choose(event.option_index + 1)

    def action_choose(self, number: int) -> None:
        """Choose by number, from 1."""
        if self.shown is None or self.busy or number > len(self.shown.options):
            return
        kind, value = self.shown.options[number - 1][1]
        if kind == "play":
            self._play(again=bool(value))
        elif kind == "leave":
            self._work(self._end)
        else:
            self._give(kind, value)

    def _give(self, kind: str, value: Any) -> None:
        self._work(lambda: self.course.give(kind, value))

    def _play(self, *, again: bool) -> None:
        from negotiator.teaching.lessons.script import Game
        from negotiator.ui.lessons import LessonGame

        step = self.course.taken.step
        assert isinstance(step, Game)
        self.game = LessonGame(self.app, self.course, step, self._reached)
        self.game.open(again=again)

    def _reached(self) -> None:
        """The aim of a game is reached: that is kept, and the lesson goes on."""
        while self.app.screen is not self:
            self.app.pop_screen()
        self._work(self._end)

    def _end(self) -> None:
        self.course.end(self.game.session if self.game is not None else None)

    def action_leave(self) -> None:
        """Back; the lesson is kept."""
        self.app.pop_screen()
        if self.course.chain is not None and not self.course.taken.done:
            self.app.tell("The lesson is kept: it goes on from here.")
