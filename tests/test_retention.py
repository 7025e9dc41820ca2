"""Check 23: what is past its time is gone, what is held stays, a wish to delete leaves an entry and nothing else."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor
from sqlalchemy import inspect, text

from screener import conversation, retention
from screener.cli import main
from screener.clinic import Clinic
from screener.config import MailServer, Settings
from screener.retention import OnHold, UnknownReference
from screener.review import take_step
from screener.staff import add_staff
from screener.store import audit, queue
from screener.store.appointments import Appointment
from screener.store.models import Screening, db

CLINIC = Clinic(
    name="Test Clinic",
    treatment_name="the treatment",
    telephone="905-555-0100",
    keep_unfinished_days=10,
    keep_finished_days=100,
    keep_booked_days=400,
    keep_closed_days=50,
)
THEN = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADA = {"name": "Ada Test", "telephone": "905-555-0123"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Mail is written, and never sent: nobody sends it."""
    return replace(settings, mail=MailServer("127.0.0.1", 1, "screener@clinic.example", encrypted="no"))


@pytest.fixture
def staff_id(app: Flask) -> int:
    with app.app_context():
        add_staff("nurse@clinic.example", "reviewer", "seven quiet herons")
        return next(iter(queue.staff_names()))


@pytest.fixture
def of_each_kind(
    app: Flask, visitor: Callable[..., Visitor], finished: Callable[..., Visitor], staff_id: int
) -> dict[str, Visitor]:
    kinds = {
        "unfinished": visitor(THEN).answer("me"),
        "completed": finished(THEN),
        "booked": finished(THEN, contact=ADA),
        "closed": finished(THEN),
    }
    visit = Appointment(THEN + 9 * DAY, 30, "vaughan", "Dr. Okafor")
    with app.app_context():
        for seen, step in enumerate(("start", "book")):
            booked = visit if step == "book" else None
            take_step(kinds["booked"].id, step, staff_id=staff_id, seen=seen, appointment=booked, now=THEN + DAY)
        take_step(kinds["closed"].id, "close", staff_id=staff_id, seen=0, reason="declined", now=THEN + DAY)
    return kinds


def left(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.scalars(db.select(Screening.reference)))


def traces(app: Flask, *words: str) -> dict[str, list[str]]:
    """In which tables anything of these words stands."""
    found: dict[str, list[str]] = {}
    with app.app_context():
        for table in inspect(db.engine).get_table_names():
            for row in db.session.execute(text(f'SELECT * FROM "{table}"')):
                said = " ".join(str(value) for value in row)
                if any(word in said for word in words):
                    found.setdefault(table, []).append(said)
    return found


def test_each_kind_is_kept_as_long_as_the_clinic_says_after_its_last_entry(
    app: Flask, of_each_kind: dict[str, Visitor]
) -> None:
    expected = [(10, "unfinished"), (50 + 1, "closed"), (100, "completed"), (400 + 1, "booked")]
    for days, kind in expected:
        with app.app_context():
            assert retention.purge(CLINIC, THEN + days * DAY - timedelta(hours=1)) == {}
            assert retention.purge(CLINIC, THEN + (days + 1) * DAY) == {kind: 1}
        assert of_each_kind[kind].reference not in left(app)
    assert left(app) == set()


def test_what_is_purged_is_gone_from_every_table_and_the_record_says_how_much(
    app: Flask, of_each_kind: dict[str, Visitor]
) -> None:
    ids = [one.id for one in of_each_kind.values()]
    assert set(traces(app, *ids)) >= {"screening", "turn", "review_step", "appointment", "outbox_mail"}
    with app.app_context():
        assert retention.purge(CLINIC, THEN + 500 * DAY).total() == 4
        kept = [one.entry.detail for one in audit.found(audit.Search(action="purge"))]
        assert sorted(kept) == ["1 booked", "1 closed", "1 completed", "1 unfinished"]
        assert queue.by_contact(telephone=[]) == ()
    assert traces(app, *ids) == {}


def test_what_is_on_hold_is_not_purged_and_not_deleted_until_it_is_released(
    app: Flask, of_each_kind: dict[str, Visitor]
) -> None:
    held, never = of_each_kind["closed"], of_each_kind["unfinished"]
    with app.app_context():
        for one in (held, never):
            retention.hold(one.reference, "Complaint of a neighbour", THEN)
        assert traces(app, "neighbour") == {}
        assert retention.purge(CLINIC, THEN + 500 * DAY).total() == 2
        with pytest.raises(OnHold):
            retention.delete(held.reference, THEN)
        found = conversation.find(never.parts.library, never.token, THEN + DAY)
        assert not conversation.delete(found, CLINIC, THEN + DAY)
        retention.release(held.reference.lower(), THEN)
        assert retention.purge(CLINIC, THEN + 500 * DAY) == {"closed": 1}
    assert left(app) == {never.reference}


def test_a_visitors_delete_is_immediate_and_leaves_an_entry_in_the_record_and_nothing_else(
    app: Flask, finished: Callable[..., Visitor], staff_id: int
) -> None:
    gone = finished(THEN, danger_signs=["none"], urgent_signs=["fever_headache"])
    with app.app_context():
        assert conversation.delete(conversation.find(gone.parts.library, gone.token, THEN), CLINIC, THEN)
    assert set(traces(app, gone.id, gone.reference)) == {"audit_entry"}
    with app.app_context():
        (entry,) = audit.about(gone.reference)
        assert (entry.entry.action, entry.entry.detail) == ("screening.delete", "")


def test_at_a_persons_wish_staff_delete_what_is_on_record_and_an_entry_stays(
    app: Flask, of_each_kind: dict[str, Visitor]
) -> None:
    booked = of_each_kind["booked"]
    with app.app_context():
        retention.delete(booked.reference, THEN)
        with pytest.raises(UnknownReference):
            retention.delete(booked.reference, THEN)
    assert set(traces(app, booked.id, booked.reference)) == {"audit_entry"}


def test_one_persons_data_is_exported_whole_and_that_is_on_record(
    app: Flask,
    settings: Settings,
    of_each_kind: dict[str, Visitor],
    finished: Callable[..., Visitor],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    booked, again = of_each_kind["booked"], finished(THEN, contact=ADA)
    ran = CliRunner().invoke(main, ["export", "person", booked.reference, "--to", str(tmp_path / "one.json")])
    assert ran.exit_code == 0, ran.output
    said = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert said["contact"] == ADA
    assert len(said["turns"]) == booked.current.turn
    assert said["turns"][1]["value"] == 34
    assert [step["step"] for step in said["review"]] == ["start", "book"]
    assert said["appointment"]["clinician"] == "Dr. Okafor"
    assert said["same_telephone_or_email"] == [again.reference]
    assert [one["action"] for one in said["opened_by"]] == ["person.export"]
    assert not {"token_hash", "sealed_contact", "telephone_key"} & set(said["screening"])


def test_the_breach_question_has_a_command_and_a_page(
    app: Flask,
    settings: Settings,
    people: Callable[..., FlaskClient],
    finished: Callable[..., Visitor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    nurse, admin = people(), people("boss@clinic.example", "admin")
    opened, unopened = finished(), finished()
    nurse.get("/staff/")
    for _ in range(2):
        nurse.get(f"/staff/cases/{opened.reference}")
    admin.get(f"/staff/cases/{unopened.reference}")
    today = datetime.now(UTC).date()
    asked = [
        "audit",
        "opened",
        "--who",
        "Nurse@clinic.example",
        "--from",
        str(today - DAY),
        "--to",
        str(today + 2 * DAY),
    ]
    ran = CliRunner().invoke(main, asked)
    assert f"{opened.reference}  2 entries" in ran.output
    assert "1 screenings." in ran.output
    page = admin.get("/staff/audit/opened", query_string={"who": "nurse@clinic.example", "from": str(today - DAY)})
    assert opened.reference in page.text
    assert unopened.reference not in page.text
    assert "listed or searched 1 times" in page.text
    none = admin.get("/staff/audit/opened", query_string={"address": "203.0.113.7"})
    assert "0 screenings were opened" in none.text
    assert admin.get("/staff/audit/opened", query_string={"from": "yesterday"}).status_code == 422
    with app.app_context():
        assert len(audit.found(audit.Search(action="audit.opened"))) == 2
