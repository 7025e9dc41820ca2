"""Numbers in digits and in words, English and French, alone or as a range.

Own rather than a package: ranges, "a couple", "mid teens" and "quatre ou cinq" must keep their place among the tokens,
and the packages at hand leave a lone "one" or "two" as a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screener.understand.slips import meant_number
from screener.understand.text import Token
from screener.understand.words import lexicon, texts

TENS: Final = {20, 30, 40, 50, 60, 70, 80, 90}
LARGEST_READ: Final = 10_000.0
_PRONOUN_BEFORE: Final = (
    "each this that bad every another big which any no rough real good nasty mild proper killer new dull longest "
    "shortest worst biggest"
)
PRONOUN_BEFORE: Final = frozenset(_PRONOUN_BEFORE.split())
NO_COUNT: Final = frozenset(". , ! ? ) on this today yesterday now right again while when after before".split())
"""What stands behind "I have one" where it is this one, and no count."""
LAST: Final = frozenset({"last", "first", "next", "latest"})
TIME: Final = frozenset("day days week weeks month months year years a per every".split())
AND: Final = frozenset({"-", "et", "and"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range of numbers, and the tokens [start, end) that say it."""

    low: float
    high: float
    start: int
    end: int
    digits: bool
    share: bool = False
    """A fraction of the whole, as "1/2": low and high are then between 0 and 1."""
    occasions: bool = False
    """Said as "once" or "twice"."""
    slip: bool = False
    """Read from a word with one wrong letter."""


class Numerals:
    """Finds numbers among the tokens of one text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = texts(tokens)
        self._numbers = lexicon("quantities")["numbers"]
        self._ranges = lexicon("quantities")["ranges"]

    def single(self, place: int) -> Number | None:
        """The number that begins at this token."""
        if not 0 <= place < len(self.tokens):
            return None
        token = self.tokens[place]
        if token.is_number:
            return self._and_a_half(self._digits(place))
        length, value = self._ranges.at(self.words, place)
        if length:
            low, high = value.split("-")
            return Number(float(low), float(high), place, place + length, digits=False)
        if token.text in ("once", "twice", "thrice"):
            value_of = {"once": 1.0, "twice": 2.0, "thrice": 3.0}[token.text]
            return Number(value_of, value_of, place, place + 1, digits=False, occasions=True)
        if token.text == "singles":
            return None
        if token.text == "one" and place and self._is_pronoun(place):
            return None
        if token.text == "sept" and self.words[max(0, place - 1)] in ("in", "since", "last"):
            return None
        if token.text == "sept" and self.words[place + 1 : place + 2] in (["had"], ["was"], ["i"], [":"]):
            return None  # the month
        return self._spelled(place)

    def _is_pronoun(self, place: int) -> bool:
        """ "each one", "a day without one", "when I have one"."""
        before = self.words[place - 1]
        following = self.words[place + 1 : place + 2]
        if before in LAST or before == "the":
            return not TIME & set(following)  # "the last one", and not "the one a month"
        if before in PRONOUN_BEFORE or before == "without":
            return True
        alone = not following or following[0] in NO_COUNT
        return before in ("have", "get", "had") and alone

    def _digits(self, place: int) -> Number:
        value = min(float(self.words[place][:8] if len(self.words[place]) > 8 else self.words[place]), LARGEST_READ)
        if len(self.words[place].partition(".")[0]) > 5:
            value = LARGEST_READ
        if self.words[place + 1 : place + 2] in (["teen"], ["teens"]) and 3 <= value <= 9:
            return Number(value + 10, value + 10, place, place + 2, digits=False, slip=True)  # "6 teen"
        return Number(value, value, place, place + 1, digits=True)

    def _spelled(self, place: int) -> Number | None:
        length, value = self._numbers.at(self.words, place)
        if not length:
            return self._misspelt(place)
        total, end = float(value), place + length
        if total in TENS or (total == 100 and length == 1):
            rest = end
            while rest < len(self.words) and self.words[rest] in AND and rest - end < 1:
                rest += 1
            unit_length, unit = self._numbers.at(self.words, rest)
            most = 20 if total in (60, 80, 100) else 10
            joined = rest == end or self.words[end] in ("-", "et") or total == 100
            if unit_length and 0 < float(unit) < most and joined and self._is_one_word(unit_length, rest):
                total, end = total + float(unit), rest + unit_length
        return self._and_a_half(Number(total, total, place, end, digits=False))

    def _misspelt(self, place: int) -> Number | None:
        """ "sevnteen", "fiftteen": one slip in a long number word, so it is said back and confirmed."""
        meant = meant_number(self.words[place])
        if meant is None:
            return None
        if meant in TENS and (unit := self._numbers.at(self.words, place + 1))[0] == 1 and 0 < float(unit[1]) < 10:
            return Number(meant + float(unit[1]), meant + float(unit[1]), place, place + 2, digits=False, slip=True)
        return Number(meant, meant, place, place + 1, digits=False, slip=True)

    def _and_a_half(self, number: Number) -> Number:
        """ "two and a half", "a dozen and a half", "deux et demi"."""
        for phrase in (["and", "a", "half"], ["et", "demi"], ["et", "demie"], ["1", "/", "2"]):
            end = number.end + len(phrase)
            if self.words[number.end : end] == phrase:
                dozen = self.words[number.end - 1] in ("dozen", "douzaine")
                value = number.low * 1.5 if dozen else number.low + 0.5
                return Number(value, value, number.start, end, number.digits)
        return number

    def _is_one_word(self, length: int, place: int) -> bool:
        """ "twenty one" is 21, "twenty a couple" is not 22."""
        return self.words[place] not in ("a", "une", "couple", "half", "dozen", "demi", "pair")
