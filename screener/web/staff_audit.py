"""The desk's page of the record: who did what with whose screening. For admins."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_security import roles_accepted

from screener.audit import ACTIONS
from screener.store import audit
from screener.store.audit import PAGE_SIZE, Search, StoredEntry
from screener.web.record import record_view
from screener.web.staff import clock, staff

SEARCHED = ("who", "address", "reference", "action", "from", "to", "before")
UNREAD = "Write each day as year-month-day, such as 2026-11-25."


@staff.get("/audit")
@roles_accepted("admin")
def audit_log() -> ResponseReturnValue:
    """Entries that fit the address's search, the newest first."""
    asked = {name: request.args.get(name, "").strip()[:255] for name in ("who", "address", "reference", "action")}
    problem = ""
    try:
        first, last = _day("from"), _day("to")
    except ValueError:
        first = last = None
        problem = UNREAD
    search = Search(**asked, first=_midnight(first), last=_midnight(last and last + timedelta(days=1)))
    if any(request.args.values()):
        record_view("audit.search", detail=", ".join(name for name in SEARCHED if request.args.get(name)))
    entries = audit.found(search, _before())
    page = render_template(
        "staff/audit.html",
        entries=[_line(one) for one in entries],
        actions=ACTIONS,
        asked={**asked, "from": request.args.get("from", ""), "to": request.args.get("to", "")},
        before=entries[-1].number if len(entries) == PAGE_SIZE else None,
        problem=problem,
    )
    return page, 422 if problem else 200


@staff.get("/audit/opened")
@roles_accepted("admin")
def audit_opened() -> ResponseReturnValue:
    """Which screenings an account or an address opened between two days: whom a breach may concern."""
    asked = {name: request.args.get(name, "").strip()[:255] for name in ("who", "address")}
    problem = ""
    try:
        first, last = _day("from"), _day("to")
    except ValueError:
        first = last = None
        problem = UNREAD
    if not problem and any(request.args.values()):
        record_view("audit.opened", detail=", ".join(f"{name} {value}" for name, value in asked.items() if value))
        search = Search(**asked, first=_midnight(first), last=_midnight(last and last + timedelta(days=1)))
        found = [(one, clock().moment(one.first), clock().moment(one.last)) for one in audit.opened(search)]
        listed = audit.times(replace(search, action="queue"))
    else:
        found, listed = None, 0
    page = render_template(
        "staff/audit_opened.html",
        found=found,
        listed=listed,
        asked={**asked, "from": request.args.get("from", ""), "to": request.args.get("to", "")},
        problem=problem,
    )
    return page, 422 if problem else 200


def _line(one: StoredEntry) -> dict[str, object]:
    said = one.entry
    return {
        "number": one.number,
        "at": clock().moment(said.at),
        "who": said.who or "the program",
        "address": said.address,
        "action": ACTIONS.get(said.action, said.action),
        "reference": said.reference,
        "detail": said.detail,
    }


def _day(name: str) -> date | None:
    text = request.args.get(name, "")
    return date.fromisoformat(text) if text else None


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), tzinfo=clock().zone)


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
