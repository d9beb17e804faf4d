"""How the panes of the desk share a terminal."""

from __future__ import annotations

from textual.geometry import Size

from negotiator.ui.widgets.panes import roomy

#: Countries whose tables leave room for charts on a terminal of middling size.
_FEW = 4


def heights(size: Size, countries: int) -> str | None:
    """Rows of the panes' grid: the upper ones as high as what they hold, the last takes the rest.

    Parameters
    ----------
    countries
        How many the world has.

    Returns
    -------
    For the grid's style; None where the style sheet's own fit.
    """
    if size.width < 118 or size.height < 34:
        return None
    world = min(max(countries + 7, 16), 20)  # the table, and four lines on one country
    if roomy(size) or charting(size, countries):
        return f"{world} {min(countries + 5, 16)} 1fr"
    return f"{world} 1fr"


def charting(size: Size, countries: int) -> bool:
    """Whether charts have room on the desk."""
    return roomy(size) or (size.width >= 118 and size.height >= 38 and countries <= _FEW)
