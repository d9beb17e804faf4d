"""A lesson: its seats, and what the teacher has them do."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any

from negotiator.serve.launcher import Launcher
from negotiator.serve.place import Place
from negotiator.serve.room import Room, newest, spoken

#: Seats opened at a time, where the machine has not more processors.
_AT_A_TIME = 2

_HOLDS = {
    "waiting": "The lesson has not begun. Your teacher starts it.",
    "paused": "Your teacher has paused the game.",
}


class Lesson:
    """The seats of a room while one scenario is played; without a room, the seat of one player.

    Parameters
    ----------
    folder
        Where the games are saved.
    told
        For every seat, what its process is told.
    room
        None for a player alone, who waits for nobody.
    grace
        Seconds that a seat's process lives on when nobody looks at it.
    """

    def __init__(
        self,
        folder: Path,
        told: Sequence[dict[str, Any]],
        room: Room | None,
        home: Path,
        grace: float = 60.0,
    ) -> None:
        self.folder = folder
        self.room = room
        self.phase = "waiting" if room is not None else "playing"
        #: The last round that is open to all; None when every seat plays at its own speed.
        self.gate: int | None = None
        self.launcher = Launcher(home, many=room is not None)
        slots = asyncio.Semaphore(max(_AT_A_TIME, os.cpu_count() or 1))
        saves = {} if room is None else newest(folder, [each["stem"] for each in told])
        began = [str(saves.get(each.get("stem", ""), "")) for each in told]
        self.places = [
            Place(number, each, save, self.launcher, slots, self.hold, grace)
            for number, (each, save) in enumerate(zip(told, began, strict=True), 1)
        ]

    async def open(self) -> None:
        """Load the game, its world open as the first seat sees it.

        Raises
        ------
        LaunchError
            In one line.
        """
        await self.launcher.open(self.places[0].told)
        if self.room is not None:
            self._keep_names()
        for place in self.places:
            if place.save:
                place.standing = _left_at(Path(place.save))

    def call(self, number: int, name: str) -> None:
        """Note how someone at a seat is called: in the room, and beside the saves for reports.

        Raises
        ------
        SaveError
            When the disk refuses.
        """
        if self.room is not None:
            self.room.call(number, name)
            self._keep_names()

    async def free(self, number: int) -> None:
        """Free a seat: who sits there goes, and does not come back by its code or a name.

        Raises
        ------
        SaveError
            When the disk refuses.
        """
        assert self.room is not None
        self.room.leave(number)
        self._keep_names()
        await self.places[number - 1].clear()

    def _keep_names(self) -> None:
        from negotiator.teaching import roster

        assert self.room is not None
        names = self.room.names
        told = {
            each.told["stem"]: names[each.number] for each in self.places if each.number in names
        }
        if told or (self.folder / roster.FILE).exists():
            roster.keep(self.folder, told)

    async def close(self) -> None:
        """End all seats; every confirmed move is saved."""
        await asyncio.gather(*(place.ended() for place in self.places))
        await self.launcher.close()

    def hold(self, place: Place) -> str:
        """Why a seat is to wait; empty when it is to play."""
        if self.phase in _HOLDS:
            return _HOLDS[self.phase]
        at = place.standing.get("round", 0)
        if self.gate is not None and at > self.gate and not place.standing.get("over"):
            return f"Round {at} begins when your teacher goes on."
        return ""

    async def do(self, what: str) -> None:
        """What the teacher asks for.

        Parameters
        ----------
        what
            `start`, `rounds` (start, but stop after every round), `pause`, `advance` (one round
            more for all), `free` (no more stops) or `renegotiate`.

        Raises
        ------
        KeyError
            For anything else.
        """
        if what == "renegotiate":
            await self._renegotiate()
        else:
            {
                "start": self._start,
                "rounds": self._rounds,
                "pause": self._pause,
                "advance": self._advance,
                "free": self._free,
            }[what]()
        await asyncio.gather(*(place.say() for place in self.places))

    def _start(self) -> None:
        self.phase = "playing"

    def _rounds(self) -> None:
        self.phase = "playing"
        self.gate = max(self.gate or 1, self._least())

    def _pause(self) -> None:
        self.phase = "paused"

    def _advance(self) -> None:
        self.phase = "playing"
        self.gate = (self.gate if self.gate is not None else self._least()) + 1

    def _free(self) -> None:
        self.phase, self.gate = "playing", None

    def _least(self) -> int:
        """The round of those who are least far."""
        return min((place.standing.get("round", 1) for place in self.places), default=1)

    async def _renegotiate(self) -> None:
        """Open the last round again for all who are done, in saves of their own."""
        from negotiator import __version__
        from negotiator.game.renegotiation import reopen
        from negotiator.game.saves import SaveError

        now = time()
        for place in self.places:
            if place.standing.get("over") and not place.standing.get("again") and place.save:
                with suppress(SaveError):
                    save = await asyncio.to_thread(reopen, Path(place.save), now, __version__)
                    place.standing = {**place.standing, "over": False, "again": True}
                    await place.move_to(str(save))

    def state(self) -> dict[str, Any]:
        """What the teacher's page shows."""
        places = self.places
        return {
            "phase": self.phase,
            "gate": self.gate,
            "present": sum(place.browser is not None for place in places),
            "over": sum(bool(place.standing.get("over")) for place in places),
            "seats": [
                {
                    "number": place.number,
                    "code": spoken(self.room.seats[place.number - 1]) if self.room else "",
                    "name": self.room.names.get(place.number, "") if self.room else "",
                    "taken": self.room is None or place.number in self.room.taken,
                    "present": place.browser is not None,
                    "alive": place.alive,
                    **{
                        name: place.standing.get(name)
                        for name in ("country", "round", "rounds", "over", "again", "dealt",
                                     "talks", "own")
                    },
                }
                for place in places
            ],
        }  # fmt: skip


def _left_at(path: Path) -> dict[str, Any]:
    """How far a save is, as told by its lines."""
    from negotiator.game.saves import listing

    for found in listing(path.parent):
        if found.path == path:
            return {
                "country": found.player,
                "round": min(found.round, found.rounds),
                "rounds": found.rounds,
                "over": found.finished,
                "again": found.reopened,
            }
    return {}
