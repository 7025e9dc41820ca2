"""The lexicon of danger: groups of words, patterns over them, and the words of context. Loaded once, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

from screener.understand.danger_text import TELLING_LETTERS, word_set

Kind = Literal["emergency", "crisis"]
FILES: Final = ("groups", "emergency", "crisis", "context", "figures")
NEAR: Final = 8
"""Words that count, from the first to the last part of a pattern whose parts stand in any order."""

LITERAL: Final = " !"
"""Behind a pattern that is never a figure of speech."""

GAP: Final = 3
NEAR_BY: Final = re.compile(r"\s@(\d+)$")


@dataclass(frozen=True, slots=True)
class Step:
    """A place in a row: one of these labels, at most `gap` words that count behind the one before."""

    labels: frozenset[str]
    gap: int


Row = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rows that stand near each other, in any order."""

    sign: str
    kind: Kind
    rows: tuple[Row, ...]
    near: int
    text: str
    has_usual: bool = True
    """Whether it does not count where it is somebody's usual attack."""
    has_figures: bool = True
    """Whether it does not count where a figure of speech stands."""


@dataclass(slots=True)
class Phrases:
    """Phrases that begin alike: what the words so far are called, and how they go on."""

    labels: set[str] = field(default_factory=set)
    on: dict[str, Phrases] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is known about words, by word."""

    labels: Mapping[str, frozenset[str]]
    """What a word is called in patterns: itself where a pattern names it, and its groups."""
    stems: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    """Phrases of several words, by their first word."""
    patterns: Mapping[str, tuple[Pattern, ...]]
    """By one label that each of them needs."""
    figures: Mapping[str, tuple[Pattern, ...]]
    short_forms: Mapping[str, tuple[str, ...]]
    little: frozenset[str]
    telling: frozenset[str]
    """The first letters of words that hardly any danger is told without."""
    known: frozenset[str]
    spelling: Spelling


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    return build(read_danger(), read_lexicon_file("short_forms.yaml")["short_forms"])


def read_danger() -> dict[str, Any]:
    """The files of danger as one."""
    data: dict[str, Any] = {"signs": {}}
    for name in FILES:
        read = read_lexicon_file(f"danger_{name}.yaml")
        data["signs"] |= read.pop("signs", {})
        data |= read
    return data


def read_lexicon_file(name: str) -> Any:
    """The data of a file of lexicon/."""
    text = files(__package__).joinpath("lexicon", name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (safe both)


def build(data: Mapping[str, Any], short_forms: Mapping[str, str]) -> Lexicon:
    """A lexicon from its data."""
    groups = {name: split_list(text) for name, text in data["groups"].items()}
    context = {name: split_list(text) for name, text in data["context"].items()}
    patterns = [
        _pattern(sign, entry["kind"], text, entry.get("usual") != "counts")
        for sign, entry in data["signs"].items()
        for text in entry["patterns"]
    ]
    figures = [_pattern("figure", "emergency", text) for text in data["figures"]]
    names = {**groups, **{f"@{name}": entries for name, entries in context.items()}}
    literals = {label for p in (*patterns, *figures) for row in p.rows for step in row for label in step.labels}
    words = _Words()
    for label, entries in names.items():
        for entry in entries:
            words.add(entry, label)
    for literal in literals - set(names) - {"START", "END"}:
        words.add(literal.replace("_", " "), literal)
    vocabulary = frozenset(words.vocabulary)
    return Lexicon(
        labels={word: frozenset(labels) for word, labels in words.labels.items()},
        stems={stem: frozenset(labels) for stem, labels in words.stems.items()},
        phrases=words.phrases,
        patterns=_by_anchor(patterns),
        figures=_by_anchor(figures),
        short_forms={short: tuple(full.split()) for short, full in short_forms.items()},
        little=frozenset(context["little"]),
        telling=frozenset(word[:TELLING_LETTERS] for word in context.get("telling", ())),
        known=vocabulary,
        spelling=spelling(context.get("spelt", ()), context.get("spelt_right", ())),
    )


def split_list(text: str) -> list[str]:
    """Entries parted by commas, or by blanks where there is no comma."""
    parts = text.split(",") if "," in text else text.split()
    return [entry.strip() for entry in parts if entry.strip()]


class _Words:
    """Collects what each word, stem and phrase is called."""

    def __init__(self) -> None:
        self.labels: dict[str, set[str]] = {}
        self.stems: dict[str, set[str]] = {}
        self.phrases: dict[str, Phrases] = {}
        self.vocabulary: set[str] = set()

    def add(self, entry: str, label: str) -> None:
        parts = entry.split()
        if len(parts) == 1 and entry.endswith("*"):
            self.stems.setdefault(entry[:-1], set()).add(label)
        elif len(parts) == 1:
            self.vocabulary.add(entry)
            self.labels.setdefault(entry, set()).add(label)
        else:
            self.vocabulary.update(part.rstrip("*") for part in parts)
            add_phrase(self.phrases, parts, label)


PLURALS: Final = ("", "s", "e", "es", "x")


def add_phrase(phrases: dict[str, Phrases], parts: Sequence[str], label: str) -> None:
    """Put a phrase among others; a "*" within it stands for the endings of number and gender."""
    starred = next((i for i, part in enumerate(parts) if part.endswith("*")), None)
    if starred is not None:
        for ending in PLURALS:
            word = parts[starred][:-1] + ending
            add_phrase(phrases, [*parts[:starred], word, *parts[starred + 1 :]], label)
        return
    place = phrases.setdefault(parts[0], Phrases())
    for part in parts[1:]:
        place = place.on.setdefault(part, Phrases())
    place.labels.add(label)


# --- Patterns -------------------------------------------------------------------------------------------------------


def _pattern(sign: str, kind: Kind, text: str, has_usual: bool = True) -> Pattern:
    body = text.removesuffix(LITERAL)
    near = NEAR_BY.search(body)
    body = body[: near.start()] if near else body
    rows = tuple(_row(part.split()) for part in body.split(" + "))
    return Pattern(sign, kind, rows, int(near[1]) if near else NEAR, text, has_usual, not text.endswith(LITERAL))


def _row(elements: Iterable[str]) -> Row:
    steps: list[Step] = []
    gap = 0
    for element in elements:
        if element.startswith("~"):
            gap = int(element[1:]) if element[1:] else GAP
        else:
            steps.append(Step(frozenset(element.split("|")), gap))
            gap = 0
    return tuple(steps)


def _by_anchor(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the labels of the step that fewest labels can fill: nothing else of it is looked at before."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        anchor = min((step for row in pattern.rows for step in row), key=_commonness)
        for label in anchor.labels:
            found.setdefault(label, []).append(pattern)
    return {label: tuple(listed) for label, listed in found.items()}


COMMON: Final = word_set(
    "HEAD HEADACHE SEVERE WANT CANNOT not no i is am it this have had going will like think want pain me my la to of"
    " EVERYONE EVER MOVE pas plus LIMB PILLS better START END JUST_NOW"
)


def _commonness(step: Step) -> tuple[int, int]:
    return (len(step.labels & COMMON), len(step.labels))


# --- Misspellings ---------------------------------------------------------------------------------------------------

SHORTEST: Final = 5
SHORTEST_TO_REPLACE: Final = 7
"""Letters of a word, for one of them to be read as another."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that are known by, one letter wrong. The first letter is always right."""

    words: frozenset[str]
    near: Mapping[str, str]
    """A word with a letter left out or two changed round, and the word meant."""
    masked: Mapping[str, str]
    """A longer word with one letter covered, and the word meant."""

    def meant(self, word: str) -> str | None:
        """The word that a misspelt one stands for."""
        if len(word) < SHORTEST - 1 or word in self.words:
            return None
        if word in self.near:
            return self.near[word]
        for i, short in enumerate(shortened(word)):
            if short in self.words and not (word[-1] in "sxed" and i == len(word) - 2):
                return short
        if len(word) >= SHORTEST_TO_REPLACE:
            return next((self.masked[cover] for cover in covered(word) if cover in self.masked), None)
        return None


def spelling(words: Iterable[str], never: Iterable[str]) -> Spelling:
    """How words may be misspelt; what is another word of its own (`never`) is left alone."""
    listed = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
    left = {*never, *listed}
    near = {short: word for word in listed for short in (*shortened(word), *swapped(word)) if short not in left}
    masked = {cover: word for word in listed if len(word) >= SHORTEST_TO_REPLACE for cover in covered(word)}
    return Spelling(frozenset(listed), near, masked)


def shortened(word: str) -> Iterator[str]:
    """The word with each letter but the first left out."""
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]


def swapped(word: str) -> Iterator[str]:
    """The word with each two neighbouring letters behind the first changed round."""
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def covered(word: str) -> Iterator[str]:
    """The word with each letter but the first covered."""
    for i in range(1, len(word)):
        yield f"{word[:i]}?{word[i + 1 :]}"
