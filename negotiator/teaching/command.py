"""`negotiator report`: from saves to a page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from negotiator.game.saves import SaveError
from negotiator.teaching.figures import figures
from negotiator.teaching.game_page import game_page
from negotiator.teaching.played import Worlds, files, replayed


def write(path: Path, text: str) -> None:
    """Write a page.

    Raises
    ------
    SaveError
        When the folder cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None


def beside(save: Path) -> Path:
    """Write the report of a save beside it.

    Returns
    -------
    Where it is.
    """
    target = save.with_suffix(".html")
    write(target, game_page(figures(replayed(save, Worlds()))))
    return target


def run(options: argparse.Namespace) -> int:
    """The command."""
    saves = files(options.saves)
    if not saves:
        raise SaveError(f"{options.saves[0]}: no saves there; expected files *.jsonl")
    write(options.output, game_page(figures(replayed(saves[0], Worlds()))))
    print(f"{options.output}: the report of {saves[0].name}", file=sys.stdout)
    return 0
