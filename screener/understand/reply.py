"""Free text as an answer: a number, or an option's own words. Anything else is left unread and asked again."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Option, Question

NUMBER: Final = re.compile(r"(?:about |around |maybe |roughly )?(-?\d{1,6})(?: ?([a-z]+(?: a [a-z]+)?))?\.?")
UNSURE_WORDS: Final = frozenset({"not sure", "i am not sure", "unsure", "i do not know", "do not know", "no idea"})
NONE_WORDS: Final = frozenset({"none", "none of these", "none of them", "no", "nope", "neither"})
SHORT_FORMS: Final = {"i'm": "i am", "im": "i am", "don't": "do not", "dont": "do not"}
SEPARATORS: Final = re.compile(r"\s*(?:,|;|\+|&|\band\b)\s*")


def read_text(question: Question, offered: Iterable[Option], text: str) -> object | None:
    """What the text says in answer to the question, as a raw value for it; None where that is not plain."""
    if question.kind == "words":
        return text.strip()
    words = normal(text)
    if question.unsure and words in UNSURE_WORDS:
        return UNSURE
    if question.kind == "number":
        return _number(question, words)
    names = _names(offered)
    if question.kind == "one":
        return names.get(words)
    if words in NONE_WORDS or words == normal(question.none):
        return [NONE]
    parts = [names.get(words)] if words in names else [names.get(part) for part in SEPARATORS.split(words) if part]
    return parts if parts and None not in parts else None


def normal(text: str) -> str:
    """Text for comparing: small letters, no accents, single spaces, no full stop at its end."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(SHORT_FORMS.get(word, word) for word in plain.split()).strip(" .!?")


def _number(question: Question, words: str) -> int | None:
    """A plain number, alone or with the question's own unit behind it."""
    match = NUMBER.fullmatch(words)
    if match is None:
        return None
    units = {normal(unit) for unit in (question.unit, question.unit_one) if unit}
    units |= {unit.split()[0] for unit in units}
    return int(match[1]) if match[2] is None or match[2] in units else None


def _names(offered: Iterable[Option]) -> dict[str, str]:
    """Options by everything they are called. What two options share names neither."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for option in offered:
        for name in {normal(option.label), normal(option.id.replace("_", " ")), *map(normal, option.synonyms)}:
            if name in names:
                shared.add(name)
            names[name] = option.id
    return {name: option for name, option in names.items() if name not in shared}
