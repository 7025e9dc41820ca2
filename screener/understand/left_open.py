"""What a denial leaves open: words beside it that nothing accounts for, where a caution is asked about.

"No" is taken at its word; "no, my throat gets tight" is not. A caution must never be recorded as absent because a word
of the reply was not understood, so every word must be one of answering, a name, of somebody else, of what is over, or
known to be harmless.
"""

from functools import lru_cache
from typing import Final

from screener.understand.accounted import Accounted
from screener.understand.choice import Choice, Chosen, Unclear
from screener.understand.names import ChoiceQuestion
from screener.understand.over import FINISHED
from screener.understand.signals import STOPS
from screener.understand.words import lexicon_data

CAUTIONS: Final = frozenset(
    {"neuromuscular", "anticoagulant", "swallowing", "breathing", "skin_infection", "botulinum_allergy"}
    | {"pregnant", "trying", "breastfeeding"}
)
SPOKEN_FOR: Final = ("polite", "past", "kin", "none", "concludes", "disproved", "present", "harmless", "all", "both")


class LeftOpen(Accounted):
    """Whether a denial is plain enough to stand."""

    def _checked(self, choice: Choice) -> Choice:
        """A denial of a caution only where nothing of the reply is left open."""
        denies = isinstance(choice, Chosen) and choice.values in (("no",), ("none",)) and not choice.literal
        if denies and is_caution(self.question) and self._left_open():
            return Unclear("left_open")
        return choice

    def _left_open(self) -> list[str]:
        """The words that nothing accounts for."""
        known = self._vocabulary() | _generics()
        covered = self._spoken_for()
        return [
            word
            for place, word in enumerate(self.words)
            if place not in covered and word not in known and word not in STOPS and word[0].isalpha()
        ]

    def _spoken_for(self) -> set[int]:
        """The places of names, of words of answering, and of clauses about somebody else or about what is over."""
        spans = [(one.start, one.end) for one in (*self.seen.all_signals, *self.seen.mentions)]
        spans += [(start, end) for name in SPOKEN_FOR for start, end, _ in self.seen.found(name)]
        for clause in self.seen.clauses:
            over = any(self.seen.phrase(one) in FINISHED for one in self.seen.found("past", *clause))
            if over or self.seen.found("kin", *clause):
                spans.append(clause)
        disproved = self.seen.found("disproved")
        if disproved:
            spans.append((0, disproved[-1][1]))
        return {place for start, end in spans for place in range(start, end)}


@lru_cache(maxsize=256)
def is_caution(question: ChoiceQuestion) -> bool:
    """Whether an option of the question is a caution, so that a wrong denial would hide it."""
    return any(CAUTIONS & set(option.concepts) for option in question.options)


@lru_cache(maxsize=1)
def _generics() -> frozenset[str]:
    """Words of medicines that no caution is about: those are read as names."""
    data = lexicon_data("generics")
    safe = [(name, entry) for name, entry in data.items() if entry.get("class") not in CAUTIONS]
    return frozenset(word for name, entry in safe for word in (*name.split(), *_words(entry)))


def _words(entry: object) -> list[str]:
    if isinstance(entry, str):
        return entry.split()
    if isinstance(entry, dict):
        return [word for key, value in entry.items() for word in (*str(key).split(), *_words(value))]
    return [word for one in entry for word in _words(one)] if isinstance(entry, list) else []
