"""Saves: the log of the game, one JSON line a move, appended and synced as it is made.

The first line is the header: format, version, the scenario itself, player, seed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiator.diplomacy.clauses import Frozen
from negotiator.game.chained import (
    SUFFIX,
    Chain,
    Lines,
    SaveError,
    checked_header,
    free_path,
    read_lines,
    unpacked,
)
from negotiator.game.moves import EndRound, IllegalMove, Move, parse
from negotiator.scenario.schema import Scenario

__all__ = ["SUFFIX", "Log", "Save", "SaveError", "Summary", "free_path", "listing", "read"]

FORMAT = "negotiator-save"
#: From the second version on a line that ends a round keeps what the game had come to.
VERSION = 2
_WHAT = "a save of this game"


class Reopened(Frozen):
    """Of which finished game a save is the renegotiation.

    Parameters
    ----------
    save
        The name of its file, without the ending.
    check
        Of its last line, by which it is known whatever its file is called now.
    began
        When the minutes began, in seconds since the epoch.
    instead_of
        What was played in the last round at first.
    """

    save: str
    check: int
    began: float
    instead_of: tuple[Move, ...]


@dataclass(frozen=True)
class Save:
    """A save as read.

    Parameters
    ----------
    moves
        In order.
    kept
        For every round that was ended, what the save keeps of the game as it then stood; None where
        it keeps nothing.
    lines
        As they lie in the file.
    reopened
        For a renegotiation: of what.
    """

    path: Path
    scenario: Scenario
    player: str
    seed: int
    mode: str
    moves: tuple[Move, ...]
    kept: tuple[dict[str, Any] | None, ...]
    lines: Lines
    reopened: Reopened | None = None

    @property
    def torn(self) -> bool:
        """Whether a line torn by a crash was left out."""
        return self.lines.torn

    @property
    def ended(self) -> int:
        """How many rounds were ended."""
        return len(self.kept)


@dataclass(frozen=True)
class Summary:
    """A save in a list.

    Parameters
    ----------
    player
        The name of the player's country.
    round, rounds
        The round that is being played, from 1, and how many there are.
    reopened
        Whether it is the renegotiation of a game.
    """

    path: Path
    title: str
    player: str
    round: int
    rounds: int
    changed: float
    reopened: bool = False

    @property
    def finished(self) -> bool:
        """Whether its last round is cleared."""
        return self.round > self.rounds


class Log:
    """A save being written: every line is on the disk before the move counts.

    Parameters
    ----------
    keeps
        Whether its version keeps what a game has come to; an older one stays as it is.
    """

    def __init__(self, chain: Chain, moves: int, *, keeps: bool = True) -> None:
        self._chain = chain
        self._moves = moves
        self._keeps = keeps

    @property
    def path(self) -> Path:
        """Of the file."""
        return self._chain.path

    @classmethod
    def begin(
        cls,
        path: Path,
        scenario: Scenario,
        player: str,
        seed: int,
        mode: str,
        app: str,
        reopened: Reopened | None = None,
        bodies: Sequence[dict[str, Any]] = (),
    ) -> Log:
        """Begin a new save; a renegotiation says so, and has the lines of the game before it.

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
        if reopened is not None:
            header["reopened"] = reopened.model_dump(mode="json")
        return cls(Chain.create(path, header, bodies), len(bodies))

    @classmethod
    def resume(cls, save: Save) -> Log:
        """Go on with a save; a torn end is cut off."""
        keeps = save.lines.header["version"] > 1
        return cls(Chain.resume(save.lines), len(save.moves), keeps=keeps)

    def append(self, move: Move, kept: dict[str, Any] | None = None) -> None:
        """Put a move on the disk, and with it what the game has come to.

        Raises
        ------
        SaveError
            When it cannot be written (a full disk): the file is left as it was before.
        """
        content = move.model_dump(mode="json")
        if kept is not None and self._keeps:
            content["kept"] = kept
        self._chain.append(content, "move")
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
    lines = read_lines(path, _WHAT)
    content = checked_header(lines, FORMAT, VERSION, _WHAT)
    scenario = _scenario(path, content)
    moves: list[Move] = []
    kept: list[dict[str, Any] | None] = []
    for number, body in enumerate(lines.bodies, 2):
        played = {key: value for key, value in body.items() if key != "kept"}
        try:
            moves.append(parse(json.dumps(played)))
        except IllegalMove as error:
            raise SaveError(f"{path}:{number}: {error}") from None
        if isinstance(moves[-1], EndRound):
            kept.append(body.get("kept"))
    return Save(
        path=path,
        scenario=scenario,
        player=content["player"],
        seed=content["seed"],
        mode=content["mode"],
        moves=tuple(moves),
        kept=tuple(kept),
        lines=lines,
        reopened=_reopened(path, content),
    )


def _reopened(path: Path, content: dict[str, Any]) -> Reopened | None:
    if content.get("reopened") is None:
        return None
    try:
        return Reopened.model_validate(content["reopened"])
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SaveError(
            f"{path}:1: what it reopens does not fit: {where}: {first['msg']}"
        ) from None


def _scenario(path: Path, content: dict[str, Any]) -> Scenario:
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
                header = unpacked(file.readline().rstrip(b"\n"), 0)
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
        who, again = str(names.get(player, player)), bool(header[0].get("reopened"))
        found.append(Summary(path, title, who, ended + 1, rounds, changed, again))
    return tuple(sorted(found, key=lambda save: (save.finished, -save.changed, save.path.name)))
