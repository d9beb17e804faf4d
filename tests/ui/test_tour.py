"""The tour of the first start: offered once, over three screens, and skipped with one key."""

from __future__ import annotations

import pytest
from pilots import on, until
from textual.geometry import Offset, Region, Size

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.tour import CARDS, beside


@pytest.mark.parametrize(
    ("target", "place"),
    [
        (None, (30, 16)),
        (Region(0, 2, 60, 30), (60, 3)),  # to its right
        (Region(70, 2, 50, 30), (10, 3)),  # to its left
        (Region(0, 2, 120, 10), (30, 12)),  # below
        (Region(0, 30, 120, 8), (30, 22)),  # above
        (Region(0, 0, 120, 40), (30, 32)),  # nowhere: at the bottom
    ],
)
def test_a_card_lies_where_it_hides_the_least(target, place):
    assert beside(target, Size(60, 8), Size(120, 40)) == Offset(*place)


async def test_a_first_start_is_led_to_the_first_talks(tmp_path):
    settings = tmp_path / "config" / "settings.toml"
    app = NegotiatorApp(folder=tmp_path, settings=settings)
    seen = []

    async def cards(pilot, count):
        await until(pilot, on(app, "TourScreen"))
        tour = app.screen
        for _ in range(count):
            seen.append(tour.cards[tour.at])
            card = tour.query_one("#card")
            await until(pilot, lambda card=card: app.screen.region.contains_region(card.region))
            pointed = list(tour.below.query(".-pointed"))
            assert len(pointed) == bool(seen[-1].at)
            await pilot.press("enter")
        await until(pilot, lambda: app.screen is tour.below)
        assert not tour.below.query(".-pointed")

    async with app.run_test(size=(80, 24)) as pilot:
        await cards(pilot, 2)
        await pilot.press("enter")
        await until(pilot, on(app, "BriefingScreen"))
        await pilot.press("enter")
        await cards(pilot, 2)
        await pilot.press("enter")
        await cards(pilot, 2)
        assert tuple(seen) == CARDS
        assert settings.exists()
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))


@pytest.mark.parametrize("there", ["save", "settings", "neither"])
async def test_it_is_offered_once_and_escape_ends_it(tmp_path, there):
    settings = tmp_path / "settings.toml"
    if there == "save":
        (tmp_path / "two-neighbours-SML-1.jsonl").write_text("", encoding="utf-8")
    if there == "settings":
        settings.write_text("", encoding="utf-8")
    app = NegotiatorApp(folder=tmp_path, settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        if there == "neither":
            await until(pilot, on(app, "TourScreen"))
            await pilot.press("escape")
        await until(pilot, on(app, "TitleScreen"))
        await pilot.press("t")
        await until(pilot, on(app, "TournamentScreen"))  # no card is in between
        assert settings.exists() == (there != "save")
