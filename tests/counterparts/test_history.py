"""What the past adds to a deal, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.counterparts.history import Account, history


def kept(
    *, debt: float = 0.0, over: float = 0.0, spare: float = 0.0, share: float = 0.0
) -> Account:
    """The account with one who keeps all its promises."""
    nothing = np.asarray(0.0)
    return Account(nothing, np.asarray(debt), np.asarray(over), np.asarray(spare), share)


@pytest.mark.parametrize(
    ("accounts", "owed", "norm", "gift"),
    [
        ([kept()], 0.0, 0.0, 0.0),
        ([kept(debt=3.0)], 3.0, 0.0, 0.0),  # owed, and counted for who is owed
        ([kept(over=5.0)], -5.0, 0.0, 0.0),  # asked for more than was earned
        ([kept(over=5.0, spare=2.0)], -3.0, 0.0, 0.0),  # other domains pay for market access
        ([kept(over=5.0, share=0.6)], -5.0, 3.0, 0.0),  # most of it is overlooked
        ([kept(debt=3.0, share=0.5)], 3.0, 0.0, 1.5),  # and half of what is owed is given away
        # Two who bargain together: what one earns beyond what it gets pays for the other.
        ([kept(over=5.0), kept(spare=4.0)], -1.0, 0.0, 0.0),
        ([kept(over=5.0), kept(spare=9.0)], 0.0, 0.0, 0.0),
        ([kept(over=5.0, share=0.6), kept(over=5.0)], -10.0, 3.0, 0.0),
        ([kept(debt=2.0), kept(over=3.0)], -1.0, 0.0, 0.0),
    ],
)
def test_accounts_add_up(accounts, owed, norm, gift):
    found = history(accounts)
    assert (found.owed, found.norm, found.gift) == pytest.approx((owed, norm, gift))
    assert found.total == pytest.approx(owed + norm)


def test_what_a_breaker_promises_counts_less():
    broken = Account(np.asarray(-2.0), np.asarray(0.0), np.asarray(0.0), np.asarray(1.0), 0.0)
    assert history([broken, kept(over=4.0)]).total == pytest.approx(-2.0 - 3.0)
