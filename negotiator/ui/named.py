"""Keys in texts: a text names a binding and its built-in key, and is shown with the player's own.

`{p talks.propose}` in a text is "p" until the settings say otherwise; `{z/F4 app.jump}` names two,
"z or F4". A test holds them to the bindings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A key in a text: what it is called as built in, and the binding's id.
TOKEN = re.compile(r"\{([^\s{}]+) ([a-z]+\.[a-z0-9-]+)\}")

#: What keys are called where a long name would be none to read.
_NAMES = {
    "escape": "Esc", "left": "←", "right": "→", "up": "↑", "down": "↓", "pageup": "PgUp",
    "pagedown": "PgDn",
}  # fmt: skip

#: The player's own keys by the ids of bindings. A terminal has one player.
_own: dict[str, tuple[str, ...]] = {}


def take(keymap: Mapping[str, tuple[str, ...]]) -> None:
    """Take the player's own keys, in short names ("?", "ctrl+o")."""
    _own.clear()
    _own.update(keymap)


def called(key: str) -> str:
    """A key as a text names it: Esc, F5, Ctrl+O; a letter as it is."""
    *modifiers, last = key.rsplit("+", 1) if len(key) > 1 else (key,)
    name = _NAMES.get(last, last.capitalize() if len(last) > 1 or modifiers else last)
    return "+".join([*(each.capitalize() for each in modifiers), name])


def keyed(text: str) -> str:
    """A text with its keys filled in."""

    def filled(found: re.Match[str]) -> str:
        built_in, name = found.groups()
        many = built_in.split("/") if len(built_in) > 1 else [built_in]
        own = _own.get(name)
        if own is not None:
            return " or ".join(called(key) for key in (own if len(many) > 1 else own[:1]))
        return " or ".join(many)

    return TOKEN.sub(filled, text)
