"""What was changed of the clinic's facts at the desk, as plain functions and values. Callers commit."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from screener.store.models import User, db
from screener.store.models_desk import SettingChange


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what, to which value (None: emptied), when, by whom."""

    name: str
    value: Any
    at: datetime
    who: str


def add(name: str, value: Any, staff_id: int, now: datetime) -> None:
    """Keep one change. Earlier ones stay."""
    db.session.add(SettingChange(name=name, value=json.dumps(value), at=now, staff_id=staff_id))


def history() -> list[Change]:
    """Every change, the newest first."""
    rows = db.session.execute(
        select(SettingChange, User.email)
        .outerjoin(User, User.id == SettingChange.staff_id)
        .order_by(SettingChange.id.desc())
    )
    return [Change(row.name, json.loads(row.value), row.at, email or "") for row, email in rows]


def in_force() -> dict[str, Any]:
    """The newest value of each fact that was changed, on a connection of its own: it may be asked for in the middle of
    anything, and waits for nobody."""
    newest = select(func.max(SettingChange.id)).group_by(SettingChange.name)
    with db.engine.connect().execution_options(read_only=True) as connection:
        rows = connection.execute(
            select(SettingChange.name, SettingChange.value).where(SettingChange.id.in_(newest))
        ).all()
    return {name: json.loads(value) for name, value in rows}
