"""What the API takes. The description in /openapi.json is made from these."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

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


class Feedback(Strict):
    """What the visitor says about the questions themselves, at the end: to both, or to one of them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"easy": "yes", "next_step": "partly"}]})
    easy: Literal["", "yes", "partly", "no"] = ""
    """Whether the questions were easy to answer."""
    next_step: Literal["", "yes", "partly", "no"] = ""
    """Whether it is clear what comes next."""


# --- In an address --------------------------------------------------------------------------------------------------


class CasesAsked(BaseModel):
    """Which cases to list, and in which order. What is not given leaves none out."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    list: Literal["waiting", "reached", "anonymous", "snoozed", "done", "all"] = "waiting"
    """The list of the queue."""
    sort: Literal["", "urgency", "due", "newest", "oldest", "back"] = ""
    """The order, where the list has it; its usual one where this is not given."""
    urgency: Literal["", "routine", "days", "today", "emergency"] = ""
    status: Literal["", "new", "in_review", "contacted", "booked", "seen", "closed"] = ""
    outcome: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_-]{0,59})?$")] = ""
    place: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_-]{0,59})?$")] = ""
    late: Literal["", "yes"] = ""
    """Only those who should have been reached by now, of the list that waits."""
    count: Annotated[int, Field(ge=1, le=100)] = 50
    """The most cases on a page."""
    after: Annotated[str, Field(pattern=r"^([0-9.]{1,25}\.[A-Z0-9]{1,12})?$")] = ""
    """Where the page before ended, as its `next` says."""
