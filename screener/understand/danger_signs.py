"""Which signs of the lexicon stand in a stretch of text, and which of them count."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from screener.understand.danger_context import Context
from screener.understand.danger_lexicon import Kind, Lexicon, Pattern
from screener.understand.danger_match import Match, Stretch, candidates, matches, within

MOST_MATCHES: Final = 6


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one stretch, each with its kind."""

    counting: Mapping[str, Kind]
    """Said of somebody here and now."""
    others: Mapping[str, Kind]
    """They stand there too, but denied, remembered, told of others and the like."""
    figure: bool
    """Whether a figure of speech stands there."""

    def first(self, kind: Kind) -> str | None:
        """A sign of this kind that counts."""
        return next((sign for sign, its_kind in self.counting.items() if its_kind == kind), None)


def read_signs(stretch: Stretch, words: Lexicon) -> Signs:
    """Every sign of a stretch, once."""
    listed = candidates(words.patterns, stretch)
    context = Context(stretch, words)
    counting: dict[str, Kind] = {}
    others: dict[str, Kind] = {}
    for pattern in listed:
        if pattern.sign in counting:
            continue
        standing = _standing(pattern, stretch)
        if not standing:
            continue
        (counting if _counts(pattern, standing, stretch, context) else others)[pattern.sign] = pattern.kind
    return Signs(counting, others, figure=context.has_figures)


def counting_sign(stretch: Stretch, words: Lexicon) -> tuple[Kind, str] | None:
    """The gravest sign that counts: quicker than all of them, for long texts."""
    listed = candidates(words.patterns, stretch)
    context = Context(stretch, words) if listed else None
    found: tuple[Kind, str] | None = None
    for pattern in listed:
        if context is None or (found and pattern.kind == "emergency"):
            continue
        standing = _standing(pattern, stretch)
        if standing and _counts(pattern, standing, stretch, context):
            found = (pattern.kind, pattern.sign)
            if pattern.kind == "crisis":
                return found
    return found


def _standing(pattern: Pattern, stretch: Stretch) -> list[list[Match]]:
    """Where each row of a pattern stands, if all of them do."""
    standing: list[list[Match]] = []
    for row in pattern.rows:
        found = list(matches(row, stretch))
        if not found:
            return []
        standing.append(found)
    return standing


def _counts(pattern: Pattern, standing: list[list[Match]], stretch: Stretch, context: Context) -> bool:
    """Whether each row of a pattern counts somewhere, and near enough to the others."""
    counting: list[list[Match]] = []
    for row in standing:
        held = [match for match in row if context.counts(match, pattern)][:MOST_MATCHES]
        if not held:
            return False
        counting.append(held)
    if len(counting) == 1:
        return True
    return any(
        all(within(chosen[0], other, pattern.near, stretch) for other in chosen[1:]) for chosen in product(*counting)
    )
