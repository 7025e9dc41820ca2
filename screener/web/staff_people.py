"""The desk's page of its people: who may sign in, as what, and invitations. For admins."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import invitations
from screener import staff as accounts
from screener.staff import ROLES, StaffError
from screener.store import invitations as invited
from screener.store import people as stored
from screener.store.models import db
from screener.store.people import Account
from screener.web.parts import parts
from screener.web.record import record
from screener.web.staff import clock, staff

MAY_CHANGE: Final = ("admin",)


@staff.get("/people")
@roles_accepted(*MAY_CHANGE)
def people() -> str:
    """Everybody's account, and the invitations that wait."""
    return _shown()


@staff.post("/people/invitations")
@roles_accepted(*MAY_CHANGE)
def invite() -> ResponseReturnValue:
    """Invite somebody, and show the link this once; or withdraw an invitation."""
    email, role = request.form.get("email", ""), request.form.get("role", "")
    if request.form.get("step") == "withdraw":
        return _withdraw(email)
    try:
        link = invitations.invite(email, role, current_user.id, _links(), datetime.now(UTC))
    except StaffError as error:
        db.session.rollback()
        return _shown(str(error), invite={"email": email, "role": role}), 422
    record("person.invite", detail=f"{email.strip().lower()}, {role}")
    db.session.commit()
    mailed = parts().settings.mail is not None
    return render_template("staff/invitation_link.html", link=link, email=email, mailed=mailed)


@staff.post("/people/<staff_id>")
@roles_accepted(*MAY_CHANGE)
def change_person(staff_id: str) -> ResponseReturnValue:
    """Take one step with somebody's account."""
    is_id = staff_id.isascii() and staff_id.isdigit() and len(staff_id) < 9
    email = stored.email_of(int(staff_id)) if is_id else None
    if email is None:
        abort(404)
    role = request.form.get("role", "")
    action, take, say = _steps(int(staff_id), email, role).get(request.form.get("step", "")) or abort(400)
    try:
        record(action, detail=f"{email}, {role}" if action == "person.role" else email)  # the step itself commits
        take()
    except StaffError as error:
        db.session.rollback()
        return _shown(str(error)), 422
    flash(f"{email} {say}.")
    return redirect(url_for(".people"), 303)


def _steps(staff_id: int, email: str, role: str) -> Mapping[str, tuple[str, Callable[[], None], str]]:
    """Each step by its name: how it is called on the record, what it does, and what is said then."""
    return {
        "role": ("person.role", lambda: accounts.change_role(staff_id, role), f"is now {role}"),
        "close": ("person.close", lambda: accounts.switch_off(email), "can no longer sign in"),
        "reopen": ("person.reopen", lambda: accounts.reopen(staff_id), "can sign in again"),
        "end": ("person.end_sessions", lambda: accounts.end_sessions(staff_id), "is signed out everywhere"),
        "second_factor": (
            "person.second_factor",
            lambda: accounts.reset_second_factor(email),
            "signs in without a second factor, until they set up another",
        ),
    }


def _withdraw(email: str) -> ResponseReturnValue:
    if invited.withdraw(email):
        record("person.withdraw", detail=email)
    db.session.commit()
    flash("The link opens nothing any more.")
    return redirect(url_for(".people"), 303)


def _links() -> str:
    """Where links lead, up to the token."""
    return (parts().settings.address or request.url_root.rstrip("/")) + url_for("invitation.open_link", token="")


def _shown(problem: str = "", invite: Mapping[str, str] | None = None) -> str:
    now = clock()
    return render_template(
        "staff/people.html",
        people=[_line(one) for one in stored.accounts()],
        waiting=[
            {"email": one.email, "role": one.role, "until": now.moment(one.until)} for one in invited.waiting(now.now)
        ],
        roles=ROLES,
        invite=invite or {},
        problem=problem,
    )


def _line(one: Account) -> dict[str, object]:
    return {
        "id": one.id,
        "email": one.email,
        "role": ", ".join(one.roles),
        "active": one.active,
        "second_factor": one.second_factor,
        "last": clock().moment(one.last_sign_in) if one.last_sign_in else None,
        "me": one.id == current_user.id,
    }
