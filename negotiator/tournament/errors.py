"""The one error of tournaments."""

from __future__ import annotations


class TournamentError(ValueError):
    """A tournament that cannot be held as asked; one line for the person who asked."""
