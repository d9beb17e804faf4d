"""Renegotiations of a class: which game each began from, and how it is labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.teaching.heap import Game


def begun_from(games: Sequence[Game]) -> dict[str, Game]:
    """By key of a renegotiation: the game that it began from, where that was handed in too.

    A game is known by its last line, whatever its file is called now; where several are the same
    to the letter, by its name.
    """
    found: dict[str, Game] = {}
    for game in games:
        if game.reopened is not None:
            same = [one for one in games if one.check == game.reopened.check]
            named = [one for one in same if one.name == game.reopened.save]
            first = next(iter([*named, *same]), None)
            # A save begins from one that was there before it: no file can be its own beginning.
            if first is not None and not _leads(found, first, game):
                found[game.key] = first
    return found


def _leads(found: Mapping[str, Game], one: Game, to: Game) -> bool:
    """Whether going back from a game one comes to another."""
    while one.key != to.key:
        if one.key not in found:
            return False
        one = found[one.key]
    return True


def in_order(games: Sequence[Game], begun: Mapping[str, Game]) -> list[Game]:
    """Renegotiations among games, each after the one that it began from."""

    def depth(game: Game) -> int:
        return 1 + depth(begun[game.key]) if game.key in begun else 0

    return sorted((game for game in games if game.key in begun), key=depth)


def lettered(label: str, taken: set[str]) -> str:
    """The label of a renegotiation: of game 3 it is 3b, and what comes after that 3c."""
    stem = label.rstrip("bcdefghijklmnopqrstuvwxyz")
    letters = iter("bcdefghijklmnopqrstuvwxyz")
    return next((said for each in letters if (said := f"{stem}{each}") not in taken), f"{stem}z")
