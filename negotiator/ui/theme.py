"""Themes: gain is blue and loss is orange, which the colour-blind tell apart; in every theme."""

from __future__ import annotations

from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="negotiator",
    primary="#7aa2c9",
    secondary="#9aa6bd",
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
    secondary="#525c6b",
    accent="#78540a",
    foreground="#1b2330",
    background="#f6f4ee",
    surface="#fbfaf6",
    panel="#e9e5da",
    success="#0b5cad",
    warning="#78540a",
    error="#983e00",
    dark=False,
)

#: All contrasts at least 7 to 1, on black: for eyes that need it, and projectors.
CONTRAST = Theme(
    name="negotiator-contrast",
    primary="#9fd0ff",
    secondary="#d6d6d6",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#6fc3ff",
    warning="#ffe14d",
    error="#ffa54a",
    dark=True,
)

OURS = (DARK, LIGHT, CONTRAST)
#: What a theme can be called in the settings.
NAMES = (*(each.name for each in OURS), *sorted(BUILTIN_THEMES))

#: Gain, loss, a muted word and a mark, in themes that are not ours; on dark, and on light.
_ON_DARK = ("#7cbefa", "#ffa860", "#e8cf8a")
_ON_LIGHT = ("#0a4f94", "#8f3c00", "#6b4a00")
#: The least contrast of a word that must be read (WCAG 2.2, success criterion 1.4.3).
_READ = 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, "relative luminance" and "contrast ratio".
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (each / 255 for each in (colour.r, colour.g, colour.b))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def fitted(theme: Theme) -> Theme:
    """A theme that is not ours, for what its colours mean here.

    Gain is blue and loss is orange in every theme, as most bring green and red near each other for
    colour-blind eyes. What serves as a muted word (`secondary`) or a mark (`accent`) is made
    readable where it is not.
    """
    if theme.ansi:  # the terminal's own sixteen colours, of which orange is none
        faded = "ansi_white" if theme.dark else "ansi_bright_black"
        return replace(
            theme,
            success="ansi_bright_blue" if theme.dark else "ansi_blue",
            error="ansi_bright_yellow" if theme.dark else "ansi_red",
            secondary=faded,
        )
    gain, loss, mark = _ON_DARK if theme.dark else _ON_LIGHT
    made = theme.to_color_system().generate()
    surface, background = (Color.parse(made[name]) for name in ("surface", "background"))

    def read(colour: Color) -> bool:
        return min(contrast(colour, surface), contrast(colour, background)) >= _READ

    words = Color.parse("white" if theme.dark else "black")
    plain = Color.parse(made["foreground"])
    foreground = plain if read(plain) else plain.blend(words, 0.35)
    fades = (foreground.blend(background, share) for share in (0.3, 0.2, 0.1))
    muted = next((each for each in fades if read(each)), foreground)
    accent = Color.parse(made["accent"])
    return replace(
        theme,
        success=gain,
        error=loss,
        foreground=foreground.hex,
        secondary=muted.hex,
        accent=accent.hex if read(accent) else mark,
    )
