"""What options are called: by their labels and synonyms, and by the names of the concepts that they refer to.

A name that two options share names neither. A slip of one letter, or a spelling that sounds the same, is recognised
where it can mean one name only; such a reading is never literal, so it is said back before it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from screener.understand.text import joined, tokens
from screener.understand.words import Phrases, lexicon, lexicon_data

SHORTEST_SLIP: Final = 6
"""Letters that a word needs before one of them may be wrong."""
LONG: Final = 8
"""Letters that a medicine's or a condition's name needs before two of them may be wrong."""
SLIPS: Final = 2
SHARED: Final = "?"
"""What a name stands for that two options share: neither."""
OUTSIDE: Final = ""
"""What a known medicine or condition stands for that no option covers."""
VOWELS: Final = frozenset("aeiouy")


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
        self._forms = _slips(clear), _sounds(clear)
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
        if len(word) < SHORTEST_SLIP or word in ordinary():
            return None
        slips, sounds = self._forms
        known_slips, known_sounds = _known_forms()
        for form in (word, *_without_one(word)):
            if form in slips:
                return slips[form]
            if form in known_slips:
                return self._holders[known_slips[form]]
        sound = _sound(word)
        if sound in sounds:
            return sounds[sound]
        if sound in known_sounds:
            return self._holders[known_sounds[sound]]
        near = _near(word)
        return self._holders[near] if near else None


@lru_cache(maxsize=256)
def names_of(question: ChoiceQuestion) -> Names:
    return Names(question)


# --- The lexicons ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def concepts() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every concept of the lexicons: its classes, and its names."""
    entries = {**lexicon_data("medicines"), **lexicon_data("conditions")}
    return {concept: (tuple(entry["classes"]), tuple(entry["names"])) for concept, entry in entries.items()}


@lru_cache(maxsize=1)
def known_names() -> Phrases:
    """Every name of the lexicons, with its concept."""
    return Phrases((name, concept) for concept, (_, names) in concepts().items() for name in names)


@lru_cache(maxsize=1)
def classes_of() -> frozenset[str]:
    """Every class that a concept of the lexicons belongs to."""
    return frozenset(one for classes, _ in concepts().values() for one in classes)


@lru_cache(maxsize=256)
def classes_beside(name: str) -> frozenset[str]:
    """A concept's or a class's own name with every class that its concepts belong to."""
    return frozenset({name}) | {
        one for concept, (classes, _) in concepts().items() if name in (concept, *classes) for one in classes
    }


@lru_cache(maxsize=1)
def _known_forms() -> tuple[dict[str, str], dict[str, str]]:
    named = {_key(name): concept for concept, (_, names) in concepts().items() for name in names}
    return _slips(named), _sounds(named)


def _holder(question: ChoiceQuestion, concept: str, classes: tuple[str, ...]) -> str:
    """The option that a concept belongs to: by itself, or else by its nearest class."""
    for name in (concept, *classes):
        for option in question.options:
            if name in option.concepts:
                return option.id
    return OUTSIDE


# --- A question's own names -----------------------------------------------------------------------------------------


def _key(name: str) -> str:
    return joined(tokens(name))


def _own(question: ChoiceQuestion) -> dict[str, str]:
    """Every name of the question's own with its option. A piece of a label gives way to what is said in full."""
    own: dict[str, str] = {}
    for names in (_full_names, _label_pieces):
        added: dict[str, str] = {}
        for option in question.options:
            for name in names(option):
                key = _key(name)
                if not (question.is_yes_no and _is_answer(key, option.id)):
                    added[key] = option.id if added.get(key, option.id) == option.id else SHARED
        own = {**added, **own}
    return {name: option for name, option in own.items() if name}


def _full_names(option: ChoiceOption) -> Iterator[str]:
    yield from option.synonyms
    if option.id in ("yes", "no"):
        return
    if option.id in ("none", "unsure"):
        plain = _key(option.label).split()
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


# --- Spelling -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Words that mean what they are, however close they are to a name."""
    words = lexicon("words")
    return frozenset(word for phrases in words.values() for word in phrases.vocabulary())


@lru_cache(maxsize=4096)
def _near(word: str) -> str | None:
    """The one concept with a long name that two letters at most tell from this word."""
    if len(word) < LONG or not word.isalpha():
        return None
    found = {concept for name, concept in _long_names().get(word[0], ()) if _apart(word, name) <= SLIPS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _long_names() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Long names of one word, by their first letter."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for concept, (_, names) in concepts().items():
        for name in names:
            if len(name) >= LONG and name.isalpha():
                by_first.setdefault(name[0], []).append((name, concept))
    return by_first


def _apart(one: str, other: str) -> int:
    """How many letters must be changed, added or left out to make one word of the other; counted up to the limit."""
    if abs(len(one) - len(other)) > SLIPS:
        return SLIPS + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, wanted in enumerate(other, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != wanted))
        if min(row) > SLIPS:
            return SLIPS + 1
    return row[-1]


def _without_one(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _single(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, option) for name, option in names.items() if name.isalpha() and len(name) >= SHORTEST_SLIP)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Forms that can mean one option only."""
    found: dict[str, str] = {}
    clashing: set[str] = set()
    for form, option in pairs:
        if found.setdefault(form, option) != option:
            clashing.add(form)
    return {form: option for form, option in found.items() if form not in clashing}


def _slips(names: Mapping[str, str]) -> dict[str, str]:
    """Names with one letter left out, by which a letter too few, too many or wrong is recognised."""
    return _unique((form, option) for name, option in _single(names) for form in (name, *_without_one(name)))


def _sounds(names: Mapping[str, str]) -> dict[str, str]:
    return {
        key: value
        for key, value in _unique((_sound(name), option) for name, option in _single(names)).items()
        if len(key) >= 5
    }


def _sound(word: str) -> str:
    """How a word sounds, without its vowels: "amytriptaline" and "amitriptyline" are the same."""
    for written, heard in (
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("qu", "k"),
        ("x", "ks"),
        ("c", "k"),
        ("z", "s"),
        ("gh", "g"),
    ):
        word = word.replace(written, heard)
    first = "a" if word[:1] in VOWELS else word[:1]
    heard = first
    for letter in word[1:]:
        if letter not in VOWELS and letter != "h" and letter != heard[-1]:
            heard += letter
    return heard
