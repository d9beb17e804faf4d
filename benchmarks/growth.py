"""How the cost of an equilibrium grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from negotiator.economy.equilibrium import solve

from .measure import Job, Row, interleaved, seconds, spread
from .worlds import gravity_world, random_tariffs

_COUNTRIES = (5, 10, 20, 30, 50, 70, 100)
_SECTORS = (1, 2, 5, 10, 20, 40)
_STACKS = (1, 10, 100, 1000, 10_000)
_NOUNS = ("countries", "sectors", "policies")
#: Countries, sectors, policies.
Shape = tuple[int, int, int]
#: Exponents expected of the next size: before two sizes have shown one, and whatever they show.
_USUAL, _LEAST, _MOST = 2.0, 1.0, 4.0


def growth(
    *,
    most: int = 100,
    many: int = 40,
    stack: int = 10_000,
    limit: float = 30.0,
    repeats: int = 3,
) -> Iterator[Row]:
    """Seconds of a cold solution by countries, by sectors and by the stack, and the exponents.

    What is kept of a base year from one solution to the next is in the first, which has a note.

    Parameters
    ----------
    most, many, stack
        Largest number of countries, of sectors and of policies.
    limit
        Seconds: a size that the two before it say will take longer is left out.
    """
    countries = [n for n in _COUNTRIES if n <= most]
    sectors = [s for s in _SECTORS if s <= many]
    stacks = [b for b in _STACKS if b <= stack]
    middle = countries[min(1, len(countries) - 1)]
    plain, linked = (False,), (False, True)
    for noun, fixed, shapes, kinds in (
        ("countries", "1 sector", [(n, 1, 1) for n in countries], plain),
        ("countries", f"{many} sectors", [(n, many, 1) for n in countries], linked),
        ("sectors", f"{middle} countries", [(middle, s, 1) for s in sectors], linked),
        ("policies", "8×8", [(8, 8, b) for b in stacks], linked),
    ):
        for inputs in kinds:
            case = f"{noun}, at {fixed} {'with' if inputs else 'without'} inputs"
            yield from _line(case, _NOUNS.index(noun), shapes, inputs, limit, repeats)


def _line(
    case: str, axis: int, shapes: Sequence[Shape], inputs: bool, limit: float, repeats: int
) -> Iterator[Row]:
    """Measure upward, leaving out what would take too long; then the exponent."""
    noun = _NOUNS[axis]
    done: list[tuple[int, float]] = []
    begun: list[tuple[int, float]] = []
    for shape in shapes:
        figure = f"{noun} {shape[axis]:,}"
        expected = _expected(begun, shape[axis])
        if expected > limit:
            note = f"left out: some {expected:.0f} s expected, {limit:g} s allowed"
            yield Row(case, figure, "s", note=note)
            continue
        job = _job(shape, inputs)
        first = seconds(job)
        again = repeats if first < limit / repeats else 1
        (times,) = interleaved(job, repeats=again, warm=False)
        # The first also makes what is kept of a base year.
        yield spread(case, figure, "s", times, f"first {first:.3g}")
        done.append((shape[axis], median(times)))
        begun.append((shape[axis], first))
    if len(done) > 1:
        x, y = np.log(np.array(done)).T
        slopes = np.diff(y) / np.diff(x)
        yield Row(
            case, "exponent, and from size to size", "power",
            float(np.polyfit(x, y, 1)[0]), float(slopes.min()), float(slopes.max()),
            f"least squares in logs, {noun} {done[0][0]:,}–{done[-1][0]:,}",
        )  # fmt: skip


def _job(shape: Shape, inputs: bool) -> Job:
    countries, sectors, stack = shape
    economy = gravity_world(countries, sectors, inputs=inputs)
    policy = random_tariffs(economy, (stack,))
    return lambda: solve(economy, policy)


def _expected(done: Sequence[tuple[int, float]], size: int) -> float:
    """Seconds that a size will take, from the last two before it."""
    if not done:
        return 0.0
    slope = _USUAL
    if len(done) > 1:
        (a, before), (b, last) = done[-2:]
        slope = min(max(_LEAST, float(np.log(last / before) / np.log(b / a))), _MOST)
    return float(done[-1][1] * (size / done[-1][0]) ** slope)


def series(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    """By name: sizes and seconds of what was measured."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        if row.unit == "s" and row.middle is not None:
            size = float(row.figure.split()[-1].replace(",", ""))
            found.setdefault(row.case, []).append((size, row.middle))
    return found
