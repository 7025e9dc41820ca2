"""What was typed, as tokens that can be compared: one normal form for all readers, made in linear time.

Letters are folded (case, accents, typographic signs), contractions and texting forms are written out in English and
French, and every token keeps its place in the text, and its accented form, so that it can be said back.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from screener.understand.cleaning import cleaned
from screener.understand.spelling import FRENCH_ELIDED, WRITTEN_OUT

LONGEST: Final = 2_000
"""Characters that are read. Whoever writes more did not just answer: it is asked again."""

APOSTROPHES: Final = "'\u2019\u2018\u02bc\u00b4`\u2032"
SIGNS: Final = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"\u00bd": " 1/2 ", "\u00bc": " 1/4 ", "\u00be": " 3/4 ", "\u2153": " 1/3 ", "\u2154": " 2/3 "}
    | {"\u00d7": "x", "\u2248": "~", "\u2264": "<", "\u2265": ">", "\u2044": "/", "\u00a0": " ", "\u202f": " "}
    | {"\u0153": "oe", "\u0152": "OE", "\u00e6": "ae", "\u00c6": "AE", "\u00df": "ss"}
)
PIECE: Final = re.compile(
    r"[bB]4(?=\s)|[wW]/[oO]\b|[wW]/(?=\s)|[nN]/[aA]\b|24[/h]7\b|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*'?|\S",
)
"""Each alternative starts with other characters, so nothing is ever read twice."""

MOST_APOSTROPHES: Final = 4
"""More of them in one word contract nothing."""

REPEATED: Final = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    text: str
    """Small ASCII letters where the script allows it."""
    accented: str
    start: int
    end: int
    glued: bool
    """Whether it stands right behind the one before it."""

    @property
    def is_number(self) -> bool:
        return self.text[0] in "0123456789" and self.text not in ("24/7", "24h7")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Without case and accents: "Été" is "ete"."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or plain


def normal(text: str) -> str:
    """Text for comparing whole sentences: small letters, no accents, single spaces, no full stop at its end."""
    plain = folded(text[: LONGEST + 1].translate(SIGNS))
    return " ".join(" ".join(WRITTEN_OUT.get(word, (word,))) for word in plain.split()).strip(" .!?")


def too_long(text: str) -> bool:
    return len(text) > LONGEST


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, contractions written out. Beyond the longest text nothing is read."""
    seen = cleaned(text[:LONGEST]).translate(SIGNS)
    made: list[Token] = []
    behind = -1
    for match in PIECE.finditer(seen):
        glued = match.start() == behind
        behind = match.end()
        for word in _words(match[0]):
            made.append(Token(word, match[0].lower(), match.start(), match.end(), glued))
            glued = False
    return tuple(made)


def _words(piece: str) -> tuple[str, ...]:
    """What one piece of the text stands for: several words where it is a contraction."""
    if piece[0].isdecimal():
        return (_digits(piece),)
    word = folded(piece)
    if word[0].isdecimal():  # small raised figures, and those in circles
        return tuple(_digits(part) if part[0].isdecimal() else part for part in PIECE.findall(word))
    if not word[0].isalpha():
        return (word,)
    return _written_out(word)


@lru_cache(maxsize=4096)
def _written_out(word: str) -> tuple[str, ...]:
    """A word as it is written in full: "j'ai" is "j' ai", "didnt" is "did not", "nooo" is "no"."""
    if len(word) > 2:
        word = REPEATED.sub(r"\1", word)
    if word in WRITTEN_OUT:
        return WRITTEN_OUT[word]
    if "'" not in word or word in FRENCH_ELIDED:
        return (word,)
    if word.count("'") > MOST_APOSTROPHES:
        return tuple(part for part in word.split("'") if part)
    if word.endswith("n't"):
        return (word[:-3], "not")
    head, _, rest = word.partition("'")
    if head + "'" in FRENCH_ELIDED and rest:
        return (head + "'", *_written_out(rest))
    ends = {"s": (), "re": ("are",), "ve": ("have",), "ll": ("will",), "d": ("would",), "m": ("am",), "": ()}
    return (head, *ends[rest]) if rest in ends else (head, *_written_out(rest))


def _digits(piece: str) -> str:
    """Digits of any script as ASCII ones; a decimal comma as a point."""
    if piece in ("24/7", "24h7"):
        return "24/7"
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else "." for sign in piece)


def joined(pieces: Iterable[Token]) -> str:
    """Tokens with single spaces between them, as lexicons are compared."""
    return " ".join(token.text for token in pieces)
