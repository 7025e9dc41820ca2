"""What a visitor's page shows, as plain values: templates decide nothing and see no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One past turn: the question in a few words and the answer."""

    question: str
    short: str
    answer: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    help: str
    chosen: bool
    alone: bool
    """Chosen, it leaves room for no other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that stands."""

    id: str
    kind: str
    ask: str
    help: str
    why: str
    choices: tuple[Choice, ...]
    unsure: str
    unit: str
    low: int | None
    high: int | None
    longest: int | None
    optional: bool
    value: str
    """What was answered before, in a number or words field."""
    returning: bool
    """Answered before, and to be confirmed."""
    text: str
    """What was typed just now and could not be taken."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said about words that were no plain answer."""

    kind: str
    said: str
    """A reading, in words."""
    answer: str
    """The clinic's answer to a question of the visitor's own, with its source and what stands under each."""
    source: str
    closing: str
    language: str
    """Of the answer, as browsers call it, where it is not the page's."""
    low_high: tuple[int, ...]
    """A range that is too wide, and the number on which a rule turns."""
    typed: str
    """To be put differently."""
    often: bool
    """Not understood for a second time."""


@dataclass(frozen=True, slots=True)
class Progress:
    section: str
    number: int
    """Of the section, from 1."""
    sections: int
    percent: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CardView:
    show: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    say: str
    change: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ToRaise:
    """Something to tell the physician."""

    label: str
    say: str


@dataclass(frozen=True, slots=True)
class Result:
    """How the questionnaire ended."""

    id: str
    urgency: str
    title: str
    say: str
    next: str
    now: tuple[str, ...]
    """What cannot wait for the visit."""
    reasons: tuple[str, ...]
    to_raise: tuple[ToRaise, ...]
    advice: tuple[str, ...]
    consultation: tuple[str, ...]
    booking: bool
    recommends: str
    diary: bool
    """Offer a diary: days are close to a limit, or not known."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a visitor's page shows."""

    status: str
    template: str
    language: str
    form: str
    """What was filled in here and not sent yet is in the form of this id."""
    flow: str
    title: str
    turn: int
    date: str
    reference: str
    other: bool
    progress: Progress
    earlier: tuple[Line, ...]
    newest: tuple[Line, ...]
    asked: Asked | None
    aside: Aside | None
    card: CardView | None
    contradiction: Contradiction | None
    result: Result | None
    can_undo: bool
    contact_left: bool
    feedback_given: bool
    opening_hours: tuple[str, ...]
    for_caller: bool
    """Somebody of the staff answers for a caller."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What is said before the first question."""

    flow: str
    language: str
    title: str
    lines: tuple[str, ...]
    minutes: int
    keep_unfinished: str
    keep_finished: str
