"""Players of one idea each, and one that thinks: no dumb one may win a scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import (
    Accept,
    Ask,
    EndRound,
    IllegalMove,
    Move,
    Propose,
    Retaliate,
    SetGrant,
    SetTariff,
)
from negotiator.game.queries import effects, treaties_between
from negotiator.game.rules import apply, new_game
from negotiator.game.state import Event, State
from negotiator.scenario.setting import Setting
from negotiator.scoring.score import without


class Table:
    """A game from one seat, without a screen."""

    def __init__(self, setting: Setting, me: str, rounds: int, seed: int = 1) -> None:
        self.setting, self.me = setting, me
        self.state: State = new_game(setting, me, seed, rounds=rounds)

    def play(self, move: Move) -> tuple[Event, ...]:
        """Play a move; what the rules refuse is not done."""
        try:
            step = apply(self.setting, self.state, move)
        except IllegalMove:
            return ()
        self.state = step.state
        return step.events

    def gain(self, clauses: tuple[Clause, ...]) -> float:
        """What clauses would bring the player now, billions a year."""
        found = effects(self.setting, self.state, clauses, (self.me,))[self.me]
        return found.dollars + found.lobby

    def rested(self, partner: str) -> bool:
        """Whether the last treaty with the partner is three rounds old."""
        return not any(
            self.state.round - treaty.start < 3
            for treaty in treaties_between(self.state, self.me, partner)
        )

    @property
    def others(self) -> list[str]:
        return [code for code in self.setting.world.countries if code != self.me]


Policy = Callable[[Table, tuple[str, ...]], None]


def accepts(table: Table, partners: tuple[str, ...]) -> None:
    """Always accept: it signs whatever is brought to it."""
    for offer in table.state.proposals:
        table.play(Accept(partner=offer.by))


def refuses(table: Table, partners: tuple[str, ...]) -> None:
    """Always refuse: it signs nothing and does nothing."""


def retaliates(table: Table, partners: tuple[str, ...]) -> None:
    """Always retaliate: ten points more on each partner in every round."""
    for partner in partners:
        table.play(Retaliate(receiver=partner, points=0.1))


def gives(table: Table, partners: tuple[str, ...]) -> None:
    """Always give: no tariff, every recognition, and a signature for whoever asks."""
    for code in table.others:
        table.play(SetTariff(receiver=code, rate=0.0))
        for domain in table.setting.world.sizes.in_play:
            if domain not in (Domain.TARIFFS, Domain.AID):
                table.play(SetGrant(receiver=code, domain=domain, rate=1.0))
    accepts(table, partners)


def thinks(table: Table, partners: tuple[str, ...]) -> None:
    """Ask for much, then for less, and sign the best for itself that the other signs too.

    It asks what the other would give for free trade and how it would balance it, puts what it
    hears beside what was brought to it and beside free trade for half of its own, and proposes
    one after the other, the best for itself first. Then it lets the partner rest for a few rounds.
    With those that it does not bargain with it begins by a favour in the domains that cost little.
    """
    for code in table.others:
        for domain in (Domain.JUDGMENTS, Domain.TRAVEL, Domain.EXTRADITION):
            if table.state.round == 1 and code not in partners:
                table.play(SetGrant(receiver=code, domain=domain, rate=1.0))
    for partner in partners:
        if not table.rested(partner):
            continue
        mine, theirs = (
            Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=0.0)
            for giver, receiver in ((table.me, partner), (partner, table.me))
        )
        half = mine.model_copy(update={"rate": 0.1})
        ways = [offer.clauses for offer in table.state.proposals if offer.by == partner]
        ways += [(half, theirs), (mine, theirs)]
        for question, clauses in (("give", (mine,)), ("balance", (mine, theirs))):
            for event in table.play(Ask(partner=partner, question=question, clauses=clauses)):
                ways += [event.offer.clauses] if event.offer is not None else []
        gains = [table.gain(way) for way in ways]
        for k in sorted(range(len(ways)), key=lambda k: -gains[k]):
            if gains[k] > 0 and table.rested(partner):
                offer = Offer(parties=(table.me, partner), clauses=ways[k], by=table.me)
                table.play(Propose(to=partner, offer=offer))


DUMB: tuple[Policy, ...] = (accepts, refuses, retaliates, gives)


@dataclass(frozen=True)
class Result:
    """What a policy brought, billions a year.

    Parameters
    ----------
    own
        The player's payoff over the game's opening.
    mutual
        Over its partners the sum of geometric means of both gains over no deal between the two,
        as in the mutual benefit index; nothing where either is worse off.
    """

    own: float
    mutual: float


def outcome(
    setting: Setting,
    me: str,
    policy: Policy,
    partners: tuple[str, ...],
    rounds: int,
    seed: int = 1,
) -> Result:
    """Play a policy to the end."""
    table = Table(setting, me, rounds, seed)
    while not table.state.over:
        policy(table, partners)
        table.play(EndRound())
    world = setting.world
    first, last = table.state.history[0].applied, table.state.last.applied
    home, places = world.index[me], [world.index[code] for code in partners]
    today = setting.fallback(first)
    cases = [first, last, *(without(last, [(home, k)], today) for k in places)]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)
    gains = [(dollars[1] - row)[[home, k]] for row, k in zip(dollars[2:], places, strict=True)]
    mutual = sum(float(np.sqrt(pair.prod())) for pair in gains if pair.min() > 0)
    return Result(float(dollars[1, home] - dollars[0, home]), mutual)
