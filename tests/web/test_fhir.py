"""FHIR for other programs: what a token opens, what it does not, and what is on the record of it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from fhir.resources.R4B import get_fhir_model_class
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor
from programs import made_token, recorded
from werkzeug.test import TestResponse

from screener import tokens
from screener.app import create_app
from screener.config import Settings
from screener.export.fhir.lint import problems
from screener.export.fhir.lint_response import response_problems
from screener.store.models import db
from screener.tokens import ANSWERS, FORMS, PEOPLE, RECORD

Element = dict[str, Any]
ALL = (FORMS, ANSWERS, PEOPLE, RECORD)


@pytest.fixture
def token(app: Flask) -> Callable[..., str]:
    def make(*scopes: str, days: int = 30) -> str:
        return made_token(app, *(scopes or ALL), days=days)

    return make


@pytest.fixture
def ask(client: FlaskClient, token: Callable[..., str]) -> Callable[..., TestResponse]:
    """Ask for something with a token of these scopes."""
    held: dict[tuple[str, ...], str] = {}

    def get(path: str, *scopes: str, **query: str) -> TestResponse:
        kept = held.setdefault(scopes, token(*scopes) if scopes not in held else "")
        return client.get(f"/fhir/{path}", query_string=query or None, headers={"Authorization": f"Bearer {kept}"})

    return get


def resources(reply: TestResponse) -> list[Element]:
    return [entry["resource"] for entry in reply.json.get("entry", [])] if reply.json else []


# --- What can be read -----------------------------------------------------------------------------------------------


def test_anybody_may_ask_what_can_be_done_here(client: FlaskClient) -> None:
    reply = client.get("/fhir/metadata")
    assert reply.content_type == "application/fhir+json; charset=utf-8"
    get_fhir_model_class("CapabilityStatement").model_validate(reply.json)


def test_a_form_is_read_as_it_is_now_and_by_its_version(ask: Callable[..., TestResponse]) -> None:
    now = ask("Questionnaire/migraine").json
    assert problems(now) == []
    get_fhir_model_class("Questionnaire").model_validate(now)
    assert ask(f"Questionnaire/migraine|{now['version']}").json == now
    assert ask("Questionnaire/migraine|0123456789ab").status_code == 404
    assert [one["id"] for one in resources(ask("Questionnaire"))] == ["migraine"]


def test_answers_are_read_as_they_were_given(
    ask: Callable[..., TestResponse], finished: Callable[..., Visitor]
) -> None:
    visitor = finished(contact={"name": "Ada Test", "telephone": "905-555-0142"})
    reply = ask(f"QuestionnaireResponse/{visitor.reference}")
    form = ask("Questionnaire/migraine").json
    assert response_problems(reply.json, form) == []
    assert reply.json["status"] == "completed"
    assert "Ada" not in reply.text
    assert "905" not in reply.text


def test_whoever_leaves_at_the_urgent_page_has_stopped(
    ask: Callable[..., TestResponse], visitor: Callable[..., Visitor]
) -> None:
    left = visitor()
    for answer in ("me", 34, ["none"], ["fever_headache"]):
        left.answer(answer)
    left.act("stop")
    found = ask(f"QuestionnaireResponse/{left.reference}").json
    assert found["status"] == "stopped"
    assert response_problems(found, ask("Questionnaire/migraine").json) == []
    (reason,) = found["extension"]
    assert reason["valueCodeableConcept"]["text"] == "Left at the page that says to be seen today"


def test_everything_about_a_case_comes_in_one_bundle(
    app: Flask, ask: Callable[..., TestResponse], finished: Callable[..., Visitor]
) -> None:
    visitor = finished(contact={"name": "Ada Test", "telephone": "905-555-0142"})
    reply = ask(f"Patient/{visitor.reference}/$everything")
    get_fhir_model_class("Bundle").model_validate(reply.json)
    kinds = [one["resourceType"] for one in resources(reply)]
    assert kinds[:6] == ["Patient", "QuestionnaireResponse", "Consent", "Provenance", "ServiceRequest", "Task"]
    assert set(kinds[6:]) == {"AuditEvent"}
    assert resources(reply)[0]["name"] == [{"text": "Ada Test"}]
    without = resources(ask(f"{visitor.reference}/$everything", ANSWERS, PEOPLE))
    assert "AuditEvent" not in {one["resourceType"] for one in without}
    assert ("fhir.export", "program: Referral system", visitor.reference) in recorded(app)


# --- Older versions -------------------------------------------------------------------------------------------------


def test_answers_to_an_older_version_are_read_by_the_form_that_was_answered(
    settings: Settings,
    tmp_path: Path,
    ask: Callable[..., TestResponse],
    token: Callable[..., str],
    finished: Callable[..., Visitor],
) -> None:
    reference, older = finished().reference, ask("Questionnaire/migraine").json
    headers = {"Authorization": f"Bearer {token()}"}
    flows = Path(shutil.copytree(settings.flows, tmp_path / "newer"))
    text = (flows / "migraine" / "flow.yaml").read_text("utf-8")
    (flows / "migraine" / "flow.yaml").write_text(text.replace("ask: Who", "ask: Whom or who", 1), encoding="utf-8")
    client = create_app(replace(settings, flows=flows)).test_client()

    def read(path: str) -> Element:
        made: Element = client.get(f"/fhir/{path}", headers=headers).get_json()
        return made

    newer = read("Questionnaire/migraine")
    assert newer["version"] != older["version"]
    assert read(f"Questionnaire/migraine|{older['version']}") == older
    assert read(f"Questionnaire/migraine|{newer['version']}") == newer
    answers = read(f"QuestionnaireResponse/{reference}")
    assert answers["questionnaire"] == f"{older['url']}|{older['version']}"
    assert response_problems(answers, older) == []
    for version, number in ((older["version"], 1), (newer["version"], 0)):
        found = read(f"QuestionnaireResponse?questionnaire={older['url']}|{version}")
        assert len(found.get("entry", [])) == number
    whole = [entry["resource"] for entry in read(f"Patient/{reference}/$everything")["entry"]]
    assert answers in whole


# --- Searching ------------------------------------------------------------------------------------------------------


def test_pages_follow_one_another_and_hold_everybody_once(
    ask: Callable[..., TestResponse], finished: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    wanted = {finished().reference for _ in range(3)}
    visitor().answer("me")  # not finished: no case yet
    first = ask("QuestionnaireResponse", _count="2", questionnaire="http://localhost/fhir/Questionnaire/migraine")
    links = {one["relation"]: one["url"] for one in first.json["link"]}
    second = ask(links["next"].removeprefix("http://localhost/fhir/"))
    found = [one["id"] for reply in (first, second) for one in resources(reply)]
    assert len(found) == 3
    assert set(found) == wanted
    assert "next" not in {one["relation"] for one in second.json["link"]}
    get_fhir_model_class("Bundle").model_validate(first.json)


def test_answers_are_searched_by_status_and_by_time(
    ask: Callable[..., TestResponse], finished: Callable[..., Visitor]
) -> None:
    finished(datetime(2026, 11, 20, 15, tzinfo=UTC))
    for name, value, number in (
        ("status", "completed,amended", 1),
        ("status", "stopped", 0),
        ("authored", "ge2026-11-20", 1),
        ("authored", "lt2026-11-20", 0),
        ("_lastUpdated", "2026-11-20", 1),
        ("_lastUpdated", "gt2026-11-20T23:00:00Z", 0),
        ("questionnaire", "http://localhost/fhir/Questionnaire/other", 0),
    ):
        assert len(resources(ask("QuestionnaireResponse", **{name: value}))) == number, (name, value)


def test_a_search_that_cannot_be_read_is_refused_and_never_widened(ask: Callable[..., TestResponse]) -> None:
    for name, value in (
        ("patient", "K7M2QX"),
        ("status", "done"),
        ("authored", "yesterday"),
        ("authored", "9999-12-31"),  # no day comes after it
        ("_lastUpdated", "ge2026-13-01"),
        ("_count", "many"),
        ("_after", "x!"),
        ("questionnaire", "../etc"),
    ):
        reply = ask("QuestionnaireResponse", **{name: value})
        assert reply.status_code == 400, name
        assert reply.json["issue"][0]["code"] == "invalid"
        get_fhir_model_class("OperationOutcome").model_validate(reply.json)
        assert value not in reply.json["issue"][0]["diagnostics"]


# --- What is refused ------------------------------------------------------------------------------------------------


def test_without_a_token_nothing_is_read(client: FlaskClient) -> None:
    for header in ("", "Bearer", "Bearer wrong", "Basic abc"):
        reply = client.get("/fhir/QuestionnaireResponse", headers={"Authorization": header} if header else {})
        assert reply.status_code == 401
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")
        assert reply.json["issue"][0]["code"] == "login"


def test_the_desks_cookie_opens_nothing_here(staff_client: FlaskClient) -> None:
    assert staff_client.get("/fhir/Questionnaire").status_code == 401


def test_a_token_opens_no_more_than_its_scopes_and_a_try_is_on_the_record(
    app: Flask, ask: Callable[..., TestResponse]
) -> None:
    tries = (
        ("Questionnaire/migraine", (ANSWERS,)),
        ("QuestionnaireResponse", (FORMS,)),
        ("QuestionnaireResponse/K7M2QX", (FORMS, PEOPLE)),
        ("Patient/K7M2QX/$everything", (ANSWERS,)),
        ("Patient/K7M2QX/$everything", (PEOPLE,)),
    )
    for path, scopes in tries:
        reply = ask(path, *scopes)
        assert reply.status_code == 403, path
        assert reply.json["issue"][0]["code"] == "forbidden"
    assert recorded(app).count(("fhir.refused", "program: Referral system", "")) == len(tries)


def test_a_token_ends_on_its_day_and_when_it_is_taken_back(
    app: Flask, client: FlaskClient, token: Callable[..., str]
) -> None:
    made = token(FORMS, days=2)
    headers = {"Authorization": f"Bearer {made}"}
    assert client.get("/fhir/Questionnaire", headers=headers).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2, minutes=1)):
        assert client.get("/fhir/Questionnaire", headers=headers).status_code == 401
    with app.app_context():
        (kept,) = tokens.tokens.listed()
        assert kept.used_at is not None
        tokens.tokens.end(kept.id, datetime.now(UTC))
        db.session.commit()
    assert client.get("/fhir/Questionnaire", headers=headers).status_code == 401


def test_a_token_is_not_kept_only_its_hash(app: Flask, token: Callable[..., str]) -> None:
    made = token()
    with app.app_context():
        kept = json.dumps([list(map(str, row)) for row in db.session.execute(db.text("SELECT * FROM api_token"))])
    assert made not in kept
    assert made.removeprefix("scr_") not in kept


def test_what_is_not_here_is_said_as_fhir(ask: Callable[..., TestResponse]) -> None:
    for path in ("Observation/1", "QuestionnaireResponse/NOBODY"):
        reply = ask(path)
        assert reply.status_code == 404
        assert reply.json["resourceType"] == "OperationOutcome"


def test_other_forms_and_changes_are_refused_as_fhir(client: FlaskClient) -> None:
    assert client.get("/fhir/metadata", query_string={"_format": "xml"}).status_code == 406
    assert client.get("/fhir/metadata", headers={"Accept": "application/fhir+xml"}).status_code == 406
    assert client.get("/fhir/metadata", headers={"Accept": "application/fhir+json"}).status_code == 200
    changed = client.delete("/fhir/Questionnaire/migraine")
    assert changed.status_code == 405
    assert changed.json["resourceType"] == "OperationOutcome"
