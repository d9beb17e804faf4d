"""The player's settings: a TOML file, read at the start and written where a theme is chosen.

It imports no screen: what stands in the file is known before one is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: What can stand in the file besides keys, and what was expected where it is something else.
_KINDS: dict[str, tuple[type, str]] = {
    "theme": (str, 'a name in quotes, as in theme = "negotiator-light"'),
    "coach": (bool, "true or false"),
    "motion": (bool, "true or false"),
    "keys": (dict, "a table: [keys] on a line of its own, and below it a line a key"),
}
#: What a file begins with that the program itself makes.
HEAD = "# Settings of Negotiator; `negotiator settings` prints all that can stand here.\n"


@dataclass(frozen=True)
class Settings:
    """What a settings file says, faults left out.

    Parameters
    ----------
    path
        Where it lies, or would lie.
    fresh
        Whether there is none: the first start.
    theme
        Name of the theme; empty for the program's own.
    coach
        With a coach in talks.
    motion
        Whether things may move; false turns motion off, true leaves it to TEXTUAL_ANIMATIONS.
    keys
        Of a binding's id, the keys as written: one, or several.
    text
        The file's text, in which a fault has its line.
    faults
        A line each: file, line, what, what was expected.
    """

    path: Path
    fresh: bool = False
    theme: str = ""
    coach: bool = False
    motion: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    faults: tuple[str, ...] = ()

    def theme_fault(self) -> str:
        """What is wrong with the theme's name, as one line; empty when nothing is."""
        from negotiator.ui.theme import NAMES

        if not self.theme or self.theme in NAMES:
            return ""
        from negotiator.scenario.faults import unknown

        return self.fault(("theme",), unknown("theme", self.theme, NAMES))

    def fault(self, where: tuple[str, ...], what: str) -> str:
        """A fault of something in the file, as one line."""
        from negotiator.scenario.lines import key_lines, line_of

        return f"{self.path}:{line_of(key_lines(self.text), where)}: {what}"


def read(path: Path) -> Settings:
    """Read a settings file.

    Returns
    -------
    What it says. Faults are among it, and never keep a game from being played; a file that is not
    there says nothing.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(path, fresh=True)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return Settings(path, faults=(f"{path}: {why}; played without it",))
    import tomllib  # most have no file

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(path, text=text, faults=(_not_toml(path, str(error)),))
    faults: list[str] = []
    blank = Settings(path, text=text)
    good: dict[str, Any] = {}
    for name, value in found.items():
        if name not in _KINDS:
            from negotiator.scenario.faults import unknown

            faults.append(blank.fault((name,), unknown("setting", name, _KINDS)))
            continue
        kind, expected = _KINDS[name]
        if isinstance(value, kind):
            good[name] = value
        else:
            faults.append(blank.fault((name,), f"{name} is {_shown(value)}; expected {expected}"))
    keys: dict[str, tuple[str, ...]] = {}
    for place, value in _flat(good.pop("keys", {})):
        wanted = (value,) if isinstance(value, str) else value
        if isinstance(wanted, list | tuple) and wanted and all(isinstance(k, str) for k in wanted):
            keys[".".join(place)] = tuple(wanted)
        else:
            expected = 'a key in quotes, or several: "p" or ["p", "f5"]'
            what = f"{'.'.join(place)} is {_shown(value)}; expected {expected}"
            faults.append(blank.fault(("keys", *place), what))
    return Settings(path, text=text, keys=keys, faults=tuple(faults), **good)


def _not_toml(path: Path, said: str) -> str:
    """`tomllib` says the line at the end; ours stands where an editor looks for it."""
    at = re.search(r"^(.*) \(at line (\d+), column \d+\)$", said)
    where, what = (f"{path}:{at[2]}", at[1]) if at else (str(path), said)
    return f"{where}: {what[:1].lower()}{what[1:]}; expected TOML, as `negotiator settings` prints"


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 30 else f"{text[:29]}…"


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Values with the names that lead to them: `desk.talks = "x"` is a table in a table."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            for place, inner in _flat(value):
                yield (name, *place), inner
        else:
            yield (name,), value


def with_theme(text: str, theme: str) -> str:
    """The text of a settings file with another theme, all else as it was."""
    line = f'theme = "{theme}"\n'
    # Only above the first table is `theme` the program's.
    head, table, rest = re.split(r"(?m)(^[ \t]*\[|\Z)", text, maxsplit=1)
    again, count = re.subn(r"(?m)^[ \t]*theme[ \t]*=.*\n?", lambda _: line, head, count=1)
    if not count:
        again = f"{head}\n{line}" if head and not head.endswith("\n") else head + line
    return again + table + rest


def write(path: Path, text: str) -> None:
    """Write a settings file whole, or leave the old one.

    Raises
    ------
    OSError
        When the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def run(_options: object) -> int:
    """`negotiator settings`: where the file lies, and an example of all that can stand in it.

    Returns
    -------
    0, or 1 when the file that is there has faults, which are then told.
    """
    import sys

    from negotiator.paths import settings_file
    from negotiator.ui.keys import accepted, example

    path = settings_file()
    settings = read(path)
    faults = [*settings.faults, *filter(None, [settings.theme_fault()]), *accepted(settings)[1]]
    state = "not there yet" if settings.fresh else "there"
    print(f"# {path} ({state})\n{example()}", end="")
    for fault in faults:
        print(f"negotiator settings: {fault}", file=sys.stderr)
    return 1 if faults else 0
