"""What is past its time, what is held, and deleting, as plain functions. Callers commit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, not_, select, update

from screener.store.database import sealing
from screener.store.models import ReviewStep, Screening, db
from screener.store.models_desk import OutboxMail
from screener.store.screenings import place_of

BATCH: Final = 500
"""Screenings deleted in one transaction: few enough that no visitor waits."""

BOOKED: Final = Screening.status.in_(("booked", "seen"))
CLOSED: Final = Screening.status == "closed"
KINDS: Final[Mapping[str, ColumnElement[bool]]] = {
    "unfinished": Screening.queued_at.is_(None),
    "completed": and_(Screening.queued_at.is_not(None), not_(BOOKED), not_(CLOSED)),
    "booked": and_(Screening.queued_at.is_not(None), BOOKED),
    "closed": and_(Screening.queued_at.is_not(None), CLOSED),
}
"""Each screening is of one of these. What staff were to see is never unfinished."""


def past(kind: str, before: datetime) -> list[str]:
    """The ids of some screenings of a kind whose last entry, the visitor's or the staff's, is older. None that is held,
    and none that somebody is writing to."""
    later = exists().where(ReviewStep.screening_id == Screening.id, ReviewStep.at >= before)
    query = select(Screening.id).where(
        KINDS[kind], Screening.updated_at < before, Screening.held_at.is_(None), not_(later)
    )
    return list(db.session.scalars(query.limit(BATCH).with_for_update(skip_locked=True)))


def erase(ids: Collection[str]) -> None:
    """Delete screenings with their turns, reviews and appointments, and the mail that told staff of them."""
    wanted = set(ids)
    told = db.session.execute(select(OutboxMail.id, OutboxMail.key)).all()
    about = [mail_id for mail_id, key in told if _about(key) in wanted]
    db.session.execute(delete(OutboxMail).where(OutboxMail.id.in_(about)))
    db.session.execute(delete(Screening).where(Screening.id.in_(ids)))


def _about(mail_key: str) -> str:
    """The id of the screening that a mail tells of: the second part of its key."""
    return next(iter(mail_key.split(":")[1:]), "")


@dataclass(frozen=True, slots=True)
class Kept:
    """Of which kind a screening is, when somebody last wrote to it, and whether it is held."""

    kind: str
    last: datetime
    held_at: datetime | None
    held_because: str = field(repr=False)


def kept(screening_id: str) -> Kept:
    """How one screening is kept."""
    row = db.session.get_one(Screening, screening_id)
    this = select(Screening.id).where(Screening.id == screening_id)
    kind = next(kind for kind, says in KINDS.items() if db.session.scalar(this.where(says)))
    last = max([row.updated_at, *(step.at for step in row.steps)])
    because = sealing().open(row.sealed_hold, place_of(row.id, "hold")) if row.sealed_hold else ""
    return Kept(kind, last, row.held_at, because)


# --- Held -----------------------------------------------------------------------------------------------------------


def id_of(reference: str) -> str | None:
    """The id of a screening, finished or not."""
    return db.session.scalar(select(Screening.id).where(Screening.reference == reference))


def is_held(screening_id: str) -> bool:
    """Whether it must not be deleted."""
    found = select(Screening.id).where(Screening.id == screening_id, Screening.held_at.is_not(None))
    return db.session.scalar(found) is not None


def hold(screening_id: str, reason: str, now: datetime) -> None:
    sealed = sealing().seal(reason, place_of(screening_id, "hold"))
    _set(screening_id, held_at=now, sealed_hold=sealed)


def release(screening_id: str) -> None:
    _set(screening_id, held_at=None, sealed_hold=None)


def _set(screening_id: str, **values: object) -> None:
    db.session.execute(update(Screening).where(Screening.id == screening_id).values(**values))
