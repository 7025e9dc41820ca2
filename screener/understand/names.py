"""What options are called: by their labels and synonyms, and by the names of the concepts that they refer to.

A name that two options share names neither. A slip of one letter, or a spelling that sounds the same, is recognised
where it can mean one name only; such a reading is never literal, so it is said back before it counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from screener.understand.concepts import concepts, known_names
from screener.understand.misspelt import (
    LONGEST_SLIP,
    SHORTEST_SLIP,
    key,
    known_forms,
    near_name,
    ordinary,
    slips,
    sound_of,
    sounds,
    without_one,
)
from screener.understand.words import Phrases, lexicon

SHARED: Final = "?"
"""What a name stands for that two options share: neither."""
OUTSIDE: Final = ""
"""What a known medicine or condition stands for that no option covers."""


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One answer that is offered, with everything that it is called."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question with its options in the order shown, "none" and "unsure" among them where they are offered."""

    kind: str
    """`one` or `some`."""
    ask: str
    options: tuple[ChoiceOption, ...]
    about_other: bool = False
    """Somebody answers for another person: relatives are then no strangers."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @property
    def is_yes_no(self) -> bool:
        return {"yes", "no"} <= set(self.ids)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an option at the tokens [start, end). `option` is OUTSIDE where no option covers it."""

    start: int
    end: int
    option: str
    literal: bool = True


class Names:
    """The names of one question's options, before the lexicons' names of the concepts that they refer to."""

    def __init__(self, question: ChoiceQuestion) -> None:
        own = _own(question)
        clear = {name: option for name, option in own.items() if option != SHARED}
        self._own = Phrases(own.items())
        self._forms = slips(clear), sounds(clear)
        self._holders = {concept: _holder(question, concept, classes) for concept, (classes, _) in concepts().items()}

    def mentions(self, words: Sequence[str], passed: Sequence[tuple[int, int]]) -> list[Mention]:
        """Every option that is named, left to right. Stretches in `passed` mean something else, unless a name as long
        begins there."""
        found: list[Mention] = []
        place = 0
        skip = dict(passed)
        while place < len(words):
            length, option = self._at(words, place)
            if place in skip and skip[place] - place > length:
                place = skip[place]
            elif length:
                if option != SHARED:
                    found.append(Mention(place, place + length, option))
                place += length
            else:
                guess = self._misspelt(words[place])
                if guess is not None:
                    found.append(Mention(place, place + 1, guess, literal=False))
                place += 1
        return self._reactions(words, found)

    def _reactions(self, words: Sequence[str], found: list[Mention]) -> list[Mention]:
        """ "Hives from Dysport" names the allergy where an option is about it and none is about the toxin itself."""
        allergy = self._holders["botulinum_allergy"]
        described = lexicon("words")["reactions"].anywhere(words)
        if allergy == OUTSIDE or self._holders["botulinum_toxin"] != OUTSIDE or not described:
            return found
        return [self._reacting(words, one, described[0], allergy) for one in found]

    def _reacting(self, words: Sequence[str], one: Mention, described: tuple[int, int, str], allergy: str) -> Mention:
        if one.option != OUTSIDE or known_names().at(words, one.start)[1] != "botulinum_toxin":
            return one
        last = max(one.start, described[0]), max(one.end, described[1])
        return Mention(*last, allergy, literal=False)

    def _at(self, words: Sequence[str], place: int) -> tuple[int, str]:
        """The longest name at this place and its option: the question's own, or the lexicons' where that is longer."""
        length, option = self._own.at(words, place)
        known, concept = known_names().at(words, place)
        return (known, self._holders[concept]) if known > length else (length, option)

    def _misspelt(self, word: str) -> str | None:
        if not SHORTEST_SLIP <= len(word) <= LONGEST_SLIP or word in ordinary():
            return None
        near, heard = self._forms
        known_slips, known_sounds = known_forms()
        for form in (word, *without_one(word)):
            if form in near:
                return near[form]
            if form in known_slips:
                return self._holders[known_slips[form]]
        sound = sound_of(word)
        if sound in heard:
            return heard[sound]
        if sound in known_sounds:
            return self._holders[known_sounds[sound]]
        closest = near_name(word)
        return self._holders[closest] if closest else None


@lru_cache(maxsize=256)
def names_of(question: ChoiceQuestion) -> Names:
    return Names(question)


def _holder(question: ChoiceQuestion, concept: str, classes: tuple[str, ...]) -> str:
    """The option that a concept belongs to: by itself, or else by its nearest class."""
    for name in (concept, *classes):
        for option in question.options:
            if name in option.concepts:
                return option.id
    return OUTSIDE


# --- A question's own names -----------------------------------------------------------------------------------------


def _own(question: ChoiceQuestion) -> dict[str, str]:
    """Every name of the question's own with its option. A piece of a label gives way to what is said in full."""
    own: dict[str, str] = {}
    for names in (_full_names, _label_pieces):
        added: dict[str, str] = {}
        for option in question.options:
            for name in names(option):
                name_key = key(name)
                if not (question.is_yes_no and _is_answer(name_key, option.id)):
                    added[name_key] = option.id if added.get(name_key, option.id) == option.id else SHARED
        own = {**added, **own}
    return {name: option for name, option in own.items() if name}


def _full_names(option: ChoiceOption) -> Iterator[str]:
    yield from option.synonyms
    if option.id in ("yes", "no"):
        return
    if option.id in ("none", "unsure"):
        plain = key(option.label).split()
        if lexicon("words")[option.id].at(plain, 0)[0] != len(plain):
            yield option.label
        return
    yield option.label
    yield option.label.partition("(")[0]
    yield option.id.replace("_", " ")


def _label_pieces(option: ChoiceOption) -> Iterator[str]:
    """The parts of a label that may stand alone: "nausea" and "vomiting"."""
    if option.id in ("yes", "no", "none", "unsure"):
        return
    outside, _, inside = option.label.partition("(")
    for text in (outside, inside.rstrip(") ")):
        for mark in (",", "/", " or ", " ou ", ";"):
            text = text.replace(mark, "|")
        for part in (part.strip() for part in text.split("|")):
            if len(part) > 2 and len(part.split()) <= 4 and not part.isdigit():
                yield part


def _is_answer(name: str, option: str) -> bool:
    """Whether a name is a plain word of answering, such as "y", which is read as one anyway."""
    words = name.split()
    return option in ("yes", "no") and bool(words) and lexicon("words")[option].at(words, 0)[0] == len(words)
