"""Tactics: how a government bids, one family a file.

A tactic is a frozen dataclass of its parameters with one pure rule from the table to the share of
its possible gain that it asks for; its docstring is the text that the player reads.
"""

from negotiator.counterparts.tactics.base import (
    Tactic,
    UnknownTacticError,
    tactic,
    tactics,
)
from negotiator.counterparts.tactics.table import Issue, Table

__all__ = ["Issue", "Table", "Tactic", "UnknownTacticError", "tactic", "tactics"]
