"""The page of one case over HTTP: whom to call, why, what was said and changed, and who may be the same person."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PLAIN, Visitor, text_of

from screener.store import audit
from screener.store.models import FlowVersion, Screening, db

ANA = {"name": "Ana Testa", "telephone": "905 555 0123", "email": "ana@example.ca", "agreed": "yes"}


def page(client: FlaskClient, visitor: Visitor, more: str = "") -> str:
    reply = client.get(f"/staff/cases/{visitor.reference}{more}")
    assert reply.status_code == 200
    return text_of(reply.text)


def entries(app: Flask, reference: str) -> list[tuple[str, str]]:
    with app.app_context():
        return [(one.entry.action, one.entry.detail) for one in audit.entries() if one.entry.reference == reference]


# --- Who has looked -------------------------------------------------------------------------------------------------


def test_who_has_looked_is_told_on_demand_and_the_asking_is_on_record(
    app: Flask, people: Callable[..., FlaskClient], finished: Callable[..., Any]
) -> None:
    nurse, doctor, case = people(), people("doctor@clinic.example", "clinician"), finished(contact=ANA)
    page(doctor, case)
    assert "doctor@clinic.example Saw" not in page(nurse, case)
    said = page(nurse, case, "/access")
    assert "doctor@clinic.example Saw a screening" in said
    assert "nurse@clinic.example Saw a screening" in said
    assert ("case.access", "") in entries(app, case.reference)
    assert "nurse@clinic.example Asked who has looked at a screening" in page(doctor, case, "/access")


def test_a_case_that_is_seen_beside_another_says_so_of_itself(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    first, other = finished(contact=ANA), finished(contact=ANA)
    page(staff_client, first)
    assert ("case.beside", f"beside {first.reference}") in entries(app, other.reference)
    assert "Saw it beside another screening" in page(staff_client, other, "/access")


# --- Whom to call ---------------------------------------------------------------------------------------------------


def test_the_contact_says_how_to_speak_with_them(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    more = {
        "called": "Annie",
        "caller": "Her sister Rita",
        "speaks": "Portuguese",
        "message": "yes",
        "patient": "no",
        "place": "vaughan",
    }
    said = page(staff_client, finished(contact={**ANA, **more}))
    for words in (
        "Likes to be called Annie",
        "Talks for them Her sister Rita",
        "Likes to speak Portuguese",
        "May be left A voice message, but no text",
        "Place Vaughan",
        "Patient here Is new here",
    ):
        assert words in said


def test_what_nobody_agreed_to_is_not_left(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    assert "May be left No message and no text: they did not agree to one" in page(staff_client, finished(contact=ANA))


def test_cases_with_the_same_number_or_address_stand_side_by_side(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    first = finished(contact=ANA)
    other = finished(contact={"name": "A. Testa", "telephone": "+1 (905) 555-0123 ext. 4"}, pregnancy="pregnant")
    third = finished(contact={"name": "Rita", "email": "ANA@example.ca"})
    stranger = finished(contact={"name": "Rob", "telephone": "905 555 0199"})
    said = page(staff_client, first)
    assert "Perhaps the same person: 2 other cases" in said
    assert f"{other.reference} same telephone" in said
    assert f"{third.reference} same e-mail" in said
    assert "A. Testa" in said
    assert stranger.reference not in said
    assert "Perhaps the same person" not in page(staff_client, stranger)
    assert entries(app, first.reference) == [("case.view", f"beside {third.reference}, {other.reference}")]


# --- Why ------------------------------------------------------------------------------------------------------------


def test_without_words_of_its_own_the_flow_is_summed_up_by_outcome_and_cautions(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    said = page(staff_client, finished(pregnancy="pregnant"))
    assert "In short Fits the chronic pattern, with a caution: pregnant. " in said


def test_the_decision_is_told_rule_by_rule(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    said = page(staff_client, finished())
    assert "Emergency sign does not hold By: Emergency signs: None of these" in said
    assert "Fits the chronic pattern, with a caution does not hold" in said
    assert (
        "Fits the chronic pattern holds By: Headache days: 18 days a month cm_pattern when headache_days >= 15" in said
    )
    assert "episodic_acute when" not in said


def test_what_would_have_changed_the_outcome_is_looked_for_on_demand(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()
    assert "Headache days: 14 days a month" not in page(staff_client, visitor)
    said = page(staff_client, visitor, "/otherwise")
    assert "Episodic acute ○ Routine Headache days: 14 days a month" in said
    assert "● Emergency Emergency signs: A sudden very bad headache" in said
    assert [action for action, _ in entries(app, visitor.reference)] == ["case.view", "case.change_search", "case.view"]


def test_nothing_is_looked_for_while_questions_are_open(staff_client: FlaskClient, visitor: Callable[..., Any]) -> None:
    changing = visitor().answer("me").answer("34").answer(["thunderclap"]).act("mistake")
    assert "What would have changed" not in page(staff_client, changing)
    assert staff_client.get(f"/staff/cases/{changing.reference}/otherwise").status_code == 404


# --- What was said --------------------------------------------------------------------------------------------------


def test_an_answer_stands_with_what_it_was_before(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(age=34)
    visitor.act("change", "age").answer("35").finish(PLAIN)
    visitor.act("change", "age").answer("36").finish(PLAIN)
    assert "Age 36 years before: 34 years; then 35 years" in page(staff_client, visitor)


def test_answers_that_left_the_path_stand_by_themselves(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()
    visitor.act("change", "danger_signs").answer(["thunderclap"])
    said = page(staff_client, visitor)
    counted, rest = said.split("Given, but not counted")
    assert "Headache days 18 days a month" not in counted[counted.index("The answers that count") :]
    assert "Headache days 18 days a month" in rest


def test_unclear_words_and_questions_of_their_own_stand_together(
    staff_client: FlaskClient, visitor: Callable[..., Any]
) -> None:
    done = visitor().act("answer", text="pickles").finish(PLAIN)
    said = page(staff_client, done)
    moments = said[said.index("Unclear words and questions of their own") : said.index("How it went")]
    assert "Typed words that were not understood About “pickles”" in moments


# --- A flow that cannot be read any more ----------------------------------------------------------------------------


@pytest.fixture
def unreadable(app: Flask, finished: Callable[..., Any]) -> Visitor:
    made: Visitor = finished(contact=ANA, pregnancy="pregnant")
    with app.app_context():
        old = FlowVersion(digest="0" * 64, flow_id="migraine", files='{"flow.yaml": "id: ["}', stored_at=made.now)
        db.session.add(old)
        row = db.session.get(Screening, made.id)
        assert row is not None
        row.flow_digest = old.digest
        db.session.commit()
    return made


def test_a_case_of_a_flow_that_cannot_be_read_still_shows_whom_to_call_and_the_raw_answers(
    staff_client: FlaskClient, unreadable: Visitor
) -> None:
    said = page(staff_client, unreadable)
    assert "This program can no longer read the version" in said
    assert "Ana Testa 905 555 0123" in said
    assert "● Within days , and why Cm pattern caution" in said
    assert "pregnancy pregnant headache_days 18 health_conditions none" in said
    assert "Begin review" in said


def test_a_case_of_a_flow_that_cannot_be_read_has_no_sheet_and_no_search(
    staff_client: FlaskClient, unreadable: Visitor
) -> None:
    for more in ("sheet", "otherwise"):
        assert staff_client.get(f"/staff/cases/{unreadable.reference}/{more}").status_code == 404
