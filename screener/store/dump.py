"""Every row of every table, written out and taken in again, whichever the database: for backups and for moving.

Tables are read as the database has them, not as this program's models say, so that a backup of an earlier version can
be taken in at that version and then brought up to date.
"""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, func, insert, select, text

from screener.store.database import take_all_the_time, upgrade
from screener.store.models import db

BATCH: Final = 500
NOT_OURS: Final = "alembic_version"
"""The table that bringing the database up to date fills."""


READ: Final[dict[str, Callable[[str], Any]]] = {
    "bytes": base64.b64decode,
    "time": datetime.fromisoformat,
    "day": date.fromisoformat,
}
"""How what JSON has no word for is read again."""


class NotEmpty(Exception):
    """A database that already holds something."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a dump: the version of the tables, and how many rows each has."""

    revision: str
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


# --- Writing --------------------------------------------------------------------------------------------------------


def lines() -> Iterator[str]:
    """Everything as it is at one moment, whatever is written meanwhile: what there is, then each row."""
    with _snapshot() as connection:
        tables = _tables(connection)
        rows = {one.name: connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables}
        revision = MigrationContext.configure(connection).get_current_revision() or ""
        yield json.dumps({"revision": revision, "rows": rows})
        for table in tables:
            for row in connection.execute(select(table).execution_options(yield_per=BATCH)):
                yield json.dumps([table.name, [_plain(value) for value in row]], ensure_ascii=False)


@contextmanager
def _snapshot() -> Iterator[Connection]:
    whole = {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {"read_only": True}
    with db.engine.connect().execution_options(**whole) as connection:
        take_all_the_time(connection)
        yield connection


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are there, each after those that it refers to."""
    there = MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != NOT_OURS]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


# --- Taking in ------------------------------------------------------------------------------------------------------


def read_contents(line: str) -> Contents:
    """What the first line of a dump says is in it."""
    return Contents(**json.loads(line))


def take_in(contents: Contents, rows: Iterator[str]) -> Iterator[int]:
    """Take a dump into an empty database, a batch at a time; how many rows each was. All of it, or nothing."""
    upgrade(contents.revision)
    with db.engine.begin() as connection:
        take_all_the_time(connection)
        tables = {table.name: table for table in _tables(connection)}
        if any(connection.execute(select(table).limit(1)).first() for table in tables.values()):
            raise NotEmpty("the database already holds something")
        for name, batch in _batches(rows):
            table = tables[name]
            connection.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in batch])
            yield len(batch)
        for table in tables.values():
            _count_on(connection, table)
    upgrade()


def _batches(rows: Iterator[str]) -> Iterator[tuple[str, list[list[Any]]]]:
    """Rows of one table together, so many at most."""
    at, batch = "", list[list[Any]]()
    for line in rows:
        name, row = json.loads(line)
        if batch and (name != at or len(batch) == BATCH):
            yield at, batch
            batch = []
        at = name
        batch.append([_opened(value) for value in row])
    if batch:
        yield at, batch


def _opened(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, written),) = value.items()
    return READ[kind](written)


def _count_on(connection: Connection, table: Table) -> None:
    """Where PostgreSQL numbers the rows by itself, it goes on after the last one."""
    (key, *more) = table.primary_key.columns
    if connection.dialect.name != "postgresql" or more or key.server_default is None:
        return
    last = connection.scalar(select(func.max(key)))
    if last is not None:
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
        connection.execute(sequence, {"table": f'"{table.name}"', "column": key.name, "last": last})
