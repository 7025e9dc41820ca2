"""The record of who did what, as plain functions and values: appended, never changed. Callers commit.

Each entry's hash is over what it says and over the hash of the one before, so that one that was changed or taken out
shows. The number one after another shows a gap.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, Table, func, insert, or_, select, text
from sqlalchemy.orm import scoped_session

from screener.store.models import db
from screener.store.models_desk import AuditEntry

TABLE: Final = cast(Table, AuditEntry.__table__)
FIRST: Final = "0" * 64
"""What the first entry names as the one before."""
PAGE_SIZE: Final = 100
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
    _append(entry, db.session)


def append_alone(entry: Entry) -> None:
    """Keep one entry at once, in a transaction of its own, before what it tells of is read and shown."""
    with db.engine.begin() as own:
        _append(entry, own)


def _append(entry: Entry, session: Connection | scoped_session[Any]) -> None:
    if db.engine.dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_WRITER})
    last = session.execute(select(TABLE.c.number, TABLE.c.hash).order_by(TABLE.c.number.desc()).limit(1)).first()
    number, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    row = {"number": number, "previous": previous, "hash": hash_of(number, entry, previous), **asdict(entry)}
    session.execute(insert(TABLE).values(row))


def hash_of(number: int, entry: Entry, previous: str) -> str:
    """SHA-256 over everything that an entry says, its number, and the hash of the one before. The time in UTC, as it is
    kept, whatever zone it was told in."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [number, at, *list(asdict(entry).values())[1:], previous]
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


@dataclass(frozen=True, slots=True)
class Search:
    """Which entries to list; what is empty leaves none out. Times are included."""

    who: str = ""
    address: str = ""
    reference: str = ""
    action: str = ""
    """As it is written, or the part before its dot."""
    first: datetime | None = None
    last: datetime | None = None


def found(search: Search, before: int | None = None, size: int = PAGE_SIZE) -> list[StoredEntry]:
    """Entries, the newest first; those before a number, for the next page."""
    query = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(size)
    if before is not None:
        query = query.where(AuditEntry.number < before)
    return [stored(row) for row in db.session.scalars(query.where(*_fitting(search)))]


def _fitting(search: Search) -> list[ColumnElement[bool]]:
    """The conditions of a search."""
    conditions: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (AuditEntry.who, search.who.strip().lower()),
            (AuditEntry.address, search.address.strip()),
            (AuditEntry.reference, search.reference.strip().upper()),
        )
        if value
    ]
    if search.action:
        conditions.append(or_(AuditEntry.action == search.action, AuditEntry.action.startswith(f"{search.action}.")))
    if search.first is not None:
        conditions.append(AuditEntry.at >= search.first)
    if search.last is not None:
        conditions.append(AuditEntry.at <= search.last)
    return conditions


def about(reference: str) -> list[StoredEntry]:
    """Every entry about one screening, the oldest first."""
    query = select(AuditEntry).where(AuditEntry.reference == reference).order_by(AuditEntry.number)
    return [stored(row) for row in db.session.scalars(query)]


@dataclass(frozen=True, slots=True)
class Opened:
    """A screening that was opened: how often, and when first and last."""

    reference: str
    times: int
    first: datetime
    last: datetime


def opened(search: Search) -> list[Opened]:
    """Which screenings the entries that fit are about, the one opened last first: what a breach may have shown."""
    last = func.max(AuditEntry.at)
    query = (
        select(AuditEntry.reference, func.count(), func.min(AuditEntry.at), last)
        .where(AuditEntry.reference != "", *_fitting(search))
        .group_by(AuditEntry.reference)
        .order_by(last.desc(), AuditEntry.reference)
    )
    return [Opened(*row) for row in db.session.execute(query)]


def times(search: Search) -> int:
    """How many entries fit."""
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(*_fitting(search))) or 0


def newest() -> StoredEntry | None:
    """The last entry, whose number and hash tell whether any after an earlier look were cut off."""
    row = db.session.scalar(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
    return None if row is None else stored(row)
