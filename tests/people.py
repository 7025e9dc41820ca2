"""Somebody who is screened, and somebody who signs in at the desk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from screener import conversation
from screener.conversation import Conversation
from screener.replies import Reply
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


def csrf_token(page: str) -> str:
    """The token in a page's first form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "this page has no form with a token"
    return found[1]


def text_of(page: str) -> str:
    """What a page says, without its tags and its style."""
    said = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(said).split())


def appointment(days: int = 7, **changed: str) -> dict[str, str]:
    """The form of an appointment, so many days from now."""
    day = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    filled = {"day": day, "time": "10:30", "minutes": "45", "place": "vaughan", "clinician": "Dr. Okafor"}
    return {**filled, **changed}


def sign_in(client: FlaskClient, email: str = NURSE, password: str = PASSWORD, **more: str) -> Any:
    """Sign in as a person does: open the page, fill it in, send it."""
    page = client.get("/staff/sign-in", query_string=more).text
    filled = {"email": email, "password": password, "csrf_token": csrf_token(page), **more}
    return client.post("/staff/sign-in", data=filled)


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
            self.current = conversation.reply(found, found.turn, sent, self.parts.clinic, self.now)
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
            self.current = conversation.leave_contact(found, contact, self.parts.clinic, self.now)
        return self
