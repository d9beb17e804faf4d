"""What the schema refuses, in words for the person who wrote the file."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from negotiator.scenario.faults import nearest, unknown
from negotiator.scenario.lines import Path
from negotiator.scenario.schema import Data, Gravity, Scenario

#: What a limit gives away that its number does not: only rates end at ten.
_FRACTION = {10.0: ": rates are fractions, 0.2 is 20%"}
#: What was expected, by pydantic's type of error; what is not here keeps pydantic's own words.
_EXPECTED: dict[str, Callable[[dict[str, Any]], str]] = {
    "int_type": lambda _: "a whole number",
    "float_type": lambda _: "a number",
    "finite_number": lambda _: "a finite number",
    "bool_type": lambda _: "true or false",
    "string_type": lambda _: "a text in quotation marks",
    "tuple_type": lambda _: "a list in square brackets",
    "dict_type": lambda _: "a table",
    "model_type": lambda _: "a table",
    "greater_than": lambda limit: f"more than {limit['gt']:g}",
    "greater_than_equal": lambda limit: f"{limit['ge']:g} or more",
    "less_than_equal": lambda limit: f"{limit['le']:g} or less{_FRACTION.get(limit['le'], '')}",
    "too_short": lambda limit: f"{limit['min_length']} or more, not {limit['actual_length']}",
    "too_long": lambda limit: f"{limit['max_length']}, not {limit['actual_length']}",
    "string_too_short": lambda _: "a text that is not empty",
    "string_too_long": lambda limit: f"at most {limit['max_length']} characters",
    "string_pattern_mismatch": lambda _: "letters, digits, spaces and & _ ' - only",
}


def schema_faults(content: dict[str, Any], error: ValidationError) -> Iterator[tuple[Path, str]]:
    """Every fault that the schema finds, with the path of the field in the file.

    Parameters
    ----------
    content
        What the file says, as TOML.
    """
    fields = _Fields(content)
    each: list[tuple[Path, dict[str, Any]]] = [
        (_in_file(content, one["loc"], one["type"]), dict(one)) for one in error.errors()
    ]
    # A required field with a slip of the pen in its name is one fault, not two.
    slips = {
        (*path[:-1], nearest(str(path[-1]), fields.names(path[:-1])))
        for path, one in each
        if one["type"] == "extra_forbidden"
    }
    for k, (path, one) in enumerate(each):
        if one["type"] in ("float_type", "dict_type") and _belongs_elsewhere(k, each):
            continue  # a field that takes a number or a table complains of both
        if one["type"] == "missing" and path in slips:
            continue
        if one["type"] == "too_short" and len(one["input"]) >= one["ctx"]["min_length"]:
            continue  # pydantic counts only the elements that are sound
        yield path, _said(path, one, fields)


def _belongs_elsewhere(k: int, each: list[tuple[Path, dict[str, Any]]]) -> bool:
    path, one = each[k]
    if one["type"] == "dict_type":
        return any(other == path for at, (other, _) in enumerate(each) if at != k)
    within = any(other[: len(path)] == path and at != k for at, (other, _) in enumerate(each))
    return isinstance(one["input"], dict) and within


def _in_file(content: Any, loc: tuple[str | int, ...], kind: str) -> Path:
    """The part of pydantic's path that the file has; the rest names its own branches."""
    path: Path = ()
    for k, part in enumerate(loc):
        here = (isinstance(content, dict) and part in content) or (
            isinstance(content, list) and isinstance(part, int) and part < len(content)
        )
        if here:
            content = content[part]
        if here or (kind == "missing" and k == len(loc) - 1):
            path = (*path, part)
    return path


def _said(path: Path, error: dict[str, Any], fields: _Fields) -> str:
    where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        inside = f" in {'.'.join(str(part) for part in path[:-1] if isinstance(part, str))}"
        return unknown(
            f"field{inside if path[:-1] else ''}", str(path[-1]), fields.names(path[:-1])
        )
    if kind == "missing":
        return f"{where} is missing; expected {fields.described(path)}"
    if kind.startswith("union_tag"):
        return f'{where} has no kind that is known; expected kind = "gravity" or kind = "data"'
    if kind in ("literal_error", "enum") and isinstance(given, str):
        names = [part.strip("'") for part in _listed(error["ctx"]["expected"])]
        return unknown(str([part for part in path if isinstance(part, str)][-1]), given, names)
    shown = "" if isinstance(given, dict | list) else f" is {given!r}"
    if kind in _EXPECTED:
        return f"{where}{shown}; expected {_EXPECTED[kind](error.get('ctx', {}))}"
    said = error["msg"].removeprefix("Value error, ")
    return f"{where}{shown}; {said[:1].lower()}{said[1:]}" if where else said


def _listed(expected: str) -> list[str]:
    """«'a', 'b' or 'c'» as its parts."""
    return expected.replace(" or ", ", ").split(", ")


class _Fields:
    """What the schema has at a path of this file."""

    def __init__(self, content: dict[str, Any]) -> None:
        economy = content.get("economy")
        self.base_year = (
            Data if isinstance(economy, dict) and economy.get("kind") == "data" else (Gravity)
        )

    def at(self, path: Path) -> dict[str, FieldInfo]:
        """By name; empty where the names are free."""
        model: type[BaseModel] = Scenario
        for part in path:
            if isinstance(part, int):
                continue
            field = _fields(model).get(part)
            models = list(_models(field.annotation)) if field else []
            if not models:
                return {}
            model = self.base_year if self.base_year in models else models[0]
        return _fields(model)

    def names(self, path: Path) -> list[str]:
        return [name for name in self.at(path) if name != "tables"]

    def described(self, path: Path) -> str:
        field = self.at(path[:-1]).get(str(path[-1]))
        return (field.description if field else None) or "a value"


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {(field.alias or name): field for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models in an annotation, from the outside in."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)
