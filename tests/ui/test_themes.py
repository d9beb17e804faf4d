"""Every theme can be read: gain and loss, muted words and marks."""

from __future__ import annotations

import pytest
from pilots import begin, on, text, until
from rich.color import Color as RichColor
from textual.color import Color
from textual.filter import Monochrome
from textual.theme import BUILTIN_THEMES

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.theme import NAMES, OURS, contrast, fitted
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.glance import WorldTable

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


def words(app, signs):
    """Foreground and background of what begins with a sign on the open screen."""
    found = {}
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            mark = segment.text.strip()[:1]
            if (
                mark
                and mark in signs
                and segment.style
                and segment.style.color
                and segment.style.bgcolor
            ):
                found.setdefault(mark, (segment.style.color, segment.style.bgcolor))
    return found


def drawn(theme, colour):
    """Whether a gain is in a theme's colour, or a colour of the terminal."""
    if theme.ansi or colour.triplet is None:
        return theme.ansi and colour.triplet is None
    wanted = Color.parse(theme.success).rgb
    return max(abs(a - b) for a, b in zip(wanted, colour.triplet, strict=True)) <= 2


async def test_screens_stand_in_every_theme_with_gain_and_loss_apart(tmp_path):
    """The talks, with the effects of a draft that takes from one and gives to the other."""
    app = NegotiatorApp("two-neighbours", "SML", 5, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: app.screen.query_one(WorldTable).row_count > 0)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        await until(pilot, lambda: bool(text(app, "#effects")))
        aid = Clause(giver="SML", receiver="MAR", domain=Domain.AID, rate=1.0)
        app.screen.query_one(DraftEditor).put((aid,))
        await until(pilot, lambda: set(words(app, "▲▼")) == set("▲▼"))
        assert set(app.available_themes) == set(NAMES)
        for name in NAMES:
            app.theme = name
            wanted = THEMES[name]
            await until(pilot, lambda wanted=wanted: drawn(wanted, words(app, "▲")["▲"][0]))
            seen = words(app, "▲▼")
            assert seen["▲"][0] != seen["▼"][0], name
            assert all(front != back for front, back in seen.values()), name


@pytest.mark.parametrize("grey", [False, True])
async def test_no_color_shows_greys_and_signs(tmp_path, monkeypatch, grey):
    if grey:
        monkeypatch.setenv("NO_COLOR", "1")
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "TitleScreen"))
        assert any(isinstance(each, Monochrome) for each in app.get_line_filters()) == grey
