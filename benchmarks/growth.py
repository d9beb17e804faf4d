"""How the cost of an equilibrium grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from negotiator.economy.equilibrium import solve

from .measure import Row, interleaved, seconds, spread
from .worlds import gravity_world, random_tariffs

_COUNTRIES = (5, 10, 20, 30, 50, 70, 100)
_SECTORS = (1, 2, 5, 10, 20, 40)
_STACKS = (1, 10, 100, 1000, 10_000)
#: What the next size may cost where two sizes have not yet shown the exponent.
_STEEPEST = 2.0


def growth(
    *,
    most: int = 100,
    many: int = 40,
    stack: int = 10_000,
    limit: float = 30.0,
    repeats: int = 3,
) -> Iterator[Row]:
    """Seconds of a cold solution by countries, by sectors and by the stack, and the exponents.

    Parameters
    ----------
    most, many, stack
        Largest number of countries, of sectors and of policies.
    limit
        Seconds: a size that the two before it say will take longer is left out.
    """
    countries = [n for n in _COUNTRIES if n <= most]
    sectors = [s for s in _SECTORS if s <= many]
    for fixed, inputs in ((1, False), (many, False), (many, True)):
        name = f"countries, {_counted(fixed, 'sector')}{_kind(inputs)}"
        yield from _series(
            name, "countries", countries, _one_by_countries(fixed, inputs), limit, repeats
        )
    for inputs in (False, True):
        name = f"sectors, {countries[min(1, len(countries) - 1)]} countries{_kind(inputs)}"
        fixed = countries[min(1, len(countries) - 1)]
        yield from _series(name, "sectors", sectors, _one_by_sectors(fixed, inputs), limit, repeats)
    for inputs in (False, True):
        yield from _series(
            f"stack, 8×8{_kind(inputs)}",
            "policies",
            [b for b in _STACKS if b <= stack],
            _stack_by_size(inputs),
            limit,
            repeats,
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _kind(inputs: bool) -> str:
    return " with inputs" if inputs else " without inputs"


Maker = Callable[[int], Callable[[], object]]


def _one_by_countries(sectors: int, inputs: bool) -> Maker:
    return lambda size: _job(size, sectors, inputs, ())


def _one_by_sectors(countries: int, inputs: bool) -> Maker:
    return lambda size: _job(countries, size, inputs, ())


def _stack_by_size(inputs: bool) -> Maker:
    return lambda size: _job(8, 8, inputs, (size,))


def _job(countries: int, sectors: int, inputs: bool, size: tuple[int, ...]) -> Callable[[], object]:
    economy = gravity_world(countries, sectors, inputs=inputs)
    policy = random_tariffs(economy, size)
    return lambda: solve(economy, policy)


def _series(
    name: str, noun: str, sizes: Sequence[int], make: Maker, limit: float, repeats: int
) -> Iterator[Row]:
    """Measure sizes upward until the next would take too long; then the exponent."""
    done: list[tuple[int, float]] = []
    for size in sizes:
        figure = f"{size:,} {noun}"
        expected = _expected(done, size)
        if expected > limit:
            note = f"left out: some {expected:.0f} s expected, {limit:g} s allowed"
            yield Row(name, figure, "s", note=note)
            continue
        job = make(size)
        first = seconds(job)
        times = (
            [first] if first > limit / repeats else interleaved(job, repeats=repeats, warm=False)[0]
        )
        row = spread(name, figure, "s", times)
        assert row.middle is not None
        done.append((size, row.middle))
        yield row
    if len(done) > 1:
        x, y = np.log(np.array(done)).T
        slopes = [float((b[1] - a[1]) / (b[0] - a[0])) for a, b in pairwise(zip(x, y, strict=True))]
        fitted = float(np.polyfit(x, y, 1)[0])
        yield Row(
            name, "exponent", "power", fitted, min(slopes), max(slopes),
            f"least squares in logs over {noun} {done[0][0]:,}–{done[-1][0]:,}",
        )  # fmt: skip


def _expected(done: Sequence[tuple[int, float]], size: int) -> float:
    """Seconds that a size will take, from the last two before it."""
    if not done:
        return 0.0
    slope = _STEEPEST
    if len(done) > 1:
        (a, before), (b, last) = done[-2:]
        slope = max(1.0, float(np.log(last / before) / np.log(b / a)))
    return float(done[-1][1] * (size / done[-1][0]) ** slope)


def series(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    """By name: sizes and seconds of what was measured."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        if row.unit == "s" and row.middle is not None:
            size = float(row.figure.split()[0].replace(",", ""))
            found.setdefault(row.case, []).append((size, row.middle))
    return found
