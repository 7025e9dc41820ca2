"""The desk's page of insights: how screenings go, by days and flow version, with every table as CSV."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from screener.engine.flow import Flow
from screener.library import Version
from screener.store import counts, screenings
from screener.store.counts import Between
from screener.store.models import db
from screener.web.parts import parts
from screener.web.present_flows import DIGEST
from screener.web.present_insights import Table, tables
from screener.web.record import record, record_view
from screener.web.staff import clock, staff
from screener.web.staff_words import plain

USUAL_DAYS: Final = 90
LONGEST_DAYS: Final = 3700
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
MOST_WORDS: Final = 100
"""Unclear replies that are opened at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `problem` says what could not be read of it."""

    between: Between
    flow_id: str
    version: str
    problem: str = ""


@staff.get("/insights")
def insights() -> ResponseReturnValue:
    """Every table over the days asked for."""
    asked = _asked()
    return _shown(asked), 422 if asked.problem else 200


def harmless(cell: object) -> object:
    """What a spreadsheet would take for a formula is text to it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


@staff.get("/insights/<table_id>.csv")
def insights_csv(table_id: str) -> Response:
    """One table as CSV. Its cells are numbers and words of the flow: none is a visitor's."""
    found = next((table for table in _tables(_asked()) if table.id == table_id), None) or abort(404)
    record_view("insights.export", detail=table_id)
    text = io.StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in (found.columns, *found.rows)])
    reply = Response(text.getvalue(), mimetype="text/csv")
    reply.headers["Content-Disposition"] = f'attachment; filename="{table_id}.csv"'
    return reply


@staff.post("/insights/words")
def unclear_words() -> str:
    """The words that were not understood at one question: opened on purpose, and on record, with whose they are."""
    asked, question = _asked(), request.form.get("question", "")[:60]
    first, after = _midnight(asked.between.first), _midnight(asked.between.last + timedelta(days=1))
    words = screenings.unclear_words(question, first, after, asked.between.flow_digests, MOST_WORDS)
    record("words.open", detail=question)
    for reference in sorted({one.reference for one in words}):
        record("words.open", reference=reference, detail=question)
    db.session.commit()
    flow = _flow(asked.flow_id)
    title = next((one.short for one in flow.questions if one.id == question and one.short), plain(question))
    said = [
        {"at": clock().moment(one.at), "words": one.words, "reference": one.reference if one.is_case else ""}
        for one in words
    ]
    return render_template("staff/words.html", title=title, words=said, most=MOST_WORDS)


def _shown(asked: Asked) -> str:
    versions = sorted({*counts.versions_of(asked.flow_id), _flow(asked.flow_id).digest})
    return render_template(
        "staff/insights.html",
        tables=_tables(asked),
        asked=asked,
        flows=[(name, version.flow.title["en"]) for name, version in _versions().items()],
        versions=[(digest, digest[:DIGEST]) for digest in versions],
        kept=request.args.to_dict(),
    )


def _tables(asked: Asked) -> tuple[Table, ...]:
    version = _versions().get(asked.flow_id) or abort(404)
    return tables(asked.between, version.flow)


def _versions() -> dict[str, Version]:
    return dict(parts().library.current)


def _flow(flow_id: str) -> Flow:
    return (_versions().get(flow_id) or abort(404)).flow


def _asked() -> Asked:
    """The days and the version of an address. The last 90 days, of all versions, unless it says otherwise."""
    today = clock().now.astimezone(clock().zone).date()
    first, last = _day("from") or today - timedelta(days=USUAL_DAYS - 1), _day("to") or today
    flow_id = request.values.get("flow") or next(iter(_versions()))
    version = request.values.get("version", "")
    unread = [name for name in ("from", "to") if request.values.get(name) and _day(name) is None]
    problem = "Write each day as year-month-day, such as 2026-11-25." if unread else ""
    if not problem and not 0 <= (last - first).days <= LONGEST_DAYS:
        problem = "The first day comes before the last one, and at most ten years lie between."
        first = last - timedelta(days=USUAL_DAYS - 1)
    return Asked(Between(first, last, (version,) if version else _digests(flow_id)), flow_id, version, problem)


def _digests(flow_id: str) -> tuple[str, ...]:
    """Every version of one flow, or none where there is only the one flow: then all counts are its own."""
    return () if len(_versions()) == 1 else counts.versions_of(flow_id)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock().zone).astimezone(UTC)
