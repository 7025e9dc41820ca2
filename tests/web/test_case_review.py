"""The review on a case's page over HTTP: tries to call, putting off, booking, and what is written down of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from people import appointment, csrf_token, text_of

from screener.store import audit
from screener.web.booking_form import read_booking

ANA = {"name": "Ana Testa", "telephone": "905 555 0123", "place": "brampton", "agreed": "yes"}
TORONTO = ZoneInfo("America/Toronto")


@pytest.fixture
def take(staff_client: FlaskClient) -> Callable[..., Any]:
    """Send a form of a case's page, as somebody does who has just opened it."""

    def send(visitor: Any, step: str, **more: str) -> Any:
        address = f"/staff/cases/{visitor.reference}"
        page = staff_client.get(address).text
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen
        sent = {"csrf_token": csrf_token(page), "step": step, "seen": seen[1], **more}
        return staff_client.post(f"{address}/steps", data=sent)

    return send


@pytest.fixture
def shown(staff_client: FlaskClient) -> Callable[[Any], str]:
    return lambda visitor: text_of(staff_client.get(f"/staff/cases/{visitor.reference}").text)


# --- Calling --------------------------------------------------------------------------------------------------------


def test_tries_to_call_are_counted_with_what_came_of_them(
    take: Callable[..., Any], shown: Callable[..., str], finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    for result in ("no_answer", "left_message", "no_answer"):
        assert take(visitor, "attempt", result=result).status_code == 303
    said = shown(visitor)
    assert "3 tries to call: 2 × no answer, left a message; last just now" in said
    assert "Tried to call : Left a message · you" in said
    take(visitor, "contact")
    assert "tries to call" not in shown(visitor)


def test_every_step_is_written_down_once(app: Flask, take: Callable[..., Any], finished: Callable[..., Any]) -> None:
    visitor = finished(contact=ANA)
    take(visitor, "start", note="Private")
    take(visitor, "attempt")  # refused: it says not what came of it
    with app.app_context():
        kept = [one.entry for one in audit.entries() if one.entry.action == "case.step"]
    assert [(entry.who, entry.reference, entry.detail) for entry in kept] == [
        ("nurse@clinic.example", visitor.reference, "start")
    ]


# --- Putting off ----------------------------------------------------------------------------------------------------


def test_a_case_is_put_off_until_a_day_and_taken_up_before(
    take: Callable[..., Any], shown: Callable[..., str], finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    assert "Take it up now" not in shown(visitor)
    day = datetime.now(TORONTO).date() + timedelta(days=4)
    assert take(visitor, "snooze", until=day.isoformat()).status_code == 303
    words = f"put off until {day:%a} {day.day} {day:%b}, 00:00"
    said = shown(visitor)
    assert words in said
    assert f"Put off : {words.removeprefix('put off ')}" in said
    take(visitor, "wake")
    assert words not in shown(visitor)


@pytest.mark.parametrize("until", ["", "tomorrow", "2020-01-01", "2999-01-01"])
def test_a_day_that_is_none_or_past_or_far_is_asked_for_again(
    take: Callable[..., Any], finished: Callable[..., Any], until: str
) -> None:
    reply = take(finished(), "snooze", until=until)
    assert reply.status_code == 422
    assert "Choose a day to come" in reply.text


# --- Booking --------------------------------------------------------------------------------------------------------


def booked(take: Callable[..., Any], visitor: Any, **changed: str) -> Any:
    take(visitor, "contact")
    return take(visitor, "book", **appointment(**changed))


def test_the_form_begins_with_the_place_that_the_visitor_likes(
    staff_client: FlaskClient, take: Callable[..., Any], finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA)
    take(visitor, "contact")
    page = staff_client.get(f"/staff/cases/{visitor.reference}").text
    assert '<option value="brampton" selected>' in page


def test_an_appointment_stands_on_the_page_and_in_the_request(
    take: Callable[..., Any], shown: Callable[..., str], finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA, pregnancy="pregnant")
    assert booked(take, visitor).status_code == 303
    said = shown(visitor)
    day = datetime.now(UTC).date() + timedelta(days=7)
    when = f"{day:%a} {day.day} {day:%b %Y}, 10:30"
    assert f"{when} , 45 min Vaughan, with Dr. Okafor" in said
    request = said[said.index("Request for a physician evaluation") :]
    assert f"Appointment: {when}, 45 minutes, Vaughan, with Dr. Okafor" in request
    assert "Contact: Ana Testa, 905 555 0123" in request
    assert "Cautions A: Pregnant" in request
    assert "No diagnosis" in request


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"day": ""}, "day", "Give the day, as in 2026-12-03."),
        ({"day": "3 Dec"}, "day", "Give the day, as in 2026-12-03."),
        ({"day": "2020-01-01"}, "day", "That time is past. Give one to come."),
        ({"day": "2999-01-01"}, "day", "Check the year."),
        ({"time": "half past"}, "time", "Give the time, as in 14:30."),
        ({"minutes": "0"}, "minutes", "from 5 to 480"),
        ({"minutes": "1e3"}, "minutes", "from 5 to 480"),
        ({"place": "toronto"}, "place", "one of the clinic's places"),
        ({"clinician": " "}, "clinician", "Say with whom."),
        ({"clinician": "x" * 101}, "clinician", "keep this to 100 characters"),
    ],
)
def test_what_is_wrong_with_an_appointment_stands_at_its_field_and_nothing_is_lost(
    take: Callable[..., Any],
    shown: Callable[..., str],
    finished: Callable[..., Any],
    changed: Any,
    field: str,
    said: str,
) -> None:
    visitor = finished()
    reply = booked(take, visitor, **changed)
    assert reply.status_code == 422
    error = re.search(rf'id="{field}-error">([^<]+)<', reply.text)
    assert error
    assert said in error[1].replace("&#39;", "'")
    assert 'name="time" type="time" value="half past"' in reply.text or 'value="10:30"' in reply.text
    assert '<details class="booking" open>' in reply.text
    assert "Status: Contacted" in shown(visitor)


def test_an_hour_that_the_clocks_skip_is_no_time_to_meet(app: Flask) -> None:
    from screener.clinic import Clinic, Place

    clinic = Clinic(name="C", treatment_name="t", telephone="905-555-0100", places=(Place(id="vaughan", name="V"),))
    form = {"day": "2027-03-14", "time": "02:30", "minutes": "45", "place": "vaughan", "clinician": "Dr. Okafor"}
    now = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    assert "clocks go forward" in read_booking(form, clinic, now).errors["time"]
    assert read_booking({**form, "time": "03:30"}, clinic, now).errors == {}


def test_the_calendar_file_has_time_place_and_zone_and_nobodys_name_or_answer(
    app: Flask, staff_client: FlaskClient, take: Callable[..., Any], finished: Callable[..., Any]
) -> None:
    visitor = finished(contact=ANA, pregnancy="pregnant")
    address = f"/staff/cases/{visitor.reference}/appointment.ics"
    assert staff_client.get(address).status_code == 404
    booked(take, visitor)
    first = read_calendar(staff_client.get(address))
    take(visitor, "rebook", **appointment(time="11:00"))
    second = read_calendar(staff_client.get(address))
    take(visitor, "unbook")
    third = read_calendar(staff_client.get(address))
    (event,) = first.events
    assert event.start.astimezone(TORONTO).strftime("%H:%M") == "10:30"
    assert event.duration == timedelta(minutes=45)
    assert str(event["LOCATION"]) == "Test Clinic, Vaughan"
    assert [zone["TZID"] for zone in first.timezones] == ["America/Toronto"]
    assert [int(one.events[0]["SEQUENCE"]) for one in (first, second, third)] == [0, 1, 2]
    assert len({str(one.events[0]["UID"]) for one in (first, second, third)}) == 1
    assert (str(third["METHOD"]), str(third.events[0]["STATUS"])) == ("CANCEL", "CANCELLED")
    written = first.to_ical().decode()
    for private in ("Ana", "555 0123", "regnan", "chronic"):
        assert private not in written
    with app.app_context():
        assert [one.entry.action for one in audit.entries()].count("case.ics") == 3


def read_calendar(reply: Any) -> Calendar:
    assert reply.status_code == 200
    assert reply.mimetype == "text/calendar"
    return Calendar.from_ical(reply.data)


def test_a_booking_that_fell_through_is_told_as_that(
    take: Callable[..., Any], shown: Callable[..., str], finished: Callable[..., Any]
) -> None:
    visitor = finished()
    booked(take, visitor)
    take(visitor, "unbook")
    said = shown(visitor)
    assert "Appointment that fell through" in said
    assert "Appointment: " not in said
