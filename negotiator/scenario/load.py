"""Finding, reading and checking scenario files."""

from __future__ import annotations

import copy
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiator.paths import shipped_scenarios
from negotiator.scenario.consistency import inconsistencies, misnamed
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.lines import Path as Path_
from negotiator.scenario.lines import key_lines, line_of
from negotiator.scenario.schema import Scenario
from negotiator.scenario.schema_faults import schema_faults
from negotiator.scenario.stance_file import read_stances

DEFAULT = "liberation-day-2025"
_FILE = "scenario.toml"


@dataclass(frozen=True)
class Entry:
    """A scenario in a list."""

    id: str
    title: str
    summary: str
    date: str
    path: Path

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "summary": self.summary,
            "date": self.date,
            "path": str(self.path),
        }


def _folders() -> list[Path]:
    """Where scenarios are looked for: the working folder's own first."""
    own = Path.cwd() / "scenarios"
    shipped = shipped_scenarios()
    return [own, shipped] if own.is_dir() and own.resolve() != shipped.resolve() else [shipped]


def _files() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.iterdir()):
            if path.suffix == ".toml":
                found.setdefault(path.stem, path)
            elif (path / _FILE).is_file():
                found.setdefault(path.name, path / _FILE)
    return found


def _head(path: Path) -> dict[str, Any] | None:
    """What a file says, unchecked; None when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


def find(what: str | None = None) -> Path:
    """The file of a scenario.

    Parameters
    ----------
    what
        A name from the list, a file, or a folder with a scenario.toml; none = the default.

    Raises
    ------
    ScenarioError
        When there is none; names the nearest.
    """
    name = what or DEFAULT
    files = _files()
    if name in files:
        return files[name]
    path = Path(name)
    if (path / _FILE).is_file():
        return path / _FILE
    if path.is_file():
        return path
    for each in files.values():
        if (_head(each) or {}).get("id") == name:
            return each
    raise ScenarioError((Fault("", 0, unknown("scenario", name, files)),))


def listing(*, broken: bool = False) -> tuple[Entry, ...]:
    """The shipped scenarios and those of the working folder, the default first.

    Parameters
    ----------
    broken
        Whether files that are not TOML are listed too, by their names; a check says what is wrong
        with them.
    """
    entries = []
    for name, path in _files().items():
        head = _head(path)
        if head is not None or broken:
            texts = {key: str((head or {}).get(key, "")) for key in ("title", "summary", "date")}
            entries.append(Entry(id=name, path=path, **texts))
    return tuple(sorted(entries, key=lambda entry: (entry.id != DEFAULT, entry.id)))


def load(path: Path, *, run: bool = True) -> Scenario:
    """Read a scenario and the files beside it.

    Parameters
    ----------
    run
        Whether the file of stances beside it is run. A scenario that is only looked at runs
        nothing, and the names of its stances go unchecked.

    Raises
    ------
    ScenarioError
        With every fault, each with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError((Fault(str(path), 0, f"cannot be read: {_short(error)}"),)) from None
    return load_text(text, str(path), path.parent, run=run)


def _short(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def load_text(text: str, file: str, folder: Path | None, *, run: bool = True) -> Scenario:
    """Read a scenario from its text.

    Parameters
    ----------
    file
        Its name in faults.
    folder
        Where its tables lie; None for none.
    run
        As for `load`.

    Raises
    ------
    ScenarioError
        With every fault, each with its line.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError((_toml_fault(file, error),)) from None
    tables = _tables(content, folder)
    stances = read_stances(content, folder, run=run)
    # That what a file at fault would have added is not there is no second fault.
    scenario, found = _validated(content, rules=run and not stances)
    found += tables + stances
    if found:
        lines = key_lines(text)
        faults = {Fault(file, line_of(lines, path), what) for path, what in found}
        raise ScenarioError(tuple(sorted(faults, key=lambda fault: (fault.line, fault.what))))
    assert scenario is not None  # or the schema would have found a fault
    return scenario


def _validated(
    content: dict[str, Any], *, rules: bool
) -> tuple[Scenario | None, list[tuple[Path_, str]]]:
    """The scenario, and every fault with its path; stances are looked up only with `rules`.

    What the schema refuses is taken out and the rest is read again, as long as that is possible, so
    that the faults behind the first are told with it.
    """
    found: list[tuple[Path_, str]] = []
    taken: list[Path_] = []
    rest = copy.deepcopy(content)
    while True:
        try:
            scenario = Scenario.model_validate(rest)
        except ValidationError as error:
            fresh = list(schema_faults(rest, error))
            # In a table that something was taken out of, what is missing now is no second fault.
            tables = {path[:-1] for path in taken}
            found += [(path, what) for path, what in fresh if path[:-1] not in tables]
            removed = [key for key in (_take_out(rest, path) for path, _ in fresh) if key]
            if not removed:
                # Nothing else can be checked before these are mended, but for names of rules.
                return None, found + list(misnamed(content) if rules else ())
            taken += removed
            continue
        found += [
            (path, what)
            for path, what in inconsistencies(scenario, rules=rules)
            # What was taken out may be just what these miss.
            if not taken or not (path == ("player",) or any(_touch(path, t) for t in taken))
        ]
        return scenario, found


def _touch(one: Path_, other: Path_) -> bool:
    """Whether one path leads to the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _take_out(content: Any, path: Path_) -> Path_ | None:
    """Remove the innermost key of a path, and say which that was; None when there is none."""
    last = max((k for k, part in enumerate(path) if isinstance(part, str)), default=-1)
    for part in path[: max(last, 0)]:
        content = content[part]
    if last < 0 or not isinstance(content, dict) or path[last] not in content:
        return None
    del content[path[last]]
    return path[: last + 1]


def _toml_fault(file: str, error: tomllib.TOMLDecodeError) -> Fault:
    said = str(error)
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(place[1]) if place else 1
    what = said[: place.start()].strip() if place else said
    return Fault(file, line, f"not TOML: {what[:1].lower()}{what[1:]}")


def _tables(content: dict[str, Any], folder: Path | None) -> list[tuple[Path_, str]]:
    """Put the texts of the files that the economy names into the content, under `tables`."""
    economy = content.get("economy")
    given = content.setdefault("tables", {})
    if folder is None or not isinstance(economy, dict) or not isinstance(given, dict):
        return []
    faults: list[tuple[Path_, str]] = []
    named = [(key, economy.get(key)) for key in ("flows", "value_added", "inputs")]
    wanted = [(key, name) for key, name in named if isinstance(name, str) and name not in given]
    for key, name in wanted:
        path = ("economy", key)
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            faults.append((path, f"{name!r} lies elsewhere; expected a file beside the scenario"))
            continue
        try:
            given[name] = (folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            there = sorted(file.name for file in folder.glob("*.csv"))
            faults.append((path, unknown("file", name, there)))
        except (OSError, UnicodeDecodeError) as error:
            faults.append((path, f"{name!r} cannot be read: {_short(error)}"))
    return faults
