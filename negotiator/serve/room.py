"""A room: its address and its codes, the same from lesson to lesson, in a small file of its own."""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negotiator.game.saves import SUFFIX, SaveError

#: Letters and digits that are not taken for one another, on a screen or on a slip of paper.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_FILE = "room.json"
#: Letters of a name; more are cut off.
NAME = 40
#: Invisible, but letters of some scripts are joined and parted by them.
_JOINERS = "\u200c\u200d"


def code(length: int = 8) -> str:
    """A code by chance: of eight letters there are 6·10^11."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def spoken(text: str) -> str:
    """A code as it is shown: in groups of four."""
    return "-".join(text[k : k + 4] for k in range(0, len(text), 4))


def plain(text: str) -> str:
    """A code as it was typed, without what people put between its letters."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())[:64]


def called(text: str) -> str:
    """A name as it was typed, without what does not show, and with nothing before it that a
    spreadsheet takes for a formula."""
    kept = (
        each if each in _JOINERS or unicodedata.category(each)[0] not in "CZ" else " "
        for each in unicodedata.normalize("NFC", text[: 4 * NAME])
    )
    return " ".join("".join(kept).split()).lstrip("=+-@' ")[:NAME].strip()


@dataclass
class Room:
    """A room and its seats.

    Parameters
    ----------
    folder
        Of the room, under the player's saves.
    port
        Where it was last served.
    door
        The code by which whoever has no seat yet gets the next free one.
    teacher
        What the teacher's page is found by.
    seats
        Their codes, the first seat first.
    taken
        Which have been sat in, by number from 1.
    names
        How those at the seats are called, of whom it is known, by number from 1.
    lessons
        By scenario: the folder of its last lesson, its seed, and its mode.
    """

    folder: Path
    port: int
    door: str
    teacher: str
    seats: list[str]
    taken: set[int] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)
    lessons: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def enter(cls, folder: Path, seats: int, *, new: bool = False) -> Room:
        """The room of a folder; made, or with more seats than it had, if need be.

        Parameters
        ----------
        new
            Whether everyone gets a new code, so that old links lead nowhere.

        Raises
        ------
        SaveError
            When its file cannot be read or written.
        """
        found = None if new else _read(folder / _FILE)
        room = cls(folder, 8000, code(6), secrets.token_urlsafe(16), []) if found is None else found
        if new and (before := _read(folder / _FILE)) is not None:
            room.port, room.lessons = before.port, before.lessons
        room.seats += [code() for _ in range(seats - len(room.seats))]
        room.keep()
        return room

    def keep(self) -> None:
        """Write its file, whole or not at all; only its owner can read it.

        Raises
        ------
        SaveError
            When the folder cannot be written.
        """
        path = self.folder / _FILE
        told = {
            "format": "negotiator-room",
            "version": 1,
            "port": self.port,
            "door": self.door,
            "teacher": self.teacher,
            "seats": self.seats,
            "taken": sorted(self.taken),
            "names": {str(number): name for number, name in sorted(self.names.items())},
            "lessons": self.lessons,
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(told, file, indent=1)
            new.replace(path)
        except OSError as error:
            raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None

    def serves(self, port: int) -> None:
        """Note where it is served: there it is found the next time too."""
        if port != self.port:
            self.port = port
            self.keep()

    def seat(self, given: str, seats: int) -> int | None:
        """The number of the seat that has a code, from 1; None for no seat's.

        It takes as long whichever code is given.

        Parameters
        ----------
        seats
            How many there are in this lesson.
        """
        sought, found = plain(given).encode(), None
        for number, each in enumerate(self.seats[:seats], 1):
            if hmac.compare_digest(each.encode(), sought):
                found = number
        return found

    def opens(self, given: str) -> bool:
        """Whether a code is that of the door."""
        return hmac.compare_digest(self.door.encode(), plain(given).encode())

    def teaches(self, given: str) -> bool:
        """Whether a token is the teacher's."""
        return hmac.compare_digest(self.teacher.encode(), given.encode())

    def free(self, seats: int) -> int | None:
        """The first seat that nobody has sat in; None when there is none."""
        return next((k for k in range(1, seats + 1) if k not in self.taken), None)

    def sit(self, number: int) -> None:
        """Note that a seat has been sat in.

        Raises
        ------
        SaveError
            When the disk refuses: then it is as free as before.
        """
        if number in self.taken:
            return
        self.taken.add(number)
        try:
            self.keep()
        except SaveError:
            self.taken.discard(number)
            raise

    def leave(self, number: int) -> None:
        """Note that a seat is free again, by a new code: who sat there does not come back by it."""
        self.seats[number - 1] = code()
        self.taken.discard(number)
        self.names.pop(number, None)
        self.keep()

    def call(self, number: int, name: str) -> None:
        """Note how someone at a seat is called; nothing forgets it."""
        name = called(name)
        if name != self.names.get(number, ""):
            self.names |= {number: name}
            self.names = {each: told for each, told in self.names.items() if told}
            self.keep()

    def of(self, name: str, seats: int) -> int | None:
        """The first seat of someone with a name, however it is spelt in capitals; None for none.

        Parameters
        ----------
        seats
            How many there are in this lesson.
        """
        sought = called(name).casefold()
        known = ((k, self.names.get(k, "").casefold()) for k in range(1, seats + 1))
        return next((number for number, each in known if each and each == sought), None)

    def lesson(
        self, scenario: str, seed: int | None, mode: str | None, *, again: bool = False
    ) -> dict[str, Any]:
        """The lesson of a scenario: the last one, gone on with, or a new one.

        Raises
        ------
        SaveError
            When the last one has another seed or mode than asked for.
        """
        last = self.lessons.get(scenario)
        if last is not None and not again:
            for what, asked in (("seed", seed), ("mode", mode)):
                if asked is not None and asked != last[what]:
                    raise SaveError(
                        f"{self.folder}: this room's lesson has {what} {last[what]}, not {asked};"
                        " --again begins another"
                    )
            return last
        number = 1
        while (self.folder / f"{scenario}-{number}").exists():
            number += 1
        chosen = secrets.randbelow(10_000) if seed is None else seed
        self.lessons[scenario] = {"folder": f"{scenario}-{number}", "seed": chosen, "mode": mode}
        (self.folder / f"{scenario}-{number}").mkdir(mode=0o700)
        self.keep()
        return self.lessons[scenario]


def newest(folder: Path, stems: Sequence[str]) -> dict[str, Path]:
    """By stem: the save that was written last, of seats that have one."""
    found: dict[str, tuple[float, Path]] = {}
    for path in folder.glob(f"*{SUFFIX}"):
        stem = re.sub(r"-\d+(-again-\d+)*$", "", path.stem)
        changed = path.stat().st_mtime
        if stem in stems and changed >= found.get(stem, (0.0, path))[0]:
            found[stem] = (changed, path)
    return {stem: path for stem, (_, path) in found.items()}


def _read(path: Path) -> Room | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SaveError(f"{path}: cannot be read: {error}; --new makes a new one") from None
    try:
        if told["format"] != "negotiator-room" or told["version"] != 1:
            raise ValueError("not a room of this version")
        return Room(
            path.parent,
            int(told["port"]),
            str(told["door"]),
            str(told["teacher"]),
            [str(each) for each in told["seats"]],
            {int(each) for each in told["taken"]},
            {int(number): called(str(name)) for number, name in told.get("names", {}).items()},
            {str(name): dict(each) for name, each in told["lessons"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SaveError(f"{path}: not a room: {error}; --new makes a new one") from None
