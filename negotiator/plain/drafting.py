"""The lines of a draft as plain lines."""

from __future__ import annotations

from negotiator.diplomacy.domains import Domain
from negotiator.game.draft import Draft, Key, Row
from negotiator.plain.console import Console
from negotiator.teaching.words import money, rate


def value(row: Row, amount: float) -> str:
    """What a line of a draft says."""
    if amount < 0:
        return "several rates"
    if row.penalty:
        return f"{100 * amount:.0f} points more"
    if row.domain is Domain.TARIFFS:
        return rate(amount)
    if row.domain is Domain.AID:
        return f"{money(amount)} a year"
    return "yes" if amount > 0.5 else "no"


def change(console: Console, draft: Draft, side: int) -> None:
    """Change the lines of one side of a draft until the player goes back."""
    while True:
        choices: list[tuple[Key, str]] = []
        for k, row in enumerate(draft.rows):
            now = draft.now.get((side, k), 0.0)
            said = f"{row.label.strip()}, now {value(row, now)}"
            if (side, k) in draft.values:
                said += f", in the draft {value(row, draft.values[side, k])}"
            choices.append(((side, k), said))
        key = console.choose("Which line?", choices)
        if key is None:
            return
        row = draft.rows[key[1]]
        if row.domain not in (Domain.TARIFFS, Domain.AID):
            draft.step(key, 1)
        else:
            money_line = row.domain is Domain.AID
            unit = "Billions of dollars a year" if money_line else "Per cent"
            amount = console.figure(f"{unit}; nothing leaves it as it is:", 0.0, 1000.0)
            scale = 1.0 if money_line else 100.0
            draft.set(key, None if amount is None else amount / scale)
        left = key not in draft.values
        console.say(
            "It is left as it is."
            if left
            else f"{row.label.strip()}: {value(row, draft.values[key])}."
        )
