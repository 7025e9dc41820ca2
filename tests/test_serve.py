"""`screener serve`: what it prints and makes, and whom it believes about addresses."""

import shutil
import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as it is after its first start."""
    running = Server(tmp_path_factory.mktemp("served") / "data", free_port(), settings={}).start()
    yield running
    running.stop()


def refusal(data: Path, port: int, **settings: str) -> subprocess.CompletedProcess[str]:
    """What `screener serve` says where it does not serve."""
    command = [sys.executable, "-m", "screener.cli", "serve", "--port", str(port)]
    return subprocess.run(command, env={"SCREENER_DATA": str(data), **settings}, capture_output=True, text=True)


def test_the_first_start_makes_everything_and_says_where_it_is(served: Server) -> None:
    assert served.first_sign_in[0] == "admin@example.org"
    for line in (f"The chat:          {served.url}/", f"{served.url}/staff/", "Before going live"):
        assert line in served.log
    assert stat.S_IMODE((served.data / "keys").stat().st_mode) == 0o600
    served.kill()
    before = served.log.count("First sign-in")
    served.start()
    assert served.log.count("First sign-in") == before == 1


def test_a_database_without_its_key_file_is_refused_and_nothing_is_changed(served: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(served.data, data)
    (data / "keys").unlink()
    run = refusal(data, free_port())
    assert run.returncode == 2
    assert "bring it back" in run.stderr
    assert not (data / "keys").exists()


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


def test_an_address_is_taken_from_a_proxy_only_where_there_is_one(served: Server, tmp_path: Path) -> None:
    assert [guess(served, f"203.0.113.{n}") for n in range(6)] == [404] * 5 + [429]
    behind = Server(tmp_path / "data", free_port(), settings={"SCREENER_PROXIES": "1"}).start()
    try:
        assert [guess(behind, f"203.0.113.{n}") for n in range(6)] == [404] * 6
    finally:
        behind.stop()


def test_a_port_that_is_taken_is_said_in_one_line(served: Server, tmp_path: Path) -> None:
    second = refusal(tmp_path / "two", served.port)
    assert second.returncode == 1
    assert "choose another --port" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_setting_that_cannot_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    run = refusal(tmp_path, 8000, SCREENER_HTTPS="perhaps")
    assert (run.returncode, run.stderr) == (2, "Error: SCREENER_HTTPS: write true or false\n")
