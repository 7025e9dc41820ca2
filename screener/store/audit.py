"""The record of who did what, as plain functions and values: appended, never changed. Callers commit.

Each entry's hash is over what it says and over the hash of the one before, so that one that was changed or taken out
shows. The number one after another shows a gap.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text

from screener.store.models import db
from screener.store.models_desk import AuditEntry

FIRST: Final = "0" * 64
"""What the first entry names as the one before."""
ONE_WRITER: Final = 0x5C7EE7ED
"""PostgreSQL's lock that lets one writer in at a time; SQLite does so by itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when, from where, to whose screening."""

    at: datetime
    action: str
    staff_id: int | None = None
    who: str = ""
    address: str = ""
    reference: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it was kept, with its place in the chain."""

    number: int
    entry: Entry
    previous: str
    hash: str

    @property
    def fits(self) -> bool:
        """Whether the hash is that of what the entry says."""
        return self.hash == hash_of(self.number, self.entry, self.previous)


def append(entry: Entry) -> None:
    """Keep one entry, in the caller's transaction: what it tells of is not done without it."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_WRITER})
    last = db.session.execute(
        select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc()).limit(1)
    ).first()
    number, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    db.session.add(AuditEntry(number=number, previous=previous, hash=hash_of(number, entry, previous), **asdict(entry)))
    db.session.flush()


def hash_of(number: int, entry: Entry, previous: str) -> str:
    """SHA-256 over everything that an entry says, its number, and the hash of the one before."""
    said = [number, entry.at.isoformat(timespec="microseconds"), *list(asdict(entry).values())[1:], previous]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def entries(after: int = 0) -> Iterator[StoredEntry]:
    """Every entry with a higher number, oldest first, a batch at a time."""
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.number > after).order_by(AuditEntry.number).execution_options(yield_per=500)
    )
    return (stored(row) for row in rows)


def stored(row: AuditEntry) -> StoredEntry:
    entry = Entry(row.at, row.action, row.staff_id, row.who, row.address, row.reference, row.detail)
    return StoredEntry(row.number, entry, row.previous, row.hash)
