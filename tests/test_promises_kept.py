"""When a promise to be in touch begins, when it ends, and when it is made anew."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from people import PLAIN

from screener import conversation, review
from screener.staff import add_staff
from screener.store.appointments import Appointment
from screener.store.models import Screening, User, db

NOON = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NUMBER = {"telephone": "905 555 0123"}
TODAY = ["fever_headache"]


@pytest.fixture
def kept(app: Flask) -> Callable[[Any], Screening]:
    def read(visitor: Any) -> Screening:
        with app.app_context():
            row = db.session.get(Screening, visitor.id)
            assert row is not None
            return row

    return read


@pytest.fixture
def steps(app: Flask) -> Callable[..., None]:
    """A nurse takes these steps of a case, one after another."""

    def take(visitor: Any, *names: str, seen: int = 0, now: datetime = NOON) -> None:
        with app.app_context():
            if not db.session.query(User).count():
                add_staff("nurse@clinic.example", "reviewer", "seven quiet herons")
            nurse = db.session.query(User).one().id
            for number, name in enumerate(names, start=seen):
                reason = {"close": "declined", "attempt": "no_answer"}.get(name, "")
                visit = Appointment(now + 99 * HOUR, 45, "vaughan", "Dr. Okafor") if name == "book" else None
                review.take_step(
                    visitor.id, name, staff_id=nurse, seen=number, reason=reason, appointment=visit, now=now
                )

    return take


def test_without_a_way_to_be_reached_nothing_is_promised(finished: Callable[..., Any], kept: Any) -> None:
    row = kept(finished(NOON, urgent_signs=TODAY))
    assert (row.tier, row.due_at) == (1, None)


def test_a_promise_runs_from_when_a_way_to_be_reached_was_left(finished: Callable[..., Any], kept: Any) -> None:
    visitor = finished(NOON, urgent_signs=TODAY)
    visitor.now = NOON + 5 * HOUR
    assert kept(visitor.leave_contact(**NUMBER)).due_at == NOON + 7 * HOUR


@pytest.mark.parametrize(("changed", "tier"), [({}, 3), ({"pregnancy": "pregnant"}, 2), ({"urgent_signs": TODAY}, 1)])
def test_each_urgency_has_its_own_place_and_promise(
    finished: Callable[..., Any], kept: Any, changed: Any, tier: int
) -> None:
    visitor = finished(NOON, contact=NUMBER, **changed)
    assert kept(visitor).tier == tier
    assert kept(visitor).due_at == visitor.parts.clinic.due(tier, visitor.now)


def test_an_emergency_is_due_at_once(finished: Callable[..., Any], kept: Any) -> None:
    visitor = finished(NOON, contact=NUMBER, danger_signs=["thunderclap"])
    assert (kept(visitor).tier, kept(visitor).due_at) == (0, visitor.now)


def test_asking_again_does_not_put_the_promise_off(finished: Callable[..., Any], kept: Any) -> None:
    visitor = finished(NOON, contact=NUMBER, urgent_signs=TODAY)
    first = kept(visitor).due_at
    visitor.now = NOON + HOUR
    assert kept(visitor.leave_contact(telephone="905 555 0199")).due_at == first


def test_who_becomes_more_urgent_is_due_sooner_and_who_becomes_less_so_not_later(
    finished: Callable[..., Any], kept: Any
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    later = kept(visitor).due_at
    visitor.act("change", "urgent_signs").answer(TODAY)
    sooner = kept(visitor).due_at
    assert sooner == visitor.now + 2 * HOUR < later
    visitor.finish(PLAIN).act("change", "urgent_signs").answer(["none"]).finish(PLAIN)
    assert kept(visitor).tier == 3
    assert kept(visitor).due_at == sooner


def test_who_becomes_more_urgent_comes_back_from_being_put_off(
    app: Flask, finished: Callable[..., Any], kept: Any
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    with app.app_context():
        db.session.get(Screening, visitor.id).snoozed_until = NOON + 99 * HOUR  # type: ignore[union-attr]
        db.session.commit()
    visitor.act("change", "urgent_signs").answer(TODAY)
    assert kept(visitor).snoozed_until is None


@pytest.mark.parametrize("names", [("contact",), ("start", "attempt", "contact"), ("start", "book")])
def test_the_promise_is_kept_once_the_person_was_reached(
    finished: Callable[..., Any], kept: Any, steps: Any, names: tuple[str, ...]
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    steps(visitor, *names)
    assert (kept(visitor).due_at, kept(visitor).reached_at) == (None, NOON)


def test_trying_in_vain_keeps_no_promise(finished: Callable[..., Any], kept: Any, steps: Any) -> None:
    visitor = finished(NOON, contact=NUMBER)
    before = kept(visitor).due_at
    steps(visitor, "start", "attempt", "attempt")
    assert (kept(visitor).due_at, kept(visitor).reached_at) == (before, None)


def test_a_closed_case_is_promised_nothing_and_is_due_at_once_where_it_is_opened_again_unreached(
    finished: Callable[..., Any], kept: Any, steps: Any
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    steps(visitor, "close")
    assert kept(visitor).due_at is None
    steps(visitor, "reopen", seen=1, now=NOON + HOUR)
    assert kept(visitor).due_at == NOON + HOUR


def test_who_was_reached_before_or_left_nothing_is_promised_nothing_on_opening_again(
    finished: Callable[..., Any], kept: Any, steps: Any
) -> None:
    reached, nameless = finished(NOON, contact=NUMBER), finished(NOON)
    steps(reached, "contact", "close", "reopen")
    steps(nameless, "close", "reopen")
    assert (kept(reached).due_at, kept(nameless).due_at) == (None, None)


def test_whoever_comes_back_after_their_case_was_closed_is_promised_anew(
    finished: Callable[..., Any], kept: Any, steps: Any
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    steps(visitor, "contact", "close")
    visitor.now = NOON + 48 * HOUR
    visitor.leave_contact(**NUMBER)
    assert kept(visitor).status == "new"
    assert kept(visitor).due_at == visitor.parts.clinic.due(3, visitor.now)


def test_a_wish_to_be_deleted_is_answered_as_a_call_is(
    app: Flask, finished: Callable[..., Any], kept: Any, steps: Any
) -> None:
    visitor = finished(NOON, contact=NUMBER)
    steps(visitor, "contact")
    with app.app_context():
        found = conversation.find(visitor.parts.library, visitor.token, NOON)
        assert not conversation.delete(found, visitor.parts.clinic, NOON + HOUR)
    assert kept(visitor).due_at == visitor.parts.clinic.due(3, NOON + HOUR)
