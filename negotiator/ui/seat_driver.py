"""What a seat's screen is drawn with: Textual's driver for browsers, which ends with its line."""

from __future__ import annotations

import os
from typing import Any

from textual import messages
from textual.drivers.web_driver import WebDriver


class SeatDriver(WebDriver):
    """Textual's driver for browsers, which ends the program when the server's line is cut."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._write = self._send  # type: ignore[assignment]

    def _send(self, data: bytes) -> int:
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self.fileno, left) :]
        except OSError:
            self.send_message(messages.ExitApp())
        return len(data)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """What the server says beside keys; on the thread that reads them."""
        look = getattr(self._app, "look", None)
        if packet_type == "look" and look is not None:
            self._app.call_later(look, str(payload.get("look")))
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read until the line is cut: a server that is gone leaves no seats behind."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.send_message(messages.ExitApp())
