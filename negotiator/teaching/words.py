"""Figures as they stand in a report: dollars a year, per cent, shares."""

from __future__ import annotations

from negotiator.counterparts import money as dollars

#: Billions a year below which a sum is said to be nothing: half a million.
NOTHING = 5e-4


def money(billions: float) -> str:
    """Dollars without a sign, two significant digits: $1.2bn, $460m."""
    return "$0" if abs(billions) < NOTHING else dollars.money(abs(billions))[1:]


def signed(billions: float) -> str:
    """Dollars with their sign: +$1.2bn, −$460m, $0."""
    if abs(billions) < NOTHING:
        return "$0"
    return f"{'+' if billions > 0 else '−'}{money(billions)}"


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
