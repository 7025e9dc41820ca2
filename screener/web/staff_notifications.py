"""The desk's page of somebody's own mail: which kinds they get."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from screener import notify
from screener.store.models import db
from screener.web.parts import parts
from screener.web.record import record
from screener.web.staff import staff


@staff.get("/notifications")
def notifications() -> str:
    """Which kinds of mail whoever is signed in gets."""
    return render_template(
        "staff/notifications.html",
        kinds=notify.KINDS,
        chosen=notify.choices(current_user.id),
        recipient=current_user.email,
        sent=parts().settings.mail is not None,
    )


@staff.post("/notifications")
def choose_notifications() -> ResponseReturnValue:
    """Keep the choice."""
    notify.choose(current_user.id, dict.fromkeys(request.form.getlist("kind"), True))
    record("mail.choose")
    db.session.commit()
    flash("Saved.")
    return redirect(url_for(".notifications"), 303)
