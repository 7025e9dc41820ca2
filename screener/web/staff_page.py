"""What the desk's pages show, as plain values: templates decide nothing and see no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: for machines, in words, and how long ago where that matters."""

    iso: str
    words: str
    ago: str = ""


@dataclass(frozen=True, slots=True)
class Urgency:
    """Never by colour alone: a word and a mark."""

    id: str
    word: str
    mark: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule comes from, when that was checked, and whether a physician has reviewed it."""

    keys: tuple[str, ...]
    checked: str
    review: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What a key stands for."""

    key: str
    title: str
