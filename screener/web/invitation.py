"""The pages of an invitation: its link opens a form for a password, once."""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from screener import invitations
from screener.invitations import InvitationOver
from screener.staff import SHORTEST_PASSWORD, StaffError
from screener.store.models import db
from screener.web.entry import csrf
from screener.web.record import record

HELD: Final = "invitation"
"""Where the token stands in the session."""

invitation = Blueprint("invitation", __name__, url_prefix="/staff/invitation")


@invitation.before_request
def _only_our_forms() -> None:
    if request.method == "POST":
        csrf.protect()


@invitation.errorhandler(InvitationOver)
def _over(_error: InvitationOver) -> ResponseReturnValue:
    db.session.rollback()
    session.pop(HELD, None)
    return render_template("staff/invitation_over.html"), 410


@invitation.get("/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Take the token out of the address at once: what stands there is seen, kept and logged. Nothing else is done, so
    that whatever looks at links in mail uses none up."""
    session[HELD] = token[:100]
    return redirect(url_for(".form"))


@invitation.get("")
def form() -> str:
    """Whom the invitation is for, and the form for their password."""
    return _shown()


@invitation.post("")
def join() -> ResponseReturnValue:
    """Make the account. Its owner signs in with it themselves."""
    try:
        joined = invitations.accept(_token(), request.form.get("password", ""), datetime.now(UTC))
    except InvitationOver:
        raise
    except StaffError as error:
        db.session.rollback()
        return _shown(f"{str(error).capitalize()}."), 422
    record("person.join", detail=f"{joined.email}, {joined.role}")
    db.session.commit()
    session.pop(HELD, None)
    flash("Your account is ready. Sign in with the password that you chose.")
    return redirect(url_for("security.login"), 303)


def _token() -> str:
    return str(session.get(HELD, ""))


def _shown(problem: str = "") -> str:
    invited = invitations.find(_token(), datetime.now(UTC))
    return render_template("staff/invitation.html", invited=invited, shortest=SHORTEST_PASSWORD, problem=problem)
