"""Questions at the table: clauses completed to a deal that the one who is asked would sign."""

from __future__ import annotations

from negotiator.counterparts.assessment import weigh
from negotiator.counterparts.bargaining import (
    Objective,
    Package,
    best,
    evenly,
    mine_first,
    theirs_first,
)
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.menu import Menu, menu
from negotiator.diplomacy.clauses import Clause


def would_give(mind: Deliberation, offered: tuple[Clause, ...]) -> Package | None:
    """What would you give for this? The partner's clauses stand; only its own are added.

    Parameters
    ----------
    mind
        The government that is asked.
    """
    return _completed(mind, offered, (mind.situation.me.code,))


def would_want(mind: Deliberation, wanted: tuple[Clause, ...]) -> Package | None:
    """What would you want for that? Its own clauses stand; only the partner's are added."""
    return _completed(mind, wanted, (mind.situation.partner,))


def balance(mind: Deliberation, draft: tuple[Clause, ...]) -> Package | None:
    """The draft completed by either side so that both gain, as evenly as can be.

    Where that falls short of the ask, the most even package that reaches its share of what the
    draft leaves to be had.
    """
    situation = mind.situation
    pair = (situation.me.code, situation.partner)
    options = menu(situation, draft, pair)
    kept = _kept(mind, draft, pair)
    if kept is not None:
        return _improved(mind, kept, options, evenly)
    share = _share(mind)
    ask = share * mind.possible
    return best(situation, options, evenly, ask=ask) or best(
        situation, options, evenly, ask=min(ask, share * mind.most(options))
    )


def _completed(
    mind: Deliberation, fixed: tuple[Clause, ...], givers: tuple[str, ...]
) -> Package | None:
    """The fixed clauses completed by one side, at the tactic's share of what that can bring."""
    situation = mind.situation
    options = menu(situation, fixed, givers)
    kept = _kept(mind, fixed, givers)
    if kept is not None:
        return _improved(mind, kept, options, theirs_first)
    most = best(situation, options, mine_first, ask=0.0)
    if most is None:
        return None
    ask = _share(mind) * min(mind.possible, max(most.assessment.total, 0.0))
    return best(situation, options, theirs_first, ask=ask) or most


def _share(mind: Deliberation) -> float:
    """The share that it says it needs when it is asked: more than it needs, without candour."""
    return mind.situation.me.stated(mind.share)


def _kept(mind: Deliberation, fixed: tuple[Clause, ...], givers: tuple[str, ...]) -> Package | None:
    """What it has put on the table itself that completes the clauses by the same givers.

    Of several the best for the partner: an answer to a question takes none of them back.
    """
    found = [
        Package(own, weigh(mind.situation, own, 0.0))
        for own in mind.situation.mine
        if set(fixed) <= set(own.clauses)
        and {c.giver for c in set(own.clauses) - set(fixed)} <= set(givers)
    ]
    borne = [each for each in found if each.assessment.bearable]
    return max(borne, key=lambda each: each.assessment.partner_gain, default=None)


def _improved(mind: Deliberation, kept: Package, options: Menu, objective: Objective) -> Package:
    """What is better than an offer of its own by an objective, and worse for nobody; else it.

    It asks for no more than that offer brings it.
    """
    found = best(
        mind.situation,
        options,
        objective,
        ask=min(_share(mind) * mind.possible, kept.assessment.total),
        partner_floor=max(kept.assessment.partner_gain, 0.0),
    )
    return kept if found is None else found
