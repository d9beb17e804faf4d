"""Rows, and the clock that fills them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Job = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One figure.

    Parameters
    ----------
    case
        The world measured.
    figure
        What was measured of it.
    unit
        Of the numbers; "×" for a ratio.
    middle, low, high
        Median, least and most of the repeats; None when it was not measured.
    note
        Why not, or what to know.
    """

    case: str
    figure: str
    unit: str
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


def spread(case: str, figure: str, unit: str, values: Sequence[float], note: str = "") -> Row:
    """Median, least and most of some values."""
    return Row(
        case, figure, unit, float(median(values)), float(min(values)), float(max(values)), note
    )


def ratio(case: str, figure: str, over: Sequence[float], under: Sequence[float]) -> Row:
    """Ratios of figures taken next to each other, so that a slow minute slows both."""
    return spread(case, figure, "×", [a / b for a, b in zip(over, under, strict=True)])


def seconds(job: Job) -> float:
    """How long it takes."""
    before = perf_counter()
    job()
    return perf_counter() - before


def interleaved(*jobs: Job, repeats: int, warm: bool = True) -> list[list[float]]:
    """Seconds of each job, taken in turn: A B A B …

    Parameters
    ----------
    warm
        Run each once before the clock starts.
    """
    if warm:
        for job in jobs:
            job()
    taken: list[list[float]] = [[] for _ in jobs]
    for _ in range(repeats):
        for job, times in zip(jobs, taken, strict=True):
            times.append(seconds(job))
    return taken


def per_second(work: float, times: Sequence[float]) -> list[float]:
    """Rates of a fixed amount of work."""
    return [work / each for each in times]
