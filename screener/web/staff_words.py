"""Words that several pages of the desk share: urgencies, flags in a word or two, sources, times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from screener.engine.flow import Flow, Option, Raised
from screener.engine.part import Sourced
from screener.web.staff_page import Moment, Publication, RuleSource, Urgency

URGENCY_WORDS: Final = {"emergency": "Emergency", "today": "Today", "days": "Within days", "routine": "Routine"}
"""Most urgent first."""
MARKS: Final = {"emergency": "●", "today": "●", "days": "●", "routine": "○"}

SEEN_AS: Final = {
    "copy": " (seen as a copy)",
    "recalled": " (recalled, to be looked up)",
    "own design": "",
    "source": "",
}
NOT_REVIEWED: Final = "not yet reviewed by a physician"
FIRST_CLAUSE: Final = re.compile(r"[.;:](?:\s|$)")
SHORTEST_HOURS: Final = timedelta(hours=1)
SAME_SHIFT: Final = timedelta(hours=12)
"""For so long it is told in hours, midnight or not."""


def urgency_of(name: str) -> Urgency:
    """An urgency's word and mark."""
    return Urgency(name, URGENCY_WORDS.get(name, "Unknown"), MARKS.get(name, "○"))


# --- Flags ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownFlag:
    """A flag as its flow describes it. `option` where it is one of a question's options; `part` is what is signed."""

    code: str
    part: str
    level: str
    sign: str
    staff: str
    rule: Sourced
    option: Option | None = None
    now: bool = False

    @property
    def short(self) -> str:
        return first_clause(self.staff) or plain(self.code)


def known_flags(flow: Flow) -> dict[str, KnownFlag]:
    """Every flag that a flow can raise, by code."""
    known = {
        option.id: KnownFlag(
            option.id,
            f"question:{question.id}",
            option.caution or "",
            option.sign or "",
            option.staff or "",
            question.sourced(option),
            option,
        )
        for question in flow.questions
        for option in question.options
        if option.sign or option.caution
    }
    derived: dict[str, Raised] = {**flow.flags, **flow.cautions}
    for code, raised in derived.items():
        staff = raised.staff or raised.label or ""
        part = f"{'caution' if code in flow.cautions else 'flag'}:{code}"
        known[code] = KnownFlag(code, part, getattr(raised, "level", ""), "", staff, raised, now=raised.now)
    return known


def first_clause(text: str) -> str:
    """The first few words of what is written for staff: "Pregnant. Hold; …" gives "Pregnant"."""
    return FIRST_CLAUSE.split(text.strip(), maxsplit=1)[0].strip()


def plain(code: str) -> str:
    """A code in words: "swallowing_problem" gives "Swallowing problem"."""
    return code.replace("_", " ").capitalize()


def source_of(rule: Sourced, signed_by: str = "") -> RuleSource:
    """Where a rule comes from, and who has reviewed it: by a signature, or named in the flow's file."""
    reviewer = signed_by or rule.reviewed_by
    return RuleSource(
        keys=tuple(key.strip() for key in (rule.source or "").split(",") if key.strip()),
        checked=f"checked {_day(rule.checked)}" if rule.checked else "",
        review=f"reviewed by {reviewer}" if reviewer else NOT_REVIEWED,
    )


def publications(keys: Iterable[str], flow: Flow) -> tuple[Publication, ...]:
    """What the keys of a page's rules stand for, each once."""
    return tuple(Publication(key, _title(key, flow)) for key in sorted(set(keys)))


def _title(key: str, flow: Flow) -> str:
    source = flow.sources.get(key)
    if source is None:
        return key
    published = f", {source.published}" if source.published else ""
    return f"{source.title}{published}{SEEN_AS[source.seen]}"


# --- Times ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """The clinic's time zone, and now."""

    zone: ZoneInfo
    now: datetime

    def moment(self, at: datetime) -> Moment:
        """A time in the clinic's words: Mon 23 Nov 2026, 14:05."""
        local = at.astimezone(self.zone)
        return Moment(local.isoformat(timespec="minutes"), f"{local:%a} {local.day} {local:%b %Y, %H:%M}", self.ago(at))

    def iso(self, at: datetime) -> str:
        """A time for machines."""
        return at.astimezone(self.zone).isoformat(timespec="minutes")

    def ago(self, at: datetime) -> str:
        """How long ago: "20 min", "2 h", "yesterday", "3 days"."""
        passed = self.now - at
        if passed < SHORTEST_HOURS:
            minutes = max(0, int(passed.total_seconds() // 60))
            return f"{minutes} min" if minutes else "just now"
        days = (self.now.astimezone(self.zone).date() - at.astimezone(self.zone).date()).days
        if days <= 0 or passed < SAME_SHIFT:
            return f"{int(passed.total_seconds() // 3600)} h"
        return "yesterday" if days == 1 else f"{days} days"

    def due(self, at: datetime) -> str:
        """When something is due: "due in 40 min", "due in 3 h", "due tomorrow 10:00", "late 2 h"."""
        if at <= self.now:
            return f"late {_span(self.now - at)}"
        left, local = at - self.now, at.astimezone(self.zone)
        days = (local.date() - self.now.astimezone(self.zone).date()).days
        if left < SHORTEST_HOURS or days == 0:
            return f"due in {_span(left)}"
        day = "tomorrow" if days == 1 else f"{local:%a}" if days < 7 else f"{local.day} {local:%b}"
        return f"due {day} {local:%H:%M}"

    def until(self, at: datetime) -> str:
        """Until when something is put off: "until Mon 30 Nov, 09:00"."""
        local = at.astimezone(self.zone)
        return f"until {local:%a} {local.day} {local:%b}, {local:%H:%M}"


def _span(passed: timedelta) -> str:
    """How long, in one unit: "40 min", "2 h", "3 days"."""
    minutes = max(1, int(passed.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    if hours < 24:
        return f"{hours} h"
    return "1 day" if hours < 48 else f"{hours // 24} days"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"
