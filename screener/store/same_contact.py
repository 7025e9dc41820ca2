"""Cases that may be of the same person: the same telephone or e-mail, by the keys of the two. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import or_, select

from screener.store.contact_keys import email_keys, telephone_keys
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
    telephones, emails = _keys(screening_id)
    if not telephones and not emails:
        return ()
    same = (Screening.telephone_key.in_(telephones), Screening.email_key.in_(emails))
    rows = db.session.scalars(
        select(Screening)
        .where(or_(*same), Screening.id != screening_id, Screening.queued_at.is_not(None))
        .order_by(Screening.queued_at.desc(), Screening.reference)
        .limit(MOST)
    )
    return tuple(_alike(row, telephones, emails) for row in rows)


def _keys(screening_id: str) -> tuple[Sequence[str], Sequence[str]]:
    """The keys by which a case can be found: those that are kept with it, and those by other sealing keys."""
    row = db.session.get_one(Screening, screening_id)
    left = _contact(row)
    telephones = {row.telephone_key, *telephone_keys(str(left.get("telephone") or ""))}
    emails = {row.email_key, *email_keys(str(left.get("email") or ""))}
    return [key for key in telephones if key], [key for key in emails if key]


def _alike(row: Screening, telephones: Sequence[str], emails: Sequence[str]) -> Alike:
    return Alike(
        reference=row.reference,
        flow_digest=row.flow_digest,
        outcome=row.outcome or "",
        urgency=row.urgency or "",
        status=row.status,
        queued_at=row.queued_at or row.created_at,
        telephone=row.telephone_key in telephones,
        email=row.email_key in emails,
        name=str(_contact(row).get("name") or ""),
    )


def _contact(row: Screening) -> Mapping[str, Any]:
    """One that cannot be opened must not take the case's page away."""
    try:
        left: Mapping[str, Any] = (
            sealing().open(row.sealed_contact, place_of(row.id, "contact")) if row.sealed_contact else {}
        )
    except SealError:
        return {}
    return left
