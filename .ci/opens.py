"""Opens the game in a terminal of its own, presses Enter twice, and waits for a word to be shown.

Usage: opens.py WORD COMMAND...

Exit code 0 when WORD has been shown and the game is still running a moment later, else 1 with what
the terminal said.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

ENTERS = 2
DEADLINE = 60.0
QUIET = 1.5  # seconds without output after which a screen is taken to be drawn,
PATIENCE = 8.0  # or seconds since the last key, when something on it never rests
_CONTROL = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[P^_\]].*?(\x1b\\|\x07)|.)", re.DOTALL)


def main(word: str, command: list[str]) -> int:
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(
            TERM="xterm-256color", TEXTUAL_ANIMATIONS="none", COLUMNS="120", LINES="40"
        )
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    said, pressed, shown = "", 0, False
    start = last = time.monotonic()
    while (now := time.monotonic()) < start + DEADLINE:
        ready, _, _ = select.select([terminal], [], [], QUIET)
        if ready:
            try:
                said += os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:  # the other end has closed: the game has ended
                shown = False
                break
        if ready and now < last + PATIENCE:
            continue
        if "\x1b[?1049h" in said and pressed < ENTERS:
            os.write(terminal, b"\r")
            pressed, last = pressed + 1, now
        elif pressed == ENTERS and word in _CONTROL.sub("", said):
            shown = True
            break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if shown:
        print(f"{command[0]} opened, and two keys later showed {word}")
        return 0
    print(f"{command[0]}: expected to show {word} two keys after the title screen; it said:")
    print(_CONTROL.sub("", said)[-3000:])
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
