"""Cases that may be of the same person: the same telephone or e-mail, by the keys of the two. Plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select

from screener.store.database import sealing
from screener.store.models import Screening, db
from screener.store.screenings import place_of
from screener.store.sealing import SealError

MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case that has the same telephone number or e-mail address."""

    reference: str
    flow_digest: str
    outcome: str
    urgency: str
    status: str
    queued_at: datetime
    telephone: bool
    email: bool
    name: str = field(repr=False)


def of(screening_id: str) -> tuple[Alike, ...]:
    """The other cases that can be reached in the same way, the newest first."""
    own = db.session.execute(
        select(Screening.telephone_key, Screening.email_key).where(Screening.id == screening_id)
    ).one()
    same = [
        column == key
        for column, key in ((Screening.telephone_key, own[0]), (Screening.email_key, own[1]))
        if key is not None
    ]
    if not same:
        return ()
    rows = db.session.scalars(
        select(Screening)
        .where(or_(*same), Screening.id != screening_id, Screening.queued_at.is_not(None))
        .order_by(Screening.queued_at.desc(), Screening.reference)
        .limit(MOST)
    )
    return tuple(_alike(row, own[0], own[1]) for row in rows)


def _alike(row: Screening, telephone_key: str | None, email_key: str | None) -> Alike:
    return Alike(
        reference=row.reference,
        flow_digest=row.flow_digest,
        outcome=row.outcome or "",
        urgency=row.urgency or "",
        status=row.status,
        queued_at=row.queued_at or row.created_at,
        telephone=telephone_key is not None and row.telephone_key == telephone_key,
        email=email_key is not None and row.email_key == email_key,
        name=_name(row),
    )


def _name(row: Screening) -> str:
    """One that cannot be opened must not take the case's page away."""
    try:
        left = sealing().open(row.sealed_contact, place_of(row.id, "contact")) if row.sealed_contact else {}
    except SealError:
        return ""
    return str(left.get("name") or "")
