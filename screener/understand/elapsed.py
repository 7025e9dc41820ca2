"""Weeks since something, and years of age. A bare number is in the unit that was asked for; others are converted.

There is no clock here: "since March" is asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screener.understand.numerals import Numerals
from screener.understand.quantity import OutOfRange, Quantity, Range, Unclear
from screener.understand.text import Token, joined, tokens, too_long
from screener.understand.words import lexicon

WEEKS: Final = {"day": 1 / 7, "week": 1.0, "fortnight": 2.0, "month": 52.18 / 12, "season": 13.0, "year": 52.18}
YEARS: Final = {"year": 1.0, "month": 1 / 12, "week": 1 / 52.18, "day": 1 / 365.25}
MOST_WEEKS: Final = 1000
MOST_YEARS: Final = 120
SAID: Final = {
    "today": (0, 0), "yesterday": (0, 0), "hier": (0, 0), "aujourd' hui": (0, 0), "last week": (1, 1),
    "la semaine derniere": (1, 1),
    "la semaine passee": (1, 1), "last month": (4, 5), "le mois dernier": (4, 5), "le mois passe": (4, 5),
    "half a year": (26, 26),
    "a year and a half": (78, 79), "un an et demi": (78, 79), "a month and a half": (6, 7), "un mois et demi": (6, 7),
    "a week and a half": (1, 2), "one and a half years": (78, 79),
}  # fmt: skip
"""Weeks that a phrase stands for."""
DECADES: Final = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80,
                  "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60}  # fmt: skip
BIRTHDAY: Final = frozenset({"turning", "turn", "almost", "nearly", "soon", "bientot", "presque", "be", "next"})


def read_weeks(text: str) -> Quantity:
    """Weeks since something: "6 months ago" is 26."""
    return _Elapsed(text, "week", WEEKS, MOST_WEEKS).quantity()


def read_years(text: str) -> Quantity:
    """Years of age."""
    return _Elapsed(text, "year", YEARS, MOST_YEARS).quantity()


@dataclass(frozen=True, slots=True)
class _Length:
    """A number with its unit, where one is said."""

    low: float
    high: float
    unit: str
    start: int
    end: int


class _Elapsed:
    """A stretch of time in one reply, in one unit."""

    def __init__(self, text: str, unit: str, factors: dict[str, float], most: int) -> None:
        self.long = too_long(text)
        self.tokens: Sequence[Token] = tokens(text)
        self.numerals = Numerals(self.tokens)
        self.words = self.numerals.words
        self.unit, self.factors, self.most = unit, factors, most
        self.table = lexicon("quantities")
        self.text = text

    def quantity(self) -> Quantity:
        if self.long:
            return Unclear("too_long")
        if not self.words:
            return Unclear("empty")
        if self._asks():
            return Unclear("question")
        if said := self._phrase():
            return said
        lengths = self._after_correction(self._lengths())
        if any(one.unit and one.unit not in self.factors for one in lengths):
            return Unclear("other_quantity")
        with_unit = [one for one in lengths if one.unit]
        lengths = with_unit or lengths
        if len(lengths) != 1:
            return Unclear("two_readings" if lengths else "no_number")
        return self._read(lengths[0])

    def _asks(self) -> bool:
        return bool(self.table["asking"].at(self.words, 0)[0]) and not self._lengths()

    def _phrase(self) -> Range | None:
        sentence = joined(self.tokens)
        if self.unit == "week":
            found = [span for phrase, span in SAID.items() if f" {phrase} " in f" {sentence} "]
            return Range(float(found[-1][0]), float(found[-1][1]), literal=False, said=self.text) if found else None
        for place, word in enumerate(self.words):
            decade = DECADES.get(word)
            if (
                decade is None
                and self.words[place + 1 : place + 2] == ["s"]
                and word in ("20", "30", "40", "50", "60", "70", "80")
            ):
                decade = int(word)
            if decade is not None:
                return Range(float(decade), decade + 9.0, literal=False, said=self.text)
        return None

    def _lengths(self) -> list[_Length]:
        found: list[_Length] = []
        place = 0
        while place < len(self.words):
            number = self.numerals.single(place)
            article = self.words[place] in ("a", "an") and self.table["units"].at(self.words, place + 1)[1]
            if number is None and not article:
                place += 1
                continue
            low, high, end = (number.low, number.high, number.end) if number else (1.0, 1.0, place + 1)
            if (
                self.words[end : end + 1]
                and self.words[end] in ("-", "to", "or", "a", "ou")
                and (second := self.numerals.single(end + 1))
            ):
                low, high, end = min(low, second.low), max(high, second.high), second.end
            length, unit = self.table["units"].at(self.words, end)
            found.append(_Length(low, high, unit if length else "", place, end + length))
            place = end + length
        return found

    def _after_correction(self, lengths: list[_Length]) -> list[_Length]:
        for start, _, _ in reversed(self.table["correction"].anywhere(self.words)):
            after = [one for one in lengths if one.start >= start]
            if after and len(after) < len(lengths):
                return after
        return lengths

    def _read(self, length: _Length) -> Quantity:
        if self._is_date(length):
            return Unclear("date")
        factor = self.factors[length.unit or self.unit]
        low, high = round(length.low * factor, 1), round(length.high * factor, 1)
        bound = self._bound(length)
        if self.words[max(0, length.start - 1) : length.start] == ["-"] and self.tokens[length.start].glued:
            return OutOfRange()
        if low > self.most:
            return OutOfRange()
        if bound == "under":
            low, high = 0.0, high
        elif bound == "over":
            high = float(self.most)
        if self.unit == "year" and BIRTHDAY & set(self.words[: length.start]):
            return Unclear("birthday")
        literal = low == high and not bound and length.unit in ("", self.unit) and low == int(low)
        return Range(low, min(high, float(self.most)), literal, self.text)

    def _is_date(self, length: _Length) -> bool:
        """A year of the calendar, or a day of the month."""
        if not length.unit and 1900 <= length.low <= 2100:
            return True
        return not length.unit and any(word in MONTHS for word in self.words)

    def _bound(self, length: _Length) -> str:
        for name, bound in (("at_least", "over"), ("over", "over"), ("under", "under"), ("up_to", "under")):
            if self.table[name].before(self.words, length.start) < length.start:
                return bound
        if self.table["at_least_after"].at(self.words, length.end)[0]:
            return "over"
        return "under" if self.table["up_to_after"].at(self.words, length.end)[0] else ""


MONTHS: Final = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "summer",
        "winter",
        "spring",
        "fall",
        "ete",
        "hiver",
        "printemps",
        "automne",
        "christmas",
        "noel",
    ]
)
