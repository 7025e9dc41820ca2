"""One case as it is stored: how it is found, its review, and what is sealed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from screener.staff import add_staff
from screener.store import cases, queue
from screener.store.cases import StoredStep, plain_reference
from screener.store.models import Screening, db
from screener.store.queue import Filters
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


@pytest.fixture(autouse=True)
def context(app: Flask) -> Any:
    with app.app_context():
        yield


def test_who_has_no_outcome_yet_is_no_case() -> None:
    put("ASKNG2", queued=False)
    assert cases.by_reference("ASKNG2") is None


@pytest.mark.parametrize("written", ["K7M2QX", "k7m2qx", " k7m-2qx ", "K7M 2QX", "K7–M2QX"])
def test_a_case_is_found_however_its_reference_is_written(written: str) -> None:
    put("K7M2QX")
    put("P7M2QX")
    case = cases.by_reference(written)
    assert case is not None
    assert case.screening.reference == "K7M2QX"


@pytest.mark.parametrize("written", ["%", "_", "K7M2Q%", "' or 1=1 --", "\\"])
def test_nothing_in_a_reference_means_more_than_itself(written: str) -> None:
    put("K7M2QX")
    assert plain_reference(written).isalnum() or not plain_reference(written)
    assert cases.by_reference(written) is None


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
    shown = repr(cases.by_reference(visitor.reference)) + repr(queue.page(Filters(), visitor.now))
    assert visitor.reference in repr(queue.page(Filters(), visitor.now))
    assert "Ana" not in shown
    assert "905 555" not in shown
    assert "pregnant" not in shown
