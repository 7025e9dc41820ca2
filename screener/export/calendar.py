"""An appointment as a calendar takes it (RFC 5545). Nothing in it tells what somebody answered, or who they are."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

PRODUCT: Final = "-//Screener//Review desk//EN"


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


def calendar_file(visit: Visit) -> bytes:
    """An .ics file with one event, in the time zone of its start, which is described in it."""
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
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if visit.cancelled else "PUBLISH")
    calendar.add_component(event)
    years = date(visit.starts.year - 1, 1, 1), date(visit.starts.year + 2, 1, 1)
    calendar.add_missing_timezones(*years)
    written: bytes = calendar.to_ical()
    return written
