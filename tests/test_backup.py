"""Check 24: the drill. A backup made while people answer is whole, opens with its keys only, and restores on both
databases; migrations go down and up with data."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from databases import EMPTY
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor
from sqlalchemy import MetaData, func, select

from screener import backup
from screener.app import create_app
from screener.audit import broken
from screener.backup import BadBackup
from screener.cli import main
from screener.config import Settings
from screener.proof.progress import silent
from screener.staff import add_staff
from screener.store import audit, cases, dump
from screener.store.database import SEALING, downgrade, upgrade
from screener.store.models import db
from screener.store.sealing import KeyRing

NOW = datetime.now(UTC)
ADA = {"name": "Ada Test", "telephone": "905-555-0123"}
SINCE = ("0010", "0004", "0003", "0002")


@pytest.fixture
def case(app: Flask, finished: Callable[..., Visitor], people: Callable[..., FlaskClient]) -> Visitor:
    """A screening, a member of the staff, and entries in the record."""
    done = finished(contact=ADA)
    people().get(f"/staff/cases/{done.reference}")
    return done


@contextmanager
def elsewhere(settings: Settings, folder: Path, url: str = "") -> Iterator[Flask]:
    """Another installation that has the same keys and an empty database."""
    folder.mkdir()
    (folder / "keys").write_bytes((settings.data / "keys").read_bytes())
    (folder / "keys").chmod(0o600)
    made = create_app(replace(settings, data=folder, database_url=url or f"sqlite:///{folder / 'screener.db'}"))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def another(kind: str, request: pytest.FixtureRequest) -> str:
    """Where another empty database of a kind is; nothing for a file in the other folder."""
    if kind != "postgresql":
        return ""
    postgres = request.getfixturevalue("postgres")
    name = postgres.create(EMPTY)
    request.addfinalizer(lambda: postgres.drop(name))
    url: str = postgres.url(name)
    return url


def rows() -> dict[str, int]:
    there = MetaData()
    there.reflect(db.engine)
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in there.tables.items()
        }


def make(app: Flask, path: Path) -> Path:
    with app.app_context():
        backup.make(path, app.extensions[SEALING], NOW, silent)
    return path


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_what_was_restored_is_all_there_and_reads_as_before(
    app: Flask, settings: Settings, case: Visitor, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    file = make(app, tmp_path / "backup")
    with app.app_context():
        before = rows()
    url = another(to, request)
    with elsewhere(settings, tmp_path / "other", url) as other:
        backup.restore(file, other.extensions[SEALING], NOW, silent)
        assert rows() == before | {"audit_entry": before["audit_entry"] + 1}
        found = cases.by_reference(case.reference)
        assert found is not None
        assert found.screening.contact == ADA
        assert len(found.screening.turns) == case.current.turn
        assert broken(audit.entries()) == ""
        add_staff("new@clinic.example", "reviewer", "seven quiet herons")  # numbering goes on after the last


def test_a_backup_that_is_made_while_people_answer_is_of_one_moment(
    app: Flask, settings: Settings, visitor: Callable[..., Visitor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PIECE", 200)
    busy, stop = visitor(), threading.Event()

    def answer() -> None:
        busy.answer("me")
        while not stop.is_set():
            busy.answer(34).act("undo")
            stop.wait(0.05)

    at_work = threading.Thread(target=answer)
    at_work.start()
    try:
        files = [make(app, tmp_path / f"backup{number}") for number in range(2)]
    finally:
        stop.set()
        at_work.join()
    for file in files:
        with elsewhere(settings, tmp_path / f"{file.name}-restored") as other:
            backup.restore(file, other.extensions[SEALING], NOW, silent)
            count, turns = db.session.execute(
                db.text("SELECT turn_count, (SELECT count(*) FROM turn WHERE screening_id = id) FROM screening")
            ).one()
            assert count == turns


def test_nothing_personal_can_be_read_in_a_backup_and_no_other_key_opens_it(
    app: Flask, case: Visitor, tmp_path: Path
) -> None:
    file = make(app, tmp_path / "backup")
    assert file.stat().st_mode & 0o077 == 0
    assert case.reference.encode() not in file.read_bytes()
    with pytest.raises(BadBackup, match="the key that sealed"):
        backup.check(file, KeyRing([b"x" * 32]))


@pytest.mark.parametrize("harm", ["cut short", "a piece less", "altered", "mixed up", "another file"])
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_restored(
    app: Flask, settings: Settings, case: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    monkeypatch.setattr(backup, "PIECE", 2000)
    file = make(app, tmp_path / "backup")
    whole = file.read_bytes()
    head = len(backup.MAGIC) + backup.ID_BYTES
    piece = 4 + 4 + 12 + 2000 + 16
    assert len(whole) > head + 2 * piece
    harmed = {
        "cut short": whole[:-9],
        "a piece less": whole[: head + piece],
        "altered": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "mixed up": whole[:head] + whole[head + piece : head + 2 * piece] + whole[head : head + piece],
        "another file": b"PK" + whole,
    }
    file.write_bytes(harmed[harm])
    with elsewhere(settings, tmp_path / "other") as other:
        with pytest.raises(BadBackup):
            backup.restore(file, other.extensions[SEALING], NOW, silent)
        assert rows() == {}


def test_restoring_over_what_is_there_is_refused(app: Flask, case: Visitor, tmp_path: Path) -> None:
    file = make(app, tmp_path / "backup")
    with app.app_context():
        before = rows()
        with pytest.raises(BadBackup, match="already holds something"):
            backup.restore(file, app.extensions[SEALING], NOW, silent)
        assert rows() == before


def test_the_drill_by_the_commands(
    app: Flask, settings: Settings, case: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    file = str(tmp_path / "backup")
    assert "read back and whole" in CliRunner().invoke(main, ["backup", file]).output
    assert "whole, " in CliRunner().invoke(main, ["restore", "--check", file]).output
    with elsewhere(settings, tmp_path / "other"):
        monkeypatch.setenv("SCREENER_DATA", str(tmp_path / "other"))
        monkeypatch.setenv("SCREENER_DATABASE_URL", f"sqlite:///{tmp_path / 'other' / 'screener.db'}")
        ran = CliRunner().invoke(main, ["restore", file])
        assert ran.output.startswith("Restored: "), ran.output
        assert cases.by_reference(case.reference) is not None


# --- Migrations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_go_down_and_up_with_data_and_lose_no_screening(
    settings: Settings, case: Visitor, app: Flask, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    file = make(app, tmp_path / "backup")
    url = another(kind, request)
    with elsewhere(settings, tmp_path / "other", url) as other:
        backup.restore(file, other.extensions[SEALING], NOW, silent)
        db.session.remove()
        for earlier in SINCE:
            downgrade(earlier)
            upgrade()
            found = cases.by_reference(case.reference)
            assert found is not None
            assert found.screening.contact == ADA
            assert len(found.screening.turns) == case.current.turn
            db.session.remove()


def test_a_backup_of_an_earlier_version_is_taken_in_and_brought_up_to_date(
    settings: Settings, case: Visitor, app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        db.session.remove()
        downgrade("0010")
        lines = list(dump.lines())
        contents = dump.read_contents(lines[0])
        upgrade()
    assert contents.revision == "0010"
    with elsewhere(settings, tmp_path / "other"):
        assert sum(dump.take_in(contents, iter(lines[1:]))) == contents.total
        assert cases.by_reference(case.reference) is not None
