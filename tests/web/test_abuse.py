"""Limits that stop abuse and let a clinic's shared network through, each with a page that says what to do."""

import socket
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from serving import LIFTED, Server, free_port
from test_chat import CHAT, Visitor

from screener.config import Settings
from screener.store.models import Screening, db
from screener.web.limits import limiter

BEGIN = {"action": "begin", "consent": "yes"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, rate_limits=True, most_per_hour=210)


def begun(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Screening).count()


def test_check_15_beginning_is_limited_by_address_and_says_so_kindly(app: Flask, client: FlaskClient) -> None:
    limiter.reset()
    replies = [client.post(CHAT, data=BEGIN).status_code for _ in range(201)]
    assert replies == [200] * 200 + [429]
    page = client.post(CHAT, data=BEGIN)
    assert all(words in page.text for words in ("Wait a few minutes", "Call 911", "905-555-0100"))
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.post(CHAT, data=BEGIN, environ_base=elsewhere).status_code == 200
    # More than anybody expects in an hour, from whichever addresses.
    for _ in range(9):
        client.post(CHAT, data=BEGIN, environ_base=elsewhere)
    crowded = client.post(CHAT, data=BEGIN, environ_base=elsewhere)
    assert crowded.status_code == 503
    assert "try again in an hour" in crowded.text
    assert "Call 911" in crowded.text
    assert begun(app) == 210


def test_one_screening_is_limited_by_itself_and_others_at_the_same_address_are_not(client: FlaskClient) -> None:
    limiter.reset()
    busy, calm = Visitor(client), Visitor(client)
    form = {"token": busy.hidden("token"), "action": "resume"} | {"turn": "0"}
    assert {client.post(CHAT, data={**form, "action": "later"}).status_code for _ in range(60)} == {200}
    assert client.post(CHAT, data={**form, "action": "later"}).status_code == 429
    assert calm.answer("me").status_code == 200


def test_slow_and_huge_requests_keep_nobody_else_waiting(tmp_path: Path, flows: Path) -> None:
    server = Server(tmp_path / "data", free_port(), settings={**LIFTED, "SCREENER_FLOWS": str(flows)}).start()
    slow = []
    try:
        for _ in range(30):
            one = socket.create_connection(("127.0.0.1", server.port), 5)
            one.sendall(b"POST /chat/migraine HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n")
            slow.append(one)
        huge = socket.create_connection(("127.0.0.1", server.port), 5)
        huge.sendall(b"POST /chat/migraine HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 2000)
        began = time.monotonic()
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as reply:
            assert reply.status == 200
        assert time.monotonic() - began < 3
        huge.settimeout(10)
        assert b"413" in huge.recv(200)
        huge.close()
    finally:
        for one in slow:
            one.close()
        server.stop()
