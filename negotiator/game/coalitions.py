"""Coalitions: two smaller countries that come to a larger one together, when both gain by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from negotiator.counterparts.assessment import NOTHING
from negotiator.counterparts.bargaining import Package, best
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.statement import TELLS
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.money import signed
from negotiator.game.chance import draw
from negotiator.game.contacts import closed, governed, interest, rested
from negotiator.game.state import State
from negotiator.game.talks import home_objections
from negotiator.game.view import fallback, known, situation
from negotiator.game.words import capital, listed
from negotiator.scenario.setting import Setting

#: Steps of a talk: when a bid was made, and when it is heard, by who is ready for ever less.
_STEPS = tuple((bid / 3, heard / 3) for heard in (1, 2, 3) for bid in range(1, heard + 1))


@dataclass(frozen=True)
class Coalition:
    """An offer of two to a third that is larger, to which those who govern themselves agree.

    Parameters
    ----------
    lead, ally, large
        Who found it, who goes along, and to whom they go.
    together, alone
        What the lead and its ally get by it, and what each reaches with the large one alone;
        billions a year over no deal.
    """

    lead: str
    ally: str
    large: str
    offer: Offer
    together: tuple[float, float]
    alone: tuple[float, float]

    def invites(self, *, candid: bool) -> str:
        """Why the ally should come along, as the lead says it; what it gains itself if candid."""
        mine, yours = map(_sum, self.together)
        my_own, your_own = map(_sum, self.alone)
        if not candid:
            return f"together it comes to {yours} a year for you, alone to {your_own}"
        return (
            f"together it comes to {mine} a year for us and {yours} for you,"
            f" alone to {my_own} and {your_own}"
        )

    def offers(self, names: Mapping[str, str], *, candid: bool) -> str:
        """Why the large one is offered this by two, as the lead says it."""
        mine, yours = map(_sum, self.together)
        others = f"{yours} a year for {names[self.ally]}, more than it reaches alone"
        return (
            f"it comes to {mine} a year for us and {others}" if candid else f"it comes to {others}"
        )

    def told(self, names: Mapping[str, str], treaty: int) -> str:
        """That it was signed, for the news."""
        two = listed([names[self.lead], names[self.ally]])
        together, alone = (listed([_sum(x) for x in each]) for each in (self.together, self.alone))
        return (
            f"{capital(two)} together sign treaty {treaty} with {names[self.large]}:"
            f" {together} a year for the two, alone {alone}."
        )


def _sum(billions: float) -> str:
    return signed(billions) if abs(billions) > NOTHING else "nothing"


def coalition(
    setting: Setting,
    state: State,
    lead: str,
    ally: str,
    large: str,
    minds: Mapping[tuple[str, str], Deliberation] | None = None,
) -> Coalition | None:
    """What two countries would sign with a larger one together; None if nothing is.

    Each brings its own bid, as in a talk ever less demanding; to the large one both count together.
    All are sounded out but the player, who is asked by it. Each of the two gains more than by the
    first of its bids that the large one would sign from it alone; a player among the two, for whom
    the large one's best bid stands, more than by that.

    Parameters
    ----------
    minds
        What is known already of what some think of others, by both codes.
    """
    table = _Table(setting, state, large, dict(minds or {}))
    for bid, heard in _STEPS:
        parts = [table.part(code, bid) for code in (lead, ally)]
        if any(part is None for part in parts):
            continue
        clauses = tuple(c for part in parts if part is not None for c in part.offer.clauses)
        offer = Offer(parties=(lead, ally, large), clauses=clauses, by=lead)
        if table.signed(offer, heard):
            (one, own), (two, others) = (
                (table.gain(offer, code), table.alone(code)) for code in (lead, ally)
            )
            if one > own + NOTHING and two > others + NOTHING:
                return Coalition(lead, ally, large, offer, (one, two), (own, others))
    return None


@dataclass(frozen=True, eq=False)
class _Table:
    """What all who may go to a large country think, and it of them."""

    setting: Setting
    state: State
    large: str
    minds: dict[tuple[str, str], Deliberation] = field(default_factory=dict)
    parts: dict[tuple[str, float], Package | None] = field(default_factory=dict)
    reached: dict[str, float] = field(default_factory=dict)

    def mind(self, me: str, you: str) -> Deliberation:
        if (me, you) not in self.minds:
            mind = Deliberation(situation(self.setting, self.state, me, you))
            if me == self.large and you != self.state.player:
                mind = mind.hearing()  # it makes no bid here
            _ = mind.possible  # worked out once, for all steps
            self.minds[me, you] = mind
        return self.minds[me, you]

    def part(self, code: str, time: float) -> Package | None:
        """What one would sign with the large country; for the player, the best that this bears."""
        if (code, time) not in self.parts:
            if code == self.state.player:
                host = self.mind(self.large, code)
                found = best(host.situation, host.menu, lambda mine, theirs: theirs, ask=0.0)
            else:
                found = self.mind(code, self.large).later(time).bid()
            self.parts[code, time] = found
        return self.parts[code, time]

    def alone(self, code: str) -> float:
        """What one reaches alone, billions a year."""
        if code in self.reached:
            return self.reached[code]
        self.reached[code] = self._reached(code)
        return self.reached[code]

    def _reached(self, code: str) -> float:
        if code == self.state.player:
            brought = self.mind(self.large, code).later(1.0).bid()
            return brought.assessment.partner_gain if brought is not None else 0.0
        for bid, heard in _STEPS:
            own = self.part(code, bid)
            if own is not None and self._signs(self.large, code, own.offer, heard):
                return own.assessment.gain
        return 0.0

    def signed(self, offer: Offer, time: float) -> bool:
        """Whether all who are not the player would sign, and its majority would ratify.

        The large one asks for as much as it would of either alone.
        """
        lead, ally, large = offer.parties
        player = self.state.player
        return (
            all(self._signs(large, code, offer, time) for code in (lead, ally))
            and self._signs(lead, large, offer, time)
            and self._signs(ally, large, offer, time)
            and (player is None or not home_objections(self.setting, self.state, player, offer))
        )

    def _signs(self, me: str, you: str, offer: Offer, time: float) -> bool:
        return me == self.state.player or self.mind(me, you).later(time).weigh(offer).acceptable

    def gain(self, offer: Offer, code: str) -> float:
        """What an offer brings a country over no deal, billions a year."""
        world = self.setting.world
        conduct = perform(
            known(self.setting, self.state), offer.clauses, world.countries, world.sectors
        )
        valued = world.value(conduct)
        k = world.index[code]
        return float(valued.dollars(valued.payoff)[k] - fallback(self.setting, self.state)[k])


def brought(setting: Setting, state: State) -> Coalition | None:
    """An offer that a country brings the player together with a third, from the second round on.

    To go to a larger country with the player, or to the player with another that is smaller. Who
    has most trade to free with the larger one comes first; chance has a say.
    """
    player = state.player
    if player is None or state.round < 2:
        return None
    size = _sizes(setting)
    hosts = _wanted(setting, state, [c for c in size if size[c] > size[player]], player)
    smaller = _wanted(setting, state, [c for c in size if size[c] < size[player]], player)
    found = None
    if hosts and (len(smaller) < 2 or draw(state.seed, "host", state.round) < 0.5):
        host = hosts[0]
        leads = [c for c in size if size[c] < size[host] and c != player]
        for lead in _wanted(setting, state, leads, host)[:1]:
            found = coalition(setting, state, lead, player, host)
    elif len(smaller) > 1:
        found = coalition(setting, state, smaller[0], smaller[1], player)
    new = found is not None and not any(found.offer.same_terms(old) for old in state.brought)
    return found if new else None


def allied(setting: Setting, state: State, failed: Mapping[str, Deliberation]) -> Coalition | None:
    """Where two have failed, what the smaller one reaches with an ally.

    Parameters
    ----------
    failed
        What the two think of each other, by code.
    """
    size = _sizes(setting)
    lead, large = sorted(failed, key=lambda code: size[code])
    allies = [c for c in governed(setting, state) if size[c] < size[large] and c != lead]
    minds = {(lead, large): failed[lead], (large, lead): failed[large]}
    for ally in _wanted(setting, state, allies, large)[:1]:
        return coalition(setting, state, lead, ally, large, minds)
    return None


def _sizes(setting: Setting) -> dict[str, float]:
    return dict(zip(setting.world.countries, setting.world.income.tolist(), strict=True))


def _wanted(setting: Setting, state: State, codes: Sequence[str], by: str) -> list[str]:
    """Of some countries those that are open to a talk, who has most to free with one first."""
    index, levied = setting.world.index, interest(setting, state)
    weight = {
        code: (0.3 + draw(state.seed, "join", state.round, code, by))
        * float(levied[index[code], index[by]])
        for code in codes
        if rested(state, code, by) and not closed(setting, state, code, by)
    }
    return sorted(weight, key=lambda code: -weight[code])


def invitation(setting: Setting, state: State, joined: Coalition) -> str:
    """What the lead of a coalition says to the player, with its figures."""
    lead = setting.counterparts[joined.lead]
    candid = lead.candour >= TELLS
    if joined.large == state.player:
        kind, third, why = "together", joined.ally, joined.offers(setting.names, candid=candid)
    else:
        kind, third, why = "coalition", joined.large, joined.invites(candid=candid)
    facts = {
        "partner": setting.names[str(state.player)],
        "offender": setting.names[third],
        "reason": why,
    }
    return lead.voice.say(kind, facts, draw(state.seed, kind, state.round, joined.lead))
