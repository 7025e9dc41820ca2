"""What every piece of a flow file is made from: closed models, ids, texts and levels."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
FlowId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Urgency = Literal["routine", "days", "today", "emergency"]
Level = Literal["A", "B", "C"]

URGENCIES: tuple[Urgency, ...] = ("routine", "days", "today", "emergency")
"""From the least to the most urgent."""


class Part(BaseModel):
    """A piece of a flow file: closed (an unknown key is an error) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Code(Part):
    """What a question or an option is called in a code system of the wide world. Not sent before it was verified."""

    system: Text
    code: Text
    display: Text | None = None
    verified: date | None = None


class Sourced(Part):
    """A rule that answers for itself: where it comes from, when that was checked, which physician reviewed it."""

    source: Text | None = None
    checked: date | None = None
    reviewed_by: Text | None = None
