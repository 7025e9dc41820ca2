"""When and where somebody is to be seen, as plain functions and values. Callers commit."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from screener.store.database import sealing
from screener.store.models import db
from screener.store.models_desk import Appointment as Row


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit to the clinic. It tells who is a patient there, so keep it out of logs."""

    starts: datetime = field(repr=False)
    minutes: int
    place: str
    """A place's id in the clinic's list."""
    clinician: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class StoredAppointment:
    """An appointment as it was kept. `sequence` counts its changes, so that calendars take the newest."""

    appointment: Appointment
    sequence: int
    at: datetime


def of(screening_id: str) -> StoredAppointment | None:
    """The appointment of a case, one that was cancelled too; None where there never was one."""
    row = db.session.get(Row, screening_id)
    return None if row is None else StoredAppointment(_opened(row), row.sequence, row.at)


def save(screening_id: str, appointment: Appointment, now: datetime) -> None:
    """Keep an appointment in the place of an earlier one."""
    sealed = sealing().seal(plain(appointment), place_of(screening_id))
    row = db.session.get(Row, screening_id)
    if row is None:
        db.session.add(Row(screening_id=screening_id, sequence=0, at=now, sealed_details=sealed))
    else:
        row.sequence, row.at, row.sealed_details = row.sequence + 1, now, sealed
    db.session.flush()


def cancel(screening_id: str, now: datetime) -> None:
    """An appointment that fell through stays on record as that."""
    row = db.session.get(Row, screening_id)
    if row is not None:
        save(screening_id, replace(_opened(row), cancelled=True), now)


def _opened(row: Row) -> Appointment:
    kept: dict[str, Any] = sealing().open(row.sealed_details, place_of(row.screening_id))
    return Appointment(**{**kept, "starts": datetime.fromisoformat(kept["starts"])})


def plain(appointment: Appointment) -> dict[str, Any]:
    """As it is kept, and written out."""
    return {
        "starts": appointment.starts.isoformat(),
        "minutes": appointment.minutes,
        "place": appointment.place,
        "clinician": appointment.clinician,
        "cancelled": appointment.cancelled,
    }


def place_of(screening_id: str) -> str:
    """What the details of an appointment are bound to."""
    return f"appointment/{screening_id}/details"
