"""Tries counted in this process, for the limits: how often each key was tried in its window of time.

The library's own memory starts a thread for each try, which walks over all keys; here what has run out is swept out
once a minute.
"""

import time
from dataclasses import dataclass
from threading import Lock
from typing import Final

from limits.storage import Storage

SWEEP_EVERY: Final = 60.0
"""Seconds."""


@dataclass(slots=True)
class _Window:
    count: int
    until: float


class Counted(Storage):
    """Fixed windows of time, each begun by its first try."""

    STORAGE_SCHEME = ["counted"]  # noqa: RUF012 (the library declares it so)

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._windows: dict[str, _Window] = {}
        self._lock = Lock()
        self._sweep_at = time.time() + SWEEP_EVERY

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            if now > self._sweep_at:
                self._sweep(now)
            window = self._windows.get(key)
            if window is None or window.until <= now:
                window = self._windows[key] = _Window(0, now + expiry)
            window.count += amount
            return window.count

    def _sweep(self, now: float) -> None:
        self._windows = {key: window for key, window in self._windows.items() if window.until > now}
        self._sweep_at = now + SWEEP_EVERY

    def get(self, key: str) -> int:
        window = self._windows.get(key)
        return window.count if window is not None and window.until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        window = self._windows.get(key)
        return window.until if window is not None else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            forgotten = len(self._windows)
            self._windows = {}
        return forgotten

    def clear(self, key: str) -> None:
        with self._lock:
            self._windows.pop(key, None)
