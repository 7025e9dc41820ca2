"""Danger in free text: something that needs 911 now, or somebody who may not want to live.

A sign of the lexicon counts unless it clearly stands in a denial, a memory, a family's history, a figure of speech, a
question in general or the usual attack. On doubt it counts. A crisis goes before an emergency.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

from screener.understand.danger_context import Context
from screener.understand.danger_lexicon import Kind, Lexicon, Pattern, lexicon
from screener.understand.danger_match import Labels, Match, Stretch, candidates, matches, stretches, within
from screener.understand.danger_text import passages, pieces, read_words
from screener.understand.danger_weights import ALARM, ALARM_AGAINST_PATTERNS, MOST_WORDS, SILENCE, features, weights

LONGEST_WEIGHED: Final = 500
BY_ITS_WORDS: Final = "by_its_words"
"""The sign where no pattern stands, but the text resembles what people say in danger."""

MOST_MATCHES: Final = 6
MOST_PASSAGES: Final = 24


@dataclass(frozen=True, slots=True)
class Danger:
    """What was found: the kind, and which sign of the lexicon, for staff. The visitor's words are not in it."""

    kind: Kind | None = None
    sign: str | None = None

    def __bool__(self) -> bool:
        return self.kind is not None


NO_DANGER: Final = Danger()
UNREAD: Final = Danger("emergency", "too_long_to_read")
"""Nobody types so much with so many different words of danger in it; what was not read is a doubt, so an alarm."""


def danger(text: str) -> Danger:
    """The gravest danger that a text speaks of, if any."""
    found = danger_by_patterns(text)
    stretch = _short(text)
    if stretch is None:
        return found
    seen = features(stretch)
    likeness = weights().resembles_danger(seen)
    if found:
        return found if likeness > SILENCE else NO_DANGER
    if likeness <= ALARM or (likeness <= ALARM_AGAINST_PATTERNS and _has_signs(stretch)):
        return NO_DANGER
    return Danger(weights().kind(seen), BY_ITS_WORDS)


def _short(text: str) -> Stretch | None:
    """A text that is short enough to be weighed."""
    if len(text) > LONGEST_WEIGHED:
        return None
    words = lexicon()
    read = read_words(pieces(text), words.short_forms)
    return next(stretches(read, Labels(words))) if 0 < len(read) <= MOST_WORDS else None


def _has_signs(stretch: Stretch) -> bool:
    """Whether patterns or figures of speech stand there at all: then they were read, and meant no danger."""
    words = lexicon()
    return any(
        all(next(matches(row, stretch), None) for row in pattern.rows)
        for pattern in (*candidates(words.patterns, stretch), *candidates(words.figures, stretch))
    )


def danger_by_patterns(text: str) -> Danger:
    """The gravest danger that the patterns of the lexicon find."""
    words = lexicon()
    labels = Labels(words)
    found = NO_DANGER
    for count, passage in enumerate(passages(pieces(text), words.telling)):
        if count > MOST_PASSAGES:
            return found or UNREAD
        for stretch in stretches(read_words(passage, words.short_forms), labels):
            one = _in_stretch(stretch, words)
            if one.kind == "crisis":
                return one
            found = found or one
    return found


def _in_stretch(stretch: Stretch, words: Lexicon) -> Danger:
    listed = candidates(words.patterns, stretch)
    if not listed:
        return NO_DANGER
    context = Context(stretch, words)
    found = NO_DANGER
    for pattern in listed:
        if found and pattern.kind == "emergency":
            continue
        if _holds(pattern, stretch, context):
            found = Danger(pattern.kind, pattern.sign)
            if found.kind == "crisis":
                return found
    return found


def _holds(pattern: Pattern, stretch: Stretch, context: Context) -> bool:
    """Whether a pattern stands in the stretch, each of its rows where it counts."""
    counting: list[list[Match]] = []
    for row in pattern.rows:
        standing = [match for match in matches(row, stretch) if context.counts(match, pattern)][:MOST_MATCHES]
        if not standing:
            return False
        counting.append(standing)
    if len(counting) == 1:
        return True
    return any(
        all(within(chosen[0], other, pattern.near, stretch) for other in chosen[1:]) for chosen in product(*counting)
    )
