"""Opening the database: SQLite tuned for several threads and processes, and its tables brought up to date."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite

from screener.store import models_desk  # noqa: F401 (its tables belong to the database)
from screener.store.models import Base, db
from screener.store.one_writer import OneWriterConnection
from screener.store.sealing import KeyRing

SEALING: Final = "screener_sealing"
MAIL: Final = "screener_mail"
POOL: Final = 6
"""Connections of one process: one for each of its threads, and for its own work."""
LIMITS: Final = {
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}
"""On PostgreSQL. SQLite waits five seconds for its one writer."""
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def open_database(app: Flask, url: str, keys: KeyRing | None, mail: bool = False) -> None:
    """Give the app its database and the keys that seal what is in it; without them, what is sealed stays so.

    `mail`: whether any is sent, and so written.
    """
    app.config.update(SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS=engine_options(url))
    app.extensions[MAIL] = mail
    if keys is not None:
        app.extensions[SEALING] = keys
    db.init_app(app)
    with app.app_context():
        tune_sqlite(db.engine)


def engine_options(url: str) -> dict[str, Any]:
    """How the database is reached. Errors never show what was being stored. A server is waited for so long at most, and
    one that was away is noticed before it is asked anything."""
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("sqlite"):
        options["connect_args"] = {"factory": OneWriterConnection}
    if url.startswith("postgresql"):
        limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
        options |= {"pool_pre_ping": True, "pool_size": POOL, "pool_timeout": 10, "pool_recycle": 1800}
        options["connect_args"] = {"connect_timeout": 5, "options": limits}
    return options


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

    turn = Lock()

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _record: Any) -> None:
        connection.turn = turn
        connection.isolation_level = None  # the driver must not begin transactions by itself
        # FULL: with NORMAL, an answer that was acknowledged could be lost with the power
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("read_only"):
            connection.exec_driver_sql("BEGIN")
            return
        driver: Any = connection.connection.driver_connection
        driver.take_turn()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            driver.pass_turn_on()
            raise


def insert_new(table: type[Base], unique: str, **values: Any) -> None:
    """Insert a row, where there is none with the same unique value: of two that come at once, one does."""
    insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(table).values(values).on_conflict_do_nothing(index_elements=[unique]))


def take_all_the_time(connection: Connection) -> None:
    """Lift PostgreSQL's limits for what may take long, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        for name in LIMITS:
            connection.execute(text(f"SET LOCAL {name} = 0"))


def read_only() -> None:
    """Begin a transaction that only reads, so that it waits for nobody. Call it before the first query."""
    db.session.connection(execution_options={"read_only": True})


def upgrade(revision: str = "head") -> None:
    """Bring the tables up to date. Of several processes that start at once, one does, and the others wait for it."""
    with db.engine.connect().execution_options(read_only=True) as connection:
        if revision == "head" and _revision(connection) == newest_revision():
            return
    from alembic import command  # where something is to be done alone: loading it takes as long as a whole flow

    command.upgrade(_alembic(), revision)


def downgrade(revision: str) -> None:
    """Take the tables back to an earlier state, for whoever must go back to an earlier Screener."""
    from alembic import command

    command.downgrade(_alembic(), revision)


def is_up_to_date() -> bool:
    """Whether the tables are those of this version."""
    return _revision(db.session.connection()) == newest_revision()


@cache
def newest_revision() -> str:
    """The last of the migrations, as their files are called: Alembic would load each to know."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _revision(connection: Connection) -> str | None:
    """The last migration that the tables went through; None where there are no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _alembic() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = db.engine
    return config
