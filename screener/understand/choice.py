"""What the reading of a reply to a choice can be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options chosen. `literal`: in so many words, so that nothing needs confirming."""

    values: tuple[str, ...]
    literal: bool


@dataclass(frozen=True, slots=True)
class Unsure:
    """The visitor does not know."""

    literal: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not to be read as an answer, why, and which options may have been meant: to offer, never to take."""

    reason: str
    suggestions: tuple[str, ...] = ()


Choice = Chosen | Unsure | Unclear
