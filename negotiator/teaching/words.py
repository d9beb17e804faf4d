"""Figures as they stand in a report: dollars a year, per cent, shares."""

from __future__ import annotations

from negotiator.diplomacy import money as dollars
from negotiator.diplomacy.money import NOTHING


def money(billions: float) -> str:
    """Dollars without a sign, two significant digits: $1.2bn, $460m; $0 for what is nothing."""
    return "$0" if abs(billions) < NOTHING else dollars.money(billions)


def signed(billions: float) -> str:
    """Dollars with their sign: +$1.2bn, −$460m, $0."""
    return "$0" if abs(billions) < NOTHING else dollars.signed(billions)


def percent(value: float, digits: int = 2) -> str:
    """A signed change in per cent: +0.31%, −1.20%."""
    rounded = round(value, digits) + 0.0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.{digits}f}%"


def rate(fraction: float) -> str:
    """A tariff: 31%, 2.5%; a subsidy to imports: −0.82%."""
    return f"{100.0 * fraction + 0.0:.3g}%".replace("-", "−")


def share(fraction: float | None) -> str:
    """A share of a whole: 62%, or — where there is none."""
    return "—" if fraction is None else f"{round(fraction, 2) + 0.0:.0%}".replace("-", "−")


def capital(text: str) -> str:
    """Text that begins a line: "the United States …" with a capital."""
    return text[:1].upper() + text[1:]
