"""Who is left out of a treaty: what that costs it, and what it asks for instead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.bargaining import Package
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.questions import would_give
from negotiator.diplomacy.clauses import Clause, Kind, Treaty
from negotiator.diplomacy.conduct import Conduct, in_force, perform, stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import money
from negotiator.economy.arrays import Array
from negotiator.game.chance import draw
from negotiator.game.state import State
from negotiator.game.view import FELT, applied, known
from negotiator.game.words import listed
from negotiator.scenario.setting import Setting

#: Tariffs that are no more than this above others are as high.
_TOUCH = 0.005


def losses(setting: Setting, state: State) -> dict[int, Array]:
    """What treaties of this round take from those outside them.

    Trade diversion (Viner, The Customs Union Issue, 1950): buyers turn to who pays less at the
    border. The loss by a treaty is what a state outside would have more, were the promises of one
    of its parties not kept.

    Returns
    -------
    By treaty, [N giver, N outside] billions a year: by whose promises, and whose loss; not
    negative, zero for its parties.
    """
    world = setting.world
    new = [treaty for treaty in state.treaties if treaty.start == state.round]
    places = [(t, giver) for t in new for giver in t.offer.parties]
    if not places:
        return {}
    cases = [applied(setting, state), *(_unkept(setting, state, *place) for place in places)]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)
    n = len(world.countries)
    found = {treaty.id: np.zeros((n, n)) for treaty in new}
    for row, (treaty, giver) in enumerate(places, 1):
        outside = np.array([code not in treaty.offer.parties for code in world.countries])
        loss = np.maximum(dollars[row] - dollars[0], 0.0)
        found[treaty.id][world.index[giver]] = np.where(outside, loss, 0.0)
    return found


def _unkept(setting: Setting, state: State, treaty: Treaty, giver: str) -> Conduct:
    """Conduct in force, were a party's promises in a treaty not kept; penalties are no promises."""
    given = tuple(c for c in treaty.offer.given_by(giver) if c.kind is not Kind.PENALTY)
    without = treaty.model_copy(update={"suspended": (*treaty.suspended, *given)})
    treaties = [without if each.id == treaty.id else each for each in state.treaties]
    world = setting.world
    return in_force(state.autonomous, treaties, state.round, world.countries, world.sectors)


def told(setting: Setting, state: State) -> tuple[str, ...]:
    """What the treaties of the last round cost those outside who feel it, for the news."""
    world = setting.world
    said = []
    for treaty in state.treaties:
        if treaty.start != state.last.number:
            continue
        total = state.lost[treaty.id].sum(axis=0)
        felt = [k for k in np.argsort(-total, kind="stable") if total[k] >= FELT * world.income[k]]
        costs = [
            f"{'you' if code == state.player else setting.names[code]} {money(total[k])}"
            for k, code in ((k, world.countries[k]) for k in felt)
        ]
        if costs:
            said.append(f"Treaty {treaty.id} costs {', '.join(costs)} a year.")
    return tuple(said)


@dataclass(frozen=True)
class Demand:
    """What a state asks of one that has given to its rivals.

    Parameters
    ----------
    code, giver, rivals
        Who asks, of whom, and who got it.
    treaty
        The number of the treaty.
    clauses
        The same for itself, as far as it does not have it.
    same, lost
        What that would be worth to it, and what the treaty costs it by what the giver promised;
        billions a year, zero where it is too little to be felt.
    """

    code: str
    giver: str
    rivals: tuple[str, ...]
    treaty: int
    clauses: tuple[Clause, ...]
    same: float
    lost: float

    def reason(self, whom: str = "us") -> str:
        """The demand in figures, as it stands in a sentence; `whom` is how who asks is called."""
        costs = f"treaty {self.treaty} costs {whom} {money(self.lost)} a year"
        worth = f"the same would bring {whom} {money(self.same)} a year"
        return " and ".join([costs] * (self.lost > 0) + [worth] * (self.same > 0))


def demands(setting: Setting, state: State, giver: str) -> tuple[Demand, ...]:
    """What others ask of a state for what it gave by treaty last round; who feels most is first.

    Who levies more on the giver than in the base year is at odds with it, and asks nothing.
    """
    world = setting.world
    now = known(setting, state)
    i = world.index[giver]
    odds = (now.tariff[i] > world.base.tariff[i] + _TOUCH).any(axis=1)
    new = [t for t in state.treaties if t.start == state.round - 1 and t.in_force(state.round)]
    cases: list[tuple[Treaty, str, tuple[Clause, ...]]] = [
        (treaty, code, _lacking(setting, now, treaty.offer.given_by(giver), code))
        for treaty in new
        for code in world.countries
        if giver in treaty.offer.parties
        and code not in (*treaty.offer.parties, state.player)
        and not odds[world.index[code]]
    ]
    if not cases:
        return ()
    after = [perform(now, case[2], world.countries, world.sectors) for case in cases]
    valued = world.value(stack([now, *after]))
    worth = valued.dollars(valued.payoff) - valued.dollars(valued.payoff)[0]
    found: list[tuple[float, Demand]] = []
    for row, (treaty, code, clauses) in enumerate(cases, 1):
        k, income = world.index[code], float(world.income[world.index[code]])
        given = [c for c in treaty.offer.given_by(giver) if c.kind is not Kind.PENALTY]
        rivals = tuple(dict.fromkeys(c.receiver for c in given if c.receiver is not None))
        sums = float(worth[row, k]), float(state.lost[treaty.id][i, k])
        same, lost = (each if each >= FELT * income else 0.0 for each in sums)
        if rivals and (same or lost):
            each = Demand(code, giver, rivals, treaty.id, clauses, same, lost)
            found.append(((same + lost) / income, each))
    return tuple(each for _, each in sorted(found, key=lambda pair: -pair[0]))


def _lacking(
    setting: Setting, now: Conduct, given: tuple[Clause, ...], code: str
) -> tuple[Clause, ...]:
    """What a state would have to be promised to have what others were given.

    Of what a giver can give alone: ceilings on tariffs, and recognitions that need no answer.
    """
    world = setting.world
    found = []
    for clause in given:
        alone = clause.domain not in (Domain.AID, Domain.JUDGMENTS)
        if not alone or clause.kind is not Kind.BOUND or clause.receiver is None:
            continue
        same = clause.model_copy(update={"receiver": code})
        if not perform(now, (same,), world.countries, world.sectors).same(now):
            found.append(same)
    return tuple(found)


def asked_for(mind: Deliberation, demand: Demand) -> Package | None:
    """What a state would sign with who has given to its rivals: the same, else a deal of its own.

    For the same it gives what leaves both better off.

    Parameters
    ----------
    mind
        Of who asks, toward who has given.
    """
    found = would_give(mind, demand.clauses) if demand.same else None
    return found or mind.bid()


def said(setting: Setting, state: State, demand: Demand) -> str:
    """A demand in its own voice, with its figures."""
    facts = {
        "partner": setting.names[demand.giver],
        "offender": listed([setting.names[code] for code in demand.rivals]),
        "reason": demand.reason(),
    }
    chance = draw(state.seed, "demand", state.round, demand.code)
    voice = setting.counterparts[demand.code].voice
    return voice.say("same" if demand.same else "loss", facts, chance)
