"""The staff's side of a screening, as plain functions and values: one case and its review. Callers commit.

A screening is a case from the moment it has an outcome (`queued_at`).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from screener.store.database import sealing
from screener.store.models import ReviewStep, Screening, User, db
from screener.store.screenings import StoredScreening, opened, place_of


@dataclass(frozen=True, slots=True)
class StoredStep:
    """One step of a review as it was kept. The note is in the clear here, so keep it out of logs."""

    number: int
    at: datetime
    staff_id: int | None
    staff_email: str
    step: str
    status: str
    reason: str | None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One screening as staff see it, with its review so far."""

    screening: StoredScreening = field(repr=False)
    outcome: str
    urgency: str
    status: str
    place: str | None
    queued_at: datetime
    due_at: datetime | None
    snoozed_until: datetime | None
    assigned_to: int | None
    entered_by: str
    """Who of the staff answered for a caller, by e-mail; empty where a visitor did."""
    flags: tuple[str, ...] = field(repr=False)
    steps: tuple[StoredStep, ...]


@dataclass(frozen=True, slots=True)
class LockedCase:
    """What taking a step needs to know; nobody else can change it until the transaction ends."""

    reference: str
    status: str
    urgency: str
    latest: StoredStep | None


# --- One case -------------------------------------------------------------------------------------------------------


def by_reference(reference: str) -> Case | None:
    """The case with this reference, however it was written."""
    row = db.session.scalar(
        select(Screening).where(Screening.reference == plain_reference(reference), Screening.queued_at.is_not(None))
    )
    if row is None:
        return None
    return Case(
        screening=opened(row),
        outcome=row.outcome or "",
        urgency=row.urgency or "",
        status=row.status,
        place=row.place,
        queued_at=row.queued_at or row.created_at,
        due_at=row.due_at,
        snoozed_until=row.snoozed_until,
        assigned_to=row.assigned_to,
        entered_by=staff_email(row.entered_by),
        flags=tuple(_unsealed(row.sealed_flags, row.id, "flags") or ()),
        steps=tuple(steps_of(row.id)),
    )


def plain_reference(text: str) -> str:
    """A reference as it is stored, however it was written: small letters, spaces and dashes do not matter."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())[:12]


def _unsealed(sealed: bytes | None, screening_id: str, column: str) -> Any:
    return sealing().open(sealed, place_of(screening_id, column)) if sealed else None


def steps_of(screening_id: str) -> list[StoredStep]:
    """The review of a screening so far, in order."""
    rows = db.session.execute(
        select(ReviewStep, User.email)
        .outerjoin(User, User.id == ReviewStep.staff_id)
        .where(ReviewStep.screening_id == screening_id)
        .order_by(ReviewStep.number)
    )
    return [_step(row, email) for row, email in rows]


def _step(row: ReviewStep, email: str | None) -> StoredStep:
    note = row.sealed_note
    return StoredStep(
        number=row.number,
        at=row.at,
        staff_id=row.staff_id,
        staff_email=email or "",
        step=row.step,
        status=row.status,
        reason=row.reason,
        note=sealing().open(note, note_place(row.screening_id, row.number)) if note else None,
    )


# --- Changing -------------------------------------------------------------------------------------------------------


def locked(screening_id: str) -> LockedCase | None:
    """A case's status and latest step, held until the transaction ends."""
    row = db.session.scalar(
        select(Screening).where(Screening.id == screening_id, Screening.queued_at.is_not(None)).with_for_update()
    )
    if row is None:
        return None
    steps = steps_of(screening_id)
    return LockedCase(row.reference, row.status, row.urgency or "", steps[-1] if steps else None)


def append_step(screening_id: str, step: StoredStep) -> StoredStep:
    """Keep one step and the status that it leads to. The database refuses a second one of the same number."""
    note = sealing().seal(step.note, note_place(screening_id, step.number)) if step.note else None
    db.session.add(
        ReviewStep(
            screening_id=screening_id,
            number=step.number,
            at=step.at,
            staff_id=step.staff_id,
            step=step.step,
            status=step.status,
            reason=step.reason,
            sealed_note=note,
        )
    )
    db.session.execute(update(Screening).where(Screening.id == screening_id).values(status=step.status))
    return step


def note_place(screening_id: str, number: int) -> str:
    """What the note of a step is bound to."""
    return f"review_step/{screening_id}.{number}/note"


# --- The people -----------------------------------------------------------------------------------------------------


def staff_email(staff_id: int | None) -> str:
    """Somebody's e-mail; empty for nobody."""
    return (staff_id and db.session.scalar(select(User.email).where(User.id == staff_id))) or ""


def staff_count() -> int:
    """How many accounts there are, closed ones too."""
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def staff_ids(emails: Collection[str]) -> list[int]:
    """The ids of those accounts, in order."""
    return list(db.session.scalars(select(User.id).where(User.email.in_(emails)).order_by(User.id)))
