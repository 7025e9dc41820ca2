"""The demonstration: invented screenings by the real flow, on data of its own."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from people import PASSWORD, Visitor
from sqlalchemy import func, select

from screener.app import create_app
from screener.audit import broken
from screener.cli import main
from screener.config import Settings
from screener.demo import NURSES
from screener.demo_desk import Desk
from screener.staff import add_staff
from screener.store import audit, cases, queue
from screener.store.models import ReviewStep, Screening, db
from screener.store.models_desk import Appointment

CONTACT = {"name": "Test Visitor", "telephone": "905 555 0142", "agreed": "yes"}


def run(data: Path, *options: str) -> str:
    ran = CliRunner().invoke(main, ["demo", "--data", str(data), "--no-serve", *options])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_screenings_are_invented_by_walking_the_real_flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(tmp_path / "own"))
    output = run(tmp_path / "demo", "--screenings", "30")
    assert "First sign-in:" in output
    assert not (tmp_path / "own").exists()
    again = run(tmp_path / "demo")
    assert "First sign-in:" not in again
    app = create_app(Settings.from_environment({"SCREENER_DATA": str(tmp_path / "demo")}))
    with app.app_context():
        finished = db.session.scalar(select(func.count()).where(Screening.outcome.is_not(None))) or 0
        assert 20 <= finished <= 30
        assert db.session.scalar(select(func.count(func.distinct(Screening.outcome)))) >= 3
        case = cases.by_reference(db.session.scalars(select(Screening.reference).where(Screening.contact_at)).first())
        assert case is not None
        assert case.screening.contact is not None
        assert str(case.screening.contact["name"]).startswith("Demo visitor")
        assert {one.entry.who for one in audit.entries()} >= {*NURSES}
        assert not broken(audit.entries())
    assert "every screening here is invented" in app.test_client().get("/").text


def test_the_invented_staff_call_put_off_book_and_see_people(app: Flask, finished: Callable[..., Visitor]) -> None:
    now, chance = datetime(2026, 11, 25, 15, 0, tzinfo=UTC), random.Random(1)
    visitors = [finished(now - timedelta(days=6 * one), contact=CONTACT if one % 5 else None) for one in range(14)]
    with app.app_context():
        for email in NURSES:
            add_staff(email, "reviewer", PASSWORD)
        people = queue.staff_names()
        desk = Desk(chance, visitors[0].parts.clinic, people, now)
        for visitor in visitors:
            desk.follow_up(visitor.current.stored, visitor.now)
        desk.write_down()
        taken = list(db.session.scalars(select(ReviewStep)))
        assert {one.step for one in taken} >= {"start", "attempt", "snooze", "contact", "book", "see", "close"}
        assert all(one.at <= now for one in taken)
        assert db.session.scalar(select(func.count()).select_from(Appointment))
        assert set(db.session.scalars(select(Screening.assigned_to))) >= set(people)
        entries = [one.entry for one in audit.entries()]
        assert len(entries) == 2 * len(taken)
        assert entries == sorted(entries, key=lambda one: one.at)


def test_data_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "screener.db").touch()
    ran = CliRunner().invoke(main, ["demo", "--data", str(tmp_path), "--no-serve"])
    assert ran.exit_code == 1
    assert "holds data that is no demonstration" in ran.output
