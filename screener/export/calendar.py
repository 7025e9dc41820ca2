"""What a calendar takes (RFC 5545): an appointment, and the evenings of a diary. Nothing in it tells what somebody
answered, or who they are."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # icalendar is loaded where a file is made: no visitor waits for it before
    from icalendar import Event

PRODUCT: Final = "-//Screener//Clinic//EN"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a calendar may know of an appointment. `uid` stays the same through all changes, which `sequence` counts."""

    uid: str
    sequence: int
    written_at: datetime
    starts: datetime = field(repr=False)
    minutes: int
    title: str
    where: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Evenings:
    """A reminder on so many evenings in a row, the first at `starts`, in the time zone of it."""

    uid: str
    written_at: datetime
    starts: datetime
    evenings: int
    title: str
    says: str


def reminder_file(evenings: Evenings) -> bytes:
    """An .ics file with one event that comes again each evening, and rings."""
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", evenings.uid)
    event.add("dtstamp", evenings.written_at)
    event.add("dtstart", evenings.starts)
    event.add("dtend", evenings.starts + timedelta(minutes=5))
    event.add("rrule", {"freq": "daily", "count": evenings.evenings})
    event.add("summary", evenings.title)
    event.add("description", evenings.says)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", evenings.title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return _calendar(event, "PUBLISH", evenings.starts)


def calendar_file(visit: Visit) -> bytes:
    """An .ics file with one event, in the time zone of its start, which is described in it."""
    from icalendar import Event

    event = Event()
    event.add("uid", visit.uid)
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.written_at)
    event.add("dtstart", visit.starts)
    event.add("dtend", visit.starts + timedelta(minutes=visit.minutes))
    event.add("summary", visit.title)
    event.add("location", visit.where)
    event.add("status", "CANCELLED" if visit.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return _calendar(event, "CANCEL" if visit.cancelled else "PUBLISH", visit.starts)


def _calendar(event: "Event", method: str, starts: datetime) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones(date(starts.year - 1, 1, 1), date(starts.year + 2, 1, 1))
    written: bytes = calendar.to_ical()
    return written
