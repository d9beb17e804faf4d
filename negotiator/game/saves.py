"""Saves: the log of the game, one JSON line a move, appended and synced as it is made.

The first line is the header: format, version, the scenario itself, player, seed. Every line
carries a check that chains it to the one before, so that a torn end is told from a changed line.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiator.game.moves import IllegalMove, Move, parse
from negotiator.scenario.schema import Scenario

FORMAT = "negotiator-save"
VERSION = 1
SUFFIX = ".jsonl"


class SaveError(ValueError):
    """A save that cannot be read or written; what, where, what was expected."""


@dataclass(frozen=True)
class Save:
    """A save as read.

    Parameters
    ----------
    moves
        In order.
    whole
        Bytes of the file up to the end of the last whole line.
    check
        Of the last whole line, from which the next one goes on.
    torn
        Whether a line torn by a crash was left out.
    """

    path: Path
    scenario: Scenario
    player: str
    seed: int
    mode: str
    moves: tuple[Move, ...]
    whole: int
    check: int
    torn: bool


@dataclass(frozen=True)
class Summary:
    """A save in a list.

    Parameters
    ----------
    player
        The name of the player's country.
    round, rounds
        The round that is being played, from 1, and how many there are.
    """

    path: Path
    title: str
    player: str
    round: int
    rounds: int
    changed: float

    @property
    def finished(self) -> bool:
        """Whether its last round is cleared."""
        return self.round > self.rounds


def _line(content: dict[str, Any], check: int) -> tuple[bytes, int]:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    check = zlib.crc32(body.encode(), check)
    return f'{{"check":"{check:08x}","line":{body}}}\n'.encode(), check


def _unpacked(raw: bytes, check: int) -> tuple[dict[str, Any], int] | None:
    """The content of a line when it is whole and follows the one before; else None."""
    try:
        text = raw.decode()
        head, body = text[: len('{"check":"00000000","line":')], text[27:-1]
        if not text.startswith('{"check":"') or not text.endswith("}"):
            return None
        expected = zlib.crc32(body.encode(), check)
        if head != f'{{"check":"{expected:08x}","line":':
            return None
        content = json.loads(body)
    except ValueError:
        return None
    return (content, expected) if isinstance(content, dict) else None


class Log:
    """A save being written: every line is on the disk before the move counts."""

    def __init__(self, path: Path, check: int, moves: int) -> None:
        self.path = path
        self._check = check
        self._moves = moves

    @classmethod
    def begin(
        cls, path: Path, scenario: Scenario, player: str, seed: int, mode: str, app: str
    ) -> Log:
        """Begin a new save.

        Raises
        ------
        SaveError
            When the folder cannot be written.
        """
        header = {
            "format": FORMAT,
            "version": VERSION,
            "app": app,
            "player": player,
            "seed": seed,
            "mode": mode,
            "scenario": scenario.model_dump(mode="json", by_alias=True),
        }
        raw, check = _line(header, 0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None
        return cls(path, check, 0)

    @classmethod
    def resume(cls, save: Save) -> Log:
        """Go on with a save; a torn end is cut off."""
        if save.torn:
            try:
                with save.path.open("r+b") as file:
                    file.truncate(save.whole)
                    os.fsync(file.fileno())
            except OSError as error:
                said = error.strerror or error
                raise SaveError(f"{save.path}: cannot be written: {said}") from None
        return cls(save.path, save.check, len(save.moves))

    def append(self, move: Move) -> None:
        """Put a move on the disk.

        Raises
        ------
        SaveError
            When it cannot be written (a full disk): the file is left as it was before.
        """
        raw, check = _line(move.model_dump(mode="json"), self._check)
        try:
            size = self.path.stat().st_size
            try:
                with self.path.open("ab") as file:
                    file.write(raw)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                os.truncate(self.path, size)
                raise
        except OSError as error:
            raise SaveError(
                f"{self.path}: the move cannot be saved ({error.strerror or error});"
                " it was not played"
            ) from None
        self._check = check
        self._moves += 1

    def close(self) -> None:
        """Leave the game: a save without a move is removed."""
        if not self._moves:
            with suppress(OSError):
                self.path.unlink()


def read(path: Path) -> Save:
    """Read a save.

    A line torn by a crash, which only the last can be, is dropped and said so; a line changed by
    hand is refused with its number. The file is not touched.

    Raises
    ------
    SaveError
        In one line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SaveError(f"{path}: cannot be read: {error.strerror or error}") from None
    lines = raw.split(b"\n")
    tail = lines.pop()
    header = _unpacked(lines[0], 0) if lines else None
    if header is None:
        raise SaveError(f"{path}:1: not a save of this game, or its first line was changed")
    content, check = header
    scenario = _header(path, content)
    moves = []
    for number, line in enumerate(lines[1:], 2):
        found = _unpacked(line, check)
        if found is None:
            raise SaveError(f"{path}:{number}: this line was changed or lost; the save is refused")
        body, check = found
        try:
            moves.append(parse(json.dumps(body)))
        except IllegalMove as error:
            raise SaveError(f"{path}:{number}: {error}") from None
    return Save(
        path=path,
        scenario=scenario,
        player=content["player"],
        seed=content["seed"],
        mode=content["mode"],
        moves=tuple(moves),
        whole=len(raw) - len(tail),
        check=check,
        torn=bool(tail),
    )


def _header(path: Path, content: dict[str, Any]) -> Scenario:
    if content.get("format") != FORMAT:
        raise SaveError(f"{path}:1: not a save of this game; expected format {FORMAT}")
    version = content.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise SaveError(
            f"{path}:1: saved by a newer version (format {version}); this one reads up to {VERSION}"
        )
    expected = {"player": str, "seed": int, "mode": str}
    for key, kind in expected.items():
        if not isinstance(content.get(key), kind):
            raise SaveError(f"{path}:1: header has no {key}; expected {kind.__name__}")
    try:
        scenario = Scenario.model_validate(content.get("scenario"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SaveError(f"{path}:1: its scenario does not fit: {where}: {first['msg']}") from None
    chosen = {
        "player": tuple(country.code for country in scenario.countries),
        "mode": ("open", "standard", "blind"),
    }
    for key, allowed in chosen.items():
        if content[key] not in allowed:
            raise SaveError(
                f"{path}:1: {key} {content[key]!r}; expected one of {', '.join(allowed)}"
            )
    return scenario


def listing(folder: Path) -> tuple[Summary, ...]:
    """The saves of a folder with a move at least, unfinished ones and the last changed first."""
    found = []
    if not folder.is_dir():
        return ()
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            with path.open("rb") as file:
                header = _unpacked(file.readline().rstrip(b"\n"), 0)
                moves = [line for line in file if line.endswith(b"\n")]
            changed = path.stat().st_mtime
        except OSError:
            continue
        if header is None or header[0].get("format") != FORMAT or not moves:
            continue
        scenario, player = header[0].get("scenario") or {}, header[0].get("player")
        names = {each.get("code"): each.get("name") for each in scenario.get("countries", ())}
        title = str(scenario.get("title", path.stem))
        ended = sum(b'"move":"end_round"' in line for line in moves)
        rounds = int(scenario.get("rounds", 0))
        found.append(
            Summary(path, title, str(names.get(player, player)), ended + 1, rounds, changed)
        )
    return tuple(sorted(found, key=lambda save: (save.finished, -save.changed, save.path.name)))


def free_path(folder: Path, stem: str) -> Path:
    """A path for a new save: the stem with the first free number."""
    number = 1
    while (folder / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    return folder / f"{stem}-{number}{SUFFIX}"
