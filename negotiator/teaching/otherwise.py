"""What would have come of the same game against another, or without one of its moves."""

from __future__ import annotations

from negotiator.diplomacy.money import NOTHING
from negotiator.teaching.figures import Figures
from negotiator.teaching.instead import Against, Instead
from negotiator.teaching.markup import Html, el, join, table
from negotiator.teaching.words import capital, signed

#: Moments that are told.
_TOLD = 5


def otherwise(found: Figures) -> Html | None:
    """The same moves against other stances, and the moments that mattered most."""
    if found.instead is None:
        return None
    return join(
        [
            el("h2", "The same game otherwise"),
            _stances(found, found.instead),
            _moments(found, found.instead),
            el("p", f"Time ran out: {found.instead.tried} of {found.instead.wanted} games were"
                    " played again.", class_="soft")
            if found.instead.tried < found.instead.wanted
            else None,
        ]
    )  # fmt: skip


def _stances(found: Figures, instead: Instead) -> Html:
    setting = found.played.setting
    one, other = (setting.titles[code] for code in found.opposite)

    def row(name: str, each: Against) -> tuple[str, ...]:
        return (
            name, signed(each.gains[0]), signed(each.gains[1]), signed(sum(each.gains)),
            "yes" if each.dealt else "no\u00a0deal", str(each.left_out or "—"),
        )  # fmt: skip

    rows = [row(f"{instead.itself.title}, as it was", instead.itself)]
    rows += [row(each.title, each) for each in instead.stances]
    head = (f"{other} governed by", one, other, "both", "deal", "moves left out")
    return join(
        [
            el("h3", "The same moves against other stances"),
            table(head, rows, (1, 2, 3, 5)),
            el("p", "Gains over no deal at the end, a year. Its interests and its way to bargain"
                    " stay what they are, and so does chance. A move that the rules then refuse is"
                    " left out; to accept means to sign what is on the table then.", class_="soft"),
        ]
    )  # fmt: skip


def _moments(found: Figures, instead: Instead) -> Html:
    setting = found.played.setting
    weighty = [each for each in instead.moments if max(abs(each.own), abs(each.their)) >= NOTHING]
    rows = [
        (
            str(each.round),
            capital("; ".join(each.said)),
            signed(each.own),
            f"{signed(each.their)} ({setting.titles[each.whom]})",
            "yes" if each.dealt else "no\u00a0deal",
        )
        for each in weighty[:_TOLD]
    ]
    head = ("round", "move", f"brought {setting.titles[found.played.me]}", "brought the other",
            "a deal without it")  # fmt: skip
    rest = len(instead.moments) - len(rows)
    said = (
        "What the game came to with the move over what it would have come to without it, all other"
        " moves as they were: payoffs at the end, a year, whoever brought them about."
    )
    if rest > 0:
        said += f" {rest} more {'was' if rest == 1 else 'were'} tried and mattered less, or not."
    return join(
        [
            el("h3", "Moments where another move would have mattered"),
            table(head, rows, (2, 3))
            if rows
            else el("p", "Nothing that was signed or done alone changed how the game ended.")
            if instead.moments or not instead.untried
            else None,
            el("p", said, class_="soft") if instead.moments else None,
        ]
    )
