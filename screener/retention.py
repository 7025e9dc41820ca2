"""How long screenings are kept: deleting what is past its time, holding what must stay, and one person's wishes.

Each deletion is written to the record in its own transaction. What is left of a person then is that entry: their
reference and when.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from screener.clinic import Clinic
from screener.conversation import recent
from screener.engine.errors import ScreenerError
from screener.store import audit, person, retention
from screener.store.audit import Entry
from screener.store.cases import plain_reference
from screener.store.models import db

COMMAND_LINE: Final = "the command line"
WISH: Final = "Its person asked for it"
ORDER: Final = "A court or a regulator asked for it"
WHY: Final[Mapping[str, Mapping[str, str]]] = {
    "release": {"over": "What it was held for is over", "mistake": "It was held by mistake"},
    "delete": {"wish": WISH, "order": ORDER, "mistake": "It is a test, spam, or was entered by mistake"},
    "export": {"wish": WISH, "order": ORDER},
}
"""Reasons that go into the record, where free words could tell something of a person."""
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, from where, and why, for the record."""

    who: str = COMMAND_LINE
    staff_id: int | None = None
    address: str = ""
    why: str = ""


AT_THE_COMMAND_LINE: Final = By()


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


def hold(reference: str, reason: str, now: datetime, by: By = AT_THE_COMMAND_LINE) -> None:
    """From now on nothing deletes this screening, whatever its age: a complaint or a court may ask for it."""
    retention.hold(find(reference), reason, now)
    _done("person.hold", reference, now, by)


def release(reference: str, now: datetime, by: By = AT_THE_COMMAND_LINE) -> None:
    """It is kept as long as others again."""
    retention.release(find(reference))
    _done("person.release", reference, now, by)


def delete(reference: str, now: datetime, by: By = AT_THE_COMMAND_LINE) -> None:
    """Delete a screening at its person's wish, once staff have agreed to it; OnHold where it must stay."""
    screening_id = find(reference)
    if retention.is_held(screening_id):
        raise OnHold(f"{plain_reference(reference)} is on hold: release it first, if that is right")
    retention.erase([screening_id])
    recent.forget(screening_id)
    _done("person.delete", reference, now, by)


def export(reference: str, now: datetime, by: By = AT_THE_COMMAND_LINE) -> str:
    """All that is kept of one screening, opened, as JSON: for the person whom it is about."""
    screening_id = find(reference)
    audit.append(_entry("person.export", reference, now, by))
    text = json.dumps(person.everything(screening_id), ensure_ascii=False, indent=2)
    db.session.commit()
    return text


def find(reference: str) -> str:
    """The id of a screening, however its reference was written; UnknownReference where there is none."""
    screening_id = retention.id_of(plain_reference(reference))
    if screening_id is None:
        raise UnknownReference(f"no screening has the reference {plain_reference(reference) or 'that was given'}")
    return screening_id


def _done(action: str, reference: str, now: datetime, by: By) -> None:
    audit.append(_entry(action, reference, now, by))
    db.session.commit()


def _entry(action: str, reference: str, now: datetime, by: By) -> Entry:
    return Entry(now, action, by.staff_id, by.who, by.address, plain_reference(reference), by.why)
