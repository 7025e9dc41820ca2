"""A text in plain letters: however it is typed, drawn out, spaced out or disguised. Linear in the text's length."""

import re
import unicodedata
from typing import Final

from screener.understand.text import APOSTROPHES

UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdf0-\ufdfc\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
"""What cannot be seen, and Arabic signs that stand for up to eighteen letters, none of them ours."""

ACCENTS: Final = re.compile("[\u0300-\u036f]")
LIKE_LETTERS: Final = dict(zip("аеорсухіїѕјԁӏкмтηνοαεικρτυχ", "aeopcyxiisjdlkmtnvoaeikptux", strict=True))
"""Letters of other alphabets that look like ours."""

PICTURES: Final = {
    "🔫": "gun",
    "🔪": "knife",
    "🗡": "knife",
    "💊": "pills",
    "⚰": "coffin",
    "🪦": "grave",
    "🚑": "ambulance",
    "🆘": "send help",
    "🩸": "blood",
    "🤮": "vomiting",
    "😵": "dizzy",
    "🥴": "dizzy",
    "🤒": "fever",
    "🧠": "brain",
}
"""What a picture says in place of a word."""

READ_CLOSELY: Final = 5_000
"""Characters; pictures and disguised words are looked for in these only."""

LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", **dict.fromkeys(APOSTROPHES, "'"), **LIKE_LETTERS})
WORDS_OF_PICTURES: Final = str.maketrans({"½": "half"} | {picture: f" {word} " for picture, word in PICTURES.items()})
STRETCHED: Final = re.compile(r"([a-z])\1{2,}")
SPACED: Final = re.compile(r"(?<![a-z0-9'])[a-z](?:[ .*_-][a-z]){3,24}(?![a-z0-9'])")
"""One letter after another: "s u i c i d e"."""

SEPARATORS: Final = re.compile(r"[ .*_-]")
HIDDEN: Final = (
    "suicide suicidal suicided kill killed killing die died dying dead death myself overdose cut cutting hang hanging"
    " shoot gun harm hurt hurting unalive pills stroke seizure help suicider mourir mort tuer pendre"
).split()
"""Words that people disguise, as other places take down what names them."""

DISGUISES: Final = {"a": "4@", "e": "3", "i": "1!|", "l": "1|", "o": "0", "s": "5$", "t": "7+"}


def _disguised(word: str) -> str:
    """What matches a word with signs in place of letters behind the first."""
    inner = "".join(f"[{letter}*{DISGUISES.get(letter, '')}]" for letter in word[1:-1])
    return f"({word[0]}{inner}[{word[-1]}{DISGUISES.get(word[-1], '')}])"


DISGUISED: Final = re.compile(
    f"(?<![a-z0-9])(?=[a-z]{{1,9}}[0-9!@$*|+])(?:{'|'.join(map(_disguised, HIDDEN))})(?![a-z0-9])"
)


def plain(text: str) -> str:
    """Small letters without accents, invisible characters, stretched letters or signs in place of letters."""
    if text.isascii():  # most are, and the rest of it takes time
        return _undisguised_at_first(STRETCHED.sub(r"\1\1", text.lower().replace("`", "'")))
    text = UNSEEN.sub("", text).casefold().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text[:READ_CLOSELY].translate(WORDS_OF_PICTURES) + text[READ_CLOSELY:])
    return _undisguised_at_first(STRETCHED.sub(r"\1\1", ACCENTS.sub("", text)))


def _undisguised_at_first(text: str) -> str:
    return _undisguised(text[:READ_CLOSELY]) + text[READ_CLOSELY:]


def _undisguised(text: str) -> str:
    return DISGUISED.sub(_shown, SPACED.sub(_closed_up, text))


def _closed_up(spaced: re.Match[str]) -> str:
    return SEPARATORS.sub("", spaced[0])


def _shown(disguised: re.Match[str]) -> str:
    return HIDDEN[(disguised.lastindex or 1) - 1]
