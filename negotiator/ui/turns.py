"""Who works, of many seats on one machine: keys come first, and long work one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from threading import Lock, get_native_id

#: Seconds for which a thread that works keeps the one that answers keys waiting: a fifth of usual.
_SWITCH = 1e-3
#: A byte for every processor, locked by who works long.
_turns: int | None = None
#: A process may lock a byte twice: its own threads take turns by this.
_alone = Lock()


def give_out() -> None:
    """Have all processes that are forked from this one take turns; without it nobody waits."""
    global _turns
    with TemporaryFile() as file:
        _turns = os.dup(file.fileno())  # as long as they are


def share() -> None:
    """Have threads of this process that work let go more often."""
    sys.setswitchinterval(_SWITCH)


def give_way() -> None:
    """Have this thread wait for those that answer keys, of all seats; Linux alone can."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), 10)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until fewer work long than there are processors.

    Thirty rounds that are ended together would otherwise all be done as late as the last of them.
    What a process has locked is free when it ends, whatever it ends by.
    """
    if _turns is None:
        yield
        return
    import fcntl

    places = os.cpu_count() or 1
    with _alone:
        mine = os.getpid() % places
        for place in range(places):
            with suppress(OSError):
                fcntl.lockf(_turns, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
                mine = place
                break
        else:
            fcntl.lockf(_turns, fcntl.LOCK_EX, 1, mine)
        try:
            yield
        finally:
            fcntl.lockf(_turns, fcntl.LOCK_UN, 1, mine)
