"""A heap of saves, as a class hands them in: those that can be read, and why the others cannot."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from negotiator.game.saves import Save, SaveError, read
from negotiator.game.state import State
from negotiator.teaching.played import FAULTS, Made, Played, Worlds, fingerprint, replayed

#: Saves from which on a process of its own pays for its start.
_WORTHWHILE = 6

#: What comes back from a replay: the state, the offers, whether the save was torn; or the fault.
_Result = tuple[State, tuple[Made, ...], bool] | str


@dataclass(frozen=True, eq=False)
class Heap:
    """The games of a class.

    Parameters
    ----------
    games
        All of one scenario, in the order of the files.
    left_out
        By file: why it is no game of this class, in a line.
    """

    games: tuple[Played, ...]
    left_out: dict[Path, str]


def gather(
    paths: Sequence[Path],
    workers: int | None = None,
    progress: Callable[[str], None] = lambda said: None,
) -> Heap:
    """Read and replay the saves of a class.

    The class's scenario is that of most saves; a save of another is foreign.

    Parameters
    ----------
    workers
        Processes that replay; by default as many as there are processors and saves for.
    progress
        Told how far it is.

    Raises
    ------
    SaveError
        When not one of them is a game that can be read.
    """
    left_out: dict[Path, str] = {}
    saves: list[Save] = []
    for path in paths:
        try:
            saves.append(read(path))
        except SaveError as error:
            left_out[path] = str(error)
    if not saves:
        raise SaveError(_none(left_out))
    versions = Counter(fingerprint(save.scenario) for save in saves)
    most = versions.most_common(1)[0][0]
    ours = [save for save in saves if fingerprint(save.scenario) == most]
    scenario = ours[0].scenario
    for save in saves:
        if not any(save is one for one in ours):
            other = " in another version" if save.scenario.id == scenario.id else ""
            left_out[save.path] = (
                f"{save.path}: a game of “{save.scenario.title}”{other}; most are of"
                f" “{scenario.title}”"
            )
    setting = Worlds().setting(scenario)
    games = []
    for k, (save, result) in enumerate(_replayed(ours, workers), 1):
        progress(f"{k} of {len(ours)} games replayed")
        if isinstance(result, str):
            left_out[save.path] = result
        else:
            games.append(Played(save.path.stem, setting, *result))
    progress("")
    if not games:
        raise SaveError(_none(left_out))
    return Heap(tuple(games), left_out)


def _none(left_out: dict[Path, str]) -> str:
    first, *rest = left_out.values()
    more = f" (and {len(rest)} more like it)" if rest else ""
    return f"no game to report: {first}{more}"


def _replayed(saves: Sequence[Save], workers: int | None) -> Iterable[tuple[Save, _Result]]:
    paths = [save.path for save in saves]
    most = workers or min(os.cpu_count() or 1, len(saves) // _WORTHWHILE)
    if most < 2:
        return zip(saves, map(_replay, paths), strict=True)
    return zip(saves, _together(paths, most), strict=True)


def _together(paths: Sequence[Path], workers: int) -> Iterable[_Result]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_replay, paths, chunksize=max(1, len(paths) // (4 * workers)))


@cache
def _worlds() -> Worlds:
    """What a process has worked out for all its saves."""
    return Worlds()


def _replay(path: Path) -> _Result:
    try:
        played = replayed(path, _worlds())
    except FAULTS as error:
        return str(error)
    return played.state, played.offers, played.torn
