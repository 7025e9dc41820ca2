"""Danger in free text: something that needs 911 now, or somebody who may not want to live.

Two things are asked of a reply: which signs of the lexicon stand in it and count (they do unless they clearly stand in
a denial, a memory, a family's history, a figure of speech, a question in general or the usual attack), and how much
all its words, with those signs among them, resemble what people say in danger. Signs alone miss what nobody foresaw;
words alone miss who and when. In rows kept aside both together find most, so both decide. A text longer than a reply
usually is, is read by its signs alone. On doubt there is an alarm, and a crisis goes before an emergency.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final

from screener.understand.danger_letters import plain
from screener.understand.danger_lexicon import Kind, lexicon
from screener.understand.danger_match import Labels, Stretch, stretches
from screener.understand.danger_signs import Signs, counting_sign, read_signs
from screener.understand.danger_text import passages, read_words
from screener.understand.danger_weights import MOST_WORDS, SURELY_NO_CRISIS, features, weights

LONGEST_WEIGHED: Final = 200
"""Words and marks."""

BY_ITS_WORDS: Final = "by_its_words"
"""The sign where no pattern stands, but the text resembles what people say in danger."""

MOST_PASSAGES: Final = 10


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
    parts = passages(plain(text), lexicon().telling)
    beginning = next(parts)
    short = _short_stretch(beginning)
    return _by_signs(chain([beginning], parts)) if short is None else _in_short(short)


def danger_by_signs(text: str) -> Danger:
    """The gravest danger that the signs of the lexicon find."""
    return _by_signs(passages(plain(text), lexicon().telling))


def _short_stretch(cut: list[str]) -> Stretch | None:
    """A text that is short enough to be weighed."""
    if len(cut) > LONGEST_WEIGHED:
        return None
    words = lexicon()
    read = read_words(cut, words.short_forms)
    return next(stretches(read, Labels(words))) if len(read) <= MOST_WORDS else None


def _in_short(stretch: Stretch) -> Danger:
    if not stretch.words:
        return NO_DANGER
    signs = read_signs(stretch, lexicon())
    seen = features(stretch, signs)
    if not weights().is_alarm(seen, signs):
        return NO_DANGER
    return _named(signs, weights().leans_to_crisis(seen))


def _named(signs: Signs, leaning: float) -> Danger:
    """An alarm by its kind. A sign of crisis goes first, unless one of emergency stands beside it and all words say so
    ("my husband collapsed and won't wake up")."""
    crisis, emergency = signs.first("crisis"), signs.first("emergency")
    if crisis and not (emergency and leaning < SURELY_NO_CRISIS):
        return Danger("crisis", crisis)
    if leaning > 0:
        return Danger("crisis", BY_ITS_WORDS)
    return Danger("emergency", emergency or BY_ITS_WORDS)


def _by_signs(parts: Iterable[list[str]]) -> Danger:
    words = lexicon()
    labels = Labels(words)
    found = NO_DANGER
    for count, passage in enumerate(parts):
        if count > MOST_PASSAGES:
            return found or UNREAD
        for stretch in stretches(read_words(passage, words.short_forms), labels):
            one = counting_sign(stretch, words)
            if one and one[0] == "crisis":
                return Danger(*one)
            found = found or (Danger(*one) if one else NO_DANGER)
    return found
