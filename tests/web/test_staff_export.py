"""Exports of the queue: one row a screening, harmless in a spreadsheet, without names, and on the record."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor

from screener.cli import main
from screener.config import Settings
from screener.export.fhir.lint import problems
from screener.export.rows import FIXED, harmless
from screener.store import audit

ATTACKS = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    " =1",
    "＝1+1",
    'a","b',
    "<script>alert(1)</script>",
    "a\r\n=1",
)


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("admin@clinic.example", "admin")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def attacking(finished: Callable[..., Visitor], words: str) -> Visitor:
    return finished(contact={"name": words[:80], "telephone": "905-555-0142"}, preventive_notes=words)


def test_a_list_goes_out_with_one_row_a_screening_and_is_on_the_record(
    app: Flask, admin: FlaskClient, finished: Callable[..., Visitor]
) -> None:
    called = finished(contact={"name": "Ada Test", "telephone": "905-555-0142"})
    other = finished()
    reply = admin.get("/staff/export/rows", query_string={"list": "all", "flow": "migraine"})
    assert reply.content_type == "text/csv; charset=utf-8"
    assert "migraine.csv" in reply.headers["Content-Disposition"]
    found = rows(reply.text)
    assert {row["reference"] for row in found} == {called.reference, other.reference}
    assert found[0]["headache_days"] == "18 days a month"
    assert "Ada" not in reply.text
    assert "0142" not in reply.text
    waiting = rows(admin.get("/staff/export/rows", query_string={"flow": "migraine", "values": "codes"}).text)
    assert [(row["reference"], row["headache_days"]) for row in waiting] == [(called.reference, "18")]
    with app.app_context():
        exported = [one.entry.detail for one in audit.entries() if one.entry.action == "queue.export"]
    assert exported == ["migraine, csv, 2 listed: list=all", "migraine, csv, 1 listed: to call"]


def test_json_lines_hold_the_answers_as_they_are(admin: FlaskClient, finished: Callable[..., Visitor]) -> None:
    visitor = finished()
    reply = admin.get("/staff/export/rows", query_string={"list": "all", "flow": "migraine", "form": "ndjson"})
    (line,) = map(json.loads, reply.text.splitlines())
    assert line["reference"] == visitor.reference
    assert line["answers"]["headache_days"] == 18
    assert line["answers"]["danger_signs"] == ["none"]


def test_what_a_visitor_typed_runs_nowhere(admin: FlaskClient, finished: Callable[..., Visitor]) -> None:
    for words in ATTACKS:
        attacking(finished, words)
    text = admin.get("/staff/export/rows", query_string={"list": "all", "flow": "migraine"}).text
    found = rows(text)
    assert len(found) == len(ATTACKS)
    assert {row["preventive_notes"] for row in found} >= {"'=cmd|'/C calc'!A0", "<script>alert(1)</script>", 'a","b'}
    for row in found:
        for cell in row.values():
            assert harmless(cell) == cell, cell


def test_a_cell_that_would_be_a_formula_is_made_text() -> None:
    for words in ("=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1"):
        assert harmless(words) == f"'{words}"
    for words in ("a=1", "1-2", "", "18 days"):
        assert harmless(words) == words


def test_every_column_is_described(admin: FlaskClient, finished: Callable[..., Visitor]) -> None:
    finished()
    columns = rows(admin.get("/staff/export/dictionary.csv", query_string={"flow": "migraine"}).text)
    exported = admin.get("/staff/export/rows", query_string={"list": "all", "flow": "migraine"}).text
    assert [row["column"] for row in columns] == exported.splitlines()[0].split(",")
    assert [row["column"] for row in columns][: len(FIXED)] == list(FIXED)
    age = next(row for row in columns if row["column"] == "age")
    assert (age["kind"], age["least"], age["greatest"]) == ("number", "0", "120")


def test_the_page_leads_from_the_queue_and_keeps_its_filters(admin: FlaskClient, staff_client: FlaskClient) -> None:
    assert "/staff/export?list=all" in admin.get("/staff/", query_string={"list": "all"}).text
    page = admin.get("/staff/export", query_string={"list": "all"}).text
    assert '<input type="hidden" name="list" value="all">' in page
    assert "/staff/export" not in staff_client.get("/staff/").text
    assert admin.get("/staff/export/rows", query_string={"flow": "nothing"}).status_code == 404
    assert admin.get("/staff/export/rows", query_string={"flow": "migraine", "form": "exe"}).status_code == 400


def test_the_command_line_exports_the_same(
    app: Flask, settings: Settings, finished: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    visitor = finished()
    run = CliRunner().invoke
    assert [row["reference"] for row in rows(run(main, ["export", "queue"]).stdout)] == [visitor.reference]
    assert json.loads(run(main, ["export", "queue", "--form", "ndjson"]).stdout)["reference"] == visitor.reference
    assert rows(run(main, ["export", "queue", "--status", "closed"]).stdout) == []
    refused = run(main, ["export", "queue", "--urgency", "soon"])
    assert refused.exit_code == 1
    assert "there is no such urgency: 'soon'" in refused.output
    assert run(main, ["export", "columns", "migraine"]).stdout.startswith("column,what,kind")
    form = json.loads(run(main, ["export", "questionnaire", "migraine", "--base", "https://a.example/"]).stdout)
    assert form["url"] == "https://a.example/fhir/Questionnaire/migraine"
    assert problems(form) == []
    assert run(main, ["export", "questionnaire", "migraine"]).exit_code == 1
