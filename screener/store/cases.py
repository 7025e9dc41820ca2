"""The staff's side of the screenings, as plain functions and values: the queue, one case, its review. Callers commit.

A screening is a case from the moment it has an outcome (`queued_at`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, select, update

from screener.store.database import sealing
from screener.store.models import ReviewStep, Screening, User, db
from screener.store.screenings import StoredScreening, opened, place_of
from screener.store.sealing import SealError

MOST_URGENT_FIRST: Final = ("emergency", "today", "days", "routine")
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases to list. What is empty leaves none out."""

    statuses: tuple[str, ...] = ()
    urgency: str = ""
    outcome: str = ""
    place: str = ""
    reference: str = ""
    """As somebody wrote it, whole or only its beginning."""


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
class QueueRow:
    """One case in the queue. `staff_id` and `staff_email`: who took the latest step."""

    reference: str
    flow_digest: str
    language: str
    outcome: str
    urgency: str
    status: str
    place: str | None
    queued_at: datetime
    flags: tuple[str, ...] = field(repr=False)
    contact: Mapping[str, Any] | None = field(repr=False)
    staff_id: int | None = None
    staff_email: str = ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some of the cases, most urgent first, and how many there are. Pages count from 1."""

    rows: tuple[QueueRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Case:
    """One screening as staff see it, with its review so far."""

    screening: StoredScreening = field(repr=False)
    outcome: str
    urgency: str
    status: str
    place: str | None
    queued_at: datetime
    flags: tuple[str, ...] = field(repr=False)
    steps: tuple[StoredStep, ...]


@dataclass(frozen=True, slots=True)
class LockedCase:
    """What taking a step needs to know; nobody else can change it until the transaction ends."""

    status: str
    latest: StoredStep | None


# --- The queue ------------------------------------------------------------------------------------------------------


def queue(filters: Filters, page: int = 1, size: int = PAGE_SIZE) -> QueuePage:
    """One page of the cases: most urgent first, then whoever has waited longest."""
    total = db.session.scalar(_filtered(select(func.count()).select_from(Screening), filters)) or 0
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    listed = _filtered(select(Screening), filters).order_by(_rank(), Screening.queued_at, Screening.id)
    rows = db.session.scalars(listed.limit(size).offset((page - 1) * size)).all()
    latest = _latest_of([row.id for row in rows])
    return QueuePage(tuple(_queue_row(row, latest.get(row.id)) for row in rows), total, page, pages)


def counts(statuses: Collection[str]) -> dict[str, int]:
    """How many cases there are of each urgency, most urgent first."""
    counted = db.session.execute(
        select(Screening.urgency, func.count())
        .where(Screening.queued_at.is_not(None), Screening.status.in_(statuses))
        .group_by(Screening.urgency)
    )
    found = {row.urgency: row[1] for row in counted}
    return {urgency: found.get(urgency, 0) for urgency in MOST_URGENT_FIRST}


def outcomes() -> tuple[str, ...]:
    """Every outcome that a case has, for choosing among them."""
    found = db.session.scalars(
        select(Screening.outcome).where(Screening.queued_at.is_not(None)).distinct().order_by(Screening.outcome)
    )
    return tuple(outcome for outcome in found if outcome)


def plain_reference(text: str) -> str:
    """A reference as it is stored, however it was written: small letters, spaces and dashes do not matter."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())[:12]


def _rank() -> ColumnElement[int]:
    places = {urgency: place for place, urgency in enumerate(MOST_URGENT_FIRST)}
    return case(places, value=Screening.urgency, else_=len(places))


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    query = query.where(Screening.queued_at.is_not(None))
    if filters.statuses:
        query = query.where(Screening.status.in_(filters.statuses))
    for column, value in (
        (Screening.urgency, filters.urgency),
        (Screening.outcome, filters.outcome),
        (Screening.place, filters.place),
    ):
        if value:
            query = query.where(column == value)
    if filters.reference:
        query = query.where(Screening.reference.startswith(plain_reference(filters.reference), autoescape=True))
    return query


def _latest_of(screening_ids: Sequence[str]) -> dict[str, tuple[int | None, str]]:
    """Who took the latest step of each."""
    found = db.session.execute(
        select(ReviewStep.screening_id, User.id, User.email)
        .outerjoin(User, User.id == ReviewStep.staff_id)
        .where(ReviewStep.screening_id.in_(screening_ids))
        .order_by(ReviewStep.number)
    )
    return {screening_id: (staff_id, email or "") for screening_id, staff_id, email in found}


def _queue_row(row: Screening, latest: tuple[int | None, str] | None) -> QueueRow:
    staff_id, email = latest or (None, "")
    return QueueRow(
        reference=row.reference,
        flow_digest=row.flow_digest,
        language=row.language,
        outcome=row.outcome or "",
        urgency=row.urgency or "",
        status=row.status,
        place=row.place,
        queued_at=row.queued_at or row.created_at,
        flags=tuple(_unsealed_if_possible(row.sealed_flags, row.id, "flags") or ()),
        contact=_unsealed_if_possible(row.sealed_contact, row.id, "contact"),
        staff_id=staff_id,
        staff_email=email,
    )


def _unsealed(sealed: bytes | None, screening_id: str, column: str) -> Any:
    return sealing().open(sealed, place_of(screening_id, column)) if sealed else None


def _unsealed_if_possible(sealed: bytes | None, screening_id: str, column: str) -> Any:
    """One case that cannot be opened must not take the whole queue away."""
    try:
        return _unsealed(sealed, screening_id, column)
    except SealError:
        return None


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
        flags=tuple(_unsealed(row.sealed_flags, row.id, "flags") or ()),
        steps=tuple(_steps(row.id)),
    )


def _steps(screening_id: str) -> list[StoredStep]:
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
        note=sealing().open(note, _note_place(row.screening_id, row.number)) if note else None,
    )


# --- Changing -------------------------------------------------------------------------------------------------------


def locked(screening_id: str) -> LockedCase | None:
    """A case's status and latest step, held until the transaction ends."""
    row = db.session.scalar(
        select(Screening).where(Screening.id == screening_id, Screening.queued_at.is_not(None)).with_for_update()
    )
    if row is None:
        return None
    steps = _steps(screening_id)
    return LockedCase(row.status, steps[-1] if steps else None)


def append_step(screening_id: str, step: StoredStep) -> StoredStep:
    """Keep one step and the status that it leads to. The database refuses a second one of the same number."""
    note = sealing().seal(step.note, _note_place(screening_id, step.number)) if step.note else None
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


def _note_place(screening_id: str, number: int) -> str:
    return f"review_step/{screening_id}.{number}/note"


# --- The people -----------------------------------------------------------------------------------------------------


def staff_count() -> int:
    """How many accounts there are, closed ones too."""
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def staff_ids(emails: Collection[str]) -> list[int]:
    """The ids of those accounts, in order."""
    return list(db.session.scalars(select(User.id).where(User.email.in_(emails)).order_by(User.id)))
