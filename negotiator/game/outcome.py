"""What a game came to between its player and the country opposite, small enough for its save.

A class of sixty is read from these, without a round being played again. Every line that ends a
round keeps one; together they are all that the page of a class and its gradebook read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from pydantic import ValidationError

from negotiator.diplomacy.clauses import Frozen, Kind, Offer
from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.game.offers import Made
from negotiator.game.scores import opposite
from negotiator.game.state import State
from negotiator.scenario.setting import Setting

if TYPE_CHECKING:
    from negotiator.game.saves import Save

#: Below this two kept figures are the same: another machine adds in another order.
_SAME = 1e-6


class Between(Frozen):
    """What two countries do to each other.

    Parameters
    ----------
    tariffs : two of [S]
        The first's on the second's goods, and back; fractions.
    grants : two of [G]
        The first's to the second, and back, by `GRANTS`.
    """

    tariffs: tuple[tuple[float, ...], tuple[float, ...]]
    grants: tuple[tuple[float, ...], tuple[float, ...]]

    @classmethod
    def of(cls, conduct: Conduct, one: int, other: int) -> Self:
        """Taken from a conduct of all; the two by their places."""
        return cls(
            tariffs=(
                tuple(conduct.tariff[other, one].tolist()),
                tuple(conduct.tariff[one, other].tolist()),
            ),
            grants=(
                tuple(conduct.grants[:, one, other].tolist()),
                tuple(conduct.grants[:, other, one].tolist()),
            ),
        )

    def upon(self, conduct: Conduct, one: int, other: int) -> Conduct:
        """A conduct of all in which the two do this to each other."""
        tariff, grants = conduct.tariff.copy(), conduct.grants.copy()
        tariff[other, one], tariff[one, other] = self.tariffs
        grants[:, one, other], grants[:, other, one] = self.grants
        return Conduct(tariff, grants)

    def fits(self, setting: Setting) -> bool:
        """Whether it has as many sectors and domains as a world."""
        sectors = len(setting.world.sectors)
        return all(len(each) == sectors for each in self.tariffs) and all(
            len(each) == len(GRANTS) for each in self.grants
        )


class Put(Frozen):
    """An offer between the two, and what they did to each other when it was made."""

    round: int
    offer: Offer
    now: Between
    signed: bool


class Outcome(Frozen):
    """A game after a round.

    Parameters
    ----------
    round
        The last that is cleared; 0 when none is.
    own
        The player's real income over the opening, per cent, harvests and crises left out.
    reliability
        Share of its promises that the player kept.
    domains
        In which something is promised between the two.
    now
        What player and country opposite do to each other, in that order.
    offers
        Between the two: in a save those of the round, once read all of the game.
    """

    round: int = 0
    over: bool = False
    own: float = 0.0
    reliability: float = 1.0
    domains: tuple[Domain, ...] = ()
    now: Between
    offers: tuple[Put, ...] = ()

    def differs(self, other: Outcome) -> bool:
        """Whether two tell of different games, but for rounding."""

        def exact(each: Outcome) -> tuple[object, ...]:
            offers = [(put.round, put.offer, put.signed) for put in each.offers]
            return each.round, each.over, each.domains, offers

        def figures(each: Outcome) -> list[float]:
            stands = (each.now, *(put.now for put in each.offers))
            rows = [row for stand in stands for row in (*stand.tariffs, *stand.grants)]
            return [each.own, each.reliability, *(value for row in rows for value in row)]

        return exact(self) != exact(other) or not np.allclose(
            figures(self), figures(other), rtol=0.0, atol=_SAME
        )


def opening(setting: Setting, player: str) -> Outcome:
    """Of a game before its first round is cleared."""
    return Outcome(now=_between(setting, player, setting.initial))


def outcome(setting: Setting, state: State, offers: Sequence[Made] = ()) -> Outcome:
    """Of a game as it stands after the last cleared round.

    Parameters
    ----------
    offers
        All that are to be told, of whatever countries; those of later rounds are left out.
    """
    assert state.player is not None
    last, other = state.last, opposite(setting, state.player)
    home = setting.world.index[state.player]
    calm = setting.world.value(stack([setting.initial, last.applied])).real_income
    promised = {
        clause.domain
        for treaty in state.treaties
        if treaty.in_force(last.number) and {state.player, other} <= set(treaty.offer.parties)
        for clause in treaty.clauses
        if clause.kind is not Kind.PENALTY
    }
    return Outcome(
        round=last.number,
        over=state.over,
        own=float(calm[1, home] - calm[0, home]),
        reliability=state.reliability[home],
        domains=tuple(sorted(promised)),
        now=_between(setting, state.player, last.applied),
        offers=tuple(
            Put(
                round=made.round,
                offer=made.offer,
                now=_between(setting, state.player, made.now),
                signed=made.signed,
            )
            for made in offers
            if made.partner == other and made.round <= last.number
        ),
    )


def _between(setting: Setting, player: str, conduct: Conduct) -> Between:
    index = setting.world.index
    return Between.of(conduct, index[player], index[opposite(setting, player)])


def kept(save: Save, setting: Setting) -> Outcome | None:
    """What a save has kept, its offers together; None when it has not kept all of its rounds.

    A save of an older version keeps nothing, and neither does one whose kept figures are not those
    of its world.
    """
    if not save.ended:
        return opening(setting, save.player)
    try:
        found = [Outcome.model_validate(each) for each in save.kept]
    except ValidationError:
        return None
    if [each.round for each in found] != list(range(1, save.ended + 1)):
        return None
    offers = tuple(put for each in found for put in each.offers)
    stands = (found[-1].now, *(put.now for put in offers))
    if not all(stand.fits(setting) for stand in stands):
        return None
    return found[-1].model_copy(update={"offers": offers})
