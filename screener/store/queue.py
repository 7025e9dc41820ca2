"""The queue, as plain functions and values: its lists a page at a time, finding, whose a case is. Callers commit.

Each list has its orders, and an index for each. A page is read from where the one before ended, so that the thousandth
costs what the first does; where filters leave most cases out, it stops after looking through so many and says so.
"""

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final, cast

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Row,
    Select,
    Table,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)

from screener.store.database import sealing
from screener.store.models import LISTS, Screening, User, db
from screener.store.screenings import place_of
from screener.store.sealing import SealError

ROWS: Final = cast(Table, Screening.__table__)
ROW: Final = ROWS.c
STAFF: Final = cast(Table, User.__table__).c
"""The tables themselves: lines are only read, and what looks after changes to them takes longer than the database."""
PAGE_SIZE: Final = 40
LOOKED_THROUGH: Final = 750
"""Cases looked through for one page."""
LONGEST_REFERENCE: Final = 12

Position = tuple[Any, ...]
"""Where a page ended: what its last case is sorted by."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, the reference last."""

    list: str
    columns: tuple[Column[Any], ...]
    newest_first: bool = False

    @cache  # noqa: B019 (there are as many as lists have orders)
    def of(self, *columns: Any) -> Select[*tuple[Any, ...]]:
        """A query over the list, in this order: in the very words of an index, so that both databases use it."""
        return select(*columns).select_from(ROWS).where(text(LISTS[self.list])).order_by(*self.by())

    @property
    def keys(self) -> tuple[Column[Any], ...]:
        return (*self.columns, ROW.reference)

    def by(self) -> Sequence[ColumnElement[Any]]:
        return [column.desc() if self.newest_first else column.asc() for column in self.keys]

    def beyond(self, position: Position) -> ColumnElement[bool]:
        return self._compared(position, operator.lt if self.newest_first else operator.gt)

    def up_to(self, position: Position) -> ColumnElement[bool]:
        return self._compared(position, operator.ge if self.newest_first else operator.le)

    def _compared(self, position: Position, how: Callable[[Any, Any], ColumnElement[bool]]) -> ColumnElement[bool]:
        there = (literal(value, key.type) for value, key in zip(position, self.keys, strict=True))
        return how(tuple_(*self.keys), tuple_(*there))


def _by_time(name: str) -> dict[str, Order]:
    return {
        "newest": Order(name, (ROW.queued_at,), newest_first=True),
        "oldest": Order(name, (ROW.queued_at,)),
    }


def _by_urgency(name: str) -> dict[str, Order]:
    return {"urgency": Order(name, (ROW.tier, ROW.queued_at)), **_by_time(name)}


ORDERS: Final[Mapping[str, Mapping[str, Order]]] = {
    "waiting": {
        "urgency": Order("waiting", (ROW.tier, ROW.due_at)),
        "due": Order("waiting", (ROW.due_at,)),
        "newest": Order("waiting", (ROW.queued_at,), newest_first=True),
    },
    "reached": _by_urgency("reached"),
    "anonymous": _by_urgency("anonymous"),
    "snoozed": {"back": Order("snoozed", (ROW.snoozed_until,))},
    "done": _by_time("done"),
    "all": _by_time("all"),
}
"""The lists and their orders; the first is the usual one."""
OPEN_LISTS: Final = ("waiting", "reached", "anonymous")
"""Lists that a case leaves while it is put off."""
SHOWN: Final = (
    ROW.id,
    ROW.reference,
    ROW.flow_digest,
    ROW.outcome,
    ROW.urgency,
    ROW.tier,
    ROW.status,
    ROW.place,
    ROW.queued_at,
    ROW.due_at,
    ROW.snoozed_until,
    ROW.assigned_to,
    ROW.sealed_flags,
    ROW.sealed_contact,
)
"""What a line of the queue is made of."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases to list, and in which order. What is empty leaves none out."""

    list: str = "waiting"
    sort: str = ""
    tier: int | None = None
    status: str = ""
    outcome: str = ""
    place: str = ""
    assigned: int | None = None
    """0: to nobody."""
    late: bool = False

    @property
    def order(self) -> Order:
        orders = ORDERS[self.list]
        return orders[self.sort or next(iter(orders))]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case in the queue."""

    reference: str
    flow_digest: str
    outcome: str
    urgency: str
    status: str
    place: str | None
    queued_at: datetime
    due_at: datetime | None
    snoozed_until: datetime | None
    assigned_to: int | None
    flags: tuple[str, ...] = field(repr=False)
    contact: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some of the cases of a list, and where the next page begins; None after the last."""

    rows: tuple[QueueRow, ...]
    next: Position | None = None
    stopped: bool = False
    """Whether filters left out so many that looking stopped before this page was full."""


# --- A page ---------------------------------------------------------------------------------------------------------


def page(filters: Filters, now: datetime, after: Position | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """One page of a list, from where the one before ended."""
    order, within = filters.order, _within(filters, after)
    narrow = _narrow(filters, now)
    end = _window_end(order, within) if narrow else None
    query = order.of(*SHOWN).where(*within, *narrow, *at_this_time(filters.list, now))
    if end is not None:
        query = query.where(order.up_to(end))
    rows = db.session.execute(query.limit(size + 1)).all()
    if len(rows) > size:
        return QueuePage(_opened(rows[:size]), tuple(getattr(rows[size - 1], key.key) for key in order.keys))
    return QueuePage(_opened(rows), end, stopped=end is not None)


def _within(filters: Filters, after: Position | None) -> list[ColumnElement[bool]]:
    """What an index answers by itself."""
    conditions = [] if filters.tier is None else [ROW.tier == filters.tier]
    return conditions if after is None else [*conditions, filters.order.beyond(after)]


def _narrow(filters: Filters, now: datetime) -> list[ColumnElement[bool]]:
    """What has to be looked up case by case."""
    wanted = (
        (ROW.status, filters.status),
        (ROW.outcome, filters.outcome),
        (ROW.place, filters.place),
    )
    conditions: list[ColumnElement[bool]] = [column == value for column, value in wanted if value]
    if filters.assigned is not None:
        conditions.append(ROW.assigned_to.is_not_distinct_from(filters.assigned or None))
    if filters.late:
        conditions.append(ROW.due_at < now)
    return conditions


def at_this_time(name: str, now: datetime | BindParameter[datetime]) -> list[ColumnElement[bool]]:
    """A case that is put off stands in no other open list, and comes back by itself."""
    if name == "snoozed":
        return [ROW.snoozed_until > now]
    return [or_(ROW.snoozed_until.is_(None), ROW.snoozed_until <= now)] if name in OPEN_LISTS else []


def _window_end(order: Order, within: Sequence[ColumnElement[bool]]) -> Position | None:
    """The last case to be looked through for this page; None where the list ends before."""
    window = order.of(*order.keys).where(*within).limit(LOOKED_THROUGH).subquery()
    last = [column.asc() if order.newest_first else column.desc() for column in window.c]
    found = db.session.execute(select(*window.c, func.count().over()).order_by(*last).limit(1)).first()
    return tuple(found[:-1]) if found and found[-1] == LOOKED_THROUGH else None


# --- Finding --------------------------------------------------------------------------------------------------------


def by_reference(beginning: str) -> tuple[QueueRow, ...]:
    """The cases, whatever their status, whose reference begins so. Spelled as it is stored: capitals and digits."""
    end = beginning.ljust(LONGEST_REFERENCE, "Z")  # a range and not LIKE, for which no index serves
    within = ROW.reference.between(beginning, end)
    return _found(select(*SHOWN).where(within, ROW.queued_at.is_not(None)).order_by(ROW.reference))


def by_contact(*, telephone: Collection[str] = (), email: Collection[str] = ()) -> tuple[QueueRow, ...]:
    """The cases of one of these telephone or e-mail keys, the newest first."""
    key = ROW.telephone_key.in_(telephone) if telephone else ROW.email_key.in_(email)
    wanted = select(*SHOWN).where(key, ROW.queued_at.is_not(None))
    return _found(wanted.order_by(ROW.queued_at.desc(), ROW.reference))


def _found(query: Select[*tuple[Any, ...]]) -> tuple[QueueRow, ...]:
    return _opened(db.session.execute(query.limit(PAGE_SIZE)).all())


def _opened(rows: Sequence[Row[Any]]) -> tuple[QueueRow, ...]:
    return tuple(
        QueueRow(
            reference=row.reference,
            flow_digest=row.flow_digest,
            outcome=row.outcome or "",
            urgency=row.urgency or "",
            status=row.status,
            place=row.place,
            queued_at=row.queued_at,
            due_at=row.due_at,
            snoozed_until=row.snoozed_until,
            assigned_to=row.assigned_to,
            flags=tuple(_unsealed(row.sealed_flags, row.id, "flags") or ()),
            contact=_unsealed(row.sealed_contact, row.id, "contact"),
        )
        for row in rows
    )


def _unsealed(sealed: bytes | None, screening_id: str, column: str) -> Any:
    """One case that cannot be opened must not take the whole queue away."""
    try:
        return sealing().open(sealed, place_of(screening_id, column)) if sealed else None
    except SealError:
        return None


# --- Whose case it is -----------------------------------------------------------------------------------------------


def staff_names() -> dict[int, str]:
    """Everybody to whom a case can be given, by e-mail."""
    rows = db.session.execute(select(STAFF.id, STAFF.email).where(STAFF.active).order_by(STAFF.email))
    return {row.id: row.email for row in rows}


def has(reference: str) -> bool:
    """Whether there is such a case."""
    found = select(Screening.id).where(Screening.reference == reference, Screening.queued_at.is_not(None))
    return db.session.scalar(found) is not None


def assigned(reference: str) -> int | None:
    """Whose case it is now."""
    return db.session.scalar(select(Screening.assigned_to).where(Screening.reference == reference))


def assign(reference: str, to: int | None, was: int | None) -> bool:
    """Give a case to somebody, or to nobody. False where it is no longer whose it was: then nothing is changed."""
    given = db.session.execute(
        update(Screening)
        .where(
            Screening.reference == reference,
            Screening.queued_at.is_not(None),
            Screening.assigned_to.is_not_distinct_from(was),
        )
        .values(assigned_to=to)
    )
    return bool(given.rowcount)  # type: ignore[attr-defined]
