"""What states see: conduct in force, records, and situations to deliberate in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.situation import Situation
from negotiator.counterparts.tactics import Table
from negotiator.diplomacy.clauses import Kind, Treaty
from negotiator.diplomacy.conduct import Conduct, in_force, perform
from negotiator.diplomacy.levels import Anchors, Levels
from negotiator.diplomacy.ratification import Chamber
from negotiator.economy.arrays import Array
from negotiator.game.chance import befallen, draw
from negotiator.game.state import RoundResult, State
from negotiator.scenario.setting import Setting

#: What is less than this share of a year's income is borne without a word.
FELT = 5e-4


def scale(setting: Setting) -> Anchors:
    """The ends of the scale of cooperation in a game.

    Where the announcements go beyond Nash tariffs they are the lower end: nobody starts below it,
    so that every step back up is seen and counts.
    """
    anchors = setting.anchors
    war = Conduct(np.maximum(anchors.war.tariff, setting.initial.tariff), anchors.war.grants)
    return Anchors(war, anchors.peace)


def applied(setting: Setting, state: State, autonomous: Conduct | None = None) -> Conduct:
    """Conduct in force this round: own policies, and on top of them what treaties promise."""
    world = setting.world
    own = state.autonomous if autonomous is None else autonomous
    return in_force(own, state.treaties, state.round, world.countries, world.sectors)


def held(setting: Setting, state: State) -> Conduct:
    """Own policies, this round's acts included, held to what treaties promise.

    Joint penalties, which come on top of a policy, are left out.
    """
    clauses = [
        clause
        for treaty in state.treaties
        if treaty.in_force(state.round)
        for clause in treaty.clauses
        if clause.kind is not Kind.PENALTY
    ]
    return perform(state.autonomous, clauses, setting.world.countries, setting.world.sectors)


def opening(setting: Setting, state: State) -> Conduct:
    """Conduct in force had nothing been signed or done this round."""
    world = setting.world
    earlier = [treaty for treaty in state.treaties if treaty.start < state.round]
    return in_force(state.opened, earlier, state.round, world.countries, world.sectors)


def known(setting: Setting, state: State) -> Conduct:
    """Conduct as others can know it this round: what was signed, but not yet anybody's own acts."""
    return applied(setting, state, state.opened)


def fallback(setting: Setting, state: State) -> Array:
    """[N]: every government's disagreement payoff this round, billions a year."""
    valued = setting.world.value(setting.fallback(opening(setting, state)))
    return np.asarray(valued.dollars(valued.payoff))


def record(setting: Setting, state: State, me: str, partner: str) -> Record:
    """What one state remembers of another.

    A treaty between the two is a new footing: what it brought is what they have settled into, and
    what was before is forgiven, for as long as it is in force. What the partner's treaties with
    others cost me lowers its level as I see it, from the second round on: for one it can be made
    good.
    """
    i, j = setting.world.index[me], setting.world.index[partner]
    last = state.last
    memory = setting.counterparts[me].memory
    oldest = 0 if memory is None else max(len(state.history) - memory, 0)
    community = Community(
        levels=tuple(result.rows for result in state.history[oldest:]),
        me=i,
        partner=j,
        reliability=state.reliability,
    )
    # What I announced myself as the game opened is what I mean; what they did is news to me.
    since, start = 0, (float(state.history[0].levels[i, j]), float(state.settled[j, i]))
    for treaty in state.treaties:
        lasts = treaty.start < state.round and treaty.in_force(state.round)
        if lasts and binds(treaty, me, partner):
            agreed = state.agreed[treaty.id]
            since, start = treaty.start, (float(agreed[i, j]), float(agreed[j, i]))
    worth = float(last.worth[j, i])
    unmended = [
        (treaty.start, cost / worth)
        for treaty, cost in slights(setting, state, me, partner)
        if treaty.start > since and worth > 0
    ]

    def seen(result: RoundResult) -> float:
        cost = sum(share for begun, share in unmended if begun < result.number)
        return max(float(result.levels[j, i]) - cost, 0.0)

    # What is older than it remembers is gone; what the two had settled into is not.
    since = max(since, oldest)
    return Record(
        mine=tuple(float(result.levels[i, j]) for result in state.history[since:]),
        theirs=tuple(seen(result) for result in state.history[since:]),
        my_worth=float(last.worth[i, j]),
        their_worth=worth,
        start=start,
        community=community,
    )


def slights(setting: Setting, state: State, me: str, partner: str) -> list[tuple[Treaty, float]]:
    """Treaties in force by which a partner's promises to others cost me what I feel, and how much.

    In billions a year, as the treaty came into force.
    """
    i, j = setting.world.index[me], setting.world.index[partner]
    felt = FELT * float(setting.world.income[i])
    return [
        (treaty, float(state.lost[treaty.id][j, i]))
        for treaty in state.treaties
        if treaty.id in state.lost
        and treaty.in_force(state.round)
        and state.lost[treaty.id][j, i] >= felt
    ]


def binds(treaty: Treaty, one: str, other: str) -> bool:
    """Whether either promises the other something in a treaty."""
    return {one, other} <= set(treaty.offer.parties) and any(
        {clause.giver, clause.receiver} <= {one, other, None} for clause in treaty.offer.clauses
    )


def chambers(setting: Setting, state: State) -> dict[str, Chamber]:
    """Everybody's majority at home; before an election it bears less."""
    found = {code: each.chamber for code, each in setting.counterparts.items()}
    for event in befallen(setting, state.seed, state.round):
        if event.kind == "election" and event.country is not None:
            chamber = found[event.country]
            less = 1.0 - event.size
            found[event.country] = Chamber(
                {code: limit * less for code, limit in chamber.protected.items()},
                chamber.tolerance * less,
                chamber.names,
            )
    return found


def _table(setting: Setting, state: State, me: str, partner: str) -> Table:
    """A talk with the player as its counterpart has it; for any other, one that begins."""
    others = [code for code in setting.world.countries if code != me]
    settled = {
        code
        for treaty in state.treaties
        if treaty.start == state.round and me in treaty.offer.parties
        for code in treaty.offer.parties
    }
    free = sum(code == partner or code not in settled for code in others)
    table = Table(patience=setting.counterparts[me].patience, partners=free)
    talk = state.talks.get(me) if partner == state.player else None
    used = 0
    if talk is not None:
        used = talk.used
        table = replace(
            table,
            used=used,
            patience=talk.patience,
            asked=talk.demands,
            worth=talk.worth,
            offers=talk.mine,
        )
    return replace(table, draw=draw(state.seed, "tactic", state.round, me, partner, used))


def situation(setting: Setting, state: State, me: str, partner: str) -> Situation:
    """What a government knows when it talks with another this round."""
    talk = state.talks.get(me) if partner == state.player else None
    others = [code for code in setting.world.countries if code != me]
    own = [offer for offer in talk.theirs if offer.by == me] if talk is not None else []
    proposed = tuple(offer for offer in state.proposals if offer.by == me)
    everyone = chambers(setting, state)
    counterpart = setting.counterparts[me]
    return Situation(
        world=setting.world,
        me=replace(counterpart, chamber=everyone[me]),
        partner=partner,
        opening=opening(setting, state),
        now=known(setting, state),
        fallback=fallback(setting, state),
        levels=Levels(state.last.raw_levels, state.last.worth),
        records={code: record(setting, state, me, code) for code in others},
        chambers=everyone,
        reliability=dict(zip(setting.world.countries, state.reliability, strict=True)),
        names=setting.names,
        # A player has said nothing of the kind, whatever its country's counterpart would say.
        red_lines={
            code: () if code == state.player else each.red_lines
            for code, each in setting.counterparts.items()
        },
        table=_table(setting, state, me, partner),
        signed=tuple(t.offer for t in state.treaties if t.start == state.round),
        mine=(*own, *proposed),
    )
