"""The desk's insights: tables of counts, each as CSV too, and unclear words that are opened on purpose."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, csrf_token

from screener.store import audit
from screener.web.staff_insights import harmless


@pytest.fixture
def walked(finished: Callable[..., Visitor], visitor: Callable[..., Visitor]) -> Visitor:
    """Two who finished, and one who typed what is not understood and is still at that question."""
    finished()
    finished(pregnancy="pregnant", pregnancy_signs=["none"])
    return visitor().answer("me").act("answer", "age", text="purple monkey dishwasher")


def cells(client: FlaskClient, table: str) -> list[list[str]]:
    return list(csv.reader(client.get(f"/staff/insights/{table}.csv").text.splitlines()))


def test_every_table_stands_on_the_page_with_a_chart_that_has_a_title(
    staff_client: FlaskClient, walked: Visitor
) -> None:
    page = staff_client.get("/staff/insights").text
    for title in ("Screenings per week", "Outcomes", "Urgency", "Questions", "Languages", "Time to first contact"):
        assert f">{title}</h2>" in page
    charts = re.findall(r"<svg class=\"chart\" role=\"img\" aria-labelledby=\"(\S+)\"", page)
    assert len(charts) >= 5
    for chart in charts:
        assert f'<title id="{chart}">' in page


def test_where_visitors_leave_is_who_was_shown_less_who_went_on(staff_client: FlaskClient, walked: Visitor) -> None:
    rows = {row[0]: row[1:] for row in cells(staff_client, "questions")}
    assert rows["Question"][:3] == ["Shown", "Left here", "Share"]
    age = next(row for name, row in rows.items() if name.lower() == "age")
    assert (age[0], age[1], age[2], age[4]) == ("3", "1", "33 %", "1")


def test_outcomes_and_weeks_add_up(staff_client: FlaskClient, walked: Visitor) -> None:
    assert sum(int(row[1]) for row in cells(staff_client, "outcomes")[1:]) == 2
    assert [sum(int(row[at]) for row in cells(staff_client, "weeks")[1:]) for at in (1, 2)] == [3, 2]


def test_days_before_anybody_came_have_nothing(staff_client: FlaskClient, walked: Visitor) -> None:
    page = staff_client.get("/staff/insights?from=2020-01-01&to=2020-02-01").text
    assert "Nothing was counted in these days yet" in page


@pytest.mark.parametrize("days", ["from=soon", "from=2026-11-25&to=2026-11-01", "to=2026-13-40"])
def test_days_that_cannot_be_read_say_how_to_write_them(staff_client: FlaskClient, days: str) -> None:
    reply = staff_client.get(f"/staff/insights?{days}")
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text


def test_unclear_words_are_opened_on_purpose_and_that_is_on_record(
    staff_client: FlaskClient, app: Flask, walked: Visitor
) -> None:
    page = staff_client.get("/staff/insights").text
    assert "dishwasher" not in page
    opened = staff_client.post("/staff/insights/words", data={"csrf_token": csrf_token(page), "question": "age"})
    assert "purple monkey dishwasher" in opened.text
    with app.app_context():
        opened_of = [one.entry.reference for one in audit.entries() if one.entry.action == "words.open"]
    assert opened_of == ["", walked.reference]


@pytest.mark.parametrize("narrowed", [{"to": "2020-01-01", "from": "2019-12-01"}, {"version": "0" * 64}])
def test_words_of_other_days_and_other_versions_stay_closed(
    staff_client: FlaskClient, walked: Visitor, narrowed: dict[str, str]
) -> None:
    form = {"csrf_token": csrf_token(staff_client.get("/staff/insights").text), "question": "age", **narrowed}
    assert "dishwasher" not in staff_client.post("/staff/insights/words", data=form).text


def test_a_table_that_there_is_not_is_not_found(staff_client: FlaskClient) -> None:
    assert staff_client.get("/staff/insights/nothing.csv").status_code == 404


def test_the_wait_until_somebody_was_first_reached_is_counted_once(
    app: Flask, staff_client: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    done = finished(datetime.now(UTC) - timedelta(hours=5), contact={"name": "Ada", "telephone": "905 555 0144"})
    steps = [("contact", ""), ("close", "declined"), ("reopen", ""), ("contact", "")]
    for seen, (step, reason) in enumerate(steps):
        token = csrf_token(staff_client.get(f"/staff/cases/{done.reference}").text)
        form = {"csrf_token": token, "step": step, "seen": str(seen), "reason": reason}
        assert staff_client.post(f"/staff/cases/{done.reference}/steps", data=form).status_code == 303
    header, row = cells(staff_client, "first_contact")
    assert (header[1], row[1]) == ("Reached", "1")
    assert row[2].endswith(" h")


@pytest.mark.parametrize("cell", ["=1+2", "+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1"])
def test_check_19_a_formula_is_text_in_a_spreadsheet(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_check_19_numbers_and_plain_words_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in (-3, 2.5, "cm_pattern", "Nausea = vomiting")] == [
        -3,
        2.5,
        "cm_pattern",
        "Nausea = vomiting",
    ]
