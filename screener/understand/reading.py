"""What typed words come to, in this order: a danger, an answer to the question asked, a side question, or unclear."""

from collections.abc import Iterable
from dataclasses import dataclass

from screener.engine.flow import Option, Question
from screener.understand.reply import read_text


@dataclass(frozen=True, slots=True)
class Alarm:
    """A danger said in words. `name` is what the flow calls it among its `given`."""

    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer. One that is not `literal` is said back as `said`, and counts only once confirmed."""

    value: object
    literal: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A range that stands on both sides of a number on which a rule turns: a better guess is asked for."""

    low: int
    high: int
    turns_at: int


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """A question of the visitor's own that the clinic's approved answers cover."""

    topic: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that only a physician can answer."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood. `reason` says what was missing."""

    reason: str = "words"


Reading = Alarm | Answered | Narrow | SideQuestion | Declined | Unclear


def read(question: Question, offered: Iterable[Option], text: str) -> Reading:
    """What the text comes to where this question stands."""
    value = read_text(question, offered, text)
    return Unclear() if value is None else Answered(value)


def alarm_in(text: str, given: Iterable[str]) -> Alarm | None:
    """A danger said in the text, if the flow knows what to do about it."""
    return None
