"""Long number words with one slip of the fingers: a letter too many, missing, wrong, or two that changed places.

Only words of six letters and more, and only where a single number word is so near; what is read so must be confirmed.
"""

from functools import lru_cache
from typing import Final

from screener.understand.words import lexicon

SHORTEST: Final = 6
OTHER_WORDS: Final = frozenset({"thirsty", "thrifty", "weighty", "seventh", "eighth", "twelfth"})
"""Words of their own that stand one slip away from a number."""


@lru_cache(maxsize=4096)
def meant_number(word: str) -> float | None:
    """The number that this misspelt word stands for; None where there is none, or more than one."""
    if len(word) < SHORTEST - 1 or not word.isalpha() or word in OTHER_WORDS:
        return None
    near = {value for spelt, value in _number_words(word[0]) if _one_slip(word, spelt)}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=32)
def _number_words(letter: str) -> tuple[tuple[str, float], ...]:
    """The long number words that begin with this letter."""
    found = lexicon("quantities")["numbers"].single_words()
    return tuple((word, float(value)) for word, value in found if len(word) >= SHORTEST and word[0] == letter)


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter was added, left out or mistaken, or two neighbours were swapped."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next((n for n, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), None)
    if same is None:
        return True
    rest, wanted = typed[same:], meant[same:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:] or swapped
