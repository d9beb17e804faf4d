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

from negotiator.diplomacy.conduct import Conduct
from negotiator.game.offers import Made
from negotiator.game.outcome import Outcome, kept, outcome
from negotiator.game.rerun import rerun
from negotiator.game.saves import Reopened, Save, SaveError, read
from negotiator.game.scores import opposite
from negotiator.scenario.setting import Setting
from negotiator.teaching.played import FAULTS, Worlds, fingerprint

#: Saves from which on a process of its own pays for its start.
_WORTHWHILE = 6


@dataclass(frozen=True, eq=False)
class Game:
    """A game of a class: its save, and what it came to.

    Parameters
    ----------
    path
        Of the file.
    check
        Of its last line.
    reopened
        For a renegotiation: of what.
    place
        Of its file among all that were handed in, those left out too; the first is 1.
    """

    path: Path
    setting: Setting
    me: str
    seed: int
    mode: str
    outcome: Outcome
    check: int = 0
    reopened: Reopened | None = None
    place: int = 1

    @property
    def key(self) -> str:
        """What tells it from every other of a heap."""
        return str(self.path)

    @property
    def name(self) -> str:
        """Of the file, without its ending."""
        return self.path.stem

    @property
    def other(self) -> str:
        """Code of the country opposite."""
        return opposite(self.setting, self.me)

    @property
    def final(self) -> Conduct:
        """What the two came to do to each other, all others as the game opens."""
        one, other = (self.setting.world.index[code] for code in (self.me, self.other))
        return self.outcome.now.upon(self.setting.initial, one, other)

    @property
    def offers(self) -> tuple[Made, ...]:
        """Between the two, in order, all others as the game opens."""
        one, other = (self.setting.world.index[code] for code in (self.me, self.other))
        opened = self.setting.initial
        return tuple(
            Made(put.round, self.other, put.offer, put.now.upon(opened, one, other), put.signed)
            for put in self.outcome.offers
        )


@dataclass(frozen=True, eq=False)
class Heap:
    """The games of a class.

    Parameters
    ----------
    games
        All of one scenario, in the order of the files.
    left_out
        By file: why it is no game of this class, in a line.
    differing
        Files whose moves, played again, come to something else than they have kept.
    """

    games: tuple[Game, ...]
    left_out: dict[Path, str]
    differing: tuple[Path, ...] = ()


def gather(
    paths: Sequence[Path],
    workers: int | None = None,
    progress: Callable[[str], None] = lambda said: None,
    *,
    again: bool = False,
) -> Heap:
    """Read the saves of a class.

    The class's scenario is that of most saves; a save of another is foreign. What a save has kept
    of its game is taken; a save that has not, of an older version, is replayed.

    Parameters
    ----------
    workers
        Processes that replay; by default as many as there are processors and saves for.
    progress
        Told how far it is.
    again
        Replay all, and say which have kept something else.

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
    had = {save.path: kept(save, setting) for save in ours}
    come = {path: found for path, found in had.items() if found is not None and not again}
    missing = [save.path for save in ours if save.path not in come]
    for k, (path, found) in enumerate(_replayed(missing, workers), 1):
        progress(f"{k} of {len(missing)} games replayed")
        if isinstance(found, str):
            left_out[path] = found
        else:
            come[path] = found
    progress("")
    places = {path: k for k, path in enumerate(paths, 1)}
    games = [
        Game(
            path=save.path,
            setting=setting,
            me=save.player,
            seed=save.seed,
            mode=save.mode,
            outcome=come[save.path],
            check=save.lines.check,
            reopened=save.reopened,
            place=places[save.path],
        )
        for save in ours
        if save.path in come
    ]
    if not games:
        raise SaveError(_none(left_out))
    differing = [
        path
        for path, found in come.items()
        if (before := had[path]) is not None and before.differs(found)
    ]
    return Heap(tuple(games), left_out, tuple(differing))


def _none(left_out: dict[Path, str]) -> str:
    first, *rest = left_out.values()
    more = f" (and {len(rest)} more like it)" if rest else ""
    return f"no game to report: {first}{more}"


def _replayed(paths: Sequence[Path], workers: int | None) -> Iterable[tuple[Path, Outcome | str]]:
    most = workers or min(os.cpu_count() or 1, len(paths) // _WORTHWHILE)
    found = map(_replay, paths) if most < 2 else _together(paths, most)
    return zip(paths, found, strict=True)


def _together(paths: Sequence[Path], workers: int) -> Iterable[Outcome | str]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_replay, paths, chunksize=max(1, len(paths) // (4 * workers)))


@cache
def _worlds() -> Worlds:
    """What a process has worked out for all its saves."""
    return Worlds()


def _replay(path: Path) -> Outcome | str:
    try:
        save = read(path)
        setting, opened = _worlds().of(save)
        again = rerun(save, setting, opened)
        return outcome(setting, again.stood[-1], again.offers)
    except FAULTS as error:
        return str(error)
