"""The record of who did what: one entry after another, and what was changed or taken out shows."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import delete, update

from screener.store import audit
from screener.store.audit import FIRST, Entry
from screener.store.models import db
from screener.store.models_desk import AuditEntry

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
VIEW = Entry(NOW, "case.view", 1, "nurse@clinic.example", "127.0.0.1", "REF234")


def test_each_entry_holds_the_one_before_by_its_hash(app: Flask) -> None:
    with app.app_context():
        for action in ("sign_in", "case.view", "case.step"):
            audit.append(replace(VIEW, action=action))
        db.session.commit()
        kept = list(audit.entries())
    assert [entry.number for entry in kept] == [1, 2, 3]
    assert [entry.previous for entry in kept] == [FIRST, kept[0].hash, kept[1].hash]
    assert all(entry.fits for entry in kept)
    assert kept[1].entry == VIEW


def test_an_entry_that_was_changed_no_longer_fits(app: Flask) -> None:
    with app.app_context():
        audit.append(VIEW)
        db.session.commit()
        db.session.execute(update(AuditEntry).values(who="somebody.else@clinic.example"))
        assert [entry.fits for entry in audit.entries()] == [False]


def test_an_entry_that_was_taken_out_leaves_a_gap(app: Flask) -> None:
    with app.app_context():
        for _ in range(3):
            audit.append(VIEW)
        db.session.commit()
        db.session.execute(delete(AuditEntry).where(AuditEntry.number == 2))
        first, third = audit.entries()
    assert third.previous != first.hash


def test_an_entry_fits_whatever_time_zone_it_was_told_in(app: Flask) -> None:
    with app.app_context():
        audit.append(audit.Entry(datetime.now(ZoneInfo("America/Toronto")), "queue.list", who="a nurse"))
        db.session.commit()
        assert all(one.fits for one in audit.entries())
