"""Days per month from what people type, by the rows of data/frequency*.txt."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_rows import rows

from screener.understand.frequency import read_days
from screener.understand.numerals import Numerals
from screener.understand.quantity import OutOfRange, Quantity, Range, Unclear
from screener.understand.text import tokens

TOLERANCE = 0.5
GROUPS: dict[str, list[tuple[str, str]]] = defaultdict(list)
for name in ("frequency.txt", "frequency_more.txt", "frequency_third.txt"):
    for group, text, expected in rows(name):
        GROUPS[group].append((text, expected))


def is_as(expected: str, reading: Quantity) -> bool:
    """Whether a reading is what the row says; a row may accept another beside it: "8..10 | ask"."""
    if " | " in expected:
        return any(is_as(one, reading) for one in expected.split(" | "))
    if expected == "ask":
        return isinstance(reading, Unclear)
    if expected == "never":
        return isinstance(reading, OutOfRange)
    low, high = map(float, expected.split(".."))
    return isinstance(reading, Range) and reading.low >= low - TOLERANCE and reading.high <= high + TOLERANCE


@pytest.mark.parametrize("group", GROUPS)
def test_days_are_read_as_people_say_them(group: str) -> None:
    wrong = [(text, want, read_days(text)) for text, want in GROUPS[group] if not is_as(want, read_days(text))]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "days"),
    [("20 bad, 10 good", 10), ("12 headache days and 18 clear", 18), ("8", 8), ("20 with, 10 without", 10)],
)
def test_where_good_days_are_asked_for_they_are_what_is_read(text: str, days: float) -> None:
    reading = read_days(text, clear=True)
    assert isinstance(reading, Range)
    assert (reading.low, reading.high) == (days, days)


WORDS = sorted({word for told in GROUPS.values() for text, _ in told for word in text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=9), st.booleans())
@settings(deadline=None)
def test_any_words_in_any_order_come_to_something(words: list[str], clear: bool) -> None:
    assert isinstance(read_days(" ".join(words), clear), Range | Unclear | OutOfRange)


@pytest.mark.parametrize("text", ["sevnteen", "fiftteen days", "tewnty", "thrteen a month", "twentey two"])
def test_a_number_with_a_wrong_letter_must_be_confirmed(text: str) -> None:
    reading = read_days(text)
    assert isinstance(reading, Range)
    assert not reading.literal


@pytest.mark.parametrize("text", ["thirsty", "weighty", "eleventh hour", "nothing fits", "seventh", "fifteenth"])
def test_words_near_a_number_are_no_number(text: str) -> None:
    assert isinstance(read_days(text), Unclear)


@pytest.mark.parametrize("text", ["2..", "1.2.3", "1,2,3", "٣", "½", "²AA", "²", "①", "¹⁄₂", "一", "Ⅷ", "9" * 400])
def test_figures_of_any_kind_never_raise(text: str) -> None:
    assert isinstance(read_days(text), Range | Unclear | OutOfRange)
    found = tokens(text)
    for place in range(len(found)):
        Numerals(found).single(place)


@given(st.text(st.characters(categories=["Nd", "No", "Nl", "Po", "Zs"]), max_size=30))
def test_any_figures_at_all_come_to_something(text: str) -> None:
    assert isinstance(read_days(text), Range | Unclear | OutOfRange)
