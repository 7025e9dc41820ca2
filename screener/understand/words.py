"""The lexicons: phrases by category, found at a place in a text. Read once, when first needed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from screener.understand.text import Token, tokens

LEXICON: Final = "lexicon"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Phrases:
    """Phrases with what each stands for, looked up by their first word; the longest that fits wins."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        by_first: dict[str, dict[tuple[str, ...], str]] = {}
        for phrase, value in phrases:
            words = tuple(token.text for token in tokens(phrase))
            if words:
                by_first.setdefault(words[0], {}).setdefault(words, value)
        self._by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
            first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in by_first.items()
        }

    def at(self, words: Sequence[str], place: int) -> tuple[int, str]:
        """How many words the longest phrase at this place has, and what it stands for; (0, "") where there is none."""
        if 0 <= place < len(words):
            for phrase, value in self._by_first.get(words[place], ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    return len(phrase), value
        return 0, ""

    def vocabulary(self) -> Iterable[str]:
        """Every single word of the phrases."""
        return (word for found in self._by_first.values() for phrase, _ in found for word in phrase)

    def single_words(self) -> Iterable[tuple[str, str]]:
        """The phrases of one word, each with what it stands for."""
        return ((phrase[0], value) for found in self._by_first.values() for phrase, value in found if len(phrase) == 1)

    def before(self, words: Sequence[str], place: int, most: int = 5) -> int:
        """Where the longest phrase begins that ends right before this place; `place` itself where none does."""
        for start in range(max(0, place - most), place):
            for phrase, _ in self._by_first.get(words[start], ()):
                if start + len(phrase) == place and tuple(words[start:place]) == phrase:
                    return start
        return place

    def anywhere(self, words: Sequence[str], start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
        """Every place (start, end, meaning) where a phrase stands, left to right, none overlapping another."""
        found: list[tuple[int, int, str]] = []
        place, stop = start, len(words) if end is None else end
        while place < stop:
            length, value = self.at(words, place)
            if length and place + length <= stop:
                found.append((place, place + length, value))
            place += length or 1
        return found


@lru_cache(maxsize=16)
def lexicon(name: str) -> Mapping[str, Phrases]:
    """The categories of one lexicon file, each a list of phrases, or a mapping from a meaning to its phrases."""
    return {
        category: Phrases(
            [(phrase, category) for phrase in entry]
            if isinstance(entry, list)
            else [(phrase, value) for value, phrases in entry.items() for phrase in phrases]
        )
        for category, entry in lexicon_data(name).items()
    }


def lexicon_data(name: str) -> dict[str, Any]:
    """A lexicon file as plain data: every scalar is text, "no" and "12" too."""
    path = files("screener.understand").joinpath(LEXICON, f"{name}.yaml")
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - texts only
    return data


def texts(found: Sequence[Token]) -> list[str]:
    return [token.text for token in found]
