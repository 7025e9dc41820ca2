"""Memory that the C library would keep for each thread, and that this program has no use for."""

import ctypes
from typing import Final

M_ARENA_MAX: Final = -8
"""As glibc's malloc.h numbers it."""


def share_one_arena() -> None:
    """Let all threads allocate from one place: Python lets one of them run at a time, so none waits for another, and
    what one gives back the next can use. A C library without arenas has nothing to set."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(M_ARENA_MAX, 1)
