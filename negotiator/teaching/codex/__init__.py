"""The codex: every term of the game in a few lines, with a picture.

`entries/` holds one theme a file, as TOML: who adds a term touches no code. This package reads,
finds and lays them out as text, and knows no screen.
"""

from negotiator.teaching.codex.book import CodexError, Entry, entries, find, search, themes
from negotiator.teaching.codex.text import described, listing

__all__ = [
    "CodexError", "Entry", "described", "entries", "find", "listing", "search", "themes",
]  # fmt: skip
