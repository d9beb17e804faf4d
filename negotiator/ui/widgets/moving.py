"""Figures that go from what they were to what they are, where that explains what happened."""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import var
from textual.widget import Widget


class Moving(Widget):
    """A widget whose figures move in a few steps, and then rest.

    What stands at the end is the same without. Nothing waits for it: a key is answered at once, and
    another change begins where the last one ends. Textual's own setting turns it off.
    """

    STEPS: ClassVar[int] = 5
    SECONDS: ClassVar[float] = 0.3

    #: How much of the way is gone.
    gone: var[float] = var(1.0, init=False)
    _step = STEPS

    def move(self) -> None:
        """Set out; a step draws what is between."""
        if self.is_attached and self.app.animation_level == "full":
            self.gone = 0.0
            self.animate("gone", 1.0, duration=self.SECONDS, easing="linear")

    def watch_gone(self, gone: float) -> None:
        """Draw a step: not every of the many small ones that a clock gives."""
        step = int(gone * self.STEPS)
        if step != self._step:
            self._step = step
            self.draw()

    def draw(self) -> None:
        """Show the figures of the step that is reached."""
        raise NotImplementedError

    def between(self, before: float, after: float) -> float:
        """A figure on its way."""
        if self._step >= self.STEPS:
            return after
        return before + (after - before) * self._step / self.STEPS
