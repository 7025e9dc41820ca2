"""What typed words come to, in this order: a danger, an answer to the question asked, a side question, or unclear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Option, Question
from screener.understand import faq as side
from screener.understand.choices import Chosen, Unsure, read_choice
from screener.understand.cleaning import is_code
from screener.understand.danger import danger
from screener.understand.faq import Faq
from screener.understand.language import Language, language_of
from screener.understand.quantity import OutOfRange, Range
from screener.understand.reply import read_number, read_text
from screener.understand.rows import asked
from screener.understand.text import LONGEST

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
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that only a physician can answer."""

    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood. `reason` says why, as the reader of this kind of question calls it."""

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
    about_other: bool = False,
) -> Reading:
    """What the text comes to where this question stands; dangers were looked for before.

    `thresholds`: the numbers on which rules about this question turn. `faq`: the clinic's approved answers.
    `about_other`: somebody answers for another person, whom "my mother" may then mean.
    """
    if question.kind != "words" and is_code(text[:LONGEST]):
        return Unclear()
    reading = _answer(question, offered, text, thresholds, about_other)
    if not isinstance(reading, Unclear) or faq is None:
        return reading
    return _side_question(text, faq) or reading


def _answer(
    question: Question, offered: Sequence[Option], text: str, thresholds: Sequence[int], about_other: bool
) -> Answered | Narrow | Unclear:
    if question.kind != "words" and len(text) > LONGEST:  # no need to take it apart to know that it is no answer
        return Unclear("too_long")
    plain = read_text(question, offered, text, about_other)
    if plain is not None:
        return Answered(plain)
    if question.kind == "number":
        return _number(question, text, thresholds)
    return _choice(question, offered, text, about_other)


def _side_question(text: str, faq: Faq) -> SideQuestion | Declined | None:
    """A question of the visitor's own, to be answered in the language that it was asked in."""
    language = language_of(text)
    answer = faq.answer(text, language)
    if isinstance(answer, side.Answer):
        return SideQuestion(answer.topic, language)
    return Declined(language) if isinstance(answer, side.Declined) else None


def _number(question: Question, text: str, thresholds: Sequence[int]) -> Answered | Narrow | Unclear:
    found = read_number(question, text)
    if not isinstance(found, Range):
        return Unclear("out_of_range" if isinstance(found, OutOfRange) else found.reason)
    least, most = question.min or 0, question.max or 0
    low, high = (min(max(bound, least), most) for bound in found.whole)
    between = [threshold for threshold in thresholds if low < threshold <= high]
    if between:
        return Narrow(low, high, between[0])
    value = round((low + high) / 2)
    return Answered(value, False, _in_unit(question, value))


def _in_unit(question: Question, value: int) -> str:
    unit = question.unit_one if value == 1 and question.unit_one else question.unit
    number = f"{value} {unit}" if unit else str(value)
    return f"about {number}" if value else number


def _choice(question: Question, offered: Sequence[Option], text: str, about_other: bool) -> Answered | Unclear:
    found = read_choice(text, asked(question, offered, about_other))
    if isinstance(found, Unsure) and question.unsure:
        return Answered(UNSURE, False, "“I'm not sure”")
    if not isinstance(found, Chosen):
        return Unclear("unsure" if isinstance(found, Unsure) else found.reason)
    values = list(found.values)
    return Answered(values if question.kind == "some" else values[0], False, _labels(question, values))


def _labels(question: Question, values: Sequence[str]) -> str:
    names = [
        question.none if value == NONE and question.kind == "some" else _label(question, value) for value in values
    ]
    return " and ".join(f"“{name}”" for name in names)


def _label(question: Question, value: str) -> str:
    return "I'm not sure" if value == UNSURE else question.option(value).label
