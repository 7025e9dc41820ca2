"""The desk: who gets in, and what its pages share. For people who signed in, each page of it."""

from datetime import UTC, datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import auth_required, current_user, roles_accepted
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from screener import second_factor
from screener.review import MAY_REVIEW
from screener.store import queue, sessions
from screener.store.models import db
from screener.web.auth import problem_page, to_sign_in
from screener.web.parts import parts
from screener.web.present_queue import Showing
from screener.web.record import record
from screener.web.sessions import HELD, keep_session
from screener.web.staff_words import Clock

Shown = TypeVar("Shown", bound=ResponseReturnValue)

staff = Blueprint("staff", __name__, url_prefix="/staff")

ENROLMENT: Final = (
    "staff.second_factor_page",
    "staff.change_second_factor",
    "staff.add_key",
    "staff.remove_key",
    "staff.qr",
    "staff.sign_out",
)
"""All that is open to somebody who must set up a second factor first."""


@staff.before_request
@auth_required("session")
@roles_accepted(*MAY_REVIEW)
def _only_staff() -> ResponseReturnValue | None:
    """Every page of the desk: signed in, with the form's CSRF token, as somebody who may review, for a day at most."""
    if not keep_session(used=request.endpoint != "staff.news"):
        return to_sign_in()
    g.signed_in_as, g.is_admin = current_user.email, current_user.has_role("admin")
    g.may_keep = g.is_admin or current_user.has_role("clinician")
    if request.endpoint not in ENROLMENT and second_factor.is_missing(current_user, parts().settings.second_factor):
        return redirect(url_for(".second_factor_page"))
    return None


@staff.context_processor
def _me() -> dict[str, object]:
    """Error pages must not ask the database who this is."""
    return {
        "signed_in_as": g.get("signed_in_as", ""),
        "is_admin": g.get("is_admin", False),
        "may_keep": g.get("may_keep", False),
    }


@staff.errorhandler(NotFound)
def _not_found(_error: NotFound) -> ResponseReturnValue:
    return problem_page(404)


@staff.errorhandler(Forbidden)
def _not_allowed(_error: Forbidden) -> ResponseReturnValue:
    return problem_page(403)


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


# --- What every page needs ------------------------------------------------------------------------------------------


def clock() -> Clock:
    """The clinic's time zone, and now."""
    return Clock(ZoneInfo(parts().clinic.time_zone), datetime.now(UTC))


def showing() -> Showing:
    """What cases are shown with: the words of flows, the people, the time."""
    made = parts()
    return Showing(made.library, made.clinic, clock(), current_user.id, queue.staff_names())


def written_down(page: Shown) -> Shown:
    """A page, once it is written down that it was looked at."""
    db.session.commit()
    return page
