"""Somebody of the staff goes through the questions with a caller, in the same chat as everybody else's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from screener import conversation
from screener.library import Version
from screener.web.parts import parts
from screener.web.present import present_welcome
from screener.web.record import record
from screener.web.staff import staff


@staff.get("/callers")
def callers() -> ResponseReturnValue:
    """What to tell a caller before the first question."""
    return _page(next(iter(parts().library.current.values())))


@staff.post("/callers")
def screen_caller() -> ResponseReturnValue:
    """Begin, once the caller has agreed. The chat goes on from the next page, by its own token."""
    version = parts().library.current.get(request.form.get("flow", "")) or abort(404)
    if request.form.get("agreed") != "yes":
        return _page(version, "Ask the caller first, then tick the box."), 422
    made = parts()
    now = datetime.now(ZoneInfo(made.clinic.time_zone))
    reference = conversation.new_reference()
    record("caller.start", reference=reference)
    caller = conversation.Caller(reference, current_user.id)
    token, _ = conversation.start(made.library, version.flow.id, "en", now, caller)
    return render_template("staff/caller_ready.html", flow=version.flow.id, token=token, reference=reference)


def _page(version: Version, problem: str = "") -> str:
    flows = [present_welcome(one) for one in parts().library.current.values()]
    return render_template("staff/callers.html", flows=flows, chosen=version.flow.id, problem=problem)
