"""Alembic's way in. The engine comes from `screener.store.database`: there is no alembic.ini."""

from alembic import context

from screener.store.models import Base

with context.config.attributes["engine"].connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
