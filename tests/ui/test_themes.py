"""Every theme can be read: gain and loss, muted words and marks."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from negotiator.ui.theme import OURS, contrast, fitted

THEMES = {**{t.name: t for t in OURS}, **{n: fitted(t) for n, t in BUILTIN_THEMES.items()}}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # known as the grey that just fails on white
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("name", [n for n, t in THEMES.items() if not t.ansi])
def test_gain_loss_words_and_marks_are_read_in_every_theme(name):
    made = THEMES[name].to_color_system().generate()
    grounds = [Color.parse(made[each]) for each in ("background", "surface")]
    least = 7.0 if name == "negotiator-contrast" else 4.5
    for word in ("success", "error", "secondary", "accent", "foreground"):
        colour = Color.parse(made[word]).rgb
        for ground in grounds:
            assert contrast(Color(*colour), ground) >= least - 0.05, word
    blue, orange = (Color.parse(made[word]) for word in ("success", "error"))
    assert blue.b > blue.g > blue.r
    assert orange.r > orange.g > orange.b


@pytest.mark.parametrize("name", [n for n, t in THEMES.items() if t.ansi])
def test_with_the_terminals_own_colours_gain_and_loss_still_differ(name):
    theme = THEMES[name]
    gain, loss = (RichColor.parse(c.removeprefix("ansi_")) for c in (theme.success, theme.error))
    assert gain.number != loss.number
    assert "blue" in gain.name
