"""Queues with their filters and order, kept by name, each person their own. Callers commit."""

from typing import Final

from sqlalchemy import delete as delete_rows
from sqlalchemy import select, update

from screener.store.models import db
from screener.store.models_desk import SavedView

MOST: Final = 20
"""Views of one person: as many as are found again at a glance."""
LONGEST_NAME: Final = 60


def of(staff_id: int) -> tuple[SavedView, ...]:
    """Somebody's views, by name."""
    wanted = select(SavedView).where(SavedView.staff_id == staff_id).order_by(SavedView.name, SavedView.id)
    return tuple(db.session.scalars(wanted))


def save(staff_id: int, name: str, query: str) -> bool:
    """Keep a view; it takes the place of one of the same name. False where there are as many as can be kept."""
    mine = SavedView.staff_id == staff_id
    if db.session.execute(update(SavedView).where(mine, SavedView.name == name).values(query=query)).rowcount:  # type: ignore[attr-defined]
        return True
    if len(of(staff_id)) >= MOST:
        return False
    db.session.add(SavedView(staff_id=staff_id, name=name, query=query))
    return True


def remove(staff_id: int, view_id: int) -> None:
    """Forget a view. Nobody else's can be."""
    db.session.execute(delete_rows(SavedView).where(SavedView.id == view_id, SavedView.staff_id == staff_id))
