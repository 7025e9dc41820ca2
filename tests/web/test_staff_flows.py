"""The desk's pages of flows: what they show, and who may sign."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, csrf_token
from werkzeug.test import TestResponse

from screener.library import shipped
from screener.store import flows as stored
from screener.store.models import db

PAGE = "/staff/flows/migraine"
DOCTOR = "Dr. Test Physician"


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def clinician(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("physician@clinic.example", "clinician")


def sign(client: FlaskClient, **form: object) -> TestResponse:
    token = csrf_token(client.get(PAGE).text)
    return client.post(f"{PAGE}/signatures", data={"csrf_token": token, "name": DOCTOR, **form})


def test_the_list_names_each_flow_its_version_and_what_is_signed(staff_client: FlaskClient, app: Flask) -> None:
    page = staff_client.get("/staff/flows").text
    flow = app.extensions["screener"].library.current["migraine"].flow
    assert flow.digest[:12] in page
    assert "0 of " in page


def test_a_flow_shows_its_rules_word_for_word_and_that_nobody_has_reviewed_them(staff_client: FlaskClient) -> None:
    page = staff_client.get(PAGE).text
    assert "headache_days &gt;= 15 and migraine_days &gt;= 8" in page
    assert "not yet reviewed by a physician" in page


def test_a_clinician_signs_one_part_and_then_all(clinician: FlaskClient) -> None:
    assert sign(clinician, scope="chosen", part=["fact:chronic_migraine"]).status_code == 303
    page = clinician.get(PAGE).text
    assert f"signed by {DOCTOR}" in page
    assert "Signed: 1 part." in page
    assert sign(clinician, scope="all").status_code == 303
    assert "A physician has signed every part" in clinician.get(PAGE).text


@pytest.mark.parametrize("form", [{"scope": "chosen"}, {"scope": "all", "name": ""}, {"part": ["fact:nothing"]}])
def test_a_signature_that_cannot_be_taken_says_so_and_signs_nothing(
    clinician: FlaskClient, form: dict[str, object]
) -> None:
    reply = sign(clinician, **form)
    assert reply.status_code == 422
    assert "Nothing was signed" in reply.text
    assert "signed by" not in clinician.get(PAGE).text.replace("not yet signed by", "")


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_only_clinicians_sign(people: Callable[..., FlaskClient], role: str) -> None:
    client = people(role=role)
    page = client.get(PAGE).text
    assert "Clinicians can sign here" in page
    reply = client.post(f"{PAGE}/signatures", data={"csrf_token": csrf_token(page), "scope": "all", "name": DOCTOR})
    assert reply.status_code == 403


def test_the_picture_is_xml_and_runs_nothing(staff_client: FlaskClient) -> None:
    reply = staff_client.get(f"{PAGE}/diagram.svg")
    assert reply.mimetype == "image/svg+xml"
    assert "script-src" not in reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(reply.data).iter()}
    assert not tags & {"script", "foreignObject", "a"}


def test_a_flow_that_there_is_not_is_a_page_with_a_way_on(staff_client: FlaskClient) -> None:
    assert staff_client.get("/staff/flows/nothing").status_code == 404


def test_a_case_names_who_has_reviewed_its_rules(clinician: FlaskClient, visitor: Callable[..., Visitor]) -> None:
    signs = {"for_whom": "me", "age": 41, "danger_signs": ["thunderclap"]}
    reference = visitor().finish(signs).reference
    page = clinician.get(f"/staff/cases/{reference}").text
    assert "not yet reviewed by a physician" in page
    sign(clinician, scope="all")
    page = clinician.get(f"/staff/cases/{reference}").text
    assert f"reviewed by {DOCTOR}" in page
    assert "not yet reviewed" not in page


def test_a_flow_is_proved_at_the_desk_and_the_result_stays_with_its_day(clinician: FlaskClient) -> None:
    page = clinician.get(PAGE).text
    assert "has not been proved here yet" in page
    reply = clinician.post(f"{PAGE}/proof", data={"csrf_token": csrf_token(page)})
    assert reply.status_code == 303
    page = clinician.get(PAGE).text
    assert "Over every possible set of answers, all " in page
    assert "Under 18 is never sent to an outcome that suggests the treatment" in page
    assert "What differs from the version before" not in page
    assert re.search(r"There are [\d.]+ × 10\^\d+ sets of answers, counted exactly\.", page)
    assert re.search(
        r"<tr><th scope=\"row\">Your answers fit the pattern of chronic migraine</th><td>[\d.]+ × 10", page
    )


def test_the_difference_to_the_version_before_is_shown(clinician: FlaskClient, app: Flask) -> None:
    version = app.extensions["screener"].library.current["migraine"]
    text = version.files["flow.yaml"].replace("headache_days >= 15 and migraine", "headache_days >= 14 and migraine")
    with app.app_context():
        stored.keep("e" * 64, "migraine", {"flow.yaml": text}, datetime(2026, 1, 1, tzinfo=UTC))
        db.session.commit()
    clinician.post(f"{PAGE}/proof", data={"csrf_token": csrf_token(clinician.get(PAGE).text)})
    page = clinician.get(PAGE).text
    assert "What differs from the version before, eeeeeeeeeeee" in page
    assert "the fact chronic_migraine" in page


def test_a_reviewer_does_not_prove(staff_client: FlaskClient) -> None:
    token = csrf_token(staff_client.get(PAGE).text)
    assert staff_client.post(f"{PAGE}/proof", data={"csrf_token": token}).status_code == 403
