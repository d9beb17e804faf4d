"""What is played: the plan of a tournament, and the jobs that it is cut into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Any

from negotiator.tournament.asking import Player
from negotiator.tournament.entrants import entrant
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.matrix import Arena, Matrix
from negotiator.tournament.tabulation import tabulate

#: Rounds of matches in one job: about a second of work, so that little is lost by an interruption.
LOOKED_UP = 1_000_000
ASKED = 20_000
#: Most rounds of a match and repetitions of a pairing, and most matches: what memory holds.
MOST = 1_000_000
MOST_MATCHES = 2_000_000


@dataclass(frozen=True)
class Plan:
    """A tournament: from the same plan come the same figures.

    Parameters
    ----------
    entrants
        Labels.
    rounds
        Of every match; the most, if matches end by chance.
    repetitions
        Matches of every pairing.
    noise
        Chance that an act turns into its opposite: what happens, and what both remember, is not
        what was meant.
    goes_on
        Chance of another round after each (the shadow of the future); 1 for all of `rounds`.
    seed
        Of all chance.
    matrix
        Payoffs of the abstract game.
    scenario, between
        Instead of the matrix: a scenario, and the codes of the row's and the column's country.
    """

    entrants: tuple[str, ...]
    rounds: int = 200
    repetitions: int = 10
    noise: float = 0.0
    goes_on: float = 1.0
    seed: int = 1
    matrix: Matrix = field(default_factory=Matrix)
    scenario: str | None = None
    between: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        for name in ("noise", "goes_on"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise TournamentError(f"{name} of {value:g}; expected a chance from 0 to 1")
        for name in ("rounds", "repetitions"):
            if not 1 <= getattr(self, name) <= MOST:
                raise TournamentError(
                    f"{name} of {getattr(self, name):,}; expected one to {MOST:,}"
                )
        if not self.entrants:
            raise TournamentError("no counterparts; expected one or more")
        if self.matches > MOST_MATCHES:
            raise TournamentError(f"{self.matches:,} matches; expected at most {MOST_MATCHES:,}")

    @cached_property
    def pairings(self) -> list[tuple[int, int]]:
        """(row, column): places of the two in `entrants`, one's own twin included.

        On the matrix both seats are alike and each two meet once; in an economy every one plays
        every other from both seats.
        """
        n = len(self.entrants)
        return [
            (row, column)
            for row in range(n)
            for column in range(0 if self.scenario else row, n)
        ]  # fmt: skip

    @property
    def matches(self) -> int:
        """How many there are."""
        return len(self.pairings) * self.repetitions

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Stage:
    """A plan made ready: where it is played, and who sits down.

    Parameters
    ----------
    seats : two lists, of the row's and of the column's seat
        Every entrant in that seat.
    code
        The fingerprint of the file of stances beside the scenario, if it has one.
    """

    plan: Plan
    arena: Arena
    seats: tuple[list[Player], list[Player]]
    code: str | None = None


@dataclass(frozen=True)
class Block:
    """Some repetitions of a pairing: its place in `Plan.pairings`, the first, and how many."""

    pairing: int
    first: int
    count: int


@dataclass(frozen=True)
class Job:
    """Blocks that are played together.

    Parameters
    ----------
    tables
        Whether all of them are between tables, so that they are stepped in one pass.
    """

    blocks: tuple[Block, ...]
    tables: bool

    @property
    def matches(self) -> int:
        """How many there are in it."""
        return sum(block.count for block in self.blocks)


@lru_cache(maxsize=4)
def stage(plan: Plan) -> Stage:
    """Make a plan ready: kept, since a worker plays many jobs of one plan.

    Raises
    ------
    TournamentError, ScenarioError
        When the plan names what there is not.
    """
    arena: Arena = plan.matrix
    code = None
    if plan.scenario is not None:
        from negotiator.tournament.economy import pair_of

        setting, arena = pair_of(plan.scenario, plan.between)
        beside = setting.scenario.stances
        code = beside.fingerprint if beside else None
    rules = [entrant(label).stance for label in plan.entrants]
    rows, columns = (
        [Player(rule, worth, tabulate(rule, worth)) for rule in rules] for worth in arena.worth
    )
    return Stage(plan, arena, (rows, columns), code)


def jobs(stage: Stage) -> list[Job]:
    """The jobs of a tournament, quick ones first: by the plan alone, never by who works on them."""
    plan = stage.plan
    looked_up: list[int] = []
    asked: list[int] = []
    for k, (row, column) in enumerate(plan.pairings):
        both = (stage.seats[0][row].table, stage.seats[1][column].table)
        (asked if None in both else looked_up).append(k)
    lots = [
        [[Job(blocks, tables) for blocks in _cut(plan, pairings, turn, room)] for turn in turns]
        for pairings, tables, room in ((looked_up, True, LOOKED_UP), (asked, False, ASKED))
        for turns in [_turns(plan, len(pairings), room)]
    ]
    return [job for both in zip_longest(*lots, fillvalue=[]) for lot in both for job in lot]


def _turns(plan: Plan, pairings: int, room: int) -> list[range]:
    """Repetitions that all pairings play before any goes on: one, two, four, and so on.

    An interruption then leaves results in which all have met alike. What is one job anyway is not
    cut.
    """
    if pairings * plan.repetitions * plan.rounds <= room:
        return [range(plan.repetitions)]
    turns, size = [range(1)], 1
    while turns[-1].stop < plan.repetitions:
        size *= 2
        turns.append(range(turns[-1].stop, min(turns[-1].stop + size, plan.repetitions)))
    return turns


def _cut(plan: Plan, pairings: list[int], turn: range, room: int) -> Iterator[tuple[Block, ...]]:
    """Blocks together, each lot of at most so many rounds, or of one match."""
    most = max(1, room // plan.rounds)
    lot: list[Block] = []
    free = most
    for pairing in pairings:
        first = turn.start
        while first < turn.stop:
            count = min(free, turn.stop - first)
            lot.append(Block(pairing, first, count))
            first, free = first + count, free - count
            if not free:
                yield tuple(lot)
                lot, free = [], most
    if lot:
        yield tuple(lot)
