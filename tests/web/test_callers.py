"""Somebody of the staff goes through the questions with a caller, in the chat that everybody uses."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from people import PLAIN, csrf_token, text_of

from screener import conversation
from screener.store import audit
from screener.store.models import Screening, db

BANNER = "You are answering for a caller."


def begin(client: FlaskClient, **sent: str) -> Any:
    token = csrf_token(client.get("/staff/callers").text)
    return client.post("/staff/callers", data={"csrf_token": token, "flow": "migraine", **sent})


def in_chat(client: FlaskClient, page: str, **sent: str) -> str:
    """The next page of the chat, from the form of the one before."""
    token, turn = re.search(r'name="token" value="([^"]+)"', page), re.search(r'name="turn" value="(\d+)"', page)
    assert token
    turned = {"turn": turn[1]} if turn else {}
    return client.post("/chat/migraine", data={"token": token[1], **turned, **sent}).text


def answered(client: FlaskClient, page: str) -> str:
    """The page after the last answer."""
    for question, value in PLAIN.items():
        chosen = value[0] if isinstance(value, list) else "" if value is None else str(value)
        page = in_chat(client, page, action="answer", question=question, answer=chosen)
    return page


def test_the_caller_hears_what_is_kept_and_has_to_agree(app: Flask, staff_client: FlaskClient) -> None:
    page = text_of(staff_client.get("/staff/callers").text)
    assert "A few questions from Test Clinic." in page
    assert "deleted after 30 days" in page
    refused = begin(staff_client)
    assert refused.status_code == 422
    assert "Ask the caller first" in refused.text
    with app.app_context():
        assert db.session.query(Screening).count() == 0


def test_a_screening_for_a_caller_is_marked_on_every_page_and_on_its_case(
    app: Flask, staff_client: FlaskClient
) -> None:
    ready = begin(staff_client, agreed="yes")
    assert ready.status_code == 200
    page = in_chat(staff_client, ready.text, action="resume")
    assert BANNER in page
    assert "Open case" not in page
    page = answered(staff_client, page)
    assert BANNER in page
    reference = re.search(r"Open case (\w{6})", page)
    assert reference
    case = text_of(staff_client.get(f"/staff/cases/{reference[1]}").text)
    assert "nurse entered these answers for a caller." in case
    sheet = text_of(staff_client.get(f"/staff/cases/{reference[1]}/sheet").text)
    assert "Entered by nurse for a caller." in sheet


def test_the_beginning_is_written_down_with_its_reference_and_the_token_stands_in_no_address(
    app: Flask, staff_client: FlaskClient
) -> None:
    ready = begin(staff_client, agreed="yes")
    reference = re.search(r'<b class="code">(\w{6})</b>', ready.text)
    assert reference
    assert "Location" not in ready.headers
    with app.app_context():
        kept = [one.entry for one in audit.entries() if one.entry.action == "caller.start"]
        assert [(entry.who, entry.reference) for entry in kept] == [("nurse@clinic.example", reference[1])]
        assert db.session.query(Screening).one().reference == reference[1]


def test_nobody_else_is_told_that_they_answer_for_a_caller(
    app: Flask, client: FlaskClient, finished: Callable[..., Any]
) -> None:
    begun = client.post("/chat/migraine", data={"action": "begin", "consent": "yes"}).text
    assert BANNER not in begun
    assert finished().current.stored.entered_by is None


def test_a_flow_that_is_not_there_begins_nothing(staff_client: FlaskClient) -> None:
    token = csrf_token(staff_client.get("/staff/callers").text)
    sent = {"csrf_token": token, "flow": "knee", "agreed": "yes"}
    assert staff_client.post("/staff/callers", data=sent).status_code == 404


def test_a_new_reference_is_six_letters_and_digits_that_are_not_mistaken() -> None:
    assert re.fullmatch(f"[{conversation.RESUME_ALPHABET}]{{6}}", conversation.new_reference())
