"""Offers, moves and a signed treaty between the two neighbours."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Clause, Offer, Remedy
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import (
    EndRound,
)
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import add_treaty

PAIR = ("SML", "MAR")


def tariff(giver, rate, sectors=()):
    receiver = "MAR" if giver == "SML" else "SML"
    return Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def offer(*clauses, by="SML", **more):
    return Offer(parties=PAIR, clauses=clauses, by=by, **more)


def played(setting, state, *moves):
    for move in moves:
        state = apply(setting, state, move).state
    return state


def signed_state(setting, remedy=Remedy.SUSPEND, seed=1):
    """A game in which a treaty of free trade on both sides has held for a round."""
    state = new_game(setting, "SML", seed)
    free = offer(tariff("SML", 0.0), tariff("MAR", 0.0), remedy=remedy)
    state, _ = add_treaty(state, free)
    return apply(setting, state, EndRound()).state
