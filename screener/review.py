"""Taking a step of the staff's review: who, when and why, in one transaction, and nothing of another's overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from screener import webhooks
from screener.counting import MINUTES, bucket
from screener.review_machine import BY_VISITOR, ReviewError, StepNotPossible, after
from screener.store import appointments, cases, counts, promises
from screener.store.appointments import Appointment
from screener.store.cases import StoredStep
from screener.store.models import db
from screener.store.promises import Waited

REASONS: Final = {
    "not_reached": "Could not be reached",
    "declined": "Does not want an appointment",
    "went_elsewhere": "Is being seen elsewhere",
    "other_care": "Sent to other care",
    "duplicate": "Same person as another case",
    "test_entry": "A test, not a person",
    "spam": "Spam",
}
"""Why a case can be closed without a visit."""

CALLS: Final = {
    "no_answer": "No answer",
    "left_message": "Left a message",
    "wrong_number": "Wrong number",
    "busy": "Busy",
    "asked_later": "Asked to be called later",
}
"""What became of a try to call somebody who was not reached."""

MAY_REVIEW: Final = frozenset({"reviewer", "clinician", "admin"})
"""The roles that may see and review screenings."""

LONGEST_NOTE: Final = 2000
LONGEST_SNOOZE: Final = timedelta(days=90)
LONGEST_SNOOZE_URGENT: Final = timedelta(days=2)
"""For an emergency, and for what should be seen today: nobody of these is put off for long."""
URGENT: Final = ("emergency", "today")


class UnknownCase(ReviewError):
    """No screening in the queue has this id: its visitor may have deleted it."""


class ReasonMissing(ReviewError):
    """Closing without one of the reasons."""


class ResultMissing(ReviewError):
    """A try to call without what became of it."""


class NoteMissing(ReviewError):
    """A note without words."""


class NoteTooLong(ReviewError):
    """A note longer than is kept."""


class BadSnooze(ReviewError):
    """Putting a case off until a time that is none, past, or too far away."""


class AppointmentMissing(ReviewError):
    """Booking without a time and a place."""


class ChangedMeanwhile(ReviewError):
    """Somebody else took a step that the staff member had not seen. `latest` is that step."""

    def __init__(self, latest: StoredStep) -> None:
        super().__init__("somebody else has taken a step meanwhile")
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Snooze:
    """Until when a case is put off, and by when its person is promised to be reached then."""

    until: datetime
    due_at: datetime


REACHING: Final = ("contact", "book")
"""Steps by which staff have reached the person: what was promised is kept."""
ENDING: Final = ("see", "close")
"""Steps after which nobody waits to be reached."""
PUT_OFF_STILL: Final = ("attempt", "note", "snooze", "rebook")
"""Steps that leave a case put off that was; all others take it up again."""

WITH_REASON: Final[Mapping[str, Mapping[str, str]]] = {"close": REASONS, "attempt": CALLS}
"""Steps that say why, or what came of them."""


def take_step(
    case_id: str,
    step: str,
    *,
    staff_id: int,
    seen: int,
    note: str = "",
    reason: str = "",
    snooze: Snooze | None = None,
    appointment: Appointment | None = None,
    now: datetime,
) -> StoredStep:
    """Take one step of a case and keep who did it, in one transaction. ReviewError says why it cannot be taken.

    `seen` is the number of the last step that the staff member saw, 0 for none: of two people who act at once, the
    second is told and overwrites nothing. The same step sent twice by a double click is taken once.
    """
    case = cases.locked(case_id)
    if case is None:
        raise UnknownCase("no case has this id")
    if step in BY_VISITOR:
        raise StepNotPossible("only a visitor takes this step")
    note, reason = note.strip(), _reason(step, reason, snooze)
    latest = case.latest
    if seen != (latest.number if latest else 0):
        if latest is None:
            raise StepNotPossible("no step of this case can have been seen")
        if _is_repeat(latest, seen, (staff_id, step, reason, note)) and _booked_already(case_id, appointment):
            return latest
        raise ChangedMeanwhile(latest)
    status = after(case.status, step)
    _require_complete(step, note, reason, appointment)
    _require_soon(step, snooze, case.urgency, now)
    taken = cases.append_step(
        case_id, StoredStep(seen + 1, now, staff_id, "", step, status, reason or None, note or None)
    )
    _keep_promise(case_id, step, snooze, now)
    _keep_appointment(case_id, step, appointment, now)
    webhooks.tell_step(case_id, case.reference, taken.number, step, now)
    db.session.commit()
    return taken


def take_by_visitor(case_id: str, step: str, now: datetime) -> str | None:
    """What a visitor's doing means for their case; its status then, or None where it has none or it means nothing.
    The caller commits."""
    case = cases.locked(case_id)
    if case is None or case.status not in BY_VISITOR[step].ways:
        return None
    number = case.latest.number + 1 if case.latest else 1
    status = after(case.status, step)
    cases.append_step(case_id, StoredStep(number, now, None, "", step, status, None, None))
    promises.take_up(case_id)
    webhooks.tell_step(case_id, case.reference, number, step, now)
    return status


# --- What a step brings with it -------------------------------------------------------------------------------------


def _keep_promise(case_id: str, step: str, snooze: Snooze | None, now: datetime) -> None:
    """What a step means for the promise to be in touch, and for a case that is put off."""
    if step not in PUT_OFF_STILL:
        promises.take_up(case_id)
    if step == "snooze" and snooze is not None:
        promises.put_off(case_id, snooze.until, snooze.due_at)
    elif step in REACHING:
        _count_wait(promises.reached(case_id, now), now)
    elif step in ENDING:
        promises.end(case_id)
    elif step == "reopen":
        promises.resume(case_id, now)


def _count_wait(waited: Waited | None, now: datetime) -> None:
    """Count how long somebody had waited who was reached for the first time, on the day of `now`."""
    if waited is not None:
        minutes = bucket(waited.time.total_seconds() / 60, MINUTES)
        more = counts.OneMore("reached", waited.urgency, minutes, 1)
        counts.add(now.date(), waited.flow_digest, waited.language, [more])


def _keep_appointment(case_id: str, step: str, appointment: Appointment | None, now: datetime) -> None:
    if step in ("book", "rebook") and appointment is not None:
        appointments.save(case_id, appointment, now)
    elif step == "unbook":
        appointments.cancel(case_id, now)


# --- What a step needs ----------------------------------------------------------------------------------------------


def _reason(step: str, reason: str, snooze: Snooze | None) -> str:
    """What is kept of why: the reason where the step has one, or the day until which it is put off."""
    if step == "snooze" and snooze is not None:
        return snooze.until.isoformat(timespec="minutes")
    return reason if step in WITH_REASON else ""


def _is_repeat(latest: StoredStep, seen: int, sent: tuple[int, str, str, str]) -> bool:
    kept = (latest.staff_id, latest.step, latest.reason or "", latest.note or "")
    return latest.number == seen + 1 and kept == sent


def _booked_already(case_id: str, appointment: Appointment | None) -> bool:
    """Whether the appointment that was sent is the one that is kept."""
    kept = appointments.of(case_id) if appointment else None
    return appointment is None or (kept is not None and kept.appointment == appointment)


def _require_complete(step: str, note: str, reason: str, appointment: Appointment | None) -> None:
    if step == "close" and reason not in REASONS:
        raise ReasonMissing("closing a case needs a reason")
    if step == "attempt" and reason not in CALLS:
        raise ResultMissing("a try to call needs what became of it")
    if step in ("book", "rebook") and appointment is None:
        raise AppointmentMissing("booking needs a time and a place")
    if step == "note" and not note:
        raise NoteMissing("there is no note to save")
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(f"a note has at most {LONGEST_NOTE} characters")


def _require_soon(step: str, snooze: Snooze | None, urgency: str, now: datetime) -> None:
    if step != "snooze":
        return
    longest = LONGEST_SNOOZE_URGENT if urgency in URGENT else LONGEST_SNOOZE
    if snooze is None or not now < snooze.until <= now + longest:
        raise BadSnooze("a case is put off until a day that is near enough")
