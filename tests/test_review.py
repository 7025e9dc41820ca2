"""The review of a case: which step leads where, and two people who act at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from screener import review
from screener.review import STATUSES, STEPS, ChangedMeanwhile, NoteMissing, NoteTooLong, ReasonMissing, StepNotPossible
from screener.staff import add_staff
from screener.store import cases
from screener.store.models import db

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
        assert review.after(status, step) == WAYS[status, step]
    else:
        with pytest.raises(StepNotPossible):
            review.after(status, step)


@pytest.mark.parametrize("status", STATUSES)
def test_the_steps_that_are_offered_are_those_that_are_possible(status: str) -> None:
    assert set(review.possible(status)) == {step for origin, step in WAYS if origin == status}


def test_every_status_can_be_reached_and_left_again() -> None:
    reached = {"new"}
    while more := {to for (origin, _), to in WAYS.items() if origin in reached} - reached:
        reached |= more
    assert reached == set(STATUSES)
    assert all(review.possible(status) for status in STATUSES)


@pytest.mark.parametrize("step", ["to_seen", "", "trigger", "START"])
def test_there_is_no_jump_past_the_steps(step: str) -> None:
    with pytest.raises(StepNotPossible):
        review.after("new", step)


def test_the_machine_keeps_no_case() -> None:
    review.after("new", "start")
    assert review._machine.models == []


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

    def _take(step: str, staff_id: int, seen: int, **more: str) -> Any:
        with app.app_context():
            return review.take_step(visitor.id, step, staff_id=staff_id, seen=seen, now=NOW, **more)

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
        from screener.store import screenings

        screenings.delete(gone.id)
        db.session.commit()
        with pytest.raises(review.UnknownCase):
            review.take_step(gone.id, "start", staff_id=nurse, seen=0, now=NOW)


def test_no_error_and_no_step_shows_the_note_in_a_log(nurse: int, take: Any) -> None:
    taken = take("note", nurse, 0, note="a private matter")
    assert "private" not in repr(taken)
    assert "private" not in str(ChangedMeanwhile(replace(taken, note="a private matter")))
