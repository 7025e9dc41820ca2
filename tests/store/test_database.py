"""The database: tables as the models say, no lost updates, what is personal sealed."""

import re
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from screener.store import flows, retention, screenings
from screener.store.database import downgrade, upgrade
from screener.store.models import Base, UtcTime, db

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def create(token: str = "token", reference: str = "REF234") -> screenings.StoredScreening:
    return screenings.create(
        flow_id="migraine",
        flow_digest="d" * 64,
        files={"flow.yaml": "id: migraine"},
        language="en",
        token=token,
        reference=reference,
        now=NOW,
    )


def test_the_migrations_make_exactly_the_tables_of_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(app: Flask) -> None:
    with app.app_context():
        create()
        db.session.commit()
        upgrade()
        assert screenings.by_token("token") is not None


def test_going_back_and_forth_between_versions_loses_no_screening_and_no_turn(app: Flask) -> None:
    with app.app_context():
        stored = create()
        screenings.append_turn(stored.id, 0, {"action": "answer"}, NOW)
        db.session.commit()
        for earlier in ("0003", "0002"):
            downgrade(earlier)
            upgrade()
        found = screenings.by_token("token")
        assert found is not None
        assert len(found.turns) == 1


@pytest.mark.sqlite
def test_sqlite_writes_ahead_and_keeps_foreign_keys(app: Flask) -> None:
    with app.app_context():
        assert db.session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert db.session.scalar(text("PRAGMA synchronous")) == 2  # FULL: what was committed outlives the power
        assert db.session.scalar(text("PRAGMA foreign_keys")) == 1


def test_of_many_writers_at_once_none_is_lost(app: Flask) -> None:
    with app.app_context():
        stored = create()
        db.session.commit()

    def count() -> None:
        for _ in range(25):
            with app.app_context():
                found = screenings.by_token("token", lock=True)
                assert found is not None
                screenings.append_turn(stored.id, found.turn_count, {"action": "answer"}, NOW)
                db.session.commit()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        found = screenings.by_token("token")
        assert found is not None
        assert found.turn_count == len(found.turns) == 100


def test_a_turn_is_kept_once(app: Flask) -> None:
    with app.app_context():
        stored = create()
        screenings.append_turn(stored.id, 0, {"action": "answer"}, NOW)
        db.session.flush()
        with pytest.raises(IntegrityError):
            screenings.append_turn(stored.id, 0, {"action": "answer"}, NOW)


@pytest.mark.sqlite
def test_nothing_personal_can_be_read_in_the_database_file(app: Flask) -> None:
    with app.app_context():
        stored = create(token="secret-token")
        screenings.append_turn(stored.id, 0, {"value": "raw-answer", "words": "my own words"}, NOW)
        screenings.save_contact(stored.id, {"name": "Ada Test", "telephone": "905 555 0123"}, "vaughan", NOW)
        screenings.save_resume_code(stored.id, "ABCD2345", NOW)
        screenings.save_decision(
            stored.id,
            outcome="cm_pattern",
            urgency="routine",
            tier=3,
            flags=["pregnant"],
            queued=True,
            anew=False,
            finished=True,
            now=NOW,
        )
        db.session.commit()
        path = Path(str(db.engine.url.database))
        written = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    for personal in (b"raw-answer", b"own words", b"Ada", b"0123", b"secret-token", b"ABCD2345", b"pregnant"):
        assert personal not in written
    assert b"cm_pattern" in written


def test_every_column_that_could_hold_a_persons_words_is_sealed() -> None:
    clear = {
        "screening": "id flow_id flow_digest language reference token_hash resume_hash outcome urgency place status "
        "telephone_key email_key",  # keyed hashes
        "turn": "screening_id",
        "review_step": "screening_id step status reason",
        "appointment": "screening_id",
        "unclear_reply": "screening_id flow_digest question",
        "sealing_key": "name",
    }
    for table, columns in clear.items():
        texts = {c.name for c in Base.metadata.tables[table].columns if re.match("VARCHAR|TEXT", str(c.type))}
        assert texts == set(columns.split())


def test_a_deleted_screening_leaves_no_row_behind(app: Flask) -> None:
    with app.app_context():
        stored = create()
        screenings.append_turn(stored.id, 0, {"value": 1}, NOW)
        db.session.commit()
        retention.erase([stored.id])
        db.session.commit()
        tables = [t for t in inspect(db.engine).get_table_names() if t in ("screening", "turn", "review_step")]
        assert [db.session.scalar(text(f"select count(*) from {table}")) for table in tables] == [0, 0, 0]


def test_a_resume_code_opens_until_its_day_and_says_when_it_is_too_old(app: Flask) -> None:
    with app.app_context():
        stored = create()
        screenings.save_resume_code(stored.id, "ABCD2345", NOW + timedelta(days=30))
        assert screenings.by_resume_code("ABCD2345", NOW + timedelta(days=30)) is not None
        assert screenings.by_resume_code("ABCD2346", NOW) is None
        with pytest.raises(screenings.ResumeExpired):
            screenings.by_resume_code("ABCD2345", NOW + timedelta(days=30, seconds=1))


def test_a_flows_texts_are_stored_once_for_many_screenings(app: Flask) -> None:
    with app.app_context():
        create("one", "REF111")
        create("two", "REF222")
        db.session.commit()
        assert db.session.scalar(text("select count(*) from flow_version")) == 1
        assert flows.files("d" * 64) == {"flow.yaml": "id: migraine"}
        with pytest.raises(LookupError):
            flows.files("e" * 64)


def test_times_are_kept_in_utc_and_one_without_a_zone_is_refused() -> None:
    kind = UtcTime()
    toronto = NOW.astimezone(timezone(timedelta(hours=-5)))
    kept = kind.process_bind_param(toronto, None)  # type: ignore[arg-type]
    assert kind.process_result_value(kept, None) == NOW  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="zone"):
        kind.process_bind_param(NOW.replace(tzinfo=None), None)  # type: ignore[arg-type]
