"""How long screenings are kept: deleting what is past its time, holding what must stay, and one person's wishes.

Each deletion is written to the record in its own transaction. What is left of a person then is that entry: their
reference and when.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from screener.clinic import Clinic
from screener.engine.errors import ScreenerError
from screener.store import audit, retention
from screener.store.audit import Entry
from screener.store.cases import plain_reference
from screener.store.models import db

COMMAND_LINE = "the command line"


class UnknownReference(ScreenerError):
    """No screening has this reference."""


class OnHold(ScreenerError):
    """A screening that must not be deleted."""


def purge(clinic: Clinic, now: datetime) -> Counter[str]:
    """Delete what was kept as long as the clinic says; how many screenings of each kind."""
    return sum(purge_in_batches(clinic, now), Counter())


def purge_in_batches(clinic: Clinic, now: datetime) -> Iterator[Counter[str]]:
    """Delete it a batch at a time, each with its entry in the record."""
    for kind, days in clinic.keep_days.items():
        while ids := retention.past(kind, now - timedelta(days=days)):
            retention.erase(ids)
            gone = Counter({kind: len(ids)})
            audit.append(Entry(now, "purge", detail=in_words(gone)))
            db.session.commit()
            yield gone
    db.session.commit()


def in_words(gone: Counter[str]) -> str:
    """How many of which kind: "3 unfinished"."""
    return ", ".join(f"{number} {kind}" for kind, number in gone.items())


# --- One person -----------------------------------------------------------------------------------------------------


def hold(reference: str, reason: str, now: datetime) -> None:
    """From now on nothing deletes this screening, whatever its age: a complaint or a court may ask for it."""
    screening_id = find(reference)
    retention.hold(screening_id, reason, now)
    _record("person.hold", reference, now)


def release(reference: str, now: datetime) -> None:
    """It is kept as long as others again."""
    screening_id = find(reference)
    retention.release(screening_id)
    _record("person.release", reference, now)


def delete(reference: str, now: datetime) -> None:
    """Delete a screening at its person's wish, once staff have agreed to it; OnHold where it must stay."""
    screening_id = find(reference)
    if retention.is_held(screening_id):
        raise OnHold(f"{plain_reference(reference)} is on hold: `screener person release` it first, if that is right")
    retention.erase([screening_id])
    _record("person.delete", reference, now)


def find(reference: str) -> str:
    """The id of a screening, however its reference was written; UnknownReference where there is none."""
    screening_id = retention.id_of(plain_reference(reference))
    if screening_id is None:
        raise UnknownReference(f"no screening has the reference {plain_reference(reference) or 'that was given'}")
    return screening_id


def _record(action: str, reference: str, now: datetime) -> None:
    audit.append(Entry(now, action, who=COMMAND_LINE, reference=plain_reference(reference)))
    db.session.commit()
