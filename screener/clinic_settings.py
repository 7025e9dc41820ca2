"""The clinic's facts that change often, as an admin changes them at the desk, over what `clinic.yaml` says."""

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from screener.clinic import Clinic
from screener.store import settings
from screener.store.models import db

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PROMISED: Final = ("today", "days", "routine")
"""Urgencies with a promise that can be changed: an emergency is due at once."""
FRESH_SECONDS: Final = 5.0
"""So long at most another process shows an earlier value."""
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Changeable:
    """One fact that can be changed at the desk."""

    label: str
    help: str
    kind: Literal["line", "hours", "promises", "places"] = "line"


CHANGEABLE: Final[Mapping[str, Changeable]] = {
    "banner": Changeable("Notice on every page", "Such as a closure or a new number. Empty: none is shown."),
    "telephone": Changeable("Telephone", "Shown on every page, and dialled from a phone."),
    "email": Changeable("E-mail", "Where visitors may write. Empty: none is shown."),
    "booking_link": Changeable("Booking page", "An address that begins with https://. Empty: none is shown."),
    "next_working_day_promise": Changeable(
        "What visitors are promised", "Reads on after “will be in touch:”. Promise only what is staffed."
    ),
    "promises": Changeable(
        "How soon staff call",
        "As 90 minutes, 2 hours or 1 day, counted while the clinic is open; an emergency is due at once. Whoever waits "
        "already keeps what they were promised.",
        "promises",
    ),
    "hours": Changeable("Opening hours", "As 9:00 to 17:00, or empty where closed.", "hours"),
    "places": Changeable("Places", "One on each line. A place that visitors chose before keeps its name.", "places"),
}
"""What can be changed, in the order of the page."""


class CurrentClinic:
    """The clinic's facts as they are now: the file's, with what was changed at the desk over them."""

    def __init__(self, written: Clinic) -> None:
        self.written = written
        self._now = written
        self._values: Mapping[str, Any] = {}
        self._looked = float("-inf")

    def now(self) -> Clinic:
        """The facts, at most a few seconds old. Where the database is away, those that were last seen."""
        if time.monotonic() - self._looked > FRESH_SECONDS:
            self._looked = time.monotonic()
            with suppress(SQLAlchemyError, ValidationError):  # no database, or a fact that no longer fits
                self._take(settings.in_force())
        return self._now

    def _take(self, values: Mapping[str, Any]) -> None:
        """Checking all the facts takes a while, so it is done only where one was changed."""
        if values != self._values:
            self._now, self._values = changed(self.written, values), values

    def keep(self) -> None:
        """Ask the database nothing for a few seconds: it does not answer."""
        self._looked = time.monotonic()

    def look_again(self) -> None:
        """The next asking reads what was changed."""
        self._looked = float("-inf")


def changed(clinic: Clinic, values: Mapping[str, Any]) -> Clinic:
    """The facts with some of them changed; ValidationError where one does not fit. What was changed in English no
    longer says what its translations say, so these are left out."""
    facts = clinic.model_dump(mode="json", by_alias=True)
    for words in facts["in"].values():
        for name in words.keys() & values.keys():
            if name != "places" and values[name] != facts[name]:
                del words[name]
    return Clinic.model_validate({**facts, **values})


def change(
    current: CurrentClinic, filled: Mapping[str, Any], staff_id: int, now: datetime
) -> tuple[Sequence[str], Mapping[str, str]]:
    """Keep what differs from the facts in force. Which facts were changed, and what is wrong by name; where anything
    is wrong, nothing is kept. The caller commits, then asks `current` to look again."""
    before = current.now()
    problems: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for name, value in filled.items():
        try:
            after = changed(before, {name: value})
        except ValidationError:
            problems[name] = WRONG[name]
            continue
        if getattr(after, name) != getattr(before, name):
            kept[name] = value
    if problems:
        return (), problems
    for name, value in kept.items():
        settings.add(name, value, staff_id, now)
    db.session.flush()
    return tuple(kept), {}


WRONG: Final[Mapping[str, str]] = {
    "banner": f"Keep the notice to one line of at most {LONGEST} characters.",
    "telephone": "Write the number that visitors call, such as 905-555-0100.",
    "email": "Write it as name@clinic.ca, or leave it empty.",
    "booking_link": "Begin with https://, and leave no space in it.",
    "next_working_day_promise": f"Keep it to one line of at most {LONGEST} characters.",
    "promises": "Write each as 90 minutes, 2 hours or 1 day: at most 1000 minutes, 500 hours or 60 days.",
    "hours": "Write each day as 9:00 to 17:00, or leave it empty where closed.",
    "places": "Write each place once, on a line of its own.",
}


def read_form(form: Mapping[str, str], before: Clinic) -> dict[str, Any]:
    """What an admin filled in, as facts."""
    filled: dict[str, Any] = {
        name: " ".join(form.get(name, "").split()) or None
        for name, one in CHANGEABLE.items()
        if one.kind == "line" and name in form
    }
    if any(f"hours.{day}" in form for day in DAYS):
        filled["hours"] = {day: " ".join(form.get(f"hours.{day}", "").split()) or None for day in DAYS}
    if any(f"promises.{tier}" in form for tier in PROMISED):
        filled["promises"] = {tier: " ".join(form.get(f"promises.{tier}", "").split()) for tier in PROMISED}
    if "places" in form:
        filled["places"] = _places(form["places"], before)
    return filled


def _places(text: str, before: Clinic) -> list[dict[str, str]]:
    """Places by their lines. One that was there keeps its id, by which earlier screenings name it."""
    known = {place.name.casefold(): place.id for place in before.places}
    names = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return [{"id": known.get(name.casefold()) or _id_of(name), "name": name} for name in names]


def _id_of(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    return plain if plain[:1].isalpha() else f"place_{plain}"
