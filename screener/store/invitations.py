"""Invitations as they are kept, as plain functions and values. Callers commit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, delete, select, update

from screener.store.models import db
from screener.store.models_desk import Invitation


@dataclass(frozen=True, slots=True)
class StoredInvitation:
    """One that can still be used."""

    email: str
    role: str
    until: datetime


def add(token_hash: str, email: str, role: str, invited_by: int, now: datetime, until: datetime) -> None:
    db.session.add(
        Invitation(token_hash=token_hash, email=email, role=role, invited_by=invited_by, created_at=now, until=until)
    )


def standing(token_hash: str, now: datetime) -> StoredInvitation | None:
    """The invitation of this token, unless it was used or is past its time."""
    row = db.session.get(Invitation, token_hash)
    return _value(row) if row is not None and row.used_at is None and now < row.until else None


def use(token_hash: str, now: datetime) -> bool:
    """Mark it as used; False where it was."""
    used = db.session.execute(
        update(Invitation).where(Invitation.token_hash == token_hash, Invitation.used_at.is_(None)).values(used_at=now)
    )
    assert isinstance(used, CursorResult)
    return used.rowcount == 1


def withdraw(email: str) -> bool:
    """Forget those for this e-mail that were not used; whether there were any."""
    gone = db.session.execute(delete(Invitation).where(Invitation.email == email, Invitation.used_at.is_(None)))
    assert isinstance(gone, CursorResult)
    return gone.rowcount > 0


def waiting(now: datetime) -> list[StoredInvitation]:
    """Those that can still be used, the next to expire first."""
    rows = db.session.scalars(
        select(Invitation).where(Invitation.used_at.is_(None), Invitation.until > now).order_by(Invitation.until)
    )
    return [_value(row) for row in rows]


def _value(row: Invitation) -> StoredInvitation:
    return StoredInvitation(row.email, row.role, row.until)
