"""A finished game opened again at its last round, as a save of its own."""

from __future__ import annotations

import re
from pathlib import Path

from negotiator.game.moves import EndRound
from negotiator.game.saves import Log, Reopened, Save, SaveError, free_path, read

#: How long a class has for it; what is done after it counts all the same.
MINUTES = 5
_AGAIN = "-again"


def reopen(path: Path, now: float, app: str) -> Path:
    """Open the last round of a finished game anew, in a new save beside the old one.

    The talks of that round begin again: what was signed or done in it is open. All before it is as
    it was. The old save is not touched, and is named in the new one's first line.

    Parameters
    ----------
    now
        When the minutes begin, in seconds since the epoch.
    app
        The version that writes it.

    Raises
    ------
    SaveError
        For a game that is not played to its end, and as `read` does.
    """
    save = read(path)
    last = save.scenario.rounds
    if save.ended < last:
        raise SaveError(
            f"{path}: its game stands in round {save.ended + 1} of {last}; only one that is played"
            " to its end can be renegotiated"
        )
    start = opening(save)
    reopened = Reopened(
        save=path.stem, check=save.lines.check, began=now, instead_of=save.moves[start:]
    )
    stem = re.sub(rf"{_AGAIN}-\d+$", "", path.stem)
    target = free_path(path.parent, f"{stem}{_AGAIN}")
    Log.begin(
        target, save.scenario, save.player, save.seed, save.mode, app,
        reopened, save.lines.bodies[:start],
    )  # fmt: skip
    return target


def opening(save: Save) -> int:
    """How many moves a finished game had when its last round began."""
    ends = [k for k, move in enumerate(save.moves, 1) if isinstance(move, EndRound)]
    return ends[-2] if len(ends) > 1 else 0


def left(began: float, now: float) -> float:
    """Seconds that are left of a renegotiation; never below zero."""
    return max(0.0, began + 60.0 * MINUTES - now)
