"""Money a year, as it stands in sentences, tables and pictures."""

from __future__ import annotations

#: Billions a year below which a sum counts as nothing where gains are told: half a million.
NOTHING = 5e-4


def money(billions: float) -> str:
    """Dollars without a sign, two significant digits: $1.2bn, $460m, $8.3trn, $30k."""
    size = float(f"{abs(billions):.2g}")
    for unit, scale in (("trn", 1e3), ("bn", 1.0), ("m", 1e-3), ("k", 1e-6)):
        if size >= scale * 0.9999:
            amount = size / scale
            return f"${amount:.1f}{unit}" if amount < 9.95 else f"${amount:,.0f}{unit}"
    return "$0"


def signed(billions: float) -> str:
    """Dollars with their sign: +$1.2bn, −$460m, $0."""
    text = money(billions)
    return text if text == "$0" else f"{'+' if billions > 0 else '−'}{text}"
