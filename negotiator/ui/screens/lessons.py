"""The list of lessons: what each is about, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.teaching.lessons.course import Standing
    from negotiator.ui.app import NegotiatorApp


class DoneScreen(ModalScreen["str | None"]):
    """What to do with a lesson that is done: `back`, `again`, or nothing."""

    TITLE = "A lesson that is done"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "dismiss('back')", "Look back", id="lessons.look-back"),
        Binding("2", "dismiss('again')", "Begin again", id="lessons.begin-again"),
        Binding("escape,q", "dismiss(None)", "Back", key_display="Esc", id="lessons.close"),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self.heading
            yield OptionList(
                Option(styled("1  Look back at its end"), "back"),
                Option(styled("2  Begin again"), "again"),
            )
            yield Static(
                keyed("Enter or a digit chooses, {Esc lessons.close} leaves"),
                classes="status",
                markup=False,
            )

    def on_mount(self) -> None:
        """To look back changes nothing: it stands first."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose."""
        self.dismiss(event.option.id)


class LessonsScreen(Screen[None]):
    """All lessons."""

    CSS_PATH = "lessons.tcss"
    HELP = """
## Lessons

One new idea at a time, in a small world of two or three countries. Each lesson lets you play, asks
what you expect before it shows what comes, and ends with a few questions. **{Enter lessons.take}**
begins one, or goes on with it where you left it; **{a lessons.from-the-start}** begins it again.
Where a lesson is done, **{Enter lessons.take}** asks whether to look back at its end or to begin
again.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("reciprocity", "guess", "coach", "shadow-of-the-future")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", key_display="Enter", priority=True, id="lessons.take"),
        Binding("a", "take(True)", "From the start", id="lessons.from-the-start"),
        Binding("escape,q", "app.pop_screen", "Back", key_display="Esc", id="lessons.back"),
    ]
    app: NegotiatorApp

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Standing, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static("Lessons", classes="head", markup=False)
        yield OptionList(id="list")
        yield Foot()

    def on_mount(self) -> None:
        """List them."""
        self.query_one(OptionList).focus()
        self._look()

    def on_screen_resume(self) -> None:
        """One may have been taken meanwhile."""
        self._look()

    def on_resize(self) -> None:
        """Lines are as long as the screen is wide."""
        if self.found:
            self._list(self.found)

    def _look(self) -> None:
        folder = self.app.saves()

        def run() -> Callable[[], None]:
            from negotiator.teaching.lessons.course import lessons_folder, standings

            found = standings(lessons_folder(folder))
            return lambda: self._list(found)

        self.app.work(run, "lessons")

    def _list(self, found: tuple[Standing, ...]) -> None:
        from negotiator.teaching.lessons.listing import told

        if not self.is_mounted:
            return
        self.found = found
        options = self.query_one(OptionList)
        at = options.highlighted
        options.clear_options()
        room = min(max(self.size.width - 9, 30), 90)
        for each in found:
            lesson = each.lesson
            least, most = lesson.minutes
            mark = "✓" if each.finished else "◐" if each.share > 0 else " "
            options.add_option(
                Option(
                    lines(
                        Content.assemble(
                            (f"{mark} {lesson.number}  ", "$accent"), (lesson.title, "bold"),
                            (f"  {least}–{most} minutes", MUTED),
                            (f"  {told(each)}", "$accent"),
                        ),
                        *(styled(f"     {line}", MUTED) for line in wrap(lesson.idea, room)),
                    ),
                    str(lesson.number),
                )
            )  # fmt: skip
        if at is None:
            # The first that is not done yet.
            at = next((k for k, each in enumerate(found) if not each.finished), 0)
        options.highlighted = min(at, len(found) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click."""
        self.action_take()

    def action_take(self, again: bool = False) -> None:
        """Take the lesson under the cursor."""
        from negotiator.ui.lessons import take

        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self.found):
            return
        each = self.found[at]
        number = each.lesson.number

        def chosen(what: str | None) -> None:
            if what is not None:
                take(self.app, number, again=what == "again", back=what == "back")

        if each.finished and each.path is None and not again:
            self.app.push_screen(DoneScreen(f"Lesson {number} is done"), chosen)
        else:
            take(self.app, number, again=again)
