"""How a government weighs an offer: signed figures, of this deal and of our history."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from negotiator.counterparts.history import Account, account, history
from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.domains import PROMISE, Domain
from negotiator.diplomacy.ratification import objections
from negotiator.diplomacy.world import Valuation
from negotiator.economy.arrays import Array

#: Below this many billions a year (a thousand dollars) two sums are the same.
NOTHING = 1e-6
#: What its stance asks of a deal, and how much of that it tolerates.
RULE, NORM = "our rule", "the norm"


@dataclass(frozen=True)
class Figure:
    """One reason, in billions a year, positive for the government that weighs."""

    label: str
    dollars: float
    text: str


@dataclass(frozen=True)
class Assessment:
    """Why a government answers as it does.

    Parameters
    ----------
    deal
        Market access, beyond trade, lobby and cost: they add up to the change of its payoff.
    history
        Trust, what its stance owes, the community's norm, grievances.
    gain
        Its payoff with the offer over its disagreement point, this round's other deals included.
    ask
        The least that it signs for, of gain and history together.
    floor
        The least gain it takes: zero, or below it what its stance gives away.
    red_lines
        What it never does, or not for this partner; apart from any price.
    objections
        Why its majority at home would not ratify.
    partner_gain
        The partner's, over its own disagreement point.
    stated
        What it says that it asks for; without candour more than `ask`.
    """

    deal: tuple[Figure, ...]
    history: tuple[Figure, ...]
    gain: float
    marginal: float
    ask: float
    floor: float
    red_lines: tuple[str, ...]
    objections: tuple[str, ...]
    partner_gain: float
    stated: float

    @property
    def total(self) -> float:
        """Gain and history together."""
        return self.gain + sum(figure.dollars for figure in self.history)

    @property
    def bearable(self) -> bool:
        """Whether it may be signed at all: no worse than no deal, and within what is possible."""
        return (
            not self.red_lines
            and not self.objections
            and self.gain >= self.floor - NOTHING
            and self.marginal >= min(self.floor, 0.0) - NOTHING
        )

    @property
    def acceptable(self) -> bool:
        """Whether the government signs."""
        return self.bearable and self.total >= self.ask - NOTHING

    @property
    def strongest(self) -> Figure:
        """The figure that weighs most on the side of the answer.

        What its rule asks for counts less what the same rule tolerates of it.
        """
        tolerated = sum(each.dollars for each in self.history if each.label == NORM)
        figures = [
            replace(each, dollars=each.dollars + tolerated) if each.label == RULE else each
            for each in (*self.deal, *self.history)
            if each.label != NORM
        ]
        sign = 1.0 if self.acceptable else -1.0
        return max(figures, key=lambda figure: sign * figure.dollars)


def forbidden(situation: Situation, offer: Offer) -> tuple[str, ...]:
    """The red lines that clauses of mine would cross."""
    mine = offer.given_by(situation.me.code)
    found = [
        f"We never {PROMISE[clause.domain]}."
        for clause in mine
        if clause.domain in situation.me.red_lines and _gives(clause)
    ]
    for other in others(situation, offer):
        seen = situation.toward(other)
        line = seen.stance.red_line(seen.record)
        if line is not None and any(
            clause.kind is not Kind.PENALTY and clause.receiver in (other, None) for clause in mine
        ):
            found.append(line)
    return tuple(dict.fromkeys(found))


def others(situation: Situation, offer: Offer) -> tuple[str, ...]:
    """The other parties of an offer, the partner first."""
    rest = (c for c in offer.parties if c not in (situation.me.code, situation.partner))
    return (situation.partner, *rest)


def _gives(clause: Clause) -> bool:
    """Whether a clause grants something: every promise on tariffs, and a grant that is none."""
    if clause.domain is Domain.TARIFFS:
        return clause.kind is not Kind.PENALTY
    return clause.rate > 0


def parts(situation: Situation, offer: Offer) -> list[Conduct]:
    """The conducts that tell what is whose in an offer.

    With all clauses; with the others' alone; and for each other party without mine, and without
    its own, of all that the two of us have signed this round and now.
    """
    me = situation.me.code
    found = [
        situation.performed(offer.clauses),
        situation.performed([c for c in offer.clauses if c.giver != me]),
    ]
    for other in others(situation, offer):
        seen = situation.toward(other)
        clauses = (*seen.agreed, *offer.clauses)
        if seen.agreed:
            found.append(seen.performed([c for c in clauses if c.giver != me], seen.apart))
        found.append(seen.performed([c for c in clauses if c.giver != other], seen.apart))
    return found


def weigh(situation: Situation, offer: Offer, ask: float) -> Assessment:
    """Weigh one offer.

    Parameters
    ----------
    ask
        Billions a year that the tactic asks for.
    """
    valued = situation.world.value(stack(parts(situation, offer)))
    return assess(situation, offer, valued, 0, ask)


def assess(
    situation: Situation, offer: Offer, valued: Valuation, at: int, ask: float
) -> Assessment:
    """The assessment of an offer whose `parts` stand in a valuation from row `at` on."""
    i, j = situation.i, situation.j
    now = situation.now_value
    dollars = valued.dollars(valued.payoff)
    income = float(situation.world.income[i]) / 100.0
    both, theirs = at, at + 1

    access = float(valued.welfare[theirs, i] - now.welfare[i]) * income
    cost = float(valued.welfare[both, i] - valued.welfare[theirs, i]) * income
    beyond = float(valued.beyond[both, i] - now.beyond[i]) * income
    lobby = float(valued.lobby[both, i] - now.lobby[i]) * income
    does = "cost" if cost < 0 else "bring to"
    deal = [
        Figure("market access", access, "what others' promises do for our trade and income"),
        Figure("our promises", cost, f"what our own promises {does} our income"),
    ]
    if abs(beyond) > NOTHING:
        deal.append(Figure("beyond trade", beyond, "security, surrendered fugitives, aid at home"))
    if abs(lobby) > NOTHING:
        deal.append(Figure("lobby", lobby, "what our protected sectors win or lose"))

    past = history(_accounts(situation, offer, dollars, at))
    names = [situation.names[other] for other in others(situation, offer)]
    name, have = _and(names), "has" if len(names) == 1 else "have"
    reasons = [
        Figure("trust", float(past.trust), f"the share of promises that {name} {have} broken"),
        Figure(RULE, float(past.owed), _owed_text(float(past.owed), f"{name} {have}")),
        Figure(NORM, float(past.norm), "imbalance that our rule tolerates"),
        *_grievances(situation, offer.clauses),
    ]
    after = _row(valued, both)
    gain = float(dollars[both, i] - situation.fallback[i])
    return Assessment(
        deal=tuple(deal),
        history=tuple(figure for figure in reasons if abs(figure.dollars) > NOTHING),
        gain=gain,
        marginal=float(dollars[both, i] - situation.before[i]) if _settled(situation) else gain,
        ask=ask,
        floor=-float(past.gift),
        red_lines=forbidden(situation, offer),
        objections=objections(
            situation.world, i, situation.me.chamber, situation.opening_value, after
        ),
        partner_gain=float(dollars[both, j] - situation.fallback[j]),
        stated=ask,
    )


def _accounts(situation: Situation, offer: Offer, dollars: Array, at: int) -> list[Account]:
    """The account with each other party: what I give it and what I get, by the `parts`."""
    i, row, found = situation.i, at + 2, []
    for other in others(situation, offer):
        seen = situation.toward(other)
        without_mine, row = (row, row + 1) if seen.agreed else (at + 1, row)
        given = dollars[at, seen.j] - dollars[without_mine, seen.j]
        received = dollars[at, i] - dollars[row, i]
        found.append(account(seen, np.asarray(given), np.asarray(received)))
        row += 1
    return found


def _and(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def _settled(situation: Situation) -> bool:
    """Whether something was agreed this round, so that a further deal must pay for itself."""
    return not situation.now.same(situation.opening)


def _owed_text(owed: float, has: str) -> str:
    """What the account comes to; `has` is who it is with, and the verb."""
    return f"what {has} earned of us" if owed >= 0 else f"more than {has} earned by our rule"


def _grievances(situation: Situation, clauses: tuple[Clause, ...]) -> list[Figure]:
    """Penalties of mine against a third state that has earned them.

    Joining in a penalty costs; a stance that owes the target less than it gets now counts what it
    would withdraw anyway.
    """
    figures = []
    for target in dict.fromkeys(
        clause.receiver
        for clause in clauses
        if clause.kind is Kind.PENALTY and clause.giver == situation.me.code
    ):
        if target is None:
            continue
        k = situation.world.index[target]
        mine = float(situation.levels.bounded[situation.i, k])
        due = situation.me.toward(target).level(situation.records[target], 0.5)
        if due < mine:
            harm = (mine - due) * float(situation.levels.worth[k, situation.i])
            figures.append(
                Figure("grievance", harm, f"what {situation.names[target]} has earned from us")
            )
    return figures


def _row(valued: Valuation, k: int) -> Valuation:
    """One valuation out of a stack. Its equilibrium stays the stack's."""
    return Valuation(
        welfare=valued.welfare[k],
        lobby=valued.lobby[k],
        beyond=valued.beyond[k],
        value_added=valued.value_added[k],
        income=valued.income,
        equilibrium=valued.equilibrium,
    )


def gives_only(offer: Offer, giver: str, situation_now: Conduct, after: Conduct) -> bool:
    """Whether an offer is a gift: one party gives, and nothing it does takes from another.

    A clause that raises a tariff or withdraws a grant takes, however generous the rest is.
    """
    if any(clause.giver != giver for clause in offer.clauses):
        return False
    lower = bool(np.all(after.tariff <= situation_now.tariff + 1e-12))
    more = bool(np.all(after.grants >= situation_now.grants - 1e-12))
    return lower and more and not after.same(situation_now)
