"""Alembic's way in. The engine comes from `screener.store.database`: there is no alembic.ini."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator, text

from screener.store import models_desk  # noqa: F401 (its tables belong to the database)
from screener.store.database import take_all_the_time
from screener.store.models import Base

ONE_AT_A_TIME = 0x5C7EE7AB
TEN_MINUTES = 600_000
"""In milliseconds: longer than any change takes."""


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations must outlive our code, so they name the database's own types."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def keep_children(connection: Connection, kept: bool) -> None:
    """SQLite changes a table by copying it and dropping the old one, which would delete the rows that refer to it."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA foreign_keys={'OFF' if kept else 'ON'}")
        driver.execute(f"PRAGMA busy_timeout={TEN_MINUTES if kept else 5000}")


def wait_for_others(connection: Connection) -> None:
    """One process changes the tables at a time. On SQLite, the transaction itself lets nobody else in."""
    if connection.dialect.name == "postgresql":
        take_all_the_time(connection)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})


with context.config.attributes["engine"].connect() as connection:
    keep_children(connection, True)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain_type,
        transactional_ddl=True,  # on SQLite too: which changes are to be made is read within the transaction
    )
    with context.begin_transaction():
        wait_for_others(connection)
        context.run_migrations()
    connection.commit()
    keep_children(connection, False)
