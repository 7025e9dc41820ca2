"""How many stand in the lists of the queue, and how many have come since. Neither counts over the table.

Each count follows an index and stops beyond so many: staff need to know that there are many, not that there are 4,312.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import BindParameter, ScalarSelect, Select, bindparam, func, literal, select, union

from screener.store.models import UtcTime, db
from screener.store.queue import ORDERS, ROW, Order, at_this_time

MOST_COUNTED: Final = 200
"""What is more is shown as "200+"."""
LISTS_COUNTED: Final = {"reached": "newest", "anonymous": "newest", "snoozed": "back"}
"""With the order whose index is counted along."""
ARRIVALS: Final = (
    ORDERS["waiting"]["newest"],
    Order("waiting", (ROW.contact_at,), newest_first=True),
)
"""How somebody comes to wait: by their answers, or by leaving how to reach them."""
BEFORE_ALL: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait, by tier, and stand in the other lists; and the newest times among those who wait."""

    tiers: tuple[int, ...]
    late: int
    lists: Mapping[str, int]
    newest: tuple[datetime | None, datetime | None]


def counts(now: datetime) -> Counts:
    """How many stand in each list, as far as that is counted, in one question to the database."""
    row: Any = db.session.execute(_question(MOST_COUNTED + 1), {"now": now}).one()
    return Counts(tuple(row[:4]), row[4], dict(zip(LISTS_COUNTED, row[5:8], strict=True)), (row[8], row[9]))


@cache
def _question(most: int) -> Select[*tuple[Any, ...]]:
    """The same each time but for the time: putting it together takes longer than answering it.

    Who is late is counted in no order: PostgreSQL would sort all of them by another index.
    """
    now = bindparam("now", type_=UtcTime())
    tiers = [_counted(_in("waiting", "urgency", now).where(ROW.tier == tier), most) for tier in range(4)]
    late = _counted(_in("waiting", "due", now).where(ROW.due_at < now).order_by(None), most)
    lists = [_counted(_in(name, order, now), most) for name, order in LISTS_COUNTED.items()]
    newest = [order.of(order.columns[0]).limit(1).scalar_subquery() for order in ARRIVALS]
    return select(*tiers, late, *lists, *newest)


def news(newest: tuple[datetime | None, datetime | None]) -> int:
    """How many have come to wait since those were the newest: by their answers, or by leaving how to reach them."""
    arrived = [
        order.of(ROW.id).where(order.columns[0] > (moment or BEFORE_ALL)).limit(MOST_COUNTED + 1).subquery()
        for order, moment in zip(ARRIVALS, newest, strict=True)
    ]
    each_once = union(*(select(one) for one in arrived)).subquery()
    return int(db.session.scalar(select(func.count()).select_from(each_once)) or 0)


def _in(name: str, order: str, now: BindParameter[datetime]) -> Select[*tuple[Any, ...]]:
    return ORDERS[name][order].of(literal(1)).where(*at_this_time(name, now))


def _counted(query: Select[*tuple[Any, ...]], most: int) -> ScalarSelect[int]:
    return select(func.count()).select_from(query.limit(most).subquery()).scalar_subquery()
