"""A half said behind its unit: "a week and a half" is read as "one and a half week"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from screener.understand.text import Token
from screener.understand.words import lexicon, texts

HALVES: Final = (["and", "a", "half"], ["and", "half"], ["et", "demi"], ["et", "demie"], ["&", "a", "half"])
PERIODS: Final = (["per"], ["a"], ["each"], ["every"], ["par"], ["/"], ["of"], ["out"], ["in"], ["chaque"])
"""What follows where it is a rate, and not how long an attack goes on."""
ARTICLES: Final = frozenset({"a", "an", "une", "un"})


def halves_first(said: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with every half right behind its number."""
    units, words = lexicon("quantities")["units"], texts(said)
    made: list[Token] = []
    place = 0
    while place < len(said):
        length, unit = units.at(words, place)
        half = next((one for one in HALVES if words[place + length : place + length + len(one)] == one), None)
        behind = place + length + len(half or ())
        if not half or unit not in ("day", "week") or words[behind : behind + 1][:1] not in PERIODS:
            made.append(said[place])
            place += 1
            continue
        counted = made and (made[-1].text in ARTICLES or _is_count(made[-1]))
        first = made.pop() if counted else said[place]
        if not counted or first.text in ARTICLES:
            first = replace(first, text="one")
        middle = said[place + length]
        made += [first, *(replace(middle, text=word, glued=False) for word in HALVES[0])]
        made += said[place : place + length]
        place += length + len(half)
    return tuple(made)


def _is_count(token: Token) -> bool:
    return token.is_number or bool(lexicon("quantities")["numbers"].at([token.text], 0)[0])
