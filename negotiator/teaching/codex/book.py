"""What the codex knows: its entries, read from their files, and found by any of their names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from negotiator.counterparts.lookup import near, unknown

_FOLDER = Path(__file__).parent / "entries"
#: The themes in the order in which they are listed: from the table to the economy behind it.
_FILES = (
    "game", "talks", "bargaining", "score", "reciprocity", "counterparts", "strategies",
    "domains", "tariffs", "politics", "economy", "model",
)  # fmt: skip
#: A picture stands beside a list at 80 columns, and alone on a phone's terminal.
WIDTH = 56


class CodexError(ValueError):
    """No such term; the message names the nearest, in one line."""


@dataclass(frozen=True)
class Entry:
    """One term.

    Attributes
    ----------
    key
        As other entries and screens name it: "nash-tariffs".
    title
        As a heading has it.
    theme
        The heading under which it is listed.
    names
        What else it is called, here and elsewhere.
    what, why, where
        A sentence or two each: what it is, why it matters in play, where it is seen.
    picture
        Lines of text, at most `WIDTH` columns.
    alt
        What the picture shows, in words: its caption, and all of it for who does not see it.
    schematic
        Whether its numbers only illustrate. Else a test computes them anew.
    see
        Keys of entries to read next.
    source
        Whose idea or figure it is, where it is somebody's.
    """

    key: str
    title: str
    theme: str
    names: tuple[str, ...]
    what: str
    why: str
    where: str
    picture: tuple[str, ...]
    alt: str
    schematic: bool
    see: tuple[str, ...]
    source: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, in order."""
        where = f"In the game: {self.where}" if self.where else ""
        return tuple(text for text in (self.what, self.why, where) if text)

    @property
    def caption(self) -> str:
        """What stands under the picture."""
        return f"{self.alt} (Schematic.)" if self.schematic else self.alt


@cache
def entries() -> Mapping[str, Entry]:
    """All entries by key, theme after theme."""
    found: dict[str, Entry] = {}
    for name in _FILES:
        told = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        theme = told.pop("theme")
        found |= {key: _entry(key, theme, each) for key, each in told.items()}
    return MappingProxyType(found)


def _entry(key: str, theme: str, told: Mapping[str, Any]) -> Entry:
    return Entry(
        key=key,
        title=told["title"],
        theme=theme,
        names=tuple(told.get("names", ())),
        what=" ".join(told["what"].split()),
        why=" ".join(told["why"].split()),
        where=" ".join(told.get("where", "").split()),
        picture=tuple(told["picture"].strip("\n").split("\n")),
        alt=" ".join(told["alt"].split()),
        schematic=told.get("schematic", True),
        see=tuple(told.get("see", ())),
        source=told.get("source", ""),
    )


def themes() -> Mapping[str, tuple[Entry, ...]]:
    """The entries under their themes, in the order in which they are listed."""
    found: dict[str, list[Entry]] = {}
    for entry in entries().values():
        found.setdefault(entry.theme, []).append(entry)
    return {theme: tuple(each) for theme, each in found.items()}


def _plain(name: str) -> str:
    """A name as it is compared: case, hyphens, dashes and a plural's s are one."""
    words = name.casefold().replace("–", " ").replace("-", " ").replace("’", "'").split()
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and w[-2] != "s" else w for w in words)


@cache
def _by_name() -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries().values():
        for name in (entry.key, entry.title):
            found.setdefault(_plain(name), entry)
    for entry in entries().values():
        for name in entry.names:
            found.setdefault(_plain(name), entry)
    return found


def find(name: str) -> Entry:
    """The entry of a term.

    Parameters
    ----------
    name
        Its key, its title or another of its names, however it is written.

    Raises
    ------
    CodexError
        When there is none; it names the nearest.
    """
    found = _by_name().get(_plain(name))
    if found is None:
        names = [each.casefold() for each in _all_names()]
        if near(name.casefold(), names) is None:
            raise CodexError(f"no term {name!r} in the codex; `negotiator codex` lists all")
        raise CodexError(unknown("term", name.casefold(), names))
    return found


def _all_names() -> Iterable[str]:
    for entry in entries().values():
        yield from (entry.title, *entry.names)


def search(words: str) -> tuple[Entry, ...]:
    """Entries that have words in them: first those whose name begins so, then has them, then
    those that only speak of them."""
    sought = words.casefold().split()
    if not sought:
        return tuple(entries().values())
    whole = " ".join(sought)
    ranked: list[tuple[int, Entry]] = []
    for entry in entries().values():
        names = [name.casefold().replace("-", " ") for name in (entry.title, *entry.names)]
        text = " ".join((*names, entry.key, *entry.paragraphs, entry.source)).casefold()
        if any(name.startswith(whole) for name in names):
            ranked.append((0, entry))
        elif any(all(word in name for word in sought) for name in names):
            ranked.append((1, entry))
        elif all(word in text for word in sought):
            ranked.append((2, entry))
    return tuple(entry for _, entry in sorted(ranked, key=lambda each: each[0]))
