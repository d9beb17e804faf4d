"""Style rules that are parsed once."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

#: More than there are kinds of widgets and screens.
_SOURCES = 1024


class Sheet(Stylesheet):
    """Of all rules, parse only what is new.

    Textual parses those of every widget and screen anew when a screen is opened for the first
    time, which is as long as it takes to paint it.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SOURCES)  # emptied by Textual when colours change

    def reparse(self) -> None:
        """Take in what has been added."""
        self.parse()
