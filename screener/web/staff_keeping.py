"""How long one screening is kept: put on hold, released, deleted or exported at its person's wish. For clinicians and
admins."""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import retention
from screener.retention import LONGEST_REASON, WHY, By, OnHold, UnknownReference
from screener.store import retention as stored
from screener.store.cases import plain_reference
from screener.store.models import db
from screener.web.parts import parts
from screener.web.record import record_shown
from screener.web.staff import clock, staff, written_down

MAY_KEEP: Final = ("clinician", "admin")
STEPS: Final = ("hold", *WHY)
SURE: Final = ("release", "delete")
"""Steps that take something away, and so ask once more."""
KINDS: Final = {
    "unfinished": "left before its end",
    "completed": "answered to its end",
    "booked": "booked or seen",
    "closed": "closed",
}
NO_REASON: Final = "Say why. Nothing was changed."
TOO_LONG: Final = f"Please keep the reason to {LONGEST_REASON} characters. Nothing was changed."
HELD: Final = "This screening is on hold, so it was not deleted. Release it first, if that is right."


@staff.get("/cases/<reference>/keeping")
@roles_accepted(*MAY_KEEP)
def keeping(reference: str) -> ResponseReturnValue:
    """Until when it is kept, whether it is held and why, and what can be done."""
    return _shown(reference)


@staff.post("/cases/<reference>/keeping/<step>")
@roles_accepted(*MAY_KEEP)
def keep_otherwise(reference: str, step: str) -> ResponseReturnValue:
    """Hold, release, delete or export. What takes something away asks once more before it does."""
    _id_of(reference)
    if step not in STEPS:
        abort(404)
    why = _reason(step)
    if not why or len(why) > LONGEST_REASON:
        return _shown(reference, step, TOO_LONG if why else NO_REASON), 422
    if step in SURE and request.form.get("sure") != "yes":
        chosen = request.form["why"]
        return render_template("staff/keeping_sure.html", reference=plain_reference(reference), step=step, why=chosen)
    try:
        return _taken(reference, step, why)
    except OnHold:
        return _shown(reference, step, HELD), 409


def _taken(reference: str, step: str, why: str) -> ResponseReturnValue:
    """One step, with its entry in the record. Why something is held is sealed; the other reasons are told there."""
    now = datetime.now(UTC)
    by = By(current_user.email, current_user.id, request.remote_addr or "", why if step in WHY else "")
    if step == "export":
        name = f'attachment; filename="{plain_reference(reference)}.json"'
        text = retention.export(reference, now, by)
        return Response(text, mimetype="application/json", headers={"Content-Disposition": name})
    if step == "delete":
        retention.delete(reference, now, by)
        flash(f"{plain_reference(reference)} is deleted. An entry in the record is all that stays.")
        return redirect(url_for(".queue"), 303)
    if step == "hold":
        retention.hold(reference, why, now, by)
    else:
        retention.release(reference, now, by)
    flash("It is on hold: nothing deletes it." if step == "hold" else "It is on hold no more.")
    return redirect(url_for(".keeping", reference=plain_reference(reference)), 303)


def _reason(step: str) -> str:
    """Why: in words of one's own where they are sealed, else one of a list; empty where the form says none."""
    said = " ".join(request.form.get("why", "").split())
    return said if step == "hold" else WHY[step].get(said, "")


def _shown(reference: str, step: str = "", problem: str = "") -> str:
    screening_id, reference = _id_of(reference), plain_reference(reference)
    record_shown("person.kept", reference=reference)
    kept = stored.kept(screening_id)
    until = kept.last + timedelta(days=parts().clinic.keep_days[kept.kind])
    page = render_template(
        "staff/keeping.html",
        reference=reference,
        is_case=kept.kind != "unfinished",
        kind=KINDS[kept.kind],
        last=clock().moment(kept.last),
        until=clock().moment(until),
        held=clock().moment(kept.held_at) if kept.held_at else None,
        because=kept.held_because,
        reasons=WHY,
        longest=LONGEST_REASON,
        step=step,
        problem=problem,
        typed=request.form.get("why", "") if step == "hold" else "",
    )
    return written_down(page)


def _id_of(reference: str) -> str:
    try:
        return retention.find(reference)
    except UnknownReference:
        db.session.rollback()
        abort(404)
