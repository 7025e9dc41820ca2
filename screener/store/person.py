"""All that is kept of one screening, opened, as plain values: for the person whom it is about."""

from datetime import datetime
from typing import Any

from sqlalchemy import inspect

from screener.store import appointments, audit, same_contact
from screener.store.cases import steps_of
from screener.store.database import sealing
from screener.store.models import Screening, db
from screener.store.screenings import opened, place_of

SECRET = ("token_hash", "resume_hash", "telephone_key", "email_key")
"""What opens or finds it, and tells nothing."""


def everything(screening_id: str) -> dict[str, Any]:
    """Everything, in the clear: keep it out of logs."""
    row = db.session.get_one(Screening, screening_id)
    stored = opened(row)
    booked = appointments.of(screening_id)
    return {
        "screening": _columns(row),
        "contact": stored.contact,
        "flags": _unsealed(row.sealed_flags, row.id, "flags"),
        "on_hold_because": _unsealed(row.sealed_hold, row.id, "hold"),
        "turns": [{"number": one.number, "at": _plain(one.at), **one.content} for one in stored.turns],
        "review": [
            {"at": _plain(step.at), "step": step.step, "status": step.status, "reason": step.reason, "note": step.note}
            for step in steps_of(screening_id)
        ],
        "appointment": None
        if booked is None
        else {**appointments.plain(booked.appointment), "changes": booked.sequence, "written_at": _plain(booked.at)},
        "opened_by": [
            {"at": _plain(one.entry.at), "who": one.entry.who, "action": one.entry.action}
            for one in audit.about(row.reference)
        ],
        "same_telephone_or_email": [alike.reference for alike in same_contact.of(screening_id)],
    }


def _columns(row: Screening) -> dict[str, Any]:
    names = [column.key for column in inspect(Screening).column_attrs]
    kept = [name for name in names if not name.startswith("sealed_") and name not in SECRET]
    return {name: _plain(getattr(row, name)) for name in kept}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _unsealed(sealed: bytes | None, screening_id: str, column: str) -> Any:
    return sealing().open(sealed, place_of(screening_id, column)) if sealed else None
