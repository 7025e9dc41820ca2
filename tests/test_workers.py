"""Several processes on one database: they count limits together, start and stop without losing a request, and say
whether they can serve."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import fakeredis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from killing import Load, faults
from serving import LIFTED, Server, free_port
from test_durability import NO_MAIL_IS_SENT
from test_serve import guess

from screener.app import create_app
from screener.config import SettingError, Settings
from screener.serve import refuse_limits_apart
from screener.store.database import downgrade, upgrade
from screener.store.models import db
from screener.store.sealing import KeyRing


@contextmanager
def redis() -> Iterator[str]:
    port = free_port()
    server = fakeredis.TcpFakeServer(("127.0.0.1", port), server_type="redis")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.shutdown()
        server.server_close()


# --- Limits ---------------------------------------------------------------------------------------------------------


def test_several_processes_without_a_common_count_of_limits_are_refused(settings: Settings) -> None:
    counted = replace(settings, rate_limits=True)
    with pytest.raises(SettingError, match="SCREENER_REDIS"):
        refuse_limits_apart(counted, 2)
    refuse_limits_apart(counted, 1)
    refuse_limits_apart(settings, 2)
    refuse_limits_apart(replace(counted, redis="redis://127.0.0.1:1/0"), 2)


def test_with_redis_several_processes_count_together(tmp_path: Path, flows: Path) -> None:
    with redis() as address:
        given = {"SCREENER_REDIS": address, "SCREENER_FLOWS": str(flows)}
        server = Server(tmp_path / "data", free_port(), workers=2, settings=given)
        try:
            server.start()
            assert [guess(server, "203.0.113.1") for _ in range(9)] == [404] * 5 + [429] * 4
        finally:
            server.stop()


def test_where_redis_does_not_answer_each_process_counts_by_itself(settings: Settings, app: Flask) -> None:
    alone = create_app(replace(settings, rate_limits=True, redis=f"redis://127.0.0.1:{free_port()}/0"))
    client = alone.test_client()
    form = {"action": "resume", "code": "AAAA-2222"}
    assert [client.post("/chat/migraine", data=form).status_code for _ in range(6)] == [404] * 5 + [429]


# --- Starting and stopping ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_two_that_make_the_tables_at_once_one_does_and_the_other_waits(
    tmp_path: Path, flows: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'screener.db'}"
    if kind == "postgresql":
        postgres = request.getfixturevalue("postgres")
        url = postgres.url(postgres.create())
    keys = {"SCREENER_KEYS": "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U="}
    given = {"SCREENER_DATA": str(tmp_path), "SCREENER_FLOWS": str(flows), "SCREENER_DATABASE_URL": url, **keys}
    command = [sys.executable, "-m", "screener.cli", "db", "upgrade"]
    both = [subprocess.Popen(command, env=given, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(one.communicate(timeout=120)[1], one.returncode) for one in both] == [("", 0)] * 2


def test_told_to_stop_the_server_ends_what_it_has_begun(tmp_path: Path, flows: Path) -> None:
    server = Server(tmp_path / "data", free_port(), settings={**LIFTED, "SCREENER_FLOWS": str(flows)}).start()
    load = Load(server, visitors=1)
    writer = sqlite3.connect(server.data / "screener.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")  # so that a request stands and waits
    pages: list[str | None] = []
    begun = threading.Thread(target=lambda: pages.append(load.acknowledged({"action": "begin", "consent": "yes"})))
    begun.start()
    time.sleep(1)
    assert server.process is not None
    server.process.terminate()
    time.sleep(0.5)
    writer.execute("ROLLBACK")
    begun.join(20)
    assert server.process.wait(20) is not None
    assert pages[0] is not None
    assert 'name="token"' in pages[0]
    assert load.sent_again == 0


def workers_of(server: Server) -> set[str]:
    """The processes that a server has begun."""
    assert server.process is not None
    pid = server.process.pid
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def renew(server: Server) -> None:
    """Have a server's processes renewed, and wait until they are."""
    assert server.process is not None
    had = workers_of(server)
    os.kill(server.process.pid, signal.SIGHUP)
    until(lambda: len(workers_of(server)) == len(had) and not workers_of(server) & had)


def wait_for_answers(load: Load, number: int) -> None:
    until(lambda: sum(walk.kept for walk in load.walks) >= number)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it, and no longer."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_several_processes_are_renewed_under_load_and_no_request_is_lost(tmp_path: Path, flows: Path) -> None:
    data, own = tmp_path / "data", tmp_path / "flows"
    shutil.copytree(flows, own)
    given = {**LIFTED, **NO_MAIL_IS_SENT, "SCREENER_FLOWS": str(own)}
    server = Server(data, free_port(), workers=2, settings=given).start()
    load = Load(server, visitors=2).start()
    try:
        wait_for_answers(load, 5)
        renew(server)
        wait_for_answers(load, 10)
        (own / "migraine" / "flow.yaml").write_text("id: [broken")  # now the flow cannot be used
        renew(server)
        wait_for_answers(load, 15)
        assert "Not read anew" in server.log
        assert "flow.yaml:" in server.log
    finally:
        load.stop()
        server.stop()
    assert sum(walk.kept for walk in load.walks) > 10
    assert load.sent_again == 0
    url = f"sqlite:///{data / 'screener.db'}"
    assert list(faults(load, Settings(data=data, flows=flows, database_url=url))) == []


# --- Whether it can serve -------------------------------------------------------------------------------------------


def test_it_lives_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"alive": True}
    ready = client.get("/readyz")
    assert ready.json == {"ready": True, "database": True, "tables": True, "keys": True}
    assert ready.headers["Cache-Control"] == "no-store"


def test_it_is_not_ready_while_the_tables_are_of_another_version(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        downgrade("0010")
        reply = client.get("/readyz")
        upgrade()
    assert (reply.status_code, reply.json) == (503, {"ready": False, "database": True, "tables": False, "keys": False})


def test_it_is_not_ready_without_a_key_that_is_needed(app: Flask, client: FlaskClient) -> None:
    from datetime import UTC, datetime

    from screener.store import keys

    with app.app_context():
        keys.remember(KeyRing([b"x" * 32]), datetime.now(UTC))
        db.session.commit()
    reply = client.get("/readyz")
    assert (reply.status_code, (reply.json or {})["keys"]) == (503, False)


@pytest.mark.sqlite
def test_it_is_not_ready_where_the_database_is_gone_and_lives(
    app: Flask, settings: Settings, client: FlaskClient
) -> None:
    with app.app_context():
        db.engine.dispose()
    settings.data.rename(settings.data.with_name("away"))
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
