"""The draft of a deal: what we give and what they give, moved by the arrow keys.

One widget that draws its own lines: a moved rate sends one line to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from negotiator.diplomacy.clauses import Clause, Kind
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import PROMISE, Domain
from negotiator.scenario.setting import Setting
from negotiator.ui.text import money, rate

_SUMS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 20.0)
_POINT = 0.01
_WIDEST = 60


@dataclass(frozen=True)
class Row:
    """A line of one side: a tariff on all goods or on one sector, a grant, or a joint penalty."""

    domain: Domain
    sector: str = ""
    label: str = ""
    penalty: bool = False


Key = tuple[int, int]


class DraftEditor(Widget, can_focus=True):
    """Two columns of promises, or one of one's own policy."""

    HELP = "Arrows move and change; 0 to zero; Backspace leaves a line as it is; u undoes."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("tab", "side", "Other side", show=False),
        Binding("left,minus", "change(-1)", "Lower", show=False),
        Binding("right,plus,equals_sign", "change(1)", "Raise", show=False),
        Binding("shift+left,comma", "change(-5)", "Lower by 5", show=False),
        Binding("shift+right,full_stop", "change(5)", "Raise by 5", show=False),
        Binding("space", "change(1)", "Change", show=False),
        Binding("0", "zero", "Zero", show=False),
        Binding("backspace,delete", "reset", "Leave as it is", show=False),
        Binding("u", "undo", "Undo", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--head",
        "editor--cursor",
        "editor--changed",
        "editor--muted",
    }
    DEFAULT_CSS = """
    DraftEditor { height: 1fr; }
    DraftEditor > .editor--head { text-style: bold; color: $accent; }
    DraftEditor > .editor--cursor { background: $primary 35%; }
    DraftEditor > .editor--changed { text-style: bold; color: $foreground; }
    DraftEditor > .editor--muted { color: $secondary; }
    """

    class Changed(Message):
        """The draft is another one now."""

    def __init__(self, *, unilateral: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.unilateral = unilateral
        self.setting: Setting | None = None
        self.sides: tuple[tuple[str, str], ...] = ()
        self.target: str | None = None
        self.mfn = False
        self.fixed = False
        self.rows: list[Row] = []
        self.now: dict[tuple[int, int], float] = {}
        self.values: dict[Key, float] = {}
        self.before: list[tuple[dict[Key, float], bool, bool]] = []
        self.cursor = 0
        self.side = 0
        self.top = 0

    def load(self, setting: Setting, conduct: Conduct, sides: Iterable[tuple[str, str]]) -> None:
        """Show the promises between givers and receivers, over what is in force.

        Parameters
        ----------
        conduct
            In force now, without batch axes.
        sides
            (giver, receiver) of each column.
        """
        self.setting = setting
        self.sides = tuple(sides)
        world = setting.world
        names = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
        rows = [Row(Domain.TARIFFS, "", "Tariff, all goods")]
        rows += [Row(Domain.TARIFFS, code, f" {names[code]}") for code in world.sectors]
        rows += [
            Row(domain, "", PROMISE[domain].capitalize())
            for domain in world.sizes.in_play
            if domain is not Domain.TARIFFS
        ]
        self.rows = rows
        self.now = {}
        for side, (giver, receiver) in enumerate(self.sides):
            g, r = world.index[giver], world.index[receiver]
            tariffs = conduct.tariff[r, g]
            flows = world.economy.flows[r, g]
            total = float(flows.sum())
            mean = float((flows * tariffs).sum() / total) if total > 0 else float(tariffs.mean())
            for k, row in enumerate(rows):
                if row.domain is not Domain.TARIFFS:
                    self.now[side, k] = float(conduct.grant(row.domain)[g, r])
                elif row.sector:
                    self.now[side, k] = float(tariffs[world.sectors.index(row.sector)])
                else:
                    self.now[side, k] = mean
        self._add_penalty_row()
        self.refresh()

    def _add_penalty_row(self) -> None:
        self.rows = [row for row in self.rows if not row.penalty]
        if self.target is not None and self.setting is not None and not self.unilateral:
            title = self.setting.titles[self.target]
            self.rows.append(Row(Domain.TARIFFS, "", f"Penalty: {title}", penalty=True))
            for side in range(len(self.sides)):
                self.now[side, len(self.rows) - 1] = 0.0

    def aim(self, target: str | None) -> None:
        """Offer a joint penalty on a third country as a line of the draft, the cursor on it."""
        gone = {k for k, row in enumerate(self.rows) if row.penalty}
        self.values = {key: value for key, value in self.values.items() if key[1] not in gone}
        self.target = target
        self._add_penalty_row()
        self._select(self.side, len(self.rows) - 1)
        self.refresh()
        self.post_message(self.Changed())

    def hold(self, *, mfn: bool, fixed: bool) -> None:
        """Have our tariffs hold for everyone or not, and all rates be fixed or ceilings."""
        self._remember()
        self.mfn, self.fixed = mfn, fixed
        self.refresh()
        self.post_message(self.Changed())

    def _remember(self) -> None:
        self.before.append((dict(self.values), self.mfn, self.fixed))

    def put(self, clauses: Iterable[Clause]) -> None:
        """Take clauses as the draft, with whom they are for and how they hold."""
        self._remember()
        self.values = {}
        clauses = tuple(clauses)
        self.mfn = any(clause.receiver is None for clause in clauses)
        self.fixed = any(clause.kind is Kind.APPLIED for clause in clauses)
        for clause in clauses:
            if clause.kind is Kind.PENALTY and clause.receiver != self.target:
                self.aim(clause.receiver)
            for side, (giver, receiver) in enumerate(self.sides):
                # Of a joint offer a draft takes what is between the two.
                between = clause.receiver in (receiver, None) or clause.kind is Kind.PENALTY
                if clause.giver != giver or not between:
                    continue
                for k, row in enumerate(self.rows):
                    if self._speaks_of(clause, row):
                        self.values[side, k] = clause.rate
        for side in range(len(self.sides)):
            self._agree(side)
        self.refresh()
        self.post_message(self.Changed())

    @staticmethod
    def _speaks_of(clause: Clause, row: Row) -> bool:
        if clause.domain is not row.domain or (clause.kind is Kind.PENALTY) != row.penalty:
            return False
        if row.domain is not Domain.TARIFFS or row.penalty:
            return True
        return bool(row.sector) and (not clause.sectors or row.sector in clause.sectors)

    def clauses(self) -> tuple[Clause, ...]:
        """The draft as clauses; sectors at the same rate are one clause."""
        found: list[Clause] = []
        for side, (giver, receiver) in enumerate(self.sides):
            groups: dict[float, list[str]] = {}
            for k, row in enumerate(self.rows):
                value = self.values.get((side, k))
                if value is None:
                    continue
                if row.penalty and self.target is not None:
                    if value > 0:
                        found.append(
                            Clause(
                                domain=Domain.TARIFFS,
                                giver=giver,
                                receiver=self.target,
                                rate=value,
                                kind=Kind.PENALTY,
                            )
                        )
                elif row.domain is not Domain.TARIFFS:
                    found.append(
                        Clause(domain=row.domain, giver=giver, receiver=receiver, rate=value)
                    )
                elif row.sector:
                    groups.setdefault(round(value, 4), []).append(row.sector)
            every = sum(1 for row in self.rows if row.sector)
            for value, sectors in groups.items():
                chosen = () if len(sectors) == every else tuple(sectors)
                found.append(
                    Clause(
                        domain=Domain.TARIFFS,
                        giver=giver,
                        receiver=None if self.mfn and side == 0 else receiver,
                        rate=value,
                        sectors=chosen,
                        kind=Kind.APPLIED if self.fixed else Kind.BOUND,
                    )
                )
        return tuple(found)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._select(self.side, self.cursor + by)

    def action_side(self) -> None:
        """Go to the other column."""
        self._select((self.side + 1) % max(len(self.sides), 1), self.cursor)

    def _select(self, side: int, row: int) -> None:
        old = self.cursor
        self.side, self.cursor = side, min(max(row, 0), max(len(self.rows) - 1, 0))
        visible = max(self.size.height - 1, 1)
        top = min(max(self.top, self.cursor - visible + 1), self.cursor)
        if top != self.top:
            self.top = top
            self.refresh()
        else:
            self._redraw(old, self.cursor)

    def _redraw(self, *rows: int) -> None:
        for row in rows:
            self.refresh(Region(0, 1 + row - self.top, self.size.width, 1))

    def action_change(self, by: int) -> None:
        """Lower or raise the value under the cursor; recognitions are given or not."""
        if not self.rows:
            return
        row, key = self.rows[self.cursor], (self.side, self.cursor)
        now = self.now.get(key, 0.0)
        value = self.values.get(key, now)
        if row.domain is Domain.AID:
            place = sum(1 for amount in _SUMS if amount <= value + 1e-9) - 1
            step = 1 if by > 0 else -1
            new = _SUMS[min(max(place + step, 0), len(_SUMS) - 1)]
        elif row.domain is not Domain.TARIFFS:
            new = 0.0 if value > 0.5 else 1.0
        else:
            ticks = value / _POINT
            whole = round(ticks) if abs(ticks - round(ticks)) < 1e-6 else None
            if whole is None:  # from 2.4% the next steps are 2% and 3%
                ticks = float(int(ticks)) + (1.0 if by < 0 else 0.0)
            new = max(0.0, (round(ticks) + by) * _POINT)
        self._set(key, new)

    def action_zero(self) -> None:
        """Set the value under the cursor to zero."""
        self._set((self.side, self.cursor), 0.0)

    def action_reset(self) -> None:
        """Leave the line as it is in force."""
        self._set((self.side, self.cursor), None)

    def action_undo(self) -> None:
        """Take the last change back."""
        if self.before:
            self.values, self.mfn, self.fixed = self.before.pop()
            self.refresh()
            self.post_message(self.Changed())

    def _set(self, key: Key, value: float | None) -> None:
        side, k = key
        if not self.rows:
            return
        row = self.rows[k]
        self._remember()
        keys = [key]
        if row.domain is Domain.TARIFFS and not row.sector and not row.penalty:
            keys = [(side, i) for i, each in enumerate(self.rows) if each.sector]
        for each in keys:
            now = self.now.get(each, 0.0)
            raises = value is not None and value > now + 1e-9
            grant = self.rows[each[1]].domain is not Domain.TARIFFS or row.penalty
            if (
                value is None
                or abs(value - now) < 1e-9
                or (raises and not grant and not self.unilateral)
            ):
                self.values.pop(each, None)  # a treaty binds below what is levied, not above
            else:
                self.values[each] = value
        self._agree(side)
        self.refresh()
        self.post_message(self.Changed())

    def _agree(self, side: int) -> None:
        """Have the line for all goods say what its sectors say."""
        sectors = [k for k, row in enumerate(self.rows) if row.sector]
        held = {self.values.get((side, k)) for k in sectors}
        held.discard(None)
        if len(held) == 1:
            value = held.pop()
            if value is not None:
                self.values[side, 0] = value
        elif held:
            self.values[side, 0] = -1.0  # mixed
        else:
            self.values.pop((side, 0), None)

    def on_click(self, event: events.Click) -> None:
        """Choose a line; the arrows beside its value change it."""
        width = self._column
        side = min(event.x // max(width, 1), len(self.sides) - 1)
        row = event.y - 1 + self.top
        if not 0 <= row < len(self.rows):
            return
        self._select(side, row)
        self.refresh()
        within = event.x - side * width
        if within >= width - 3:
            self.action_change(1)
        elif width - 11 <= within < width - 3 - len(self._value(side, row)):
            self.action_change(-1)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    @property
    def _column(self) -> int:
        """Cells of one column; a single one does not tear names and figures apart."""
        return min(self.size.width // max(len(self.sides), 1), _WIDEST)

    def _shown(self, row: Row, value: float) -> str:
        if value < 0:
            return "mixed"
        if row.penalty:
            return f"+{value * 100:.0f} pts"
        if row.domain is Domain.TARIFFS:
            return rate(value)
        if row.domain is Domain.AID:
            return money(value) if value > 0 else "none"
        return "yes" if value > 0.5 else "no"

    def render_line(self, y: int) -> Strip:
        """One line of all columns."""
        width = self._column
        cells: list[Segment] = []
        for side in range(len(self.sides)):
            cells += self._cell(side, y, width)
        return Strip(cells).adjust_cell_length(self.size.width, self.rich_style)

    def _value(self, side: int, k: int) -> str:
        """What the draft says of a line; nothing when it leaves the line as it is."""
        if (side, k) not in self.values:
            return ""
        shown = self._shown(self.rows[k], self.values[side, k])
        return f"≤{shown}" if self._idle(side, k) else shown

    def _idle(self, side: int, k: int) -> bool:
        """Whether the draft binds a tariff at or above what is levied: bound, not cut."""
        row, value = self.rows[k], self.values.get((side, k), -1.0)
        tariff = row.domain is Domain.TARIFFS and not row.penalty
        held = not self.unilateral and not self.fixed
        return tariff and held and value >= self.now.get((side, k), 0.0) - 1e-9

    def _cell(self, side: int, y: int, width: int) -> list[Segment]:
        base = self.rich_style
        if y == 0:
            style = base + self.get_component_rich_style("editor--head", partial=True)
            below = self.top + self.size.height - 1 < len(self.rows)
            more = ("↑" if self.top else "") + ("↓" if below else "")
            space = width - 3 - len(more)
            return [Segment(f" {self._heading(side)[:space]:<{space}}{more} ", style)]
        k = y - 1 + self.top
        if k >= len(self.rows):
            return [Segment(" " * width, base)]
        row = self.rows[k]
        changed = (side, k) in self.values
        now = "" if row.penalty else self._shown(row, self.now.get((side, k), 0.0))
        here = self.has_focus and side == self.side and k == self.cursor
        style = base + self.get_component_rich_style(
            "editor--changed" if changed else "editor--muted", partial=True
        )
        if here:
            style += Style(
                bgcolor=self.get_component_rich_style("editor--cursor").bgcolor, bold=True
            )
        value = self._value(side, k)
        left, right = ("◂", "▸") if here else (" ", " ")
        space = max(width - 19 if now else width - 13, 4)
        label = row.label if len(row.label) <= space else f"{row.label[: space - 1]}…"
        arrow = "→" if changed else " "
        text = f" {label:<{space}}{now:>{width - 13 - space}} {arrow}{left + value:>7}{right}"
        return [Segment(text[:width].ljust(width), style)]

    def _heading(self, side: int) -> str:
        if self.setting is None:
            return ""
        giver, receiver = self.sides[side]
        if self.unilateral:
            return f"Our own policy toward {self.setting.names[receiver]}"
        kind = " · fixed" if self.fixed else ""
        if any(self._idle(side, k) for k in range(len(self.rows))):
            kind = " · ≤ ceiling"
        if side == 0:
            return f"WE GIVE{' · to all (MFN)' if self.mfn else ''}{kind}"
        return f"{self.setting.titles[giver].upper()} GIVES{kind}"
