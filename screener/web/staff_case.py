"""The page of one case, the steps of its review, and what other answers would have come to."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from screener import review
from screener.conversation import Conversation, opened
from screener.engine.errors import ScreenerError
from screener.promise import TIERS
from screener.proof.otherwise import otherwise
from screener.review import ChangedMeanwhile, Snooze
from screener.review_machine import STATUSES, ReviewError
from screener.signing import reviewers
from screener.store import appointments, audit, cases, same_contact
from screener.store.audit import Search
from screener.store.cases import Case
from screener.store.models import db
from screener.store.screenings import StoredScreening
from screener.web.booking_form import BookingForm, read_booking, read_snooze
from screener.web.parts import parts
from screener.web.present_case import Asked, Known, present_case
from screener.web.present_review import Unsaved, told
from screener.web.record import record, record_shown
from screener.web.staff import clock, showing, staff, written_down

REFUSED: Final[Mapping[type[ReviewError], str]] = {
    review.ReasonMissing: "Choose a reason, so that others know why this case was closed.",
    review.ResultMissing: "Choose what came of the call. Nothing was saved.",
    review.NoteMissing: "Write the note first. Nothing was saved.",
    review.NoteTooLong: f"Please keep the note to {review.LONGEST_NOTE} characters. Nothing was saved.",
    review.BadSnooze: "Choose a day to come: within three months, or within two days for what is urgent.",
    review.AppointmentMissing: "Nothing is booked yet: look at the form of the appointment below.",
}
NOT_POSSIBLE: Final = "That step is not possible from here. Nothing was saved."
SEARCH_SECONDS: Final = 2.0
BOOKING: Final = ("book", "rebook")


@staff.get("/cases/<reference>")
def case(reference: str) -> ResponseReturnValue:
    """One screening, as a call goes: who, how urgent and why, what to say first, cautions, then the rest."""
    return _shown(known(reference))


@staff.get("/cases/<reference>/otherwise")
def other_answers(reference: str) -> ResponseReturnValue:
    """The case, with what would have changed its outcome. Looked for on demand, and not for long."""
    found = known(reference)
    conversation = found.conversation
    if conversation is None or conversation.interview.outcome is None:
        abort(404)
    record_shown("case.change_search", reference=found.case.screening.reference)
    end = time.monotonic() + SEARCH_SECONDS
    searched = otherwise(conversation.version.machine, conversation.interview, lambda: time.monotonic() > end)
    return _shown(found, asked=Asked(otherwise=searched))


@staff.get("/cases/<reference>/access")
def who_looked(reference: str) -> ResponseReturnValue:
    """The case, with who did what with it. That somebody asked is on record too."""
    found = known(reference)
    reference = found.case.screening.reference
    record_shown("case.access", reference=reference)
    return _shown(found, asked=Asked(looked=audit.found(Search(reference=reference))))


@staff.post("/cases/<reference>/steps")
def take_step(reference: str) -> ResponseReturnValue:
    """Take one step of the review."""
    found, form, now = known(reference), request.form, datetime.now(clock().zone)
    step, made = form.get("step", ""), parts()
    booking = read_booking(form, made.clinic, now) if step in BOOKING else None
    record("case.step", reference=found.case.screening.reference, detail=step[:40] if step.isidentifier() else "")
    try:
        taken = review.take_step(
            found.case.screening.id,
            step,
            staff_id=current_user.id,
            seen=_seen(),
            note=form.get("note", ""),
            reason=form.get("result" if step == "attempt" else "reason", ""),
            snooze=_snooze(found.case) if step == "snooze" else None,
            appointment=booking.appointment if booking else None,
            now=now,
        )
    except ReviewError as error:
        db.session.rollback()
        return _refused(reference, error, booking)
    flash(f"Saved. This case is now: {STATUSES[taken.status].lower()}.")
    return redirect(url_for(".case", reference=reference), 303)


# --- Reading and showing --------------------------------------------------------------------------------------------


def known(reference: str) -> Known:
    """Everything that is kept about a case; 404 where there is none."""
    found = cases.by_reference(reference) or abort(404)
    conversation = _opened(found.screening)
    return Known(
        case=found,
        conversation=conversation,
        booked=appointments.of(found.screening.id),
        alike=same_contact.of(found.screening.id),
        reviewers=reviewers(conversation.version.flow) if conversation else {},
    )


def _opened(stored: StoredScreening) -> Conversation | None:
    """The screening on the flow that it began with; None where this program can no longer read that version."""
    try:
        return opened(parts().library, stored)
    except (ScreenerError, LookupError):
        return None


def _shown(found: Known, unsaved: Unsaved | None = None, asked: Asked | None = None) -> str:
    """Who sees a case sees the names of those beside it, too: each has its own entry."""
    reference, twins = found.case.screening.reference, [one.reference for one in found.alike]
    record_shown("case.view", reference=reference, detail=f"beside {', '.join(twins)}" if twins else "")
    for twin in twins:
        record_shown("case.beside", reference=twin, detail=f"beside {reference}")
    view = present_case(found, showing(), unsaved, asked)
    return written_down(render_template("staff/case.html", view=view))


def _refused(reference: str, error: ReviewError, booking: BookingForm | None) -> ResponseReturnValue:
    """The case as it stands now, with what was sent and why it was not saved."""
    found, step = known(reference), request.form.get("step", "")
    problem, status = REFUSED.get(type(error), NOT_POSSIBLE), 422 if type(error) in REFUSED else 409
    if isinstance(error, ChangedMeanwhile):
        problem = told(error.latest, current_user.id)
    unsaved = Unsaved(step, problem, request.form.get("note", ""), booking)
    return _shown(found, unsaved), status


def _snooze(found: Case) -> Snooze | None:
    """Until when the form puts the case off, and by when its person is to be reached then."""
    clinic = parts().clinic
    until = read_snooze(request.form, clinic)
    if until is None or found.screening.urgency is None:
        return None
    return Snooze(until, clinic.due(TIERS[found.screening.urgency], until))


def _seen() -> int:
    """The last step that the form was made with; -1, which no case has, where it does not say."""
    seen = request.form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else -1
