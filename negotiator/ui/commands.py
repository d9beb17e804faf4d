"""What the command palette and the help say of the keys that are heard just now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from negotiator.ui.keys import short

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp


def of(app: NegotiatorApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """A command for every binding of ours that the open screen, what has the focus on it, or the
    program hears, with its key as it is set now."""
    seen = set()
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if binding.id is None or binding.id in seen or not enabled or not binding.description:
            continue
        seen.add(binding.id)
        about = f"key {binding.key_display or short(key)}"
        yield SystemCommand(
            binding.description, about, partial(app.run_action, binding.action, node)
        )
