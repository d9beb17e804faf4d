"""Clearing: all acts take effect together, the economy is solved, records are written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiator.diplomacy.clauses import Treaty
from negotiator.diplomacy.conduct import Conduct, in_force, stack
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.diplomacy.ledger import Act, Entry
from negotiator.diplomacy.levels import levels
from negotiator.diplomacy.reciprocity import market_access
from negotiator.economy.arrays import Array
from negotiator.game import community, exclusion, meetings
from negotiator.game.chance import circumstances
from negotiator.game.state import Deed, Event, RoundResult, State, Step
from negotiator.game.view import applied, known, scale
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting


def measured(
    setting: Setting,
    number: int,
    conduct: Conduct,
    reliability: tuple[float, ...],
    state: State | None,
    deeds: tuple[Deed, ...] = (),
    news: tuple[str, ...] = (),
) -> RoundResult:
    """Solve the world for a conduct and measure what states make of each other by it."""
    world = setting.world
    valued = world.value(conduct, state.circumstances) if state else world.value(conduct)
    found = levels(world, conduct, scale(setting))
    n = len(world.countries)
    others = ~np.eye(n, dtype=bool)
    return RoundResult(
        number=number,
        applied=conduct,
        payoff=valued.payoff,
        real_income=valued.real_income,
        levels=found.bounded,
        raw_levels=found.level,
        worth=found.worth,
        norm=float(found.bounded[others].mean()),
        reliability=reliability,
        deeds=deeds,
        news=news,
    )


def end_round(setting: Setting, state: State) -> Step:
    """Clear the round and open the next, or end the game."""
    world = setting.world
    # What was broken this round was in force until then.
    before = in_force(state.opened, state.bound, state.round, world.countries, world.sectors)
    state, signed = meetings.deals(setting, state)
    state = _footing(setting, state)
    own, answers = community.acts(setting, state)
    state = state.but(autonomous=_with_player(setting, state, own))
    conduct = applied(setting, state)
    state = _kept_promises(setting, state)
    state = state.but(lost={**state.lost, **exclusion.losses(setting, state)})
    deeds = (*state.deeds, *signed, *answers)
    entries, deeds = _entries(setting, state, before, conduct, deeds)
    result = measured(setting, state.round, conduct, state.reliability, state, deeds, state.tremors)
    lapsed = [t for t in state.treaties if t.ends == state.round + 1]
    state = state.but(history=(*state.history, result), ledger=state.ledger.add(*entries))
    events = [Event("act", f"{deed.text} {deed.cause}".strip(), deed.actor) for deed in answers]
    kinds = {"treaty": "signed"}
    events += [Event(kinds.get(deed.kind, "act"), deed.text, deed.actor) for deed in signed]
    events.append(Event("cleared", f"Round {state.round} is cleared."))
    if state.round >= state.rounds:
        return Step(
            state.but(over=True, talks={}, proposals=(), deeds=()),
            (*events, Event("over", "The game is over.")),
        )
    state, news = open_round(setting, state, state.round + 1, lapsed)
    return Step(state, (*events, *(Event("news", text) for text in news)))


def open_round(
    setting: Setting, state: State, number: int, lapsed: list[Treaty]
) -> tuple[State, tuple[str, ...]]:
    """Begin a round: what befalls the world, and who comes to the player."""
    befalls, tremors, _ = circumstances(setting, state.seed, number)
    came = tuple(offer.by for offer in state.proposals)
    walked = tuple(code for code, talk in state.talks.items() if talk.closed == "you walked out")
    state = state.but(
        round=number,
        opened=state.autonomous,
        bound=state.treaties,
        talks={},
        proposals=(),
        deeds=(),
        circumstances=befalls,
        tremors=tremors,
        short=walked,
    )
    proposals, words = meetings.visits(setting, state, came)
    news = list(tremors)
    news += [f"Treaty {treaty.id} has ended." for treaty in lapsed]
    for deed in state.last.deeds:
        if deed.actor != state.player:
            news.append(deed.text)
    news += exclusion.told(setting, state)
    news += [f"{capital(setting.names[offer.by])} comes with an offer." for offer in proposals]
    brought = (*state.brought, *proposals)
    state = state.but(proposals=proposals, brought=brought, words=words, news=tuple(news))
    return state, tuple(news)


def _with_player(setting: Setting, state: State, own: Conduct) -> Conduct:
    """Own policies of all, the player's as it has set them."""
    if state.player is None:
        return own
    k = setting.world.index[state.player]
    tariff, grants = own.tariff.copy(), own.grants.copy()
    tariff[:, k], grants[:, k] = state.autonomous.tariff[:, k], state.autonomous.grants[:, k]
    return Conduct(tariff, grants)


def _footing(setting: Setting, state: State) -> State:
    """Note the levels that treaties of this round bring, before anybody's own acts of the round."""
    new = [treaty.id for treaty in state.treaties if treaty.start == state.round]
    if not new:
        return state
    agreed = levels(setting.world, known(setting, state), scale(setting)).bounded
    return state.but(agreed={**state.agreed, **dict.fromkeys(new, agreed)})


def _kept_promises(setting: Setting, state: State) -> State:
    """Count the promises that fall due this round and are kept.

    What a state promises another in one domain counts once, in however many clauses it is said.
    """
    promised, kept = list(state.promised), list(state.kept)
    due = {
        (clause.giver, clause.receiver, clause.domain)
        for treaty in state.treaties
        if treaty.in_force(state.round)
        for clause in treaty.clauses
    }
    for giver, _, _ in due:
        promised[setting.world.index[giver]] += 1.0
        kept[setting.world.index[giver]] += 1.0
    return state.but(promised=tuple(promised), kept=tuple(kept))


def _entries(
    setting: Setting, state: State, before: Conduct, after: Conduct, deeds: tuple[Deed, ...]
) -> tuple[list[Entry], tuple[Deed, ...]]:
    """The ledger of a round: every change of one state's conduct toward another, and its value.

    Intended: the change alone, on top of the conduct before. Realised: the conduct after, over
    what it would be without the change.
    """
    world = setting.world
    n = len(world.countries)
    changed = [
        (g, r)
        for g in range(n)
        for r in range(n)
        if g != r
        and not (
            np.allclose(before.tariff[r, g], after.tariff[r, g], atol=1e-9)
            and np.allclose(before.grants[:, g, r], after.grants[:, g, r], atol=1e-9)
        )
    ]
    if not changed:
        return [], deeds
    cases = [before, after]
    for g, r in changed:
        cases += [before.toward(g, r, after), after.toward(g, r, before)]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)
    access = market_access(world, stack([before, after]))
    entries, worth = [], {}
    for k, (g, r) in enumerate(changed):
        intended = float(dollars[2 + 2 * k, r] - dollars[0, r])
        realised = float(dollars[1, r] - dollars[3 + 2 * k, r])
        giver, receiver = world.countries[g], world.countries[r]
        worth[giver, receiver] = intended
        mine = [d for d in deeds if (d.actor, d.target) == (giver, receiver) and d.kind != "demand"]
        entries.append(
            Entry(
                round=state.round,
                giver=giver,
                receiver=receiver,
                act=_act(setting, state, giver, receiver, intended, mine),
                domain=_domain(before, after, g, r),
                text="; ".join(d.text for d in mine) or _by_treaty(state, giver, receiver),
                intended=intended,
                realised=realised,
                access=float(access[1, r, g] - access[0, r, g]),
                cause=" ".join(d.cause for d in mine if d.cause),
                treaty=_treaty(state, giver, receiver),
            )
        )
    # What a breach brings comes after it.
    entries.sort(key=lambda entry: entry.act is not Act.BREACH)
    return entries, tuple(
        replace(deed, value=worth.get((deed.actor, deed.target), deed.value)) for deed in deeds
    )


def _domain(before: Conduct, after: Conduct, g: int, r: int) -> Domain:
    """The domain of a change: tariffs when they moved, else the grant that did."""
    if not np.allclose(before.tariff[r, g], after.tariff[r, g], atol=1e-9):
        return Domain.TARIFFS
    moved: Array = np.abs(before.grants[:, g, r] - after.grants[:, g, r])
    return GRANTS[int(np.argmax(moved))]


def _treaty(state: State, giver: str, receiver: str) -> int | None:
    """The treaty of this round by which one gives to the other."""
    for treaty in state.treaties:
        if treaty.start == state.round and any(
            clause.giver == giver and clause.receiver in (receiver, None)
            for clause in treaty.clauses
        ):
            return treaty.id
    return None


def _by_treaty(state: State, giver: str, receiver: str) -> str:
    number = _treaty(state, giver, receiver)
    if number is not None:
        return f"under treaty {number}"
    for treaty in state.treaties:
        broken = any((b.by, b.round) == (receiver, state.round) for b in treaty.breaches)
        if broken and giver in treaty.offer.parties:
            return f"as treaty {treaty.id} was broken"
    return "as a treaty ended"


def _act(
    setting: Setting,
    state: State,
    giver: str,
    receiver: str,
    value: float,
    deeds: list[Deed],
) -> Act:
    """What a change was: by what was done, and by the sign of its value."""
    kinds = {deed.kind for deed in deeds}
    if "breach" in kinds:
        return Act.BREACH
    if "withdrawal" in kinds:
        return Act.WITHDRAWAL
    number = _treaty(state, giver, receiver)
    if number is not None:
        offer = next(t.offer for t in state.treaties if t.id == number)
        gift = community.is_gift(setting, state, offer)
        return Act.GIFT if gift and value >= 0 else Act.CONCESSION
    if value < 0:
        return Act.PENALTY
    return Act.RETURN if "return" in kinds else Act.GIFT
