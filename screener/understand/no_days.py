"""Numbers that count no days: tablets, a score, an age, a year, and how long one attack lasts."""

from dataclasses import replace
from functools import cache
from math import ceil
from typing import Final

from screener.understand.concepts import known_names
from screener.understand.measure import BREAKS, DAYS, Measure
from screener.understand.numerals import Number
from screener.understand.periods import Periods
from screener.understand.words import lexicon

BESIDE: Final = frozenset({"with", "on", "since", "after", "thanks", "avec", "depuis", "grace", "before", "without"})
"""What tells a count from the medicine that it was counted with: "6 with the shots"."""
ARTICLE_LEADS: Final = frozenset("about like is say around maybe probably be usually feels".split())
MOST_DAYS: Final = 31
EACH: Final = {"days": 1.0, "hour": 1 / 24, "week": 7.0, "minute": 1 / 1440}
WEAKLY_LASTING: Final = frozenset({"for", "of", "de", "pendant", "@", "durant", "run"})
LAST_OF: Final = frozenset({"the", "in", "over", "past", "these", "this", "within", "during", ""})
SCORED: Final = frozenset(") and when usually on out at most sometimes if once during by . , ! ; lol".split())
"""What may follow "a 7" where it is a score."""


LONGEST: Final = frozenset({"longest", "shortest", "record", "longue", "longs"})
CHANGED: Final = frozenset("better worse less fewer more improved improvement improvment mieux pire moins".split())
AFFAIR: Final = frozenset({"thing", "job", "affair", "deal", "event", "ordeal", "affaire"})
"""What an attack is called beside its days: "a 4 day thing"."""
_NO_THINGS: Final = (
    "this always perhaps thus unless guess across does goes comes means feels seems hurts depends besides alors vers "
    "sans dans puis apres mais jamais pas plus tous tres environs yes thanks sometimes squares dots boxes lots rounds "
    "sets waves batches stretches goes singles doubles nights"
)
NO_THINGS: Final = frozenset(_NO_THINGS.split())
"""Words that end in s and count nothing, and what days are called on a calendar."""


class NoDays(Periods):
    """What a number is instead of a count of days."""

    def other(self, number: Number, place: int) -> Measure | None:
        """Tablets, a score, an age, a year of the calendar: numbers that count no days."""
        for category in ("pill", "score", "age_after"):
            length = self.has(category, place)
            if length and not (category == "score" and self.unit(place + length)[0]):
                return Measure("other", number.low, number.high, number.start, place + length, category)
        for category in ("score", "age_before"):
            before = self.table[category].before(self.words, number.start)
            if before < number.start and not self.unit(place)[0] and not self.has("times", place):
                return Measure("other", number.low, number.high, number.start, place, category)
        of_ten = self.words_at(number.end) in ("/", "sur") and self.words_at(number.end + 1) in ("10", "dix")
        if of_ten and not self.unit(number.end + 2)[0] and not self.period(number.end + 2)[0]:
            return Measure("other", number.low, number.high, number.start, number.end + 2, "score")
        if number.digits and 1900 <= number.low <= 2100:
            return Measure("other", number.low, number.high, number.start, place, "year")
        unit, end = self.unit(place)
        if found := self._something_else(number, place):
            return found
        if number.low > MOST_DAYS and self.words_at(number.start - 1) == "am" and not unit:
            return Measure("other", number.low, number.high, number.start, place, "age")
        since = self.words[max(0, number.start - 3) : number.start]
        if since in (["il", "y", "a"], ["ca", "fait"]) and unit in DAYS and not self.period(end)[0]:
            return Measure("other", number.low, number.high, number.start, end, "ago")
        if unit == "day" and (length := self.has("ago", end)):
            return Measure("other", number.low, number.high, number.start, end + length, "ago")
        if unit in DAYS and (length := self.has("ago", end)) and self.words_at(end) in ("ago", "back"):
            return Measure("other", number.low, number.high, number.start, end + length, "ago")
        if unit in ("year", "month", "week", "season") and self.is_duration(number.start):
            return Measure("other", number.low, number.high, number.start, end, "duration")
        if unit == "year" and not self.is_window(number.start):
            return Measure("other", number.low, number.high, number.start, end, "year")
        return None

    def _something_else(self, number: Number, place: int) -> Measure | None:
        """Minutes, an age as "my 20s", a telephone number, "a 7", tablets behind an adjective."""
        word = self.words_at(number.end)
        plain = Measure("other", number.low, number.high, number.start, number.end, "number")
        if word == "min" and (number.low > 31 or "max" not in self.words) and number.start + 1 == number.end:
            return replace(plain, end=number.end + 1)
        if self._is_clock(number.end):
            return replace(plain, end=number.end + 1)
        if number.digits and word == "s" and self.tokens[number.end].glued:
            return replace(plain, end=number.end + 1)
        if number.digits and number.low >= 100 and self.words_at(number.start - 1) == "-" and number.start > 1:
            return plain
        if number.digits and number.low != number.high and number.low >= 100:
            return plain
        if self._is_score(number, place):
            return plain
        if self._is_place_in_line(number):
            return replace(plain, end=number.end + 1)
        if self._counts_things(number, place):
            return replace(plain, end=number.end + 1)
        for ahead in range(place, min(place + 3, len(self.words))):
            if (
                self.words[ahead] in BREAKS
                or self.words[ahead] in BESIDE
                or self.words[ahead] in ("i", "je", "j'")
                or self.unit(ahead)[0]
                or self.has("attack", ahead)
                or self.has("times", ahead)
            ):
                break
            if self.has("pill", ahead) and not self.has("per", ahead):
                return replace(plain, end=ahead + 1)
        return None

    def _is_place_in_line(self, number: Number) -> bool:
        """ "The 3rd person to ask", "on the 14th": which one, and not how many."""
        word = self.words_at(number.end)
        glued = number.digits and number.end < len(self.tokens) and self.tokens[number.end].glued
        return (
            glued and word in ("st", "nd", "and", "rd", "th", "eme", "ieme") and not self.has("every", number.start - 1)
        )

    def _is_change(self, number: Number) -> bool:
        """ "20% better since the shots", of a share."""
        return self.words_at(number.end) in CHANGED

    def _counts_things(self, number: Number, place: int) -> bool:
        """ "Two naproxen", "3 different neurologists", "a 28 day pill pack": what is counted is no day."""
        unit, behind = self.unit(place)
        if unit == "day" and self.words_at(place) == "day" and number.low > 1:
            word = self.words_at(behind)
            lasting = self.table["lasting"].before(self.words, number.start) < number.start
            other = word not in _vocabulary() | AFFAIR or self.has("pill", behind) > 0
            return word.isalpha() and len(word) > 2 and other and not lasting
        place += self.words_at(place) in ("different", "other", "whole", "big")
        word = self.words_at(place)
        if unit or not word or self.has("attack", place):
            return False
        things = word.endswith("s") and len(word) > 3 and word.isalpha() and word not in NO_THINGS
        named = known_names().at(self.words, place)[0] > 0 and not self.has("hedge", place - 1)
        return (things and word not in _vocabulary()) or named

    def _is_clock(self, place: int) -> bool:
        """ "2pm", "at 6 am": a time of the day."""
        word = self.words_at(place)
        if word in ("am", "pm"):
            return (
                self.tokens[place].glued
                or word == "pm"
                or self.words_at(place - 2) in ("at", "from", "till", "until")
                or self.words_at(place + 1) in ("is", "when")
            )
        return word in ("o'clock", "oclock", "heures") and self.words_at(place - 2) in ("at", "a", "from", "de", "")

    def period_behind(self, place: int) -> bool:
        """Whether a period such as "a month" ends right here."""
        return self.unit(place - 1)[0] in ("week", "month") and self.unit(place - 1)[1] == place

    def _is_score(self, number: Number, place: int) -> bool:
        """ "a 7", "about an 8 when it hits", "a nine": nobody counts days so."""
        lead = self.words_at(number.start - 2)
        if self.words_at(number.start - 1) not in ("a", "an") or (lead and lead not in ARTICLE_LEADS):
            return False
        return place >= len(self.words) or self.words[place] in SCORED

    def each(self, number: Number, start: int, noun: str, place: int) -> Measure | None:
        """How long one attack goes on: "lasting 3 days", "2-day attacks", "for 48 hours each"."""
        if noun not in EACH:
            return None
        lasts = [value * EACH[noun] for value in (number.low, number.high)]
        low, high = (max(1.0, value if noun == "days" else ceil(value - 0.001)) for value in lasts)
        measure = Measure("each", low, high, start, place, noun)
        before = self.table["lasting"].before(self.words, start)
        if before == start:
            before, start = self.table["lasting"].before(self.words, number.start), number.start
        word = self.words_at(before) if before < start else ""
        if self._behind_its_count(start, noun, place):
            return measure
        if word == "of" and self.words_at(before - 1) == "out":
            return None  # "out of 30 days I get 22"
        if word in ("of", "de") and self.table["attack"].before(self.words, before) < before:
            return replace(measure, special="weak")
        if self.words_at(start - 2 if word == "for" else start - 1) in ("except", "apart", "aside", "but", "save"):
            return None
        if self._is_long(word, before, place) or (self.has("each", place) and not self.period(place)[0]):
            return replace(measure, end=place + self.has("each", place))
        if self._is_joined(number, noun, place) or self.words_at(place - 1) in ("dayer", "dayers"):
            return measure
        weak = word in WEAKLY_LASTING and not self.period(place)[0] and before > 0
        return replace(measure, special="weak") if weak else None

    def _behind_its_count(self, start: int, noun: str, place: int) -> bool:
        """ "2 a month, each 3 days", "4 attacks a month x 2 days"."""
        if noun != "days" or start < 1:
            return False
        lead = self.words[max(0, start - 4) : start]
        if LONGEST & set(lead) and not BREAKS & set(lead):
            return not self.period(place)[0]
        if "each" in lead and not BREAKS & set(lead[lead.index("each") :]) and start - 4 + lead.index("each") > 0:
            return not self.period(place)[0]
        counted = self.table["attack"].before(self.words, start - 1) < start - 1
        return self.words_at(start - 1) in ("x", "times") and (self.period_behind(start - 1) or counted)

    def _is_long(self, word: str, before: int, place: int) -> bool:
        """Whether the word before says how long one goes on: "lasting", and "last" where it is no time gone by."""
        if word == "last":
            return self.words_at(before - 1) not in LAST_OF
        if word.startswith("each"):
            return not self.period(place)[0]
        return word not in ("", *WEAKLY_LASTING)

    def _is_joined(self, number: Number, noun: str, place: int) -> bool:
        """ "2-day attacks", "3 day migraine"."""
        if noun not in ("days", "hour") or place >= len(self.words) or number.low <= 1:
            return False
        glued = self.words_at(number.end) == "-" or self.words_at(place - 1) in ("dayer", "dayers")
        attack = self.has("attack", place) or self.words_at(place) in AFFAIR
        joined = (glued or self.words_at(place - 1) == "day") and (attack or self.words_at(place - 1) == "dayer")
        return bool(joined) and (glued or self.words_at(place - 1) in ("day", "dayer"))


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that the lexicon of quantities knows."""
    return frozenset(word for phrases in lexicon("quantities").values() for word in phrases.vocabulary())
