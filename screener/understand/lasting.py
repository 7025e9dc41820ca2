"""How long headaches have been going on, in months, and how long one attack lasts, in hours.

"2 yrs", "half a day", "years, since high school": a length is a number with its unit, or words that stand for one.
Where only a beginning is given ("since I was 15"), the age says the rest. There is no clock, so a year of the calendar
is not read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from screener.understand.numerals import Numerals
from screener.understand.quantity import Quantity, Range, Unclear
from screener.understand.text import tokens, too_long
from screener.understand.words import Phrases, lexicon, lexicon_data, texts

MONTHS: Final = {"day": 1 / 30.44, "week": 7 / 30.44, "fortnight": 0.5, "month": 1.0, "season": 3.0, "year": 12.0}
HOURS: Final = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0}
JOINERS: Final = frozenset({"to", "-", "or", "a", "ou", "and", "et", "until", "up"})
SINCE: Final = frozenset({"since", "depuis", "when", "quand", "from", "at", "age", "des"})
OPEN: Final = 1200.0
"""Months or hours that stand for "and more"."""


@dataclass(frozen=True, slots=True)
class _Length:
    low: float
    high: float
    start: int
    end: int
    counted: bool = False
    """Given in numbers, which go before words such as "most of a day"."""


def read_months(text: str, age: float | None = None) -> Quantity:
    """Months since it began."""
    return _read(text, MONTHS, "months", age)


def read_hours(text: str) -> Quantity:
    """Hours that one attack lasts, without treatment where both are told apart."""
    return _read(_untreated(text), HOURS, "hours", None)


def _read(text: str, factors: dict[str, float], unit: str, age: float | None) -> Quantity:
    if too_long(text):
        return Unclear("too_long")
    words = texts(tokens(text))
    if not words:
        return Unclear("empty")
    lengths = _after_correction(words, _lengths(text, factors, unit))
    if age is not None and unit == "months" and (began := _beginning(words, lengths, age)):
        return began
    if not lengths:
        return Unclear("no_number")
    lengths = _without_vague(lengths)
    if len(lengths) > 2 or (len(lengths) == 2 and not _joined(words, lengths)):
        return Unclear("two_readings")
    low, high = min(one.low for one in lengths), max(one.high for one in lengths)
    return _bounded(words, lengths, low, high)


def _bounded(words: Sequence[str], lengths: list[_Length], low: float, high: float) -> Range:
    """With "over", "at least", "less than" and the like."""
    table, start, end = lexicon("quantities"), lengths[0].start, lengths[-1].end
    before = [name for name in ("over", "at_least", "under", "up_to") if table[name].before(words, start) < start]
    if set(before) & {"over", "at_least"} or table["at_least_after"].at(words, end)[0] or words[end : end + 1] == ["+"]:
        high = OPEN
    elif before or table["up_to_after"].at(words, end)[0]:
        low = 0.0
    return Range(round(low, 2), round(high, 2), literal=False)


def _lengths(text: str, factors: dict[str, float], unit: str) -> list[_Length]:
    """Every length in the text, left to right."""
    said = tokens(text)
    words, numerals = texts(said), Numerals(said)
    found: list[_Length] = []
    place = 0
    while place < len(words):
        length = _in_numbers(words, numerals, place, factors, unit)
        if phrase := _in_words(words, place, unit, length.end if length else place):
            length = phrase
        if length is not None:
            found.append(length)
        place = length.end if length else place + 1
    return found


def _in_words(words: Sequence[str], place: int, unit: str, beyond: int) -> _Length | None:
    """A phrase that stands for a length, where it is longer than what stands in numbers."""
    size, value = _phrases(unit).at(words, place)
    if not size or place + size < beyond:
        return None
    number = value.split()[0]
    low, _, high = number.rstrip("+").partition("-")
    return _Length(float(low), OPEN if number.endswith("+") else float(high or low), place, place + size)


def _in_numbers(
    words: Sequence[str], numerals: Numerals, place: int, factors: dict[str, float], unit: str
) -> _Length | None:
    number = numerals.single(place)
    if number is None:
        return _and_a_half(words, place, factors)
    low, high, end = number.low, number.high, number.end
    second = numerals.single(end + 1) if end < len(words) and words[end] in JOINERS else None
    if second is not None:
        low, high, end = min(low, second.low), max(high, second.high), second.end
    while end < len(words) and words[end] in ("-", "+", "plus", "full", "good", "or", "so", "bonnes", "straight"):
        end += 1
    size, named = lexicon("quantities")["units"].at(words, end)
    if size and named in factors:
        half = 0.5 if words[end + size : end + size + 3] == ["and", "a", "half"] else 0.0
        return _Length((low + half) * factors[named], (high + half) * factors[named], place, end + size, counted=True)
    bare = len(words) == number.end or (not size and unit == "hours" and len(words) <= 3)
    return _Length(low, high, place, end) if bare and place == 0 and not size else None


def _and_a_half(words: Sequence[str], place: int, factors: dict[str, float]) -> _Length | None:
    """ "a yr and a half", whichever way the unit is written."""
    if words[place] not in ("a", "an"):
        return None
    size, named = lexicon("quantities")["units"].at(words, place + 1)
    end = place + 1 + size
    if not size or named not in factors or words[end : end + 3] != ["and", "a", "half"]:
        return None
    return _Length(1.5 * factors[named], 1.5 * factors[named], place, end + 3, counted=True)


@lru_cache(maxsize=4)
def _phrases(unit: str) -> Phrases:
    lengths: dict[str, list[str]] = lexicon_data("sessions")["lengths"]
    return Phrases((phrase, value) for value, phrases in lengths.items() if value.endswith(unit) for phrase in phrases)


def _without_vague(lengths: list[_Length]) -> list[_Length]:
    """Without "forever", "years" or "most of a day" where a number behind says how long."""
    exact = [one for one in lengths if one.high < OPEN]
    counted = [one for one in exact if one.counted]
    if counted and len(exact) > len(counted) and exact[0] not in counted:
        return counted
    return exact or lengths[:1]


def _joined(words: Sequence[str], lengths: list[_Length]) -> bool:
    """Whether two lengths are the ends of one range: "30 min to 2 hours"."""
    return all(0 < second.start - first.end <= 2 and set(words[first.end : second.start]) & JOINERS
               for first, second in pairwise(lengths))  # fmt: skip


def _after_correction(words: Sequence[str], lengths: list[_Length]) -> list[_Length]:
    for start, _, _ in reversed(lexicon("words")["correction"].anywhere(words)):
        after = [one for one in lengths if one.start >= start]
        if after and len(after) < len(lengths):
            return after
    return lengths


def _beginning(words: Sequence[str], lengths: list[_Length], age: float) -> Range | None:
    """Since an age, or a time of life: "since I was 15", "started in my twenties"."""
    timed = [one for one in lengths if one.high < OPEN and one.end - one.start > 1]
    if timed:
        return None
    began = next((years for years in _ages_said(words) if years < age), None)
    return None if began is None else Range(round((age - began - 1) * 12), round((age - began) * 12), literal=False)


def _ages_said(words: Sequence[str]) -> Iterator[float]:
    numerals = Numerals(tokens(" ".join(words)))
    for _, _, value in lexicon("sessions")["ages"].anywhere(words):
        yield float(value)
    for place in range(len(words)):
        number = numerals.single(place) if SINCE & set(words[max(0, place - 4) : place]) else None
        if number is not None and 3 <= number.low <= 100:
            yield number.low


def _untreated(text: str) -> str:
    """The part that speaks of an attack left alone, where another speaks of one that is treated."""
    parts = [part for part in text.replace(";", ",").replace(" but ", ",").replace(" mais ", ",").split(",") if part]
    table = lexicon("sessions")
    left = [part for part in parts if table["untreated"].anywhere(texts(tokens(part)))]
    treated = [part for part in parts if table["treated"].anywhere(texts(tokens(part))) and part not in left]
    if left and len(parts) > 1:
        return ",".join(left) if _lengths(",".join(left), HOURS, "hours") else text
    return ",".join(part for part in parts if part not in treated) if treated and len(parts) > 1 else text


__all__ = ["OPEN", "read_hours", "read_months"]
