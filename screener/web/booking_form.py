"""The forms of an appointment and of putting a case off, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from screener.clinic import Clinic
from screener.store.appointments import Appointment

FIELDS: Final = ("day", "time", "minutes", "place", "clinician")
SHORTEST, LONGEST_VISIT = 5, 480
FURTHEST: Final = timedelta(days=730)
LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class BookingForm:
    """What was filled in; `errors` by field say what to do, and then there is no appointment."""

    filled: dict[str, str] = field(repr=False)
    errors: dict[str, str]
    appointment: Appointment | None = field(repr=False)


def read_booking(form: Mapping[str, str], clinic: Clinic, now: datetime) -> BookingForm:
    """Read an appointment: in time to come, at one of the clinic's places."""
    filled = {name: " ".join(form.get(name, "").split()) for name in FIELDS}
    errors = _errors(filled, clinic)
    starts = _starts(filled, clinic)
    if starts is not None and "day" not in errors and "time" not in errors:
        errors |= _when(starts, now)
    if errors or starts is None:
        return BookingForm(filled, errors, None)
    appointment = Appointment(starts, int(filled["minutes"]), filled["place"], filled["clinician"])
    return BookingForm(filled, errors, appointment)


def _errors(filled: Mapping[str, str], clinic: Clinic) -> dict[str, str]:
    errors = {}
    if _date(filled["day"]) is None:
        errors["day"] = "Give the day, as in 2026-12-03."
    if _time(filled["time"]) is None:
        errors["time"] = "Give the time, as in 14:30."
    minutes = filled["minutes"]
    whole = minutes.isascii() and minutes.isdigit() and len(minutes) < 4
    if not (whole and SHORTEST <= int(minutes) <= LONGEST_VISIT):
        errors["minutes"] = f"Say how many minutes, from {SHORTEST} to {LONGEST_VISIT}."
    if filled["place"] not in {place.id for place in clinic.places}:
        errors["place"] = "Choose one of the clinic's places."
    if not filled["clinician"]:
        errors["clinician"] = "Say with whom."
    elif len(filled["clinician"]) > LONGEST_NAME:
        errors["clinician"] = f"Please keep this to {LONGEST_NAME} characters."
    return errors


def _when(starts: datetime, now: datetime) -> dict[str, str]:
    if starts <= now:
        return {"day": "That time is past. Give one to come."}
    if starts > now + FURTHEST:
        return {"day": "That is more than two years away. Check the year."}
    return {} if _exists(starts) else {"time": "The clocks go forward then, so there is no such time. Check the day."}


def _exists(starts: datetime) -> bool:
    """Whether the clock shows this time that day, when it changes."""
    there_and_back = starts.astimezone(UTC).astimezone(starts.tzinfo)
    return there_and_back.replace(tzinfo=None) == starts.replace(tzinfo=None)


def _starts(filled: Mapping[str, str], clinic: Clinic) -> datetime | None:
    day, at = _date(filled["day"]), _time(filled["time"])
    return datetime.combine(day, at, ZoneInfo(clinic.time_zone)) if day and at is not None else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-03") else None
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0) if ":" in text else None
    except ValueError:
        return None


def read_snooze(form: Mapping[str, str], clinic: Clinic) -> datetime | None:
    """The beginning of the day until which a case is put off; None where the form says none."""
    day = _date(form.get("quick") or form.get("until", ""))
    return datetime.combine(day, time(), ZoneInfo(clinic.time_zone)) if day else None
