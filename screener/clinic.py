"""The clinic's own facts, from `flows/clinic.yaml`: its name, places, telephone, hours and promises."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from screener.engine.errors import FlowError
from screener.engine.yaml import read_text, read_yaml

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Place(BaseModel):
    """Somewhere a visitor can be seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    name: Line


class Clinic(BaseModel):
    """Who runs the chat, and how to reach them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    treatment_name: Line
    telephone: Line
    email: Line | None = None
    booking_link: Line | None = None
    hours: Mapping[str, Line | None] = {}
    time_zone: Line = "America/Toronto"
    places: tuple[Place, ...] = ()
    privacy_contact: Line | None = None
    keep_unfinished_days: int = 30
    keep_finished_days: int = 3650
    next_working_day_promise: Line | None = None

    def place_name(self, place_id: str | None) -> str:
        return next((place.name for place in self.places if place.id == place_id), "")


def load_clinic(path: Path) -> Clinic:
    """The clinic's facts; FlowError names file, line and column of what is wrong."""
    data, places = read_yaml(read_text(path), str(path))
    try:
        return Clinic.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None
