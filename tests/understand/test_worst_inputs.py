"""Whatever is typed, however long or odd, a reading comes of it or it is unclear; and it takes no time to speak of."""

from collections.abc import Callable
from time import process_time

import pytest
from worst_texts import PATTERNS, of_length

from screener.engine.loader import load
from screener.library import shipped
from screener.understand import choices
from screener.understand.choices import read_choice
from screener.understand.elapsed import read_weeks, read_years
from screener.understand.frequency import read_days
from screener.understand.quantity import OutOfRange, Range, Unclear
from screener.understand.rows import asked
from screener.understand.text import LONGEST, tokens

FLOW = load(shipped("flows") / "migraine")
QUESTIONS = [asked(question, question.options) for question in FLOW.questions if question.options]
ONE, SOME = (next(question for question in QUESTIONS if question.kind == kind) for kind in ("one", "some"))
READERS: tuple[Callable[[str], object], ...] = (
    read_days,
    read_weeks,
    read_years,
    lambda text: read_choice(text, ONE),
    lambda text: read_choice(text, SOME),
)
READINGS = Range | OutOfRange | Unclear | choices.Chosen | choices.Unsure | choices.Unclear
HUNDRED_KB = 100_000


@pytest.mark.parametrize("name", PATTERNS)
def test_a_reply_of_any_length_comes_to_something(name: str) -> None:
    for length in (1, 7, 60, 300, LONGEST, LONGEST + 1):
        for read in READERS:
            assert isinstance(read(of_length(PATTERNS[name], length)), READINGS)


def test_a_hundred_thousand_characters_are_passed_over_within_fifty_milliseconds() -> None:
    for pattern in PATTERNS.values():
        text = of_length(pattern, HUNDRED_KB)
        for read in READERS:
            assert any(seconds(read, text) < 0.05 for _ in range(10))


def test_a_word_of_any_number_of_quotes_is_taken_apart() -> None:
    assert [token.text for token in tokens("a'" * 900)] == ["a"] * 900


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time, which other programs on the machine do not lengthen."""
    began = process_time()
    read(text)
    return process_time() - began
