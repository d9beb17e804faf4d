"""The rounds of a duel, as a function of the seed and of the player's levels alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from negotiator.teaching.lessons.script import Duel
from negotiator.teaching.lessons.worlds import small_world

#: Levels that a player chooses between: an open border, and the tariff that suits it best.
OPEN, RAISED = 1.0, 0.0


@dataclass(frozen=True)
class Round:
    """A round; of two sides, the player's first.

    Parameters
    ----------
    meant, levels
        Levels of cooperation as they were chosen, and as they happened.
    tariffs
        As they happened, means over sectors, as fractions.
    gains
        Over a tariff war, billions a year, to the tenth that is shown.
    because
        Why the other side chose its level, in its own words.
    """

    number: int
    meant: tuple[float, float]
    levels: tuple[float, float]
    tariffs: tuple[float, float]
    gains: tuple[float, float]
    because: str

    @property
    def misread(self) -> tuple[bool, bool]:
        """Whose act happened otherwise than it was meant."""
        return self.meant[0] != self.levels[0], self.meant[1] != self.levels[1]


def length(duel: Duel, seed: int) -> int:
    """How many rounds it has: not to be told before the last is played."""
    from negotiator.game.chance import draw

    least, most = duel.rounds
    return least + int(draw(seed, "length", duel.name) * (most - least + 1))


def rounds(duel: Duel, seed: int, chosen: tuple[float, ...]) -> tuple[Round, ...]:
    """The rounds so far.

    Parameters
    ----------
    chosen
        The player's levels; of a match that is watched only their number counts.
    """
    return _rounds(duel.name, duel.stance, duel.mine, duel.world, duel.noise, duel.slips,
                   seed, chosen)  # fmt: skip


@lru_cache(maxsize=64)
def _rounds(
    name: str,
    stance: str,
    mine: str | None,
    world: str,
    noise: float,
    slips: tuple[tuple[int, int], ...],
    seed: int,
    chosen: tuple[float, ...],
) -> tuple[Round, ...]:
    from negotiator.counterparts.record import Record
    from negotiator.game.chance import draw
    from negotiator.tournament.entrants import entrant

    small = small_world(world)
    worth = small.pair.worth
    other = entrant(stance).stance
    own = None if mine is None else entrant(mine).stance
    past: tuple[list[float], list[float]] = ([], [])
    found: list[Round] = []
    for t, level in enumerate(chosen, 1):
        drawn = [draw(seed, "stance", name, t, side) for side in (0, 1)]
        if own is not None:
            record = Record(tuple(past[0]), tuple(past[1]), *worth[0])
            level = min(max(own.level(record, drawn[0]), 0.0), 1.0)
        record = Record(tuple(past[1]), tuple(past[0]), *worth[1])
        answer = min(max(other.level(record, drawn[1]), 0.0), 1.0)
        meant = (level, answer)
        slipped = [
            (t, side) in slips or draw(seed, "slip", name, t, side) < noise for side in (0, 1)
        ]
        one, two = (1.0 - m if s else m for m, s in zip(meant, slipped, strict=True))
        past[0].append(one)
        past[1].append(two)
        found.append(
            Round(
                number=t,
                meant=meant,
                levels=(one, two),
                tariffs=((1.0 - one) * small.tariffs[0], (1.0 - two) * small.tariffs[1]),
                gains=small.told(one, two),
                because=other.because(record, answer),
            )
        )
    return tuple(found)


def earned(played: tuple[Round, ...]) -> tuple[float, float]:
    """Mean gains a round of both sides, billions a year."""
    n = max(len(played), 1)
    return sum(r.gains[0] for r in played) / n, sum(r.gains[1] for r in played) / n
