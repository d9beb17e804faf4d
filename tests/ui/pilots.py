"""How tests go through the screens: they wait for conditions, not for time."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import Static

from negotiator.ui.app import NegotiatorApp


async def until(pilot: Pilot, condition: Callable[[], bool]) -> None:
    """Let the program run until something holds; fail when it does not come."""
    for _ in range(1500):
        await pilot.pause(0.01)
        if condition():
            return
    raise AssertionError(f"it did not come; the screen is {type(pilot.app.screen).__name__}")


def on(app: NegotiatorApp, name: str) -> Callable[[], bool]:
    """Whether a screen is open and nothing is being worked out."""
    return lambda: type(app.screen).__name__ == name and not app.busy


def text(app: NegotiatorApp, selector: str) -> str:
    """What a part of the screen says."""
    return str(app.screen.query_one(selector, Static).content)
