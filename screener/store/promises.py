"""By when somebody is to be reached, kept with their screening, as plain functions. Callers decide when, and commit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, update

from screener.store.models import Screening, db


def start(screening_id: str, due_at: datetime) -> None:
    """A promise runs until then. Who has one stands in the queue, also where their case was put off."""
    _set(screening_id, due_at=due_at, snoozed_until=None)


@dataclass(frozen=True, slots=True)
class Waited:
    """Whose wait has ended: the urgency, how long it was, and what it is counted under."""

    urgency: str
    time: timedelta
    flow_digest: str
    language: str


def reached(screening_id: str, now: datetime) -> Waited | None:
    """Staff reached the person: the promise is kept. How long they had waited, where it is the first time."""
    row = db.session.get_one(Screening, screening_id)
    since = max((at for at in (row.queued_at, row.contact_at) if at), default=None)
    first = row.reached_at is None and since is not None
    waited = Waited(row.urgency or "", now - since, row.flow_digest, row.language) if first and since else None
    _set(screening_id, due_at=None, reached_at=func.coalesce(Screening.reached_at, now))
    return waited


def end(screening_id: str) -> None:
    """The case is closed: nobody is promised anything any more."""
    _set(screening_id, due_at=None)


def resume(screening_id: str, now: datetime) -> None:
    """The case is open again. Whoever left a way to be reached, and never was, has waited since: they are due now."""
    never = (Screening.contact_at.is_not(None), Screening.reached_at.is_(None), Screening.due_at.is_(None))
    db.session.execute(update(Screening).where(Screening.id == screening_id, *never).values(due_at=now))


def put_off(screening_id: str, until: datetime, due_at: datetime) -> None:
    """The case stands in no open list until then; a promise that runs is kept after that."""
    _set(screening_id, snoozed_until=until, due_at=case((Screening.due_at.is_(None), None), else_=due_at))


def take_up(screening_id: str) -> None:
    """The case is not put off any more."""
    _set(screening_id, snoozed_until=None)


def _set(screening_id: str, **values: Any) -> None:
    db.session.execute(update(Screening).where(Screening.id == screening_id).values(**values))
