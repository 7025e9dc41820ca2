"""The security keys of staff, as plain functions and values. Callers commit."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update

from screener.store.models import db
from screener.store.models_desk import WebAuthn

USAGE = "secondary"
"""Beside a password, as Flask-Security calls it."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """One key: what its owner calls it, and what proves it. `public_key` is as the key gave it, in CBOR."""

    id: int
    name: str
    credential_id: bytes
    public_key: bytes
    uses: int
    """As the key counts them itself; some always say 0."""
    added_at: datetime
    used_at: datetime


def of(staff_id: int) -> list[StoredKey]:
    """Somebody's keys, the oldest first."""
    rows = db.session.scalars(select(WebAuthn).where(WebAuthn.user_id == staff_id).order_by(WebAuthn.id))
    return [_value(row) for row in rows]


def count(staff_id: int) -> int:
    return db.session.scalar(select(func.count()).where(WebAuthn.user_id == staff_id)) or 0


def is_known(credential_id: bytes) -> bool:
    """Whether anybody has this key already."""
    return db.session.scalar(select(WebAuthn.id).where(WebAuthn.credential_id == credential_id)) is not None


def add(staff_id: int, name: str, credential_id: bytes, public_key: bytes, uses: int, now: datetime) -> None:
    db.session.add(
        WebAuthn(
            user_id=staff_id,
            name=name,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=uses,
            transports=[],
            backup_state=False,
            device_type="",
            create_datetime=_kept(now),
            lastuse_datetime=_kept(now),
            usage=USAGE,
        )
    )


def used(key_id: int, uses: int, before: datetime, now: datetime) -> bool:
    """Keep that it was used; False where somebody else was faster: of two that send the same proof, one passes."""
    done = db.session.execute(
        update(WebAuthn)
        .where(WebAuthn.id == key_id, WebAuthn.lastuse_datetime == _kept(before))
        .values(sign_count=uses, lastuse_datetime=_kept(now))
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def remove(staff_id: int, key_id: int) -> bool:
    """Forget one of somebody's keys; whether there was one."""
    mine = (WebAuthn.id == key_id, WebAuthn.user_id == staff_id)
    return bool(db.session.execute(delete(WebAuthn).where(*mine)).rowcount)  # type: ignore[attr-defined]


def remove_all(staff_id: int) -> None:
    db.session.execute(delete(WebAuthn).where(WebAuthn.user_id == staff_id))


def _value(row: WebAuthn) -> StoredKey:
    added, last = (at.replace(tzinfo=UTC) for at in (row.create_datetime, row.lastuse_datetime))
    return StoredKey(row.id, row.name, row.credential_id, row.public_key, row.sign_count or 0, added, last)


def _kept(at: datetime) -> datetime:
    """These columns are Flask-Security's own, without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None)
