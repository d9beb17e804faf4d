"""The rounds of a lesson's duel as text: a table of both sides, and what is to be said of them."""

from __future__ import annotations

from textual.content import Content

from negotiator.teaching.lessons.boards import figure
from negotiator.teaching.lessons.duel import OPEN, Round, earned
from negotiator.teaching.lessons.script import Duel
from negotiator.ui.text import GAIN, LOSS, MUTED, lines, rate, styled

#: Cells of a name, of a round and of the sum.
_NAME, _CELL, _SUM = 15, 6, 9


def rounds(
    step: Duel, played: tuple[Round, ...], names: tuple[str, str], width: int, over: bool
) -> Content:
    """The table, the coach, and at the end what a year was worth.

    Parameters
    ----------
    names
        Of both sides, the player's first.
    width
        In cells.
    over
        Whether the last round is played.
    """
    text = [_table(played, names, width, over or step.mine is not None)]
    said = _said(step, played, names, over)
    text += [Content(""), *said] if said else []
    if over:
        mine, theirs = earned(played)
        text += [
            Content(""),
            Content.assemble(
                ("That was the last year. ", "bold"),
                f"A year was worth to {names[0]} {figure(mine)}, to {names[1]} {figure(theirs)}"
                " billion on average.",
            ),
        ]
    return lines(*text)


def _said(
    step: Duel, played: tuple[Round, ...], names: tuple[str, str], over: bool
) -> list[Content]:
    """What is to be said of the last round."""
    last = played[-1]
    found = []
    if last.misread[0] and step.mine is None:
        said = "open" if last.meant[0] > 0.5 else "a raised tariff"
        found.append(
            Content.assemble(
                ("! An act of yours went wrong: ", "bold $warning"),
                f"you decided on {said}, and the opposite happened. {names[1]} saw only that.",
            )
        )
    if step.open_book:
        found.append(styled(f"{names[1]}: “{last.because}”"))
    if over and any(r.misread[1] for r in played) and step.mine is None:
        found.append(
            styled(f"! marks acts of {names[1]}'s that went wrong: not meant.", "$warning")
        )
    for card in step.cards:
        firsts = (k for k in range(1, len(played) + 1) if card.when(played[:k]))
        if next(firsts, 0) == len(played):
            found.append(Content.assemble(("Coach  ", "bold $accent"), " ".join(card.text.split())))
    return found


def _table(played: tuple[Round, ...], names: tuple[str, str], width: int, slips: bool) -> Content:
    """Both sides by round: the latest, as many as there is room for."""
    room = max((width - _NAME - _SUM) // _CELL, 3)
    shown = played[-room:]
    more = "…" if len(shown) < len(played) else ""
    head = "".join(f"{r.number:>{_CELL}}" for r in shown)
    rows = [styled(f"{('Year ' + more):<{_NAME}}{head}{'in all':>{_SUM}}", MUTED)]
    for side, name in enumerate(names):
        cells = []
        for r in shown:
            raised = r.levels[side] < OPEN
            # An act of the other's that went wrong is not told while it can still be wondered at.
            mark = "!" if r.misread[side] and (slips or side == 0) else ""
            cell = mark + ("▲" if raised else "") + rate(r.tariffs[side])
            cells.append((f"{cell:>{_CELL}}", f"bold {LOSS}" if raised else GAIN))
        rows.append(Content.assemble((f"{name[: _NAME - 8]:<{_NAME - 7}}", "bold"),
                                     ("tariff ", MUTED), *cells))  # fmt: skip
        gains = [
            (f"{figure(r.gains[side]):>{_CELL}}", LOSS if r.gains[side] < 0 else "") for r in shown
        ]
        total = figure(sum(r.gains[side] for r in played))
        rows.append(
            Content.assemble(
                (f"{'':<{_NAME - 7}}gain   ", MUTED), *gains, (f"{total:>{_SUM}}", "bold")
            )
        )
    return lines(*rows)
