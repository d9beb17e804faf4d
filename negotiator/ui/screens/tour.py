"""The tour: six cards in a minute, over the title, the desk and the first talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Static

from negotiator.ui.named import keyed

if TYPE_CHECKING:
    from negotiator.ui.personal import PersonalApp


#: Cells of a card, and of a terminal below which one pane fills the screen: there a low and wide
#: card hides the fewest of its lines.
_WIDTH, _ROOM = 52, 118


class Card(NamedTuple):
    """A card.

    Parameters
    ----------
    screen
        The screen that it is over, by the name of its class.
    at
        What it points at: selectors, of which the first that is shown is taken.
    """

    screen: str
    at: tuple[str, ...]
    title: str
    text: str


CARDS = (
    Card(
        "TitleScreen", (), "Welcome",
        "You govern a country. Others levy tariffs on what it sells, and it on what they sell."
        " You talk about that with them, and about courts, visas, copyright and alliances."
        " They give as they are given.",
    ),
    Card(
        "TitleScreen", ("#menu",), "Begin",
        "Play opens the game that lies ready, Lessons teach one idea at a time."
        " {? app.help} explains every screen, {i app.codex} what its words mean."
        " Choose Play: the tour goes on at your desk.",
    ),
    Card(
        "DeskScreen", ("#glance",), "The world",
        "A country a row. On us is what it levies on your goods, cooperation how well it treats"
        " you; offer says that one waits for you.",
    ),
    Card(
        "DeskScreen", ("#accounts", "Tabs"), "Your accounts",
        "What tariffs and treaties have done to your income. Number keys change the pane,"
        " {z app.jump} jumps anywhere. {e desk.end} ends the round: only then do all acts take"
        " effect. {Enter desk.talks} on a country now opens talks.",
    ),
    Card(
        "TalksScreen", ("#draft",), "The deal",
        "What you give on the left, what they give on the right. {← editor.lower} and"
        " {→ editor.raise} move a rate, {Tab editor.side} goes to their side, {u editor.undo} takes"
        " back.",
    ),
    Card(
        "TalksScreen", ("#effects",), "What it does",
        "As you move: ▲ gains and ▼ losses of both, in per cent of income and in dollars a year."
        " {p talks.propose} proposes the draft, {b talks.balance} has them balance it;"
        " they answer at once and say why.",
    ),
)  # fmt: skip


def offer(app: PersonalApp) -> None:
    """Begin the tour where nobody has played yet; from then on there are settings."""
    if not any(app.saves().glob("*.jsonl")):
        app.keep()
        begin(app)


def begin(app: PersonalApp) -> None:
    """Lay the cards of a screen over it whenever it is opened, once; Esc ends it for good."""
    left = list(CARDS)

    def shown(screen: Screen[Any] | None = None) -> None:
        name = type(app.screen).__name__
        mine = [card for card in left if card.screen == name]
        if not mine or app.screen is not (screen or app.screen):
            return
        left[:] = [card for card in left if card not in mine]

        def done(on: bool | None) -> None:
            if not on:
                left.clear()
            if not left:
                app.screen_change_signal.unsubscribe(app)

        first = CARDS.index(mine[0])
        app.push_screen(TourScreen(app.screen, tuple(mine), first), done)

    def changed(screen: Screen[Any]) -> None:
        app.call_after_refresh(shown, screen)

    app.screen_change_signal.subscribe(app, changed)
    shown()


class Laid(Message):
    """A card has been laid out."""


class _Laid(Static):
    """A card that says when it has another size."""

    def on_resize(self) -> None:
        self.post_message(Laid())


class TourScreen(ModalScreen[bool]):
    """Cards over a screen, one at a time; dismissed with whether the tour goes on."""

    CSS_PATH = "tour.tcss"
    HELP = """
## Tour

**{Enter tour.on}** goes on, **{Left tour.back}** goes back, **{Esc tour.skip}** leaves the tour;
the palette (Ctrl+P) has it again.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("reciprocity", "tariff", "round", "offer", "level")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "step(1)", "Go on", key_display="Enter", id="tour.on"),
        Binding("left", "step(-1)", "Back", show=False, id="tour.back"),
        Binding("escape,q", "dismiss(False)", "Skip", key_display="Esc", id="tour.skip"),
    ]

    def __init__(self, below: Screen[Any], cards: tuple[Card, ...], first: int) -> None:
        super().__init__()
        self.below = below
        self.cards = cards
        self.first = first
        self.at = 0

    def compose(self) -> ComposeResult:
        yield _Laid("", markup=False, id="card")

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def on_unmount(self) -> None:
        """Point at nothing any more."""
        self._point(None)

    def action_step(self, way: int) -> None:
        """To another card; past the last one the tour rests until the next screen."""
        self.at = max(self.at + way, 0)
        if self.at == len(self.cards):
            self.dismiss(True)
        else:
            self._show()

    def on_click(self) -> None:
        """A click goes on."""
        self.action_step(1)

    def on_resize(self, event: events.Resize) -> None:
        """What it points at is elsewhere now."""
        for card in self.query("#card"):
            card.styles.width = _WIDTH if self.size.width >= _ROOM else self.size.width - 2
        self.call_after_refresh(self._place)

    def on_laid(self) -> None:
        """The card has another size."""
        self._place()

    def _show(self) -> None:
        each, card = self.cards[self.at], self.query_one("#card", Static)
        last = self.first + self.at == len(CARDS) - 1
        card.border_title = f"{each.title} · {self.first + self.at + 1} of {len(CARDS)}"
        card.border_subtitle = keyed(
            "{Enter tour.on}: play"
            if last
            else "{Enter tour.on}: on · {Esc tour.skip}: skip the tour"
        )
        card.update(keyed(each.text))
        self._point(self._target())
        self.call_after_refresh(self._place)

    def _target(self) -> Widget | None:
        for selector in self.cards[self.at].at:
            try:
                found = self.below.query_one(selector)
            except NoMatches:
                continue
            if found.is_on_screen:
                return found
        return None

    def _point(self, target: Widget | None) -> None:
        for each in self.below.query(".-pointed"):
            each.remove_class("-pointed")
        if target is not None:
            target.add_class("-pointed")

    def _place(self) -> None:
        for card in self.query("#card"):
            target = self._target()
            region = _told(target) if target is not None else None
            card.absolute_offset = beside(region, card.outer_size, self.size)
            card.refresh(layout=True)


def _told(target: Widget) -> Region:
    """Where a target has something to show: a table is no longer than its rows are."""
    from negotiator.ui.widgets.editor import DraftEditor

    region = target.region
    if isinstance(target, DraftEditor):
        return region.intersection(Region(region.x, region.y, region.width, target.lines + 1))
    for table in target.query(ScrollView):
        rows = min(table.virtual_size.height, table.size.height)
        return Region(region.x, region.y, region.width, table.region.y + rows - region.y)
    return region


def beside(target: Region | None, card: Size, screen: Size) -> Offset:
    """Where a card hides the least of what it points at: beside, below or above it; where it
    fits nowhere, at the bottom of the screen, and in the middle where it points at nothing."""
    middle = (screen.width - card.width) // 2
    if target is None:
        return Offset(middle, (screen.height - card.height) // 2)
    level = min(max(target.y + 1, 0), screen.height - card.height)
    across = min(max(target.x + (target.width - card.width) // 2, 0), screen.width - card.width)
    if screen.width - target.right >= card.width:
        return Offset(target.right, level)
    if target.x >= card.width:
        return Offset(target.x - card.width, level)
    if screen.height - target.bottom >= card.height:
        return Offset(across, target.bottom)
    if target.y >= card.height:
        return Offset(across, target.y - card.height)
    return Offset(middle, screen.height - card.height)
