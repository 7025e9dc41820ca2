"""Cases as other programs look for them: by version, by when they were answered, by when they were changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from screener.store.models import Screening, db

Position = tuple[datetime, str]
"""Where a page ended: when the last one was changed, and its reference."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: from its first moment to just before `last`; None where it has no such end."""

    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """Which cases. What is empty leaves none out."""

    flow_id: str = ""
    digest_begins: str = ""
    authored: Sequence[Span] = field(default=())
    changed: Sequence[Span] = field(default=())


def page(search: Search, after: Position | None, size: int) -> tuple[list[str], Position | None]:
    """References of cases, those that changed first coming first, and where the next page begins. Whoever follows
    the pages to their end misses none that changes meanwhile."""
    query = select(Screening.updated_at, Screening.reference).where(*_conditions(search))
    if after is not None:
        at, reference = after
        same = and_(Screening.updated_at == at, Screening.reference > reference)
        query = query.where(or_(Screening.updated_at > at, same))
    rows = db.session.execute(query.order_by(Screening.updated_at, Screening.reference).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    return [row.reference for row in rows[:size]], (last.updated_at, last.reference) if last else None


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Screening.queued_at.is_not(None)]
    if search.flow_id:
        wanted.append(Screening.flow_id == search.flow_id)
    if search.digest_begins:
        wanted.append(Screening.flow_digest.startswith(search.digest_begins, autoescape=True))
    answered = func.coalesce(Screening.finished_at, Screening.updated_at)
    for spans, column in ((search.authored, answered), (search.changed, Screening.updated_at)):
        for span in spans:
            wanted += _within(span, column)
    return wanted


def _within(span: Span, column: InstrumentedAttribute[datetime] | ColumnElement[datetime]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if span.first is not None:
        found.append(column >= span.first)
    if span.last is not None:
        found.append(column < span.last)
    return found
