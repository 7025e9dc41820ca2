"""Mail that waits to be sent, as plain functions and values. Callers commit, with what a mail tells of."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update

from screener.store.database import insert_new, sealing
from screener.store.models import db
from screener.store.models_desk import OutboxMail

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long until the next try, after each that failed; after the last of them it is given up."""

SEALED: Final = "sealed"
FOR_PROGRAMS: Final = "webhook"
"""The kind of what goes to other programs rather than to people."""


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """One mail to one person, claimed by whoever sends it."""

    id: int
    key: str
    kind: str
    recipient: str = field(repr=False)
    details: Mapping[str, Any] = field(repr=False)
    tries: int


def put(
    kind: str,
    key: str,
    recipient: str,
    details: Mapping[str, Any],
    now: datetime,
    staff_id: int | None,
    secret: Mapping[str, str] | None = None,
) -> None:
    """Write one mail. One of the same key is there already where this was told before: then nothing is written.

    `details` are references, counts and links: never an answer, a name or a number of a visitor. `secret` is what only
    the recipient may read, such as a link that lets in: it is kept sealed.
    """
    insert_new(
        OutboxMail,
        "key",
        key=key,
        kind=kind,
        staff_id=staff_id,
        recipient=recipient,
        details=json.dumps({**details, **({SEALED: _seal(secret, key)} if secret else {})}, sort_keys=True),
        created_at=now,
        next_try_at=now,
    )


def claim(now: datetime, lease: timedelta, *, for_programs: bool = False) -> WaitingMail | None:
    """The mail, or the message to another program, that has waited longest, kept from others for as long as the lease:
    whoever dies with it in hand is followed by the next one after that. The caller commits before sending."""
    waiting = db.session.execute(
        select(OutboxMail)
        .where(OutboxMail.next_try_at <= now, (OutboxMail.kind == FOR_PROGRAMS) == for_programs)
        .order_by(OutboxMail.next_try_at, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).scalar_one_or_none()
    if waiting is None:
        return None
    waiting.next_try_at = now + lease
    waiting.tries += 1
    details = _opened(json.loads(waiting.details), waiting.key)
    return WaitingMail(waiting.id, waiting.key, waiting.kind, waiting.recipient, details, waiting.tries)


def sent(mail: WaitingMail, now: datetime) -> None:
    _settle(mail, sent_at=now, next_try_at=None, problem=None)


def failed(mail: WaitingMail, problem: str, now: datetime) -> None:
    """Try again later, or give up. `problem` names the kind of error, never a person."""
    more = mail.tries <= len(WAITS)
    _settle(mail, problem=problem[:200], next_try_at=now + WAITS[mail.tries - 1] if more else None)


def waiting_since() -> datetime | None:
    """When the oldest mail that still waits was written."""
    return db.session.scalar(select(func.min(OutboxMail.created_at)).where(OutboxMail.next_try_at.is_not(None)))


def _settle(mail: WaitingMail, **values: Any) -> None:
    db.session.execute(update(OutboxMail).where(OutboxMail.id == mail.id).values(**values))


def _seal(secret: Mapping[str, str], key: str) -> str:
    return base64.b64encode(sealing().seal(dict(secret), place_of(key))).decode()


def _opened(details: dict[str, Any], key: str) -> dict[str, Any]:
    sealed = details.pop(SEALED, None)
    return {**details, **sealing().open(base64.b64decode(sealed), place_of(key))} if sealed else details


def place_of(key: str) -> str:
    """What is sealed in a mail is bound to."""
    return f"outbox_mail/{key}/details"
