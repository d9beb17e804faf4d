"""Where a key of a TOML file stands.

`tomllib` gives no positions, so the headers and keys of the text are followed a second time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def key_lines(text: str) -> dict[Path, int]:
    """The line of every table and key, by its path.

    Keys inside inline tables and arrays are not found by themselves; `line_of` falls back on the
    line of what they stand in.
    """
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    quoted: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if quoted is not None:
            if quoted in line:
                quoted = None
            continue
        header = _HEADER.match(line)
        if header:
            path = _resolved(_split(header[2]), counts)
            if header[1] == "[[":
                counts[path] = counts.get(path, -1) + 1
                found.setdefault(path, number)
                path = (*path, counts[path])
            table = path
            found.setdefault(table, number)
            continue
        key = _KEY.match(line)
        if key:
            found.setdefault((*table, *_split(key[1])), number)
            value = line[key.end() :]
            for mark in ('"""', "'''"):
                if value.count(mark) == 1:
                    quoted = mark
    return found


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _resolved(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """A header's path, with the current element of every array of tables that it goes through."""
    path: Path = ()
    for k, name in enumerate(names):
        path = (*path, name)
        if path in counts and k < len(names) - 1:
            path = (*path, counts[path])
    return path


def line_of(lines: dict[Path, int], path: Sequence[str | int]) -> int:
    """The line of a path, or of the nearest thing around it that has one."""
    for end in range(len(path), -1, -1):
        if tuple(path[:end]) in lines:
            return lines[tuple(path[:end])]
    return 1
