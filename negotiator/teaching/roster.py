"""Whose game is whose: seats by the number in their files' names, and a table of names beside them.

A class in the browser saves the game of seat 7 as `seat-07-1.jsonl`, and keeps `names.csv` there.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.game.saves import SaveError

if TYPE_CHECKING:
    from negotiator.teaching.heap import Game

#: What the table is called, and its columns: how a file's name begins, and whose it is.
FILE, COLUMNS = "names.csv", ("game", "name")
_SEAT = re.compile(r"seat-0*([1-9]\d*)-\d+(-again-\d+)*")


def seats(games: Sequence[Game]) -> dict[str, str]:
    """By key: the number of its seat; nothing unless every game has a seat of its own."""
    found = {game.key: _SEAT.fullmatch(game.name) for game in games}
    numbers = {key: match[1] for key, match in found.items() if match is not None}
    return numbers if len(numbers) == len(games) == len(set(numbers.values())) else {}


def labels(games: Sequence[Game], who: Mapping[str, str], *, names: bool) -> dict[str, str]:
    """By key: how a page names each game.

    Parameters
    ----------
    who
        By key: who played it, of those of whom it is known.
    names
        Whether to name players, and games by their files where it is not known; otherwise a game is
        the number of its seat, or where not every game has a seat of its own, its file's place.
    """
    if not names:
        return seats(games) or {game.key: str(game.place) for game in games}
    count = Counter(who.get(game.key) for game in games)
    said = {}
    for game in games:
        name = who.get(game.key, "")
        alone = f"{name} ({game.name})" if count[name] > 1 else name
        said[game.key] = alone if name else game.name
    return said


def named(games: Sequence[Game]) -> dict[str, str]:
    """By key: who played a game, by the table beside its file; who is not in it is left out.

    Raises
    ------
    SaveError
        When a table cannot be read.
    """
    tables = {folder: _read(folder / FILE) for folder in {game.path.parent for game in games}}
    found = {}
    for game in games:
        for stem, name in tables[game.path.parent].items():
            if name and (game.name == stem or game.name.startswith(f"{stem}-")):
                found[game.key] = name
    return found


def keep(folder: Path, names: Mapping[str, str]) -> None:
    """Write the table of names, by how the files begin, beside the saves.

    Raises
    ------
    SaveError
        When the folder cannot be written.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *names.items()])
    path = folder / FILE
    try:
        path.write_text(out.getvalue(), encoding="utf-8")
    except OSError as error:
        raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None


def _read(path: Path) -> dict[str, str]:
    try:
        rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SaveError(f"{path}: cannot be read: {error}") from None
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise SaveError(f"{path}:1: expected the columns game and name")
    return {str(row["game"]).strip(): (row["name"] or "").strip() for row in rows if row["game"]}
