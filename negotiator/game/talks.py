"""Talks: proposals and answers, questions, signatures and ratification."""

from __future__ import annotations

from dataclasses import replace

from negotiator.counterparts.deliberation import Answer, Deliberation, Verdict
from negotiator.counterparts.questions import balance, would_give, would_want
from negotiator.diplomacy.clauses import Clause, Kind, Offer, Treaty
from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ratification import objections
from negotiator.game.chance import draw
from negotiator.game.moves import Accept, Adjourn, Ask, IllegalMove, Propose, WalkOut
from negotiator.game.state import Deed, Event, Line, State, Step, Talk
from negotiator.game.view import chambers, known, opening, situation
from negotiator.game.words import listed
from negotiator.scenario.setting import Setting

#: Exchanges less that a country bears in the round after it was walked out on.
_OFFENCE = 2


def talk_with(setting: Setting, state: State, partner: str) -> Talk:
    """The talk with a country this round; a new one when none has begun.

    Raises
    ------
    IllegalMove
        For the player's own country or one that there is not.
    """
    if partner not in setting.counterparts or partner == state.player:
        raise IllegalMove(f"no talks with {partner}: expected another country's code")
    if partner in state.talks:
        return state.talks[partner]
    patience = setting.counterparts[partner].patience
    if partner in state.short:
        patience = max(1, patience - _OFFENCE)
    theirs = tuple(offer for offer in state.proposals if offer.by == partner)
    talk = Talk(partner, patience, theirs=theirs)
    if partner in state.words:
        talk = talk.said(Line(partner, state.words[partner], theirs[-1] if theirs else None))
    return talk


def with_talk(state: State, talk: Talk) -> State:
    """The state with a talk as it now is."""
    return state.but(talks={**state.talks, talk.partner: talk})


def check_clauses(setting: Setting, state: State, clauses: tuple[Clause, ...]) -> None:
    """Refuse clauses that name what there is not, or promise what cannot be promised.

    Raises
    ------
    IllegalMove
        In one line.
    """
    world = setting.world
    for clause in clauses:
        for code in (clause.giver, clause.receiver):
            if code is not None and code not in world.index:
                raise IllegalMove(f"no country {code}")
        for sector in clause.sectors:
            if sector not in world.sectors:
                raise IllegalMove(f"no sector {sector}")
        if clause.domain not in world.sizes.in_play:
            raise IllegalMove(f"{clause.domain} is not in play in this scenario")
        if clause.domain is Domain.TARIFFS and clause.rate > 10.0:
            raise IllegalMove(f"a tariff of {clause.rate:.0%}; expected at most 1000%")
        if clause.domain is Domain.AID:
            limit = world.sizes.aid_limit * float(world.income[world.index[clause.giver]])
            if clause.rate > limit:
                raise IllegalMove(
                    f"aid of ${clause.rate:g}bn a year; {setting.names[clause.giver]}"
                    f" pays ${limit:.3g}bn at most"
                )
        if clause.kind is Kind.PENALTY and clause.receiver is None:
            raise IllegalMove("a penalty needs a target")


def propose(setting: Setting, state: State, move: Propose) -> Step:
    """Put an offer on the table; every other party answers at once."""
    offer, partner = move.offer, move.to
    talk = talk_with(setting, state, partner)
    if talk.closed:
        raise IllegalMove(f"the talk is over for this round: {talk.closed}")
    if offer.by != state.player or partner not in offer.parties:
        raise IllegalMove(f"an offer to {partner} is by {state.player} and has both as parties")
    unknown = [code for code in offer.parties if code not in setting.counterparts]
    if unknown:
        raise IllegalMove(f"no country {unknown[0]}")
    check_clauses(setting, state, offer.clauses)
    answers = {
        code: _answer(setting, state, code, offer) for code in offer.parties if code != state.player
    }
    lead = answers[partner]
    talk = replace(
        talk,
        used=talk.used + 1,
        mine=(*talk.mine, offer),
        worth=(*talk.worth, lead.worth),
        demands=(*talk.demands, lead.asked),
    ).said(Line(str(state.player), "We propose this.", offer))
    events = []
    for code, answer in answers.items():
        talk = talk.said(Line(code, answer.sentence, answer.counter, answer))
        events.append(Event("answer", answer.sentence, code, answer, answer.counter))
    signed = all(answer.verdict is Verdict.ACCEPT for answer in answers.values())
    # Among three the one who was asked counters first, else the ally for whom it is not enough.
    counter = next((a.counter for a in (lead, *answers.values()) if a.counter is not None), None)
    if counter is not None:  # what it insists on is what can be signed
        others = (each for each in talk.theirs if not each.same_terms(counter))
        talk = replace(talk, theirs=(*others, counter))
    if talk.used >= talk.patience:
        talk = replace(talk, closed="its patience is used up")
        if not signed:
            text = _say(setting, state, partner, "patience", talk.used)
            talk = talk.said(Line(partner, text))
            events.append(Event("closed", text, partner))
    state = with_talk(state, talk)
    return _signed(setting, state, offer, events) if signed else Step(state, tuple(events))


def _answer(setting: Setting, state: State, code: str, offer: Offer) -> Answer:
    assert state.player is not None  # only a player proposes by a move
    found = situation(setting, state, code, state.player)
    talk = state.talks.get(code)
    chance = draw(state.seed, "answer", state.round, code, talk.used if talk else 0)
    return Deliberation(found).answer(offer, chance)


def _say(setting: Setting, state: State, code: str, kind: str, *labels: int) -> str:
    facts = {
        "me": setting.names[code],
        "partner": setting.names[state.player] if state.player else "",
    }
    chance = draw(state.seed, kind, state.round, code, *labels)
    return setting.counterparts[code].voice.say(kind, facts, chance)


def accept(setting: Setting, state: State, move: Accept) -> Step:
    """Sign the last offer that a country has put on the table.

    What was signed with others since may have made it worse than no deal for who offered it; then
    it is no longer to be had. The third party of a joint offer is asked as well, unless it was
    sounded out before that was brought: then it stands by it like who brought it.
    """
    talk = talk_with(setting, state, move.partner)
    offer = talk.standing
    if offer is None:
        raise IllegalMove(f"{move.partner} has put nothing on the table")
    sounded = any(offer.same_terms(each) for each in state.brought)
    events: list[Event] = []
    answers: list[Answer] = []
    for code in (c for c in offer.parties if c != state.player):
        mind = Deliberation(situation(setting, state, code, str(state.player)))
        if code != offer.by and not sounded:
            answer = _answer(setting, state, code, offer)
            answers.append(answer)
            talk = talk.said(Line(code, answer.sentence, answer.counter, answer))
            events.append(Event("answer", answer.sentence, code, answer, answer.counter))
        elif not (found := mind.weigh(offer)).bearable:
            text = mind.say("withdrawn", found, draw(state.seed, "withdrawn", state.round, code))
            talk = talk.said(Line(code, text))
            events.append(Event("withdrawn", text, code, offer=offer))
    willing = all(answer.verdict is Verdict.ACCEPT for answer in answers)
    if willing and len(answers) == len(events):
        return _signed(setting, with_talk(state, talk), offer, events)
    # A third that was asked is an exchange like any other; what it would sign lies there instead.
    left = [each for each in talk.theirs if not each.same_terms(offer)]
    if not talk.closed:
        left += [answer.counter for answer in answers if answer.counter is not None][:1]
        used = min(talk.used + bool(answers), talk.patience)
        closed = "its patience is used up" if used >= talk.patience else ""
        talk = replace(talk, used=used, closed=closed)
    waiting = tuple(each for each in state.proposals if not each.same_terms(offer))
    state = with_talk(state, replace(talk, theirs=tuple(left))).but(proposals=waiting)
    return Step(state, tuple(events))


def home_objections(setting: Setting, state: State, code: str, offer: Offer) -> tuple[str, ...]:
    """Why a country's majority would not ratify an offer; empty when it would."""
    world = setting.world
    before = world.value(opening(setting, state))
    conduct = perform(known(setting, state), offer.clauses, world.countries, world.sectors)
    after = world.value(conduct)
    return objections(world, world.index[code], chambers(setting, state)[code], before, after)


def _signed(setting: Setting, state: State, offer: Offer, events: list[Event]) -> Step:
    """Ratify at home and put the treaty in force from this round's clearing on."""
    player = state.player
    assert player is not None
    if any(t.offer.same_terms(offer) and t.in_force(state.round) for t in state.treaties):
        raise IllegalMove("this is in force already")
    against = home_objections(setting, state, player, offer)
    if against:
        text = f"Your majority at home does not ratify: {'; '.join(against)}."
        return Step(state, (*events, Event("refused_at_home", text, player, offer=offer)))
    state, treaty = add_treaty(state, offer)
    names = [setting.names[code] for code in offer.parties]
    text = f"Treaty {treaty.id} is signed and ratified: {listed(names)}."
    signed = tuple(
        Deed(state.round, player, code, "treaty", text) for code in offer.parties if code != player
    )
    state = state.but(deeds=state.deeds + signed)
    # What they offered besides was offered instead of this: nobody signs both.
    for code in offer.parties:
        if code in state.talks:
            state = with_talk(state, replace(state.talks[code], theirs=()).said(Line("", text)))
    state = state.but(
        proposals=tuple(each for each in state.proposals if each.by not in offer.parties)
    )
    return Step(state, (*events, Event("signed", text, offer.by, offer=offer)))


def add_treaty(state: State, offer: Offer) -> tuple[State, Treaty]:
    """The state with a treaty in force from this round on."""
    ends = None if offer.length is None else state.round + offer.length
    treaty = Treaty(id=len(state.treaties) + 1, offer=offer, start=state.round, ends=ends)
    return state.but(treaties=(*state.treaties, treaty)), treaty


def ask(setting: Setting, state: State, move: Ask) -> Step:
    """Ask a country to complete a deal; what it answers with it would sign."""
    assert state.player is not None
    talk = talk_with(setting, state, move.partner)
    if talk.closed:
        raise IllegalMove(f"the talk is over for this round: {talk.closed}")
    if talk.asked >= talk.patience + 2:
        raise IllegalMove("it has answered enough questions for this round; make an offer")
    check_clauses(setting, state, move.clauses)
    pair = {state.player, move.partner}
    givers = {clause.giver for clause in move.clauses}
    if not move.clauses:
        raise IllegalMove("a question needs a clause to be about; put one into the draft first")
    if not givers <= pair or any(c.receiver not in pair for c in move.clauses):
        raise IllegalMove("a question is about clauses between the two of you")
    if move.question == "give" and givers != {state.player}:
        raise IllegalMove("«what would you give for this?» is about what you give alone")
    if move.question == "want" and givers != {move.partner}:
        raise IllegalMove("«what would you want for that?» is about what they give alone")
    mind = Deliberation(situation(setting, state, move.partner, state.player))
    red = mind.weigh(Offer(parties=tuple(sorted(pair)), clauses=move.clauses, by=move.partner))
    asks = {"give": would_give, "want": would_want, "balance": balance}
    candour = draw(state.seed, "candour", state.round, move.partner, talk.asked)
    refusal = "red_line" if red.red_lines else ""
    if not refusal and setting.counterparts[move.partner].declines(candour):
        refusal = "declines"
    found = None if refusal else asks[move.question](mind, move.clauses)
    chance = draw(state.seed, "ask", state.round, move.partner, talk.asked)
    asked = {
        "give": "What would you give for this?",
        "want": "What would you want for that?",
        "balance": "How would you balance this?",
    }[move.question]
    talk = replace(talk, asked=talk.asked + 1).said(Line(state.player, asked))
    if found is None:
        text = mind.say(refusal or "nothing", red, chance)
        talk = talk.said(Line(move.partner, text))
        return Step(with_talk(state, talk), (Event("question", text, move.partner),))
    text = mind.say(move.question, found.assessment, chance)
    talk = replace(talk, theirs=(*talk.theirs, found.offer))
    talk = talk.said(Line(move.partner, text, found.offer))
    event = Event("question", text, move.partner, offer=found.offer)
    return Step(with_talk(state, talk), (event,))


def adjourn(setting: Setting, state: State, move: Adjourn) -> Step:
    """End the talk for this round."""
    talk = talk_with(setting, state, move.partner)
    if talk.closed:
        raise IllegalMove(f"the talk is over already: {talk.closed}")
    text = _say(setting, state, move.partner, "adjourn")
    talk = replace(talk, closed="adjourned").said(Line(move.partner, text))
    return Step(with_talk(state, talk), (Event("closed", text, move.partner),))


def walk_out(setting: Setting, state: State, move: WalkOut) -> Step:
    """Leave the table. One in two calls you back with the last word it would have had."""
    assert state.player is not None
    talk = talk_with(setting, state, move.partner)
    if talk.closed:
        raise IllegalMove(f"the talk is over already: {talk.closed}")
    if not talk.used:
        raise IllegalMove("nobody walks out before an offer was made; adjourn instead")
    chance = draw(state.seed, "walk", state.round, move.partner)
    talk = replace(talk, closed="you walked out")
    text = _say(setting, state, move.partner, "walk_out")
    offer = None
    if chance < 0.5:
        mind = Deliberation(situation(setting, state, move.partner, state.player)).later(1.0)
        package = mind.bid()
        if package is not None and not any(package.offer.same_terms(o) for o in talk.theirs):
            offer = package.offer
            talk = replace(talk, theirs=(*talk.theirs, offer))
            text = "Wait. " + mind.say("bid", package.assessment, chance)
    talk = talk.said(Line(move.partner, text, offer))
    return Step(with_talk(state, talk), (Event("closed", text, move.partner, offer=offer),))
