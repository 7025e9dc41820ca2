"""The queue as it is stored: who is in it, in which order, and how a case is found."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from screener import review
from screener.engine.flow import URGENCIES
from screener.staff import add_staff
from screener.store import cases
from screener.store.cases import Filters, StoredStep, plain_reference
from screener.store.models import Screening, db
from screener.store.screenings import create

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)


def put(reference: str, urgency: str = "routine", *, hours: float = 1, queued: bool = True, **more: Any) -> str:
    """One screening in the database, with what the queue sorts by."""
    stored = create(
        flow_id="migraine",
        flow_digest="d" * 64,
        files={},
        language="en",
        token=reference,
        reference=reference,
        now=NOW,
    )
    row = db.session.get(Screening, stored.id)
    assert row is not None
    row.urgency, row.outcome = urgency, more.pop("outcome", "cm_pattern")
    row.queued_at = NOW - timedelta(hours=hours) if queued else None
    for name, value in more.items():
        setattr(row, name, value)
    db.session.commit()
    return stored.id


def listed(**filters: Any) -> list[str]:
    return [row.reference for row in cases.queue(Filters(**filters)).rows]


@pytest.fixture(autouse=True)
def context(app: Flask) -> Any:
    with app.app_context():
        yield


def test_the_order_of_urgency_is_that_of_the_flows() -> None:
    assert tuple(reversed(URGENCIES)) == cases.MOST_URGENT_FIRST


def test_the_most_urgent_come_first_then_whoever_has_waited_longest() -> None:
    put("ROUTN2", "routine", hours=90)
    put("TODAY2", "today", hours=1)
    put("EMERG2", "emergency", hours=0)
    put("TODAY3", "today", hours=5)
    put("DAYSA2", "days", hours=50)
    assert listed() == ["EMERG2", "TODAY3", "TODAY2", "DAYSA2", "ROUTN2"]


def test_who_has_no_outcome_yet_is_not_in_the_queue() -> None:
    put("ASKNG2", queued=False)
    assert listed() == []
    assert cases.by_reference("ASKNG2") is None
    assert sum(cases.counts(review.OPEN).values()) == 0


def test_each_filter_leaves_the_others_out() -> None:
    put("AAAAA2", "today", outcome="urgent_review", place="vaughan", status="new")
    put("BBBBB2", "days", outcome="cm_pattern", place="brampton", status="closed")
    assert listed(urgency="today") == ["AAAAA2"]
    assert listed(outcome="cm_pattern") == ["BBBBB2"]
    assert listed(place="brampton") == ["BBBBB2"]
    assert listed(statuses=("closed", "seen")) == ["BBBBB2"]
    assert listed(statuses=review.OPEN) == ["AAAAA2"]
    assert listed(urgency="today", outcome="cm_pattern") == []


@pytest.mark.parametrize("written", ["K7M2QX", "k7m2qx", " k7m-2qx ", "K7M 2QX", "k7m", "K7–M2QX"])
def test_a_reference_is_found_however_it_is_written(written: str) -> None:
    put("K7M2QX")
    put("P7M2QX")
    assert listed(reference=written) == ["K7M2QX"]


@pytest.mark.parametrize("written", ["%", "_", "K7M2Q%", "' or 1=1 --", "\\"])
def test_nothing_in_a_reference_means_more_than_itself(written: str) -> None:
    put("K7M2QX")
    assert "%" not in plain_reference(written)
    assert listed(reference=plain_reference(written) or "ZZZ") in ([], ["K7M2QX"] if written == "K7M2Q%" else [])


def test_the_list_comes_in_pages() -> None:
    for number in range(7):
        put(f"REF{number:03}", hours=number)
    pages = [cases.queue(Filters(), page, size=3) for page in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {row.reference for page in pages for row in page.rows} == {f"REF{number:03}" for number in range(7)}
    assert (pages[0].total, pages[0].pages) == (7, 3)


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-3, 1), (99, 1)])
def test_a_page_that_is_not_there_is_the_nearest_that_is(asked: int, shown: int) -> None:
    put("AAAAA2")
    assert cases.queue(Filters(), asked).page == shown


def test_open_cases_are_counted_by_urgency_with_nought_where_there_are_none() -> None:
    put("AAAAA2", "today")
    put("BBBBB2", "today")
    put("CCCCC2", "routine", status="closed")
    assert cases.counts(review.OPEN) == {"emergency": 0, "today": 2, "days": 0, "routine": 0}


def test_the_outcomes_to_choose_from_are_those_that_cases_have() -> None:
    put("AAAAA2", outcome="cm_pattern")
    put("BBBBB2", outcome="cm_pattern")
    put("CCCCC2", queued=False, outcome="under_18")
    assert cases.outcomes() == ("cm_pattern",)


def test_a_row_says_who_took_the_latest_step() -> None:
    screening = put("AAAAA2")
    for number, email in enumerate(("nurse@clinic.example", "doctor@clinic.example"), start=1):
        add_staff(email, "reviewer", "seven quiet herons")
        cases.append_step(screening, StoredStep(number, NOW, number, "", "note", "new", None, "A note"))
    db.session.commit()
    (row,) = cases.queue(Filters()).rows
    assert (row.staff_id, row.staff_email) == (2, "doctor@clinic.example")


def test_a_note_is_sealed_for_its_place() -> None:
    add_staff("nurse@clinic.example", "reviewer", "seven quiet herons")
    screening = put("AAAAA2")
    for number in (1, 2):
        cases.append_step(screening, StoredStep(number, NOW, 1, "", "note", "new", None, f"Secret {number}"))
    db.session.commit()
    kept = db.session.execute(text("SELECT sealed_note FROM review_step")).scalars().all()
    assert all(b"Secret" not in note for note in kept)
    case = cases.by_reference("AAAAA2")
    assert case is not None
    assert [step.note for step in case.steps] == ["Secret 1", "Secret 2"]


def test_a_case_and_its_rows_show_nothing_private_in_a_log(finished: Callable[..., Any]) -> None:
    visitor = finished(contact={"name": "Ana Testa", "telephone": "905 555 0123"}, pregnancy="pregnant")
    shown = repr(cases.by_reference(visitor.reference)) + repr(cases.queue(Filters()))
    assert "Ana" not in shown
    assert "905 555" not in shown
    assert "pregnant" not in shown
