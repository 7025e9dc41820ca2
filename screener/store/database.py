"""Opening the database: SQLite tuned for several threads and processes, and its tables brought up to date."""

from pathlib import Path
from typing import Any, Final

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql, sqlite

from screener.store import models_desk  # noqa: F401 (its tables belong to the database)
from screener.store.models import Base, db
from screener.store.sealing import KeyRing

SEALING: Final = "screener_sealing"
MAIL: Final = "screener_mail"
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def open_database(app: Flask, url: str, keys: KeyRing | None, mail: bool = False) -> None:
    """Give the app its database and the keys that seal what is in it; without them, what is sealed stays so.

    `mail`: whether any is sent, and so written.
    """
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.extensions[MAIL] = mail
    if keys is not None:
        app.extensions[SEALING] = keys
    db.init_app(app)
    with app.app_context():
        tune_sqlite(db.engine)


def sealing() -> KeyRing:
    """The keys of the app at work."""
    ring: KeyRing = current_app.extensions[SEALING]
    return ring


def mail_is_sent() -> bool:
    """Whether mail to staff is sent at all."""
    return bool(current_app.extensions[MAIL])


def tune_sqlite(engine: Engine) -> None:
    """WAL, waiting instead of "database is locked", and transactions that really hold from their first read.

    The driver's own transactions lose updates: of 800 read-modify-writes from four processes, 482 were lost.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        # FULL: with NORMAL, an answer that was acknowledged could be lost with the power
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def insert_new(table: type[Base], unique: str, **values: Any) -> None:
    """Insert a row, where there is none with the same unique value: of two that come at once, one does."""
    insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(table).values(values).on_conflict_do_nothing(index_elements=[unique]))


def read_only() -> None:
    """Begin a transaction that only reads, so that it waits for nobody. Call it before the first query."""
    db.session.connection(execution_options={"read_only": True})


def upgrade(revision: str = "head") -> None:
    """Bring the tables up to date."""
    from alembic import command

    command.upgrade(_alembic(), revision)


def downgrade(revision: str) -> None:
    """Take the tables back to an earlier state, for whoever must go back to an earlier Screener."""
    from alembic import command

    command.downgrade(_alembic(), revision)


def _alembic() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = db.engine
    return config
