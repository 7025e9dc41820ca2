"""The clinic's own facts, from `flows/clinic.yaml`: its name, places, telephone, hours and promises."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PositiveInt,
    StringConstraints,
    ValidationError,
    field_validator,
)

from screener import promise
from screener.engine.errors import FlowError
from screener.engine.yaml import read_text, read_yaml
from screener.promise import Opening, Promise


def _day(name: str) -> str:
    if name.lower() not in promise.DAYS:
        raise ValueError(f"there is no day '{name}': write monday to sunday")
    return name


def _readable_hours(text: str) -> str:
    promise.read_hours(text)
    return text


def _readable_promise(text: str) -> str:
    Promise.read(text)
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True, pattern=r"^[^\r\n]*$")]
Telephone = Annotated[Line, StringConstraints(pattern=r"^[+(]?[\d\s().+-]{3,30}(\s*(x|ext\.?)\s*\d{1,6})?$")]
Email = Annotated[Line, StringConstraints(pattern=r"^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$")]
Day = Annotated[str, AfterValidator(_day)]
Hours = Annotated[Line, AfterValidator(_readable_hours)]
Promised = Annotated[Line, AfterValidator(_readable_promise)]


class Place(BaseModel):
    """Somewhere a visitor can be seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    name: Line


class Promises(BaseModel):
    """How soon staff are in touch, by urgency, counted while the clinic is open. An emergency is always at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    today: Promised = "2 hours"
    days: Promised = "8 hours"
    routine: Promised = "1 day"


class Clinic(BaseModel):
    """Who runs the chat, and how to reach them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    treatment_name: Line
    telephone: Telephone
    email: Email | None = None
    booking_link: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    hours: Mapping[Day, Hours | None] = {}
    time_zone: Line = "America/Toronto"
    places: tuple[Place, ...] = ()
    privacy_contact: Line | None = None
    keep_unfinished_days: PositiveInt = 30
    keep_finished_days: PositiveInt = 3650
    keep_booked_days: PositiveInt | None = None
    keep_closed_days: PositiveInt | None = None
    next_working_day_promise: Line | None = None
    promises: Promises = Promises()
    banner: Line | None = None
    """A notice above every page for visitors."""

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"there is no time zone '{name}': write it as America/Toronto")
        return name

    @field_validator("places")
    @classmethod
    def _each_place_once(cls, places: tuple[Place, ...]) -> tuple[Place, ...]:
        for of in ("id", "name"):
            if len({getattr(place, of) for place in places}) < len(places):
                raise ValueError(f"two places have the same {of}")
        return places

    @property
    def opening_hours(self) -> tuple[str, ...]:
        """The days it is open, those alike together: "Monday to Friday, 9:00 to 17:00"."""
        runs = groupby(self.hours.items(), key=lambda day: day[1])
        return tuple(f"{_days([day for day, _ in run])}, {hours}" for hours, run in runs if hours)

    @property
    def keep_days(self) -> dict[str, int]:
        """For how many days each kind of screening is kept after its last entry."""
        return {
            "unfinished": self.keep_unfinished_days,
            "completed": self.keep_finished_days,
            "booked": self.keep_booked_days or self.keep_finished_days,
            "closed": self.keep_closed_days or self.keep_finished_days,
        }

    @property
    def keep_longest_days(self) -> int:
        """How long a finished one may be kept, whatever becomes of it."""
        return max(days for kind, days in self.keep_days.items() if kind != "unfinished")

    def blanks(self, language: str = "en") -> dict[str, str]:
        """What stands in texts where they leave a blank for the clinic's own facts."""
        return {
            "clinic_name": self.name,
            "treatment_name": self.treatment_name,
            "telephone": self.telephone,
            "places": _listed([place.name for place in self.places], language),
            "keep_unfinished": _span(self.keep_unfinished_days, language),
            "keep_finished": _span(self.keep_longest_days, language),
        }

    @cached_property
    def opening(self) -> Opening:
        """The opening hours, for counting in them."""
        return Opening.read(self.hours, ZoneInfo(self.time_zone))

    def due(self, tier: int, since: datetime) -> datetime:
        """By when staff promise to reach somebody of a tier who can be reached since then."""
        made = [Promise.read(text) for text in (self.promises.today, self.promises.days, self.promises.routine)]
        return promise.due(tier, since, made, self.opening)

    def place_name(self, place_id: str | None) -> str:
        return next((place.name for place in self.places if place.id == place_id), "")


def _days(days: list[str]) -> str:
    first, last = days[0].capitalize(), days[-1].capitalize()
    return first if first == last else f"{first} to {last}"


AND: Final = {"en": " and ", "fr": " et "}
NEARBY: Final = {"en": "the area", "fr": "la région"}
"""Where no places are listed."""

UNITS: Final = {"en": ("day", "days", "year", "years"), "fr": ("jour", "jours", "an", "ans")}
YEAR: Final = 365


def _listed(names: list[str], language: str) -> str:
    """Names in a row: "Brampton, Vaughan and Caledon"."""
    if not names:
        return NEARBY[language]
    return AND[language].join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _span(days: int, language: str) -> str:
    """So many days, in years where they are whole ones, with or without leap days: "30 days", "10 years"."""
    day, several_days, year, several_years = UNITS[language]
    years, left = divmod(days, YEAR)
    if not years or left > 1 + years // 4:
        return f"{days} {day if days == 1 else several_days}"
    return f"{years} {year if years == 1 else several_years}"


def load_clinic(path: Path) -> Clinic:
    """The clinic's facts; FlowError names file, line and column of what is wrong."""
    data, places = read_yaml(read_text(path), str(path))
    try:
        return Clinic.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None
