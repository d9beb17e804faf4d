"""Drafts and offers side by side, as text: a column for each, a line for every promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.text import (
    MUTED,
    OURS,
    THEIRS,
    cut,
    lines,
    padded,
    signed_money,
    styled,
)
from negotiator.ui.widgets.editor import shown

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.comparison import Line
    from negotiator.game.queries import Effect

#: Cells of what a line is about, of what is in force, and of every column.
LABEL, NOW, COLUMN = 26, 7, 11


@dataclass(frozen=True)
class Column:
    """A draft or an offer.

    Parameters
    ----------
    mine
        Whether it is ours.
    """

    name: str
    offer: Offer
    mine: bool = True


def room(width: int) -> int:
    """How many columns fit into a width."""
    return max((width - LABEL - NOW) // COLUMN, 2)


def table(
    columns: Sequence[Column],
    found: Sequence[Line],
    effects: Sequence[dict[str, Effect] | None],
    answers: Sequence[Content | None],
    chosen: int,
    pair: tuple[str, str],
    it: str,
) -> Content:
    """The columns with their promises, what each does to both, and the likely answer.

    Parameters
    ----------
    effects, answers
        Of each column; None while they are worked out.
    chosen
        The column under the cursor, which the others are told apart from.
    it
        The partner's name.
    """
    head = [
        (f" {cut(each.name, COLUMN - 1)}", _style(each, k == chosen))
        for k, each in enumerate(columns)
    ]
    rows = [Content.assemble((f"{'':<{LABEL}}{'now':<{NOW}}", MUTED), *head)]
    for side, title in enumerate(("We give", f"{it} gives")):
        given = [line for line in found if line.side == side]
        style = f"bold {OURS if side == 0 else THEIRS}"
        rows += [styled(title, style)] if given else []
        rows += [_line(line, chosen) for line in given]
    rows.append(styled(""))
    for code, who in zip(pair, ("To us, a year", "To them, a year"), strict=True):
        each = [_effect(found, code) for found in effects]
        rows.append(_row(who, "", each, chosen))
    rows.append(_row("Likely answer", "", [a or styled("…", MUTED) for a in answers], chosen))
    return lines(*rows)


def _style(column: Column, here: bool) -> str:
    side = f"bold {OURS if column.mine else THEIRS}"
    return f"{side} on $primary 22%" if here else side


def _line(line: Line, chosen: int) -> Content:
    """A promise in all columns; what differs from the chosen one is bright."""
    cells = []
    for value, idle in zip(line.values, line.idle, strict=True):
        text = "·" if value is None else f"{'≤' * idle}{shown(line.row, value)}"
        same = (value, idle) == (line.values[chosen], line.idle[chosen])
        cells.append(styled(text, MUTED if same else "bold"))
    now = "" if line.row.penalty else shown(line.row, line.now)
    return _row(f" {line.row.label}", now, cells, chosen)


def _row(label: str, now: str, cells: Sequence[Content], chosen: int) -> Content:
    placed = [
        padded(Content.assemble(" ", cell), COLUMN).stylize("on $primary 15%")
        if k == chosen
        else padded(Content.assemble(" ", cell), COLUMN)
        for k, cell in enumerate(cells)
    ]
    return Content.assemble((cut(label, LABEL), ""), (f"{now:<{NOW}}", MUTED), *placed)


def _effect(found: dict[str, Effect] | None, code: str) -> Content:
    if found is None:
        return styled("…", MUTED)
    return signed_money(found[code].dollars) if code in found else styled("—", MUTED)


def answer(view: Assessment, *, tabled: bool, blind: bool) -> Content:
    """How they are likely to answer, in a cell.

    Parameters
    ----------
    tabled
        Whether they have put it on the table themselves.
    """
    if tabled:
        return styled("✓ theirs", "$success")
    if blind:
        return styled("not told", MUTED)
    if view.red_lines:
        return styled("✗ red line", "$error")
    if view.objections:
        return styled("✗ at home", "$error")
    if view.acceptable:
        return styled("✓ accept", "$success")
    missing = max(view.ask - view.total, view.floor - view.gain, 0.0)
    return styled(f"✗ −{money(missing)}", "$error")
