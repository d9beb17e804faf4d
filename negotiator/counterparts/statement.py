"""What a government says of its decision: the facts, made of the figures that decided.

Reasons are told as they are, whatever its candour. A government that is not candid keeps back what
a deal is worth to it, and asks for more than it would take; that is said as what it asks for, and
never as why it acts.
"""

from __future__ import annotations

from negotiator.counterparts.assessment import NOTHING, Assessment, Figure
from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.money import money, signed

#: From this candour on a government tells what a deal is worth to it.
TELLS = 0.5


def facts(situation: Situation, kind: str, found: Assessment, because: str = "") -> dict[str, str]:
    """What a sentence of a kind may say, by name, as a voice takes it.

    Parameters
    ----------
    found
        How the government weighed what it speaks of.
    because
        Why it signs, when no figure of the deal is the reason.
    """
    given = {
        "me": situation.me.name,
        "partner": situation.names[situation.partner],
        "reason": because or _why(kind, found),
    }
    if situation.me.candour >= TELLS:
        given["gain"] = signed(found.gain)
    missing = found.stated - found.total
    priced = not (found.red_lines or found.objections or found.acceptable)
    if priced and kind not in ("accept", "withdrawn") and missing > NOTHING:
        given["ask"] = f"{money(missing)} a year more for us"
    return given


def _why(kind: str, found: Assessment) -> str:
    """What decided: a red line, the majority at home, or the weightiest figure on its side."""
    if found.red_lines:
        return found.red_lines[0]
    if found.objections:
        return f"our majority at home would not ratify: {found.objections[0]}"
    if kind == "withdrawn":
        left = min(found.gain, found.marginal)
        return f"with what was signed since it comes to {signed(left)} a year for us"
    figure = found.strongest
    if found.acceptable or figure.dollars < 0:
        return reason(figure)
    if found.total < found.ask:
        return f"all in all it comes to {signed(found.total)} a year, less than we ask for"
    return f"with what is signed already it leaves us {signed(found.gain)} a year over no deal"


def reason(figure: Figure) -> str:
    """A figure as it stands in a sentence."""
    return f"{figure.text}, {signed(figure.dollars)} a year"
