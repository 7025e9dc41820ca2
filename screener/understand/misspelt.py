"""Names as they are misspelt: a letter wrong, or written as they sound, where only one name can be meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from screener.understand.concepts import concepts
from screener.understand.text import joined, tokens
from screener.understand.words import lexicon

SHORTEST_SLIP: Final = 6
"""Letters that a word needs before one of them may be wrong."""
LONGEST_SLIP: Final = 40
"""Letters beyond which no word is a slip: each of them is left out in turn to find one."""
LONG: Final = 8
"""Letters that a medicine's or a condition's name needs before two of them may be wrong."""
SLIPS: Final = 2
VOWELS: Final = frozenset("aeiouy")


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Words that mean what they are, however close they are to a name."""
    words = lexicon("words")
    return frozenset(word for phrases in words.values() for word in phrases.vocabulary())


def key(name: str) -> str:
    return joined(tokens(name))


@lru_cache(maxsize=1)
def known_forms() -> tuple[dict[str, str], dict[str, str]]:
    named = {key(name): concept for concept, (_, names) in concepts().items() for name in names}
    return slips(named), sounds(named)


@lru_cache(maxsize=4096)
def near_name(word: str) -> str | None:
    """The one concept with a long name that two letters at most tell from this word."""
    if len(word) < LONG or not word.isalpha():
        return None
    found = {concept for name, concept in _long_names().get(word[0], ()) if _apart(word, name) <= SLIPS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _long_names() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Long names of one word, by their first letter."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for concept, (_, names) in concepts().items():
        for name in names:
            if len(name) >= LONG and name.isalpha():
                by_first.setdefault(name[0], []).append((name, concept))
    return by_first


def _apart(one: str, other: str) -> int:
    """How many letters must be changed, added or left out to make one word of the other; counted up to the limit."""
    if abs(len(one) - len(other)) > SLIPS:
        return SLIPS + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, wanted in enumerate(other, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != wanted))
        if min(row) > SLIPS:
            return SLIPS + 1
    return row[-1]


def without_one(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _single(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, option) for name, option in names.items() if name.isalpha() and len(name) >= SHORTEST_SLIP)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Forms that can mean one option only."""
    found: dict[str, str] = {}
    clashing: set[str] = set()
    for form, option in pairs:
        if found.setdefault(form, option) != option:
            clashing.add(form)
    return {form: option for form, option in found.items() if form not in clashing}


def slips(names: Mapping[str, str]) -> dict[str, str]:
    """Names with one letter left out, by which a letter too few, too many or wrong is recognised."""
    return _unique((form, option) for name, option in _single(names) for form in (name, *without_one(name)))


def sounds(names: Mapping[str, str]) -> dict[str, str]:
    return {
        key: value
        for key, value in _unique((sound_of(name), option) for name, option in _single(names)).items()
        if len(key) >= 5
    }


def sound_of(word: str) -> str:
    """How a word sounds, without its vowels: "amytriptaline" and "amitriptyline" are the same."""
    for written, heard in (
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("qu", "k"),
        ("x", "ks"),
        ("c", "k"),
        ("z", "s"),
        ("gh", "g"),
    ):
        word = word.replace(written, heard)
    first = "a" if word[:1] in VOWELS else word[:1]
    heard = first
    for letter in word[1:]:
        if letter not in VOWELS and letter != "h" and letter != heard[-1]:
            heard += letter
    return heard
