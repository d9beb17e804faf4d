"""What the past adds to a deal: trust, what a stance owes or charges for, what it overlooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from negotiator.counterparts.situation import Situation
from negotiator.economy.arrays import Array


@dataclass(frozen=True)
class History:
    """What the past adds to a deal, billions a year; arrays where many deals are weighed at once.

    Parameters
    ----------
    trust
        What the others promise times the shares of their promises that they break; never positive.
    owed
        Positive: my stance owes the others more than I give now. Negative: the deal asks me for
        more than their conduct, promises included, has earned.
    norm
        How much of that imbalance my stance tolerates.
    gift
        How much of what it owes my stance gives away, though it should gain nothing.
    """

    trust: Array
    owed: Array
    norm: Array
    gift: Array

    @property
    def total(self) -> Array:
        """What is added to the gain."""
        return self.trust + self.owed + self.norm


@dataclass(frozen=True)
class Account:
    """The account with one partner, billions a year.

    Parameters
    ----------
    trust
        As in `History`.
    debt
        What my stance owes the partner and the deal gives it.
    over, spare
        What the deal asks of me beyond what the partner earns by my rule, and what it earns beyond
        what is asked. One of the two is zero, unless other domains pay for market access.
    tolerated
        The share of an imbalance that my stance overlooks in this partner.
    """

    trust: Array
    debt: Array
    over: Array
    spare: Array
    tolerated: float


def account(situation: Situation, given: Array, received: Array) -> Account:
    """What my stance says of deals that give and receive so much, this round's others included.

    The stance is asked which level it grants by treaty for the level that the partner promises. A
    deal that asks me for a higher level is charged with the difference, at what it is worth to the
    partner; what the partner gives beyond full cooperation in tariffs is credited in full, which
    is how other domains pay for market access.

    Parameters
    ----------
    given, received : [...]
        Value to the partner of what I promise it, and to me of what it promises, billions a year,
        all that we have signed this round included: nobody gains by cutting a deal in two.
    """
    i, j = situation.i, situation.j
    theirs = float(situation.levels.level[j, i])
    mine = float(situation.levels.bounded[i, j])
    my_worth = max(float(situation.levels.worth[i, j]), 1e-9)
    their_worth = max(float(situation.levels.worth[j, i]), 1e-9)
    faith = situation.reliability[situation.partner]
    expected = theirs + faith * np.maximum(received, 0.0) / their_worth
    excess = np.maximum(expected - max(1.0, theirs), 0.0) * their_worth
    # What I give already is not asked for; a stance that would answer with less does so by acts.
    allowed = np.maximum(situation.earned(expected), mine)
    asked = mine + np.maximum(given, 0.0) / my_worth
    return Account(
        trust=-(1.0 - faith) * np.maximum(received, 0.0),
        debt=np.minimum(max(situation.owed - mine, 0.0) * my_worth, np.maximum(given, 0.0)),
        over=np.maximum(asked - allowed, 0.0) * my_worth,
        spare=np.maximum(allowed - asked, 0.0) * my_worth + excess,
        tolerated=situation.tolerated,
    )


def history(accounts: Sequence[Account]) -> History:
    """The accounts with all others of an offer together.

    What one of them earns beyond what I give it pays for what another does not earn: so two who
    bargain together get what neither gets alone.
    """
    debt, over = _total(accounts, "debt"), _total(accounts, "over")
    charge = np.maximum(over - _total(accounts, "spare"), 0.0)
    owed = debt - charge
    norm, gift = np.zeros(()), np.zeros(())
    if any(each.tolerated > 0 for each in accounts):
        overlooked = reduce(np.add, (each.tolerated * each.over for each in accounts))
        given = reduce(np.add, (each.tolerated * each.debt for each in accounts))
        norm = charge * overlooked / np.maximum(over, 1e-12)
        gift = np.maximum(owed, 0.0) * given / np.maximum(debt, 1e-12)
    return History(_total(accounts, "trust"), owed, norm, gift)


def _total(accounts: Sequence[Account], name: str) -> Array:
    return np.asarray(reduce(np.add, (getattr(each, name) for each in accounts)))
