"""Joint offers: what three would sign together, as one of them looks for it.

Of what each pair could agree on, the packages that nobody would rather see replaced are combined,
screened by sums and verified in the economy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from negotiator.counterparts.bargaining import Package, search
from negotiator.counterparts.history import Account, history
from negotiator.counterparts.menu import Menu
from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.economy.arrays import Array, Places

#: Packages of one pair that are combined with those of the other.
_COMBINED = 250


def joint_bid(
    situation: Situation,
    menus: Mapping[str, Menu],
    ask: float,
    fixed: tuple[Clause, ...] = (),
) -> Package | None:
    """Of all that I would sign with two others, the best for that one of them who gains less.

    Parameters
    ----------
    menus
        By the code of each of the two: what it and I could agree on alone.
    ask
        What gain and history together must reach, billions a year.
    fixed
        What the two promise each other, or what any of them lays on a third state.

    Returns
    -------
    The package, verified in the economy: all three gain by it and ratify it. None if there is none.
    """
    # What costs one of them alone may be made good by the others.
    whole = {code: replace(each, whole=True) for code, each in menus.items()}
    (one, first), (two, second) = whole.items()
    world = situation.world
    accounts = first.account(), second.account()
    left, right = (frontier(m, a) for m, a in zip((first, second), accounts, strict=True))
    alone = world.value(situation.performed(fixed))
    moved = alone.dollars(alone.payoff) - situation.before
    over = situation.before - situation.fallback

    def both(a: Array, b: Array) -> Array:
        return np.asarray(a[left][:, None] + b[right][None, :])

    mine = both(first.mine, second.mine) + (moved - over)[situation.i]
    theirs = np.minimum(
        first.theirs[left][:, None] + moved[world.index[one]],
        second.theirs[right][None, :] + moved[world.index[two]],
    )
    past = history([_some(accounts[0], left, 1), _some(accounts[1], right, 0)]).total
    stake = first.stake + second.stake
    score = theirs - 0.02 * stake * both(first.clauses, second.clauses)
    worst = np.minimum(np.minimum(mine + past - ask, mine), theirs)
    if not fixed:  # with nothing for one of the two it is no joint offer
        worst = np.where(first.clauses[left][:, None] * second.clauses[right] > 0, worst, -np.inf)

    def offer(place: int) -> Offer | None:
        a, b = divmod(place, len(right))
        clauses = (*fixed, *first.package(int(left[a])), *second.package(int(right[b])))
        parties = (situation.me.code, one, two)
        return Offer(parties=parties, clauses=clauses, by=situation.me.code)

    return search(situation, score.ravel(), worst.ravel(), stake, offer, ask)


def frontier(menu: Menu, account: Account) -> Places:
    """The places in a whole menu of packages than which no other is better for both.

    My history with the partner included. Of a long frontier an even sample, both ends in it;
    "nothing" is always there.
    """
    net = menu.mine + account.trust + account.debt - account.over + account.spare
    order = np.lexsort((menu.clauses, -np.round(menu.theirs, 9), -np.round(net, 9)))
    best = np.maximum.accumulate(menu.theirs[order])
    leads = np.concatenate([[True], menu.theirs[order][1:] > best[:-1] + 1e-9])
    places = order[leads]
    if len(places) > _COMBINED:
        places = places[np.linspace(0, len(places) - 1, _COMBINED).round().astype(int)]
    return np.unique(np.concatenate([[0], places]))


def _some(account: Account, places: Places, axis: int) -> Account:
    """The account of some packages, along one axis of a table of two."""
    parts = (account.trust, account.debt, account.over, account.spare)
    trust, debt, over, spare = (np.expand_dims(part[places], axis) for part in parts)
    return Account(trust, debt, over, spare, account.tolerated)
