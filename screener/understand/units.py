"""Units of time, and what is counted, at a place in a text."""

from collections.abc import Sequence
from typing import Final

from screener.understand.numerals import Numerals
from screener.understand.text import Token
from screener.understand.words import lexicon

LETTER_UNITS: Final = frozenset({"d", "j", "h", "w", "an"})
PART_OF_DAY: Final = frozenset("morning mornings afternoons evenings matins matinees soirs soirees".split())
"""Days where they are counted: "5 mornings a week"."""


class Units:
    """The tokens of one text, with the words that name a unit, a noun, or a stretch of time."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.numerals = Numerals(tokens)
        self.words = self.numerals.words
        self.table = lexicon("quantities")

    def has(self, category: str, place: int) -> int:
        """The length of this category's phrase at this place."""
        return self.table[category].at(self.words, place)[0]

    def skip(self, place: int, *categories: str) -> int:
        """The first place behind any phrases of these categories."""
        while length := max((self.has(category, place) for category in categories), default=0):
            place += length
        return place

    def words_at(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def unit(self, place: int) -> tuple[str, int]:
        """The unit of time at this place, and the place behind it."""
        length, unit = self.table["units"].at(self.words, place)
        if not length:
            if self.words_at(place) == "with" and self.words_at(place - 1) == "/":
                return "week", place + 1
            return "", place
        word = self.words[place]
        if (word in LETTER_UNITS or word in PART_OF_DAY) and length == 1 and not self._after_number(place):
            return "", place
        if word in ("mouth", "moi", "date", "mon", "sun", "sat", "tree") and not self._after_number(place - 1):
            return "", place
        return unit, place + length

    def _after_number(self, place: int) -> bool:
        before = self.words_at(place - 1)
        return bool(before) and (
            before in ("/", "x", "par", "per", "a", "each") or self.numerals.single(place - 1) is not None
        )

    def adjectives(self, place: int) -> int:
        """Behind words such as "bad", "mild", "total" before the noun, where a noun follows them."""
        behind = place
        for _ in range(3):
            length = max(self.has("milder", behind), self.has("part", behind), self.has("total", behind))
            if not length or self.has("attack", behind) == length:
                break
            behind += length
        if behind > place and (self.unit(behind)[0] or self.has("attack", behind) or self.has("times", behind)):
            return behind
        return place

    def _is_day_of(self, place: int) -> bool:
        """ "three 2-day attacks", "one 5 day attack": the second number belongs to the length."""
        place += self.words_at(place) == "-"
        return (
            self.words_at(place) in ("day", "dayer", "dayers")
            and self.unit(place)[0] == "day"
            and bool(self.has("attack", place + 1))
        ) or self.words_at(place) in ("dayer", "dayers")

    def is_duration(self, place: int) -> bool:
        """Whether "for" or "since" stands before this place: how long it has been so, not how often."""
        start = self.table["since"].before(self.words, place)
        return start < place and not self.is_window(place)

    def is_window(self, place: int) -> bool:
        start = self.table["window"].before(self.words, place)
        return start < place

    def is_lasting(self, place: int) -> bool:
        """Whether the number here is how long an attack goes on."""
        start = self.table["lasting"].before(self.words, place)
        return start < place
