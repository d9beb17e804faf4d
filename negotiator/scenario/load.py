"""Finding, reading and checking scenario files."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.paths import shipped_scenarios
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.lines import key_lines, line_of
from negotiator.scenario.schema import Scenario

DEFAULT = "liberation-day-2025"
_FILE = "scenario.toml"
_ANCHORS = "anchors.json"


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


@dataclass(frozen=True)
class Report:
    """What a check found."""

    sound: bool
    lines: tuple[str, ...]


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
    raise ScenarioError((Fault(name, 1, unknown("scenario", name, files)),))


def listing() -> tuple[Entry, ...]:
    """The shipped scenarios and those of the working folder, the default first."""
    entries = []
    for path in _files().values():
        try:
            head = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue  # `negotiator check` says what is wrong with it
        entries.append(
            Entry(
                *(str(head.get(key, "")) for key in ("id", "title", "summary", "date")), path=path
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.id != DEFAULT, entry.id)))


def load(path: Path) -> Scenario:
    """Read a scenario and the files beside it.

    Raises
    ------
    ScenarioError
        With every fault, each with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError((Fault(str(path), 1, f"cannot be read: {_short(error)}"),)) from None
    return load_text(text, str(path), path.parent)


def _short(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def load_text(text: str, file: str, folder: Path | None) -> Scenario:
    """Read a scenario from its text; `folder` is where its tables lie, None for none."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError((_toml_fault(file, error),)) from None
    lines = key_lines(text)
    economy = content.get("economy")
    if folder is not None and isinstance(economy, dict) and "tables" not in content:
        content["tables"], faults = _tables(economy, folder, file, lines)
        if faults:
            raise ScenarioError(tuple(faults))
    try:
        scenario = Scenario.model_validate(content)
    except ValidationError as error:
        raise ScenarioError(
            tuple(_schema_fault(file, lines, dict(each)) for each in error.errors())
        ) from None
    from negotiator.scenario.consistency import inconsistencies

    found = [Fault(file, line_of(lines, path), what) for path, what in inconsistencies(scenario)]
    if found:
        raise ScenarioError(tuple(found))
    return scenario


def _toml_fault(file: str, error: tomllib.TOMLDecodeError) -> Fault:
    import re

    said = str(error)
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(place[1]) if place else 1
    what = said[: place.start()].strip() if place else said
    return Fault(file, line, f"not TOML: {what[:1].lower()}{what[1:]}")


def _tables(
    economy: dict[str, Any], folder: Path, file: str, lines: dict[Any, int]
) -> tuple[dict[str, str], list[Fault]]:
    tables: dict[str, str] = {}
    faults = []
    for key in ("flows", "value_added", "inputs"):
        name = economy.get(key)
        if not isinstance(name, str):
            continue
        try:
            tables[name] = (folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            near = unknown("file", name, sorted(p.name for p in folder.glob("*.csv")) or ["none"])
            line = line_of(lines, ("economy", key))
            faults.append(Fault(file, line, f"{near} ({_short(error)})"))
    if tables:
        # Kept results, not data: without them, or with damaged ones, they are computed again.
        with contextlib.suppress(OSError, UnicodeDecodeError):
            tables[_ANCHORS] = (folder / _ANCHORS).read_text(encoding="utf-8")
    return tables, faults


def _schema_fault(file: str, lines: dict[Any, int], error: dict[str, Any]) -> Fault:
    path = [part for part in error["loc"] if part not in ("gravity", "data")]
    where = ".".join(str(part) for part in path)
    line = line_of(lines, path)
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        what = unknown("field", str(path[-1]), _fields_at(path[:-1])) + (
            f" (in {'.'.join(map(str, path[:-1]))})" if path[:-1] else ""
        )
    elif kind == "missing":
        what = f"{where} is missing; expected {_described(path)}"
    elif kind.startswith("union_tag"):
        what = f'{where} says neither kind = "gravity" nor kind = "data"'
    else:
        said = error["msg"].removeprefix("Value error, ")
        shown = "" if isinstance(given, dict | list) else f" is {given!r}"
        what = f"{where}{shown}; {said[:1].lower()}{said[1:]}".replace("input should", "it should")
    return Fault(file, line, what)


def _model_at(path: list[Any]) -> Any:
    """The model that describes a path, as far as it can be followed."""
    import typing

    from pydantic import BaseModel

    model: Any = Scenario
    for part in path:
        if isinstance(part, int) or not (isinstance(model, type) and issubclass(model, BaseModel)):
            continue
        names = {(f.alias or n): f for n, f in model.model_fields.items()}
        if part not in names:
            return None
        pending = [names[part].annotation]
        models = []
        while pending:
            each = pending.pop()
            if isinstance(each, type) and issubclass(each, BaseModel):
                models.append(each)
            pending.extend(typing.get_args(each))
        model = models[-1] if models else None
    return model


def _fields_at(path: list[Any]) -> list[str]:
    model = _model_at(path)
    fields = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in fields.items() if name != "tables"]


def _described(path: list[Any]) -> str:
    fields = getattr(_model_at(path[:-1]), "model_fields", {})
    field = fields.get(path[-1])
    return (field.description or "a value") if field is not None else "a value"


def check(path: Path) -> Report:
    """Validate a scenario down to a solved base year."""
    from negotiator.scenario.setting import compile_scenario

    try:
        scenario = load(path)
        setting = compile_scenario(scenario)
    except ScenarioError as error:
        return Report(False, tuple(str(fault) for fault in error.faults))
    except (EconomyError, NotSolvedError) as error:
        return Report(False, (f"{path}:1: economy: {error}",))
    return Report(
        True,
        (
            f"{path}: sound. {scenario.title}: {len(scenario.countries)} countries,"
            f" {len(scenario.sectors)} sectors, {scenario.rounds} rounds.",
            setting.note,
        ),
    )
