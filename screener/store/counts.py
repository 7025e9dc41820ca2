"""Counts by day, as plain functions and values. Callers commit, with what is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from screener.store.models import FlowVersion, db
from screener.store.models_desk import DailyCount

KEY = ("day", "flow_digest", "language", "measure", "name", "bucket")


class OneMore(NamedTuple):
    """How many more of something."""

    measure: str
    name: str
    bucket: int
    number: int


@dataclass(frozen=True, slots=True)
class Between:
    """Which days to sum, both included, and of which flow versions and languages; empty for all."""

    first: date
    last: date
    flow_digests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def add(day: date, flow_digest: str, language: str, counts: Iterable[OneMore]) -> None:
    """Add to a day's counts. Rows go in order, so that two at once never wait for each other."""
    summed: dict[tuple[str, str, int], int] = {}
    for one in counts:
        key = (one.measure, one.name[:60], one.bucket)
        summed[key] = summed.get(key, 0) + one.number
    rows = [
        dict(zip(KEY, (day, flow_digest, language, *key), strict=True), number=number)
        for key, number in sorted(summed.items())
        if number
    ]
    if not rows:
        return
    db.session.connection().execute(_more(db.session.get_bind().dialect.name), rows)


@cache
def _more(dialect: str) -> Any:
    """The statement that adds one row. Built once, and for one row at a time: with all rows in it, it would be compiled
    anew for each reply."""
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(DailyCount.__table__)
    return statement.on_conflict_do_update(
        index_elements=KEY, set_={"number": DailyCount.__table__.c.number + statement.excluded.number}
    )


def sums(between: Between, measure: str) -> dict[tuple[str, int], int]:
    """How often something happened, by name and bucket."""
    query = select(DailyCount.name, DailyCount.bucket, func.sum(DailyCount.number)).group_by(
        DailyCount.name, DailyCount.bucket
    )
    rows = _rows(query, between, measure)
    return {(name, bucket): int(number) for name, bucket, number in rows}


def by_day(between: Between, measure: str) -> dict[tuple[date, str], int]:
    """How often something happened, by day and name."""
    query = select(DailyCount.day, DailyCount.name, func.sum(DailyCount.number)).group_by(
        DailyCount.day, DailyCount.name
    )
    rows = _rows(query, between, measure)
    return {(day, name): int(number) for day, name, number in rows}


def by_language(between: Between, measure: str) -> dict[str, int]:
    """How often something happened, by language."""
    query = select(DailyCount.language, func.sum(DailyCount.number)).group_by(DailyCount.language)
    rows = _rows(query, between, measure)
    return {language: int(number) for language, number in rows}


def versions_of(flow_id: str) -> tuple[str, ...]:
    """Every version of one flow that is kept here."""
    return tuple(db.session.scalars(select(FlowVersion.digest).where(FlowVersion.flow_id == flow_id)))


def _rows(query: Any, between: Between, measure: str) -> Sequence[Any]:
    """The rows of a query of one measure, within those days, versions and languages."""
    query = query.where(DailyCount.measure == measure)
    query = query.where(DailyCount.day >= between.first, DailyCount.day <= between.last)
    if between.flow_digests:
        query = query.where(DailyCount.flow_digest.in_(between.flow_digests))
    if between.languages:
        query = query.where(DailyCount.language.in_(between.languages))
    return db.session.execute(query).all()
