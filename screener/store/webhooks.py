"""Webhooks as they are kept, and what waits to be sent to them, as plain functions and values. Callers commit.

What is sent waits in the outbox beside the mail, so that it is written in the transaction that it tells of.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update

from screener.store.database import sealing
from screener.store.models import User, db
from screener.store.models_desk import OutboxMail, Webhook
from screener.store.outbox import FOR_PROGRAMS as KIND


@dataclass(frozen=True, slots=True)
class StoredWebhook:
    """One address that is told. The address and the secret are sealed where they are kept."""

    id: str
    name: str
    address: str = field(repr=False)
    secret: str = field(repr=False)
    made_by: str
    made_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message, sent, waiting or given up."""

    id: str
    to: str
    event: str
    reference: str
    at: datetime
    sent_at: datetime | None
    waits: bool
    problem: str


def add(name: str, address: str, secret: str, made_by: int | None, now: datetime) -> None:
    webhook_id = uuid.uuid4().hex
    sealed = sealing().seal({"address": address, "secret": secret}, place_of(webhook_id))
    db.session.add(Webhook(id=webhook_id, name=name, sealed_details=sealed, made_by=made_by, made_at=now))


def listed(*, standing: bool = False) -> list[StoredWebhook]:
    """Every webhook, the newest first, or those that stand still."""
    query = select(Webhook, User.email).outerjoin(User, User.id == Webhook.made_by).order_by(Webhook.made_at.desc())
    rows = db.session.execute(query.where(Webhook.ended_at.is_(None)) if standing else query)
    return [_value(row, email or "") for row, email in rows]


def standing_ids() -> list[str]:
    """Whom to tell."""
    return list(db.session.scalars(select(Webhook.id).where(Webhook.ended_at.is_(None))))


def standing(webhook_id: str) -> StoredWebhook | None:
    """A webhook, where it stands still."""
    row = db.session.get(Webhook, webhook_id)
    return _value(row, "") if row is not None and row.ended_at is None else None


def end(webhook_id: str, now: datetime) -> str | None:
    """Tell it no more, not even what waits; its name, or None where no such webhook stood."""
    row = db.session.get(Webhook, webhook_id)
    if row is None or row.ended_at is not None:
        return None
    row.ended_at = now
    waiting = (OutboxMail.kind == KIND, OutboxMail.recipient == webhook_id, OutboxMail.sent_at.is_(None))
    db.session.execute(update(OutboxMail).where(*waiting).values(next_try_at=None, problem="ended"))
    return row.name


# --- Messages -------------------------------------------------------------------------------------------------------


def message_id(key: str) -> str:
    """What a receiver knows a message by: the same at each try."""
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def messages(most: int) -> list[Message]:
    """The newest messages."""
    rows = db.session.execute(
        select(OutboxMail, Webhook.name)
        .join(Webhook, Webhook.id == OutboxMail.recipient)
        .where(OutboxMail.kind == KIND)
        .order_by(OutboxMail.id.desc())
        .limit(most)
    )
    return [_message(row, name) for row, name in rows]


def send_again(wanted: str, now: datetime) -> bool:
    """Let a message wait anew, whatever became of it, unless its webhook has ended; whether there is one of this id."""
    rows = db.session.execute(
        select(OutboxMail.id, OutboxMail.key)
        .join(Webhook, Webhook.id == OutboxMail.recipient)
        .where(OutboxMail.kind == KIND, Webhook.ended_at.is_(None))
    )
    found = next((row.id for row in rows if message_id(row.key) == wanted), None)
    if found is not None:
        anew = {"next_try_at": now, "sent_at": None, "tries": 0, "problem": None}
        db.session.execute(update(OutboxMail).where(OutboxMail.id == found).values(anew))
    return found is not None


def place_of(webhook_id: str) -> str:
    """What is sealed of a webhook is bound to."""
    return f"webhook/{webhook_id}/details"


def _value(row: Webhook, made_by: str) -> StoredWebhook:
    kept = sealing().open(row.sealed_details, place_of(row.id))
    return StoredWebhook(row.id, row.name, kept["address"], kept["secret"], made_by, row.made_at, row.ended_at)


def _message(row: OutboxMail, name: str) -> Message:
    said = json.loads(row.details)
    waits = row.next_try_at is not None
    key = message_id(row.key)
    return Message(key, name, said["event"], said["reference"], row.created_at, row.sent_at, waits, row.problem or "")
