"""Counterpart against counterpart, a thousand seeded talks of all rules and tactics."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tables import table

from negotiator.counterparts.assessment import weigh
from negotiator.counterparts.bargaining import best
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.tactics import tactics
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import perform
from negotiator.game.meetings import haggle
from negotiator.game.state import State
from negotiator.game.view import fallback, known, situation
from negotiator.scenario.setting import Setting

PAIR = ("A", "B")
NOTHING = 1e-6
#: Tactics that concede only as the other does: two of them can stand still to the end.
IMITATORS = {
    "relative-tit-for-tat",
    "random-tit-for-tat",
    "averaged-tit-for-tat",
    "tit-for-tat-concessions",
    "micro",
}


@dataclass(frozen=True)
class Talked:
    """Two counterparts, what they signed, and whether there was something to sign."""

    setting: Setting
    state: State
    signed: Offer | None
    zone: bool

    @property
    def by_the_clock(self) -> int:
        """How many of the two concede of their own accord."""
        return sum(self.setting.counterparts[c].tactic.name not in IMITATORS for c in PAIR)


def agreeable(setting: Setting, state: State) -> bool:
    """Whether a package gives both the least share of what they could gain that they settle for.

    A zone of agreement as both see it, their rules of reciprocity included.
    """
    minds = [Deliberation(situation(setting, state, *pair)) for pair in (PAIR, PAIR[::-1])]
    if any(mind.possible <= NOTHING for mind in minds):
        return False
    share = max(setting.counterparts[code].tactic.floor for code in PAIR)
    for me, other in (minds, minds[::-1]):
        for wanted in (lambda a, b: a.clip(max=b), lambda a, b: b, lambda a, b: a):
            found = best(me.situation, me.menu, wanted, ask=share * me.possible)
            if found is None:
                break
            if weigh(other.situation, found.offer, share * other.possible).acceptable:
                return True
    return False


@pytest.fixture(scope="module")
def talked() -> list[Talked]:
    found = []
    for seed in range(1000):
        setting, state = table(seed, player=None)
        zone = agreeable(setting, state)
        found.append(Talked(setting, state, haggle(setting, state, *PAIR), zone))
    return found


def test_a_signature_leaves_neither_worse_off_than_no_deal(talked):
    """Read off the economy. What a stance gives away is the only exception, and is rare."""
    signed = [each for each in talked if each.signed is not None]
    assert len(signed) > 300
    gifts = 0
    for each in signed:
        world = each.setting.world
        conduct = perform(
            known(each.setting, each.state), each.signed.clauses, world.countries, world.sectors
        )
        valued = world.value(conduct)
        gains = valued.dollars(valued.payoff) - fallback(each.setting, each.state)
        for me, other in (PAIR, PAIR[::-1]):
            seen = situation(each.setting, each.state, me, other)
            given = max(seen.tolerated * seen.owed * seen.levels.worth[seen.i, seen.j], 0.0)
            assert gains[seen.i] >= -given - NOTHING
            gifts += gains[seen.i] < -NOTHING
    assert gifts < len(signed) / 20


@pytest.mark.parametrize(("by_the_clock", "stated"), [(2, 0.90), (1, 0.72), (0, 0.35)])
def test_who_has_a_zone_of_agreement_finds_a_deal(talked, by_the_clock, stated):
    """In how many of such talks they sign, by how many of the two concede without being asked.

    Measured: 0.95, 0.80 and 0.46; of all 585 with a zone, 0.81. Two who only imitate each other
    open high and stay there; that is their weakness in the literature too (Faratin, Sierra and
    Jennings 1998).
    """
    with_zone = [e for e in talked if e.zone and e.by_the_clock == by_the_clock]
    assert len(with_zone) > 50
    assert sum(e.signed is not None for e in with_zone) / len(with_zone) >= stated


def test_without_a_zone_of_agreement_hardly_anybody_signs(talked):
    """The zone is not drawn too small: it holds nearly all that is signed."""
    outside = [e for e in talked if not e.zone]
    assert len(outside) > 200
    assert sum(e.signed is not None for e in outside) < len(outside) / 20


def test_every_imitator_is_known():
    assert set(tactics()) >= IMITATORS
