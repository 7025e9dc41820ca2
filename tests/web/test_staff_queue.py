"""The queue over HTTP: what a line says, filters and pages, finding, what is new, whose a case is, what is written."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from people import csrf_token, text_of

from screener.store import audit, queue
from screener.store.models import FlowVersion, Screening, db
from screener.web.staff_words import Clock

ANA = {"name": "Ana Testa", "telephone": "+1 (905) 555-0123", "email": "ana.testa@example.ca", "place": "vaughan"}
TODAY = {"urgent_signs": ["fever_headache"]}
NOW = datetime(2026, 11, 25, 15, 10, tzinfo=UTC)
TORONTO = ZoneInfo("America/Toronto")


def page(client: FlaskClient, query: str = "") -> str:
    reply = client.get(f"/staff/{query}")
    assert reply.status_code == 200
    return text_of(reply.text)


def send(client: FlaskClient, path: str, **form: str) -> Any:
    """Send one of the queue's forms, as the page does."""
    return client.post(path, data={"csrf_token": csrf_token(client.get("/staff/").text), **form})


def change(app: Flask, visitor: Any, **values: Any) -> None:
    with app.app_context():
        row = db.session.get(Screening, visitor.id)
        assert row is not None
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()


def written(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        return [(one.entry.action, one.entry.reference, one.entry.detail) for one in audit.entries()]


# --- What is shown --------------------------------------------------------------------------------------------------


def test_an_empty_queue_says_what_will_appear_here(staff_client: FlaskClient) -> None:
    shown = page(staff_client)
    assert "Nobody is waiting." in shown
    assert "their case appears here" in shown
    assert "None of them is ever late" in page(staff_client, "?list=anonymous")


def test_a_line_says_what_is_needed_to_decide_whom_to_call(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    signs = ["asthma_or_copd", "bleeding_disorder", "fainting_with_needles"]
    visitor = finished(contact=ANA, pregnancy="pregnant", health_conditions=signs, age=70)
    now = datetime.now(UTC)
    change(app, visitor, queued_at=now - timedelta(hours=2, minutes=20), due_at=now + timedelta(minutes=40, seconds=30))
    shown = page(staff_client)
    assert f"● Within days {visitor.reference} Fits the chronic pattern, with a caution A Pregnant" in shown
    assert "B Asthma or COPD B Bleeding disorder and 1 more Vaughan 2 h , due in 40 min telephone, e-mail New" in shown


def test_who_is_late_is_marked_by_a_word_and_a_sign(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    late, other = finished(contact=ANA), finished(contact=ANA, **TODAY)
    now = datetime.now(UTC)
    change(app, late, due_at=now - timedelta(hours=2, minutes=5))
    change(app, other, due_at=now + timedelta(hours=1))
    shown = staff_client.get("/staff/").text
    assert '<span class="flag" aria-hidden="true">!</span> late 2 h</time>' in shown
    assert "! 1 late" in text_of(shown)
    only = page(staff_client, "?late=1")
    assert late.reference in only
    assert other.reference not in only


def test_an_emergency_is_to_be_called_at_once(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    finished(contact=ANA, danger_signs=["thunderclap"])
    assert "! call at once" in page(staff_client)


def test_the_queue_shows_no_name_and_no_number(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    finished(contact=ANA)
    shown = staff_client.get("/staff/").text
    assert "Ana" not in shown
    assert "0123" not in shown


def test_who_left_no_contact_stands_in_a_list_of_their_own_and_is_never_late(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished(datetime.now(UTC) - timedelta(days=9), **TODAY)
    assert visitor.reference not in page(staff_client)
    assert "No contact left 1" in page(staff_client)
    shown = page(staff_client, "?list=anonymous")
    assert visitor.reference in shown
    assert "none left" in shown
    assert "late" not in shown.partition("Cases")[0].lower().replace("later", "")


def test_whoever_has_not_finished_is_in_no_list(staff_client: FlaskClient, visitor: Callable[..., Any]) -> None:
    asking = visitor().answer("me").answer("34")
    for name in queue.ORDERS:
        assert asking.reference not in page(staff_client, f"?list={name}")
    assert staff_client.get(f"/staff/cases/{asking.reference}").status_code == 404


def test_a_case_goes_from_list_to_list(app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(contact=ANA)

    def where() -> list[str]:
        return [name for name in queue.ORDERS if visitor.reference in page(staff_client, f"?list={name}")]

    def step(name: str, seen: int, **more: str) -> None:
        path = f"/staff/cases/{visitor.reference}/steps"
        assert send(staff_client, path, step=name, seen=str(seen), **more).status_code == 303

    assert where() == ["waiting", "all"]
    change(app, visitor, snoozed_until=datetime.now(UTC) + timedelta(days=1))
    assert where() == ["snoozed", "all"]
    change(app, visitor, snoozed_until=datetime.now(UTC) - timedelta(minutes=1))
    assert where() == ["waiting", "all"]
    step("contact", 0)
    assert where() == ["reached", "all"]
    step("close", 1, reason="declined")
    assert where() == ["done", "all"]


def test_the_header_counts_who_waits_by_urgency(staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    finished(contact=ANA)
    finished(contact=ANA)
    finished(contact=ANA, **TODAY)
    assert "● Emergency 0 ● Today 1 ● Within days 0 ○ Routine 2" in page(staff_client)


# --- Filters and pages ----------------------------------------------------------------------------------------------


def test_filters_leave_out_the_others_and_stand_in_the_form(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    today, routine = finished(contact={"telephone": "905 555 0100"}, **TODAY), finished(contact=ANA)
    shown = staff_client.get("/staff/?urgency=today").text
    assert today.reference in shown
    assert routine.reference not in shown
    assert '<option value="today" selected>' in shown
    assert routine.reference in page(staff_client, "?place=vaughan&sort=newest")
    assert today.reference not in page(staff_client, "?outcome=cm_pattern")
    assert "No case fits these filters" in page(staff_client, "?status=booked")


@pytest.mark.parametrize(
    "nonsense",
    [
        "urgency=x",
        "status=%00",
        "list=no&sort=no",
        "after=1.2",
        "after=..",
        "after=9.9.K",
        "after=1.99999999999999999.K7M2QX",
        "reference=%27%22",
        "place=_",
        "assigned=99999999999",
        "assigned=7",
        "list=done&late=1&sort=due",
    ],
)
def test_an_address_with_nonsense_in_it_still_shows_a_queue(staff_client: FlaskClient, nonsense: str) -> None:
    assert staff_client.get(f"/staff/?{nonsense}").status_code == 200


def test_a_long_list_comes_in_pages_that_keep_the_filters(
    staff_client: FlaskClient, finished: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue.page, "__defaults__", (None, 2))
    visitors = [finished(contact=ANA) for _ in range(3)]
    first = staff_client.get("/staff/?urgency=routine").text
    following = re.search(r'<a rel="next" href="/staff/([^"]+)"', first)
    assert following
    address = following[1].replace("&amp;", "&")
    assert "urgency=routine" in address
    second = staff_client.get(f"/staff/{address}").text
    shown = [visitor.reference in first for visitor in visitors]
    assert sorted(shown) == [False, True, True]
    assert shown == [visitor.reference not in second for visitor in visitors]
    assert 'rel="next"' not in second
    assert '<a href="/staff/?urgency=routine">First page</a>' in second


def test_a_page_that_filters_left_short_says_so_and_leads_on(
    staff_client: FlaskClient, finished: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LOOKED_THROUGH", 2)
    for _ in range(3):
        finished(contact=ANA)
    shown = page(staff_client, "?place=brampton")
    assert "These are all among the" in shown
    assert "Look further" in shown


def test_the_queue_opens_even_where_an_old_flow_cannot_be_read_any_more(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    with app.app_context():
        old = FlowVersion(digest="0" * 64, flow_id="migraine", files='{"flow.yaml": "id: ["}', stored_at=visitor.now)
        db.session.add(old)
        db.session.commit()
    change(app, visitor, flow_digest="0" * 64)
    assert f"{visitor.reference} Cm pattern" in page(staff_client)


# --- Saved views ----------------------------------------------------------------------------------------------------


def test_a_view_is_saved_by_name_found_again_and_removed(staff_client: FlaskClient) -> None:
    reply = send(staff_client, "/staff/queue/views", name=" My  Vaughan ", view="place=vaughan&assigned=me&nonsense=1")
    assert reply.headers["Location"] == "/staff/?place=vaughan&assigned=me"
    shown = staff_client.get("/staff/").text
    assert '<a href="/staff/?place=vaughan&amp;assigned=me">My Vaughan</a>' in shown
    removal = re.search(r'action="(/staff/queue/views/\d+/remove)"', shown)
    assert removal
    assert send(staff_client, removal[1]).status_code == 303
    assert "My Vaughan" not in staff_client.get("/staff/").text


def test_nobody_sees_or_removes_the_views_of_another(people: Callable[..., FlaskClient]) -> None:
    nurse, doctor = people("nurse@clinic.example"), people("doctor@clinic.example")
    send(nurse, "/staff/queue/views", name="Hers", view="")
    assert "Hers" not in doctor.get("/staff/").text
    send(doctor, "/staff/queue/views/1/remove")
    assert "Hers" in nurse.get("/staff/").text


def test_a_view_without_a_name_is_asked_for_one(staff_client: FlaskClient) -> None:
    send(staff_client, "/staff/queue/views", name="  ", view="")
    assert "Give the view a name first." in page(staff_client)


# --- Finding --------------------------------------------------------------------------------------------------------


def test_a_reference_opens_its_case_whatever_its_status(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished()
    spoken = f"{visitor.reference[:3].lower()} {visitor.reference[3:]}"
    reply = send(staff_client, "/staff/queue/find", find=spoken)
    assert reply.headers["Location"] == f"/staff/?reference={visitor.reference}"
    assert staff_client.get(reply.headers["Location"]).headers["Location"] == f"/staff/cases/{visitor.reference}"


@pytest.mark.parametrize("sought", ["905-555-0123", "(905) 555 0123 ext. 9", "Ana.Testa@Example.CA "])
def test_a_telephone_and_an_address_find_their_case_and_stand_in_no_address(
    staff_client: FlaskClient, finished: Callable[..., Any], sought: str
) -> None:
    finished(contact={"telephone": "905 555 0199"})
    visitor = finished(contact=ANA)
    reply = send(staff_client, "/staff/queue/find", find=sought)
    assert reply.headers["Location"] == f"/staff/cases/{visitor.reference}"


def test_all_cases_of_a_number_are_listed(app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    first, second = finished(contact=ANA), finished(contact=ANA, **TODAY)
    shown = text_of(send(staff_client, "/staff/queue/find", find="905 555 0123").text)
    assert "2 cases have this telephone." in shown
    assert first.reference in shown
    assert second.reference in shown
    assert ("queue.find", "", "by telephone: 2") in written(app)


@pytest.mark.parametrize(("sought", "what"), [("905 555 7777", "telephone"), ("no@example.ca", "e-mail")])
def test_what_finds_nothing_says_so(staff_client: FlaskClient, sought: str, what: str) -> None:
    assert f"No case has this {what}." in text_of(send(staff_client, "/staff/queue/find", find=sought).text)


@pytest.mark.parametrize("sought", ["", "   ", "%", "@", "***", "x" * 900])
def test_whatever_is_sought_is_answered_with_a_page(staff_client: FlaskClient, sought: str) -> None:
    token = csrf_token(staff_client.get("/staff/").text)
    sent = {"csrf_token": token, "find": sought}
    assert staff_client.post("/staff/queue/find", data=sent, follow_redirects=True).status_code == 200


# --- News -----------------------------------------------------------------------------------------------------------


def news_address(client: FlaskClient) -> str:
    found = re.search(r'data-news="([^"]+)"', client.get("/staff/").text)
    assert found
    return found[1].replace("&amp;", "&")


def test_who_has_come_since_the_page_was_made_is_announced(
    staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    finished(contact=ANA)
    address = news_address(staff_client)
    assert staff_client.get(address).json == {"number": 0, "words": ""}
    finished(datetime.now(UTC), contact=ANA)
    assert staff_client.get(address).json == {"number": 1, "words": "1 new case waits to be called."}
    finished(datetime.now(UTC), contact=ANA, **TODAY)
    finished(datetime.now(UTC))
    assert staff_client.get(address).json == {"number": 2, "words": "2 new cases wait to be called."}
    assert staff_client.get(news_address(staff_client)).json == {"number": 0, "words": ""}


@pytest.mark.parametrize("since", ["", "x_y", "1", "1_2_3"])
def test_news_since_nonsense_is_no_error_of_ours(staff_client: FlaskClient, since: str) -> None:
    assert staff_client.get(f"/staff/queue/news?since={since}").status_code in (200, 400)


def test_asking_for_news_is_not_written_down_and_keeps_nobody_signed_in(
    app: Flask, people: Callable[..., FlaskClient]
) -> None:
    began = datetime.now(UTC)
    nurse = people()
    address = news_address(nurse)
    before = written(app)
    for minutes in (10, 20, 29):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=True):
            assert nurse.get(address).status_code == 200
    with time_machine.travel(began + timedelta(minutes=32), tick=True):
        assert urlsplit(nurse.get(address).headers["Location"]).path == "/staff/sign-in"
    assert written(app) == before


# --- Whose case it is -----------------------------------------------------------------------------------------------


def test_a_case_is_taken_from_its_line(app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]) -> None:
    visitor = finished(contact=ANA)
    reply = send(staff_client, "/staff/queue/take", take=f"{visitor.reference}.", back="urgency=routine")
    assert reply.headers["Location"] == f"/staff/?urgency=routine#case-{visitor.reference}"
    shown = page(staff_client, "?assigned=me")
    assert f"{visitor.reference} is mine now." in shown
    assert "mine : choose whose" in shown
    assert ("case.assign", visitor.reference, "to nurse@clinic.example") in written(app)


def test_a_case_is_given_to_another_and_back_to_nobody(
    people: Callable[..., FlaskClient], finished: Callable[..., Any]
) -> None:
    visitor, nurse, doctor = finished(contact=ANA), people("nurse@clinic.example"), people("doctor@clinic.example")
    path = f"/staff/cases/{visitor.reference}/assign"
    form = nurse.get(path)
    assert "It is nobody’s now." in text_of(form.text)
    assert '<option value="2">doctor@clinic.example</option>' in form.text
    assert send(nurse, path, to="2", was="", back="case").headers["Location"] == f"/staff/cases/{visitor.reference}"
    assert visitor.reference in page(doctor, "?assigned=me")
    send(nurse, path, to="", was="2")
    assert visitor.reference in page(doctor, "?assigned=nobody")


def test_of_two_who_take_a_case_the_second_is_told_and_changes_nothing(
    people: Callable[..., FlaskClient], finished: Callable[..., Any]
) -> None:
    visitor, nurse, doctor = finished(contact=ANA), people("nurse@clinic.example"), people("doctor@clinic.example")
    for client in (nurse, doctor):
        send(client, "/staff/queue/take", take=f"{visitor.reference}.")
    shown = page(doctor)
    assert f"{visitor.reference} changed hands meanwhile: it is nurse now. Nothing was changed." in shown
    assert visitor.reference not in page(doctor, "?assigned=me")


@pytest.mark.parametrize("to", ["99", "x"])
def test_a_case_is_given_to_nobody_who_is_not_there(
    staff_client: FlaskClient, finished: Callable[..., Any], to: str
) -> None:
    visitor = finished(contact=ANA)
    reply = send(staff_client, f"/staff/cases/{visitor.reference}/assign", to=to, was="")
    assert reply.status_code == 404
    assert staff_client.get("/staff/cases/ZZZZZZ/assign").status_code == 404
    assert send(staff_client, "/staff/queue/take", take="ZZZZZZ.").status_code == 404


@pytest.mark.parametrize(
    "path", ["/staff/queue/find", "/staff/queue/take", "/staff/queue/views", "/staff/cases/A/assign"]
)
def test_without_the_forms_token_nothing_is_done(staff_client: FlaskClient, path: str) -> None:
    assert staff_client.post(path, data={"find": "K7M", "take": "A.", "name": "n", "to": ""}).status_code == 400


# --- What is written ------------------------------------------------------------------------------------------------


def test_each_look_at_the_queue_is_written_down_with_its_filters_and_no_number(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    staff_client.get("/staff/?urgency=today&outcome=905-555-0123")
    staff_client.get(f"/staff/?reference={visitor.reference}")
    send(staff_client, "/staff/queue/find", find="ana.testa@example.ca")
    queue_entries = [one for one in written(app) if one[0].startswith("queue")]
    assert queue_entries == [
        ("queue.list", "", "urgency=today"),
        ("queue.find", "", "by reference: 1"),
        ("queue.list", "", ""),
        ("queue.find", "", "by e-mail: 1"),
    ]


def test_a_queue_that_cannot_be_written_down_is_not_shown(
    staff_client: FlaskClient, finished: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = finished(contact=ANA)

    def fail(_entry: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(audit, "append_alone", fail)
    reply = staff_client.get("/staff/")
    assert reply.status_code == 500
    assert visitor.reference not in reply.text


# --- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(minutes=40, seconds=5), "due in 40 min"),
        (timedelta(seconds=10), "due in 1 min"),
        (timedelta(hours=3, minutes=59), "due in 3 h"),
        (timedelta(hours=22, minutes=50), "due tomorrow 09:00"),
        (timedelta(days=4, hours=22, minutes=50), "due Mon 09:00"),
        (timedelta(days=9), "due 4 Dec 10:10"),
        (timedelta(0), "late 1 min"),
        (-timedelta(minutes=59), "late 59 min"),
        (-timedelta(hours=2, minutes=30), "late 2 h"),
        (-timedelta(hours=30), "late 1 day"),
        (-timedelta(days=3), "late 3 days"),
    ],
)
def test_by_when_is_said_as_one_would_on_the_telephone(left: timedelta, said: str) -> None:
    assert Clock(TORONTO, NOW).due(NOW + left) == said
