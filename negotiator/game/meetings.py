"""Who comes to the player as a round begins, and what counterparts agree among themselves."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from negotiator.counterparts.deliberation import Deliberation
from negotiator.diplomacy.clauses import Offer
from negotiator.game import coalitions, exclusion
from negotiator.game.chance import draw
from negotiator.game.contacts import closed, governed, interest, rested
from negotiator.game.state import Deed, State
from negotiator.game.talks import add_treaty, home_objections
from negotiator.game.view import situation
from negotiator.game.words import capital, listed
from negotiator.scenario.setting import Setting

#: Talks among counterparts in a round, and countries that come to the player.
_TALKS, _VISITS = 2, 2
#: How often, when talks of a round have failed, the first is tried again with an ally.
_ALLIED = 0.5
#: Bids that two counterparts make in a talk, of both together.
_TURNS = 6


def visits(
    setting: Setting, state: State, came: tuple[str, ...] = ()
) -> tuple[tuple[Offer, ...], dict[str, str]]:
    """Offers with which countries come to the player as a round begins, and what they say.

    Who asks for what the player gave to others comes first, then who has a deal to offer. Nobody
    brings the same offer twice, or comes with a deal in the round after it came in vain.

    Parameters
    ----------
    came
        Those whose offers were left lying last round.

    Returns
    -------
    The offers, and by code what is said as a talk opens: also by those who have something to ask
    but wait to be talked with.
    """
    player = state.player
    if player is None:
        return (), {}
    ready = [c for c in governed(setting, state) if not closed(setting, state, c, player)]
    asked = {demand.code: demand for demand in exclusion.demands(setting, state, player)}
    words = {code: exclusion.said(setting, state, demand) for code, demand in asked.items()}
    levied = interest(setting, state)
    home = setting.world.index[player]
    wishes = []
    for code in ready:
        if code in came or not rested(state, code, player):
            continue
        chance = draw(state.seed, "visit", state.round, code)
        wishes.append((-(0.3 + chance) * float(levied[setting.world.index[code], home]), code))
    offers = []
    joined = coalitions.brought(setting, state)
    if joined is not None:
        offers.append(joined.offer)
        words[joined.lead] = coalitions.invitation(setting, state, joined)
    asking = [code for code in asked if code in ready][:_VISITS]
    for code in dict.fromkeys((*asking, *(c for _, c in sorted(wishes)[:_VISITS]))):
        if joined is not None and code == joined.lead:
            continue
        mind = Deliberation(situation(setting, state, code, player))
        package = exclusion.asked_for(mind, asked[code]) if code in asked else mind.bid()
        if package is None or any(package.offer.same_terms(old) for old in state.brought):
            continue
        offers.append(package.offer)
        chance = draw(state.seed, "bid", state.round, code)
        words.setdefault(code, mind.say("bid", package.assessment, chance))
    return tuple(offers), words


def deals(setting: Setting, state: State) -> tuple[State, tuple[Deed, ...]]:
    """Talks that counterparts have with each other in a round; each of them ends.

    Who asks for what another gave to its rivals is heard first. Two of whom one has nothing to gain
    take none of the round's talks from others.
    """
    levied = interest(setting, state)
    asked = _asked(setting, state)
    ranked = []
    for one, other in combinations(governed(setting, state), 2):
        if not rested(state, one, other):
            continue
        demand = asked.get((one, other)) or asked.get((other, one))
        place = (setting.world.index[one], setting.world.index[other])
        chance = draw(state.seed, "deal", state.round, one, other)
        wish = -(0.1 + chance) * float(levied[place])
        ranked.append((demand is None, wish, one, other, demand))
    deeds: list[Deed] = []
    failed: list[dict[str, Deliberation]] = []
    met = 0
    for _, _, one, other, demand in sorted(ranked, key=lambda each: each[:4]):
        if met >= _TALKS:
            break
        if closed(setting, state, one, other):
            continue
        minds = _minds(setting, state, one, other)
        if demand is None and any(mind.possible <= 0.0 for mind in minds.values()):
            failed.append(minds)  # nothing between the two alone, but perhaps with an ally
            continue
        met += 1
        offer = _heard(minds, demand) if demand is not None else None
        offer = offer or _haggled(setting, state, minds, one, other)
        if demand is not None:
            deeds.append(_demanded(setting, state, demand, signed=offer is not None))
        if offer is None:
            failed.append(minds)
            continue
        state, treaty = add_treaty(state, offer)
        names = f"{capital(setting.names[one])} and {setting.names[other]}"
        deeds.append(Deed(state.round, one, other, "treaty", f"{names} sign treaty {treaty.id}."))
    if failed and draw(state.seed, "ally", state.round) < _ALLIED:
        found = coalitions.allied(setting, state, failed[0])
        if found is not None:
            state, treaty = add_treaty(state, found.offer)
            text = found.told(setting.names, treaty.id)
            deeds.append(Deed(state.round, found.lead, found.large, "treaty", text))
    return state, tuple(deeds)


def _asked(setting: Setting, state: State) -> dict[tuple[str, str], exclusion.Demand]:
    """The largest demand of a counterpart on each other, by who asks and of whom."""
    found = {}
    for giver in governed(setting, state):
        for demand in exclusion.demands(setting, state, giver)[:1]:
            found[demand.code, giver] = demand
    return found


def _minds(setting: Setting, state: State, one: str, other: str) -> dict[str, Deliberation]:
    """How two counterparts think of each other, by their codes."""
    pairs = ((one, other), (other, one))
    return {me: Deliberation(situation(setting, state, me, you)) for me, you in pairs}


def _heard(minds: dict[str, Deliberation], demand: exclusion.Demand) -> Offer | None:
    """What is signed at once when a state asks for what another gave to its rivals."""
    package = exclusion.asked_for(minds[demand.code], demand)
    if package is None or not minds[demand.giver].weigh(package.offer).acceptable:
        return None
    return package.offer


def _demanded(setting: Setting, state: State, demand: exclusion.Demand, *, signed: bool) -> Deed:
    """That a state has asked, with its figures, and whether it was heard."""
    who, whom = capital(setting.names[demand.code]), setting.names[demand.giver]
    rivals = listed([setting.names[code] for code in demand.rivals])
    end = "they agree" if signed else "they do not agree"
    text = f"{who} asks {whom} for what it gave {rivals} ({demand.reason('it')}): {end}."
    return Deed(state.round, demand.code, demand.giver, "demand", text)


def haggle(setting: Setting, state: State, one: str, other: str) -> Offer | None:
    """A talk between two counterparts, who bid in turns while the patience of both runs out.

    It ends with a signature, or when both have given their last word.
    """
    return _haggled(setting, state, _minds(setting, state, one, other), one, other)


def _haggled(
    setting: Setting, state: State, minds: dict[str, Deliberation], one: str, other: str
) -> Offer | None:
    if any(mind.possible <= 0.0 for mind in minds.values()):
        return None  # one of the two has nothing to gain
    minds = {**minds, one: minds[one].at(replace(minds[one].situation.table, opened=True))}
    speaker, listener = one, other
    for turn in range(_TURNS):
        time = (turn + 1) / _TURNS
        chance = draw(state.seed, "haggle", state.round, one, other, turn)
        mind, ear = (minds[code].later(time, chance) for code in (speaker, listener))
        package = mind.bid()
        minds[speaker] = mind.spoke()
        if package is not None:
            offer = package.offer
            if ear.weigh(offer).acceptable and not home_objections(setting, state, speaker, offer):
                return offer
            minds[listener] = ear.heard(offer)
        speaker, listener = listener, speaker
    return None
