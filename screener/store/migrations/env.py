"""Alembic's way in. The engine comes from `screener.store.database`: there is no alembic.ini."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator

from screener.store import models_desk  # noqa: F401 (its tables belong to the database)
from screener.store.models import Base


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


with context.config.attributes["engine"].connect() as connection:
    keep_children(connection, True)
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain_type
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    keep_children(connection, False)
