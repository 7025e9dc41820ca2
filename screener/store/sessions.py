"""Sign-ins of staff, as plain functions and values. Callers commit, but for `saw`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from screener.store.models import db
from screener.store.models_desk import StaffSession

KEPT: Final = timedelta(days=30)
"""Older sign-ins of somebody are forgotten when they sign in anew; the record has them still."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in that was not ended: on what, from where, when."""

    id: str
    began_at: datetime
    seen_at: datetime
    address: str
    device: str


def begin(secret: str, staff_id: int, address: str, device: str, now: datetime) -> None:
    """Keep a sign-in. `secret` is what the cookie holds; its hash stands here."""
    db.session.execute(
        delete(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.began_at < now - KEPT)
    )
    db.session.add(
        StaffSession(
            id=id_of(secret), staff_id=staff_id, began_at=now, seen_at=now, address=address[:64], device=device[:120]
        )
    )


def id_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def standing(secret: str, staff_id: int) -> SignIn | None:
    """The sign-in that this secret belongs to, unless it was ended."""
    row = db.session.get(StaffSession, id_of(secret))
    return _value(row) if row is not None and row.staff_id == staff_id and row.ended_at is None else None


def saw(id: str, now: datetime) -> None:  # noqa: A002 (its name in the table)
    """Keep when it was last used, in a transaction of its own: the page's own only reads."""
    with Session(db.engine) as own:
        own.execute(update(StaffSession).where(StaffSession.id == id).values(seen_at=now))
        own.commit()


def open_of(staff_id: int, began: datetime, seen: datetime) -> list[SignIn]:
    """Somebody's sign-ins that were not ended and have not lapsed: begun and seen since; the latest first."""
    rows = db.session.scalars(
        select(StaffSession)
        .where(
            StaffSession.staff_id == staff_id,
            StaffSession.ended_at.is_(None),
            StaffSession.began_at >= began,
            StaffSession.seen_at >= seen,
        )
        .order_by(StaffSession.seen_at.desc())
    )
    return [_value(row) for row in rows]


def end(staff_id: int, id: str, now: datetime) -> int:  # noqa: A002
    """End one sign-in of somebody; how many that were."""
    return _end(now, StaffSession.staff_id == staff_id, StaffSession.id == id)


def end_all(staff_id: int, now: datetime, but: str = "") -> int:
    """End every sign-in of somebody, but for one where its id is given; how many that were."""
    return _end(now, StaffSession.staff_id == staff_id, StaffSession.id != but)


def last_began() -> Mapping[int, datetime]:
    """When each of the staff last signed in."""
    rows = db.session.execute(
        select(StaffSession.staff_id, func.max(StaffSession.began_at)).group_by(StaffSession.staff_id)
    )
    return {row[0]: row[1] for row in rows}


def _end(now: datetime, *of: Any) -> int:
    ended = db.session.execute(update(StaffSession).where(*of, StaffSession.ended_at.is_(None)).values(ended_at=now))
    assert isinstance(ended, CursorResult)
    return ended.rowcount


def _value(row: StaffSession) -> SignIn:
    return SignIn(row.id, row.began_at, row.seen_at, row.address, row.device)
