"""An app of its own for each test, on a small flow; whoever signed in at its desk; and screenings to look at."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from screener import conversation
from screener.app import create_app
from screener.config import Settings
from screener.conversation import Conversation, Reply
from screener.staff import add_staff
from screener.store.database import upgrade
from screener.store.models import db
from screener.web.parts import Parts

PASSWORD = "seven quiet herons"
NURSE = "nurse@clinic.example"
PLAIN: Mapping[str, object] = {
    "for_whom": "me",
    "age": 34,
    "danger_signs": ["none"],
    "urgent_signs": ["none"],
    "pregnancy": "none",
    "headache_days": 18,
    "health_conditions": ["none"],
    "preventive_notes": None,
}
"""Answers of somebody without signs or cautions, to be changed here and there."""


@pytest.fixture
def flows() -> Path:
    """The folder of flows. A module that wants the clinic's own overrides it: `return shipped("flows")`."""
    return Path(__file__).parent / "small_flows"


@pytest.fixture
def settings(tmp_path: Path, flows: Path) -> Settings:
    data = tmp_path / "data"
    return Settings(data=data, flows=flows, database_url=f"sqlite:///{data / 'screener.db'}", rate_limits=False)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    with made.app_context():
        upgrade()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


# --- The desk -------------------------------------------------------------------------------------------------------


def csrf_token(page: str) -> str:
    """The token in a page's first form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "this page has no form with a token"
    return found[1]


def sign_in(client: FlaskClient, email: str = NURSE, password: str = PASSWORD, **more: str) -> Any:
    """Sign in as a person does: open the page, fill it in, send it."""
    page = client.get("/staff/sign-in", query_string=more).text
    filled = {"email": email, "password": password, "csrf_token": csrf_token(page), **more}
    return client.post("/staff/sign-in", data=filled)


@pytest.fixture
def people(app: Flask) -> Callable[..., FlaskClient]:
    """People of the staff, each with a browser of their own and signed in."""

    def join(email: str = NURSE, role: str = "reviewer") -> FlaskClient:
        with app.app_context():
            add_staff(email, role, PASSWORD)
        browser = app.test_client()
        assert sign_in(browser, email).status_code == 302
        return browser

    return join


@pytest.fixture
def staff_client(people: Callable[..., FlaskClient]) -> FlaskClient:
    """A nurse's browser, signed in."""
    return people()


# --- Screenings -----------------------------------------------------------------------------------------------------


@dataclass
class Visitor:
    """Somebody who is screened. Each thing they do comes a minute after the one before."""

    app: Flask
    now: datetime
    current: Conversation = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        library = self.parts.library
        with self.app.app_context():
            self.token, self.current = conversation.start(library, next(iter(library.current)), "en", self.now)

    @property
    def parts(self) -> Parts:
        made: Parts = self.app.extensions["screener"]
        return made

    @property
    def reference(self) -> str:
        return self.current.stored.reference

    @property
    def id(self) -> str:
        return self.current.stored.id

    def act(self, action: str, question: str | None = None, chosen: Sequence[str] = (), text: str = "") -> "Visitor":
        """One reply: an answer, or a step such as undo."""
        self.now += timedelta(minutes=1)
        with self.app.app_context():
            found = conversation.find(self.parts.library, self.token, self.now)
            sent = Reply(action, question, tuple(chosen), text)
            self.current = conversation.reply(found, found.turn, sent, self.now)
        return self

    def answer(self, value: object) -> "Visitor":
        """Answer the question that stands."""
        values = value if isinstance(value, list) else [] if value is None else [value]
        return self.act("answer", chosen=[str(one) for one in values])

    def finish(self, answers: Mapping[str, object]) -> "Visitor":
        """Answer whatever is asked, until nothing is. Cards are left, and answers that do not fit each other kept."""
        leave = {"urgent": "go_on", "card": "go_on", "contradiction": "keep"}
        while self.current.interview.outcome is None:
            question = self.current.interview.question
            if self.current.status in leave:
                self.act(leave[self.current.status])
            else:
                assert question is not None
                self.answer(answers[question.id])
        return self

    def leave_contact(self, **contact: str) -> "Visitor":
        with self.app.app_context():
            found = conversation.find(self.parts.library, self.token, self.now)
            self.current = conversation.leave_contact(found, contact, self.now)
        return self


@pytest.fixture
def visitor(app: Flask) -> Callable[..., Visitor]:
    """Visitors, one for each call, who have just agreed to be asked."""

    def arrive(now: datetime | None = None) -> Visitor:
        return Visitor(app, now or datetime.now(UTC) - timedelta(hours=1))

    return arrive


@pytest.fixture
def finished(visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Visitors who have answered everything: as PLAIN says, but for what is given."""

    def walk(now: datetime | None = None, contact: Mapping[str, str] | None = None, **changed: object) -> Visitor:
        done = visitor(now).finish({**PLAIN, **changed})
        return done.leave_contact(**contact) if contact else done

    return walk
