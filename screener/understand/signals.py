"""A reply to a choice, as its words of answering, the options it names, and its clauses."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from screener.understand.concepts import classes_of
from screener.understand.names import ChoiceQuestion, Mention, names_of
from screener.understand.text import Token, tokens
from screener.understand.words import Phrases, lexicon, texts

STOPS: Final = frozenset({".", ";", ",", "!", "?", "...", ":", "(", ")"})
SIGNALS: Final = ("neutral", "unsure", "soft_no", "soft_yes", "maybe", "yes", "no")
BEGINNINGS: Final = frozenset(
    f"{who}{what}"
    for who, verbs in {"i ": "do am have did", "it ": "is does", "they ": "are do", "there ": "is"}.items()
    for verb in verbs.split()
    for what in (verb, f"{verb} not")
)
"""What answers alone ("I do not") but begins a statement otherwise ("I do not like needles")."""
NEITHER: Final = ("neither", "nor", "either", "ni")
NOTHING: Final = ("none", "nothing", "aucun", "aucune", "rien")
WORKED: Final = frozenset(
    "worked works helped helps touched lasted marche marchait aide aidait fonctionne donne".split()
)
FAILING: Final = 5
"""Within how many words of "none" it is said what failed: "none of them really worked"."""
ABLE: Final = frozenset({"can", "could", "peux", "peut"})


@dataclass(frozen=True, slots=True)
class Meant:
    """An option as it is meant: `yes`, `no`, `maybe`, `other` (of somebody else) or `past`; `unsettled` where a denial
    may or may not reach it."""

    option: str
    how: str
    literal: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A word of answering at the tokens [start, end): yes, no, unsure and so on."""

    kind: str
    start: int
    end: int


class Signals:
    """What stands in one reply, seen with one question's names."""

    def __init__(self, question: ChoiceQuestion, tokens: Sequence[Token]) -> None:
        self.question = question
        self.tokens = tokens
        self.words = texts(tokens)
        self.table = lexicon("words")

    def found(self, category: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
        return self.table[category].anywhere(self.words, start, end)

    def phrase(self, span: tuple[int, int, str]) -> str:
        return " ".join(self.words[span[0] : span[1]])

    @cached_property
    def all_signals(self) -> list[Signal]:
        """Words of answering, the longest at each place, not inside a name."""
        found: list[Signal] = []
        if self.words in (["y"], ["n"]):
            return [Signal("yes" if self.words == ["y"] else "no", 0, 1)]
        place = 0
        while place < len(self.words):
            length, kind = max(
                ((self.table[name].at(self.words, place)[0], name) for name in SIGNALS), key=lambda one: one[0]
            )
            if length and kind in ("yes", "no") and self._goes_on(place, place + length):
                length = 0
            if length and (self._is_number_sign(place) or self._begins_doubt(place + length - 1)):
                length = 0
            if length:
                found.append(Signal(kind, place, place + length))
            place += length or 1
        return found

    def _begins_doubt(self, place: int) -> bool:
        """ "I'm not so sure": the last word of "I'm not" begins a doubt, or a time: "il y a trois semaines"."""
        doubts = self.words[place] in ("not", "pas") and self.table["unsure"].at(self.words, place)[0] > 1
        return doubts or any(start == place + 1 for start, _ in self._since_french)

    def _is_number_sign(self, place: int) -> bool:
        """ "Tylenol with codeine no.1": short for number."""
        if self.words[place] != "no" or self.words[place + 1 : place + 2] != ["."]:
            return False
        glued = self.tokens[place + 1 : place + 3]
        return len(glued) == 2 and all(token.glued for token in glued) and glued[1].is_number

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether "I am" or "I do not" is no answer by itself, but the beginning of a statement."""
        if " ".join(self.words[start:end]) not in BEGINNINGS or end >= len(self.words) or self.words[end] in STOPS:
            return False
        return not self.table["polite"].at(self.words, end)[0] and self.words[end] not in ("but", "mais", "though")

    @cached_property
    def mentions(self) -> list[Mention]:
        passed = [(one.start, one.end) for one in self.all_signals if one.end - one.start > 1 or one.kind == "neutral"]
        passed += [(start, end) for start, end, _ in self.found("past") if self.words[end - 1] == "ago"]
        passed += [(start, end) for start, end, _ in self.found("shifts")] + self._since_french
        return names_of(self.question).mentions(self.words, passed)

    @cached_property
    def _since_french(self) -> list[tuple[int, int]]:
        """The number and unit behind "il y a": "il y a trois semaines"."""
        units = lexicon("quantities")["units"]
        starts = [p + 3 for p in range(len(self.words)) if self.words[p : p + 3] == ["il", "y", "a"]]
        return [(p, p + 2) for p in starts if units.at(self.words, p + 1)[0]]

    @cached_property
    def signals(self) -> list[Signal]:
        """Words of answering outside the names."""
        inside = {place for one in self.mentions for place in range(one.start, one.end)}
        return [
            one
            for one in self.all_signals
            if not inside & set(range(one.start, one.end)) and not self.also_failed(one.start)
        ]

    @cached_property
    def masked(self) -> frozenset[int]:
        """Places whose words are spoken for: doubt, relief that failed and the like hold no denial of an option."""
        return frozenset(
            p for one in self.signals if one.kind in ("neutral", "unsure", "maybe") for p in range(one.start, one.end)
        )

    @cached_property
    def concluding(self) -> frozenset[int]:
        """Places of "so no", which answers the question and denies no name."""
        return frozenset(place for start, end, _ in self.found("concludes") for place in range(start, end))

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Stretches between stops and words such as "but"."""
        inside = {place for one in self.mentions for place in range(one.start + 1, one.end)}
        cuts = {place for place, word in enumerate(self.words) if word in STOPS and place not in inside}
        mention_starts = {one.start for one in self.mentions}
        for start, _, _ in self.found("but"):
            if self.words[start - 1] in ("anything", "anytime", "time") and self.words[start] in ("but", "except"):
                continue  # "anything but evenings" denies, and "nothing but evenings" does not
            if start not in inside and start not in mention_starts and start not in self.masked:
                cuts.add(start)
        edges = [-1, *sorted(cuts), len(self.words)]
        return [(low + 1, high) for low, high in itertools.pairwise(edges) if high > low + 1]

    def negates(self, place: int) -> bool:
        if self._unable(place) or self._is_number_sign(place):
            return False
        return (
            place not in self.masked
            and not self.also_failed(place)
            and bool(self.table["negators"].at(self.words, place)[0])
        )

    def _unable(self, place: int) -> bool:
        """ "I can't do stairs" affirms a symptom, where the options are symptoms."""
        symptoms = self.question.kind == "some" and not any(
            set(option.concepts) & classes_of() for option in self.question.options
        )
        begins = place if self.words[place] in ABLE else place - 1
        return (
            symptoms
            and begins >= 0
            and self.words[begins] in ABLE
            and self.words[begins + 1 :][:1] in (["not"], ["pas"])
        )

    def also_failed(self, place: int) -> bool:
        """ "Elavil didn't work, depakote neither", "elavil and depakote, neither did squat": both were tried."""
        if self.question.is_yes_no or self.words[place] not in (*NEITHER, *NOTHING):
            return False
        failures = [one for one in self.all_signals if one.kind == "neutral"]
        before = ever(self.question) and self.words[place] in NEITHER and any(one.end <= place for one in failures)
        named = any(one.end <= place for one in self.mentions)
        behind = self.words[place + 1 : place + FAILING]
        failed = any(0 < one.start - place < FAILING for one in failures) or bool(WORKED & set(behind))
        return before or (named and failed)


def ever(question: ChoiceQuestion) -> bool:
    """Whether the past counts: "have you ever had", "which have you tried"."""
    return _ever(question.ask)


@lru_cache(maxsize=256)
def _ever(ask: str) -> bool:
    words = texts(tokens(ask))
    table: dict[str, Phrases] = dict(lexicon("words"))
    return bool(table["ever"].anywhere(words)) and not table["ever_not"].anywhere(words)
