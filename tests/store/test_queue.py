"""The queue as it is stored: who is in which list, in which order, a page at a time, by an index each time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from screener.engine.flow import URGENCIES
from screener.promise import TIERS
from screener.staff import add_staff
from screener.store import queue, queue_counts, saved_views
from screener.store.models import FlowVersion, Screening, db
from screener.store.queue import ORDERS, Filters

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def put(reference: str, urgency: str = "routine", *, hours: float = 1, due: float | None = None, **more: Any) -> str:
    """One screening, so many hours in the queue. With `due`, its person left a number and waits to be called."""
    at = NOW - hours * HOUR
    values = {"queued_at": at, "status": "new", "outcome": "cm_pattern"}
    if due is not None:
        values |= {"due_at": NOW + due * HOUR, "contact_at": at}
    row = Screening(
        id=reference,
        flow_id="migraine",
        flow_digest="d" * 64,
        language="en",
        reference=reference,
        token_hash=reference,
        created_at=at,
        updated_at=at,
        urgency=urgency,
        tier=TIERS[urgency],
        **values | more,
    )
    db.session.add(row)
    db.session.flush()
    return reference


def listed(name: str = "waiting", sort: str = "", **filters: Any) -> list[str]:
    return [row.reference for row in queue.page(Filters(name, sort, **filters), NOW).rows]


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        db.session.add(FlowVersion(digest="d" * 64, flow_id="migraine", files="{}", stored_at=NOW))
        db.session.flush()
        yield
        db.session.rollback()


# --- Lists and orders -----------------------------------------------------------------------------------------------


def test_the_order_of_urgency_is_that_of_the_flows() -> None:
    assert tuple(TIERS) == tuple(reversed(URGENCIES))


def test_the_most_urgent_come_first_then_whoever_is_due_first() -> None:
    put("ROUTN2", "routine", due=-90)
    put("TODAY2", "today", due=2)
    put("EMERG2", "emergency", due=0)
    put("TODAY3", "today", due=-1)
    put("DAYSA2", "days", due=-50)
    assert listed() == ["EMERG2", "TODAY3", "TODAY2", "DAYSA2", "ROUTN2"]
    assert listed(sort="due") == ["ROUTN2", "DAYSA2", "TODAY3", "EMERG2", "TODAY2"]


def test_each_case_stands_in_the_list_of_what_is_to_be_done_with_it() -> None:
    put("WAITS2", due=1)
    put("AGAIN2", due=1, status="contacted")
    put("REACH2", contact_at=NOW, status="contacted")
    put("BOOKD2", contact_at=NOW, status="booked")
    put("NAMEL2")
    put("CLOSD2", status="closed", contact_at=NOW)
    put("SEENA2", status="seen")
    put("ASKNG2", queued_at=None)
    assert sorted(listed()) == ["AGAIN2", "WAITS2"]
    assert sorted(listed("reached")) == ["BOOKD2", "REACH2"]
    assert listed("anonymous") == ["NAMEL2"]
    assert sorted(listed("done")) == ["CLOSD2", "SEENA2"]
    assert len(listed("all")) == 7
    assert queue_counts.counts(NOW).lists == {"reached": 2, "anonymous": 1, "snoozed": 0}


@pytest.mark.parametrize(
    ("name", "more"), [("waiting", {"due": 1}), ("reached", {"contact_at": NOW}), ("anonymous", {})]
)
def test_who_is_put_off_leaves_the_list_and_comes_back_by_itself(name: str, more: dict[str, Any]) -> None:
    put("LATER2", snoozed_until=NOW + HOUR, **more)
    put("AGAIN2", snoozed_until=NOW, **more)
    assert listed(name) == ["AGAIN2"]
    assert listed("snoozed") == ["LATER2"]
    assert queue_counts.counts(NOW).lists["snoozed"] == 1
    assert len(queue.page(Filters(name), NOW + HOUR).rows) == 2


def test_each_filter_leaves_the_others_out() -> None:
    for email in ("nurse@clinic.example", "doctor@clinic.example"):
        add_staff(email, "reviewer", "seven quiet herons")
    put("AAAAA2", "today", due=-1, outcome="urgent_review", place="vaughan", assigned_to=1)
    put("BBBBB2", "days", due=1, place="brampton", status="in_review")
    assert (
        listed(tier=1) == listed(outcome="urgent_review") == listed(place="vaughan") == listed(late=True) == ["AAAAA2"]
    )
    assert listed(status="in_review") == listed(assigned=0) == ["BBBBB2"]
    assert listed(assigned=1) == ["AAAAA2"]
    assert listed(tier=1, outcome="cm_pattern") == listed(assigned=2) == []
    db.session.query(Screening).delete()
    db.session.commit()


# --- Pages ----------------------------------------------------------------------------------------------------------


def walk(filters: Filters, size: int) -> list[str]:
    """Every reference of a list, page after page."""
    found, after = [], None
    while True:
        page = queue.page(filters, NOW, after, size)
        found += [row.reference for row in page.rows]
        after = page.next
        if after is None:
            return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(list(TIERS)), st.integers(0, 3)), max_size=12),
    st.integers(1, 5),
    st.sampled_from([(name, sort) for name in ("waiting", "anonymous") for sort in ORDERS[name]]),
)
def test_pages_hold_each_case_once_and_in_order_whatever_their_size(
    rows: list[tuple[str, int]], size: int, order: tuple[str, str]
) -> None:
    db.session.query(Screening).delete()
    for number, (urgency, hours) in enumerate(rows):
        put(f"W{number:05}", urgency, hours=hours, due=hours)
        put(f"A{number:05}", urgency, hours=hours)
    filters = Filters(*order)
    assert walk(filters, size) == walk(filters, 100)
    assert len(walk(filters, size)) == len(rows)


def test_a_filter_that_fits_few_stops_looking_after_so_many_and_goes_on_from_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue, "LOOKED_THROUGH", 4)
    for number in range(10):
        put(f"REF{number:03}", due=number, place="caledon" if number == 9 else "vaughan")
    first = queue.page(Filters(place="caledon"), NOW)
    assert (first.rows, first.stopped) == ((), True)
    assert walk(Filters(place="caledon"), 50) == ["REF009"]
    assert not queue.page(Filters(), NOW).stopped


@pytest.mark.sqlite
@pytest.mark.parametrize(("name", "sort"), [(name, sort) for name, orders in ORDERS.items() for sort in orders])
def test_each_list_is_read_in_each_order_by_an_index_of_its_own(name: str, sort: str) -> None:
    """Nothing is sorted, and nothing is read of what stands in other lists."""
    plans = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            driver = connection.connection.dbapi_connection
            plans.append([row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)])

    event.listen(db.engine, "before_cursor_execute", explain)
    put("AAAAA2", due=1, snoozed_until=NOW + HOUR)
    position = (*(1 for _ in ORDERS[name][sort].columns[1:]), NOW, "AAAAA2")
    queue.page(Filters(name, sort), NOW)
    queue.page(Filters(name, sort), NOW, position)
    event.remove(db.engine, "before_cursor_execute", explain)
    columns = "_".join(column.key for column in ORDERS[name][sort].columns)
    assert len(plans) == 2
    for plan in plans:
        assert len(plan) == 1, plan
        assert f"ix_screening_{name}_{columns}" in plan[0]


# --- Counts and news ------------------------------------------------------------------------------------------------


def test_who_waits_is_counted_by_tier_and_who_is_late_apart() -> None:
    put("AAAAA2", "today", due=-1)
    put("BBBBB2", "today", due=1)
    put("CCCCC2", "routine", status="closed")
    put("DDDDD2", "days")
    counts = queue_counts.counts(NOW)
    assert (counts.tiers, counts.late) == ((0, 2, 0, 0), 1)


def test_counting_stops_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_counts, "MOST_COUNTED", 3)
    for number in range(9):
        put(f"REF{number:03}", due=-1)
    assert queue_counts.counts(NOW).tiers == (0, 0, 0, 4)
    assert queue_counts.counts(NOW).late == 4


def test_what_has_come_since_is_counted_once() -> None:
    assert queue_counts.news(queue_counts.counts(NOW).newest) == 0
    put("BEFOR2", due=1)
    seen = queue_counts.counts(NOW).newest
    assert queue_counts.news((None, None)) == 1
    assert queue_counts.news(seen) == 0
    put("AFTER2", hours=0, due=1)
    put("NAMEL2", hours=0)
    put("LEFTN2", hours=5, due=1, contact_at=NOW)
    assert queue_counts.news(seen) == 2


# --- Finding and giving ---------------------------------------------------------------------------------------------


def test_a_reference_finds_all_that_begin_so_whatever_their_status() -> None:
    put("K7M2QX", status="closed")
    put("K7MZZZ", due=1)
    put("K7N2QX")
    put("K7M222", queued_at=None)
    assert [row.reference for row in queue.by_reference("K7M")] == ["K7M2QX", "K7MZZZ"]
    assert [row.reference for row in queue.by_reference("K7M2QX")] == ["K7M2QX"]
    assert queue.by_reference("K7M2QX7") == ()


def test_a_key_finds_its_cases_the_newest_first() -> None:
    put("OLDER2", hours=9, telephone_key="t", status="closed")
    put("NEWER2", telephone_key="t", email_key="e", due=1)
    put("OTHER2", telephone_key="u")
    assert [row.reference for row in queue.by_contact(telephone=["t"])] == ["NEWER2", "OLDER2"]
    assert [row.reference for row in queue.by_contact(email=["e"])] == ["NEWER2"]
    assert queue.by_contact(email=["x"]) == ()


def test_a_case_is_given_only_by_who_knows_whose_it_is() -> None:
    for email in ("nurse@clinic.example", "doctor@clinic.example"):
        add_staff(email, "reviewer", "seven quiet herons")
    put("AAAAA2", due=1)
    assert queue.assign("AAAAA2", 1, None)
    assert not queue.assign("AAAAA2", 2, None)
    assert queue.assigned("AAAAA2") == 1
    assert queue.assign("AAAAA2", None, 1)
    assert queue.assigned("AAAAA2") is None
    db.session.query(Screening).delete()
    db.session.commit()


def test_views_are_each_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST", 2)
    for email in ("nurse@clinic.example", "doctor@clinic.example"):
        add_staff(email, "reviewer", "seven quiet herons")
    assert saved_views.save(1, "Mine", "assigned=me")
    assert saved_views.save(1, "Mine", "assigned=nobody")
    assert saved_views.save(1, "Today", "urgency=today")
    assert not saved_views.save(1, "Third", "")
    assert saved_views.save(2, "Mine", "")
    saved_views.remove(2, saved_views.of(1)[0].id)
    assert [(view.name, view.query) for view in saved_views.of(1)] == [
        ("Mine", "assigned=nobody"),
        ("Today", "urgency=today"),
    ]
    saved_views.remove(1, saved_views.of(1)[0].id)
    assert [view.name for view in saved_views.of(1)] == ["Today"]


def test_sealed_things_that_cannot_be_opened_take_no_line_away() -> None:
    put("AAAAA2", due=1, sealed_contact=b"x" * 40, sealed_flags=b"y" * 40)
    (row,) = queue.page(Filters(), NOW).rows
    assert (row.contact, row.flags) == (None, ())


@pytest.mark.sqlite
def test_the_table_has_no_index_that_serves_no_list() -> None:
    names = {row[1] for row in db.session.execute(text("PRAGMA index_list(screening)"))}
    lists = {f"ix_screening_{name}" for name in ORDERS}
    assert {name for name in names if name.startswith("ix_screening") and not name.startswith(tuple(lists))} == {
        "ix_screening_updated_at",
        "ix_screening_telephone_key",
        "ix_screening_email_key",
    }
