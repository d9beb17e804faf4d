"""The table at which learners play: what can be chosen, what is in force, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.levels import levels
from negotiator.economy.arrays import Array, Places
from negotiator.game.view import scale
from negotiator.interfaces.worths import Worths
from negotiator.scenario.setting import Setting

#: Levels that a tariff policy can be set to: from the war end of the scale (0) to peace (1).
TENTHS = np.arange(11) / 10
#: Offers: the level to which I bind myself, and the one to which you do; not nothing for nothing.
OFFERS = np.array([pair for pair in product(TENTHS[::2], repeat=2) if any(pair)])
#: In every choice 0 changes nothing. Recognitions are then granted or withdrawn; in a talk, what
#: the other offered is accepted, or one of the offers made.
PASS, GRANT, ACCEPT, FIRST_OFFER = 0, 1, 1, 2


@dataclass(frozen=True, eq=False)
class Play:
    """A game between two rounds.

    Parameters
    ----------
    round
        Rounds that are over.
    rates : [N giver, N receiver, S]
        Everyone's own tariffs, fractions.
    grants : [G, N giver, N receiver]
        By `diplomacy.domains.GRANTS`: 1 granted, 0 not.
    bound, left : [N giver, N receiver]
        Levels promised by treaty, and rounds that the treaty of the pair still holds.
    offers : [N by, N to]
        Talk choices that wait for an answer; 0 for none.
    levels : rounds + 1 of [N giver, N receiver]
        As applied; the first as the game opens.
    since, settled : [N, N]
        While a treaty holds, the first of `levels` that counts, and what it brought: it is a new
        footing.
    gain, real_income : [N]
        Per cent of income in the last round: of the government over no deal, in the same weather;
        of its citizens over the base year.
    """

    round: int
    rates: Array
    grants: Array
    bound: Array
    left: Places
    offers: Places
    levels: tuple[Array, ...]
    since: Places
    settled: Array
    gain: Array
    real_income: Array
    news: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """What does not change in a game.

    Parameters
    ----------
    governed
        Places of the countries that choose; the others are governed by their stances.
    length
        Rounds that a treaty holds; 0 for games without treaties.
    events
        Whether harvests and crises happen; without them crises count by their expected values.
    """

    setting: Setting
    governed: tuple[int, ...]
    length: int
    events: bool

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many choices there are toward a country: tariffs, each recognition, the talk."""
        return (1 + len(TENTHS), *(3 for _ in self.grants), FIRST_OFFER + len(OFFERS))

    @cached_property
    def grants(self) -> tuple[Domain, ...]:
        """Recognitions and pledges in play, as choices come: all but tariffs and aid."""
        beside = (Domain.TARIFFS, Domain.AID)
        return tuple(each for each in self.setting.world.sizes.in_play if each not in beside)

    @cached_property
    def ends(self) -> tuple[Array, Array]:
        """[N giver, N receiver, S] twice: rates at levels 0 and 1."""
        anchors = scale(self.setting)
        return by_giver(anchors.war.tariff), by_giver(anchors.peace.tariff)

    @cached_property
    def weights(self) -> Array:
        """[N giver, N receiver, S]: shares of sectors in the giver's imports of the base year."""
        flows = by_giver(self.setting.world.economy.flows)
        total = flows.sum(axis=-1, keepdims=True)
        even = np.full_like(flows, 1.0 / flows.shape[-1])
        return np.asarray(np.divide(flows, total, out=even, where=total > 0))

    @cached_property
    def settled(self) -> Array:
        """[N giver, N receiver]: levels before the announcements with which the game opens."""
        return self.level_of(by_giver(self.setting.world.base.tariff))

    @cached_property
    def stakes(self) -> Array:
        """[N giver, N receiver]: what the whole range of levels is worth, billions a year."""
        found = levels(self.setting.world, self.setting.initial, scale(self.setting))
        return found.worth

    @cached_property
    def at_tenths(self) -> Array:
        """[N giver, N receiver, 11, S]: rates at every level that a policy can be set to."""
        war, peace = (end[:, :, None] for end in self.ends)
        return np.asarray(war + TENTHS[:, None] * (peace - war))

    def rates_at(self, level: Array) -> Array:
        """[..., N, N, S]: rates on the line between the ends, of [..., N, N] levels."""
        war, peace = self.ends
        return np.asarray(war + level[..., None] * (peace - war))

    def line(self, giver: int, receiver: int, level: float) -> Array:
        """[S]: rates of one giver on one receiver at a level."""
        war, peace = (end[giver, receiver] for end in self.ends)
        return np.asarray(war + level * (peace - war))

    def average(self, rates: Array) -> Array:
        """[N giver, N receiver]: average tariffs, fractions."""
        return np.asarray((self.weights * rates).sum(axis=-1))

    def level_of(self, rates: Array) -> Array:
        """[N giver, N receiver]: the level at which the average tariff is the same, 0 to 1."""
        war, peace = (self.average(end) for end in self.ends)
        room = war - peace
        found = np.divide(war - self.average(rates), room, out=np.ones_like(room), where=room > 0)
        np.fill_diagonal(found, 1.0)
        return np.asarray(np.clip(found, 0.0, 1.0))

    def applied(self, play: Play) -> Array:
        """[N giver, N receiver, S]: rates in force: treaties are ceilings on own policies."""
        ceiling = np.where((play.left > 0)[..., None], self.rates_at(play.bound), np.inf)
        return np.minimum(play.rates, ceiling)

    def conduct(self, play: Play) -> Conduct:
        """What is in force."""
        return Conduct(by_giver(self.applied(play)), play.grants)

    @cached_property
    def worths(self) -> Worths:
        """What conducts are worth."""
        today, at = by_giver(self.setting.initial.tariff)[:, :, None], self.at_tenths
        # What can be in force: today's rates, those of a level, and today's under its ceiling.
        rates = np.concatenate([today, at, np.minimum(today, at)], axis=2)
        return Worths(self.setting, rates)

    @cached_property
    def opening(self) -> Play:
        """A game as it opens."""
        today = self.setting.initial
        n = len(self.setting.world.countries)
        rates = by_giver(today.tariff)
        first = self.level_of(rates)
        none = np.zeros((n, n), dtype=np.intp)
        worth = self.worths.of(today)
        return Play(
            round=0, rates=rates, grants=today.grants, bound=np.zeros((n, n)), left=none,
            offers=none, levels=(first,), since=none, settled=first,
            gain=worth.payoff - self.worths.of(self.worths.apart).payoff,
            real_income=worth.real_income,
        )  # fmt: skip


def by_giver(tariff: Array) -> Array:
    """[N giver, N receiver, S] of [N exporter, N importer, S], and back: who levies gives."""
    return np.ascontiguousarray(tariff.swapaxes(0, 1))
