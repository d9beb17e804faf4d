"""The codex: what every term means, from wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from negotiator.teaching.codex import Entry, entries, search, themes
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp


class CodexScreen(Screen[None]):
    """The terms on the left, the one under the cursor on the right; on a narrow terminal in turn.

    Parameters
    ----------
    first
        Keys of the terms that stand on the screen behind: they are listed first.
    """

    CSS_PATH = "codex.tcss"
    #: It does not open over itself.
    TERMS: ClassVar[tuple[str, ...] | None] = None
    HELP = """
## Codex

Type to search. **{↑ codex.up}** and **{↓ codex.down}** move through the terms, those of the screen
behind first. **{Enter codex.go}** goes to the entry, and there to what stands under *see also*;
**{PgUp codex.page-up}** and **{PgDn codex.page-down}** scroll. **{Esc codex.back}** goes back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('up')", "Up", show=False, priority=True, id="codex.up"),
        Binding("down", "move('down')", "Down", show=False, priority=True, id="codex.down"),
        Binding("pageup", "page('up')", "Page up", show=False, priority=True, id="codex.page-up"),
        Binding(
            "pagedown", "page('down')", "Page down", show=False, priority=True, id="codex.page-down"
        ),
        Binding("enter", "go", "Read on", key_display="Enter", priority=True, id="codex.go"),
        Binding("question_mark,f1", "app.help", "Help", show=False, priority=True, id="app.help"),
        Binding("escape", "back", "Back", key_display="Esc", id="codex.back"),
    ]
    app: NegotiatorApp

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.first = first
        self.shown: Entry | None = None
        self.trail: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("Codex: what the words mean", classes="head", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield Input(placeholder="Type to search", id="search")
                yield OptionList(id="terms", classes="pane")
            with Vertical(id="right", classes="pane"):
                with VerticalScroll(id="text", can_focus=False):
                    yield Static("", id="entry", markup=False)
                yield OptionList(id="see")
        yield Foot()

    def on_mount(self) -> None:
        """List everything."""
        self.query_one("#terms").can_focus = False
        self._list("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what has the words typed."""
        self._list(event.value)

    def _list(self, words: str) -> None:
        terms = self.query_one("#terms", OptionList)
        terms.clear_options()
        terms.add_options(self._options(words))
        terms.action_first()
        if terms.option_count == 0:
            self._show(None)

    def _options(self, words: str) -> Iterator[Option]:
        if words.strip():
            yield from (_option(entry) for entry in search(words))
            return
        if self.first:
            yield _heading("On the screen behind")
            yield from (_option(entries()[key], "here") for key in self.first)
        for theme, found in themes().items():
            yield _heading(theme)
            yield from (_option(entry) for entry in found)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the term under the cursor."""
        if event.option_list.id == "terms" and event.option.id:
            self._show(entries()[event.option.id.removeprefix("here ")])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a term, or on what to read next."""
        if event.option_list.id == "see":
            self._follow(event.option.id)
        else:
            self._enter()

    def _show(self, entry: Entry | None) -> None:
        self.shown = entry
        see = self.query_one("#see", OptionList)
        see.clear_options()
        right = self.query_one("#right")
        right.border_title = Content(entry.title) if entry else ""
        if entry is None:
            self.query_one("#entry", Static).update(styled("No term has these words.", MUTED))
            return
        self.query_one("#entry", Static).update(laid_out(entry))
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)
        see.add_options(_option(entries()[key], "see", "→ ") for key in entry.see)
        see.action_first()

    def _read(self, reading: bool) -> None:
        """To the entry or back to the list; on a narrow terminal only one of them is shown."""
        self.set_class(reading, "-reading")
        self.call_after_refresh(self.query_one("#see" if reading else "#search").focus)

    @property
    def _reading(self) -> bool:
        return self.has_class("-reading")

    def action_move(self, way: str) -> None:
        """The next term, or the next to read on with."""
        found = self.query_one("#see" if self._reading else "#terms", OptionList)
        if found.option_count:
            found.action_cursor_up() if way == "up" else found.action_cursor_down()

    def action_page(self, way: str) -> None:
        """Scroll the entry, or ten terms on in the list."""
        if self._reading:
            text = self.query_one("#text", VerticalScroll)
            text.scroll_page_up() if way == "up" else text.scroll_page_down()
            return
        for _ in range(10):
            self.action_move(way)

    def action_go(self) -> None:
        """To the entry, or from it to another."""
        if self._reading:
            chosen = self.query_one("#see", OptionList).highlighted_option
            self._follow(chosen.id if chosen else None)
        else:
            self._enter()

    def _enter(self) -> None:
        if self.shown is not None:
            self._read(True)

    def _follow(self, option: str | None) -> None:
        if option is None or self.shown is None:
            return
        self.trail.append(self.shown.key)
        self._show(entries()[option.removeprefix("see ")])

    def action_back(self) -> None:
        """To the entry before, to the list, or to the screen behind."""
        if self._reading and self.trail:
            self._show(entries()[self.trail.pop()])
        elif self._reading:
            self._read(False)
        else:
            self.app.pop_screen()


def _option(entry: Entry, where: str = "", mark: str = "") -> Option:
    return Option(styled(f"{mark}{entry.title}"), f"{where} {entry.key}".strip())


def _heading(text: str) -> Option:
    return Option(styled(text, "bold $accent"), disabled=True)


def laid_out(entry: Entry) -> Content:
    """An entry as the screen has it; its title stands in the frame."""
    names = [styled(f"Also: {', '.join(entry.names)}", MUTED)] if entry.names else []
    source = [styled(f"Source: {entry.source}", MUTED)] if entry.source else []
    return lines(
        *names,
        *(styled(paragraph) for paragraph in entry.paragraphs),
        "",
        styled("\n".join(entry.picture), "$primary"),
        "",
        styled(entry.caption, MUTED),
        *source,
    )
