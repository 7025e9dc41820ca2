"""A side question as words: what they have in common with others, and which of them no topic speaks of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from screener.understand.danger_letters import plain
from screener.understand.danger_lexicon import (
    Phrases,
    Spelling,
    add_phrase,
    lexicon,
    read_lexicon_file,
    spelling,
    split_list,
)
from screener.understand.danger_text import PIECE

LONGEST_QUESTION: Final = 600
"""Characters that are read of a question."""

ENDINGS: Final = ("ments", "ment", "ings", "ing", "ions", "ion", "es", "ed", "s", "e")
SHORTEST_STEM: Final = 4
SHORTEST_MISSPELT: Final = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words say the same, which say nothing, and which are too ordinary to be strange."""

    words: Mapping[str, str]
    stems: Mapping[str, str]
    phrases: Mapping[str, Phrases]
    little: frozenset[str]
    ordinary: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program."""
    data = read_lexicon_file("faq_words.yaml")
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[str, Phrases] = {}
    for group, text in data["same"].items():
        for entry in split_list(text):
            if " " in entry:
                add_phrase(phrases, entry.split(), group)
            elif entry.endswith("*"):
                stems[entry[:-1]] = group
            else:
                words[entry] = group
    return Vocabulary(
        words, stems, phrases, frozenset(split_list(data["little"])), frozenset(split_list(data["ordinary"]))
    )


def words_of(text: str) -> list[str]:
    """The words of a question, short forms written out."""
    short_forms = lexicon().short_forms
    found: list[str] = []
    for piece in PIECE.findall(plain(text[:LONGEST_QUESTION])):
        if piece[0].isalnum():
            parts = piece.split("'")
            found.extend(short_forms.get(piece) or [part for i, part in enumerate(parts) if i == 0 or part != "s"])
    return found


def groups_of(words: list[str]) -> tuple[set[str], set[int]]:
    """The groups that words and phrases belong to, and the places of the words that belong to one."""
    known = vocabulary()
    groups: set[str] = set()
    places: set[int] = set()
    for i, word in enumerate(words):
        for group, length in _groups_at(words, i, word, known):
            groups.add(group)
            places.update(range(i, i + length))
    return groups, places


def _groups_at(words: list[str], at: int, word: str, known: Vocabulary) -> Iterator[tuple[str, int]]:
    if word in known.words:
        yield known.words[word], 1
    else:
        for length in range(min(len(word), 14), 2, -1):
            if word[:length] in known.stems:
                yield known.stems[word[:length]], 1
                break
    place, length = known.phrases.get(word), 1
    while place is not None:
        for group in place.labels:
            yield group, length
        place = place.on.get(words[at + length]) if at + length < len(words) else None
        length += 1


def stem(word: str) -> str:
    """A word without its ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            left = word[: -len(ending)]
            return left[:-1] if left[-1] == left[-2] and len(left) > SHORTEST_STEM else left
    return word


@dataclass(frozen=True, slots=True)
class Known:
    """The words that ways to ask hold, and how they may be misspelt."""

    stems: frozenset[str]
    spelling: Spelling

    def strange(self, words: list[str]) -> list[str]:
        """Words that no topic speaks of: in no group, in no way to ask, not ordinary, and none of these misspelt."""
        return [word for word in telling(words) if not self._knows(word)]

    def _knows(self, word: str) -> bool:
        if stem(word) in self.stems:
            return True
        return len(word) >= SHORTEST_MISSPELT and self.spelling.meant(word) is not None


def known_words(texts: Iterable[str]) -> Known:
    """All words of these texts that say something."""
    known = vocabulary()
    words = {word for text in texts for word in words_of(text) if word not in known.little}
    return Known(frozenset(map(stem, words)), spelling(words | set(known.words), known.ordinary))


def telling(words: list[str]) -> list[str]:
    """The words that tell what a question is about: neither in a group, nor little, nor ordinary, nor a number."""
    known = vocabulary()
    _, grouped = groups_of(words)
    return [
        word
        for i, word in enumerate(words)
        if i not in grouped
        and len(word) > 1
        and not word.isdigit()
        and word not in known.little
        and word not in known.ordinary
    ]
