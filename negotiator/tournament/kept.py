"""The file of a tournament under way: a header, and a line for every job that is done.

A line torn by a crash is dropped; a file of another tournament is refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from negotiator import __version__
from negotiator.economy.arrays import Array
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.plan import Job, Stage
from negotiator.tournament.tally import WIDTH


class Kept:
    """Finished jobs in a file, which is made if it is not there.

    Raises
    ------
    TournamentError
        When the file holds another tournament, or something else.
    """

    def __init__(self, path: Path, stage: Stage, jobs: list[Job]) -> None:
        self.path = path
        #: Tallies by job.
        self.done: dict[int, Array] = {}
        header = _header(stage)
        raw = path.read_bytes() if path.exists() else b""
        whole, newline, torn = raw.rpartition(b"\n")
        lines = whole.split(b"\n") if newline else []
        if lines:
            self._check(_parsed(path, 1, lines[0]), header)
        elif not _written(header).startswith(torn):
            # Only the header's own torn line may be written over: this is some other file.
            self._check({}, header)
        for number, line in enumerate(lines[1:], 2):
            self._take(number, line, jobs)
        self._file = path.open("r+b" if path.exists() else "xb")
        self._file.truncate(len(whole) + len(newline))
        self._file.seek(0, 2)
        if not lines:
            self._append(header)

    def add(self, job: int, tally: Array) -> None:
        """Keep a finished job."""
        self.done[job] = tally
        self._append({"job": job, "tally": tally.tolist()})

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _append(self, content: dict[str, Any]) -> None:
        self._file.write(_written(content))
        self._file.flush()

    def _check(self, found: dict[str, Any], wanted: dict[str, Any]) -> None:
        if "tournament" not in found:
            raise TournamentError(f"{self.path}: no tournament is kept here; expected a new name")
        wanted = json.loads(json.dumps(wanted))
        for key, value in wanted["tournament"].items():
            other = found["tournament"].get(key)
            if other != value:
                raise TournamentError(
                    f"{self.path}: another tournament, with {key} {_said(other)}"
                    f" and not {_said(value)}"
                )
        for key in _CHANGED:
            if found.get(key) != wanted[key]:
                raise TournamentError(
                    f"{self.path}: kept from another {_CHANGED[key]}; begin a new file"
                )

    def _take(self, number: int, line: bytes, jobs: list[Job]) -> None:
        content = _parsed(self.path, number, line)
        try:
            job, tally = int(content["job"]), np.array(content["tally"], dtype=float)
            fits = 0 <= job < len(jobs) and tally.shape == (jobs[job].matches, WIDTH)
        except (KeyError, TypeError, ValueError):
            fits = False
        if not fits:
            raise TournamentError(f"{self.path}:{number}: no finished job of this tournament")
        self.done[job] = tally


_CHANGED = {
    "version": "version of the program",
    "payoffs": "version of the scenario",
    "worth": "version of the scenario",
    "code": "version of the stances beside the scenario",
}


def _header(stage: Stage) -> dict[str, Any]:
    """What the figures follow from."""
    return {
        "tournament": stage.plan.as_dict(),
        "version": __version__,
        "payoffs": stage.arena.corners.tolist(),
        "worth": stage.arena.worth,
        "code": stage.code,
    }


def _written(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def _parsed(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise TournamentError(f"{path}:{number}: not a line of a tournament")
    return content


def _said(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
