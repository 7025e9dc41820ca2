"""On SQLite the threads of a process take turns to write, and whatever happens to one, the next gets in."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from screener.store.database import engine_options, tune_sqlite

ADD = text("UPDATE counted SET number = number + 1")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """SQLite itself does not wait here: whoever does not take turns is refused at once."""
    url = f"sqlite:///{tmp_path / 'counted.sqlite3'}"
    made = create_engine(url, **engine_options(url))
    tune_sqlite(made)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counted (number INTEGER)"))
        connection.execute(text("INSERT INTO counted VALUES (0)"))
    yield made
    made.dispose()


def add(engine: Engine, times: int = 1) -> None:
    for _ in range(times):
        with engine.connect() as connection:
            assert connection.connection.driver_connection is not None
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=0")
            with connection.begin():
                connection.execute(ADD)


def number(engine: Engine) -> int:
    with engine.connect().execution_options(read_only=True) as connection:
        return int(connection.execute(text("SELECT number FROM counted")).scalar_one())


def test_threads_wait_for_each_other_and_none_is_refused(engine: Engine) -> None:
    threads = [threading.Thread(target=add, args=(engine, 50)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number(engine) == 200


def test_after_an_error_the_next_one_gets_in(engine: Engine) -> None:
    with pytest.raises(OperationalError), engine.begin() as connection:
        connection.execute(text("UPDATE nowhere SET number = 1"))
    before = monotonic()
    add(engine)
    assert monotonic() - before < 1
    assert number(engine) == 1


def test_where_another_process_writes_the_turn_is_passed_on(engine: Engine, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "counted.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):  # the second is refused at once too, and does not wait for the first
        before = monotonic()
        with pytest.raises(OperationalError, match="locked"):
            add(engine)
        assert monotonic() - before < 1
    other.rollback()
    add(engine)
    assert number(engine) == 1


def test_a_connection_that_is_closed_in_between_holds_nobody_up(engine: Engine) -> None:
    connection = engine.connect()
    connection.execute(ADD)
    connection.invalidate()
    add(engine)
    assert number(engine) == 1


def test_whoever_only_reads_waits_for_nobody(engine: Engine) -> None:
    with engine.begin() as writing:
        writing.execute(ADD)
        assert number(engine) == 0
    assert number(engine) == 1
