"""Where a figure comes from, as text: a heading, a line for every term, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.text import (
    MUTED,
    capital,
    cut,
    figure,
    lines,
    padded,
    rate,
    signed_money,
    signed_share,
    styled,
)

if TYPE_CHECKING:
    from negotiator.game.origins.split import Split, Unit

#: Cells of a label at the most, of a sum and of a share of income.
_LABEL, _VALUE, _PERCENT = 28, 10, 10


def splits(found: tuple[Split, ...], width: int) -> Content:
    """Everything that is known of where a figure comes from, in lines of some width."""
    rows: list[Content | str] = []
    for k, each in enumerate(found):
        rows += [""] if k else []
        rows += _split(each, width)
    return lines(*rows)


def _split(found: Split, width: int) -> list[Content]:
    rows = [styled(capital(found.title), "bold $accent")]
    if found.about:
        rows.append(styled(found.about, MUTED))
    cells = max([14, *(len(term.label) + 2 for term in found.terms), len(found.label) + 2])
    cells = min(cells, _LABEL)
    for term in found.terms:
        value = _value(term.value, term.unit or found.unit, found.income)
        used = cells + value.cell_length + 2
        label = capital(term.label)
        row = Content.assemble(f"  {cut(label, cells)}", value)
        if len(term.text) <= width - used:
            rows.append(Content.assemble(row, (f" {term.text}", MUTED)))
        else:
            rows += [row, *_below(term.text, width)]
    if found.label and (found.terms or not found.told):
        if found.adds and found.terms:
            rows.append(styled(f"  {'─' * (cells + _VALUE - 2)}", MUTED))
        sign = "=" if found.adds else " "
        rows.append(
            Content.assemble(
                (f"{sign} {cut(found.label, cells)}", "bold"),
                _value(found.total, found.unit, found.income),
            )
        )
    rows += [styled(text) for text in found.told]
    return rows


def _below(text: str, width: int) -> list[Content]:
    """A text too long for its line, on lines of its own below it."""
    from textwrap import wrap

    return [styled(f"      {each}", MUTED) for each in wrap(text, max(width - 6, 20))]


def _value(value: float, unit: Unit, income: float | None) -> Content:
    """A number with its unit, in cells of its own."""
    from negotiator.game.origins.split import Unit

    match unit:
        case Unit.DOLLARS:
            shown = padded(signed_money(value), _VALUE)
            if income:
                share = padded(signed_share(100.0 * value / income), _PERCENT)
                shown = Content.assemble(shown, " ", share)
            return shown
        case Unit.SIZE:
            text = money(value)
        case Unit.RATE:
            text = rate(value)
        case Unit.SHARE:
            text = f"{value:.0%}"
        case Unit.LEVEL:
            text = figure(value)
        case Unit.POINTS:
            text = figure(value, 3)
        case Unit.INDEX:
            text = f"{value:.0f}".replace("-", "−")
        case Unit.COUNT:
            text = f"{value:.0f}".replace("-", "−")
    return styled(f"{text:<{_VALUE}}", "bold")
