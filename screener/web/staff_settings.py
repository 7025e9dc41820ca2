"""The desk's page of the clinic's settings: what changes often, and who changed it."""

from datetime import UTC, datetime
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import clinic_settings
from screener.clinic import Clinic
from screener.clinic_settings import CHANGEABLE, DAYS, PROMISED
from screener.store import settings as stored
from screener.store.models import db
from screener.web.parts import parts
from screener.web.record import record
from screener.web.staff import clock, staff
from screener.web.staff_words import URGENCY_WORDS

MAY_CHANGE: Final = ("admin",)
NOTHING: Final = "empty"


@staff.get("/settings")
@roles_accepted(*MAY_CHANGE)
def settings() -> str:
    """What can be changed, as it is now, and every change so far."""
    return _shown(_filled(parts().clinic))


@staff.post("/settings")
@roles_accepted(*MAY_CHANGE)
def change_settings() -> ResponseReturnValue:
    """Keep what was changed; all of it or, where something is wrong, nothing."""
    made = parts()
    filled = clinic_settings.read_form(request.form, made.clinic)
    names, problems = clinic_settings.change(made.clinic_now, filled, current_user.id, datetime.now(UTC))
    if problems:
        return _shown(dict(request.form), problems), 422
    for name in names:
        record("setting.change", detail=name)
    db.session.commit()
    made.clinic_now.look_again()
    changed = ", ".join(CHANGEABLE[name].label.lower() for name in names)
    flash(f"Saved: {changed}. Visitors see it at once." if names else "Nothing was different, so nothing was saved.")
    return redirect(url_for(".settings"), 303)


def _shown(filled: dict[str, str], problems: dict[str, str] | Any = None) -> str:
    return render_template(
        "staff/settings.html",
        fields=CHANGEABLE,
        days={day: day.capitalize() for day in DAYS},
        promised={tier: URGENCY_WORDS[tier] for tier in PROMISED},
        filled=filled,
        problems=problems or {},
        history=[
            {
                "what": CHANGEABLE[change.name].label if change.name in CHANGEABLE else change.name,
                "to": _in_words(change.value),
                "at": clock().moment(change.at),
                "who": change.who,
            }
            for change in stored.history()
        ],
    )


def _filled(clinic: Clinic) -> dict[str, str]:
    """The facts as the form's fields hold them."""
    hours = {day.lower(): text for day, text in clinic.hours.items()}
    lines = {name: getattr(clinic, name) or "" for name, one in CHANGEABLE.items() if one.kind == "line"}
    return {
        **lines,
        **{f"promises.{tier}": getattr(clinic.promises, tier) for tier in PROMISED},
        **{f"hours.{day}": hours.get(day) or "" for day in DAYS},
        "places": "\n".join(place.name for place in clinic.places),
    }


def _in_words(value: Any) -> str:
    """A fact's value in one line."""
    if isinstance(value, dict):
        return "; ".join(f"{name.capitalize()} {said or 'closed'}" for name, said in value.items())
    if isinstance(value, list):
        return ", ".join(place["name"] for place in value) or NOTHING
    return str(value) if value else NOTHING
