"""Play all jobs of a tournament, alone or with workers, until done or interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.kept import Kept
from negotiator.tournament.plan import Job, Plan, Stage, jobs, stage
from negotiator.tournament.tally import WIDTH, played, work

#: Told after every job: matches done and matches in all.
Progress = Callable[[int, int], None]


def hold(
    plan: Plan,
    *,
    workers: int = 1,
    dask: str | None = None,
    resume: Path | None = None,
    progress: Progress = lambda done, wanted: None,
    ready: Stage | None = None,
) -> Array:
    """Hold a tournament.

    Parameters
    ----------
    workers
        Processes; the figures do not depend on how many.
    dask
        Address of a Dask cluster's scheduler, in place of processes here.
    resume
        A file to which finished jobs go, and from which those of an earlier run are taken.
    ready
        The stage, where it is not the plan's own: played here, in one process.

    Returns
    -------
    [pairings, repetitions, WIDTH]: tallies; not a number where an interruption left a match out.

    Raises
    ------
    TournamentError
        When `resume` is no file of this tournament, or those who should work cannot.
    """
    if ready is not None:
        workers, dask = 1, None
    ready = ready or stage(plan)
    todo = jobs(ready)
    kept = None if resume is None else Kept(resume, ready, todo)
    tallies = np.full((len(plan.pairings), plan.repetitions, WIDTH), np.nan)
    done = 0
    for place, tally in (kept.done if kept else {}).items():
        done += _enter(tallies, todo[place], tally)
    left = [place for place in range(len(todo)) if kept is None or place not in kept.done]
    running = _running(ready, todo, left, min(workers, len(left)), dask)
    try:
        progress(done, plan.matches)
        for place, tally in running:
            if kept is not None:
                kept.add(place, tally)
            done += _enter(tallies, todo[place], tally)
            progress(done, plan.matches)
    except KeyboardInterrupt:
        pass  # what is done stands; the caller sees that matches are missing
    finally:
        running.close()
        if kept is not None:
            kept.close()
    return tallies


def _enter(tallies: Array, job: Job, tally: Array) -> int:
    """Put the tally of a job where it belongs; how many matches that are."""
    at = 0
    for block in job.blocks:
        rows = slice(block.first, block.first + block.count)
        tallies[block.pairing, rows] = tally[at : at + block.count]
        at += block.count
    return at


_Running = Generator[tuple[int, Array], None, None]


def _running(
    ready: Stage, todo: list[Job], left: list[int], workers: int, dask: str | None
) -> _Running:
    if dask is not None and left:
        from negotiator.tournament.cluster import over_cluster

        return over_cluster(dask, ready.plan, todo, left)
    if workers > 1:
        return _together(ready.plan, todo, left, workers)
    return _alone(ready, todo, left)


def _alone(ready: Stage, todo: list[Job], left: list[int]) -> _Running:
    for place in left:
        yield place, played(ready, todo[place])


def _together(plan: Plan, todo: list[Job], left: list[int], workers: int) -> _Running:
    # Started afresh, not forked: a fork of a process with threads may hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        with _deaf_children():
            waiting = {pool.submit(work, plan, todo[place]): place for place in left}
        for finished in as_completed(waiting):
            yield waiting.pop(finished), finished.result()
    except BrokenProcessPool:
        raise TournamentError(
            "a worker was ended from outside; fewer --workers need less"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _deaf() -> None:
    """Ctrl-c reaches every process; the one that hands out the work ends it in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes that are started here do not hear ctrl-c, not even before they are `_deaf`."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what is heard
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
