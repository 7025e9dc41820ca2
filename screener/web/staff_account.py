"""The desk's page of one's own account: where one is signed in, and another password."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from screener import second_factor
from screener.staff import SHORTEST_PASSWORD, StaffError, change_password
from screener.store import sessions
from screener.store.models import db
from screener.web.entry import ACCOUNT_LIMIT, failed
from screener.web.limits import limiter
from screener.web.parts import parts
from screener.web.record import record
from screener.web.sessions import own_sessions, this_session
from screener.web.staff import clock, staff


@staff.get("/account")
def account() -> str:
    """Where whoever is signed in is signed in, and how their sign-in is kept."""
    return _shown()


@staff.post("/account/sessions")
def end_own_sessions() -> ResponseReturnValue:
    """End one session of one's own, or all but this one."""
    here, chosen = this_session(), request.form.get("end", "")
    if here is None or not chosen:
        abort(400)
    now = datetime.now(UTC)
    if chosen == "others":
        ended = sessions.end_all(current_user.id, now, but=here.id)
    else:
        ended = sessions.end(current_user.id, chosen, now)
    if ended:
        record("session.end", detail=str(ended))
    db.session.commit()
    flash("Ended. Whoever used it must sign in again." if ended else "There was nothing left to end.")
    return redirect(url_for(".account"), 303)


@staff.post("/account/password")
@limiter.limit(ACCOUNT_LIMIT, deduct_when=failed)
def change_own_password() -> ResponseReturnValue:
    """Another password. One signs in anew with it, everywhere."""
    try:
        record("password.change")  # kept by the commit that changes it
        change_password(current_user, request.form.get("old", ""), request.form.get("new", ""))
    except StaffError as error:
        db.session.rollback()
        return _shown(problem=f"{str(error).capitalize()}. Nothing was changed."), 422
    return redirect(url_for("security.login"), 303)


def _shown(problem: str = "") -> str:
    here, now = this_session(), clock()
    return render_template(
        "staff/account.html",
        sessions=[
            {
                "id": one.id,
                "device": one.device,
                "address": one.address,
                "began": now.moment(one.began_at),
                "seen": now.moment(one.seen_at),
                "here": here is not None and one.id == here.id,
            }
            for one in own_sessions(current_user.id, now.now)
        ],
        second_factor=second_factor.is_on(current_user),
        codes_left=second_factor.recovery_codes_left(current_user),
        wanted=parts().settings.second_factor,
        shortest=SHORTEST_PASSWORD,
        problem=problem,
    )
