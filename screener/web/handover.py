"""A request in plain text, to be pasted into the clinic's own system."""

from collections.abc import Iterator
from typing import Final

from screener.web.case_page import AppointmentView, Contact, Reading
from screener.web.staff_page import Urgency

CAUTIONS: Final = ("A", "B", "C")
NO_DIAGNOSIS: Final = "The person's own answers, sorted by fixed rules. No diagnosis; the physician decides."


def request_text(
    reference: str,
    outcome: str,
    urgency: Urgency,
    contact: Contact | None,
    reading: Reading | None,
    appointment: AppointmentView | None,
) -> str:
    """Who, how urgent, why, cautions by level, and when they come."""
    lines = [
        f"Request for a physician evaluation · screening {reference}",
        f"Urgency: {urgency.word}. {outcome}.",
        *_who(contact),
        *_reading(reading),
        *_appointment(appointment),
        NO_DIAGNOSIS,
    ]
    return "\n".join(lines)


def _who(contact: Contact | None) -> Iterator[str]:
    if contact is None:
        return
    ways = [way for way in (contact.telephone, contact.email) if way]
    yield f"Contact: {', '.join([contact.name, *ways] if contact.name else ways)}"
    yield from (f"{said.name}: {said.value}" for said in contact.more)


def _reading(reading: Reading | None) -> Iterator[str]:
    if reading is None:
        return
    yield f"Summary: {reading.summary}"
    groups = {group.id: [flag.short for flag in group.flags] for group in reading.flags}
    for level in CAUTIONS:
        if level in groups:
            yield f"Cautions {level}: {'; '.join(groups[level])}"
    for note in reading.notes:
        yield f"Note: {note.say}"


def _appointment(appointment: AppointmentView | None) -> Iterator[str]:
    if appointment is None or appointment.cancelled:
        return
    made = appointment
    yield f"Appointment: {made.when.words}, {made.minutes} minutes, {made.place}, with {made.clinician}"
