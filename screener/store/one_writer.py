"""SQLite lets one writer in at a time, and whoever waits looks again after ever longer pauses: of four visitors at
once, one in a hundred waited two thirds of a second. Here the threads of a process wait for each other instead."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import Final

LONGEST_WAIT: Final = 5.0
"""Seconds; after that SQLite itself is asked, which says that it is locked."""


class OneWriterConnection(sqlite3.Connection):
    """A connection that holds its process's turn to write from the beginning of a transaction to its end."""

    turn: Lock | None = None
    """Shared by all connections of a process to one database."""
    writes: bool = False

    def take_turn(self) -> None:
        """Wait until no other thread writes."""
        self.writes = self.turn is not None and self.turn.acquire(timeout=LONGEST_WAIT)

    def commit(self) -> None:
        super().commit()  # where it fails, the transaction goes on until it is rolled back
        self.pass_turn_on()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.pass_turn_on()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.pass_turn_on()

    def pass_turn_on(self) -> None:
        """Let the next thread write, if this connection has the turn."""
        if self.writes and self.turn is not None:
            self.writes = False
            self.turn.release()
