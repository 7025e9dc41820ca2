"""The desk: the queue, one case, and the steps of its review. For people who signed in, each page of it."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import auth_required, current_user, roles_accepted
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from screener import review, second_factor
from screener.conversation import opened
from screener.review import MAY_REVIEW, OPEN, ChangedMeanwhile, NoteMissing, NoteTooLong, ReasonMissing, ReviewError
from screener.signing import reviewers
from screener.store import cases, sessions
from screener.store.cases import Case
from screener.store.models import db
from screener.web.auth import problem_page, to_sign_in
from screener.web.parts import parts
from screener.web.present_case import present_case, step_form, told
from screener.web.present_staff import present_queue, read_filters
from screener.web.record import record
from screener.web.sessions import HELD, keep_session
from screener.web.staff_page import StepForm
from screener.web.staff_words import Clock

staff = Blueprint("staff", __name__, url_prefix="/staff")

REFUSED: Final = {
    ReasonMissing: (422, "Choose a reason, so that others know why this case was closed."),
    NoteMissing: (422, "Write the note first. Nothing was saved."),
    NoteTooLong: (422, f"Please keep the note to {review.LONGEST_NOTE} characters. Nothing was saved."),
}
ENROLMENT: Final = ("staff.second_factor_page", "staff.change_second_factor", "staff.qr", "staff.sign_out")
"""All that is open to somebody who must set up a second factor first."""
NOT_POSSIBLE: Final = "That step is not possible from here. Nothing was saved."


@staff.before_request
@auth_required("session")
@roles_accepted(*MAY_REVIEW)
def _only_staff() -> ResponseReturnValue | None:
    """Every page of the desk: signed in, with the form's CSRF token, as somebody who may review, for a day at most."""
    if not keep_session():
        return to_sign_in()
    g.signed_in_as, g.is_admin = current_user.email, current_user.has_role("admin")
    if request.endpoint not in ENROLMENT and second_factor.is_missing(current_user, parts().settings.second_factor):
        return redirect(url_for(".second_factor_page"))
    return None


@staff.context_processor
def _me() -> dict[str, object]:
    """Error pages must not ask the database who this is."""
    return {"signed_in_as": g.get("signed_in_as", ""), "is_admin": g.get("is_admin", False)}


@staff.errorhandler(NotFound)
def _not_found(_error: NotFound) -> ResponseReturnValue:
    return problem_page(404)


@staff.errorhandler(Forbidden)
def _not_allowed(_error: Forbidden) -> ResponseReturnValue:
    return problem_page(403)


@staff.get("/")
def queue() -> ResponseReturnValue:
    """The cases, most urgent first. A reference that only one has opens it."""
    filters = read_filters(request.args)
    page = cases.queue(filters, _page_number())
    if filters.reference and page.total == 1:
        return redirect(url_for(".case", reference=page.rows[0].reference))
    made = parts()
    view = present_queue(
        page,
        cases.counts(OPEN),
        cases.outcomes(),
        filters,
        library=made.library,
        clinic=made.clinic,
        clock=clock(),
        staff_id=current_user.id,
    )
    return render_template("staff/queue.html", view=view)


@staff.get("/cases/<reference>")
def case(reference: str) -> ResponseReturnValue:
    """One screening, as a call goes: who, how urgent and why, what to say first, cautions, then the rest."""
    return _shown(_found(reference))


@staff.post("/cases/<reference>/steps")
def take_step(reference: str) -> ResponseReturnValue:
    """Take one step of the review."""
    found, form = _found(reference), request.form
    step, note, seen = form.get("step", ""), form.get("note", ""), _seen()
    try:
        taken = review.take_step(
            found.screening.id,
            step,
            staff_id=current_user.id,
            seen=seen,
            note=note,
            reason=form.get("reason", ""),
            now=datetime.now(UTC),
        )
    except ReviewError as error:
        return _refused(found, error, note)
    flash(f"Saved. This case is now: {review.STATUSES[taken.status].lower()}.")
    return redirect(url_for(".case", reference=reference), 303)


@staff.post("/sign-out")
def sign_out() -> Response:
    """End the session, here and wherever its cookie was copied to."""
    sessions.end(current_user.id, sessions.id_of(session[HELD]), datetime.now(UTC))
    record("sign_out")
    db.session.commit()
    session.clear()
    response = redirect(url_for("security.login"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'  # what the browser's Back button would show
    return response


# --- Reading and showing --------------------------------------------------------------------------------------------


def _found(reference: str) -> Case:
    return cases.by_reference(reference) or abort(404)


def _shown(found: Case, form: StepForm | None = None) -> str:
    made = parts()
    conversation = opened(made.library, found.screening)
    signed = reviewers(conversation.version.flow)
    view = present_case(found, conversation, made.clinic, clock(), current_user.id, signed, form)
    return render_template("staff/case.html", view=view)


def _refused(found: Case, error: ReviewError, note: str) -> ResponseReturnValue:
    """The case as it stands now, with the note that was written and why it was not saved."""
    if isinstance(error, review.UnknownCase):
        abort(404)
    status, problem = REFUSED.get(type(error), (409, NOT_POSSIBLE))
    if isinstance(error, ChangedMeanwhile):
        problem = told(error.latest, current_user.id)
    return _shown(found, step_form(found, note, problem, isinstance(error, ReasonMissing))), status


def _page_number() -> int:
    page = request.args.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1


def _seen() -> int:
    """The last step that the form was made with; -1, which no case has, where it does not say."""
    seen = request.form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else -1


def clock() -> Clock:
    return Clock(ZoneInfo(parts().clinic.time_zone), datetime.now(UTC))
