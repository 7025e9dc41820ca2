"""Check 21: a database that is full, read-only, locked or gone gives an honest "not saved" page with the emergency
lines and the clinic's telephone, and once it is back the same answer is taken."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from test_chat import Visitor
from werkzeug.test import TestResponse

from screener.config import Settings
from screener.store.models import db

Harm = Callable[[Flask, Settings], Any]


@contextmanager
def told(app: Flask, harmful: str, healing: str) -> Iterator[None]:
    """Each connection is told something, and then the opposite."""
    with app.app_context():
        engine = db.engine
        engine.dispose()

    def _opened(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(harmful)
        cursor.close()
        if hasattr(connection, "autocommit"):
            connection.commit()

    event.listen(engine, "connect", _opened)
    yield
    event.remove(engine, "connect", _opened)
    with app.app_context():
        engine.dispose()
        db.session.execute(text(healing))
        db.session.commit()


@contextmanager
def read_only(app: Flask, settings: Settings) -> Iterator[None]:
    sqlite = settings.database_url.startswith("sqlite:")
    harmful = "PRAGMA query_only=ON" if sqlite else "SET default_transaction_read_only = on"
    with told(app, harmful, "PRAGMA query_only=OFF" if sqlite else "SET default_transaction_read_only = off"):
        yield


@contextmanager
def full(app: Flask, settings: Settings) -> Iterator[None]:
    """The file may grow by no page."""
    with told(app, "PRAGMA max_page_count=1", "PRAGMA max_page_count=4294967294"):
        yield


@contextmanager
def locked(app: Flask, settings: Settings) -> Iterator[None]:
    other = create_engine(settings.database_url, isolation_level="AUTOCOMMIT")
    with told(app, "PRAGMA busy_timeout=50", "PRAGMA busy_timeout=5000"), other.connect() as connection:
        connection.execute(text("BEGIN EXCLUSIVE"))
        yield
        connection.execute(text("ROLLBACK"))
    other.dispose()


@contextmanager
def gone(app: Flask, settings: Settings) -> Iterator[None]:
    """Nothing is where the database was."""
    with app.app_context():
        engine = db.engine
        engine.dispose()
    if settings.database_url.startswith("sqlite:"):
        away = settings.data.with_name("away")
        settings.data.rename(away)
        yield
        away.rename(settings.data)
        return
    name = engine.url.database
    server = create_engine(engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"))
        yield
        connection.execute(text(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true"))
    server.dispose()


HARMS = [
    pytest.param(read_only, id="read-only"),
    pytest.param(full, id="full", marks=pytest.mark.sqlite),
    pytest.param(locked, id="locked", marks=pytest.mark.sqlite),
    pytest.param(gone, id="gone"),
]


def honest(page: TestResponse) -> bool:
    words = ("not saved", "send it again", "Call 911", "9-8-8", 'href="tel:905-555-0100"')
    return page.status_code == 503 and all(word in page.text for word in words)


def until_refused(send: Callable[[], TestResponse]) -> TestResponse:
    """Sent again and again: what is full has room left for a little."""
    page = send()
    for _ in range(200):
        if page.status_code != 200:
            break
        page = send()
    return page


@pytest.mark.parametrize("harm", HARMS)
def test_check_21_what_cannot_be_saved_is_said_so_and_taken_once_the_database_is_back(
    app: Flask, settings: Settings, client: FlaskClient, harm: Harm, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(client)
    visitor.answer("me")

    def answer() -> TestResponse:
        """The age, or a step back from the question after it."""
        given = {"token": visitor.hidden("token"), "turn": visitor.hidden("turn")}
        given |= {"action": "answer", "answer": "41"} if visitor.question == "age" else {"action": "undo"}
        page = client.post("/chat/migraine", data=given)
        if page.status_code == 200:
            visitor.page = page
        return page

    with harm(app, settings):
        page = until_refused(answer)
        assert honest(page), page.text
        assert page.headers["Retry-After"] == "30"
        assert "Traceback" not in page.text
        assert honest(until_refused(lambda: client.post("/chat/migraine", data={"action": "begin", "consent": "yes"})))
        assert client.get("/chat/migraine").status_code == 200
    assert visitor.hidden("token") not in caplog.text
    turn = int(visitor.hidden("turn"))
    assert answer().status_code == 200
    assert int(visitor.hidden("turn")) == turn + 1
