"""Figures as people read them."""

from __future__ import annotations

import pytest

from negotiator.diplomacy.money import money
from negotiator.ui.text import glyph, meter, rate, signed_money, signed_percent


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


def test_a_meter_is_full_at_one():
    assert meter(1.0, 4) == "████"
    assert meter(-3.0, 4) == "░░░░"
