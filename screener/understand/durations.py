"""How long something lasts, or how old somebody is, against what the options or the question say in their own words.

"4 hours to 3 days" is an interval; so is "2-3 days". A reply that lies inside one option's interval means that option.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final

from screener.understand.names import ChoiceQuestion
from screener.understand.numerals import Numerals
from screener.understand.text import Token, tokens
from screener.understand.words import lexicon

HOURS: Final = {
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "week": 168.0,
    "fortnight": 336.0,
    "month": 720.0,
    "season": 2160.0,
    "year": 8760.0,
}
OLDER: Final = frozenset({"older", "over", "above", "more", "plus", "up"})
TURNING: Final = frozenset({"turning", "going", "soon", "almost", "nearly", "bientot", "presque", "be"})
"""What stands between an age and the next one: "16 turning 17"."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Hours from low to high; the ends belong to it where they are said to."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def holds(self, other: "Interval") -> bool:
        below = other.low < self.low or (other.low == self.low and self.open_low and not other.open_low)
        above = other.high > self.high or (other.high == self.high and self.open_high and not other.open_high)
        return not below and not above


def spans(question: ChoiceQuestion) -> dict[str, Interval]:
    """The interval that each option stands for, from its label, or from a yes-or-no question."""
    return _spans(question)


@lru_cache(maxsize=256)
def _spans(question: ChoiceQuestion) -> dict[str, Interval]:
    if question.is_yes_no:
        found = _said(tokens(question.ask), ages=True)
        if found is None or found.high != inf:
            return {}
        return {"yes": found, "no": Interval(0, found.low, open_high=not found.open_low)}
    labelled = {option.id: _said(tokens(option.label)) for option in question.options}
    known = {option: interval for option, interval in labelled.items() if interval is not None}
    return known if len(known) > 1 else {}


def read_duration(question: ChoiceQuestion, said: Sequence[Token]) -> tuple[str | None, bool]:
    """The option whose interval holds what was said, and whether any length was said at all.

    A length that fits no single option gives (None, True).
    """
    known = spans(question)
    if not known:
        return None, False
    years = all(interval.low in (0, *_ages()) or interval.high in _ages() for interval in known.values())
    found = _said(said, ages=years and question.is_yes_no)
    if found is None:
        return None, False
    place = next(iter(place for place, token in enumerate(said) if token.is_number or token.text == "three"), 0)
    if question.is_yes_no and place and said[place - 1].text in ("not", "pas"):
        return ("no" if "yes" in known else None), True
    fitting = [option for option, interval in known.items() if interval.holds(found)]
    return (fitting[0] if len(fitting) == 1 else None), True


def read_age(said: Sequence[Token]) -> Interval | None:
    """An age in years, or a bound on one, as in "under 18"; None where none, or another length of time, is said."""
    found = _said(said, ages=True)
    return found if found is not None and (found.high >= HOURS["year"] or found.high == 0) else None


def _ages() -> frozenset[float]:
    return frozenset(year * HOURS["year"] for year in range(10, 100))


def _said(said: Sequence[Token], ages: bool = False) -> Interval | None:
    """The one length of time in a text."""
    numerals = Numerals(said)
    words, units = numerals.words, lexicon("quantities")["units"]
    lengths: list[tuple[float, float, int, int]] = []
    pending: list[tuple[float, float, int, int]] = []
    place = 0
    while place < len(words):
        number = numerals.single(place)
        article = words[place] in ("a", "an", "one", "un", "une", "half")
        half = words[place : place + 2] in (["half", "an"], ["half", "a"]) and bool(units.at(words, place + 2)[0])
        if number is None and not half and not (article and units.at(words, place + 1)[0]):
            place += 1
            continue
        low, high, end = (number.low, number.high, number.end) if number else (1.0, 1.0, place + 1)
        if words[place : place + 2] in (["half", "an"], ["half", "a"]):
            end = place + 2
        if words[place] == "half" or words[max(0, place - 1)] == "half":
            low = high = 0.5
        joiner = words[end] if end < len(words) else ""
        second = numerals.single(end + 1) if joiner in ("-", "to", "or", "a", "ou", "until") else None
        if second is not None:
            high, end = max(low, second.high), second.end
        if end < len(words) and words[end] == "-" and units.at(words, end + 1)[0]:
            end += 1
        length, unit = units.at(words, end)
        if length and unit in HOURS:
            lengths.append((low * HOURS[unit], high * HOURS[unit], place, end + length))
            lengths += [(lo * HOURS[unit], hi * HOURS[unit], s, e) for lo, hi, s, e in pending]
            pending = []
            place = end + length
        else:
            pending.append((low, high, place, end))
            place = end
    if ages and len(pending) == 2 and TURNING & set(words[pending[0][3] : pending[1][2]]):
        pending = pending[:1]
    if not lengths and ages and len(pending) == 1:
        low, high, start, end = pending[0]
        lengths = [(low * HOURS["year"], high * HOURS["year"], start, end)]
    return _bounded(words, lengths) if lengths else None


def _bounded(words: Sequence[str], lengths: list[tuple[float, float, int, int]]) -> Interval | None:
    """One interval from the lengths said, with "less than", "or more" and the like."""
    if len(lengths) > 2:
        return None
    low, high = min(one[0] for one in lengths), max(one[1] for one in lengths)
    start, end = min(one[2] for one in lengths), max(one[3] for one in lengths)
    table = lexicon("quantities")
    if len(lengths) == 2:
        between = set(words[min(lengths[0][3], lengths[1][3]) : max(lengths[0][2], lengths[1][2])])
        upper = {"under", "less", "but"} & between
        return Interval(low, high, open_low="over" in words[:start], open_high=bool(upper))
    before = _prefix(words, start)
    after = next((name for name in ("at_least_after", "up_to_after") if table[name].at(words, end)[0]), "")
    behind = set(words[end : end + 3])
    if after == "at_least_after" or before == "at_least" or ({"or", "and", "ou", "et"} & behind and OLDER & behind):
        return Interval(low, inf)
    if before == "over":
        return Interval(high, inf, open_low=True)
    if after == "up_to_after" or before == "up_to":
        return Interval(0, high)
    if before == "almost":
        return Interval(low * 0.85, high, open_high=True)
    if before == "under":
        return Interval(0, high, open_high=True)
    return Interval(low, high)


def _prefix(words: Sequence[str], start: int) -> str:
    table = lexicon("quantities")
    for name in ("almost", "at_least", "up_to", "over", "under"):
        if table[name].before(words, start) < start:
            return name
    return ""
