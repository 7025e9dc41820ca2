"""What invented staff did about invented screenings: calls, notes, days put off, visits; and the record of it."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from screener import review
from screener.clinic import Clinic
from screener.promise import TIERS
from screener.review import URGENT, Snooze
from screener.store import audit, queue
from screener.store.appointments import Appointment
from screener.store.audit import Entry
from screener.store.models import db
from screener.store.screenings import StoredScreening

CLINICIANS: Final = ("Dr. Demo One", "Dr. Demo Two")
NOTES: Final = ("Prefers mornings.", "Asked about parking.", "Will bring a list of medicines.", "")
FRESH: Final = timedelta(days=3)
"""Of what is so new, half is left as it is."""
PACES: Final = (0.5, 1, 3, 20, 26)
"""Hours between two steps."""
VISITS: Final = (9, 10, 11, 13, 14, 15)
"""Hours at which visits begin."""
HERE: Final = "127.0.0.1"

Step = tuple[str, dict[str, Any]]


@dataclass
class Desk:
    """The staff, and what they did so far."""

    chance: random.Random
    clinic: Clinic
    staff: Mapping[int, str]
    now: datetime
    entries: list[Entry] = field(default_factory=list)

    def follow_up(self, case: StoredScreening, since: datetime) -> None:
        """What one of them did about a case since: nothing about the newest, mostly all about the oldest."""
        FollowUp(self, case, self.chance.choice(list(self.staff)), since).run()

    def write_down(self) -> None:
        """Keep on record what they did, in the order in which it was done."""
        for entry in sorted(self.entries, key=lambda one: one.at):
            audit.append(entry)
        db.session.commit()


@dataclass
class FollowUp:
    """One case in the hands of one person."""

    desk: Desk
    case: StoredScreening
    by: int
    at: datetime
    seen: int = 0

    def run(self) -> None:
        """Take the steps of its course, as far as they lie in the past."""
        course = self._course()
        while True:
            self._wait()
            step, details = next(course, ("", {}))
            fresh = self.desk.now - self.at < FRESH and self.desk.chance.random() < 0.5
            if not step or fresh or self.at > self.desk.now:
                return
            taken = review.take_step(self.case.id, step, staff_id=self.by, seen=self.seen, now=self.at, **details)
            if not self.seen:
                queue.assign(self.case.reference, self.by, None)
                db.session.commit()
            self.seen = taken.number
            self._on_record("case.view", "")
            self._on_record("case.step", step)

    def _course(self) -> Iterator[Step]:
        """Steps that a case may take. Each is asked for once the one before was taken."""
        chance = self.desk.chance
        yield "start", {}
        if self.case.contact is None:
            yield "close", {"reason": "not_reached"}
            return
        for _ in range(chance.choice((0, 0, 1, 2))):
            yield "attempt", {"reason": chance.choice(list(review.CALLS)), "note": chance.choice(NOTES)}
        if chance.random() < 0.2:
            yield "close", {"reason": chance.choice(("not_reached", "declined", "went_elsewhere"))}
            return
        if chance.random() < 0.25:
            put_off = self._put_off()
            yield "snooze", {"snooze": put_off}
            self.at = self._opens(put_off.until)
        yield "contact", {"note": chance.choice(NOTES)}
        if chance.random() < 0.25:
            yield "close", {"reason": chance.choice(("other_care", "declined"))}
            return
        yield from self._visit()

    def _visit(self) -> Iterator[Step]:
        visit = self._appointment()
        yield "book", {"appointment": visit}
        self.at = visit.starts + timedelta(hours=1)
        if self.desk.chance.random() < 0.85:
            yield "see", {}
        else:
            yield "unbook", {"note": "Did not come."}

    def _put_off(self) -> Snooze:
        """Until the morning of a day to come."""
        days = 1 if self.case.urgency in URGENT else self.desk.chance.randint(4, 40)
        until = self._morning(days)
        tier = TIERS[self.case.urgency or "routine"]
        return Snooze(until, self.desk.clinic.due(tier, until))

    def _appointment(self) -> Appointment:
        chance, clinic = self.desk.chance, self.desk.clinic
        morning = self._morning(chance.randint(2, 20))
        day = self._opens(morning).astimezone(morning.tzinfo).date()
        starts = datetime.combine(day, time(chance.choice(VISITS)), morning.tzinfo)
        return Appointment(starts, 45, chance.choice(clinic.places).id, chance.choice(CLINICIANS))

    def _morning(self, days: int) -> datetime:
        zone = ZoneInfo(self.desk.clinic.time_zone)
        return datetime.combine(self.at.astimezone(zone).date() + timedelta(days=days), time(), zone)

    def _wait(self) -> None:
        """Until somebody gets round to it, while the clinic is open."""
        later = self.at + timedelta(hours=self.desk.chance.choice(PACES))
        self.at = self._opens(later)

    def _opens(self, moment: datetime) -> datetime:
        return next(self.desk.clinic.opening.spans(moment))[0]

    def _on_record(self, action: str, detail: str) -> None:
        said = Entry(self.at, action, self.by, self.desk.staff[self.by], HERE, self.case.reference, detail)
        self.desk.entries.append(said)
