"""`screener serve`: what it prints and makes, and whom it believes about addresses."""

import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from serving import Server, free_port

from screener import conversation, servers
from screener.config import SettingError, Settings
from screener.keys import require
from screener.replies import Reply
from screener.serve import announce, prepare
from screener.servers import run
from screener.store.models import db
from screener.store.sealing import KeyRing
from screener.store.settings import add
from screener.web.parts import Parts

NOW = datetime.now(UTC)


def guess(server: Server, address: str) -> int:
    """Try a wrong resume code, as if it came through a proxy from this address; the status of the reply."""
    data = urllib.parse.urlencode({"action": "resume", "code": "AAAA-2222"}).encode()
    request = urllib.request.Request(f"{server.url}/chat/migraine", data, {"X-Forwarded-For": address})
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            status: int = reply.status
    except urllib.error.HTTPError as error:
        status = error.code
    return status


def test_the_first_start_makes_everything_and_says_where_it_is(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port()).start()
    try:
        assert server.first_sign_in[0] == "admin@example.org"
        for line in (f"The chat:          {server.url}/", f"{server.url}/staff/", "Before going live"):
            assert line in server.log
        assert stat.S_IMODE((server.data / "keys").stat().st_mode) == 0o600
        server.kill()
        before = server.log.count("First sign-in")
        server.start()
        assert server.log.count("First sign-in") == before == 1
    finally:
        server.stop()


def test_a_database_without_its_key_file_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port()).start()
    server.stop()
    (server.data / "keys").unlink()
    command = [sys.executable, "-m", "screener.cli", "serve", "--port", str(server.port)]
    run = subprocess.run(command, env={"SCREENER_DATA": str(server.data)}, capture_output=True, text=True)
    assert run.returncode == 2
    assert "bring it back" in run.stderr
    assert not (server.data / "keys").exists()


def test_keys_that_do_not_open_the_data_are_refused(settings: Settings, app: Flask) -> None:
    made: Parts = app.extensions["screener"]
    with app.app_context():
        conversation.reply(
            conversation.start(made.library, next(iter(made.library.current)), "en", datetime.now(UTC))[1],
            0,
            Reply("answer", chosen=("me",)),
            made.clinic,
            datetime.now(UTC),
        )
        require(made.keys, settings, NOW)
        with pytest.raises(SettingError, match="do not open"):
            require(KeyRing([b"x" * 32]), settings, NOW)


def test_no_connection_is_open_when_workers_are_made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    open_then: list[int] = []

    def workers(app: Flask, *_: object) -> None:
        with app.app_context():
            open_then.append(db.engine.pool.checkedin())  # type: ignore[attr-defined]

    monkeypatch.setattr(servers, "_gunicorn", workers)
    announce(app, "http://127.0.0.1:8000", prepare(app))
    run(app, "127.0.0.1", 8000, 2)
    assert open_then == [0]


def test_what_an_admin_changed_is_known_when_the_start_is_announced(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    made: Parts = app.extensions["screener"]
    first = prepare(app)
    with app.app_context():
        add("telephone", "905-555-0177", 1, datetime.now(UTC))
        db.session.commit()
    made.clinic_now.look_again()
    announce(app, "http://127.0.0.1:8000", first)
    assert "write the clinic's name" not in capsys.readouterr().out


@pytest.mark.parametrize(("proxies", "last"), [("0", 429), ("1", 404)])
def test_an_address_is_taken_from_a_proxy_only_where_there_is_one(tmp_path: Path, proxies: str, last: int) -> None:
    server = Server(tmp_path / "data", free_port(), settings={"SCREENER_PROXIES": proxies}).start()
    try:
        assert [guess(server, f"203.0.113.{n}") for n in range(6)] == [404] * 5 + [last]
    finally:
        server.stop()


def test_several_workers_share_the_screenings(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port(), workers=2).start()
    try:
        assert [guess(server, "203.0.113.1") for _ in range(4)] == [404] * 4
    finally:
        server.stop()


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port()).start()
    try:
        command = [sys.executable, "-m", "screener.cli", "serve", "--port", str(server.port)]
        second = subprocess.run(command, env={"SCREENER_DATA": str(tmp_path / "two")}, capture_output=True, text=True)
        assert second.returncode == 1
        assert "choose another --port" in second.stderr
        assert "Traceback" not in second.stderr
    finally:
        server.stop()


def test_a_setting_that_cannot_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "screener.cli", "serve"]
    run = subprocess.run(command, env={"SCREENER_HTTPS": "perhaps"}, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (2, "Error: SCREENER_HTTPS: write true or false\n")
