"""Free text as an answer to a flow's question, where it is plain. Anything else is left unread and asked again.

Only literal readings are taken here: a number in so many words, an option by its own name, a plain yes or no.
"""

from collections.abc import Iterable
from typing import Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Option, Question
from screener.understand.choices import Choice, Chosen, Unsure, read_choice
from screener.understand.frequency import read_days, read_weeks, read_years
from screener.understand.quantity import OutOfRange, Quantity, Range, Unclear
from screener.understand.rows import asked
from screener.understand.text import normal

UNSURE_WORDS: Final = frozenset({"not sure", "i am not sure", "unsure", "i do not know", "do not know", "no idea"})
OTHER_UNITS: Final = {"weeks": read_weeks, "years": read_years}


def read_text(question: Question, offered: Iterable[Option], text: str, about_other: bool = False) -> object | None:
    """What the text says in answer to the question, as a raw value for it; None where that is not plain."""
    if question.kind == "words":
        return text.strip()
    if question.kind == "number":
        return _number(question, text)
    return _literal(question, read_choice(text, asked(question, offered, about_other)))


def read_number(question: Question, text: str) -> Quantity:
    """A number question's reading, literal or not, in its own unit."""
    reader = OTHER_UNITS.get(question.unit or "")
    if reader is not None:
        return reader(text)
    return read_days(text, clear="clear" in question.id)


def _number(question: Question, text: str) -> object | None:
    if question.unsure and normal(text) in UNSURE_WORDS:
        return UNSURE
    found = read_number(question, text)
    if isinstance(found, Range) and found.literal and found.low == found.high == int(found.low):
        return int(found.low)
    if isinstance(found, OutOfRange | Unclear):
        return _bare(text)
    return None


def _bare(text: str) -> int | None:
    """A lone whole number, however impossible: the question's own bounds say what is wrong with it."""
    words = normal(text)
    digits = words.removeprefix("-")
    return int(words) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None


def _literal(question: Question, choice: Choice) -> object | None:
    if isinstance(choice, Unsure):
        return UNSURE if choice.literal and question.unsure else None
    if not isinstance(choice, Chosen) or not choice.literal:
        return None
    if question.kind == "some":
        return [NONE] if choice.values == (NONE,) else list(choice.values)
    return choice.values[0]


__all__ = ["normal", "read_number", "read_text"]
