"""Ranges and fractions of numbers, and the period that a count is for."""

from dataclasses import replace
from typing import Final

from screener.understand.measure import BREAKS, DAYS, MONTH
from screener.understand.numerals import Number
from screener.understand.units import Units

MOVED: Final = frozenset({
    "went", "gone", "going", "increased", "decreased", "dropped", "jumped", "changed", "passe", "moved", "grew",
    "up", "down",
})  # fmt: skip
SOMETIMES: Final = frozenset({"sometimes", "occasionally", "parfois", "des", "possibly"})
"""What joins a second number behind a comma: "three, sometimes four"."""


class Periods(Units):
    """ "3 to 4", "1/2", "15 give or take 2"; "per week", "every third day", "out of 30"."""

    def range(self, place: int, strict: bool = True) -> Number | None:
        """A number, or two of them with "to", "or", "-" (or "and" behind "between")."""
        first = self.numerals.single(place)
        if first is None:
            return None
        fraction = self.fraction(first)
        if fraction is not None:
            return fraction
        if tolerance := self._tolerance(first):
            return tolerance
        joint = (
            self.skip(first.end, "times") if self.words_at(first.end) in ("fois", "times", "x", "time") else first.end
        )
        unit, behind_unit = self.unit(first.end)
        for after in sorted(
            {first.end, joint, behind_unit if unit == "day" else first.end, self._behind_ish(first.end)}
        ):
            second = self._second(first, after, strict)
            if second is not None and self._moved(place):
                return replace(second, start=place)
            if second is not None:
                low, high = sorted((first.low, second.high))
                return Number(low, high, place, second.end, first.digits, occasions=second.occasions)
        return first

    def _tolerance(self, first: Number) -> Number | None:
        """ "15 give or take 2"."""
        for phrase in (["plus", "or", "minus"], ["give", "or", "take"], ["+", "/", "-"], ["plus", "ou", "moins"]):
            begin = first.end + (self.words_at(first.end) == ",")
            end = begin + len(phrase)
            if self.words[begin:end] == phrase and (second := self.numerals.single(end)):
                return Number(
                    max(0.0, first.low - second.low), first.high + second.high, first.start, second.end, digits=False
                )
        return None

    def _behind_ish(self, place: int) -> int:
        """ "20-ish to 25"."""
        return place + (2 if self.words_at(place) == "-" else 1) if "ish" in self.words[place : place + 2] else place

    def _moved(self, place: int) -> bool:
        """ "went from 4 to 15": the second number holds."""
        return self.words_at(place - 1) in ("from", "de") and self.words_at(place - 2) in MOVED

    def _second(self, first: Number, after: int, strict: bool) -> Number | None:
        """The upper end of a range whose lower end was read."""
        if self.words_at(after) == "," and self.words_at(after + 1) in SOMETIMES:
            after += 1
        joiner = self.has("to", after)
        if not joiner and not strict:
            joiner = 1 if self.words_at(after) in ("and", "et", "&", "n", "puis") else 0
        if not joiner and after > first.end:
            return None
        if not joiner and self.words_at(after) in BREAKS:
            return None
        place = self.skip(after + joiner, "hedge") if joiner else after
        second = self.numerals.single(place)
        if second is None or self._is_day_of(second.end):
            return None
        if not joiner and not (second.low == first.high + 1 and second.digits == first.digits and second.low <= 31):
            return None
        return second if second.low != first.low or joiner else None

    def fraction(self, first: Number) -> Number | None:
        """ "1/2", "15/30", "50%": a share of the month. "8/10" is a score, which the count reads."""
        if self.words_at(first.end) == "%" or self.words_at(first.end) in ("percent", "pourcent"):
            return Number(first.low / 100, first.high / 100, first.start, first.end + 1, digits=True, share=True)
        if self.words_at(first.end) in ("per", "pour") and self.words_at(first.end + 1) in ("cent", "cents"):
            return Number(first.low / 100, first.high / 100, first.start, first.end + 2, digits=True, share=True)
        if self.words_at(first.end) != "/":
            return None
        second = self.numerals.single(first.end + 1)
        if second is None or not second.digits or not first.digits or not second.low:
            return None
        top, bottom = first.low, second.low
        unit, end = self.unit(second.end)
        named = unit if unit in DAYS else ""
        of_time = self.words_at(second.end) in ("the", "of", "du", "le", "des", "my", "a") and bottom in (2, 3, 4)
        if (of_time and self.words_at(second.end) != "a") or (named and named != "day" and bottom in (2, 3, 4)):
            return Number(
                top / bottom, top / bottom, first.start, self.skip(second.end, "month_words"), digits=True, share=True
            )
        if self.period(second.end)[0] and bottom <= 31 and top < bottom and bottom not in (28, 30, 31):
            return Number(top, bottom, first.start, second.end, digits=True)
        if bottom in (28, 29, 30, 31) and top <= bottom:
            return Number(top, top, first.start, end if named == "day" else second.end, digits=True)
        if named == "day" and top <= bottom and bottom not in (1, 10) and (top != bottom - 1 or bottom in (2, 3, 7)):
            return Number(top / bottom, top / bottom, first.start, end, digits=True, share=True)
        if bottom in (2, 3, 4, 7) and top <= bottom:
            return Number(top / bottom, top / bottom, first.start, second.end, digits=True, share=True)
        if top == bottom - 1 and bottom != 10:
            return Number(top, bottom, first.start, second.end, digits=True)
        return None

    def period(self, place: int, noun: str = "") -> tuple[float, int]:
        """The period that a count is for, in days, and the place behind it; 0 where none is said here."""
        if noun in ("attacks", "times") and self.words_at(place) in ("of", "de", "@"):
            return (0, place)
        place = self._behind_little_words(place)
        if noun == "times" and self.words[place : place + 2] in (["for", "one"], ["for", "a"], ["for", "1"]):
            unit, end = self.unit(place + 2)
            if unit in ("week", "month"):
                return DAYS[unit], end
        if self._is_this_year(place):
            return (0, place)
        if self.words_at(place) == "last" and self.unit(place + 1)[0] == "year":
            return (0, place)  # "8 last year" speaks of the past; "8 in the last year" counts over it
        for category in ("rates",):
            length, unit = self.table[category].at(self.words, place)
            if length:
                return DAYS[unit], place + length
        joiner = max(
            self.has("per", place), self.has("every", place), self.has("window", place), self.has("out_of", place)
        )
        for length in range(joiner, 0, -1):
            if not any(self._spans(name, place, length) for name in ("per", "every", "window", "out_of")):
                continue
            found = self._period_unit(place + length, place, noun)
            if found[0]:
                return found
        return (0, place)

    def _is_this_year(self, place: int) -> bool:
        """ "17 last year, 18 this year" sets two years against each other; neither is counted over."""
        return self.words_at(place) == "this" and self.unit(place + 1)[0] == "year" and "last" in self.words

    def _spans(self, category: str, place: int, length: int) -> bool:
        """Whether a phrase of exactly this length stands here."""
        if self.has(category, place) == length:
            return True
        return self.table[category].before(self.words, place + length, length) == place

    def _behind_little_words(self, place: int) -> int:
        """ "3 headaches or so per week", "2 (per week)", "10 headache days"."""
        for _ in range(2):
            if self.words_at(place) == "(":
                place += 1
            hedged = self.has("hedge", place)
            if hedged and not self.numerals.single(place + hedged):
                place += hedged
        return place

    def _period_unit(self, place: int, joiner: int, noun: str = "") -> tuple[float, int]:
        """ "week", "2 weeks", "last 3 months", "other week", "third day" behind a word such as "per" or "every"."""
        place = self.skip(place, "hedge") if self.has("hedge", place) else place
        if self.words_at(place) in (
            "last",
            "past",
            "typical",
            "average",
            "given",
            "normal",
            "usual",
            "full",
            "whole",
            "single",
        ):
            place += 1
        times, end = 1.0, place
        length, ordinal = self.table["ordinals"].at(self.words, place)
        number = self.numerals.single(place)
        if length and self.words_at(place + length) in ("or", "ou", "to", "a", "-"):
            again, second_one = self.table["ordinals"].at(self.words, place + length + 1)
            if again:
                ordinal, length = str((float(ordinal) + float(second_one)) / 2), length + 1 + again
        if length:
            times, end = float(ordinal), place + length
        elif number is not None:
            second = self.range(place) or number
            times, end = (second.low + second.high) / 2, second.end
        if self.words_at(end) in ("last", "past", "dernieres", "derniers"):
            end += 1
        unit, behind = self.unit(end)
        if unit == "weekend" and times == 1:
            return 7.0, behind
        if unit not in DAYS or not times:
            return self._bare_period(number, joiner, noun) or (0, place)
        if (
            unit == "day"
            and times == 1
            and number is None
            and self.words_at(joiner)
            in ("the", "this", "that", "le", "la", "du", "de", "of", "on", "my", "during", "in", "au", "aux")
        ):
            return 0, place
        if times in (28, 29, 30, 31) and unit == "day":
            return MONTH, behind
        behind += self.has("window_after", behind)
        return times * DAYS[unit], behind

    def _bare_period(self, number: Number | None, joiner: int, noun: str) -> tuple[float, int] | None:
        """ "15 out of 30", "un jour sur trois", "1 week out of 4": the unit is not said again."""
        if number is None or not self.has("out_of", joiner):
            return None
        if noun == "week" and 2 <= number.low <= 5:
            return number.low * 7, number.end
        if number.low in (28, 29, 30, 31):
            return MONTH, number.end
        whole = self.words_at(joiner) in ("out", "sur", "in", "on", "of", "/", "outta", "every", "a", "de")
        if noun == "" and self.words_at(joiner) == "out" and number.low in (2, 3, 4, 5, 6):
            return number.low, number.end  # "2 out of 3"
        if number.low in (7, 60, 90, 365) or (noun == "days" and 2 <= number.low <= 31 and whole):
            wide = self.range(number.start) or number
            return (wide.low + wide.high) / 2, wide.end
        return None
