"""Write the tables of docs/scenarios.md from the schema of scenario files.

    python scripts/scenario_reference.py

The text around the tables is by hand. A test holds the tables to the schema.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from negotiator.scenario import country, schema, spec
from negotiator.scenario.spec import Spec

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scenarios.md"
BEGIN, END = "<!-- reference -->\n", "\n<!-- /reference -->"

#: Every part of a file in the order of a file, and how it is written. `StanceFile` is what is kept
#: of a file of stances, and nothing that an author writes.
PARTS: Mapping[type[Spec], str] = {
    schema.Scenario: "at the top of the file, before the first table",
    schema.Gravity: '`[economy]` with `kind = "gravity"`',
    schema.Distance: "`[[economy.distances]]`",
    schema.Data: '`[economy]` with `kind = "data"`',
    schema.Sector: "`[[sectors]]`",
    country.Country: "`[[countries]]`",
    country.Interests: "`[countries.interests]`, after its country",
    spec.Rule: '`"tit-for-tat"`, or `{ name = "gradual" }` with parameters by name beside it',
    schema.Domains: "`[domains.NAME]`, one table for each that is in play",
    schema.Copyright: "`[domains.copyright]`",
    schema.Frictions: "`[domains.judgments]` and `[domains.travel]`",
    schema.Extradition: "`[domains.extradition]`",
    schema.Security: "`[domains.security]`",
    schema.Aid: "`[domains.aid]`",
    schema.Announcement: "`[[announcements]]`",
    schema.Grant: "`[[grants]]`",
    schema.Event: "`[[events]]`",
    schema.Draft: "`[[opening]]`, and in the `clauses` of what happened",
    schema.Happened: "`[[happened]]`",
}

_WORDS = {
    "string": "text", "number": "number", "integer": "whole number", "boolean": "true or false"
}  # fmt: skip
_LIMITS = (
    ("minimum", "at least"),
    ("exclusiveMinimum", "more than"),
    ("maximum", "at most"),
    ("exclusiveMaximum", "less than"),
)


def reference() -> str:
    """All tables, as Markdown."""
    return "\n".join(line for part in PARTS for line in _table(part)).rstrip()


def _table(part: type[Spec]) -> Iterator[str]:
    """Heading, how it is written, and a row a field."""
    said = part.model_json_schema(by_alias=True)
    needed = said.get("required", ())
    either = [name for choice in said.get("anyOf", ()) for name in choice["required"]]
    yield f"### {part.__name__}"
    yield ""
    yield f"{' '.join((part.__doc__ or '').split())} Written {PARTS[part]}."
    yield ""
    yield "| field | type | default | bounds | meaning |"
    yield "|---|---|---|---|---|"
    defs = said.get("$defs", {})
    for name, field in said["properties"].items():
        default = "required" if name in needed else _default(field)
        if name in either:
            default = f"one of {' and '.join(f'`{each}`' for each in either)} is required"
        bounds = ", ".join(dict.fromkeys(_bounds(field, defs)))
        cells = (f"`{name}`", _type(field, defs), default, bounds, field["description"])
        yield f"| {' | '.join(cells)} |"
    yield ""


def _default(field: dict[str, Any]) -> str:
    """As a file would write it."""
    match field.get("default"):
        case None | "" | []:
            return "none"
        case bool(value):
            return f"`{str(value).lower()}`"
        case {"name": str(value)} | str(value):
            return f'`"{value}"`'
        case value:
            return f"`{value}`"


def _type(field: dict[str, Any], defs: dict[str, Any]) -> str:
    """What a value of the field is, in words."""
    match field:
        case {"$ref": str(ref)}:
            name = ref.rpartition("/")[2]
            found = defs[name]
            if found.get("type") == "object":
                return f"[{name}](#{name.lower()})"
            return _type(found, defs)
        case {"const": value}:
            return f'`"{value}"`'
        case {"enum": values}:
            return ", ".join(f'`"{value}"`' for value in values)
        case {"anyOf": kinds} | {"oneOf": kinds}:
            if [kind.get("type") for kind in kinds] == ["string", "object"]:
                return "[Rule](#rule)"
            told = (_type(kind, defs) for kind in kinds if kind.get("type") != "null")
            return " or ".join(dict.fromkeys(told))
        case {"type": "array", "prefixItems": [first, *rest]}:
            return f"list of {1 + len(rest)}: {_type(first, defs)}"
        case {"type": "array"}:
            return f"list of {_type(field['items'], defs)}"
        case {"type": "object"}:
            return f"by name: {_type(field['additionalProperties'], defs)}"
    return _WORDS[field["type"]]


def _bounds(field: dict[str, Any], defs: dict[str, Any]) -> Iterator[str]:
    """What a value must keep to; of a list or a table, what each in it must."""
    if "minimum" in field and "maximum" in field:
        yield f"{field['minimum']:g} to {field['maximum']:g}"
    else:
        yield from (f"{words} {field[key]:g}" for key, words in _LIMITS if key in field)
    least, most = field.get("minLength", 0), field.get("maxLength")
    if most is not None:
        yield f"{least} to {most} characters"
    elif least:
        yield "not empty"
    if "pattern" in field:
        yield f"`{field['pattern']}`"
    if field.get("minItems") and "prefixItems" not in field:
        yield f"{field['minItems']} or more"
    inner = [*field.get("anyOf", ()), field.get("items"), field.get("additionalProperties")]
    for each in inner:
        if isinstance(each, dict):
            yield from _bounds(each, defs)


def filled(page: str) -> str:
    """The page with the tables in their place."""
    before, found, rest = page.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        raise SystemExit(f"{PAGE}: no place for the tables; expected {BEGIN!r} and {END!r}")
    return before + BEGIN + reference() + END + after


def main() -> int:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
