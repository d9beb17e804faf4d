"""Offers side by side: what changed from one to the next, and the lines of several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.game.draft import Draft, Row
from negotiator.scenario.setting import Setting


class Mark(Enum):
    """How a clause stands to those of an earlier offer."""

    SAME = " "
    NEW = "+"
    CHANGED = "~"
    GONE = "−"


@dataclass(frozen=True)
class Change:
    """A clause of an offer, or one that an earlier offer had.

    Parameters
    ----------
    was
        Its rates in the earlier offer, lowest first, and how they held; empty unless it changed.
    """

    mark: Mark
    clause: Clause
    was: tuple[tuple[float, Kind], ...] = ()


#: What a promise is about: giver, receiver, domain, whether it is a penalty, and the sector.
_Subject = tuple[str, str | None, Domain, bool, str]


def _subjects(clause: Clause, sectors: Sequence[str]) -> list[_Subject]:
    """All that a clause speaks of, sector by sector."""
    penalty = clause.kind is Kind.PENALTY
    tariffs = clause.domain is Domain.TARIFFS and not penalty
    covered = (clause.sectors or sectors) if tariffs else ("",)
    return [(clause.giver, clause.receiver, clause.domain, penalty, code) for code in covered]


def changes(setting: Setting, before: Offer | None, after: Offer) -> tuple[Change, ...]:
    """What an offer says, clause by clause, against an earlier one of the same side.

    Parameters
    ----------
    before
        None for a first offer: then all is the same as it was, nothing is marked.

    Returns
    -------
    The clauses of the later offer in their order, and after them those that are gone. A clause on
    several sectors is compared with all that was promised in these.
    """
    if before is None:
        return tuple(Change(Mark.SAME, clause) for clause in after.clauses)
    sectors = setting.world.sectors
    held = {s: (c.rate, c.kind) for c in before.clauses for s in _subjects(c, sectors)}
    found, spoken = list[Change](), set[_Subject]()
    for clause in after.clauses:
        subjects = _subjects(clause, sectors)
        spoken.update(subjects)
        was = {held.get(subject) for subject in subjects}
        told = tuple(sorted((each for each in was if each is not None), key=lambda each: each[0]))
        if was == {None}:
            found.append(Change(Mark.NEW, clause))
        elif was == {(clause.rate, clause.kind)}:
            found.append(Change(Mark.SAME, clause))
        else:
            found.append(Change(Mark.CHANGED, clause, told))
    for clause in before.clauses:
        subjects = _subjects(clause, sectors)
        gone = [subject for subject in subjects if subject not in spoken]
        if len(gone) == len(subjects):
            found.append(Change(Mark.GONE, clause))
        elif gone:  # of some sectors still
            left = clause.model_copy(update={"sectors": tuple(subject[-1] for subject in gone)})
            found.append(Change(Mark.GONE, left))
    return tuple(found)


@dataclass(frozen=True)
class Line:
    """A line of several offers.

    Parameters
    ----------
    side
        0 where the first of the pair gives, 1 where the other does.
    now
        What is in force: a fraction, a sum, or 1 for granted.
    values
        Of each offer; None where it leaves the line as it is.
    idle
        Of each offer: whether it only bounds the line, at or above what is levied.
    """

    side: int
    row: Row
    now: float
    values: tuple[float | None, ...]
    idle: tuple[bool, ...]


def side_by_side(
    setting: Setting, conduct: Conduct, pair: tuple[str, str], offers: Iterable[Offer]
) -> tuple[Line, ...]:
    """The lines of which any of some offers speaks, what the first of a pair gives before the
    other's.

    Parameters
    ----------
    conduct
        In force now, without batch axes.

    Notes
    -----
    Sectors are told apart where one of the offers does so, and only there. What an ally gives or
    gets in an offer of three is what the first of the pair does, and not told again.
    """
    drafts = []
    for offer in offers:
        draft = Draft()
        draft.load(setting, conduct, (pair, pair[::-1]))
        draft.put(offer.clauses)
        drafts.append(draft)
    rows = list(dict.fromkeys(row for draft in drafts for row in draft.rows))
    found = []
    for side in (0, 1):
        apart = any(_apart(draft, side) for draft in drafts)
        for row in rows:
            if row.domain is Domain.TARIFFS and not row.penalty and bool(row.sector) != apart:
                continue
            held = [_value(draft, side, row) for draft in drafts]
            if any(value is not None for value, _ in held):
                idle = tuple(
                    row in draft.rows and draft.idle(side, draft.rows.index(row))
                    for draft in drafts
                )
                found.append(Line(side, row, held[0][1], tuple(value for value, _ in held), idle))
    return tuple(found)


def _apart(draft: Draft, side: int) -> bool:
    """Whether a draft says different things of different sectors."""
    sectors = (k for k, row in enumerate(draft.rows) if row.sector)
    return len({draft.values.get((side, k)) for k in sectors}) > 1


def _value(draft: Draft, side: int, row: Row) -> tuple[float | None, float]:
    """What a draft says of a line, and what is in force; a draft without the line says nothing."""
    if row not in draft.rows:
        return None, 0.0
    key = (side, draft.rows.index(row))
    return draft.values.get(key), draft.now.get(key, 0.0)
