"""Side questions: answered from the clinic's approved text, declined, or no question at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from screener.engine.yaml import read_text
from screener.understand.danger_lexicon import read_lexicon_file
from screener.understand.faq_asking import is_question
from screener.understand.faq_file import FaqFile, read_file
from screener.understand.faq_guard import guarded
from screener.understand.faq_index import Index, Way
from screener.understand.faq_subject import about_something_else
from screener.understand.faq_words import LONGEST_QUESTION, known_words, words_of

DECLINED: Final = "declined:"
"""Before the kinds of questions that are never answered, among the topics of the index."""

LEAD: Final = 1.5
"""How far a topic must be likelier than anything that is declined, as a difference of logarithms. From 0 to 2, 3 to 2
of 657 rows that should be declined were answered, and 97.1 to 95.9 % of the tests' own rows found their topic."""

LEAD_IN_SPITE: Final = 8.0
"""How far where the question holds a word that no topic speaks of: then it may be about something else, unless the rest
of it is plain. At 5, 8 of the 657 rows were answered; at 7 and 9, 3 of them."""

BRANDS: Final = re.compile(r"\b(botox|xeomin|dysport|nuceiva|letybo)\b", re.IGNORECASE)


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
        ways = [Way(name, text) for name, topic in file.topics.items() for text in (*topic.ask.en, *topic.ask.fr)]
        self._known = known_words(way.text for way in ways)
        self.index = Index([*ways, *declined_ways()])

    @classmethod
    def load(cls, path: Path, treatment_name: str = "Botox") -> "Faq":
        """The answers in a file; FlowError names file, line and column of what is wrong with it."""
        return cls.read(read_text(path), str(path), treatment_name)

    @classmethod
    def read(cls, text: str, name: str = "faq.yaml", treatment_name: str = "Botox") -> "Faq":
        """The answers that a file's text holds."""
        return _read(text, name, not BRANDS.search(treatment_name))

    def answer(self, text: str, language: str = "en") -> Answer | Declined | None:
        """The answer to a question; None where the text asks nothing."""
        words = words_of(text)
        if not is_question(text[:LONGEST_QUESTION], words):
            return None
        topic, why = self._topic(words, guarded(text))
        if topic in self.left_out:
            topic, why = None, "promotes"
        return self._answer(topic, language) if topic else Declined(why, self.file.declined.said(language))

    def _topic(self, words: list[str], guard: str | None) -> tuple[str | None, str]:
        """The topic asked about; or none, and why."""
        if guard is not None:
            return None, guard
        nearest = self.index.nearest(words)
        if not nearest or nearest[0][0].startswith(DECLINED):
            return None, nearest[0][0].removeprefix(DECLINED) if nearest else "unknown"
        if about_something_else(words):
            return None, "unknown"
        topic, nearness = nearest[0]
        lead = nearness - max(score for name, score in nearest if name.startswith(DECLINED))
        needed = LEAD_IN_SPITE if self._known.strange(words) else LEAD
        return (topic, "") if lead >= needed else (None, "unknown")

    def _answer(self, name: str, language: str) -> Answer:
        topic = self.file.topics[name]
        return Answer(name, topic.said(language), topic.source or "", self.file.closing.said(language))


@lru_cache(maxsize=8)
def _read(text: str, name: str, neutral: bool) -> Faq:
    """Indexing takes most of a second, so it is done once for each text."""
    return Faq(read_file(text, name), neutral)


@cache
def declined_ways() -> tuple[Way, ...]:
    """Ways to ask what is never answered."""
    return tuple(_read_declined_ways())


def _read_declined_ways() -> Iterator[Way]:
    for why, ways in read_lexicon_file("declined_ways.yaml").items():
        for texts in ways.values():
            yield from (Way(DECLINED + why, text) for text in texts)
