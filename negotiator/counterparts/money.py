"""Money as it stands in a sentence."""

from __future__ import annotations


def money(billions: float) -> str:
    """Signed dollars with two significant digits, in the unit that suits them."""
    size = abs(billions)
    sign = "-" if billions < 0 else "+"
    for unit, scale in (("trn", 1e3), ("bn", 1.0), ("m", 1e-3), ("k", 1e-6)):
        if size >= scale * 0.995 or unit == "k":
            amount = size / scale
            digits = 1 if amount < 9.95 else 0
            return f"{sign}${amount:.{digits}f}{unit}"
    return f"{sign}$0"
