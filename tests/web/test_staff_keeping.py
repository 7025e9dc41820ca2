"""Check 23 at the desk: a clinician or an admin holds, releases, exports and deletes a screening, on record."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, csrf_token, text_of
from werkzeug.test import TestResponse

from screener.store import audit
from screener.store.models import Screening, db

ADA = {"name": "Ada Test", "telephone": "905-555-0123"}


@pytest.fixture
def doctor(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("doctor@clinic.example", "clinician")


@pytest.fixture
def case(finished: Callable[..., Visitor]) -> Visitor:
    return finished(contact=ADA)


def page_of(client: FlaskClient, visitor: Visitor) -> str:
    return text_of(client.get(f"/staff/cases/{visitor.reference}/keeping").text)


def take(client: FlaskClient, visitor: Visitor, step: str, **form: str) -> TestResponse:
    address = f"/staff/cases/{visitor.reference}/keeping"
    return client.post(f"{address}/{step}", data={"csrf_token": csrf_token(client.get(address).text), **form})


def on_record(app: Flask, visitor: Visitor, action: str) -> list[tuple[str, str]]:
    """Who took a step, and why."""
    with app.app_context():
        return [
            (one.entry.who, one.entry.detail) for one in audit.about(visitor.reference) if one.entry.action == action
        ]


def is_there(app: Flask, visitor: Visitor) -> bool:
    with app.app_context():
        return db.session.get(Screening, visitor.id) is not None


def test_the_case_leads_there_for_those_who_may(
    doctor: FlaskClient, staff_client: FlaskClient, case: Visitor, visitor: Callable[..., Visitor]
) -> None:
    address = f"/staff/cases/{case.reference}"
    assert f"{address}/keeping" in doctor.get(address).text
    assert f"{address}/keeping" not in staff_client.get(address).text
    assert "It was answered to its end." in page_of(doctor, case)
    assert "It was left before its end." in page_of(doctor, visitor().answer("me"))
    assert doctor.get("/staff/cases/ZZZZZZ/keeping").status_code == 404


def test_it_is_held_for_a_sealed_reason_and_released_when_sure(app: Flask, doctor: FlaskClient, case: Visitor) -> None:
    for nothing in ("  ", "x" * 501):
        refused = take(doctor, case, "hold", why=nothing)
        assert refused.status_code == 422
        assert "Nothing was changed." in refused.text
    assert take(doctor, case, "hold", why="Complaint of 3 November").status_code == 303
    held = page_of(doctor, case)
    assert "It is on hold since" in held
    assert "Complaint of 3 November" in held
    assert on_record(app, case, "person.hold") == [("doctor@clinic.example", "")]
    kept_on = take(doctor, case, "delete", why="wish", sure="yes")
    assert kept_on.status_code == 409
    assert "so it was not deleted" in kept_on.text
    assert take(doctor, case, "release", why="over").status_code == 200
    assert "It is on hold since" in page_of(doctor, case)
    assert take(doctor, case, "release", why="over", sure="yes").status_code == 303
    assert "It is deleted by itself after" in page_of(doctor, case)
    assert on_record(app, case, "person.release") == [("doctor@clinic.example", "What it was held for is over")]


def test_it_is_deleted_once_somebody_is_sure_and_an_entry_stays(app: Flask, doctor: FlaskClient, case: Visitor) -> None:
    assert take(doctor, case, "delete", sure="yes").status_code == 422
    assert take(doctor, case, "delete", why="because", sure="yes").status_code == 422
    asked = take(doctor, case, "delete", why="wish")
    assert "Nothing can bring them back" in asked.text
    assert is_there(app, case)
    sure = {"csrf_token": csrf_token(asked.text), "why": "wish", "sure": "yes"}
    gone = doctor.post(f"/staff/cases/{case.reference}/keeping/delete", data=sure, follow_redirects=True)
    assert f"{case.reference} is deleted." in gone.text
    assert not is_there(app, case)
    assert on_record(app, case, "person.delete") == [("doctor@clinic.example", "Its person asked for it")]


def test_all_that_is_kept_is_exported_as_a_file_and_that_is_on_record(
    app: Flask, doctor: FlaskClient, case: Visitor
) -> None:
    assert take(doctor, case, "export").status_code == 422
    file = take(doctor, case, "export", why="wish")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{case.reference}.json"'
    assert file.headers["Cache-Control"] == "no-store"
    said = json.loads(file.data)
    assert said["contact"] == ADA
    assert len(said["turns"]) == case.current.turn
    assert on_record(app, case, "person.export") == [("doctor@clinic.example", "Its person asked for it")]


def test_each_look_is_on_record(app: Flask, doctor: FlaskClient, case: Visitor) -> None:
    page_of(doctor, case)
    assert on_record(app, case, "person.kept") == [("doctor@clinic.example", "")]
    assert take(doctor, case, "burn", why="wish").status_code == 404
