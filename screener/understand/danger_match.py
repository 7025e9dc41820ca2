"""Where the lexicon's words and patterns stand in a text. Every step is bounded, so all of it is linear."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.understand.danger_lexicon import Lexicon, Pattern, Row
from screener.understand.danger_text import Words

Span = tuple[int, int]
"""First and last word."""

LONGEST: Final = 90
OVERLAP: Final = 20
"""Words of a stretch, and how many of them the next one begins with."""

DOUBLED: Final = re.compile(r"(.)\1")
"""A letter typed twice, as in "heelp" and "diee"."""

END: Final = "END"
"""Stands behind the last word of a clause, and takes no place."""

START: Final = "START"
"""The same before the first word of a clause."""

MOST_CORRECTIONS: Final = 60
MIN_STEM: Final = 3
MOST_TRIED: Final = 5
MOST_STARTS: Final = 12
"""Places where a row is tried in one stretch; a stretch is short, so more are repetitions."""


@dataclass(slots=True)
class Stretch:
    """A part of the text short enough to be looked at whole, with the labels that stand in it."""

    words: list[str]
    clauses: list[int]
    sentences: list[int]
    asked: set[int]
    places: list[int]
    """How many words that count stand before each, and before the end."""
    found: dict[str, list[Span]] = field(default_factory=dict)
    merged: dict[frozenset[str], list[Span]] = field(default_factory=dict)
    """Where any of several labels stands, once it was asked for."""


class Labels:
    """What words are called. Remembers the words of one text only."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._known: dict[str, frozenset[str]] = {}
        self._corrected: dict[str, str] = {}

    def of(self, word: str) -> frozenset[str]:
        labels = self._known.get(word)
        if labels is None:
            labels = self._known[word] = self._look_up(word)
        return labels

    def corrected(self, word: str) -> str:
        """The word of the lexicon that is meant. In a very long text, only the first unknown words are looked at."""
        if word in self.lexicon.known:
            return word
        if word not in self._corrected:
            if len(self._corrected) >= MOST_CORRECTIONS or self.of(word):
                return word
            self._corrected[word] = self._drawn_out(word) or self.lexicon.spelling.meant(word) or word
        return self._corrected[word]

    def _drawn_out(self, word: str) -> str | None:
        """The word without letters typed twice, all of them or one."""
        doubled = list(DOUBLED.finditer(word))
        shorter = [word[: each.start()] + word[each.start() + 1 :] for each in doubled]
        return next((known for known in (*shorter, DOUBLED.sub(r"\1", word)) if known in self.lexicon.known), None)

    def _look_up(self, word: str) -> frozenset[str]:
        labels = set(self.lexicon.labels.get(word, ()))
        for length in range(MIN_STEM, len(word) + 1):
            labels |= self.lexicon.stems.get(word[:length], frozenset())
        return frozenset(labels)


def stretches(read: Words, labels: Labels) -> Iterator[Stretch]:
    """The text in stretches that overlap, each with its labels found."""
    words = [labels.corrected(word) for word in read.words]
    for start in range(0, max(1, len(words) - OVERLAP), LONGEST - OVERLAP):
        stop = start + LONGEST
        stretch = Stretch(words[start:stop], read.clauses[start:stop], read.sentences[start:stop], read.asked, [])
        _label(stretch, labels)
        yield stretch


def _label(stretch: Stretch, labels: Labels) -> None:
    counted = 0
    found, lexicon = stretch.found, labels.lexicon
    last = len(stretch.words) - 1
    for i, word in enumerate(stretch.words):
        stretch.places.append(counted)
        if i == 0 or stretch.clauses[i] != stretch.clauses[i - 1]:
            found.setdefault(START, []).append((i, i - 1))
        counted += word not in lexicon.little
        if i == last or stretch.clauses[i] != stretch.clauses[i + 1]:
            found.setdefault(END, []).append((i + 1, i))
        for label in labels.of(word):
            found.setdefault(label, []).append((i, i))
        place, end = lexicon.phrases.get(word), i
        while place is not None:
            for label in place.labels:
                found.setdefault(label, []).append((i, end))
            end += 1
            place = place.on.get(stretch.words[end]) if end < len(stretch.words) else None
    stretch.places.append(counted)
    for spans in found.values():
        if len(spans) > 1:
            spans.sort()


@dataclass(frozen=True, slots=True)
class Match:
    """A row that stands in the text: the spans of its steps, from the first word to the last."""

    spans: tuple[Span, ...]
    start: int
    end: int


def matches(row: Row, stretch: Stretch) -> Iterator[Match]:
    """Every place where a row stands, by where it begins."""
    spans = _spans(row[0].labels, stretch)
    for first in spans[:MOST_STARTS]:
        yield from _continue(row, 1, (first,), stretch)


def _continue(row: Row, at: int, so_far: tuple[Span, ...], stretch: Stretch) -> Iterator[Match]:
    if at == len(row):
        seen = tuple(span for span in so_far if span[0] <= span[1])
        yield Match(seen, seen[0][0], max(span[1] for span in seen))
        return
    end = so_far[-1][1]
    place = stretch.places[end + 1]
    spans = _spans(row[at].labels, stretch)
    first = bisect_left(spans, (end + 1, -1))
    for i in range(first, min(first + MOST_TRIED, len(spans))):
        if stretch.places[spans[i][0]] - place > row[at].gap:
            return
        found = next(_continue(row, at + 1, (*so_far, spans[i]), stretch), None)
        if found is not None:
            yield found
            return


def _spans(labels: frozenset[str], stretch: Stretch) -> Sequence[Span]:
    if len(labels) == 1:
        return stretch.found.get(next(iter(labels)), ())
    merged = stretch.merged.get(labels)
    if merged is None:
        found = stretch.found
        merged = stretch.merged[labels] = sorted({span for label in labels if label in found for span in found[label]})
    return merged


def candidates(index: Mapping[str, tuple[Pattern, ...]], stretch: Stretch) -> list[Pattern]:
    """The patterns of an index whose rarest word stands in the stretch, each once."""
    return list({id(pattern): pattern for label in stretch.found for pattern in index.get(label, ())}.values())


def within(first: Match, second: Match, near: int, stretch: Stretch) -> bool:
    """Whether two rows stand near enough to each other."""
    low, high = (first, second) if first.start <= second.start else (second, first)
    return stretch.places[high.start] - stretch.places[min(low.end, len(stretch.words) - 1)] <= near
