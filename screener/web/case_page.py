"""What the page of one case shows, as plain values: templates decide nothing and see no database."""

from dataclasses import dataclass

from screener.web.queue_page import AssignView, Due
from screener.web.staff_page import Choice, Moment, Publication, RuleSource, Urgency


@dataclass(frozen=True, slots=True)
class Said:
    """A name and what stands for it: "Good times", "Weekdays after four"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, and how."""

    name: str
    telephone: str
    dial: str
    email: str
    suspected: str
    """Why it may be spam, in words; empty where it does not look so."""
    more: tuple[Said, ...]
    left_at: Moment | None


@dataclass(frozen=True, slots=True)
class Twin:
    """Another case with the same telephone or e-mail, beside this one."""

    reference: str
    this: bool
    same: str
    name: str
    urgency: Urgency
    outcome: str
    status: str
    at: Moment


# --- What the answers mean ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlagView:
    short: str
    rest: str
    """What goes on after `short` in the text for staff."""
    chosen: str
    """What the visitor chose, in the words that they saw."""
    source: RuleSource


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Flags of one level, most serious first."""

    id: str
    title: str
    means: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The outcome as staff need it."""

    outcome: str
    reasons: tuple[str, ...]
    source: RuleSource


@dataclass(frozen=True, slots=True)
class Rule:
    """One outcome's rule that was tried: what came of it, and the facts and answers that settled that."""

    outcome: str
    code: str
    came: str
    held: bool
    facts: tuple[str, ...]
    answers: tuple[Said, ...]
    when: str
    """The rule as the flow spells it."""


@dataclass(frozen=True, slots=True)
class NoteView:
    say: str
    source: RuleSource


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """Another end, and the smallest changes of answers that lead there: each in a line."""

    outcome: str
    urgency: Urgency
    changes: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OtherwiseView:
    ends: tuple[OtherEnd, ...]
    complete: bool


# --- What was said --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    short: str
    ask: str
    answer: str
    words: str
    """What the visitor typed, where they did."""
    before: tuple[str, ...] = ()
    """What they had answered before they changed it, the oldest first."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One turn of the visitor, or one step of the review."""

    number: int
    at: Moment
    what: str
    detail: str = ""
    words: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that needs the flow which the screening began with."""

    summary: str
    say_first: tuple[str, ...]
    told: tuple[str, ...]
    why: Why
    scores: tuple[Said, ...]
    rules: tuple[Rule, ...]
    flags: tuple[FlagGroup, ...]
    notes: tuple[NoteView, ...]
    kept: tuple[str, ...]
    """Answers that do not fit each other, and that the visitor kept."""
    answers: tuple[Answer, ...]
    dormant: tuple[Answer, ...]
    """Answers that were given and no longer count."""
    moments: tuple[Happened, ...]
    """What was typed and was no plain answer: unclear words, readings, questions of their own."""
    turns: tuple[Happened, ...]
    sources: tuple[Publication, ...]
    flow: str
    can_ask_otherwise: bool


# --- The review -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BookingView:
    """The form of an appointment."""

    step: str
    title: str
    button: str
    filled: dict[str, str]
    errors: dict[str, str]
    places: tuple[Choice, ...]
    today: str


@dataclass(frozen=True, slots=True)
class SnoozeView:
    """Days until which the case can be put off."""

    quick: tuple[Choice, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class StepForm:
    """The steps that lead on from here."""

    seen: int
    steps: tuple[Choice, ...]
    results: tuple[Choice, ...]
    """What can become of a try to call; empty where there is nobody to call."""
    reasons: tuple[Choice, ...]
    """Empty where the case cannot be closed."""
    booking: BookingView | None
    snooze: SnoozeView | None
    longest: int
    note: str = ""
    problem: str = ""
    opened: str = ""
    """The step that could not be taken, so that its part of the form stands open."""


@dataclass(frozen=True, slots=True)
class AppointmentView:
    when: Moment
    minutes: int
    place: str
    clinician: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Where the review stands, and what can be done."""

    status: str
    tries: str
    """How many tries to call there were, and what came of them."""
    put_off: str
    due: Due | None
    appointment: AppointmentView | None
    request: str
    """A request to paste into the clinic's own system; empty where nothing is booked."""
    history: tuple[Happened, ...]
    form: StepForm
    assign: AssignView


@dataclass(frozen=True, slots=True)
class CaseView:
    reference: str
    version: str
    language: str
    outcome: str
    urgency: Urgency
    standing: tuple[str, ...]
    """What staff must know of a questionnaire that has not ended, or has changed since; mostly empty."""
    entered_by: str
    contact: Contact | None
    twins: tuple[Twin, ...]
    reading: Reading | None
    """None where this program can no longer read the flow: then `raw` holds the answers as they were kept."""
    raw: tuple[Said, ...]
    otherwise: OtherwiseView | None
    looked: tuple[Happened, ...] | None
    """Who did what with this screening, the newest first; None where nobody asked."""
    review: ReviewView
    begun: Moment
    queued: Moment
    updated: Moment
