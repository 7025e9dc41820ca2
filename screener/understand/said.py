"""The measures of one reply, each with the words around that speak of it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screener.understand.halves import halves_first
from screener.understand.measure import BREAKS, Measure
from screener.understand.measures import Scanner
from screener.understand.quantity import OutOfRange, Quantity, Range
from screener.understand.text import tokens
from screener.understand.words import lexicon

MOST_DAYS: Final = 31.0
DENIALS: Final = frozenset({"no", "not", "never", "none", "zero", "pas", "jamais", "aucun", "aucune"})


@dataclass(frozen=True, slots=True)
class Said:
    """A measure with what stands around it: the places [first, last) that speak of it alone."""

    measure: Measure
    first: int
    last: int


class Reply:
    """One reply about days per month."""

    def __init__(self, text: str, clear: bool) -> None:
        self.tokens = halves_first(tokens(text))
        self.scanner = Scanner(self.tokens)
        self.words = self.scanner.words
        self.table = lexicon("quantities")
        self.text = text
        self.clear = clear

    def _around(self, measures: Sequence[Measure]) -> list[Said]:
        """Each measure with the words that speak of it: between two of them, up to a break, or else before the next."""
        said: list[Said] = []
        first = 0
        for place, measure in enumerate(measures):
            following = measures[place + 1].start if place + 1 < len(measures) else len(self.words)
            last = self._break(measure.end, following)
            if last == following and place + 1 < len(measures):
                last = self._behind_its_time(measure.end, following)
            said.append(Said(measure, min(first, measure.start), last))
            first = last
        return said

    def _behind_its_time(self, place: int, most: int) -> int:
        """Behind a time said right after a count: "4 last year 12 now"."""
        end = place + self.table["time_behind"].at(self.words, place)[0]
        return end if end <= most else place

    def _break(self, start: int, end: int) -> int:
        for place in range(start, end):
            if self.words[place] in BREAKS or self.words[place] in (
                "but",
                "mais",
                "though",
                "although",
                "whereas",
                "then",
                "and",
                "et",
            ):
                return place
        return end

    def _has(self, category: str, said: Said) -> bool:
        """Whether a phrase of this category stands around the measure, outside it."""
        measure = said.measure
        spans = [(said.first, measure.start), (measure.end, said.last)]
        return any(self.table[category].anywhere(self.words, start, end) for start, end in spans)

    def _marked_part(self, one: Said) -> bool:
        return bool(self.table["part"].anywhere(self.words, one.measure.start, one.last)) or bool(
            self.table["part"].anywhere(self.words, one.first, one.measure.start)
        )

    def _result(self, measures: Sequence[Measure], low: float, high: float, literal: bool) -> Quantity:
        if low > MOST_DAYS:
            return OutOfRange()
        start, end = min(m.start for m in measures), max(m.end for m in measures)
        said = (
            self.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end] if end > start else ""
        )
        return Range(float(low), float(min(high, MOST_DAYS)), literal, said)
