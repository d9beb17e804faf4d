"""`negotiator report`: from saves to a page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from negotiator.game.saves import SaveError
from negotiator.teaching.heap import Heap, gather
from negotiator.teaching.played import Worlds, files, replayed


def write(path: Path, text: str) -> None:
    """Write a page or a table.

    Raises
    ------
    SaveError
        When the folder cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None


def report(
    save: Path,
    target: Path,
    *,
    seconds: float = 90.0,
    workers: int | None = None,
    progress: Callable[[str], None] = lambda said: None,
) -> None:
    """Write the report of one game.

    Parameters
    ----------
    seconds
        For the game played otherwise; 0 leaves that out.
    workers
        Processes for it; by default as many as there are processors.
    progress
        Told how far it is.

    Raises
    ------
    SaveError, ScenarioError, EconomyError, NotSolvedError, CounterpartError
        In one line each.
    """
    from negotiator.teaching.figures import figures
    from negotiator.teaching.game_page import game_page
    from negotiator.teaching.instead import instead

    progress(f"{save.name} is replayed")
    played = replayed(save, Worlds())
    progress("what was possible is worked out")
    otherwise = partial(instead, seconds=seconds, workers=workers, progress=progress)
    write(target, game_page(figures(played, otherwise if seconds > 0 else None)))
    progress("")


def _progress(said: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{said}", end=" …" if said else "", file=sys.stderr, flush=True)


def run(options: argparse.Namespace) -> int:
    """The command: one save makes the report of a game, several the page of a class."""
    saves = files(options.saves)
    if not saves:
        raise SaveError(f"{options.saves[0]}: no saves there; expected files *.jsonl")
    clash = {path.resolve() for path in saves} & {
        path.resolve() for path in (options.output, options.csv) if path is not None
    }
    if clash:
        raise SaveError(f"{min(clash)}: is a save; a report would overwrite it")
    if len(saves) == 1 and options.csv is None:
        seconds = 0.0 if options.quick else 90.0
        report(saves[0], options.output, seconds=seconds, progress=_progress)
        if options.replay:
            _differing(gather(saves, again=True))
        print(f"{options.output}: the report of {saves[0].name}")
        return 0
    return _class(saves, options)


def _differing(heap: Heap) -> None:
    for path in heap.differing:
        print(
            f"Differs: {path}: its moves come to something else than it has kept", file=sys.stderr
        )


def _class(saves: list[Path], options: argparse.Namespace) -> int:
    from negotiator.teaching.class_page import class_page
    from negotiator.teaching.classroom import classroom
    from negotiator.teaching.gradebook import gradebook
    from negotiator.teaching.roster import named

    heap = gather(saves, progress=_progress, again=options.replay)
    for why in heap.left_out.values():
        print(f"Left out: {why}", file=sys.stderr)
    for path in heap.differing:
        print(
            f"Differs: {path}: its moves come to something else than it has kept", file=sys.stderr
        )
    roster = named(heap.games) if options.names else {}
    found = classroom(heap.games, names=options.names, roster=roster)
    write(options.output, class_page(found, heap.left_out, names=options.names))
    print(f"{options.output}: a class of {len(heap.games)}, left out: {len(heap.left_out)}")
    if options.csv is not None:
        write(options.csv, gradebook(found))
        print(f"{options.csv}: the gradebook")
    return 0
