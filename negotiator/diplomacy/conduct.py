"""Conduct: what every state does to every other, as arrays; and how clauses change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from negotiator.diplomacy.clauses import Clause, Kind, Treaty
from negotiator.diplomacy.domains import GRANT_INDEX, GRANTS, Domain
from negotiator.economy.arrays import Array


@dataclass(frozen=True, eq=False)
class Conduct:
    """Every applied tariff and every recognition.

    Parameters
    ----------
    tariff : [..., N exporter, N importer, S]
        Applied rates, fractions.
    grants : [..., G, N giver, N receiver]
        By `GRANTS`: 1 granted, 0 withheld; aid in billions a year.
    """

    tariff: Array
    grants: Array

    @classmethod
    def of(cls, tariff: Array) -> Conduct:
        """These tariffs and no grant."""
        n = tariff.shape[-3]
        return cls(tariff, np.zeros((*tariff.shape[:-3], len(GRANTS), n, n)))

    def grant(self, domain: Domain) -> Array:
        """[..., giver, receiver] of one domain other than tariffs."""
        return self.grants[..., GRANT_INDEX[domain], :, :]

    def toward(self, giver: int, receiver: int, other: Conduct) -> Conduct:
        """This conduct, with the giver's acts toward the receiver taken from another."""
        tariff, grants = self.tariff.copy(), self.grants.copy()
        tariff[..., receiver, giver, :] = other.tariff[..., receiver, giver, :]
        grants[..., giver, receiver] = other.grants[..., giver, receiver]
        return Conduct(tariff, grants)

    def same(self, other: Conduct) -> bool:
        """Whether both say exactly the same."""
        return bool(
            np.array_equal(self.tariff, other.tariff) and np.array_equal(self.grants, other.grants)
        )

    def no_worse(self, other: Conduct, me: int, partners: Sequence[int]) -> bool:
        """Whether nothing in it is harder on a state than in another conduct of the same world.

        The state itself does no more for anyone, its partners do no less for it, and all else is
        as there.

        Parameters
        ----------
        me, partners
            Indices of the state and of those whose acts toward it may be better.
        """
        n = self.tariff.shape[-2]
        givers, receivers = np.mgrid[:n, :n]
        mine = givers == me
        theirs = np.isin(givers, partners) & (receivers == me)
        # A higher tariff is less done for another, a larger grant more; by giver and receiver.
        more = np.concatenate(
            [
                np.moveaxis(other.tariff - self.tariff, (-3, -2, -1), (-1, -2, -3)),
                self.grants - other.grants,
            ],
            axis=-3,
        )
        return bool(np.all((more == 0) | (mine & (more < 0)) | (theirs & (more > 0))))


def stack(conducts: Sequence[Conduct]) -> Conduct:
    """Several conducts as one, along a new leading axis."""
    return Conduct(
        np.stack([each.tariff for each in conducts]), np.stack([each.grants for each in conducts])
    )


def perform(
    conduct: Conduct,
    clauses: Iterable[Clause],
    countries: Sequence[str],
    sectors: Sequence[str],
) -> Conduct:
    """The conduct once clauses are performed.

    A bound tariff lowers what is above it and leaves the rest; an applied one sets the rate; a
    penalty adds its points. A grant is at least what is promised; one of rate 0 withdraws.

    Parameters
    ----------
    conduct
        One conduct, without batch axes.
    clauses
        In any order: penalties are laid on first, promises after them.
    countries, sectors
        Codes in the order of the arrays.

    Raises
    ------
    KeyError
        For a code that is not in the world; the message is the code.
    """
    at = {code: k for k, code in enumerate(countries)}
    line = {code: k for k, code in enumerate(sectors)}
    tariff, grants = conduct.tariff.copy(), conduct.grants.copy()
    for clause in sorted(clauses, key=lambda each: each.kind is not Kind.PENALTY):
        giver = at[clause.giver]
        if clause.domain is not Domain.TARIFFS:
            if clause.receiver is None:  # excluded by Clause; said for the type checker
                continue
            cell = (GRANT_INDEX[clause.domain], giver, at[clause.receiver])
            withdraws = clause.rate == 0.0
            grants[cell] = 0.0 if withdraws else max(grants[cell], clause.rate)
            continue
        rows: list[int] | slice = [line[code] for code in clause.sectors] or slice(None)
        if clause.receiver is None:
            others = np.array([k for k in range(len(countries)) if k != giver])
            lines = np.arange(len(sectors))[rows]
            cells: tuple[Any, ...] = (others[:, None], giver, lines)
        else:
            cells = (at[clause.receiver], giver, rows)
        if clause.kind is Kind.BOUND:
            tariff[cells] = np.minimum(tariff[cells], clause.rate)
        elif clause.kind is Kind.APPLIED:
            tariff[cells] = clause.rate
        else:
            tariff[cells] += clause.rate
    return Conduct(tariff, grants)


def in_force(
    autonomous: Conduct,
    treaties: Iterable[Treaty],
    round_number: int,
    countries: Sequence[str],
    sectors: Sequence[str],
) -> Conduct:
    """What is applied in a round: each state's own policy, and on it what treaties promise."""
    clauses = [
        clause for treaty in treaties if treaty.in_force(round_number) for clause in treaty.clauses
    ]
    return perform(autonomous, clauses, countries, sectors)
