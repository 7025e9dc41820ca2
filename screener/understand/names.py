"""What options are called: by their labels and synonyms, and by the names of the concepts that they refer to.

A name that two options share names neither. A slip of one letter, or a spelling that sounds the same, is recognised
where it can mean one name only; such a reading is never literal, so it is said back before it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from screener.engine.yaml import read_yaml
from screener.understand.text import tokens
from screener.understand.words import LEXICON, Phrases, lexicon

SHORTEST_SLIP: Final = 6
"""Letters that a word needs before one of them may be wrong."""
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


@lru_cache(maxsize=1)
def concepts() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every concept of the lexicons: its classes, and its names."""
    from importlib.resources import files

    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for name in ("medicines", "conditions"):
        path = files("screener.understand").joinpath(LEXICON, f"{name}.yaml")
        data, _ = read_yaml(path.read_text(encoding="utf-8"), f"{name}.yaml")
        for concept, entry in data.items():  # type: ignore[union-attr]
            found[concept] = (tuple(entry["classes"]), tuple(str(one) for one in entry["names"]))  # type: ignore[index,call-overload,union-attr]
    return found


class Names:
    """The names of one question's options."""

    def __init__(self, question: ChoiceQuestion) -> None:
        named = dict(_named(question))
        self.phrases = Phrases(named.items())
        self._slips = _slips({name: option for name, option in named.items() if option != "?"})
        self._sounds = _sounds({name: option for name, option in named.items() if option != "?"})

    def mentions(self, words: Sequence[str], passed: Sequence[tuple[int, int]]) -> list[Mention]:
        """Every option that is named, left to right. Stretches in `passed` mean something else, unless a longer name
        begins there."""
        found: list[Mention] = []
        place = 0
        skip = dict(passed)
        while place < len(words):
            length, option = self.phrases.at(words, place)
            if place in skip and skip[place] - place > length:
                place = skip[place]
            elif length:
                if option != "?":
                    found.append(Mention(place, place + length, option))
                place += length
            else:
                guess = self._misspelt(words[place])
                if guess is not None:
                    found.append(Mention(place, place + 1, guess, literal=False))
                place += 1
        return found

    def _misspelt(self, word: str) -> str | None:
        if len(word) < SHORTEST_SLIP or word in ordinary():
            return None
        for form in (word, *_without_one(word)):
            if form in self._slips:
                return self._slips[form]
        return self._sounds.get(_sound(word))


@lru_cache(maxsize=256)
def names_of(question: ChoiceQuestion) -> Names:
    return Names(question)


def _named(question: ChoiceQuestion) -> Iterator[tuple[str, str]]:
    """Every name with the option that it stands for; "?" where two share it. The lexicon's names give way."""
    own: dict[str, str] = {}
    for option in question.options:
        for name in _own_names(option):
            key = " ".join(token.text for token in tokens(name))
            own[key] = option.id if own.get(key, option.id) == option.id else "?"
    for concept, (classes, names) in concepts().items():
        holder = _holder(question, concept, classes)
        for name in names:
            key = " ".join(token.text for token in tokens(name))
            own.setdefault(key, holder)
    yield from own.items()


def _own_names(option: ChoiceOption) -> Iterator[str]:
    yield from option.synonyms
    if option.id in ("yes", "no", "unsure", "none"):
        return
    yield option.label
    plain, _, inside = option.label.partition("(")
    yield plain
    yield option.id.replace("_", " ")
    for piece in _pieces(plain):
        yield piece
    for piece in _pieces(inside.rstrip(") ")):
        yield piece


def _pieces(text: str) -> Iterator[str]:
    """The parts of a label that may stand alone: "nausea" and "vomiting"."""
    for mark in (",", "/", " or ", " ou ", ";"):
        text = text.replace(mark, "|")
    parts = [part.strip() for part in text.split("|")]
    for part in parts:
        words = part.split()
        if 1 <= len(words) <= 4 and len(parts) > 1 and (len(words) > 1 or len(part) > 2) and not part.isdigit():
            yield part
        elif len(parts) == 1 and 1 <= len(words) <= 4 and len(part) > 2:
            yield part


def _holder(question: ChoiceQuestion, concept: str, classes: tuple[str, ...]) -> str:
    """The option that a concept belongs to: by itself, or else by its nearest class."""
    for name in (concept, *classes):
        for option in question.options:
            if name in option.concepts:
                return option.id
    return OUTSIDE


# --- Spelling -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Words that mean what they are, however close they are to a name."""
    words = lexicon("words")
    return frozenset(word for phrases in words.values() for word in phrases.vocabulary())


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
    return {key: value for key, value in _unique((_sound(name), option) for name, option in _single(names)).items() if len(key) >= 5}


def _sound(word: str) -> str:
    """How a word sounds, without its vowels: "amytriptaline" and "amitriptyline" are the same."""
    for written, heard in (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("gh", "g")):
        word = word.replace(written, heard)
    first = "a" if word[:1] in VOWELS else word[:1]
    heard = first
    for letter in word[1:]:
        if letter not in VOWELS and letter != "h" and letter != heard[-1]:
            heard += letter
    return heard
