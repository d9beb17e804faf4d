"""A file of chained lines: one JSON object a line, on the disk before it counts.

Every line carries a check that chains it to the one before, so that a torn end is told from a
changed line. The first line is a header that says what the file is.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIX = ".jsonl"


class SaveError(ValueError):
    """A save that cannot be read or written; what, where, what was expected."""


@dataclass(frozen=True)
class Lines:
    """A file as read.

    Parameters
    ----------
    header
        Of the first line.
    bodies
        Of the others, in order; the first of them is line 2.
    whole
        Bytes of the file up to the end of the last whole line.
    check
        Of the last whole line, from which the next one goes on.
    torn
        Whether a line torn by a crash was left out.
    """

    path: Path
    header: dict[str, Any]
    bodies: tuple[dict[str, Any], ...]
    whole: int
    check: int
    torn: bool


def packed(content: dict[str, Any], check: int) -> tuple[bytes, int]:
    """A line, and its check, from the check of the one before."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    check = zlib.crc32(body.encode(), check)
    return f'{{"check":"{check:08x}","line":{body}}}\n'.encode(), check


def unpacked(raw: bytes, check: int) -> tuple[dict[str, Any], int] | None:
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


class Chain:
    """A file of chained lines being written.

    Parameters
    ----------
    check
        Of its last line.
    """

    def __init__(self, path: Path, check: int) -> None:
        self.path = path
        self._check = check

    @classmethod
    def create(
        cls, path: Path, header: dict[str, Any], bodies: Sequence[dict[str, Any]] = ()
    ) -> Chain:
        """Begin a new file, with the lines that it is to have from the start.

        Raises
        ------
        SaveError
            When the folder cannot be written.
        """
        raw, check = packed(header, 0)
        for body in bodies:
            line, check = packed(body, check)
            raw += line
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None
        return cls(path, check)

    @classmethod
    def resume(cls, lines: Lines) -> Chain:
        """Go on with a file; a torn end is cut off."""
        if lines.torn:
            try:
                with lines.path.open("r+b") as file:
                    file.truncate(lines.whole)
                    os.fsync(file.fileno())
            except OSError as error:
                said = error.strerror or error
                raise SaveError(f"{lines.path}: cannot be written: {said}") from None
        return cls(lines.path, lines.check)

    def append(self, content: dict[str, Any], what: str = "line") -> None:
        """Put a line on the disk.

        Parameters
        ----------
        what
            The line is, for a message.

        Raises
        ------
        SaveError
            When it cannot be written (a full disk): the file is left as it was before.
        """
        raw, check = packed(content, self._check)
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
                f"{self.path}: the {what} cannot be saved ({error.strerror or error});"
                " it was not played"
            ) from None
        self._check = check


def read_lines(path: Path, what: str) -> Lines:
    """Read a file of chained lines; it is not touched.

    A line torn by a crash, which only the last can be, is dropped and said so; a line changed by
    hand is refused with its number.

    Parameters
    ----------
    what
        It should be, for a message.

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
    head = unpacked(lines[0], 0) if lines else None
    if head is None:
        raise SaveError(f"{path}:1: not {what}, or its first line was changed")
    header, check = head
    bodies = []
    for number, line in enumerate(lines[1:], 2):
        found = unpacked(line, check)
        if found is None:
            raise SaveError(f"{path}:{number}: this line was changed or lost; the save is refused")
        body, check = found
        bodies.append(body)
    return Lines(path, header, tuple(bodies), len(raw) - len(tail), check, bool(tail))


def checked_header(lines: Lines, form: str, version: int, what: str) -> dict[str, Any]:
    """The header of a file of a format.

    Raises
    ------
    SaveError
        For a file of another format, or written by a newer version.
    """
    if lines.header.get("format") != form:
        raise SaveError(f"{lines.path}:1: not {what}; expected format {form}")
    found = lines.header.get("version")
    if not isinstance(found, int) or found > version:
        raise SaveError(
            f"{lines.path}:1: saved by a newer version (format {found});"
            f" this one reads up to {version}"
        )
    return lines.header


def free_path(folder: Path, stem: str) -> Path:
    """A path for a new file: the stem with the first free number."""
    number = 1
    while (folder / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    return folder / f"{stem}-{number}{SUFFIX}"
