"""A browser without a screen: what the page's script says over its line, and what comes back."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, Self

import aiohttp
from screen import Screen

_ESCAPES = re.compile(r"\x1b(\[[0-9;?$<>=]*[a-zA-Z]|\][^\x07]*\x07)")
PATIENCE = 120.0
#: Over all else, and at the foot of the briefing, of what came of a round, of desk and talks.
ASKED = ("Debrief", "Sign (y)", "To the desk", "Go on", "End round", "Accept theirs")


class Browser:
    """A window that looks at a seat.

    Parameters
    ----------
    at
        Where the server is.
    wants
        The colours of its system.
    """

    def __init__(
        self, at: str, code: str, size: tuple[int, int] = (100, 30), wants: str = ""
    ) -> None:
        self.at = at
        self.url = f"{at}/seat/{code}/ws?width={size[0]}&height={size[1]}&look={wants}"
        self.screen = Screen()
        self.look: dict[str, Any] = {}
        self.shown = ""
        self.hold: str | None = None
        self.closed: int | None = None
        self._came = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self._line = await self._session.ws_connect(self.url, headers={"Origin": self.at})
        self._task = asyncio.create_task(self._read())
        await self.say("focus")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.close()
        await self._task
        await self._session.close()

    async def _read(self) -> None:
        async for message in self._line:
            if message.type == aiohttp.WSMsgType.TEXT:
                word, told = json.loads(message.data)
                if word == "class":
                    self.hold = told["hold"]
                elif word == "look":
                    self.look = told
            else:
                self.screen.feed(message.data.decode())
                self.shown += _ESCAPES.sub("", message.data.decode())
            self._came.set()
        self.closed = self._line.close_code
        self._came.set()

    async def until(self, what: Any) -> None:
        """Until a text is shown, or something holds."""

        async def wait() -> None:
            while not (what in self.shown if isinstance(what, str) else what(self)):
                self._came.clear()
                await self._came.wait()

        try:
            await asyncio.wait_for(wait(), PATIENCE)
        except TimeoutError:
            raise AssertionError(
                f"{what} did not come; shown: {self.shown[-2000:]}\n{self.screen.text}"
            ) from None

    @property
    def asked(self) -> str:
        """What the screen offers, of what leads on; empty while it is being drawn."""
        text = self.screen.text
        head, _, rest = text.partition("\n")
        foot = rest.rpartition("\n")[2]
        over = {"Debrief": head, "Sign (y)": text}
        return next((each for each in ASKED if each in over.get(each, foot)), "")

    async def say(self, *words: object) -> None:
        """Say something else than keys."""
        await self._line.send_str(json.dumps(words))

    async def press(self, keys: str, then: Any = None) -> None:
        """Press keys; until something is shown that was not before."""
        if isinstance(then, str):
            self.shown = ""
        await self._line.send_str(json.dumps(["stdin", keys]))
        if then is not None:
            await self.until(then)
