"""Who of the staff is told what by mail, and when. A mail is written in the transaction of what it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from screener.store import notices, outbox
from screener.store.database import mail_is_sent
from screener.store.screenings import StoredScreening

MORNING: Final = time(8)
"""When the digest is written, in the clinic's time."""
URGENT: Final = ("emergency", "today")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail, as people choose it."""

    label: str
    usual: bool
    """Whether somebody gets it who never chose."""


KINDS: Final[Mapping[str, Kind]] = {
    "urgent": Kind("A new screening that cannot wait: an emergency, or today", True),
    "booking": Kind("Somebody asked to be contacted", True),
    "overdue": Kind("A promise is overdue", True),
    "digest": Kind("The queue each morning", False),
}


def urgent_case(stored: StoredScreening, now: datetime) -> None:
    """Tell of a case that cannot wait, once for each urgency that it rises to."""
    if stored.urgency in URGENT:
        _tell("urgent", f"{stored.id}:{stored.urgency}", {"reference": stored.reference}, now)


def booking_request(stored: StoredScreening, now: datetime) -> None:
    """Tell that somebody asked to be contacted, once for each screening."""
    _tell("booking", stored.id, {"reference": stored.reference}, now)


def overdue(now: datetime) -> int:
    """Tell of every promise that was not kept, once; how many. The caller commits."""
    late = notices.overdue(now)
    for one in late:
        due = one.due_at.astimezone(now.tzinfo)
        said = {"reference": one.reference, "due": f"{due:%a} {due.day} {due:%b, %H:%M}"}
        _tell("overdue", f"{one.id}:{one.due_at.isoformat()}", said, now)
    return len(late)


def digest(now: datetime) -> None:
    """Each morning's numbers, once a day. `now` carries the clinic's time zone. The caller commits."""
    if now.time() >= MORNING:
        _tell("digest", now.date().isoformat(), notices.numbers(now, now - timedelta(days=1)), now)


def choices(staff_id: int) -> dict[str, bool]:
    """Which kinds somebody gets."""
    chosen = notices.choices(staff_id)
    return {name: chosen.get(name, kind.usual) for name, kind in KINDS.items()}


def choose(staff_id: int, wanted: Mapping[str, bool]) -> None:
    """Keep somebody's choice. The caller commits."""
    for name in KINDS:
        notices.choose(staff_id, name, wanted.get(name, False))


def _tell(kind: str, about: str, details: Mapping[str, Any], now: datetime) -> None:
    if not mail_is_sent():
        return
    for staff_id, email in notices.recipients(kind, KINDS[kind].usual):
        outbox.put(kind, f"{kind}:{about}:{staff_id}", email, details, now, staff_id)
