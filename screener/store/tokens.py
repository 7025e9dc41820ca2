"""Tokens for other programs as they are kept, as plain functions and values. Callers commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from screener.store.models import User, db
from screener.store.models_desk import ApiToken


@dataclass(frozen=True, slots=True)
class StoredToken:
    """One token. What it opens things with is not kept, only its hash."""

    id: int
    name: str
    scopes: frozenset[str]
    made_by: str
    made_at: datetime
    until: datetime
    used_at: datetime | None
    ended_at: datetime | None

    def stands(self, now: datetime) -> bool:
        """Whether it opens anything still."""
        return self.ended_at is None and now < self.until


def add(token_hash: str, name: str, scopes: Sequence[str], made_by: int | None, now: datetime, until: datetime) -> None:
    db.session.add(
        ApiToken(token_hash=token_hash, name=name, scopes=" ".join(scopes), made_by=made_by, made_at=now, until=until)
    )


def use(token_hash: str, now: datetime) -> StoredToken | None:
    """The token with this hash, whether it stands or not; that it was used is kept at once where it does."""
    with Session(db.engine) as own:
        row = own.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash))
        if row is None:
            return None
        found = _value(row, "")
        if found.stands(now):
            row.used_at = now
            own.commit()
        return found


def listed() -> list[StoredToken]:
    """Every token that was made, the newest first."""
    rows = db.session.execute(
        select(ApiToken, User.email).outerjoin(User, User.id == ApiToken.made_by).order_by(ApiToken.id.desc())
    )
    return [_value(row, email or "the command line") for row, email in rows]


def end(token_id: int, now: datetime) -> str | None:
    """Take a token back; its name, or None where no such token stood."""
    ended = db.session.execute(
        update(ApiToken).where(ApiToken.id == token_id, ApiToken.ended_at.is_(None)).values(ended_at=now)
    )
    assert isinstance(ended, CursorResult)
    return db.session.scalar(select(ApiToken.name).where(ApiToken.id == token_id)) if ended.rowcount else None


def _value(row: ApiToken, made_by: str) -> StoredToken:
    scopes = frozenset(row.scopes.split())
    return StoredToken(row.id, row.name, scopes, made_by, row.made_at, row.until, row.used_at, row.ended_at)
