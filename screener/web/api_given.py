"""What the API gives back. The description in /openapi.json is made from these."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["asking", "confirming", "contradiction", "card", "urgent", "emergency", "crisis", "finished"]


class Shown(BaseModel):
    """What is shown to a visitor. `None` where it does not apply."""

    model_config = ConfigDict(from_attributes=True, defer_build=True)


class Option(Shown):
    value: str
    label: str
    help: str
    chosen: bool
    """Chosen before, and to be confirmed."""
    alone: bool
    """Chosen, it leaves room for no other."""


class Bounds(Shown):
    low: int | None
    high: int | None
    """Of a number; of words, the most letters."""


class Question(Shown):
    """The question that stands."""

    id: str
    kind: Literal["one", "some", "number", "words"]
    text: str
    help: str
    why: str
    options: list[Option]
    unsure: str
    """What "I'm not sure" is called; it is answered as `unsure`. Empty where it is not offered."""
    unit: str
    bounds: Bounds
    optional: bool
    earlier: str
    """What was answered before in a number or in words, to be confirmed."""


class Message(Shown):
    """Something to say to the visitor, in this order."""

    kind: Literal["notice", "reading", "side_answer", "declined", "card", "contradiction", "field"]
    say: str
    source: str = ""
    language: str = ""
    """Of these words, where it is not the page's own."""


class Answered(Shown):
    """A question in a few words, and its answer."""

    question: str
    short: str
    answer: str


class Progress(Shown):
    section: str
    number: int
    """Of the section, from 1."""
    sections: int
    percent: Annotated[int, Field(ge=0, le=100)]
    minutes: int


class Raise(Shown):
    """Something to tell the physician."""

    label: str
    say: str


class Outcome(Shown):
    """How the questionnaire ended."""

    id: str
    urgency: Literal["routine", "days", "today", "emergency"]
    title: str
    say: str
    next: str
    now: list[str]
    """What cannot wait for the visit."""
    reasons: list[str]
    to_raise: list[Raise]
    advice: list[str]
    consultation: list[str]
    booking: bool
    """Whether the visitor can ask for an appointment: POST /api/v1/screening/contact."""


EXAMPLE: Final[dict[str, Any]] = {
    "status": "asking",
    "turn": 0,
    "reference": "K7M2QX",
    "flow": "migraine",
    "language": "en",
    "question": {
        "id": "for_whom",
        "kind": "one",
        "text": "Who are these answers about?",
        "help": "",
        "why": "",
        "options": [{"value": "me", "label": "Me", "help": "", "chosen": False, "alone": True}],
        "unsure": "",
        "unit": "",
        "bounds": {"low": None, "high": None},
        "optional": False,
        "earlier": "",
    },
    "messages": [],
    "answered": [],
    "contradicting": [],
    "progress": {"section": "Safety", "number": 1, "sections": 2, "percent": 0, "minutes": 5},
    "outcome": None,
    "can_undo": False,
    "contact_left": False,
    "feedback_given": False,
}


class State(Shown):
    """The screening as it stands now."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    status: Status
    """What stands before the visitor. `card` and `urgent` go on by `go_on`, an emergency taken back by `mistake`, a
    contradiction by `change` or `keep`, a reading by `confirm` or `reword`."""
    turn: int
    reference: str
    """By which staff find it."""
    flow: str
    language: str
    question: Question | None
    messages: list[Message]
    answered: list[Answered]
    contradicting: list[Answered]
    """Answers that cannot both be right; one of them can be changed."""
    progress: Progress
    outcome: Outcome | None
    can_undo: bool
    contact_left: bool
    feedback_given: bool


class Begun(State):
    """A screening that has begun, or is gone on with, and the token that alone opens it from here on."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**EXAMPLE, "token": "…43 letters and digits…"}]})
    token: str


class Later(Shown):
    """A code that brings the visitor back."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "K7M2-QXRT", "days": 30}]})
    code: str
    days: int


class Deleted(Shown):
    """Whether all was deleted at once. If not, it is part of the clinic's records, and staff answer the wish."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"deleted": True}]})
    deleted: bool


class ListedCase(Shown):
    """One case as the queue lists it: nothing that was answered, and no name."""

    reference: str
    flow_version: str
    outcome: str
    urgency: str
    status: str
    place: str
    """The id of the place that was chosen; empty where none was."""
    reachable: bool
    """Whether a way to be reached was left."""
    since: datetime
    """Since when it stands in the queue."""
    due_at: datetime | None
    """By when somebody is to be reached."""
    snoozed_until: datetime | None


class CaseList(Shown):
    """A page of a list of the queue."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "cases": [
                        {
                            "reference": "K7M2QX",
                            "flow_version": "0f3c5a7e9b1d",
                            "outcome": "cm_pattern",
                            "urgency": "days",
                            "status": "new",
                            "place": "vaughan",
                            "reachable": True,
                            "since": "2026-11-25T14:00:00Z",
                            "due_at": "2026-11-26T14:00:00Z",
                            "snoozed_until": None,
                        }
                    ],
                    "next": "1.1764086400000000.K7M2QX",
                    "stopped": False,
                }
            ]
        }
    )
    cases: list[ListedCase]
    next: str | None
    """Send it as `after` for the next page; None after the last."""
    stopped: bool
    """Whether so many cases were left out that this page ended before it was full. There may be more: go on."""


class Wrong(Shown):
    """One thing that is wrong with what was sent."""

    pointer: str
    """Where, as a JSON pointer."""
    detail: str


class Problem(Shown):
    """Problem details of RFC 9457. They never repeat what was sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Conflict",
                    "status": 409,
                    "code": "other_turn",
                    "detail": "This was answered before.",
                }
            ]
        }
    )
    type: str = "about:blank"
    title: str
    status: int
    code: str
    """Tells a program which problem it is."""
    detail: str
    """What happened and what to do, in the visitor's language."""
    errors: list[Wrong] = []
