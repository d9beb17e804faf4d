"""A seat of a room: the process that plays it, and the browser that looks at it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from negotiator.serve.launcher import Launcher, LaunchError

#: Close codes of ours: who reads them is `pages/seat.js`.
ELSEWHERE, LEFT, FAILED, FREED = 4001, 4002, 4003, 4004
#: Colours that a browser can ask for.
LOOKS = ("dark", "light", "contrast")
#: The first picture is some kilobytes; what comes before are a terminal's settings.
_PAINTED = 256
#: A seat that has not painted by then no longer keeps others waiting.
_PATIENCE = 20.0
#: Seconds after which a process that was to end hangs.
_HANGS = 5.0


class Browser(Protocol):
    """The side of the browser: a websocket."""

    async def send_bytes(self, data: bytes) -> None:
        """What is shown."""

    async def send_str(self, data: str) -> None:
        """What is said."""

    async def close(self, *, code: int) -> bool:
        """Go."""


class Place:
    """A seat.

    Parameters
    ----------
    number
        From 1.
    told
        What its process is told, its save left out.
    save
        The save that it goes on with; empty for none.
    launcher
        Starts its process.
    slots
        How many seats are opened at a time: the others wait their turn.
    hold
        Why it is to wait; empty when it is to play.
    grace
        Seconds that its process lives on when nobody looks at it.
    """

    def __init__(
        self,
        number: int,
        told: Mapping[str, Any],
        save: str,
        launcher: Launcher,
        slots: asyncio.Semaphore,
        hold: Callable[[Place], str],
        grace: float,
    ) -> None:
        self.number = number
        self.told = told
        self.save = save
        self.standing: dict[str, Any] = {}
        self.browser: Browser | None = None
        self._launcher = launcher
        self._slots = slots
        self._hold = hold
        self._grace = grace
        self._size = (80, 24)
        self._wants = ""
        self._focus = "blur"
        self._look: dict[str, Any] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._process = 0
        self._ending = False
        self._prelude = b""
        self._painted = asyncio.Event()
        self._playing: asyncio.Task[None] | None = None
        self._leaving: asyncio.TimerHandle | None = None

    @property
    def alive(self) -> bool:
        """Whether it has a process, or waits for one."""
        return self._playing is not None and not self._playing.done()

    @property
    def report(self) -> Path | None:
        """The report that its player has had written of the game; None when there is none."""
        path = Path(self.save).with_suffix(".html") if self.save else None
        return path if path is not None and path.is_file() else None

    async def come(self, browser: Browser, width: int, height: int, wants: str = "") -> None:
        """A browser looks at this seat; one that did before is told so and goes.

        Parameters
        ----------
        wants
            The colours of its system, for a seat that has chosen none.
        """
        before, self.browser = self.browser, browser
        self._size = (width, height)
        self._wants = wants if wants in LOOKS else ""
        self._focus = "blur"  # as a program begins, until its window says otherwise
        if self._leaving is not None:
            self._leaving.cancel()
        if before is not None:
            await before.close(code=ELSEWHERE)
        await self.say()
        if not self.alive:
            self._playing = asyncio.create_task(self._play())
        elif self._writer is not None and not self._ending:
            await self._tell_look()
            await self._show(self._prelude)
            # A size that changes has all of it painted again.
            self._meta({"type": "resize", "width": width, "height": height + 1})
            self.resize(width, height)

    def go(self, browser: Browser) -> None:
        """A browser is gone. Unless one comes back, its process ends after the grace."""
        if self.browser is browser:
            self.browser = None
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(self._grace, self.end)

    async def keys(self, text: str) -> None:
        """Keys and mouse, unless it is to wait; no faster than the process takes them."""
        if not self._hold(self):
            self._packet(b"D", text.encode())
            if self._writer is not None:
                with suppress(ConnectionError):
                    await self._writer.drain()

    def resize(self, width: int, height: int) -> None:
        """The browser's window has another size."""
        self._size = (width, height)
        self._meta({"type": "resize", "width": width, "height": height})

    def focus(self, kind: str) -> None:
        """The browser's window has got the focus, or lost it."""
        self._focus = kind
        self._meta({"type": kind})

    def look(self, wants: str) -> None:
        """Its player has chosen other colours."""
        if wants in LOOKS:
            self._wants = wants
            self._meta({"type": "look", "look": wants})

    async def say(self, queued: str = "") -> None:
        """Tell the browser whether it is to wait, and why."""
        if self.browser is not None:
            told = {"hold": queued or self._hold(self), "report": self.report is not None}
            await self._tell("class", told)

    def end(self) -> None:
        """Have its process end: it is told nothing more, and heard until it has closed its save."""
        if self._writer is not None and not self._ending:
            self._ending = True
            self._writer.write_eof()
            asyncio.get_running_loop().call_later(_HANGS, self._launcher.kill, self._process)
        elif self._playing is not None and not self._process:
            self._playing.cancel()  # it waits for its turn still

    async def clear(self) -> None:
        """Have whoever looks at it go; what was played stays for who comes next."""
        browser, self.browser = self.browser, None
        self.end()
        if browser is not None:
            await browser.close(code=FREED)

    async def ended(self, within: float = 3.0) -> None:
        """Until its process has ended; one that does not is killed."""
        self.end()
        if self._playing is not None:
            _, hangs = await asyncio.wait([self._playing], timeout=within)
            if hangs and self._process:
                self._launcher.kill(self._process)
                await asyncio.wait([self._playing], timeout=within)

    async def move_to(self, save: str) -> None:
        """Go on with another save; who looks at it sees that one."""
        self.save = save
        browser, self.browser = self.browser, None
        await self.ended()
        self.browser = self.browser or browser
        if self.browser is not None and not self.alive:
            self._playing = asyncio.create_task(self._play())

    async def _play(self) -> None:
        """A process from its start to its end."""
        code = FAILED
        try:
            if self._slots.locked():
                await self.say("Seats are being opened one after the other: a moment.")
            async with self._slots:
                width, height = self._size
                told = {
                    **self.told, "save": self.save, "look": self._wants,
                    "width": width, "height": height,
                }  # fmt: skip
                self._painted.clear()
                self._prelude = b""
                self._process, line = await self._launcher.start(told)
                reader, self._writer = await asyncio.open_connection(sock=line)
                shown = asyncio.create_task(self._pass_on(reader))
                first = asyncio.create_task(self._painted.wait())
                await asyncio.wait(
                    [shown, first], timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED
                )
                first.cancel()
            await self.say()
            await shown
            code = LEFT if self._painted.is_set() else FAILED
        except LaunchError as error:
            print(f"negotiator: seat {self.number} cannot be opened: {error}", file=sys.stderr)
        finally:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self._process:
                # It has had its time: what has not ended by itself hangs.
                asyncio.get_running_loop().call_later(_HANGS, self._launcher.kill, self._process)
                self._process = 0
            ending, self._ending = self._ending, False
        if self.browser is not None and ending:  # one that came back while it ended
            self._playing = asyncio.create_task(self._play())
        elif self.browser is not None:
            await self.browser.close(code=code)

    async def _pass_on(self, reader: asyncio.StreamReader) -> None:
        """What the process writes, to the browser, until it ends."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"__GANGLION__\n")
            while True:
                head = await reader.readexactly(5)
                payload = await reader.readexactly(int.from_bytes(head[1:], "big"))
                if head[:1] == b"D":
                    if self._ending:
                        continue  # who comes meanwhile waits for the next, which takes keys
                    await self._show(payload)
                    if self._painted.is_set():
                        continue
                    if len(payload) < _PAINTED:
                        self._prelude += payload
                    else:
                        self._painted.set()
                        self._meta({"type": self._focus})  # it may have come before the process
                elif head[:1] == b"M":
                    await self._heard(json.loads(payload))

    async def _tell(self, word: str, told: Mapping[str, Any]) -> None:
        if self.browser is not None:
            with suppress(ConnectionError, RuntimeError):
                await self.browser.send_str(json.dumps([word, told]))

    async def _tell_look(self) -> None:
        if self._look is not None:
            await self._tell("look", self._look)

    async def _show(self, data: bytes) -> None:
        if self.browser is not None:
            with suppress(ConnectionError, RuntimeError):
                await self.browser.send_bytes(data)

    async def _heard(self, told: dict[str, Any]) -> None:
        """What the process says beside the picture."""
        if told.get("type") == "standing":
            self.standing = told
            self.save = told.get("save") or self.save
            await self.say()
        elif told.get("type") == "look":
            self._look = told
            await self._tell_look()

    def _packet(self, kind: bytes, payload: bytes) -> None:
        if self._writer is not None and not self._ending and not self._writer.is_closing():
            self._writer.write(kind + len(payload).to_bytes(4, "big") + payload)

    def _meta(self, told: Mapping[str, Any]) -> None:
        self._packet(b"M", json.dumps(told).encode())
