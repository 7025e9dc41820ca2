"""Planted words: what a visitor says and who they are stands in no log, address, title, header or mail, and in the
database only sealed. One full walk, from the consent to the booked case."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from pathlib import Path

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from people import appointment, csrf_token
from sqlalchemy import inspect, text
from test_chat import Visitor

from screener.config import MailServer, Settings
from screener.store.models import db

NAME, TELEPHONE, EMAIL, NOTE = (
    "Zebulon Quillfeather",
    "905-555-0147",
    "quillfeather@planted.example",
    "Umbrella Ostrich",
)
WORDS = "my plum-coloured teapot hurts"
PLANTED = ("Quillfeather", "quillfeather", "555-0147", "5550147", "Ostrich", "teapot", "thunderclap", "asthma_or_copd")
"""The last two are answers: ids that the flow gives to what was chosen."""


@dataclass
class Walk:
    """All that left the server during one walk, but for the pages' own bodies."""

    addresses: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    log: str = ""
    tokens: list[str] = field(default_factory=list)
    reference: str = ""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return changed(settings, mail=MailServer("127.0.0.1", 1, "screener@clinic.example", encrypted="no"))


@pytest.fixture
def walk(app: Flask, client: FlaskClient, people: Callable[..., FlaskClient], caplog: pytest.LogCaptureFixture) -> Walk:
    caplog.set_level(logging.DEBUG)
    seen = Walk()

    @app.after_request
    def _see(response: Response) -> Response:
        seen.addresses.append(request.full_path)
        seen.headers.append(str(response.headers))
        if response.mimetype == "text/html":
            seen.titles += re.findall(r"<title>(.*?)</title>", response.get_data(as_text=True))
        return response

    desk = people("nurse@clinic.example", "reviewer")
    visit(client, seen)
    review(desk, seen)
    seen.log = caplog.text
    return seen


def visit(client: FlaskClient, seen: Walk) -> None:
    visitor = Visitor(client)
    seen.tokens.append(visitor.hidden("token"))
    for value in ("me", "41", "thunderclap"):
        visitor.answer(value)
    visitor.send("mistake")
    visitor.answer("none")
    for value in ("none", "none"):
        visitor.answer(value)
    visitor.send(text=WORDS, question=visitor.question)
    for value in ("18", "asthma_or_copd", NOTE):
        visitor.answer(value)
    visitor.send("contact", name=NAME, telephone=TELEPHONE, email=EMAIL, agreed="yes", place="vaughan")
    found = re.search(r"\b([A-Z2-9]{6})\b", visitor.page.text)
    assert found, visitor.page.text
    seen.reference = found[1]


def review(desk: FlaskClient, seen: Walk) -> None:
    page = desk.get("/staff/")
    token = csrf_token(page.text)
    assert desk.post("/staff/queue/find", data={"csrf_token": token, "find": TELEPHONE}).status_code == 303
    case = f"/staff/cases/{seen.reference}"
    page = desk.get(case)
    assert all(one in page.text for one in ("Quillfeather", "Ostrich"))
    for step, more in (("start", {}), ("book", appointment())):
        filled = {"csrf_token": token, "step": step, "seen": "0" if step == "start" else "1", "note": NOTE, **more}
        assert desk.post(f"{case}/steps", data=filled).status_code == 303
    assert desk.get(f"{case}/sheet").status_code == 200


def rows() -> Iterator[str]:
    """Every value of every table, as text."""
    for table in inspect(db.engine).get_table_names():
        for row in db.session.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                plain = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                if "migraine" not in plain or len(plain) < 2000:  # the flow's own text names every answer
                    yield plain


def test_check_1_and_18_nothing_said_is_in_an_address_a_header_a_title_or_a_log(walk: Walk) -> None:
    assert len(walk.addresses) > 15
    left = "\n".join([*walk.addresses, *walk.headers, *walk.titles, walk.log])
    assert [one for one in (*PLANTED, *walk.tokens) if one in left] == []


def test_nothing_said_can_be_read_in_any_table(walk: Walk, app: Flask) -> None:
    with app.app_context():
        kept = list(rows())
        assert db.session.execute(text("SELECT count(*) FROM outbox_mail")).scalar_one() > 0
        assert db.session.execute(text("SELECT count(*) FROM appointment")).scalar_one() == 1
    assert walk.reference in kept
    assert [one for one in (*PLANTED, *walk.tokens) if any(one in value for value in kept)] == []


@pytest.mark.sqlite
def test_nothing_said_can_be_read_in_the_database_file_or_beside_it(walk: Walk, settings: Settings, app: Flask) -> None:
    files = [path for path in Path(settings.data).iterdir() if path.name.startswith("screener.db")]
    assert {path.name for path in files} >= {"screener.db", "screener.db-wal"}
    flow = (settings.flows / "migraine" / "flow.yaml").read_text("utf-8")
    for path in files:
        written = path.read_bytes()
        personal = [one for one in (*PLANTED, *walk.tokens) if one not in flow]
        assert len(personal) == len(PLANTED) - 2 + 1
        assert [one for one in personal if one.encode() in written] == []
