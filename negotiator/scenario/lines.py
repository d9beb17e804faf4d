"""Where a key of a TOML file stands.

`tomllib` gives no positions, so a text that it has accepted is walked a second time, for the lines
of its keys and elements alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""{1,3}|\'\'\'.*?\'\'\'{1,3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''', re.DOTALL
)
_BARE = re.compile(r"[^,\]}\n#]*")


def key_lines(text: str) -> dict[Path, int]:
    """The line of every table, key and array element of a valid TOML text, by its path."""
    walk = _Walk(text)
    walk.document()
    return walk.found


def line_of(lines: dict[Path, int], path: Sequence[str | int]) -> int:
    """The line of a path, or of the nearest thing around it that has one."""
    for end in range(len(path), -1, -1):
        if tuple(path[:end]) in lines:
            return lines[tuple(path[:end])]
    return 1


class _Walk:
    """One pass over a text that is known to be valid, so that nothing is checked again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line, self.counted = 1, 0
        self.found: dict[Path, int] = {(): 1}
        self.elements: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while self.more():
            if self.text.startswith("[[", self.at):
                table = self.header(2)
            elif self.text[self.at] == "[":
                table = self.header(1)
            else:
                self.pair(table)

    def more(self) -> bool:
        """Skip blanks and comments; whether anything is left."""
        self.skip(_BLANK)
        return self.at < len(self.text)

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:  # not TOML; the walk ends where it is rather than going round for ever
            self.at = len(self.text)
            return ""
        self.at = match.end()
        return match[0]

    def note(self, path: Path) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.found.setdefault(path, self.line)

    def name(self) -> tuple[str, ...]:
        """A dotted key; the walk then stands behind it."""
        parts = []
        while True:
            self.skip(_BLANK)
            part = self.skip(_PART)
            parts.append(part[1:-1] if part[:1] in ('"', "'") else part)
            self.skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def header(self, brackets: int) -> Path:
        start = self.at
        self.at += brackets
        names = self.name()
        end, self.at = self.at + brackets, start
        path: Path = ()
        for k, name in enumerate(names):
            path = (*path, name)
            if path in self.elements and (brackets == 1 or k < len(names) - 1):
                path = (*path, self.elements[path])
            self.note(path)
        if brackets == 2:
            self.elements[path] = self.elements.get(path, -1) + 1
            path = (*path, self.elements[path])
            self.note(path)
        self.at = end
        return path

    def pair(self, table: Path) -> None:
        start = self.at
        names = self.name()
        end, self.at = self.at + 1, start
        for k in range(len(names)):
            self.note((*table, *names[: k + 1]))
        self.at = end
        self.skip(_BLANK)
        self.value((*table, *names))

    def value(self, path: Path) -> None:
        first = self.text[self.at : self.at + 1]
        if first in ('"', "'"):
            self.skip(_STRING)
        elif first in ("[", "{"):
            self.at += 1
            count = 0
            while self.more() and self.text[self.at] not in "]}":
                if self.text[self.at] == ",":
                    self.at += 1
                elif first == "{":
                    self.pair(path)
                else:
                    self.note((*path, count))
                    self.value((*path, count))
                    count += 1
            self.at += 1
        else:
            self.skip(_BARE)
