"""Memory that was needed for a moment, handed back, and what is better not kept."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from functools import cache

from textual import strip

#: What glibc calls its limit of heaps (malloc.h).
_M_ARENA_MAX = -8


@cache
def one_heap() -> None:
    """Have all threads take from one heap: with one each, what one frees no other can use (glibc).

    Work of ours holds Python's lock most of the time, so
    that threads wait for each other anyway.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):  # another system's C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Return what is freed to the system, where the allocator would keep it (glibc).

    All deals that two could make take tens of megabytes for a moment. With nothing to return this
    takes a fifth of a millisecond.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class _Nothing:
    """A cache that keeps nothing."""

    def get(self, key: Hashable, default: None = None) -> None:
        """Never there."""
        return default

    def __setitem__(self, key: Hashable, value: object) -> None:
        """Not kept."""


@cache
def lean_lines() -> None:
    """Have lines keep nothing of how they were cut and coloured for the screen.

    Textual gives each line, and each piece of one, seven caches of its own: three megabytes for
    the desk and a briefing. What is drawn again is drawn from whole lines, which widgets keep.
    """
    nothing = _Nothing()
    vars(strip)["FIFOCache"] = lambda maxsize: nothing
