"""The review of a case: which step leads where, and two people who act at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from screener import review, review_machine
from screener.review import (
    AppointmentMissing,
    BadSnooze,
    ChangedMeanwhile,
    NoteMissing,
    NoteTooLong,
    ReasonMissing,
    ResultMissing,
    Snooze,
)
from screener.review_machine import STATUSES, STEPS, StepNotPossible
from screener.staff import add_staff
from screener.store import appointments, cases
from screener.store.appointments import Appointment
from screener.store.models import Screening, db

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)

WAYS = {
    ("new", "start"): "in_review",
    ("new", "contact"): "contacted",
    ("new", "attempt"): "in_review",
    ("new", "close"): "closed",
    ("new", "note"): "new",
    ("in_review", "contact"): "contacted",
    ("in_review", "attempt"): "in_review",
    ("in_review", "book"): "booked",
    ("in_review", "close"): "closed",
    ("in_review", "note"): "in_review",
    ("contacted", "attempt"): "contacted",
    ("contacted", "book"): "booked",
    ("contacted", "close"): "closed",
    ("contacted", "note"): "contacted",
    ("booked", "attempt"): "booked",
    ("booked", "see"): "seen",
    ("booked", "unbook"): "contacted",
    ("booked", "rebook"): "booked",
    **{(status, step): status for status in review_machine.OPEN for step in ("snooze", "wake")},
    ("booked", "close"): "closed",
    ("booked", "note"): "booked",
    ("seen", "reopen"): "in_review",
    ("seen", "note"): "seen",
    ("closed", "reopen"): "in_review",
    ("closed", "note"): "closed",
}
"""Every way there is. What is not here must not be possible."""


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_leads_from_each_status_where_it_should_or_nowhere(status: str, step: str) -> None:
    if (status, step) in WAYS:
        assert review_machine.after(status, step) == WAYS[status, step]
    else:
        with pytest.raises(StepNotPossible):
            review_machine.after(status, step)


@pytest.mark.parametrize("status", STATUSES)
def test_the_steps_that_are_offered_are_those_that_are_possible(status: str) -> None:
    assert set(review_machine.possible(status)) == {step for origin, step in WAYS if origin == status}


def test_every_status_can_be_reached_and_left_again() -> None:
    reached = {"new"}
    while more := {to for (origin, _), to in WAYS.items() if origin in reached} - reached:
        reached |= more
    assert reached == set(STATUSES)
    assert all(review_machine.possible(status) for status in STATUSES)


@pytest.mark.parametrize("step", ["to_seen", "", "trigger", "START"])
def test_there_is_no_jump_past_the_steps(step: str) -> None:
    with pytest.raises(StepNotPossible):
        review_machine.after("new", step)


def test_the_machine_keeps_no_case() -> None:
    review_machine.after("new", "start")
    assert review_machine._machine.models == []


# --- Taking a step --------------------------------------------------------------------------------------------------


@pytest.fixture
def nurse(app: Flask) -> int:
    return _staff_member(app, "nurse@clinic.example", 1)


@pytest.fixture
def doctor(app: Flask, nurse: int) -> int:
    return _staff_member(app, "doctor@clinic.example", nurse + 1)


def _staff_member(app: Flask, email: str, expected: int) -> int:
    with app.app_context():
        add_staff(email, "reviewer", "seven quiet herons")
    return expected


@pytest.fixture
def take(app: Flask, finished: Callable[..., Any]) -> Callable[..., Any]:
    """Take a step of one case."""
    visitor = finished()

    def _take(step: str, staff_id: int, seen: int, now: datetime = NOW, **more: Any) -> Any:
        with app.app_context():
            return review.take_step(visitor.id, step, staff_id=staff_id, seen=seen, now=now, **more)

    _take.visitor = visitor  # type: ignore[attr-defined]
    _take.reference = visitor.reference  # type: ignore[attr-defined]
    return _take


def kept(app: Flask, take: Any) -> cases.Case:
    with app.app_context():
        case = cases.by_reference(take.reference)
    assert case is not None
    return case


def test_a_step_is_kept_with_who_took_it_when_and_their_note(app: Flask, nurse: int, take: Any) -> None:
    take("contact", nurse, 0, note="  Will think about it.  ")
    case = kept(app, take)
    assert case.status == "contacted"
    (step,) = case.steps
    assert (step.number, step.staff_email, step.at) == (1, "nurse@clinic.example", NOW)
    assert step.note == "Will think about it."


def test_of_two_who_act_at_once_the_second_is_told_and_overwrites_nothing(
    app: Flask, nurse: int, doctor: int, take: Any
) -> None:
    take("contact", nurse, 0)
    with pytest.raises(ChangedMeanwhile) as refused:
        take("close", doctor, 0, reason="not_reached")
    assert refused.value.latest.staff_id == nurse
    assert kept(app, take).status == "contacted"
    assert len(kept(app, take).steps) == 1


def test_the_same_step_sent_twice_is_taken_once(app: Flask, nurse: int, take: Any) -> None:
    take("contact", nurse, 0, note="Once")
    take("contact", nurse, 0, note="Once")
    assert len(kept(app, take).steps) == 1


def test_the_same_step_by_another_person_is_no_repeat(nurse: int, doctor: int, take: Any) -> None:
    take("contact", nurse, 0)
    with pytest.raises(ChangedMeanwhile):
        take("contact", doctor, 0)


def test_another_note_with_the_same_step_is_no_repeat(nurse: int, take: Any) -> None:
    take("note", nurse, 0, note="One")
    with pytest.raises(ChangedMeanwhile):
        take("note", nurse, 0, note="Two")


def test_a_step_after_one_that_nobody_took_is_refused(nurse: int, take: Any) -> None:
    with pytest.raises(StepNotPossible):
        take("contact", nurse, 7)


@pytest.mark.parametrize("reason", ["", "because", "NOT_REACHED"])
def test_closing_needs_one_of_the_reasons(nurse: int, take: Any, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        take("close", nurse, 0, reason=reason)


@pytest.mark.parametrize("reason", review.REASONS)
def test_every_reason_closes_and_is_kept(app: Flask, nurse: int, take: Any, reason: str) -> None:
    take("close", nurse, 0, reason=reason)
    assert kept(app, take).status == "closed"
    assert kept(app, take).steps[0].reason == reason


def test_a_reason_is_kept_with_closing_only(app: Flask, nurse: int, take: Any) -> None:
    take("contact", nurse, 0, reason="declined")
    assert kept(app, take).steps[0].reason is None


@pytest.mark.parametrize("result", ["", "answered", "not_reached"])
def test_a_try_to_call_says_what_came_of_it(nurse: int, take: Any, result: str) -> None:
    with pytest.raises(ResultMissing):
        take("attempt", nurse, 0, reason=result)


@pytest.mark.parametrize("note", ["", "   ", "\n"])
def test_a_note_needs_words(nurse: int, take: Any, note: str) -> None:
    with pytest.raises(NoteMissing):
        take("note", nurse, 0, note=note)


def test_a_note_that_is_too_long_is_refused_whole(app: Flask, nurse: int, take: Any) -> None:
    with pytest.raises(NoteTooLong):
        take("note", nurse, 0, note="x" * (review.LONGEST_NOTE + 1))
    assert kept(app, take).steps == ()


def test_a_case_can_be_opened_again_and_closed_for_another_reason(app: Flask, nurse: int, take: Any) -> None:
    take("close", nurse, 0, reason="declined")
    take("reopen", nurse, 1)
    take("close", nurse, 2, reason="not_reached")
    assert [(step.step, step.status) for step in kept(app, take).steps] == [
        ("close", "closed"),
        ("reopen", "in_review"),
        ("close", "closed"),
    ]


def test_what_the_visitor_deleted_has_no_review(app: Flask, nurse: int, finished: Callable[..., Any]) -> None:
    gone = finished()
    with app.app_context():
        from screener.store import retention

        retention.erase([gone.id])
        db.session.commit()
        with pytest.raises(review.UnknownCase):
            review.take_step(gone.id, "start", staff_id=nurse, seen=0, now=NOW)


def test_no_error_and_no_step_shows_the_note_in_a_log(nurse: int, take: Any) -> None:
    taken = take("note", nurse, 0, note="a private matter")
    assert "private" not in repr(taken)
    assert "private" not in str(ChangedMeanwhile(replace(taken, note="a private matter")))


# --- Putting off and booking ----------------------------------------------------------------------------------------

TUESDAY = Snooze(NOW + timedelta(days=6), NOW + timedelta(days=6, hours=10))
VISIT = Appointment(NOW + timedelta(days=8), 45, "vaughan", "Dr. Okafor")


def row(app: Flask, take: Any) -> Screening:
    with app.app_context():
        found = db.session.get(Screening, take.visitor.id)
    assert found is not None
    return found


def test_a_case_that_is_put_off_comes_back_by_its_date_and_its_promise_with_it(
    app: Flask, nurse: int, finished: Callable[..., Any]
) -> None:
    visitor = finished(contact={"telephone": "905 555 0123"})
    with app.app_context():
        review.take_step(visitor.id, "snooze", staff_id=nurse, seen=0, snooze=TUESDAY, now=NOW)
        found = db.session.get(Screening, visitor.id)
        assert found is not None
        assert (found.status, found.snoozed_until, found.due_at) == ("new", TUESDAY.until, TUESDAY.due_at)


def test_who_is_promised_nothing_is_promised_nothing_by_putting_off(app: Flask, nurse: int, take: Any) -> None:
    take("snooze", nurse, 0, snooze=TUESDAY)
    assert (row(app, take).snoozed_until, row(app, take).due_at) == (TUESDAY.until, None)


@pytest.mark.parametrize(
    "until", [NOW, NOW - timedelta(days=1), NOW + review.LONGEST_SNOOZE + timedelta(days=1)], ids=["now", "past", "far"]
)
def test_a_case_is_put_off_until_a_day_to_come_that_is_not_too_far(nurse: int, take: Any, until: datetime) -> None:
    with pytest.raises(BadSnooze):
        take("snooze", nurse, 0, snooze=Snooze(until, until))
    with pytest.raises(BadSnooze):
        take("snooze", nurse, 0)


def test_nobody_who_should_be_seen_today_is_put_off_for_long(
    app: Flask, nurse: int, finished: Callable[..., Any]
) -> None:
    visitor = finished(urgent_signs=["fever_headache"])
    with app.app_context(), pytest.raises(BadSnooze):
        review.take_step(visitor.id, "snooze", staff_id=nurse, seen=0, snooze=TUESDAY, now=NOW)


@pytest.mark.parametrize(
    ("step", "more", "still"),
    [
        ("wake", {}, False),
        ("contact", {}, False),
        ("close", {"reason": "declined"}, False),
        ("attempt", {"reason": "busy"}, True),
        ("note", {"note": "Called the pharmacy"}, True),
    ],
)
def test_a_case_stays_put_off_through_notes_and_tries_and_nothing_else(
    app: Flask, nurse: int, take: Any, step: str, more: dict[str, str], still: bool
) -> None:
    take("snooze", nurse, 0, snooze=TUESDAY)
    take(step, nurse, 1, **more)
    assert (row(app, take).snoozed_until is not None) == still


def test_whoever_becomes_more_urgent_is_put_off_no_longer(app: Flask, nurse: int, take: Any) -> None:
    take("snooze", nurse, 0, snooze=TUESDAY)
    take.visitor.act("change", "urgent_signs").answer(["fever_headache"])
    assert row(app, take).snoozed_until is None


def test_booking_keeps_the_appointment_sealed_and_each_change_counts(app: Flask, nurse: int, take: Any) -> None:
    take("contact", nurse, 0)
    with pytest.raises(AppointmentMissing):
        take("book", nurse, 1)
    take("book", nurse, 1, appointment=VISIT)
    take("rebook", nurse, 2, appointment=replace(VISIT, minutes=60))
    with app.app_context():
        kept_visit = appointments.of(take.visitor.id)
        assert kept_visit is not None
        assert (kept_visit.sequence, kept_visit.appointment) == (1, replace(VISIT, minutes=60))
        sealed = db.session.execute(db.text("SELECT sealed_details FROM appointment")).scalar_one()
        assert b"Okafor" not in sealed


def test_an_appointment_that_fell_through_stays_on_record_as_that(app: Flask, nurse: int, take: Any) -> None:
    take("contact", nurse, 0)
    take("book", nurse, 1, appointment=VISIT)
    take("unbook", nurse, 2)
    with app.app_context():
        kept_visit = appointments.of(take.visitor.id)
    assert kept_visit is not None
    assert kept_visit.appointment == replace(VISIT, cancelled=True)


def test_a_change_sent_from_an_old_page_is_no_repeat_where_it_is_for_another_time(nurse: int, take: Any) -> None:
    take("contact", nurse, 0)
    take("book", nurse, 1, appointment=VISIT)
    assert take("book", nurse, 1, appointment=VISIT).number == 2
    with pytest.raises(ChangedMeanwhile):
        take("book", nurse, 1, appointment=replace(VISIT, starts=VISIT.starts + timedelta(hours=1)))


def test_neither_an_appointment_nor_a_case_shows_its_time_in_a_log(app: Flask, nurse: int, take: Any) -> None:
    assert "datetime" not in repr(VISIT)
