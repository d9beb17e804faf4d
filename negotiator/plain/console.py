"""What is said and asked, line by line."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

#: What is typed to go back, and to leave the game.
BACK, LEAVE = "0", "q"


class Left(Exception):  # noqa: N818 - nothing is amiss
    """The player has left, or the input has ended."""


class Console:
    """Lines out, lines in.

    Parameters
    ----------
    read
        The next line; raises EOFError when there is none.
    write
        Takes a line.
    width
        Where lines are broken; None leaves them whole, as a screen reader likes them.
    """

    def __init__(
        self,
        read: Callable[[], str] = input,
        write: Callable[[str], object] = print,
        width: int | None = None,
    ) -> None:
        self._read = read
        self._write = write
        self._width = width
        self._listed: set[tuple[object, ...]] = set()

    @classmethod
    def of_terminal(cls) -> Console:
        """On standard input and output, broken at the terminal's width."""
        return cls(width=max(shutil.get_terminal_size().columns - 1, 20))

    def say(self, *texts: str) -> None:
        """Say lines; an empty one is a pause."""
        for text in texts:
            for line in text.split("\n"):
                whole = self._width is None or len(line) <= self._width
                for each in [line] if whole else textwrap.wrap(line, self._width or 80) or [""]:
                    self._write(each)

    def head(self, text: str) -> None:
        """Say what follows."""
        self.say("", text, "")

    def _line(self, what: str) -> str:
        self.say(what)
        try:
            return self._read().strip()
        except EOFError:
            raise Left from None

    def choose(
        self, question: str, choices: Sequence[tuple[T, str]], back: str = "back"
    ) -> T | None:
        """One of some choices, by its number or by how its name begins; None to go back.

        Parameters
        ----------
        choices
            Each with its name.
        back
            What going back is called; empty when there is nowhere to go back to.

        Raises
        ------
        Left
            When the player leaves.
        """
        keys = tuple(key for key, _ in choices)
        listed = keys not in self._listed  # what was heard once is said again when it is asked for
        self._listed.add(keys)
        self.say("", question)
        while True:
            if listed:
                self.say(*(f"{k} {name}" for k, (_, name) in enumerate(choices, 1)))
                if back:
                    self.say(f"{BACK} {back}")
            more = "" if listed else f" of {len(choices)}, or Enter to list them"
            typed = self._line(f"Your choice{more}:")
            listed = typed in ("", "?")
            if listed:
                continue
            if typed.casefold() == LEAVE:
                raise Left
            if back and typed.casefold() in (BACK, "back"):
                return None
            found = _meant(typed, [name for _, name in choices])
            if found is not None:
                return choices[found][0]
            self.say(
                f"{typed!r} is none of these; expected a number up to {len(choices)} or how a name"
                " begins. Enter lists them again, q saves and leaves."
            )

    def figure(self, question: str, least: float = 0.0, most: float = float("inf")) -> float | None:
        """A number; None for an empty line.

        Raises
        ------
        Left
            When the player leaves.
        """
        while True:
            typed = self._line(question)
            if not typed:
                return None
            if typed.casefold() == LEAVE:
                raise Left
            try:
                value = float(typed.rstrip("%").replace(",", "."))
            except ValueError:
                value = float("nan")
            if least <= value <= most:
                return value
            above = f" to {most:g}" if most < float("inf") else " or more"
            self.say(f"{typed!r} is no number that fits; expected {least:g}{above}, or nothing.")

    def words(self, question: str) -> str:
        """A line of text.

        Raises
        ------
        Left
            When the input has ended.
        """
        return self._line(question)

    def yes(self, question: str) -> bool:
        """Whether the player says yes.

        Raises
        ------
        Left
            When the player leaves.
        """
        while True:
            typed = self._line(f"{question} yes or no:").casefold()
            if typed == LEAVE:
                raise Left
            if typed and any(word.startswith(typed) for word in ("yes", "no")):
                return typed[0] == "y"
            self.say("Expected yes or no.")


def _meant(typed: str, names: Sequence[str]) -> int | None:
    """The place of the name that is meant; None when there is none, or more than one."""
    if typed.isdecimal():
        return int(typed) - 1 if 0 < int(typed) <= len(names) else None
    begun = [k for k, name in enumerate(names) if name.casefold().startswith(typed.casefold())]
    same = [k for k in begun if names[k].casefold() == typed.casefold()]
    found = same or begun
    return found[0] if len(found) == 1 else None
