"""A QuestionnaireResponse from elsewhere begins a screening; none of it counts before the visitor confirms it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, text_of
from werkzeug.test import TestResponse

from screener import tokens
from screener.store import audit
from screener.store.models import Screening, db
from screener.tokens import ANSWERS, PREFILL

Element = dict[str, Any]
PATH = "/fhir/QuestionnaireResponse"
HERE = "/api/v1/screening"
CANARY = "Zanzibar-canary-73"
FORM = "http://localhost/fhir/Questionnaire/migraine"


@pytest.fixture
def headers(app: Flask) -> dict[str, str]:
    with app.app_context():
        made = tokens.make("Referral system", [PREFILL, ANSWERS], 30, None, datetime.now(UTC))
        db.session.commit()
    return {"Authorization": f"Bearer {made}"}


@pytest.fixture
def send(client: FlaskClient, headers: dict[str, str]) -> Callable[..., TestResponse]:
    def post(*items: Element, **changed: Any) -> TestResponse:
        sent = {"resourceType": "QuestionnaireResponse", "questionnaire": FORM, "status": "in-progress", **changed}
        return client.post(PATH, json={**sent, "item": list(items)}, headers=headers)

    return post


def told(reply: TestResponse) -> dict[str, Any]:
    """What a reply says, by name."""
    assert reply.status_code == 201, reply.text
    get_fhir_model_class("Parameters").model_validate(reply.json)
    assert reply.json
    return {one["name"]: next(one[name] for name in one if name != "name") for one in reply.json["parameter"]}


def coded(name: str, *codes: str) -> Element:
    return {"linkId": name, "answer": [{"valueCoding": {"code": code}} for code in codes]}


def number(name: str, value: object) -> Element:
    return {"linkId": name, "answer": [{"valueInteger": value}]}


def come(client: FlaskClient, code: str) -> tuple[Element, dict[str, str]]:
    """The visitor comes by their code: the state, and the token's header."""
    state = client.post("/api/v1/screenings/resume", json={"code": code}).get_json()
    return state, {"Authorization": f"Bearer {state['token']}"}


def test_each_answer_is_said_back_and_counts_once_it_is_confirmed(
    app: Flask, client: FlaskClient, staff_client: FlaskClient, send: Callable[..., TestResponse]
) -> None:
    group = {
        "linkId": "section.safety",
        "item": [number("headache_days", 20), number("age", 34), coded("danger_signs", "thunderclap")],
    }
    made = told(send(coded("for_whom", "me"), group, number("elsewhere", 1)))
    assert made["answers"] == 4
    state, visitor = come(client, made["code"])
    assert (state["status"], state["answered"]) == ("asking", [])
    assert [one["value"] for one in state["question"]["options"] if one["chosen"]] == ["me"]
    page = client.post("/chat/migraine", data={"action": "resume", "token": state["token"]}).text
    assert "Please check that it is still right." in page
    with app.app_context():
        [kept] = db.session.query(Screening).all()
        assert (kept.reference, kept.outcome, kept.urgency) == (made["reference"], None, None)

    def answer(value: object) -> Element:
        sent = {"turn": state["turn"], "answer": value}
        found: Element = client.post(f"{HERE}/replies", json=sent, headers=visitor).get_json()
        return found

    state = answer("me")
    assert state["question"]["earlier"] == "34"
    state = answer(41)
    assert [one["value"] for one in state["question"]["options"] if one["chosen"]] == ["thunderclap"]
    assert state["answered"][1]["answer"] == "41 years"
    state = answer(["thunderclap"])
    assert state["status"] == "emergency"
    case = text_of(staff_client.get(f"/staff/cases/{made['reference']}").text)
    assert "Came with answers from another program, to be confirmed" in case
    assert "Headache days" in case  # brought, and never confirmed


def test_what_went_out_comes_in_again_whole(
    client: FlaskClient, headers: dict[str, str], finished: Callable[..., Visitor], send: Callable[..., TestResponse]
) -> None:
    before = finished(headache_days="unsure", health_conditions=["asthma_or_copd", "bleeding_disorder"])
    out = client.get(f"{PATH}/{before.reference}", headers=headers).get_json()
    made = told(send(*out["item"], questionnaire=out["questionnaire"]))
    state, visitor = come(client, made["code"])
    while state["question"]:
        asked = state["question"]
        chosen = [one["value"] for one in asked["options"] if one["chosen"]]
        answer: object = chosen if asked["kind"] == "some" else (chosen or [None])[0]
        if asked["kind"] == "number":
            answer = int(asked["earlier"]) if asked["earlier"] else "unsure"
        sent = {"turn": state["turn"], "answer": answer}
        state = client.post(f"{HERE}/replies", json=sent, headers=visitor).get_json()
    again = client.get(f"{PATH}/{made['reference']}", headers=headers).get_json()
    assert again["item"] == out["item"]


def test_who_began_it_is_on_the_record_and_only_a_token_for_it_may(
    app: Flask, client: FlaskClient, send: Callable[..., TestResponse]
) -> None:
    made = told(send(coded("for_whom", "me")))
    with app.app_context():
        seen = [(one.entry.action, one.entry.who, one.entry.reference) for one in audit.entries()]
        reading = tokens.make("Reader", [ANSWERS], 30, None, datetime.now(UTC))
        db.session.commit()
    assert seen == [("fhir.prefill", "program: Referral system", made["reference"])]
    refused = client.post(PATH, json={}, headers={"Authorization": f"Bearer {reading}"})
    assert refused.status_code == 403
    assert client.post(PATH, json={}).status_code == 401


@pytest.mark.parametrize(
    ("items", "changed", "status"),
    [
        ([coded("for_whom", CANARY)], {}, 422),
        ([coded("for_whom", "me", "someone_else")], {}, 422),
        ([number("age", 400)], {}, 422),
        ([number("age", [CANARY])], {}, 422),
        ([number("age", {CANARY: 1})], {}, 422),
        ([coded("pregnancy", "none", "pregnant")], {}, 422),
        ([], {"questionnaire": CANARY}, 422),
        ([], {"questionnaire": f"{FORM}|0123456789ab"}, 422),
        ([], {"questionnaire": [CANARY]}, 422),
        ([], {"resourceType": "Patient"}, 400),
    ],
)
def test_what_does_not_fit_begins_nothing_and_is_not_repeated(
    app: Flask,
    send: Callable[..., TestResponse],
    items: list[Element],
    changed: Element,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reply = send(*items, **changed)
    assert reply.status_code == status, reply.text
    get_fhir_model_class("OperationOutcome").model_validate(reply.json)
    assert CANARY not in reply.text + caplog.text
    with app.app_context():
        assert db.session.query(Screening).count() == 0


def test_what_cannot_be_read_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    json = "application/fhir+json"
    for body in (b"{", b"\xff", b"[" * 30_000, b"null", b'{"item": "x"}'):
        assert client.post(PATH, data=body, content_type=json, headers=headers).status_code == 400
    assert client.post(PATH, data=b"{}", content_type="text/plain", headers=headers).status_code == 415
