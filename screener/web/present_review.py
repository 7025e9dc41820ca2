"""Where the review of a case stands and what can be done, for its page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from screener.clinic import Clinic
from screener.review import CALLS, LONGEST_NOTE, LONGEST_SNOOZE, LONGEST_SNOOZE_URGENT, REASONS, URGENT, WITH_REASON
from screener.review_machine import BY_VISITOR, OPEN, STATUSES, STEPS, possible
from screener.store.appointments import StoredAppointment
from screener.store.cases import Case, StoredStep
from screener.web.booking_form import BookingForm
from screener.web.case_page import AppointmentView, BookingView, Happened, ReviewView, SnoozeView, StepForm
from screener.web.contact import ANY_PLACE
from screener.web.present_queue import Showing, present_assign
from screener.web.present_staff import place_words, who
from screener.web.queue_page import Due
from screener.web.staff_page import Choice
from screener.web.staff_words import Clock, plain

BUTTONS: Final = ("start", "contact", "see", "unbook", "wake", "reopen", "note")
"""Steps that need nothing but a press, in the order in which they are offered."""
USUAL_MINUTES: Final = "45"
QUICK_DAYS: Final = (1, 3, 7)
ON_PAGE: Final = "case"
"""Where an assignment that was made here leads back to."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A step that was not taken: what was sent, and why not."""

    step: str
    problem: str
    note: str = field(default="", repr=False)
    booking: BookingForm | None = field(default=None, repr=False)


def present_review(
    case: Case, booked: StoredAppointment | None, showing: Showing, request: str, unsaved: Unsaved | None
) -> ReviewView:
    """The review of a case. `request`: what to paste into the clinic's own system."""
    clock = showing.clock
    return ReviewView(
        status=STATUSES.get(case.status, case.status),
        tries=tries_words(case.steps, clock),
        put_off=clock.until(case.snoozed_until) if _put_off(case, clock) and case.snoozed_until else "",
        due=_due(case, clock),
        appointment=present_appointment(booked, showing.clinic, clock) if booked else None,
        request=request,
        history=tuple(_reviewed(step, clock, showing.me) for step in case.steps),
        form=_form(case, booked, showing, unsaved),
        assign=present_assign(case.screening.reference, case.assigned_to, showing, ON_PAGE),
    )


def present_appointment(booked: StoredAppointment, clinic: Clinic, clock: Clock) -> AppointmentView:
    """An appointment in words."""
    made = booked.appointment
    return AppointmentView(
        clock.moment(made.starts), made.minutes, place_words(made.place, clinic), made.clinician, made.cancelled
    )


def tries_words(steps: Iterable[StoredStep], clock: Clock) -> str:
    """The tries to call since the person was last reached: "3 tries: no answer, 2 × left a message; last 2 h ago"."""
    since: list[StoredStep] = []
    for step in steps:
        since = [] if step.step in ("contact", "book") else [*since, step] if step.step == "attempt" else since
    if not since:
        return ""
    counted = Counter(CALLS.get(step.reason or "", "not reached").lower() for step in since)
    results = ", ".join(words if number == 1 else f"{number} × {words}" for words, number in counted.items())
    ago = clock.ago(since[-1].at)
    last = ago if ago in ("just now", "yesterday") else f"{ago} ago"
    return f"{len(since)} {'try' if len(since) == 1 else 'tries'} to call: {results}; last {last}"


def told(latest: StoredStep, staff_id: int) -> str:
    """That somebody was faster."""
    person = "You" if latest.staff_id == staff_id else who(latest.staff_id, latest.staff_email, staff_id)
    if latest.staff_id is None:
        return f"{BY_VISITOR[latest.step].said} meanwhile. Your step was not saved. Look again, then decide."
    done = STEPS[latest.step].said if latest.step in STEPS else plain(latest.step)
    return f"{person} took another step here meanwhile: {done}. Yours was not saved. Look again, then decide."


def _due(case: Case, clock: Clock) -> Due | None:
    if case.due_at is None:
        return None
    return Due(clock.moment(case.due_at).iso, clock.due(case.due_at), case.due_at <= clock.now)


def _put_off(case: Case, clock: Clock) -> bool:
    return case.status in OPEN and case.snoozed_until is not None and case.snoozed_until > clock.now


def _reviewed(step: StoredStep, clock: Clock, staff_id: int) -> Happened:
    known = {**STEPS, **BY_VISITOR}.get(step.step)
    return Happened(
        number=step.number,
        at=clock.moment(step.at),
        what=known.said if known else plain(step.step),
        detail=_detail(step, clock),
        words=step.note or "",
        who=who(step.staff_id, step.staff_email, staff_id),
    )


def _detail(step: StoredStep, clock: Clock) -> str:
    if step.step == "snooze" and step.reason:
        return clock.until(datetime.fromisoformat(step.reason))
    return WITH_REASON.get(step.step, {}).get(step.reason or "", step.reason or "")


# --- The forms ------------------------------------------------------------------------------------------------------


def _form(case: Case, booked: StoredAppointment | None, showing: Showing, unsaved: Unsaved | None) -> StepForm:
    steps = [step for step in possible(case.status) if step != "wake" or _put_off(case, showing.clock)]
    can_call = "attempt" in steps and bool((case.screening.contact or {}).get("telephone"))
    return StepForm(
        seen=case.steps[-1].number if case.steps else 0,
        steps=tuple(Choice(step, STEPS[step].say) for step in BUTTONS if step in steps),
        results=_choices(CALLS) if can_call or "attempt" in steps else (),
        reasons=_choices(REASONS) if "close" in steps else (),
        booking=_booking(case, booked, steps, showing, unsaved.booking if unsaved else None),
        snooze=_snooze(case, showing.clock) if "snooze" in steps else None,
        longest=LONGEST_NOTE,
        note=unsaved.note if unsaved else "",
        problem=unsaved.problem if unsaved else "",
        opened=unsaved.step if unsaved else "",
    )


def _choices(words: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(name, said) for name, said in words.items())


def _booking(
    case: Case, booked: StoredAppointment | None, steps: list[str], showing: Showing, sent: BookingForm | None
) -> BookingView | None:
    step = next((step for step in ("book", "rebook") if step in steps), None)
    if step is None:
        return None
    clock = showing.clock
    filled = sent.filled if sent else _filled(case, booked if step == "rebook" else None, clock)
    places = [Choice(place.id, place.name, place.id == filled["place"]) for place in showing.clinic.places]
    return BookingView(
        step=step,
        title="Change the appointment" if step == "rebook" else "Book an appointment",
        button=STEPS[step].say,
        filled=filled,
        errors=sent.errors if sent else {},
        places=(Choice("", "Choose a place", not filled["place"]), *places),
        today=clock.now.astimezone(clock.zone).date().isoformat(),
    )


def _filled(case: Case, booked: StoredAppointment | None, clock: Clock) -> dict[str, str]:
    """What stands in the form before anybody has filled it in: the place that the visitor likes, or what is booked."""
    if booked is None:
        place = case.place if case.place and case.place != ANY_PLACE else ""
        return {"day": "", "time": "", "minutes": USUAL_MINUTES, "place": place, "clinician": ""}
    made, starts = booked.appointment, booked.appointment.starts.astimezone(clock.zone)
    return {
        "day": starts.date().isoformat(),
        "time": f"{starts:%H:%M}",
        "minutes": str(made.minutes),
        "place": made.place,
        "clinician": made.clinician,
    }


def _snooze(case: Case, clock: Clock) -> SnoozeView:
    today = clock.now.astimezone(clock.zone).date()
    last = (clock.now + (LONGEST_SNOOZE_URGENT if case.urgency in URGENT else LONGEST_SNOOZE)).astimezone(clock.zone)
    days = [today + timedelta(days=number) for number in QUICK_DAYS]
    quick = tuple(Choice(day.isoformat(), _day_words(day, today)) for day in days if day <= last.date())
    return SnoozeView(quick, (today + timedelta(days=1)).isoformat(), last.date().isoformat())


def _day_words(day: date, today: date) -> str:
    return "Tomorrow" if (day - today).days == 1 else f"{day:%a} {day.day} {day:%b}"
