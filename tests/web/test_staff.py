"""The desk over HTTP: what a case shows, the steps of a review, and what is never shown."""

import ast
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PLAIN, appointment, csrf_token, text_of

from screener.store.models import db
from screener.web.staff_words import Clock, first_clause

ANA = {
    "name": "Ana Testa",
    "telephone": "+1 (905) 555-0123 ext. 4",
    "email": "ana.testa@example.ca",
    "times": "Weekdays after four",
    "place": "vaughan",
    "agreed": "yes",
}
ROOT = Path(__file__).parent.parent.parent


def case_page(client: FlaskClient, visitor: Any) -> str:
    reply = client.get(f"/staff/cases/{visitor.reference}")
    assert reply.status_code == 200
    return text_of(reply.text)


def take(client: FlaskClient, visitor: Any, step: str, seen: int | str = 0, **more: str) -> Any:
    """Send the form of a case's page."""
    address = f"/staff/cases/{visitor.reference}"
    token = csrf_token(client.get(address).text)
    return client.post(f"{address}/steps", data={"csrf_token": token, "step": step, "seen": str(seen), **more})


# --- One case -------------------------------------------------------------------------------------------------------


def test_a_case_reads_as_a_call_goes(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(contact=ANA, pregnancy="pregnant", health_conditions=["fainting_with_needles"])
    page = case_page(staff_client, visitor)
    order = ["Who", "Ana Testa", "and why", "What to say first", "Signs and cautions", "A · Hold", "Answers"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_telephone_number_dials_and_the_address_writes(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    page = staff_client.get(f"/staff/cases/{finished(contact=ANA).reference}").text
    assert 'href="tel:+19055550123"' in page
    assert "+1 (905) 555-0123 ext. 4" in page
    assert 'href="mailto:ana.testa@example.ca"' in page


def test_without_contact_the_case_says_so(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    assert "No contact left." in case_page(staff_client, finished())


def test_the_outcome_stands_with_its_reasons_source_date_and_review(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    page = case_page(staff_client, finished(health_conditions=["asthma_or_copd"]))
    assert "Fits the chronic pattern, with a caution 18 days a month with a headache. GUIDE" in page
    assert "checked 23 November 2026; not yet reviewed by a physician" in page
    assert "GUIDE A guideline, 2021" in page


def test_a_rule_that_a_physician_reviewed_names_them(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    page = case_page(staff_client, finished(age=70))
    assert "Over 65 . GUIDE , checked 23 November 2026; reviewed by Dr. Okafor" in page


def test_every_flag_stands_under_its_level(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(
        for_whom="someone_else",
        age=70,
        pregnancy="pregnant",
        urgent_signs=["fever_headache", "changed"],
        health_conditions=["asthma_or_copd", "fainting_with_needles"],
    )
    page = case_page(staff_client, visitor)
    headings = [
        "Signs for today Somebody has to see them today. Fever with headache . Ask since when.",
        "Signs for the next days A doctor has to see them within days. Changed",
        "A · Hold Nothing is booked for treatment until the physician has decided. Pregnant . Hold; the physician",
        "B · Discuss before the visit The physician has to know before the visit. Asthma or COPD . Discuss.",
        "Over 65 .",
        "C · Tell whoever treats Whoever treats has to know; it holds nothing up. Fainting with needles",
        "Also noted Somebody else answered",
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "TALK Heard in a talk (recalled, to be looked up)" in page


def test_without_flags_the_case_says_so(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    assert "None came of these answers." in case_page(staff_client, finished())


def test_answers_of_somebody_else_come_with_a_warning(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    page = case_page(staff_client, finished(for_whom="someone_else"))
    assert "Somebody else gave these answers." in page


def test_the_visitors_own_words_stand_beside_the_answer(staff_client: FlaskClient, visitor: Callable[..., Any]) -> None:
    done = visitor().act("answer", text="myself").finish(PLAIN)
    assert "About Me “myself”" in case_page(staff_client, done)


def test_words_of_an_answer_that_was_changed_do_not_stand_beside_the_new_one(
    staff_client: FlaskClient, visitor: Callable[..., Any]
) -> None:
    done = visitor().act("answer", text="myself").finish(PLAIN)
    done.act("change", "for_whom").answer("someone_else").finish(PLAIN)
    page = case_page(staff_client, done)
    assert "About Someone else before: The person answering Age" in page
    assert "Answered About: The person answering “myself”" in page


def test_what_was_chosen_by_mistake_taken_back_and_changed_stays_in_the_history(
    staff_client: FlaskClient, visitor: Callable[..., Any]
) -> None:
    done = visitor().answer("me").answer("34").answer(["thunderclap"]).act("mistake").finish(PLAIN)
    done.act("change", "age").answer("35").finish(PLAIN)
    page = case_page(staff_client, done)
    assert "Answered Emergency signs: A sudden very bad headache" in page
    assert "Said that the emergency was chosen by mistake" in page
    assert "Opened an answer again Age" in page
    assert "Age 35 years" in page


def test_an_emergency_stays_in_sight_while_its_visitor_is_answering_again(
    staff_client: FlaskClient, visitor: Callable[..., Any]
) -> None:
    changing = visitor().answer("me").answer("34").answer(["thunderclap"]).act("mistake")
    page = case_page(staff_client, changing)
    assert "● Emergency" in page
    assert "Emergency signs Care right now: 911, or an emergency department. Thunderclap headache" in page
    assert "They have opened their answers again and not finished." in page


def test_who_stopped_at_the_urgent_page_is_shown_with_what_they_said_so_far(
    staff_client: FlaskClient, visitor: Callable[..., Any]
) -> None:
    at_card = visitor().answer("me").answer("34").answer(["none"]).answer(["fever_headache"])
    page = case_page(staff_client, at_card)
    assert "They are at the urgent page: the other questions were not answered." in page
    assert "Please see a doctor today" in page
    at_card.act("stop")
    page = case_page(staff_client, at_card)
    assert "They are at the urgent page" not in page
    assert "Stopped at the urgent page" in page


def test_answers_changed_after_the_review_began_are_pointed_out(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()
    take(staff_client, visitor, "start")
    assert "changed after the review began" not in case_page(staff_client, visitor)
    visitor.now = datetime.now(UTC) + timedelta(minutes=1)
    visitor.act("change", "age")
    assert "changed after the review began" in case_page(staff_client, visitor)


def test_a_screening_shows_the_version_that_it_began_with(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()
    assert f"version {visitor.current.version.flow.digest[:12]}" in case_page(staff_client, visitor)


@pytest.mark.parametrize("reference", ["ZZZZZZ", "..", "%00", "a" * 300])
def test_a_case_that_is_not_there_is_a_page_with_a_way_on(staff_client: FlaskClient, reference: str) -> None:
    reply = staff_client.get(f"/staff/cases/{reference}")
    assert reply.status_code == 404
    assert "the start" in reply.text or "Go to the queue" in reply.text


# --- Steps ----------------------------------------------------------------------------------------------------------


def test_the_form_offers_only_the_steps_that_are_possible(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()

    def offered() -> list[str]:
        page = staff_client.get(f"/staff/cases/{visitor.reference}").text
        return re.findall(r'name="step" value="(\w+)"', page)

    assert offered() == ["start", "contact", "note", "attempt", "close", "snooze"]
    take(staff_client, visitor, "contact")
    assert offered() == ["note", "attempt", "close", "book", "snooze"]
    take(staff_client, visitor, "close", seen=1, reason="declined")
    assert offered() == ["reopen", "note"]


def test_a_case_is_followed_to_the_visit(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished()
    for seen, step in enumerate(("start", "contact", "book", "see")):
        reply = take(staff_client, visitor, step, seen, note=f"Note of {step}", **appointment())
        assert reply.status_code == 303
    page = case_page(staff_client, visitor)
    assert "Saved. This case is now: seen." in page
    assert page.index("Note of see") < page.index("Note of start")
    assert "Booked an appointment · you ·" in page


def test_who_comes_second_is_told_who_was_first_and_keeps_their_note(
    people: Callable[..., FlaskClient], finished: Callable[..., Any]
) -> None:
    visitor, nurse, doctor = finished(), people("nurse@clinic.example"), people("doctor@clinic.example")
    take(nurse, visitor, "contact")
    reply = take(doctor, visitor, "attempt", result="left_message", note="Voicemail")
    assert reply.status_code == 409
    page = text_of(reply.text)
    assert "nurse took another step here meanwhile: Reached the person. Yours was not saved." in page
    assert ">Voicemail</textarea>" in reply.text
    assert "Status: Contacted" in page


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"step": "close"}, 422, "Choose a reason"),
        ({"step": "close", "reason": "no such"}, 422, "Choose a reason"),
        ({"step": "attempt"}, 422, "Choose what came of the call"),
        ({"step": "attempt", "result": "declined"}, 422, "Choose what came of the call"),
        ({"step": "note"}, 422, "Write the note first"),
        ({"step": "note", "note": "x" * 2001}, 422, "keep the note to 2000 characters"),
        ({"step": "see"}, 409, "not possible from here"),
        ({"step": ""}, 409, "not possible from here"),
        ({"step": "start", "seen": "x"}, 409, "not possible from here"),
        ({"step": "start", "seen": "-1"}, 409, "not possible from here"),
    ],
)
def test_a_step_that_cannot_be_taken_says_what_to_do_and_changes_nothing(
    staff_client: FlaskClient, finished: Callable[..., Any], sent: dict[str, str], status: int, said: str
) -> None:
    visitor = finished()
    reply = take(staff_client, visitor, **sent)  # type: ignore[arg-type]
    assert reply.status_code == status
    assert said in reply.text
    assert "Status: New" in case_page(staff_client, visitor)


def test_a_step_of_a_case_that_its_visitor_deleted_says_so(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    from screener.store import retention

    gone, other = finished(), finished()
    token = csrf_token(staff_client.get(f"/staff/cases/{other.reference}").text)
    with app.app_context():
        retention.erase([gone.id])
        db.session.commit()
    sent = {"csrf_token": token, "step": "start", "seen": "0"}
    reply = staff_client.post(f"/staff/cases/{gone.reference}/steps", data=sent)
    assert reply.status_code == 404
    assert "No such case" in reply.text


def test_a_note_is_shown_as_text_and_never_as_markup(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(preventive_notes="<img src=x onerror=alert(1)>", contact={**ANA, "name": "<b>Ana</b>"})
    take(staff_client, visitor, "note", note="<script>alert(1)</script>")
    page = staff_client.get(f"/staff/cases/{visitor.reference}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Ana</b>" not in page


# --- What is never shown --------------------------------------------------------------------------------------------


def test_no_answer_name_or_note_stands_in_an_address_a_title_or_a_log(
    staff_client: FlaskClient, finished: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = finished(contact=ANA, pregnancy="pregnant", preventive_notes="Secret propranolol")
    pages = [staff_client.get("/staff/"), staff_client.get(f"/staff/cases/{visitor.reference}")]
    steps = [
        take(staff_client, visitor, "contact", note="Wants Tuesday"),
        take(staff_client, visitor, "start", note="Wants Tuesday"),
        take(staff_client, visitor, "close", seen=1, reason="none", note="Wants Tuesday"),
    ]
    titles = [re.search(r"<title>(.*?)</title>", page.text)[1] for page in pages]  # type: ignore[index]
    assert titles == ["Queue · Test Clinic", f"Case {visitor.reference} · Test Clinic"]
    addresses = " ".join(step.headers.get("Location", "") for step in steps)
    for secret in ("Ana", "555", "pregnant", "propranolol", "Tuesday", visitor.id):
        assert secret not in addresses
        assert secret.lower() not in caplog.text.lower()


def test_every_page_of_the_desk_is_kept_by_nobody_and_has_nothing_inline(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    paths = ["/staff/", f"/staff/cases/{visitor.reference}", "/staff/cases/ZZZZZZ"]
    for reply in [staff_client.get(path) for path in paths]:
        assert reply.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Frame-Options"] == "DENY"
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", reply.text)


def test_looking_at_what_is_not_written_down_waits_for_nobody_who_writes(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    finished()
    with app.app_context():
        engine = db.engine
    with engine.connect() as writer:
        writer.exec_driver_sql("UPDATE screening SET status = status")  # holds the only writer's place
        assert staff_client.get("/staff/queue/news?since=0_0").status_code == 200
        assert staff_client.get("/staff/flows").status_code == 200


def test_the_views_of_the_desk_are_short() -> None:
    tree = ast.parse((ROOT / "screener" / "web" / "staff.py").read_text(encoding="utf-8"))
    lengths = {node.name: node.end_lineno - node.lineno for node in tree.body if isinstance(node, ast.FunctionDef)}  # type: ignore[operator]
    assert {name: length for name, length in lengths.items() if length > 22} == {}


# --- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=9, minutes=59), "9 h"),
        (timedelta(hours=10, minutes=30), "10 h"),
        (timedelta(hours=12), "yesterday"),
        (timedelta(hours=34), "yesterday"),
        (timedelta(hours=35), "2 days"),
        (timedelta(days=9), "9 days"),
        (timedelta(seconds=-5), "just now"),
    ],
)
def test_waiting_is_said_in_the_clinics_own_days(passed: timedelta, said: str) -> None:
    now = datetime(2026, 11, 25, 15, 10, tzinfo=UTC)  # 10:10 in the clinic
    assert Clock(ZoneInfo("America/Toronto"), now).ago(now - passed) == said


def test_times_are_those_of_the_clinic() -> None:
    moment = Clock(ZoneInfo("America/Toronto"), datetime(2026, 11, 25, 15, 10, tzinfo=UTC)).moment(
        datetime(2026, 11, 25, 3, 5, tzinfo=UTC)
    )
    assert (moment.words, moment.ago) == ("Tue 24 Nov 2026, 22:05", "yesterday")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Pregnant. Hold; the physician decides.", "Pregnant"),
        ("Thunderclap headache; bleeding must be ruled out.", "Thunderclap headache"),
        ("From 1.5 days on. Ask.", "From 1.5 days on"),
        ("Over 65.", "Over 65"),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_the_first_clause_of_a_text_for_staff_is_its_short_form(text: str, first: str) -> None:
    assert first_clause(text) == first
