"""Webhooks: a program is told of a reference and an event, signed, once, and of nothing that was answered."""

import base64
import hashlib
import hmac
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, csrf_token, text_of
from sqlalchemy import update

from screener.config import Settings
from screener.pushing import NotTaken, push
from screener.review import REASONS, take_by_visitor, take_step
from screener.store import audit
from screener.store import cases as stored_cases
from screener.store.models import db
from screener.store.models_desk import OutboxMail
from screener.webhooks import WebhookError, is_outside, target
from screener.worker import Worker

PAGE = "/staff/webhooks"
SECRETS = ("Ada Lovelace", "905 555 0144", "cm_pattern", "18")


@dataclass
class Receiver:
    """Another program, which takes what it is told, or refuses it."""

    port: int = 0
    status: int = 204
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?key=of-theirs"

    @property
    def events(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.taken]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class _Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.taken.append((dict(self.headers), body))
            self.send_response(made.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), _Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, webhooks_inside=True)


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("admin@clinic.example", "admin")


def send(admin: FlaskClient, path: str = PAGE, **form: str) -> str:
    filled = {"csrf_token": csrf_token(admin.get(PAGE).text), **form}
    return admin.post(path, data=filled, follow_redirects=True).text


def make(admin: FlaskClient, receiver: Receiver) -> str:
    found = re.search(r'value="(whsec_[^"]+)"', send(admin, name="Referrals", address=receiver.address))
    assert found
    return found[1]


def due_now(app: Flask) -> None:
    """The time until the next try has passed."""
    with app.app_context():
        past = datetime.now(UTC) - timedelta(minutes=1)
        db.session.execute(update(OutboxMail).where(OutboxMail.next_try_at.is_not(None)).values(next_try_at=past))
        db.session.commit()


def test_a_program_is_told_signed_and_learns_nothing_of_the_visitor(
    app: Flask,
    admin: FlaskClient,
    receiver: Receiver,
    finished: Callable[..., Visitor],
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = make(admin, receiver)
    name, telephone, *_ = SECRETS
    done = finished(contact={"name": name, "telephone": telephone})
    Worker(app).once()
    Worker(app).once()
    assert receiver.events == ["screening.decided", "screening.contact_left"]
    for headers, body in receiver.taken:
        said = json.loads(body)
        assert said.keys() == {"type", "timestamp", "data"}
        assert said["data"] == {"reference": done.reference}
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
        assert headers["webhook-signature"] == f"v1,{base64.b64encode(wanted).decode()}"
        assert not any(one.encode() in body.replace(said["timestamp"].encode(), b"") for one in SECRETS)
    assert len({headers["webhook-id"] for headers, _ in receiver.taken}) == 2
    assert secret not in admin.get(PAGE).text + caplog.text
    assert "of-theirs" not in caplog.text


def test_each_step_of_the_review_is_told_and_nothing_that_was_written_with_it(
    app: Flask, admin: FlaskClient, receiver: Receiver, finished: Callable[..., Visitor]
) -> None:
    done = finished(contact={"name": "Ada Lovelace", "telephone": "905 555 0144"})
    make(admin, receiver)
    with app.app_context():
        staff_id = stored_cases.staff_ids(["admin@clinic.example"])[0]
        now = datetime.now(UTC)
        take_step(done.id, "start", staff_id=staff_id, seen=0, note="Zanzibar", now=now)
        take_step(done.id, "close", staff_id=staff_id, seen=1, note="Zanzibar", reason=next(iter(REASONS)), now=now)
        assert take_by_visitor(done.id, "changed", now) == "new"
        db.session.commit()
    Worker(app).once()
    Worker(app).once()
    assert sorted(receiver.events) == ["review.changed", "review.close", "review.start"]
    for _, body in receiver.taken:
        assert json.loads(body)["data"] == {"reference": done.reference}
        assert b"Zanzibar" not in body
    assert "a step: Closed the case" in admin.get(PAGE).text


def test_what_is_refused_is_tried_again_and_can_be_sent_again_by_its_id(
    app: Flask,
    admin: FlaskClient,
    receiver: Receiver,
    finished: Callable[..., Visitor],
    caplog: pytest.LogCaptureFixture,
) -> None:
    make(admin, receiver)
    receiver.status = 302  # a redirect is not followed
    done = finished()
    Worker(app).once()
    assert "waits (HTTP 302)" in text_of(admin.get(PAGE).text)
    Worker(app).once()
    assert len(receiver.taken) == 1
    receiver.status = 200
    due_now(app)
    Worker(app).once()
    page = admin.get(PAGE).text
    assert f"{done.reference} : a screening came to an outcome" in text_of(page)
    first, second = receiver.taken
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[1] == second[1]
    send(admin, f"{PAGE}/messages/{first[0]['webhook-id']}/again")
    Worker(app).once()
    assert receiver.taken[2][0]["webhook-id"] == first[0]["webhook-id"]
    assert "127.0.0.1" not in caplog.text
    with app.app_context():
        actions = [one.entry.action for one in audit.entries() if one.entry.action.startswith("webhook")]
    assert actions == ["webhook.make", "webhook.again"]


def test_what_has_ended_is_told_no_more_not_even_what_waits(
    app: Flask, admin: FlaskClient, receiver: Receiver, finished: Callable[..., Visitor]
) -> None:
    make(admin, receiver)
    finished()
    found = re.search(rf'action="({PAGE}/\w+/end)"', admin.get(PAGE).text)
    assert found
    assert "“Referrals” is told no more." in send(admin, found[1])
    finished()
    Worker(app).once()
    assert receiver.taken == []
    assert "404" in str(admin.post(found[1], data={"csrf_token": csrf_token(admin.get(PAGE).text)}).status)


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.clinic.example/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://user:word@hooks.clinic.example/",
        "https://hooks.clinic.example:99999/",
        "ftp://hooks.clinic.example/",
        "https://hooks.clinic.example/\r\nX: y",
        "hooks",
        "",
    ],
)
def test_only_addresses_of_the_open_internet_can_be_told(address: str) -> None:
    with pytest.raises(WebhookError) as refused:
        target(address, inside=False)
    assert "127" not in str(refused.value)
    assert target("https://hooks.clinic.example/screener?key=1", inside=False).hostname == "hooks.clinic.example"


@pytest.mark.parametrize("inward", ["127.0.0.1", "10.0.0.8", "::1", "0.0.0.0", "100.64.0.1", "fe80::1%eth0"])
def test_a_name_that_leads_inside_is_told_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, inward: str
) -> None:
    """The name was that of an outside address when the webhook was made."""
    assert not is_outside(inward)
    led = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443)), (0, 0, 0, "", (inward, receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: led)
    with pytest.raises(NotTaken, match="leads inside"):
        push(target(f"https://hooks.clinic.example:{receiver.port}/", inside=False), {}, b"{}", inside=False)
    assert receiver.taken == []


class TestWhereNothingInsideMayBeTold:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, webhooks_inside=False)

    def test_the_page_says_so_and_keeps_what_was_filled_in(self, admin: FlaskClient, receiver: Receiver) -> None:
        page = send(admin, name="Referrals", address="https://127.0.0.1/x")
        assert "The address must be one outside this network. Nothing was made." in page
        assert 'value="https://127.0.0.1/x"' in page
        assert "Nobody yet." in page
