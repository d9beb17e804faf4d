"""What the palette, the help and the codex have to say of the screen that is open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

if TYPE_CHECKING:
    from negotiator.ui.personal import PersonalApp


def of(app: PersonalApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """A command for every binding of ours that the open screen, what has the focus on it, or the
    program hears, with its key as it is set now."""
    from negotiator.ui.keys import short

    seen = set()
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if binding.id is None or binding.id in seen or not enabled or not binding.description:
            continue
        seen.add(binding.id)
        about = f"key {binding.key_display or short(key)}"
        yield SystemCommand(
            binding.description, about, partial(app.run_action, binding.action, node)
        )
    from negotiator.ui.screens.tour import begin

    yield SystemCommand("Tour", "a minute over title, desk and talks", partial(begin, app))


def help_of(app: PersonalApp, screen: Screen[Any]) -> str:
    """Help for a screen, and for what has the focus on it."""
    told = [getattr(screen, "HELP", "") or ""]
    if screen.focused is not None:
        for each in screen.focused.ancestors_with_self:
            if each is screen:
                break
            ours = type(each).__module__.startswith("negotiator.")
            about = getattr(each, "HELP", None) if ours else None
            if about:
                told.append(f"\n### Where you are\n\n{about.strip()}\n")
                break
    return "".join(told)


def terms_of(app: PersonalApp) -> tuple[str, ...] | None:
    """Terms of the codex on the open screen, or under its help; None where it does not open."""
    shown = next(s for s in reversed(app.screen_stack) if not getattr(s, "IS_HELP", False))
    first: tuple[str, ...] = getattr(shown, "terms", ())  # of what it shows just now
    always: tuple[str, ...] | None = getattr(shown, "TERMS", ())
    return None if always is None else tuple(dict.fromkeys((*first, *always)))
