"""What can be wrong with an economy, in one line each."""

from __future__ import annotations


class EconomyError(ValueError):
    """Data or levers that cannot be an economy's: what, where, and what was expected."""


class NotSolvedError(RuntimeError):
    """The solver found no equilibrium; the message names the residual and the policy."""
