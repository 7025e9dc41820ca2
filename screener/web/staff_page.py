"""What the desk's pages show, as plain values: templates decide nothing and see no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: for machines, in words, and how long ago where that matters."""

    iso: str
    words: str
    ago: str = ""


@dataclass(frozen=True, slots=True)
class Urgency:
    """Never by colour alone: a word and a mark."""

    id: str
    word: str
    mark: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool = False


# --- One case -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, and how."""

    name: str
    telephone: str
    dial: str
    email: str
    place: str
    times: str
    left_at: Moment | None


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule comes from, when that was checked, and whether a physician has reviewed it."""

    keys: tuple[str, ...]
    checked: str
    review: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What a key stands for."""

    key: str
    title: str


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
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The outcome as staff need it."""

    outcome: str
    reasons: tuple[str, ...]
    source: RuleSource


@dataclass(frozen=True, slots=True)
class Answer:
    short: str
    ask: str
    answer: str
    words: str
    """What the visitor typed, where they did."""


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
class StepForm:
    """The steps that lead on from here."""

    seen: int
    steps: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    """Empty where the case cannot be closed."""
    longest: int
    note: str = ""
    problem: str = ""
    closing: bool = False
    """Whether it was the closing that could not be done."""


@dataclass(frozen=True, slots=True)
class CaseView:
    reference: str
    flow: str
    version: str
    language: str
    status: str
    urgency: Urgency
    standing: str
    """What staff must know of a questionnaire that has not ended, or has changed since; mostly empty."""
    contact: Contact | None
    say_first: tuple[str, ...]
    told: tuple[str, ...]
    why: Why
    flags: tuple[FlagGroup, ...]
    answers: tuple[Answer, ...]
    turns: tuple[Happened, ...]
    review: tuple[Happened, ...]
    form: StepForm
    sources: tuple[Publication, ...]
    begun: Moment
    queued: Moment
    updated: Moment
