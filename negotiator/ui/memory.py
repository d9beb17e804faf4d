"""Memory that was needed for a moment, handed back."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

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
