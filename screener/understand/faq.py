"""Side questions: answered from the clinic's approved text, declined, or no question at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from screener.engine.errors import FlowError
from screener.engine.flow import Source
from screener.engine.part import Id, Part, Sourced, Text
from screener.engine.yaml import read_text, read_yaml
from screener.understand.danger_lexicon import Lexicon, build, lexicon, read_lexicon_file
from screener.understand.danger_match import Labels, Match, Stretch, candidates, matches, stretches, within
from screener.understand.danger_text import pieces, read_words, word_set
from screener.understand.faq_asking import is_question
from screener.understand.faq_index import Index, Way
from screener.understand.faq_words import LONGEST_QUESTION, groups_of, strange, words_of

NEAR_ENOUGH: Final = 0.62
"""The sum of two cosines below which a question is declined. On the rows of the tests anything from 0.5 to 0.8 does the
same, since questions that share a group with a topic lie above it: what keeps answers from going too far is the guard
and the strange words, not this."""

NEAR_BY_LETTERS: Final = 0.34
"""What is near enough where no word belongs to a group: letters alone reach half as far."""

NEAR_IN_SPITE: Final = 0.85
"""What a question needs that holds a word which no topic speaks of."""

BRANDS: Final = re.compile(r"\b(botox|xeomin|dysport|nuceiva|letybo)\b", re.IGNORECASE)
OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:do you (?:do|treat|offer|sell|provide|have|like|know)|(?:help|work|good|used)s? (?:with|for)"
    r"|(?:can|could) you|treats?|cures?|traite[rsz]?|faites vous|vendez|offrez|soigne[rz]?|connais(?:sez)?|aide pour"
    r"|who (?:is|was)|write|qui est)\b"
)
"""Frames in which a strange word is what is asked about: "do you treat …", "does it work for …"."""

MATTER: Final = word_set(
    "botox botulinum toxin migraine migraines headache headaches treatment treatments injection injections shot shots"
    " needle needles it this clinic doctor physician appointment visit you your my i traitement clinique medecin rendez"
    " mal tete maux piqure piqures aiguilles ca ce vous votre mes mon"
)
"""Words of what the clinic speaks about."""

GENERAL: Final = word_set(
    "whatis botox where who whatlike howmany howmuch howlong after when appointment medicine doctor bodyplace shot"
    " question activity lasts treatme"
)
"""Groups too general to carry an answer when the question also holds a strange word."""


class Asks(Part):
    """Several ways to ask for a topic, in each language."""

    en: tuple[Text, ...] = Field(min_length=1)
    fr: tuple[Text, ...] = ()


class Said(Part):
    """A line in each language."""

    en: Text
    fr: Text | None = None


class Topic(Sourced):
    """What visitors ask, and the approved answer."""

    ask: Asks
    answer: Text
    answer_fr: Text | None = None
    promotes: bool = False


class FaqFile(Part):
    """A flow's `faq.yaml`."""

    closing: Said
    declined: Said
    sources: Mapping[Text, Source] = {}
    topics: Mapping[Id, Topic]


@dataclass(frozen=True, slots=True)
class Answer:
    """A topic, and the clinic's words on it, with blanks such as {treatment_name} still open."""

    topic: str
    text: str
    source: str
    closing: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that is not answered here, why (for tests, not for visitors), and what is said instead."""

    why: str
    text: str


class Faq:
    """The answers of one flow, ready to be asked."""

    def __init__(self, file: FaqFile, neutral: bool = False) -> None:
        self.file = file
        self.left_out = {name for name, topic in file.topics.items() if neutral and topic.promotes}
        self._index = Index(
            Way(name, text) for name, topic in file.topics.items() for text in (*topic.ask.en, *topic.ask.fr)
        )

    @classmethod
    def load(cls, path: Path, treatment_name: str = "Botox") -> "Faq":
        """The answers in a file; FlowError names file, line and column of what is wrong with it."""
        return cls.read(read_text(path), str(path), treatment_name)

    @classmethod
    def read(cls, text: str, name: str = "faq.yaml", treatment_name: str = "Botox") -> "Faq":
        """The answers that a file's text holds."""
        return cls(read_file(text, name), neutral=not BRANDS.search(treatment_name))

    def answer(self, text: str, language: str = "en") -> Answer | Declined | None:
        """The answer to a question; None where the text asks nothing."""
        words = words_of(text)
        groups, places = groups_of(words)
        if not is_question(text[:LONGEST_QUESTION], words):
            return None
        why = guarded(text)
        if why is not None:
            return self._declined(why, language)
        topic = self._topic(words, groups, places)
        if topic is None:
            return self._declined("unknown", language)
        if topic in self.left_out:
            return self._declined("promotes", language)
        return self._answer(topic, language)

    def _topic(self, words: list[str], groups: set[str], places: set[int]) -> str | None:
        nearest = self._index.nearest(words)
        if not nearest:
            return None
        topic, nearness = nearest[0]
        if nearness < (NEAR_ENOUGH if groups else NEAR_BY_LETTERS):
            return None
        if strange(words, places, self._index.asked) and not self._outweighs(words, groups, nearness):
            return None
        return topic

    def _outweighs(self, words: list[str], groups: set[str], nearness: float) -> bool:
        """Whether a question is near enough in spite of a strange word, because the rest of it is plain."""
        if OF_SOMETHING_ELSE.search(" ".join(words)):
            return False
        told = bool(MATTER & set(words)) or len(groups) > 1
        return nearness >= NEAR_IN_SPITE and not groups <= GENERAL and told

    def _answer(self, name: str, language: str) -> Answer:
        topic = self.file.topics[name]
        said = topic.answer_fr if language == "fr" and topic.answer_fr else topic.answer
        return Answer(name, said, topic.source or "", _in(self.file.closing, language))

    def _declined(self, why: str, language: str) -> Declined:
        return Declined(why, _in(self.file.declined, language))


def _in(said: Said, language: str) -> str:
    return said.fr if language == "fr" and said.fr else said.en


def read_file(text: str, name: str) -> FaqFile:
    """The file's data, checked; FlowError names every place that does not fit."""
    data, places = read_yaml(text, name)
    try:
        return FaqFile.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(_path(one), _message(one)) for one in error.errors()]) from None


def _path(detail: Any) -> tuple[str | int, ...]:
    return tuple(detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"])


def _message(detail: Any) -> str:
    if detail["type"] == "missing":
        return f"'{detail['loc'][-1]}:' is missing here"
    if detail["type"] == "extra_forbidden":
        return f"unknown key '{detail['loc'][-1]}': take it out"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


# --- What is never answered ------------------------------------------------------------------------------------------


@cache
def guards() -> Lexicon:
    """The patterns of questions that are declined."""
    return build(read_lexicon_file("decline.yaml"), {})


def guarded(text: str) -> str | None:
    """Why a question is declined whatever it is near to: personal, diagnosis, unsafe, elsewhere."""
    words = guards()
    read = read_words(pieces(text[:LONGEST_QUESTION]), lexicon().short_forms)
    for stretch in stretches(read, Labels(words)):
        spared = [
            (match.start, match.end)
            for pattern in candidates(words.figures, stretch)
            for match in matches(pattern.rows[0], stretch)
        ]
        for pattern in candidates(words.patterns, stretch):
            rows = [[m for m in matches(row, stretch) if not _is_spared(m, spared)] for row in pattern.rows]
            if all(rows) and _near(rows, pattern.near, stretch):
                return pattern.sign
    return None


def _is_spared(match: Match, spared: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] <= b for a, b in spared for span in match.spans)


def _near(rows: list[list[Match]], near: int, stretch: Stretch) -> bool:
    return all(any(within(first, other, near, stretch) for first in rows[0] for other in row) for row in rows[1:])
