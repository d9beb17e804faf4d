"""A lesson, one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.text import MUTED, styled
from negotiator.ui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from negotiator.teaching.lessons.course import Course
    from negotiator.teaching.lessons.script import Board, Sliders
    from negotiator.ui.app import NegotiatorApp
    from negotiator.ui.lessons import LessonGame
    from negotiator.ui.screens.lesson_text import Page

#: Cells of a line, as the style sheet has it: longer ones are hard to read.
_WIDEST = 92
#: Most dots that tell how far it is.
_DOTS = 20
#: Seconds after which what is being worked out is said to be.
_SOON = 0.4


#: By number of a lesson: terms of the codex that it is about. Opponents are not among them: they
#: are met before they are named.
TERMS = {
    1: ("gains-from-trade", "tariff", "optimal-tariff", "terms-of-trade", "nash-tariffs"),
    2: ("reciprocity", "level", "noise", "shadow-of-the-future"),
    3: ("noise", "forgiveness", "contrition"),
    4: ("claiming-and-creating", "linkage", "logrolling", "zopa", "pareto-frontier"),
    5: ("small-and-large", "leverage", "disagreement-point", "coalition", "joint-offer"),
    6: ("diffuse-reciprocity", "norm", "mfn", "free-rider", "reputation"),
    7: ("gift", "trust", "mutual-defence", "aid", "breach"),
}


class LessonScreen(Screen[None]):
    """A lesson being taken."""

    CSS_PATH = "lesson.tcss"
    HELP = """
## A lesson

**Enter** goes on. Where there is something to choose, arrows and **Enter** or its **digit** choose
it. Every answer is kept as it is given: **Esc** leaves, and the lesson goes on from here next time.

In a duel a row is a country, a column a year. **▲** is a raised tariff, **!** an act that went
wrong: the opposite of what was meant. Gains are billions of dollars a year, over what both would
have in a tariff war. How many years there are is not told.

Where there are sliders, up and down choose one, left and right move it.
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

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self.shown: Page | None = None
        self.game: LessonGame | None = None
        self.busy = False
        self.pending = False  # whether what the sliders ask for is being worked out

    @property
    def terms(self) -> tuple[str, ...]:
        """What this lesson is about."""
        return TERMS.get(self.course.taken.lesson.number, ())

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        with VerticalScroll(id="body"):
            yield Static("", id="text")
            yield Choices(id="sliders")
            yield Static("", id="board")
        yield OptionList(id="options")
        yield Static("", classes="status", id="hint")
        yield Footer()

    def on_mount(self) -> None:
        """Show where it stands."""
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
        taken, width = self.course, self.room

        def run() -> Callable[[], None]:
            from negotiator.ui.screens.lesson_text import page

            error = ""
            try:
                what()
            except (ValueError, OSError) as fault:
                error = str(fault)
            shown = page(taken.taken, width)
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
        if error:
            self.app.tell(error, error=True)
        fresh = self.shown is None or self.shown.text != page.text
        self.shown = page
        taken = self.course.taken
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
        self.query_one("#text", Static).update(page.text)
        options = self.query_one("#options", OptionList)
        if fresh:
            options.clear_options()
            options.add_options(
                [Option(styled(f"{k}  {text}")) for k, (text, _) in enumerate(page.options, 1)]
            )
            options.display = bool(page.options)
            options.highlighted = 0 if page.options else None
            self.query_one("#body").scroll_home(animate=False)
        hint = "Enter or a digit chooses" if page.options else page.on
        self.query_one("#hint", Static).update(styled(hint, MUTED))
        sliders = self._sliders
        self.query_one("#sliders").display = self.query_one("#board").display = bool(sliders)
        if sliders is not None:
            if fresh:
                self._set_up(sliders)
            self.query_one("#sliders").focus()
        else:
            (options if page.options else self.query_one("#body")).focus()

    @property
    def _sliders(self) -> Sliders | None:
        from negotiator.teaching.lessons.script import Sliders

        taken = self.course.taken
        return None if taken.done or not isinstance(taken.step, Sliders) else taken.step

    def _set_up(self, sliders: Sliders) -> None:
        widget = self.query_one(Choices)
        widget.choices, widget.at, widget.cursor = (), {}, 0
        widget.show([Choice(each.name, each.about, each.values) for each in sliders.sliders])
        for each in sliders.sliders:
            widget.put(each.name, each.values[each.start][0])
        self._recompute()

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """A slider was moved, or another one chosen."""
        if event.stepped:
            self._recompute()
        elif self._sliders is not None:
            self._about()

    def _about(self) -> None:
        about = self.query_one(Choices).chosen.about
        said = ("Working it out … ", "$accent") if self.pending else ""
        self.query_one("#hint", Static).update(Content.assemble(said, (about, MUTED)))

    def _recompute(self) -> None:
        sliders, widget = self._sliders, self.query_one(Choices)
        if sliders is None:
            return
        self.pending = True
        self._about()
        values = {each.name: widget.value(each.name) for each in sliders.sliders}
        make, width = sliders.board, self.room

        def run() -> Callable[[], None]:
            found = make(values)
            return lambda: self._board(found, width)

        self.app.work(run, "board")

    def _board(self, found: Board, width: int) -> None:
        from negotiator.ui.screens.lesson_text import board

        if self.is_mounted and self._sliders is not None:
            self.query_one("#board", Static).update(board(found, width))
            self.pending = False
            self._about()

    def action_on(self) -> None:
        """Go on, where there is nothing to choose."""
        if self.shown is None or self.busy or self.shown.options:
            return
        taken = self.course.taken
        if taken.done:
            self.app.pop_screen()
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
            self._work(lambda: self._end(False))
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
        self._work(lambda: self._end(True))

    def _end(self, reached: bool) -> None:
        from negotiator.teaching.lessons.script import Game

        step = self.course.taken.step
        assert isinstance(step, Game)
        session = self.game.session if self.game is not None else None
        # Left without having been opened again since, it tells nothing.
        told = {} if session is None else dict(step.told(session.setting, session.state))
        self.course.give("ended", {**told, "reached": reached})

    def action_leave(self) -> None:
        """Back; the lesson is kept."""
        self.app.pop_screen()
        if self.course.chain is not None and not self.course.taken.done:
            self.app.tell("The lesson is kept: it goes on from here.")
