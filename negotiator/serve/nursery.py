"""A process that loads the game once, and forks itself for every seat.

Run as `python -m negotiator.serve.nursery MODULE` with a socket as its standard input. The module
has `warm` and `sit`, which take what the server tells. Requests are lines of JSON:
`{"warm": …}`, `{"sit": …}` with the seat's own socket sent along, `{"kill": number}`. The answer to
the first two is a line with a number: 0, or that of the seat's process. When the line is cut it
ends, and no seat outlives its own socket.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn

#: The longest line; what a seat is told is some hundreds of bytes.
_LINE = 1 << 16


def main() -> None:
    """Serve requests until there are no more."""
    control = socket.socket(fileno=os.dup(0))
    os.chdir(os.environ["HOME"])
    # What an accident prints goes to the server's terminal, never between the packets of a seat.
    os.dup2(2, 1)
    module = import_module(sys.argv[1])
    alive: set[int] = set()
    # An interrupt at the terminal is the server's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pending = b""
    while True:
        data, fds, _, _ = socket.recv_fds(control, _LINE, 1)
        if not data:
            return
        pending += data
        *lines, pending = pending.split(b"\n")
        for line in lines:
            _reap(alive)
            told = json.loads(line)
            if "warm" in told:
                module.warm(told["warm"])
                gc.collect()
                gc.freeze()  # what all seats share is left alone by each one's collector
                control.sendall(b"0\n")
            elif "sit" in told:
                seat = fds.pop()
                number = os.fork()
                if not number:
                    control.close()
                    _child(module, seat, told["sit"])
                os.close(seat)
                alive.add(number)
                control.sendall(b"%d\n" % number)
            elif told["kill"] in alive:
                with suppress(ProcessLookupError):
                    os.kill(told["kill"], signal.SIGKILL)


def _reap(alive: set[int]) -> None:
    """Forget those that have ended; until then their numbers are nobody else's."""
    with suppress(ChildProcessError):
        while (number := os.waitpid(-1, os.WNOHANG)[0]) > 0:
            alive.discard(number)


def _child(module: ModuleType, seat: int, told: Mapping[str, Any]) -> NoReturn:
    code = 1
    try:
        # A group of its own, so that an interrupt at the terminal is the server's; but no session:
        # Linux shares processors by session, and who gives way would do so in its own alone.
        os.setpgid(0, 0)
        os.dup2(seat, 0)
        os.dup2(seat, 1)
        os.close(seat)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ |= {"COLUMNS": str(told["width"]), "ROWS": str(told["height"])}
        module.sit(told)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it was, this process is not the nursery
        sys.excepthook(*sys.exc_info())
    finally:
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
