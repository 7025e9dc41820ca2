"""What mail to staff is about, and who wants it, as plain functions and values. Callers commit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select

from screener.store.models import Screening, User, db
from screener.store.models_desk import NotificationChoice

OPEN: Final = ("new", "in_review", "contacted", "booked")
TIERS: Final = ("emergency", "today", "days", "routine")


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case whose promise has passed."""

    id: str
    reference: str
    due_at: datetime


def overdue(now: datetime) -> list[Overdue]:
    """Open cases whose promised time has passed."""
    rows = db.session.execute(
        select(Screening.id, Screening.reference, Screening.due_at).where(
            Screening.due_at < now, Screening.status.in_(OPEN)
        )
    )
    return [Overdue(found, reference, due_at) for found, reference, due_at in rows if due_at]


def numbers(now: datetime, since: datetime) -> dict[str, int]:
    """How many open cases there are of each urgency, how many are late, and how many came since."""
    found = db.session.execute(
        select(Screening.urgency, func.count())
        .where(Screening.status.in_(OPEN), Screening.queued_at.is_not(None))
        .group_by(Screening.urgency)
    )
    open_now = {urgency: number for urgency, number in found if urgency}
    new = db.session.scalar(select(func.count()).where(Screening.queued_at >= since)) or 0
    return {tier: open_now.get(tier, 0) for tier in TIERS} | {"overdue": len(overdue(now)), "new": new}


def recipients(kind: str, usual: bool) -> list[tuple[int, str]]:
    """Who of those that can sign in gets this kind of mail: their ids and addresses."""
    wanted = NotificationChoice.wanted
    chosen = or_(wanted.is_(True), wanted.is_(None)) if usual else wanted.is_(True)
    rows = db.session.execute(
        select(User.id, User.email)
        .outerjoin(NotificationChoice, and_(NotificationChoice.staff_id == User.id, NotificationChoice.kind == kind))
        .where(User.active, chosen)
        .order_by(User.id)
    )
    return [(staff_id, email) for staff_id, email in rows]


def choices(staff_id: int) -> dict[str, bool]:
    """What somebody chose, of the kinds that they chose at all."""
    rows = db.session.execute(
        select(NotificationChoice.kind, NotificationChoice.wanted).where(NotificationChoice.staff_id == staff_id)
    )
    return {row.kind: row.wanted for row in rows}


def choose(staff_id: int, kind: str, wanted: bool) -> None:
    """Keep one choice in place of an earlier one."""
    db.session.merge(NotificationChoice(staff_id=staff_id, kind=kind, wanted=wanted))
