"""What goes in and out of the visitors' API. The description in /openapi.json is made from these."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["asking", "confirming", "contradiction", "card", "urgent", "emergency", "crisis", "finished"]

MOST_LETTERS: Final = 5000
"""Of one text: far more than the longest answer."""
MOST_CHOSEN: Final = 100
HIGHEST: Final = 10**9
Words = Annotated[str, Field(max_length=MOST_LETTERS)]
TurnNumber = Annotated[int, Field(ge=0, le=99_999, description="The turn that this replies to.", examples=[0])]


class Strict(BaseModel):
    """Takes what it says, and nothing else."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        defer_build=True,  # at its first use: not before a visitor of the pages
    )


# --- In -------------------------------------------------------------------------------------------------------------


class Begin(Strict):
    """A screening to begin. Show the visitor the clinic's welcome first, and send `consent` once they agreed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"flow": "migraine", "language": "en", "consent": True}]})
    flow: Annotated[str, Field(max_length=60)]
    """The flow's id, such as migraine."""
    language: Annotated[str, Field(max_length=10)] = "en"
    consent: Literal[True]


class Answer(Strict):
    """An answer: a chosen value, several, a whole number, or null to pass over what is optional; or the visitor's own
    words as `text`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 0, "question": "for_whom", "answer": "me"}]})
    turn: TurnNumber
    question: Words | None = None
    """The question that it answers, so that it is never taken for another."""
    answer: (
        Words
        | Annotated[int, Field(ge=-HIGHEST, le=HIGHEST)]
        | Annotated[list[Words], Field(max_length=MOST_CHOSEN)]
        | None
    ) = None
    text: Words = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The answer as a form would send it."""
        match self.answer:
            case None:
                return ()
            case list():
                return tuple(self.answer)
            case one:
                return (str(one),)


class Step(Strict):
    """A step that needs no words."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 3}]})
    turn: TurnNumber


class Change(Step):
    """A question to answer anew."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 3, "question": "age"}]})
    question: Words


class CardStep(Step):
    """A step from the card that says to be seen today, with a number to call, if the visitor likes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 5, "name": "", "telephone": ""}]})
    name: Words = ""
    telephone: Words = ""


class Contact(Strict):
    """How the clinic can reach the visitor: a name, a telephone number or an e-mail address, and leave to use it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "A. Visitor", "telephone": "905 555 0100", "agreed": True}]}
    )
    name: Words
    telephone: Words = ""
    email: Words = ""
    times: Words = ""
    """Good times for a call."""
    called: Words = ""
    """The name that they like to be called by."""
    person: Words = ""
    """Whose headaches they are, where somebody else answered."""
    caller: Words = ""
    """Who talks for them."""
    speaks: Words = ""
    """The language that they prefer."""
    place: Words = ""
    """The id of one of the clinic's places, or any."""
    patient: Literal["", "yes", "no"] = ""
    """Whether they have been a patient here."""
    agreed: bool = False
    """They may be contacted about this."""
    message: bool = False
    """A message may be left."""
    texts: bool = False
    """A text may be sent."""

    def as_form(self) -> dict[str, str]:
        """The same as the chat's form would send it."""
        given = self.model_dump()
        return {name: ("yes" if value else "") if isinstance(value, bool) else value for name, value in given.items()}


class Code(Strict):
    """A code by which a visitor comes back."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "K7M2-QXRT"}]})
    code: Annotated[str, Field(max_length=60)]


class Spoken(Strict):
    """A language to go on in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"language": "fr"}]})
    language: Annotated[str, Field(max_length=10)]


# --- Out ------------------------------------------------------------------------------------------------------------


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
