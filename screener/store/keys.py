"""Which keys have sealed what is in the database, and sealing it anew with the newest. Callers commit.

Each key that was ever used here is remembered by its name, with a value that only it opens, so that a missing one is
noticed at the start and not when the first answer that it sealed is opened.
"""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.orm import InstrumentedAttribute

from screener.store import appointments
from screener.store.cases import note_place
from screener.store.contact_keys import email_key, telephone_key
from screener.store.database import insert_new
from screener.store.models import ReviewStep, Screening, Turn, User, db
from screener.store.models_desk import Appointment, OutboxMail, SealingKey, Webhook
from screener.store.outbox import SEALED
from screener.store.outbox import place_of as mail_place
from screener.store.screenings import place_of, turn_place
from screener.store.sealing import NAME_BYTES, KeyRing, key_name
from screener.store.webhooks import place_of as webhook_place

BATCH: Final = 200
"""Rows sealed anew in one transaction: few enough that nobody waits."""


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of sealed values: the rows that hold one, what each is bound to, and how it is written."""

    column: InstrumentedAttribute[Any]
    key: tuple[InstrumentedAttribute[Any], ...]
    place: Callable[..., str]
    read: Callable[[Any], bytes] = bytes
    write: Callable[[Any, bytes], Any] = lambda _before, sealed: sealed
    text: bool = False
    """Whether it stands in a text: then the database cannot see which key sealed it."""
    beside: Callable[[bytes], dict[str, Any]] = lambda _plain: {}
    """What else of the row comes from the keys."""


def _contact_keys(plain: bytes) -> dict[str, Any]:
    left = json.loads(plain)
    return {
        "telephone_key": telephone_key(str(left.get("telephone") or "")),
        "email_key": email_key(str(left.get("email") or "")),
    }


def _in_mail(details: str, sealed: bytes) -> str:
    return json.dumps({**json.loads(details), SEALED: base64.b64encode(sealed).decode()}, sort_keys=True)


SEALED_COLUMNS: Final = (
    SealedColumn(Turn.sealed_content, (Turn.screening_id, Turn.number), turn_place),
    SealedColumn(Screening.sealed_flags, (Screening.id,), lambda key: place_of(key, "flags")),
    SealedColumn(Screening.sealed_contact, (Screening.id,), lambda key: place_of(key, "contact"), beside=_contact_keys),
    SealedColumn(Screening.sealed_hold, (Screening.id,), lambda key: place_of(key, "hold")),
    SealedColumn(ReviewStep.sealed_note, (ReviewStep.screening_id, ReviewStep.number), note_place),
    SealedColumn(Webhook.sealed_details, (Webhook.id,), webhook_place),
    SealedColumn(Appointment.sealed_details, (Appointment.screening_id,), appointments.place_of),
    SealedColumn(
        User.tf_totp_secret,
        (User.id,),
        lambda key: f"staff/{key}/tf_totp_secret",
        read=base64.b64decode,
        write=lambda _before, sealed: base64.b64encode(sealed).decode(),
        text=True,
    ),
    SealedColumn(
        OutboxMail.details,
        (OutboxMail.key,),
        mail_place,
        read=lambda details: base64.b64decode(json.loads(details).get(SEALED, "")),
        write=_in_mail,
        text=True,
    ),
)
"""Every column that holds something sealed."""


# --- Which keys there are -------------------------------------------------------------------------------------------


def missing(ring: KeyRing) -> list[str]:
    """The names of keys that sealed something here and are not in the ring, or are not what they were."""
    rows = db.session.execute(select(SealingKey.name, SealingKey.sealed_check)).all()
    return [name for name, check in rows if name not in ring.names or not _opens(ring, name, check)]


def _opens(ring: KeyRing, name: str, check: bytes) -> bool:
    return bool(ring.open(check, _check_place(name)) == name)


def remember(ring: KeyRing, now: datetime) -> None:
    """Remember the newest key, which seals from now on."""
    name = ring.names[0]
    if db.session.get(SealingKey, name) is None:
        check = ring.seal(name, _check_place(name))
        insert_new(SealingKey, "name", name=key_name(check), first_used_at=now, sealed_check=check)


def forget(name: str) -> None:
    """A key is needed no more. Ask first whether anything is sealed by it."""
    db.session.execute(delete(SealingKey).where(SealingKey.name == name))


def remembered() -> dict[str, datetime]:
    """Since when each key was used, by its name."""
    rows = db.session.execute(select(SealingKey.name, SealingKey.first_used_at).order_by(SealingKey.first_used_at))
    return {row.name: row.first_used_at for row in rows}


def _check_place(name: str) -> str:
    return f"sealing_key/{name}/check"


def counts() -> Counter[str]:
    """How many values each key has sealed, by its name."""
    found: Counter[str] = Counter()
    for sealed in SEALED_COLUMNS:
        if sealed.text:
            found.update(key_name(value) for row in _rows(sealed) if (value := sealed.read(row[-1])))
        else:
            name = func.substr(sealed.column, 1, NAME_BYTES)
            rows = db.session.execute(select(name, func.count()).where(sealed.column.is_not(None)).group_by(name))
            found.update({key_name(bytes(first)): number for first, number in rows})
    return found


# --- Sealing anew ---------------------------------------------------------------------------------------------------


def older(ring: KeyRing) -> int:
    """How many values another key than the newest has sealed."""
    return sum(number for name, number in counts().items() if name != ring.names[0])


def seal_anew(ring: KeyRing) -> Iterator[int]:
    """Seal with the newest key whatever another one has sealed, a batch at a time; how many each batch was. Commit
    after each. What somebody changes meanwhile stays as they changed it."""
    for sealed in SEALED_COLUMNS:
        after: Sequence[Any] | None = None
        while rows := _older_rows(sealed, ring, after):
            after = rows[-1][:-1]
            yield sum(_one_anew(sealed, ring, row) for row in rows)


def _rows(sealed: SealedColumn) -> Sequence[Any]:
    return db.session.execute(select(*sealed.key, sealed.column).where(sealed.column.is_not(None))).all()


def _older_rows(sealed: SealedColumn, ring: KeyRing, after: Sequence[Any] | None) -> Sequence[Any]:
    query = select(*sealed.key, sealed.column).where(sealed.column.is_not(None)).order_by(*sealed.key).limit(BATCH)
    if not sealed.text:
        query = query.where(func.substr(sealed.column, 1, NAME_BYTES) != bytes.fromhex(ring.names[0]))
    if after is not None:
        query = query.where(tuple_(*sealed.key) > tuple_(*after))
    return db.session.execute(query).all()


def _one_anew(sealed: SealedColumn, ring: KeyRing, row: Sequence[Any]) -> int:
    key, kept = row[:-1], row[-1]
    value = sealed.read(kept)
    if not value or key_name(value) == ring.names[0]:
        return 0
    plain = ring.open_bytes(value, sealed.place(*key))
    anew = {sealed.column.key: sealed.write(kept, ring.seal_bytes(plain, sealed.place(*key))), **sealed.beside(plain)}
    same_row = [column == part for column, part in zip(sealed.key, key, strict=True)]
    changed = db.session.execute(
        update(sealed.column.class_).where(*same_row, sealed.column == kept).values(anew),
        execution_options={"synchronize_session": False},
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]
