"""What typed words come to, in this order: a danger, an answer to the question asked, a side question, or unclear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Option, Question
from screener.understand import faq as side
from screener.understand.choices import Chosen, Unsure, read_choice
from screener.understand.danger import danger
from screener.understand.faq import Faq
from screener.understand.quantity import Range
from screener.understand.reply import read_number, read_text
from screener.understand.rows import asked

GIVEN: Final = {"emergency": "emergency_in_words", "crisis": "crisis_in_words"}
"""What a flow calls each kind of danger among its `given`."""


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


Reading = Answered | Narrow | SideQuestion | Declined | Unclear


def alarm_in(text: str, given: Iterable[str]) -> Alarm | None:
    """A danger said in the text, if the flow knows what to do about it."""
    name = GIVEN.get(danger(text).kind or "")
    return Alarm(name) if name in tuple(given) else None


def read(
    question: Question,
    offered: Sequence[Option],
    text: str,
    thresholds: Sequence[int] = (),
    faq: Faq | None = None,
) -> Reading:
    """What the text comes to where this question stands; dangers were looked for before.

    `thresholds`: the numbers on which rules about this question turn. `faq`: the clinic's approved answers.
    """
    plain = read_text(question, offered, text)
    if plain is not None:
        return Answered(plain)
    reading = _number(question, text, thresholds) if question.kind == "number" else _choice(question, offered, text)
    if not isinstance(reading, Unclear) or faq is None:
        return reading
    answer = faq.answer(text)
    if isinstance(answer, side.Answer):
        return SideQuestion(answer.topic)
    return Declined() if isinstance(answer, side.Declined) else reading


def _number(question: Question, text: str, thresholds: Sequence[int]) -> Reading:
    found = read_number(question, text)
    if not isinstance(found, Range):
        return Unclear("quantity")
    least, most = question.min or 0, question.max or 0
    low, high = (min(max(bound, least), most) for bound in found.whole)
    between = [threshold for threshold in thresholds if low < threshold <= high]
    if between:
        return Narrow(low, high, between[0])
    value = round((low + high) / 2)
    unit = question.unit_one if value == 1 and question.unit_one else question.unit
    return Answered(value, False, f"about {value} {unit}" if unit else f"about {value}")


def _choice(question: Question, offered: Sequence[Option], text: str) -> Reading:
    found = read_choice(text, asked(question, offered))
    if isinstance(found, Unsure) and question.unsure:
        return Answered(UNSURE, False, "“I'm not sure”")
    if not isinstance(found, Chosen):
        return Unclear("choice")
    values = list(found.values)
    return Answered(values if question.kind == "some" else values[0], False, _labels(question, values))


def _labels(question: Question, values: Sequence[str]) -> str:
    names = [
        question.none if value == NONE and question.kind == "some" else _label(question, value) for value in values
    ]
    return f"“{'; '.join(names)}”"


def _label(question: Question, value: str) -> str:
    return UNSURE if value == UNSURE else question.option(value).label
