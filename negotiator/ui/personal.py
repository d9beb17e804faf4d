"""What is the player's own in the program: theme, keys, motion, coach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from textual.app import SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from negotiator.ui import named
from negotiator.ui.settings import HEAD, Settings, read, with_theme, write
from negotiator.ui.theme import OURS, fitted
from negotiator.ui.work import WorkingApp


class PersonalApp(WorkingApp):
    """A program that follows its player's settings.

    Parameters
    ----------
    settings
        The file; None for a program that reads none and writes none, as in a class.
    """

    def __init__(self, settings: Path | None = None) -> None:
        self._fitted: dict[str, Theme] | None = None  # Textual asks for its own as it begins
        super().__init__()
        self._fitted = {}
        self.settings = read(settings) if settings is not None else Settings(Path())
        self._kept = settings
        named.take({})
        for each in OURS:
            self.register_theme(each)
        if not self.settings.motion:
            self.animation_level = "none"
        wrong = self.settings.theme_fault()
        self._faults = [*self.settings.faults, *filter(None, [wrong])]
        self.theme = "negotiator" if wrong else self.settings.theme or "negotiator"

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme; one that is not ours is fitted to what its colours mean here."""
        found = super().get_theme(theme_name)
        if found is None or self._fitted is None or any(found is each for each in OURS):
            return found
        if found.name not in self._fitted:
            self._fitted[found.name] = fitted(found)
        return self._fitted[found.name]

    def watch_theme(self, theme: str) -> None:
        """Keep a theme that was chosen while the program runs."""
        if self._kept is None or not self.is_running or theme == self.settings.theme:
            return
        self.keep(lambda text: with_theme(text, theme))

    def keep(self, change: Callable[[str], str] = lambda text: text) -> None:
        """Write the settings with a change, or, where there are none yet, begin them."""
        if self._kept is None:
            return
        try:
            there = self._kept.exists()
            text = self._kept.read_text(encoding="utf-8") if there else HEAD
            write(self._kept, change(text))
        except (OSError, UnicodeDecodeError) as error:
            self.tell(f"{self._kept}: {error}; it is not kept", error=True)
            return
        self.settings = read(self._kept)

    def take_settings(self) -> None:
        """Take the keys of the settings, and tell what cannot be had: after the first paint, as
        it needs every screen."""
        if not self.settings.keys:
            self._tell_faults([])
            return

        def run() -> Callable[[], None]:
            from negotiator.ui.keys import accepted, short

            keymap, faults = accepted(self.settings)

            def taken() -> None:
                named.take({n: tuple(map(short, keys)) for n, keys in keymap.items()})
                self.set_keymap({name: ",".join(keys) for name, keys in keymap.items()})
                self._tell_faults(faults)

            return taken

        self.work(run, "settings")

    def _tell_faults(self, more: list[str]) -> None:
        told = [*self._faults, *more]
        if told:
            rest = f" And {len(told) - 1} more: `negotiator settings` tells them." * (len(told) > 1)
            stop = "" if told[0].endswith("?") else "."
            self.tell(f"{told[0]}{stop}{rest}", error=True)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette lists every key that is heard just now, so that each can also be clicked."""
        from negotiator.ui.commands import of

        yield from of(self, screen)
        yield from super().get_system_commands(screen)
