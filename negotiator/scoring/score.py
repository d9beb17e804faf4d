"""The score of a pair, of the player's table and of the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.ledger import Ledger
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.scoring.benchmarks import Benchmarks, benchmarks
from negotiator.scoring.index import efficiency, fairness, mutual_benefit
from negotiator.scoring.why import Why, why


def without(conduct: Conduct, pairs: list[tuple[int, int]], other: Conduct) -> Conduct:
    """A conduct with what pairs do to each other taken from another conduct."""
    for a, b in pairs:
        conduct = conduct.toward(a, b, other).toward(b, a, other)
    return conduct


@dataclass(frozen=True, eq=False)
class PairScore:
    """What two states made of each other.

    Parameters
    ----------
    gains, percent
        Of both over no deal between them, all else as it is: billions a year, and per cent of
        income.
    index
        Mutual benefit index; None when there was no zone of agreement.
    efficiency
        Joint gain over the largest possible.
    fairness
        1 when split as one of the classical solutions would; None unless both gained.
    balance, access
        What the first gave over what it got, by the ledger: value, and market access.
    why
        What the gains are made of.
    happened
        Gains, billions a year, had the two done what they really did; None if that is not known.
    """

    pair: tuple[str, str]
    gains: tuple[float, float]
    percent: tuple[float, float]
    index: float | None
    efficiency: float
    fairness: float | None
    balance: float
    access: float
    possible: Benchmarks
    why: Why
    happened: tuple[float, float] | None = None

    @property
    def left(self) -> float:
        """Joint gain left on the table, billions a year."""
        return max(0.0, sum(self.possible.joint.gains) - sum(self.gains))


@dataclass(frozen=True, eq=False)
class Score:
    """The score of a game or of a round.

    Parameters
    ----------
    table
        The player and those it has treaties with; the player alone means no deal.
    index
        Mutual benefit index of the table; None without a deal or a zone of agreement.
    measured
        Of each at the table: its gain, and its gain at the Nash solution, billions a year. Empty
        without an index, and where the pairs' own indices make it.
    own_percent, own_dollars
        The player's real income over the opening of the game.
    world_dollars
        Everybody's together.
    """

    table: tuple[str, ...]
    index: float | None
    own_percent: float
    own_dollars: float
    world_dollars: float
    norm: float
    reliability: float
    pairs: tuple[PairScore, ...]
    measured: tuple[tuple[float, float], ...] = ()

    @property
    def headline(self) -> str:
        """The result in a line."""
        if len(self.table) < 2:
            return "No deal"
        if self.index is None:
            return "A deal where no zone of agreement was"
        return f"Mutual benefit {self.index:.0f} of 100"


def score_pair(
    world: World,
    final: Conduct,
    fallback: Conduct,
    pair: tuple[str, str],
    ledger: Ledger,
    happened: tuple[Clause, ...] = (),
) -> PairScore:
    """Score what a pair made of each other.

    Parameters
    ----------
    final
        Conduct in force.
    fallback
        Where the pair would stand with no deal: only what the two do to each other is taken.
    happened
        What the two really did, if that is known.
    """
    a, b = (world.index[code] for code in pair)
    base = without(final, [(a, b)], fallback)
    real = perform(base, happened, world.countries, world.sectors)
    valued = world.value(stack([base, final, real]))
    dollars = valued.dollars(valued.payoff)
    change = dollars[1:] - dollars[0]
    gains, really = ((float(row[a]), float(row[b])) for row in change)
    possible = benchmarks(world, base, pair, dollars[0])
    best = sum(possible.joint.gains)
    given = sum(e.access for e in ledger.between(*pair))
    got = sum(e.access for e in ledger.between(*pair[::-1]))
    return PairScore(
        pair=pair,
        gains=gains,
        percent=(
            100.0 * gains[0] / float(world.income[a]),
            100.0 * gains[1] / float(world.income[b]),
        ),
        index=None if possible.nash is None else mutual_benefit(gains, possible.nash.gains),
        efficiency=efficiency(sum(gains), best),
        fairness=fairness(gains, possible.solutions),
        balance=ledger.balance(*pair),
        access=float(given - got),
        possible=possible,
        why=why(world, base, final),
        happened=really if happened else None,
    )


def score(
    world: World,
    player: str,
    partners: tuple[str, ...],
    final: Conduct,
    fallback: Conduct,
    real_income: tuple[Array, Array],
    ledger: Ledger,
    norm: float,
    reliability: float,
    watched: tuple[str, ...] = (),
    happened: Mapping[str, tuple[Clause, ...]] | None = None,
) -> Score:
    """Score a game as it stands.

    Parameters
    ----------
    partners
        Those with whom the player has treaties in force.
    fallback
        Conduct with no deal: the game's opening, or the Nash tariffs.
    real_income : two of [N]
        Per cent over the base year, at the opening and now.
    watched
        Further countries whose pair with the player is measured, deal or none.
    happened
        By partner: what it and the player's country really did.

    Notes
    -----
    The index of a table of more than two is measured against all its pairs at their own Nash
    solutions together; where these would leave somebody at the table no better off, it is the
    geometric mean of the pairs' own indices.
    """
    others = dict.fromkeys((*partners, *watched))
    real = happened or {}
    pairs = tuple(
        score_pair(world, final, fallback, (player, p), ledger, real.get(p, ())) for p in others
    )
    home = world.index[player]
    change = real_income[1] - real_income[0]
    index, measured = _table_index(world, player, partners, final, fallback, pairs)
    return Score(
        table=(player, *partners),
        index=index,
        own_percent=float(change[home]),
        own_dollars=float(change[home] * world.income[home] / 100.0),
        world_dollars=float((change * world.income).sum() / 100.0),
        norm=norm,
        reliability=reliability,
        pairs=pairs,
        measured=measured,
    )


def _table_index(
    world: World,
    player: str,
    partners: tuple[str, ...],
    final: Conduct,
    fallback: Conduct,
    pairs: tuple[PairScore, ...],
) -> tuple[float | None, tuple[tuple[float, float], ...]]:
    """The index of a table, and each one's gain and Nash gain where it is made of these."""
    mine = {pair.pair[1]: pair for pair in pairs}
    indices = [index for p in partners if (index := mine[p].index) is not None]
    if not indices:
        return None, ()
    if len(partners) == 1:
        only = mine[partners[0]]
        nash_gains = only.possible.nash.gains if only.possible.nash is not None else ()
        return only.index, tuple(zip(only.gains, nash_gains, strict=True))
    home = world.index[player]
    base = without(final, [(home, world.index[p]) for p in partners], fallback)
    clauses = tuple(clause for p in partners for clause in _clauses(mine[p]))
    at_nash = perform(base, clauses, world.countries, world.sectors)
    valued = world.value(stack([base, final, at_nash]))
    dollars = valued.dollars(valued.payoff)
    rows = [home, *(world.index[p] for p in partners)]
    gains, nash = (dollars[1] - dollars[0])[rows], (dollars[2] - dollars[0])[rows]
    if float(np.min(nash)) <= 0:
        # What each pair would do for itself takes too much from a third of the table to measure
        # it by; then the pairs are measured, and the table by their geometric mean.
        return float(np.prod(indices) ** (1.0 / len(indices))), ()
    each = tuple((float(g), float(n)) for g, n in zip(gains, nash, strict=True))
    return mutual_benefit(gains.tolist(), nash.tolist()), each


def _clauses(pair: PairScore) -> tuple[Clause, ...]:
    """The clauses of a pair's Nash solution; none where there was no zone of agreement."""
    return pair.possible.nash.clauses if pair.possible.nash is not None else ()
