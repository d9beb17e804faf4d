"""Figures as people read them."""

from __future__ import annotations

import pytest

from negotiator.diplomacy.money import money
from negotiator.ui.text import (
    glyph,
    meter,
    rate,
    shortened,
    signed_money,
    signed_percent,
    signed_share,
)


@pytest.mark.parametrize(
    ("billions", "shown"),
    [
        (1.234, "$1.2bn"), (12.34, "$12bn"), (123.4, "$120bn"), (999.0, "$1.0trn"),
        (8269.0, "$8.3trn"), (0.46, "$460m"), (0.0012, "$1.2m"), (0.0, "$0"),
        (0.00001, "$10k"), (1e-8, "$0"),
    ],
)  # fmt: skip
def test_money_has_a_unit_and_two_digits(billions, shown):
    assert money(billions) == shown


@pytest.mark.parametrize(("fraction", "shown"), [(0.31, "31%"), (0.022, "2.2%"), (0.0, "0%")])
def test_rates_are_in_per_cent(fraction, shown):
    assert rate(fraction) == shown


def test_gain_and_loss_differ_by_sign_and_glyph_and_not_only_by_colour():
    assert str(signed_money(1.5)) == "▲ +$1.5bn"
    assert str(signed_money(-1.5)) == "▼ −$1.5bn"
    assert str(signed_money(0.0)) == "· $0"
    assert str(signed_percent(-0.456)) == "▼ −0.46%"
    assert glyph(0.0, 0.1) == "·"


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (12.3, "▲ +12%"), (0.456, "▲ +0.46%"), (-0.0025, "▼ −0.0025%"), (0.00996, "▲ +0.010%"),
        (-2e-5, "▼ −0.00002%"), (6e-6, "▲ +0.00001%"), (0.0, "· 0.00%"), (-1e-9, "· 0.00%"),
    ],
)  # fmt: skip
def test_a_share_has_two_digits_and_is_no_nothing_as_long_as_it_is_something(percent, shown):
    assert str(signed_share(percent, 5)) == shown


def test_what_is_too_small_for_its_digits_still_has_its_sign():
    assert str(signed_percent(-0.0004)) == "▼ <0.01%"
    assert str(signed_share(0.0004)) == "▲ <0.001%"


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        (" Cars and other vehicles", 24, " Cars and other vehicles"),
        (" Cars and other vehicles", 23, " Cars & other vehicles"),
        (" Cars and other vehicles", 17, " Cars & other …"),
        (" Metals and materials", 12, " Metals …"),
        ("Electronics", 8, "Electro…"),
    ],
)
def test_a_name_is_cut_at_a_word(name, width, shown):
    assert shortened(name, width) == shown


def test_a_meter_is_full_at_one():
    assert meter(1.0, 4) == "████"
    assert meter(-3.0, 4) == "░░░░"
