"""The draft of a deal: what we give and what they give, moved by the arrow keys.

One widget that draws its own lines: a moved rate sends one line to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import money
from negotiator.game.draft import Draft, Key, Row
from negotiator.scenario.setting import Setting
from negotiator.ui.named import keyed
from negotiator.ui.text import rate, shortened
from negotiator.ui.widgets.moving import Moving
from negotiator.ui.widgets.quiet import changes

_WIDEST = 60


def shown(row: Row, value: float) -> str:
    """A value of a line as text."""
    if value < 0:
        return "mixed"
    if row.penalty:
        return f"+{value * 100:.0f} pts"
    if row.domain is Domain.TARIFFS:
        return rate(value)
    if row.domain is Domain.AID:
        return money(value) if value > 0 else "none"
    return "yes" if value > 0.5 else "no"


class DraftEditor(Moving, can_focus=True):
    """Two columns of promises, or one of one's own policy.

    When what is in force has changed, its rates are seen to fall or rise.
    """

    HELP = (
        "{↑ editor.up} and {↓ editor.down} choose a line, {← editor.lower} and {→ editor.raise} "
        "move its rate by a point, {Shift+← editor.lower-by-5} and {Shift+→ editor.raise-by-5} by "
        "five. **{0 editor.zero}** sets it to zero, **{Backspace editor.reset}** leaves it as it "
        "is in force, **{u editor.undo}** takes the last change back. A click chooses a line, and "
        "its ◂ and ▸ change it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="editor.up"),
        Binding("down", "move(1)", "Down", show=False, id="editor.down"),
        Binding("tab", "side", "Other side", show=False, id="editor.side"),
        Binding("left,minus", "change(-1)", "Lower", show=False, id="editor.lower"),
        Binding("right,plus,equals_sign", "change(1)", "Raise", show=False, id="editor.raise"),
        Binding("shift+left,comma", "change(-5)", "Lower by 5", show=False, id="editor.lower-by-5"),
        Binding(
            "shift+right,full_stop", "change(5)", "Raise by 5", show=False, id="editor.raise-by-5"
        ),
        Binding("space", "change(1)", "Change", show=False, id="editor.change"),
        Binding("0", "zero", "Zero", show=False, id="editor.zero"),
        Binding("backspace,delete", "reset", "Leave as it is", show=False, id="editor.reset"),
        Binding("u", "undo", "Undo", show=False, id="editor.undo"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--head",
        "editor--theirs",
        "editor--cursor",
        "editor--changed",
        "editor--muted",
    }
    DEFAULT_CSS = """
    DraftEditor { height: 1fr; }
    DraftEditor > .editor--head { text-style: bold; color: $success; }
    DraftEditor > .editor--theirs { text-style: bold; color: $accent; }
    DraftEditor > .editor--cursor { background: $primary 22%; }
    DraftEditor > .editor--changed { text-style: bold; color: $foreground; }
    DraftEditor > .editor--muted { color: $secondary; }
    """

    class Changed(Message):
        """The draft is another one now."""

    class Unfolded(Message):
        """There are more lines now."""

    def __init__(self, *, unilateral: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.draft = Draft(unilateral=unilateral)
        self.cursor = 0
        self.side = 0
        self.top = 0
        self._drawn: dict[int, Strip] = {}
        self._was: dict[Key, float] = {}

    def load(
        self,
        setting: Setting,
        conduct: Conduct,
        sides: Iterable[tuple[str, str]],
        *,
        fold: bool = False,
    ) -> None:
        """Begin a draft over what is in force; where lines are folded, one goes down to them."""
        self._was = dict(self.draft.now)
        self.draft.load(setting, conduct, sides, fold=fold)
        self.refresh()
        if self._was.keys() == self.draft.now.keys() and self._was != self.draft.now:
            self.move()

    def draw(self) -> None:
        """What is in force, on its way."""
        self._repaint()

    def put(self, clauses: Iterable[Clause]) -> None:
        """Take clauses as the draft."""
        self.draft.put(clauses)
        self._changed()

    def aim(self, target: str | None) -> None:
        """Offer a joint penalty on a third country, the cursor on its line."""
        self.draft.aim(target)
        self._select(self.side, len(self.draft.rows) - 1)
        self._changed()

    def hold(self, *, mfn: bool, fixed: bool) -> None:
        """Have our tariffs hold for everyone or not, and all rates be fixed or ceilings."""
        self.draft.hold(mfn=mfn, fixed=fixed)
        self._changed()

    @property
    def lines(self) -> int:
        """How many lines it takes, its headings and what is folded included."""
        return 1 + len(self.draft.rows) + bool(self.draft.folded)

    def clauses(self) -> tuple[Clause, ...]:
        """The draft as clauses."""
        return self.draft.clauses()

    def _changed(self) -> None:
        self._repaint()
        self.post_message(self.Changed())

    def _repaint(self) -> None:
        """Draw what differs from what stands on the screen."""
        places, base = range(self.size.height), self.rich_style
        regions = changes(
            [self._drawn.get(y) for y in places], [self._line(y, base) for y in places]
        )
        if regions:
            self.refresh(*regions)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._select(self.side, self.cursor + by)

    def action_side(self) -> None:
        """Go to the other column."""
        self._select((self.side + 1) % max(len(self.draft.sides), 1), self.cursor)

    def _select(self, side: int, row: int) -> None:
        if row >= len(self.draft.rows) and self.draft.folded:
            self.draft.unfold()
            self.post_message(self.Unfolded())
        self.side, self.cursor = side, min(max(row, 0), max(len(self.draft.rows) - 1, 0))
        visible = max(self.size.height - 1, 1)
        self.top = min(max(self.top, self.cursor - visible + 1), self.cursor)
        self._repaint()

    def value(self, side: int, k: int) -> str:
        """What the draft says of a line; nothing when it leaves the line as it is."""
        if (side, k) not in self.draft.values:
            return ""
        text = shown(self.draft.rows[k], self.draft.values[side, k])
        return f"≤{text}" if self.draft.idle(side, k) else text

    @property
    def _here(self) -> Key:
        return self.side, self.cursor

    def action_change(self, by: int) -> None:
        """Lower or raise the value under the cursor; recognitions are given or not."""
        if self.draft.rows:
            self.draft.step(self._here, by)
            self._changed()

    def action_zero(self) -> None:
        """Set the value under the cursor to zero."""
        self._set(0.0)

    def action_reset(self) -> None:
        """Leave the line as it is in force."""
        self._set(None)

    def _set(self, value: float | None) -> None:
        if self.draft.rows:
            self.draft.set(self._here, value)
            self._changed()

    def action_undo(self) -> None:
        """Take the last change back."""
        if self.draft.undo():
            self._changed()

    def on_click(self, event: events.Click) -> None:
        """Choose a line; the arrows beside its value change it."""
        width = self._column
        side = min(event.x // max(width, 1), len(self.draft.sides) - 1)
        row = event.y - 1 + self.top
        folded = bool(self.draft.folded) and row == len(self.draft.rows)
        if not (0 <= row < len(self.draft.rows) or folded):
            return
        self._select(side, row)
        if folded:
            return
        within = event.x - side * width
        if within >= width - 2:
            self.action_change(1)
        elif width - 9 <= within < width - 1 - len(self.value(side, row)):
            self.action_change(-1)

    def on_focus(self) -> None:
        """Show the cursor."""
        self._repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._repaint()

    @property
    def _column(self) -> int:
        """Cells of one column; a single one does not tear names and figures apart."""
        return min(self.size.width // max(len(self.draft.sides), 1), _WIDEST)

    def render_line(self, y: int) -> Strip:
        """One line of all columns."""
        self._drawn[y] = self._line(y, self.rich_style)
        return self._drawn[y]

    def _line(self, y: int, base: Style) -> Strip:
        width = self._column
        if self.draft.folded and y - 1 + self.top == len(self.draft.rows):
            more = ", ".join(row.domain.value for row in self.draft.folded)
            style = base + self.get_component_rich_style("editor--muted", partial=True)
            return Strip(
                [Segment(keyed(f"  {{↓ editor.down}} and {more}")[: self.size.width], style)]
            ).adjust_cell_length(self.size.width, base)
        cells: list[Segment] = []
        for side in range(len(self.draft.sides)):
            cells += self._cell(side, y, width, base)
        return Strip(cells).adjust_cell_length(self.size.width, base)

    def _cell(self, side: int, y: int, width: int, base: Style) -> list[Segment]:
        if y == 0:
            style = base + self.get_component_rich_style(
                "editor--theirs" if side else "editor--head", partial=True
            )
            below = self.top + self.size.height < self.lines
            more = ("↑" if self.top else "") + ("↓" if below else "")
            space = width - 3 - len(more)
            return [Segment(f" {self._heading(side)[:space]:<{space}}{more} ", style)]
        k = y - 1 + self.top
        if k >= len(self.draft.rows):
            return [Segment(" " * width, base)]
        row = self.draft.rows[k]
        changed = (side, k) in self.draft.values
        now = "" if row.penalty else shown(row, self._now((side, k)))
        here = self.has_focus and side == self.side and k == self.cursor
        style = base + self.get_component_rich_style(
            "editor--changed" if changed else "editor--muted", partial=True
        )
        if here:
            style += Style(
                bgcolor=self.get_component_rich_style("editor--cursor").bgcolor, bold=True
            )
        value = self.value(side, k)
        left, right = ("◂", "▸") if here else (" ", " ")
        both = max(width - 11, 10)  # of the label and of what is in force
        # Of all tariffs the same, so that a name is cut alike on both sides.
        space = both - max(len(now), 4 * (row.domain is Domain.TARIFFS)) - 1
        label = shortened(row.label, space)
        arrow = "→" if changed else " "
        text = f" {label}{now:>{both - len(label)}} {arrow}{left + value:>7}{right}"
        return [Segment(text[:width].ljust(width), style)]

    def _now(self, key: Key) -> float:
        """What is in force in a line; rates move there, all else is there or not."""
        now = self.draft.now.get(key, 0.0)
        was = self._was.get(key, now)
        rates = self.draft.rows[key[1]].domain in (Domain.TARIFFS, Domain.AID)
        return self.between(was, now) if rates and min(was, now) >= 0 else now

    def _heading(self, side: int) -> str:
        if self.draft.setting is None:
            return ""
        giver, receiver = self.draft.sides[side]
        if self.draft.unilateral:
            return f"Our own policy toward {self.draft.setting.names[receiver]}"
        kind = " · fixed" if self.draft.fixed else ""
        if any(self.draft.idle(side, k) for k in range(len(self.draft.rows))):
            kind = " · ≤ ceiling"
        if side == 0:
            return f"WE GIVE{' · to all (MFN)' if self.draft.mfn else ''}{kind}"
        return f"{self.draft.setting.titles[giver].upper()} GIVES{kind}"
