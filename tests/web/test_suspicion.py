"""Spam in the booking form: a request that a program seems to have sent is kept and marked, and nobody is told no."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PLAIN, Visitor, text_of
from werkzeug.test import TestResponse

from screener import conversation
from screener.config import MailServer, Settings
from screener.store.models import Screening, db
from screener.store.models_desk import OutboxMail
from screener.web.limits import limiter
from screener.web.suspicion import LINK, UNSEEN

ADA = {"name": "Ada Test", "telephone": "905-555-0123", "agreed": "yes", "place": "any"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, rate_limits=True, mail=MailServer("127.0.0.1", 1, "screener@clinic.example", "no"))


@pytest.fixture(autouse=True)
def _counted_anew(app: Flask) -> None:
    limiter.reset()


def ask(client: FlaskClient, visitor: Visitor, address: str = "203.0.113.1", **form: str) -> TestResponse:
    """Send the booking form."""
    sent = {"token": visitor.token, "action": "contact", **ADA, **form}
    page = client.post("/chat/migraine", data=sent, environ_base={"REMOTE_ADDR": address})
    assert page.status_code == 200
    assert "Thank you" in page.text
    return page


def kept(app: Flask, visitor: Visitor) -> list[str]:
    """With what signs a request was kept."""
    with app.app_context():
        contact = conversation.find(visitor.parts.library, visitor.token, datetime.now(UTC)).stored.contact
        assert contact is not None
        assert contact["telephone"] == ADA["telephone"]
        return list(contact.get("suspected", []))


def test_a_persons_request_bears_no_mark(
    app: Flask, client: FlaskClient, staff_client: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    ada = finished()
    ask(client, ada, times="Mon. to Fri.after four, or write to me@mail.example.com", caller="St.John, my son")
    assert kept(app, ada) == []
    assert "spam" not in text_of(staff_client.get("/staff/").text).lower()


@pytest.mark.parametrize(
    ("form", "sign", "words"),
    [
        ({UNSEEN: "http://pills.example"}, "unseen", "a field that nobody sees was filled in"),
        ({"name": "WIN http://pills.example/now"}, "link", "there is a link among the names"),
        ({"speaks": "cheap-pills.com"}, "link", "there is a link among the names"),
    ],
)
def test_what_looks_like_spam_is_kept_and_marked_and_its_sender_sees_no_difference(
    app: Flask,
    client: FlaskClient,
    staff_client: FlaskClient,
    finished: Callable[..., Visitor],
    form: dict[str, str],
    sign: str,
    words: str,
) -> None:
    odd, ada = finished(), finished()
    assert "spam" not in ask(client, odd, **form).text
    assert kept(app, odd) == [sign]
    ask(client, ada)
    queue = text_of(staff_client.get("/staff/").text)
    assert queue.count("telephone, perhaps spam") == 1
    assert f"Perhaps spam: {words}." in text_of(staff_client.get(f"/staff/cases/{odd.reference}").text)
    with app.app_context():
        told = db.session.query(OutboxMail).filter(OutboxMail.key.startswith("booking:")).count()
    assert told == 2


def test_what_came_faster_than_anybody_reads_is_marked_by_our_own_clock(
    app: Flask, client: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    now, minute = datetime.now(UTC), timedelta(minutes=1)
    at_once, slow, rushed = (finished(now - minutes * minute) for minutes in (len(PLAIN) - 1, len(PLAIN) + 1, 60))
    with app.app_context():  # all eight answers at once, and the form a while later
        row = db.session.get_one(Screening, rushed.id)
        row.created_at = now + minute  # however slow this machine is
        db.session.commit()
    for one in (at_once, slow, rushed):
        ask(client, one)
    assert [kept(app, one) for one in (at_once, slow, rushed)] == [["quick"], [], ["quick"]]


def test_too_many_from_one_address_are_marked_and_taken(
    app: Flask, client: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    ada = finished()
    for _ in range(20):
        ask(client, ada)
    assert kept(app, ada) == []
    ask(client, ada)
    assert kept(app, ada) == ["often"]
    ask(client, ada, address="198.51.100.7")
    assert kept(app, ada) == []


def test_the_urgent_card_and_the_api_mark_too(
    app: Flask, client: FlaskClient, visitor: Callable[..., Visitor], finished: Callable[..., Visitor]
) -> None:
    urgent = visitor().answer("me").answer(34).answer("none").answer("fever_headache")
    assert urgent.current.status == "urgent"
    form = {"token": urgent.token, "turn": str(urgent.current.turn), "action": "stop", **ADA, UNSEEN: "x"}
    assert client.post("/chat/migraine", data=form).status_code == 200
    assert kept(app, urgent) == ["unseen"]
    by_program = finished()
    sent = {"name": "www.pills.example", "telephone": ADA["telephone"], "agreed": True}
    token = {"Authorization": f"Bearer {by_program.token}"}
    assert client.post("/api/v1/screening/contact", json=sent, headers=token).status_code == 200
    assert kept(app, by_program) == ["link"]


def test_staff_who_enter_a_request_for_a_caller_are_never_suspected(
    app: Flask, client: FlaskClient, finished: Callable[..., Visitor], people: Callable[..., FlaskClient]
) -> None:
    people()
    called = finished(datetime.now(UTC) - timedelta(minutes=len(PLAIN)))
    with app.app_context():
        db.session.execute(db.text("UPDATE screening SET entered_by = (SELECT min(id) FROM staff)"))
        db.session.commit()
    ask(client, called)
    assert kept(app, called) == []


def test_the_field_that_no_person_sees_is_hidden_from_everybody(
    client: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    page = client.post("/chat/migraine", data={"token": finished().token, "action": "resume"}).text
    line = next(line for line in page.splitlines() if f'name="{UNSEEN}"' in line)
    assert line.strip().startswith("<p hidden>")


@pytest.mark.parametrize(
    "name", ["Jo-Ann O'Brien", "D. van der Berg", "St.John Smith", "Li Top", "ada@clinic.example.com", "J.P. Morgan"]
)
def test_a_name_is_no_link(name: str) -> None:
    assert not LINK.search(name)
