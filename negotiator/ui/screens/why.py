"""Why a figure is what it is: its terms, over whatever is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from negotiator.ui.text import MUTED, styled
from negotiator.ui.why_text import splits

if TYPE_CHECKING:
    from negotiator.game.origins.split import Figure, Split
    from negotiator.ui.app import NegotiatorApp

#: Cells of the card that are not for text: its border, its padding and the scrollbar.
_FRAME = 8
#: Seconds after which it is told that a figure is still being taken apart.
_MOMENT = 0.25

#: The key, on every screen that has figures.
WHY = Binding("y,f3", "why", "Why?", tooltip="Where the figures come from", id="app.why")
QUIET = Binding("y,f3", "why", "Why?", show=False, id="app.why")


def asked(app: NegotiatorApp, figures: tuple[Figure, ...], at: int = 0) -> None:
    """Open the card on some figures; say so where there are none."""
    if figures:
        app.push_screen(WhyScreen(figures, at))
    else:
        app.tell("There is no figure here yet.")


class WhyScreen(ModalScreen[None]):
    """The figures of a screen one by one, each with where it comes from.

    Parameters
    ----------
    figures
        Those that can be asked about; at least one.
    at
        The place of the one to begin with.
    """

    CSS_PATH = "why.tcss"
    HELP = """
## Why?

Left and right go from figure to figure of the screen below, up and down through the card. Every
line is a term of the figure in bold; together they are what stands below the line. **{y app.why}**
or **{Esc why.close}** closes it.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "decomposition", "terms-of-trade", "volume-of-trade", "real-income", "market-access",
        "mutual-benefit-index", "ledger", "level", "trust",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,shift+tab",
            "step(-1)",
            "The figure before",
            show=False,
            id="why.the-figure-before",
        ),
        Binding("right,tab", "step(1)", "The next figure", show=False, id="why.the-next-figure"),
        Binding("escape,q,enter,y,f3", "dismiss(None)", "Close", show=False, id="why.close"),
    ]
    app: NegotiatorApp

    def __init__(self, figures: tuple[Figure, ...], at: int = 0) -> None:
        super().__init__()
        self.figures = figures
        self.at = at % len(figures)
        self.found: dict[int, tuple[Split, ...]] = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "Why?"
            yield Static(id="figures")
            yield Static(id="terms")

    def on_mount(self) -> None:
        """Begin with the figure at hand."""
        self.query_one(VerticalScroll).focus()
        self.show()

    def on_resize(self) -> None:
        """Lines are as long as the card is wide."""
        self.show()

    def show(self) -> None:
        """Show the figure that is asked about; work it out where that is still to be done.

        What stood there stays for the moment that it mostly takes: a card that empties and fills
        again is two screens over a slow line.
        """
        if not self.query("#terms"):  # the screen is being closed
            return
        if self.at not in self.found:
            self._work_out()
            if self.found:
                self.set_timer(_MOMENT, self._wait)
            else:
                self._wait()
            return
        self._head()
        self.query_one("#terms", Static).update(splits(self.found[self.at], self._width))

    def _head(self) -> None:
        name = self.figures[self.at].name
        near = [self.figures[(self.at + k) % len(self.figures)].name for k in (-1, 1)]
        ends = (f"◂ {near[0]}   ", f"   {near[1]} ▸") if len(self.figures) > 1 else ("", "")
        if len(ends[0] + name + ends[1]) > self._width:
            ends = ("◂ ", " ▸")
        self.query_one("#figures", Static).update(
            Content.assemble((ends[0], MUTED), (name, "bold"), (ends[1], MUTED))
        )

    @property
    def _width(self) -> int:
        """Cells of a line."""
        box = self.query_one(VerticalScroll)
        return max((box.outer_size.width or self.app.size.width) - _FRAME, 40)

    def _wait(self) -> None:
        if self.at not in self.found and self.query("#terms"):
            self._head()
            self.query_one("#terms", Static).update(styled("Taking it apart …", MUTED))

    def _work_out(self) -> None:
        at, figure = self.at, self.figures[self.at]

        def run() -> Callable[[], None]:
            found = figure.origin()
            return lambda: self._found(at, found)

        self.app.work(run, "why")

    def _found(self, at: int, found: tuple[Split, ...]) -> None:
        self.found[at] = found
        self.show()

    def action_step(self, by: int) -> None:
        """Go to another figure."""
        self.at = (self.at + by) % len(self.figures)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.show()
