"""The queue's pages: its lists, what is new, finding a case, saved views, and whose a case is."""

import re
from datetime import UTC, datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from screener.store import queue as stored
from screener.store import queue_counts, saved_views
from screener.store.cases import plain_reference
from screener.store.contact_keys import email_keys, telephone_keys
from screener.store.models import db
from screener.store.queue import QueueRow
from screener.web.present_queue import number_words, present_assign, present_queue, present_rows
from screener.web.queue_address import Address, read_address, read_moment, read_query
from screener.web.queue_page import FoundView
from screener.web.record import record, record_shown, record_view
from screener.web.staff import showing, staff, written_down

NUMBER_ONLY: Final = re.compile(r"[0-9+(][0-9\s().+/-]*((x|ext\.?|poste)\s*[0-9]+)?", re.IGNORECASE)
LONGEST_FIND: Final = 200
CASE: Final = "case"
"""Where an assignment that was made on a case's own page leads back to."""


@staff.get("/")
def queue() -> ResponseReturnValue:
    """A list of the queue, a page at a time. A reference that only one case has opens it."""
    address = read_address(request.args, current_user.id)
    if address.reference:
        return _referred(address.reference)
    now = datetime.now(UTC)
    record_view("queue.list", detail=address.query)
    page = stored.page(address.filters, now, address.after)
    views = saved_views.of(current_user.id)
    view = present_queue(page, queue_counts.counts(now), address, views, showing())
    return written_down(render_template("staff/queue.html", view=view))


@staff.get("/queue/news")
def news() -> ResponseReturnValue:
    """How many have come to wait since a page was made. It shows nobody, so it is not written down."""
    moments = [read_moment(words) for words in request.args.get("since", "").split("_")]
    if len(moments) != 2:
        abort(400)
    number = queue_counts.news((moments[0], moments[1]))
    cases = f"{number_words(number)} new {'case waits' if number == 1 else 'cases wait'} to be called."
    return {"number": number, "words": cases if number else ""}


# --- Finding --------------------------------------------------------------------------------------------------------


@staff.post("/queue/find")
def find() -> ResponseReturnValue:
    """Find cases by reference, telephone or e-mail. Posted, so that no number ever stands in an address."""
    sought = request.form.get("find", "").strip()[:LONGEST_FIND]
    if "@" in sought:
        return _found("e-mail", stored.by_contact(email=email_keys(sought)))
    if NUMBER_ONLY.fullmatch(sought) and (keys := telephone_keys(sought)):
        return _found("telephone", stored.by_contact(telephone=keys))
    reference = plain_reference(sought)
    return redirect(url_for(".queue", reference=reference) if reference else url_for(".queue"), 303)


def _referred(reference: str) -> ResponseReturnValue:
    return _found("reference", stored.by_reference(reference))


def _found(what: str, rows: tuple[QueueRow, ...]) -> ResponseReturnValue:
    """The case that was found, or the list of several."""
    record_shown("queue.find", detail=f"by {what}: {len(rows)}")
    db.session.commit()
    if len(rows) == 1:
        return redirect(url_for(".case", reference=rows[0].reference), 303)
    said = f"{len(rows)} cases have this {what}." if rows else f"No case has this {what}."
    view = FoundView(said, present_rows(rows, showing()))
    return written_down(render_template("staff/found.html", view=view))


# --- Saved views ----------------------------------------------------------------------------------------------------


@staff.post("/queue/views")
def save_view() -> ResponseReturnValue:
    """Keep the queue as it stands, by a name."""
    address = read_query(request.form.get("view", ""), current_user.id)
    name = " ".join(request.form.get("name", "").split())[: saved_views.LONGEST_NAME]
    if not name:
        flash("Give the view a name first.")
    elif not saved_views.save(current_user.id, name, address.query):
        flash(f"{saved_views.MOST} views are as many as can be kept. Remove one first.")
    else:
        record("queue.save_view", detail=address.query)
        db.session.commit()
        flash(f"The view “{name}” is saved.")
    return _to_queue(address)


@staff.post("/queue/views/<int:view_id>/remove")
def remove_view(view_id: int) -> ResponseReturnValue:
    """Forget one of one's own views."""
    saved_views.remove(current_user.id, view_id)
    record("queue.remove_view")
    db.session.commit()
    flash("The view is removed.")
    return _to_queue(read_query(request.form.get("back", ""), current_user.id))


# --- Whose case it is -----------------------------------------------------------------------------------------------


@staff.post("/queue/take")
def take() -> ResponseReturnValue:
    """Take a case from its line in the queue."""
    reference, _, was = request.form.get("take", "").partition(".")
    _assign(plain_reference(reference), current_user.id, _staff_id(was))
    return _to_queue(read_query(request.form.get("back", ""), current_user.id), reference)


@staff.get("/cases/<reference>/assign")
def assign_page(reference: str) -> ResponseReturnValue:
    """Choose whose case it is to be. The page shows nothing of the case."""
    reference = plain_reference(reference)
    if not stored.has(reference):
        abort(404)
    view = present_assign(reference, stored.assigned(reference), showing(), request.args.get("back", "")[:500])
    return render_template("staff/assign.html", view=view)


@staff.post("/cases/<reference>/assign")
def assign(reference: str) -> ResponseReturnValue:
    """Give a case to somebody, or to nobody."""
    reference, back = plain_reference(reference), request.form.get("back", "")
    given = request.form.get("to", "")
    to = _staff_id(given)
    if given and to not in stored.staff_names():
        abort(404)
    _assign(reference, to, _staff_id(request.form.get("was", "")))
    if back == CASE:
        return redirect(url_for(".case", reference=reference), 303)
    return _to_queue(read_query(back, current_user.id), reference)


def _assign(reference: str, to: int | None, was: int | None) -> None:
    """Give it, and write it down; or tell whose it has become meanwhile, and change nothing."""
    if not stored.has(reference):
        abort(404)
    shown = showing()
    if not stored.assign(reference, to, was):
        whose = shown.whose(stored.assigned(reference)) or "nobody’s"
        flash(f"{reference} changed hands meanwhile: it is {whose} now. Nothing was changed.")
        return
    record("case.assign", reference=reference, detail=f"to {shown.people[to]}" if to else "to nobody")
    db.session.commit()
    flash(f"{reference} is {shown.whose(to) or 'nobody’s'} now.")


def _staff_id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


# --- Showing --------------------------------------------------------------------------------------------------------


def _to_queue(address: Address, reference: str = "") -> ResponseReturnValue:
    """Back to the queue as it stood, at the case's own line."""
    anchor = f"case-{reference}" if reference else None
    return redirect(url_for(".queue", **address.kept, _anchor=anchor), 303)  # type: ignore[arg-type]
