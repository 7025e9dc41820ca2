"""A visitor's screening in the database, as plain functions and values. Callers commit."""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, func, insert, select, update

from screener.store import flows
from screener.store.contact_keys import email_key, telephone_key
from screener.store.database import sealing
from screener.store.models import Base, Screening, Turn, db
from screener.store.models_desk import UnclearReply


class ResumeExpired(Exception):
    """A resume code that was good once."""


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One turn as it was kept."""

    number: int
    at: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredScreening:
    """A screening, opened: what was sealed is in the clear here, so keep it out of logs."""

    id: str
    flow_id: str
    flow_digest: str
    language: str
    reference: str
    turn_count: int
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    outcome: str | None
    urgency: str | None
    status: str
    contact: Mapping[str, Any] | None
    contact_at: datetime | None
    due_at: datetime | None
    feedback_at: datetime | None
    entered_by: int | None
    """Who of the staff answers for a caller; None where a visitor does."""
    turns: tuple[StoredTurn, ...]


# --- What each turn asks, built once: the database is asked by rows, not by objects, which costs a third -------------

SCREENING, TURN = (Base.metadata.tables[name] for name in ("screening", "turn"))
COLUMNS: Final = tuple(SCREENING.c[name] for name in StoredScreening.__slots__ if name in SCREENING.c)
BY_TOKEN: Final = select(*COLUMNS, SCREENING.c.sealed_contact).where(SCREENING.c.token_hash == bindparam("token_hash"))
BY_TOKEN_LOCKED: Final = BY_TOKEN.with_for_update()
TURNS: Final = (
    select(TURN.c.number, TURN.c.at, TURN.c.sealed_content)
    .where(TURN.c.screening_id == bindparam("id"))
    .order_by(TURN.c.number)
)
APPEND: Final = insert(TURN)
ONE_MORE: Final = (
    update(SCREENING)
    .where(SCREENING.c.id == bindparam("of"))
    .values(turn_count=bindparam("count"), updated_at=bindparam("now"))
)


# --- Beginning and finding ------------------------------------------------------------------------------------------


def create(
    *,
    flow_id: str,
    flow_digest: str,
    files: Mapping[str, str],
    language: str,
    token: str,
    reference: str,
    now: datetime,
    entered_by: int | None = None,
) -> StoredScreening:
    """A new screening, and its flow's texts if this version is new here."""
    flows.keep(flow_digest, flow_id, files, now)
    row = Screening(
        id=uuid.uuid4().hex,
        flow_id=flow_id,
        flow_digest=flow_digest,
        language=language,
        reference=reference,
        token_hash=hashed(token),
        created_at=now,
        updated_at=now,
        turn_count=0,
        status="new",
        entered_by=entered_by,
    )
    db.session.add(row)
    db.session.flush()
    return opened(row)


def begun_since(since: datetime) -> int:
    """How many were begun since then. What was written to since then holds them all, and has an index."""
    begun = select(func.count()).select_from(Screening)
    return db.session.scalar(begun.where(Screening.updated_at >= since, Screening.created_at >= since)) or 0


Known = Callable[[str, int], "tuple[StoredTurn, ...] | None"]
"""The turns of a screening that has so many, where they are known and need not be read."""


def by_token(token: str, *, lock: bool = False, known: Known = lambda _id, _count: None) -> StoredScreening | None:
    """The screening that a token opens; locked against other writers where the database can."""
    found = db.session.connection().execute(BY_TOKEN_LOCKED if lock else BY_TOKEN, {"token_hash": hashed(token)})
    row = found.first()
    return None if row is None else opened(row, known(row.id, row.turn_count))


def by_resume_code(code: str, now: datetime) -> StoredScreening | None:
    """The screening that a resume code opens; ResumeExpired where the code is too old."""
    row = db.session.scalar(select(Screening).where(Screening.resume_hash == hashed(code)).with_for_update())
    if row is None:
        return None
    if row.resume_until is None or row.resume_until < now:
        raise ResumeExpired(row.reference)
    return opened(row)


def opened(row: Screening | Row[*tuple[Any, ...]], turns: tuple[StoredTurn, ...] | None = None) -> StoredScreening:
    """A row as plain values, with all that was sealed, and its turns, which are read where they are not known."""
    contact = row.sealed_contact
    return StoredScreening(
        id=row.id,
        flow_id=row.flow_id,
        flow_digest=row.flow_digest,
        language=row.language,
        reference=row.reference,
        turn_count=row.turn_count,
        created_at=row.created_at,
        updated_at=row.updated_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        urgency=row.urgency,
        status=row.status,
        contact=sealing().open(contact, place_of(row.id, "contact")) if contact else None,
        contact_at=row.contact_at,
        due_at=row.due_at,
        feedback_at=row.feedback_at,
        entered_by=row.entered_by,
        turns=tuple(_turns(row.id)) if turns is None else turns,
    )


def _turns(screening_id: str) -> list[StoredTurn]:
    keys = sealing()
    rows = db.session.connection().execute(TURNS, {"id": screening_id})
    return [StoredTurn(number, at, keys.open(sealed, turn_place(screening_id, number))) for number, at, sealed in rows]


# --- Changing -------------------------------------------------------------------------------------------------------


def append_turn(screening_id: str, number: int, content: Mapping[str, Any], now: datetime) -> None:
    """Keep one turn. The database refuses a second one of the same number."""
    sealed = sealing().seal(dict(content), turn_place(screening_id, number))
    connection = db.session.connection()
    connection.execute(APPEND, {"screening_id": screening_id, "number": number, "at": now, "sealed_content": sealed})
    connection.execute(ONE_MORE, {"of": screening_id, "count": number + 1, "now": now})


def mark_unclear(stored: StoredScreening, number: int, question: str, now: datetime) -> None:
    """Remember at which question a turn was not understood, so that staff can look where people stumble."""
    db.session.add(
        UnclearReply(screening_id=stored.id, number=number, at=now, flow_digest=stored.flow_digest, question=question)
    )


@dataclass(frozen=True, slots=True)
class UnclearWords:
    """What somebody typed that was not understood. In the clear here, so keep it out of logs."""

    at: datetime
    words: str = field(repr=False)
    reference: str
    is_case: bool
    """Whether the screening has an outcome, and so a page."""


def unclear_words(
    question: str, since: datetime, until: datetime, digests: Sequence[str], most: int
) -> list[UnclearWords]:
    """The newest replies to a question that were not understood, before `until`; of some versions, where any is
    named."""
    of_these = (UnclearReply.flow_digest.in_(digests),) if digests else ()
    rows = db.session.execute(
        select(Turn, Screening.reference, Screening.queued_at)
        .join(UnclearReply, and_(UnclearReply.screening_id == Turn.screening_id, UnclearReply.number == Turn.number))
        .join(Screening, Screening.id == Turn.screening_id)
        .where(UnclearReply.question == question, UnclearReply.at >= since, UnclearReply.at < until, *of_these)
        .order_by(UnclearReply.at.desc())
        .limit(most)
    )
    keys = sealing()
    return [
        UnclearWords(
            turn.at,
            keys.open(turn.sealed_content, turn_place(turn.screening_id, turn.number)).get("words") or "",
            reference,
            queued_at is not None,
        )
        for turn, reference, queued_at in rows
    ]


def save_decision(
    screening_id: str,
    *,
    outcome: str | None,
    urgency: str | None,
    tier: int | None,
    flags: Sequence[str],
    queued: bool,
    anew: bool,
    finished: bool,
    now: datetime,
) -> None:
    """What the answers mean now. Without an outcome, the one that staff see stays. `anew`: waiting counts from now."""
    values: dict[str, Any] = {"finished_at": now if finished else None}
    if queued:
        values |= {"outcome": outcome, "urgency": urgency, "tier": tier}
        values["sealed_flags"] = sealing().seal(list(flags), place_of(screening_id, "flags"))
        values["queued_at"] = now if anew else func.coalesce(Screening.queued_at, now)
        if anew:
            values["snoozed_until"] = None
    _set(screening_id, **values)


def save_contact(screening_id: str, contact: Mapping[str, Any], place: str | None, now: datetime) -> None:
    """Keep how somebody can be reached, sealed, with the keys by which staff find it again."""
    _set(
        screening_id,
        sealed_contact=sealing().seal(dict(contact), place_of(screening_id, "contact")),
        contact_at=now,
        place=place,
        telephone_key=telephone_key(str(contact.get("telephone") or "")),
        email_key=email_key(str(contact.get("email") or "")),
    )


def save_resume_code(screening_id: str, code: str, until: datetime) -> None:
    """Keep a code's hash. It takes the place of an earlier one."""
    _set(screening_id, resume_hash=hashed(code), resume_until=until)


def renew_token(screening_id: str, token: str, now: datetime) -> None:
    """Give a screening a new token: the old one opens it no more."""
    _set(screening_id, token_hash=hashed(token), updated_at=now)


def save_language(screening_id: str, language: str, now: datetime) -> None:
    """Keep the language that the visitor reads from now on."""
    _set(screening_id, language=language, updated_at=now)


def save_feedback(screening_id: str, now: datetime) -> bool:
    """Remember that feedback was given; False where it was before."""
    first = db.session.execute(
        update(Screening).where(Screening.id == screening_id, Screening.feedback_at.is_(None)).values(feedback_at=now)
    )
    return bool(first.rowcount)  # type: ignore[attr-defined]


def any_sealed() -> tuple[bytes, str] | None:
    """One sealed value and its place, to try the keys on; None where nothing is sealed yet."""
    row = db.session.execute(select(Turn.screening_id, Turn.number, Turn.sealed_content).limit(1)).first()
    return None if row is None else (row[2], turn_place(row[0], row[1]))


def _set(screening_id: str, **values: Any) -> None:
    db.session.execute(update(Screening).where(Screening.id == screening_id).values(**values))


def hashed(secret: str) -> str:
    """What is kept of a token or code. It is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def place_of(screening_id: str, column: str) -> str:
    """What a sealed column of a screening is bound to."""
    return f"screening/{screening_id}/{column}"


def turn_place(screening_id: str, number: int) -> str:
    """What the content of a turn is bound to."""
    return f"turn/{screening_id}.{number}/content"
