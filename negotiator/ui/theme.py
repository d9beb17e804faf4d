"""Our theme: gain is blue and loss is orange, which the colour-blind tell apart."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="negotiator",
    primary="#7aa2c9",
    secondary="#8f9bb3",
    accent="#d8b45c",
    foreground="#d9dee7",
    background="#11151c",
    surface="#171c25",
    panel="#1f2632",
    success="#5aa9f0",
    warning="#d8b45c",
    error="#f0883e",
    dark=True,
)

LIGHT = Theme(
    name="negotiator-light",
    primary="#2b5d8a",
    secondary="#5c6675",
    accent="#8a6410",
    foreground="#1b2330",
    background="#f6f4ee",
    surface="#fbfaf6",
    panel="#e9e5da",
    success="#0b5cad",
    warning="#8a6410",
    error="#b04a00",
    dark=False,
)
