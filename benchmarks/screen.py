"""The screen on a pseudo-terminal: first paint, memory, keys, bytes, rest; beside a hello-world."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType

from .measure import Row, ratio, spread

#: The least that a Textual program is: one line of text.
_HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
Hello().run()
"""
_PLAY = "from negotiator.cli import main; raise SystemExit(main({arguments!r}))"
_PATIENCE = 60.0
#: What goes without output for so long has said what it had to say.
_QUIET = 0.4
_RIGHT, _LEFT = b"\x1b[C", b"\x1b[D"
#: Keys of a first round, and what they do.
_KEYS = (
    ("to the desk", b"\r"), ("another country", b"\x1b[B"), ("another pane", b"2"),
    ("back to it", b"1"), ("talks", b"\r"), ("another line", b"\x1b[B"), ("a rate", _LEFT),
    ("their side", b"\t"), ("why", b"y"), ("the card closed", b"\x1b"), ("the desk", b"\x1b"),
    ("the round ended", b"e"),
)  # fmt: skip


class Terminal:
    """A program on a pseudo-terminal of its own, with an empty folder of saves.

    Parameters
    ----------
    code
        Python that it runs.
    size
        Columns and lines.
    """

    def __init__(self, code: str, size: tuple[int, int] = (120, 40)) -> None:
        self._home = tempfile.TemporaryDirectory()
        self.began = perf_counter()
        self.pid, self._file = pty.fork()
        if not self.pid:  # pragma: no cover - the child is another program
            environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor")
            environment |= {"HOME": self._home.name, "XDG_DATA_HOME": self._home.name}
            # A player's program is compiled once, not at every start.
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            os.chdir(self._home.name)
            os.execve(sys.executable, [sys.executable, "-c", code], environment)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", *size[::-1], 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)
        self._home.cleanup()

    def _chunk(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._file], [], [], max(seconds, 0.0))
        try:
            return os.read(self._file, 1 << 16) if ready else b""
        except OSError:  # its end is closed
            return b""

    def until(self, text: str) -> float:
        """Seconds from now until a text has come.

        Raises
        ------
        TimeoutError
            When it does not come.
        """
        seen, asked = b"", perf_counter()
        while perf_counter() < asked + _PATIENCE:
            seen += self._chunk(0.5)
            if text.encode() in seen:
                return perf_counter() - asked
        raise TimeoutError(f"{text!r} was not shown within {_PATIENCE:.0f} s")

    def quiet(self) -> int:
        """Bytes that come until nothing more does."""
        count = 0
        while chunk := self._chunk(_QUIET):
            count += len(chunk)
        return count

    def press(self, key: bytes) -> float:
        """Seconds from a key to the first of what it changes on the screen."""
        while self._chunk(0.0):
            pass  # what was on its way is no answer
        os.write(self._file, key)
        asked = perf_counter()
        if not self._chunk(_PATIENCE):
            raise TimeoutError(f"{key!r} changed nothing within {_PATIENCE:.0f} s")
        return perf_counter() - asked

    def sent(self, key: bytes) -> int:
        """Bytes that a key has sent to the terminal, until nothing more comes."""
        while self._chunk(0.0):
            pass
        os.write(self._file, key)
        return len(self._chunk(_PATIENCE)) + self.quiet()

    @property
    def resident(self) -> float:
        """Resident memory, megabytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def processor(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _first_paint(code: str, text: str) -> tuple[float, float]:
    """Seconds from the start of a program until it shows a text, and its memory then."""
    with Terminal(code) as terminal:
        terminal.until(text)
        painted = perf_counter() - terminal.began
        terminal.quiet()
        return painted, terminal.resident


def screen(*, repeats: int = 5, keys: int = 40, rest: float = 5.0) -> Iterator[Row]:
    """The program as a player's terminal sees it, 120×40.

    Parameters
    ----------
    keys
        Moves of a rate in talks.
    rest
        Seconds during which nobody presses a key.
    """
    title = _PLAY.format(arguments=[])
    ours, hello = [], []
    _first_paint(title, "returned in kind")  # compiles what has changed
    for _ in range(repeats):
        hello.append(_first_paint(_HELLO, "Hello, world"))
        ours.append(_first_paint(title, "returned in kind"))
    case = "title screen, 120×40"
    yield spread(case, "first paint", "s", [each[0] for each in ours])
    yield spread(case, "floor: Textual's hello-world", "s", [each[0] for each in hello])
    yield ratio(case, "first paint over floor", [e[0] for e in ours], [e[0] for e in hello])
    yield spread(case, "memory", "MB", [each[1] for each in ours])
    yield spread(case, "memory of the hello-world", "MB", [each[1] for each in hello])

    case = "liberation-day-2025, 120×40"
    play = _PLAY.format(arguments=["play", "liberation-day-2025", "--seed", "1"])
    with Terminal(play) as game:
        game.until("April 2025")
        yield spread(case, "until the briefing", "s", [perf_counter() - game.began])
        game.quiet()
        yield spread(case, "memory with the scenario open", "MB", [game.resident])
        game.press(b"\r")
        game.quiet()
        game.press(b"\r")
        game.until("patience")
        game.quiet()
        waits, sent = [], []
        for number in range(keys):  # held down: each comes while the last is being worked out
            waits.append(1e3 * game.press(_RIGHT if number % 8 < 4 else _LEFT))
            game._chunk(0.15)
        game.quiet()
        for number in range(max(keys // 4, 1)):
            sent.append(game.sent(_RIGHT if number % 8 < 4 else _LEFT))
        yield spread(case, "a rate is moved, until the screen answers", "ms", waits)
        ordered = sorted(waits)
        late = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
        yield spread(case, "the same at the 95th percentile", "ms", [late])
        yield spread(case, "sent for a moved rate, effects included", "bytes", sent)
        before = game.processor
        sleep(rest)
        yield spread(case, "processor at rest", "%", [100.0 * (game.processor - before) / rest])

    case = "liberation-day-2025, 80×24"
    with Terminal(play, (80, 24)) as game:
        game.until("April 2025")
        game.quiet()
        for what, key in _KEYS:
            yield spread(case, f"sent for a key: {what}", "bytes", [game.sent(key)])
