"""By when staff promise to be in touch, counted in the clinic's opening hours.

Pure: it knows no web, no database and no clock. An hour is an hour in truth, also on the days when clocks change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Final
from zoneinfo import ZoneInfo

TIERS: Final = {"emergency": 0, "today": 1, "days": 2, "routine": 3}
"""Places in the queue by urgency. A crisis counts as an emergency."""

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT: Final = 24 * 60
LONGEST: Final = {"minute": 1000, "hour": 500, "day": 60}
"""Of each unit, the most that can be promised."""

PROMISE: Final = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day)s?")
SPAN: Final = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))? to ([0-9]{1,2})(?::([0-9]{2}))?")

Spans = tuple[tuple[int, int], ...]
"""When one day opens and closes, in minutes after midnight."""


class NotReadable(ValueError):
    """Hours or a promise that are not written as they should be. The message says how."""


# --- Opening hours --------------------------------------------------------------------------------------------------


def read_hours(text: str) -> Spans:
    """One day's hours: "9:00 to 17:00", or several with a break, "9:00 to 12:00, 13:00 to 17:00"."""
    spans = tuple(_span(part.strip()) for part in text.split(","))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise NotReadable("hours of one day stand in order: 9:00 to 12:00, 13:00 to 17:00")
    return spans


def _span(text: str) -> tuple[int, int]:
    found = SPAN.fullmatch(text)
    if found is None:
        raise NotReadable("write opening hours as 9:00 to 17:00, or null for a day that is closed")
    opens, closes = (_minutes(found[hour], found[hour + 1]) for hour in (1, 3))
    if not 0 <= opens < closes <= MIDNIGHT:
        raise NotReadable("opening hours end after they begin, on a clock of 24 hours: 9:00 to 17:00")
    return opens, closes


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0) if int(minute or 0) < 60 else -1


@dataclass(frozen=True, slots=True)
class Opening:
    """When the clinic is open: each day's spans, Monday first, by its own clock."""

    zone: ZoneInfo
    week: tuple[Spans, ...]

    @classmethod
    def read(cls, hours: Mapping[str, str | None], zone: ZoneInfo) -> "Opening":
        """The hours of a week. A clinic that gives none counts round the clock: then nobody waits longer than told."""
        named = {day.lower(): read_hours(text) for day, text in hours.items() if text}
        week = tuple(named.get(day, ()) for day in DAYS)
        return cls(zone, week if any(week) else (((0, MIDNIGHT),),) * len(DAYS))

    def spans(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When it is open from a moment on, for ever, in UTC."""
        for day in self._open_days(since):
            for opens, closes in self.week[day.weekday()]:
                begins, ends = self._at(day, opens), self._at(day, closes)
                if ends > since:
                    yield max(begins, since), ends

    def closings(self, since: datetime) -> Iterator[datetime]:
        """When it closes on each day that opens from a moment on, in UTC."""
        for day in self._open_days(since):
            spans = self.week[day.weekday()]
            if self._at(day, spans[0][0]) >= since:
                yield self._at(day, spans[-1][1])

    def _open_days(self, since: datetime) -> Iterator[date]:
        day = since.astimezone(self.zone).date()
        while True:
            if self.week[day.weekday()]:
                yield day
            day += timedelta(days=1)

    def _at(self, day: date, minutes: int) -> datetime:
        """What a clock on the wall shows, as a moment."""
        if minutes == MIDNIGHT:
            day, minutes = day + timedelta(days=1), 0
        return datetime.combine(day, time(*divmod(minutes, 60)), self.zone).astimezone(UTC)


# --- Promises -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Promise:
    """So many open minutes; or, where `days` is given, before closing on the so-manieth day that opens from then on."""

    minutes: int = 0
    days: int = 0

    @classmethod
    def read(cls, text: str) -> "Promise":
        """A promise as it is written: "90 minutes", "2 hours", "1 day"."""
        found = PROMISE.fullmatch(" ".join(text.split()))
        if found is None or int(found[1]) > LONGEST[found[2]]:
            raise NotReadable("write a promise as 90 minutes, 2 hours or 1 day, counted while the clinic is open")
        number, unit = int(found[1]), found[2]
        return cls(days=number) if unit == "day" else cls(minutes=number * (60 if unit == "hour" else 1))

    def due(self, since: datetime, opening: Opening) -> datetime:
        """By when it is kept, if it runs from this moment."""
        if self.days:
            return next(islice(opening.closings(since), self.days - 1, None))
        left = timedelta(minutes=self.minutes)
        for begins, ends in opening.spans(since):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        raise AssertionError("opening hours never end")


def due(tier: int, since: datetime, promises: Sequence[Promise], opening: Opening) -> datetime:
    """By when somebody of this tier is to be reached. Emergencies and crises: at once, whatever the hour.

    `promises` are those of the other tiers, in order. More urgent is never later, whatever the hours of the week.
    """
    if tier <= 0:
        return since
    return min(promise.due(since, opening) for promise in promises[tier - 1 :])
