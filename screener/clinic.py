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
    Field,
    PositiveInt,
    StringConstraints,
    ValidationError,
    field_validator,
)

from screener import promise
from screener.engine.errors import FlowError
from screener.engine.yaml import read_text, read_yaml
from screener.languages import ENGLISH, Language, marked
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
Link = Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
Day = Annotated[str, AfterValidator(_day)]
Origin = Annotated[
    str, StringConstraints(pattern=r"^(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:\d{1,5})?$")
]
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


class ClinicWords(BaseModel):
    """The clinic's facts in another language, as far as they differ there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line | None = None
    treatment_name: Line | None = None
    booking_link: Link | None = None
    privacy_contact: Line | None = None
    next_working_day_promise: Line | None = None
    banner: Line | None = None
    places: Mapping[str, Line] = {}
    """The name of a place, by its id."""


class Clinic(BaseModel):
    """Who runs the chat, and how to reach them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    treatment_name: Line
    telephone: Telephone
    email: Email | None = None
    booking_link: Link | None = None
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
    websites: tuple[Origin, ...] = ()
    """Where the clinic's pages are that may show the chat inside them, each as https://www.clinic.example."""
    banner: Line | None = None
    """A notice above every page for visitors."""
    in_: Mapping[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], ClinicWords] = Field(default={}, alias="in")
    """The words of other languages, by their two letters."""

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
    def open_days(self) -> list[tuple[list[int], str]]:
        """The days on which it is open, from 0 for Monday, those alike together with their hours."""
        runs = groupby(self.hours.items(), key=lambda day: day[1])
        return [([promise.DAYS.index(day.lower()) for day, _ in run], hours) for hours, run in runs if hours]

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

    def said_in(self, code: str) -> "Clinic":
        """The facts in the words of another language. A promise is made in words that were written for it, or not."""
        if code == ENGLISH.code:
            return self
        words = self.in_.get(code, ClinicWords())
        said = {name: value for name, value in words if value and name != "places"}
        said["next_working_day_promise"] = words.next_working_day_promise
        said["places"] = tuple(
            place.model_copy(update={"name": words.places.get(place.id, place.name)}) for place in self.places
        )
        return self.model_copy(update=said)

    def blanks(self, language: Language = ENGLISH) -> dict[str, str]:
        """What stands in texts where they leave a blank for the clinic's own facts, which were said in the language."""
        places = [place.name for place in self.places]
        return {
            "clinic_name": self.name,
            "treatment_name": self.treatment_name,
            "telephone": self.telephone,
            "places": language.listed(places) if places else language.say(NEARBY),
            "keep_unfinished": span(self.keep_unfinished_days, language),
            "keep_finished": span(self.keep_longest_days, language),
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


NEARBY: Final = marked("the area")
"""Where no places are listed."""
YEAR: Final = 365


def span(days: int, language: Language) -> str:
    """So many days, in years where they are whole ones, with or without leap days: "30 days", "10 years"."""
    years, left = divmod(days, YEAR)
    if not years or left > 1 + years // 4:
        return language.several("%(num)d day", "%(num)d days", days)
    return language.several("%(num)d year", "%(num)d years", years)


def load_clinic(path: Path) -> Clinic:
    """The clinic's facts; FlowError names file, line and column of what is wrong."""
    data, places = read_yaml(read_text(path), str(path))
    try:
        return Clinic.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None
