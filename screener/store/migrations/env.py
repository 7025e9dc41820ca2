"""Alembic's way in. The engine comes from `screener.store.database`: there is no alembic.ini."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from screener.store.models import Base


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations must outlive our code, so they name the database's own types."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain_type
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
