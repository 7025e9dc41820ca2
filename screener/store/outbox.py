"""Mail that waits to be sent, as plain functions and values. Callers commit, with what a mail tells of."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from screener.store.models import db
from screener.store.models_desk import OutboxMail


def put(kind: str, key: str, recipient: str, details: Mapping[str, Any], now: datetime, staff_id: int | None) -> None:
    """Write one mail. One of the same key is there already where this was told before: then nothing is written.

    `details` are references, counts and links: never an answer, a name or a number of a visitor.
    """
    if db.session.scalar(select(OutboxMail.id).where(OutboxMail.key == key)) is not None:
        return
    db.session.add(
        OutboxMail(
            key=key,
            kind=kind,
            staff_id=staff_id,
            recipient=recipient,
            details=json.dumps(dict(details), sort_keys=True),
            created_at=now,
            next_try_at=now,
        )
    )
