"""Where the figures of a standing come from: opponent by opponent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.game.origins.split import Figure, Split, Term, Unit
from negotiator.scoring.index import mutual_benefit
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.standings import head_to_head
from negotiator.tournament.view import View
from negotiator.tournament.watch import Frame, Match

#: Generations of a share that are listed: the first, the last, and some between.
_SHOWN = 10


def standing(outcome: Outcome, seat: int, place: int) -> tuple[Figure, ...]:
    """The figures of one entrant in a seat.

    Parameters
    ----------
    place
        In the plan's entrants.
    """
    view, plan = outcome.views[seat], outcome.plan
    names = [each.stance.title for each in outcome.stage.seats[0]]
    found = [
        Figure("Payoff", partial(_payoff, view, names, place)),
        Figure("Cooperation", partial(_cooperation, view, names, place)),
    ]
    if min(view.best) > 0:
        found.append(Figure("Mutual benefit", partial(_mutual, view, names, place)))
    found.append(Figure("Good partner", partial(_good, view, names, place)))
    if plan.repetitions > 1:
        found.append(Figure("Standard error", partial(_error, view, place)))
    if view.income is not None:
        found.append(Figure("Gain", partial(_gain, view, place, view.income)))
    if outcome.shares:
        found.append(Figure("Share", partial(_share, outcome.shares[seat][:, place])))
    return tuple(found)


def _by_opponent(names: list[str], total: Array, rounds: Array, what: str) -> list[Term]:
    """What each opponent's rounds add to a mean over all rounds."""
    played = np.nansum(rounds, axis=-1)
    summed = np.nansum(total, axis=-1)
    return [
        Term(
            names[k],
            float(summed[k] / played.sum()),
            f"{what} {summed[k] / played[k]:.2f} in {played[k]:,.0f} rounds".replace("-", "−"),
        )
        for k in np.flatnonzero(played > 0)
    ]


def _sum(title: str, terms: Iterable[Term], unit: Unit, about: str) -> tuple[Split, ...]:
    ordered = tuple(sorted(terms, key=lambda term: -term.value))
    total = sum(term.value for term in ordered)
    return (Split(title, ordered, total, unit, label="Mean a round", about=about),)


def _payoff(view: View, names: list[str], place: int) -> tuple[Split, ...]:
    unit = "Points" if view.income is None else "Per cent of income over the base year"
    about = f"{unit} a round; of each opponent by its share of all rounds."
    terms = _by_opponent(names, view.mine[place], view.rounds[place], "a round")
    return _sum(f"Payoff of {names[place]}", terms, Unit.POINTS, about)


def _cooperation(view: View, names: list[str], place: int) -> tuple[Split, ...]:
    about = "Its mean level toward each, by its share of all rounds: 1 cooperates in full."
    terms = _by_opponent(names, view.my_level[place], view.rounds[place], "level")
    return _sum(f"Cooperation of {names[place]}", terms, Unit.SHARE, about)


def _mutual(view: View, names: list[str], place: int) -> tuple[Split, ...]:
    rounds = np.nansum(view.rounds[place], axis=-1)
    mine, theirs = (np.nansum(each[place], axis=-1) for each in (view.mine, view.theirs))
    terms = []
    for k in np.flatnonzero(rounds > 0):
        gains = (
            float(mine[k] / rounds[k] - view.fallback[0]),
            float(theirs[k] / rounds[k] - view.fallback[1]),
        )
        said = " and ".join(f"{each:+.2f}".replace("-", "−") for each in gains)
        terms.append(Term(names[k], mutual_benefit(gains, view.best), f"gains {said} a round"))
    return (
        Split(
            f"Mutual benefit of {names[place]}",
            tuple(sorted(terms, key=lambda term: -term.value)),
            float(np.mean([term.value for term in terms])),
            Unit.INDEX,
            adds=False,
            label="Mean",
            about="Both sides' gains over no cooperation, 100 as at the Nash solution.",
        ),
    )


def _good(view: View, names: list[str], place: int) -> tuple[Split, ...]:
    mine, theirs = view.my_level[place], view.their_level[place]
    terms, matches = [], []
    for k in range(len(names)):
        met = ~np.isnan(mine[k])
        if k != place and met.any():
            as_good = mine[k][met] >= theirs[k][met] - 1e-9
            matches += as_good.tolist()
            terms.append(Term(names[k], float(as_good.mean()), f"of {as_good.size} matches"))
    return (
        Split(
            f"Good partner: {names[place]}",
            tuple(sorted(terms, key=lambda term: -term.value)),
            float(np.mean(matches)) if matches else 0.0,
            Unit.SHARE,
            adds=False,
            label="Of all",
            about="Matches in which it cooperated at least as much as the other.",
        ),
    )


def _error(view: View, place: int) -> tuple[Split, ...]:
    played = np.nansum(view.rounds[place], axis=0)
    means = np.nansum(view.mine[place], axis=0)[played > 0] / played[played > 0]
    terms = tuple(Term(f"repetition {k}", float(each)) for k, each in enumerate(means, 1))
    error = float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else 0.0
    return (
        Split(
            "Standard error of the payoff",
            terms[:20],
            error,
            Unit.POINTS,
            adds=False,
            label="Standard error",
            about="Their standard deviation over the root of their number.",
            told=(f"And {len(terms) - 20} more repetitions.",) if len(terms) > 20 else (),
        ),
    )


def _gain(view: View, place: int, income: float) -> tuple[Split, ...]:
    payoff = float(np.nansum(view.mine[place]) / np.nansum(view.rounds[place]))
    terms = (
        Term("its payoff", payoff / 100.0 * income, "a year, over the base year"),
        Term("less Nash tariffs", -view.fallback[0] / 100.0 * income, "what those would bring"),
    )
    total = sum(term.value for term in terms)
    return (Split("Gain over mutual Nash tariffs", terms, total, label="Gain"),)


def _share(shares: Array) -> tuple[Split, ...]:
    last = len(shares) - 1
    shown = sorted({round(k * last / _SHOWN) for k in range(_SHOWN + 1)})
    terms = tuple(Term(f"generation {k}", float(shares[k])) for k in shown)
    return (
        Split(
            "Its share of the community",
            terms,
            float(shares[-1]),
            Unit.SHARE,
            adds=False,
            label="At the end",
            about="Each generation: its share × its payoff in this company, over the mean payoff.",
        ),
    )


def meeting(outcome: Outcome, seat: int, one: int, other: int) -> Figure:
    """What one got from another a round, repetition by repetition."""
    view = outcome.views[seat]
    names = [each.stance.title for each in outcome.stage.seats[0]]

    def origin() -> tuple[Split, ...]:
        rounds, got = view.rounds[one, other], view.mine[one, other]
        levels = view.my_level[one, other], view.their_level[one, other]
        terms = tuple(
            Term(
                f"match {k + 1}",
                float(got[k] / rounds[k]),
                "cooperates {:.0%}, the other {:.0%}".format(*(x[k] / rounds[k] for x in levels)),
            )
            for k in np.flatnonzero(~np.isnan(rounds))
        )
        mean = float(head_to_head(view)[one, other]) if terms else 0.0
        title = f"{names[one]} against {names[other]}"
        about = "Payoff a round, mean of all rounds of their matches."
        return (Split(title, terms[:20], mean, Unit.POINTS, adds=False, label="Mean", about=about),)

    return Figure("Against it", origin)


def watched(match: Match, names: tuple[str, str], at: int) -> tuple[Figure, ...]:
    """The payoffs of a round of a match, and of all rounds up to it.

    Parameters
    ----------
    names
        Of the two, in the order of their acts.
    at
        Place of the round in the match.
    """
    past = match.frames[: at + 1]
    return tuple(
        Figure(f"{name}: {which}", partial(what, past, side, name))
        for side, name in enumerate(names)
        for which, what in (("this round", _round), ("in all", _in_all))
    )


def _round(past: Sequence[Frame], side: int, name: str) -> tuple[Split, ...]:
    acts = past[-1].acts
    mine, its = acts[side], acts[1 - side]
    if len(past) == 1:
        said = f"its cooperation {mine.level:.2f}, the other's {its.level:.2f}"
        terms: tuple[Term, ...] = (Term("as both began", mine.payoff, said),)
    else:
        before, its_before = past[-2].acts[side], past[-2].acts[1 - side]
        rest = mine.payoff - before.payoff - mine.own
        terms = (
            Term("the round before", before.payoff),
            Term("its own step", mine.own, f"cooperation {before.level:.2f} to {mine.level:.2f}"),
            Term("the other's", rest, f"cooperation {its_before.level:.2f} to {its.level:.2f}"),
        )
    title = f"Payoff of {name} in round {past[-1].number}"
    return (Split(title, terms, mine.payoff, Unit.POINTS, label="This round"),)


def _in_all(past: Sequence[Frame], side: int, name: str) -> tuple[Split, ...]:
    shown = past[-_SHOWN:]
    terms = [
        Term(
            f"round {each.number}",
            each.acts[side].payoff,
            f"its cooperation {each.acts[side].level:.2f},"
            f" the other's {each.acts[1 - side].level:.2f}",
        )
        for each in shown
    ]
    if len(past) > len(shown):
        earlier = past[-_SHOWN - 1]
        terms.insert(0, Term(f"rounds 1 to {earlier.number}", earlier.acts[side].total))
    total = past[-1].acts[side].total
    return (Split(f"Payoff of {name}", tuple(terms), total, Unit.POINTS, label="In all"),)
