"""Every key of every screen, and what a player's settings make of them.

It imports all screens to know their bindings, so it is imported where settings name keys, and
after the first paint.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key

import negotiator.ui.screens
import negotiator.ui.widgets
from negotiator.ui.theme import NAMES

if TYPE_CHECKING:
    from negotiator.ui.settings import Settings

#: Keys that common terminals send as others, or keep for themselves, with what becomes of them.
SWALLOWED = {
    "ctrl+i": "sends it as Tab",
    "ctrl+m": "sends it as Enter",
    "ctrl+j": "sends it as Enter",
    "ctrl+enter": "sends it as Enter",
    "shift+enter": "sends it as Enter",
    "ctrl+left_square_bracket": "sends it as Escape",
    "ctrl+h": "sends it as Backspace",
    "ctrl+q": "keeps it, to let output go on",
    "ctrl+s": "keeps it, to hold output",
    "ctrl+z": "keeps it, to stop the program",
}

#: Signs by their long names.
_SIGNS = {_character_to_key(sign): sign for sign in punctuation}


class Bound(NamedTuple):
    """A binding of ours.

    Parameters
    ----------
    keys
        Its built-in keys, in the program's long names ("question_mark").
    about
        What it does, in a few words.
    """

    id: str
    keys: tuple[str, ...]
    about: str


@cache
def classes() -> tuple[type[DOMNode], ...]:
    """The program, its screens and its widgets that have keys of their own."""
    from negotiator.ui.app import NegotiatorApp

    found: dict[type[DOMNode], None] = {NegotiatorApp: None}
    for package in (negotiator.ui.screens, negotiator.ui.widgets):
        for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for kind in vars(import_module(each.name)).values():
                if (
                    isinstance(kind, type)
                    and issubclass(kind, DOMNode)
                    and kind.__module__ == each.name
                    and "BINDINGS" in vars(kind)
                ):
                    found[kind] = None
    return tuple(found)


def bound(kind: type[DOMNode]) -> Iterator[Bound]:
    """The keys that a class itself binds."""
    for each in vars(kind)["BINDINGS"]:
        if isinstance(each, Binding) and each.id:
            yield Bound(each.id, tuple(map(long, each.key.split(","))), each.description)


def long(key: str) -> str:
    """A key as the program calls it: "?" is "question_mark"."""
    head, plus, last = key.strip().rpartition("+")
    if not last and plus:  # "+" itself, alone or with a modifier
        head, plus, last = head.removesuffix("+"), "+" if len(key) > 1 else "", "+"
    return f"{head.lower()}{plus}{_character_to_key(last) if len(last) == 1 else last.lower()}"


def _places() -> Iterator[tuple[type[DOMNode], ...]]:
    """What can take a key at the same time: a screen, the widgets that its module uses, and the
    program; of each the keys that it has from its bases as well."""
    program, *others = classes()
    from textual.screen import Screen

    for screen in others:
        if not issubclass(screen, Screen):
            continue
        bases = [base for base in screen.__mro__ if base in classes()]
        used = [
            kind
            for base in screen.__mro__
            if base.__module__.startswith("negotiator.")
            for kind in vars(sys.modules[base.__module__]).values()
            if kind in others and not issubclass(kind, Screen)
        ]
        yield (*dict.fromkeys((*bases, *used)), program)


def clashes(keymap: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Two bindings of one place with one key: the key and the two ids, each pair once."""
    seen = set()
    for place in _places():
        taken: dict[str, str] = {}
        for kind in place:
            for each in bound(kind):
                for key in keymap.get(each.id, each.keys):
                    first = taken.setdefault(key, each.id)
                    pair = (key, *sorted((first, each.id)))
                    if first != each.id and pair not in seen:
                        seen.add(pair)
                        yield key, first, each.id


def accepted(settings: Settings) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys of the settings that can be had, and a line for each that cannot.

    Returns
    -------
    Ids with their keys in long names, and the faults. A key that clashes is refused, and the
    binding keeps its built-in ones.
    """
    if not settings.keys:
        return {}, []
    from negotiator.scenario.faults import unknown

    known = {each.id: each for kind in classes() for each in bound(kind)}
    faults: list[str] = []
    keymap: dict[str, tuple[str, ...]] = {}

    def refuse(name: str, what: str) -> None:
        faults.append(settings.fault(("keys", *name.split(".")), what))

    for name, wanted in settings.keys.items():
        if name not in known:
            refuse(name, unknown("binding", name, known))
            continue
        # A comma parts keys, as it does in the bindings themselves; alone it is the comma.
        parts = [k for text in wanted for k in ([text] if text == "," else text.split(","))]
        keys = tuple(long(key) for key in parts)
        wrong = next(
            ((raw, why) for raw, k in zip(parts, keys, strict=True) if (why := _bad(k))), None
        )
        if wrong:
            refuse(
                name, f"{name} cannot be {wrong[0].strip()!r}: {wrong[1]}; kept {_own(known[name])}"
            )
        else:
            keymap[name] = keys
    built_in = set(clashes({}))
    while True:  # what is refused goes back to its own keys, which another may have taken
        found = next(
            (
                (key, pair)
                for key, *pair in clashes(keymap)
                if (key, *pair) not in built_in and any(each in keymap for each in pair)
            ),
            None,
        )
        if found is None:
            return keymap, faults
        key, pair = found
        name = next(each for each in reversed(pair) if each in keymap)
        other = next(each for each in pair if each != name)
        del keymap[name]
        refuse(name, f"{name} and {other} would both be {short(key)}; kept {_own(known[name])}")


def _bad(key: str) -> str:
    """Why a key cannot be had; empty where it can."""
    if key in SWALLOWED:
        return f"a terminal {SWALLOWED[key]}"
    *modifiers, last = key.split("+")
    if set(modifiers) - {"ctrl", "shift", "alt"}:
        return "expected ctrl, shift or alt before +"
    names = {each.value for each in Keys}
    # Letters and signs have names of one word or several, as in "question_mark".
    if key in names or last in names or last in _SIGNS or len(last) == 1:
        return ""
    return "no such key; expected a letter, a sign, or a name as in f5, enter, ctrl+o"


def _own(each: Bound) -> str:
    return " ".join(map(short, each.keys))


def short(key: str) -> str:
    """A key as it is shown: "question_mark" is "?"."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _SIGNS.get(last, last)))


def example() -> str:
    """A settings file with all that can stand in it, commented out."""
    rows = [
        "# Take the # from a line to change it. What is left out is as built in.",
        "",
        "# Colours. `negotiator-light` and `negotiator-contrast` are ours too; the command palette",
        "# (Ctrl+P) lists them all, and what you choose there is kept here.",
        *_wrapped(", ".join(NAMES)),
        '#theme = "negotiator"',
        "# A coach beside you in talks.",
        "#coach = false",
        "# Whether things may move; TEXTUAL_ANIMATIONS=none in the environment does the same.",
        "#motion = true",
        "",
        '# Keys: one, or several as in ["p", "f5"].',
        "#[keys]",
    ]
    told: set[str] = set()
    for kind in classes():
        mine = [each for each in bound(kind) if each.id not in told]
        told |= {each.id for each in mine}
        rows += ["", *_wrapped(_called(kind))]
        width = max(len(each.id) for each in mine)
        for each in mine:
            keys = [f'"{short(key)}"' for key in each.keys]
            value = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
            rows.append(f"#{each.id:<{width}} = {value}  # {each.about}")
    return "\n".join(rows) + "\n"


def _called(kind: type[DOMNode]) -> str:
    """What a player knows a screen by: the heading of its help, or its title; of a widget, what
    it is."""
    found = re.search(r"^## (.+)$", str(vars(kind).get("HELP", "")), re.MULTILINE)
    title = "Everywhere" if kind is classes()[0] else vars(kind).get("TITLE")
    return found[1] if found else str(title or (kind.__doc__ or "").splitlines()[0])


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return [f"# {line}" for line in wrap(text, 96, break_on_hyphens=False)]
