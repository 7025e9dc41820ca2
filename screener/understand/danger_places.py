"""A stretch of text with its clauses and sentences, and where the words of context stand in it."""

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Any, Final, Protocol, TypeVar

from screener.understand.danger_lexicon import Lexicon
from screener.understand.danger_match import Match, Span, Stretch, candidates, matches
from screener.understand.danger_text import word_set

FIRST_PERSON: Final = word_set("i me myself my je moi j mon ma mes")


class Remembering(Protocol):
    """What keeps its answers."""

    answers: dict[tuple[str, Span], Any]


Own = TypeVar("Own", bound=Remembering)
Answer = TypeVar("Answer")


def remembered(asked: Callable[[Own, Span], Answer]) -> Callable[[Own, Span], Answer]:
    """Works an answer about a span out once: many signs of a long sentence ask the same."""

    @wraps(asked)
    def ask(own: Own, span: Span) -> Answer:
        key = (asked.__name__, span)
        if key not in own.answers:
            own.answers[key] = asked(own, span)
        answer: Answer = own.answers[key]
        return answer

    return ask


class Places:
    """One stretch of text, and what stands where."""

    def __init__(self, stretch: Stretch, words: Lexicon) -> None:
        self.stretch = stretch
        self.lexicon = words
        self.answers: dict[tuple[str, Span], Any] = {}
        self._bounds: dict[int, Span] = {}
        for i, clause in enumerate(stretch.clauses):
            self._bounds[clause] = (self._bounds.get(clause, (i, i))[0], i)
        self._sentence: dict[int, Span] = {}
        for i, sentence in enumerate(stretch.sentences):
            self._sentence[sentence] = (self._sentence.get(sentence, (i, i))[0], i)

    def _clause(self, match: Match) -> Span:
        return self._bounds[self.stretch.clauses[match.start]]

    def _whole_clause(self, match: Match) -> Span:
        """From the clause where the match begins to the clause where it ends."""
        return self._clause(match)[0], self._bounds[self.stretch.clauses[match.end]][1]

    def _sentence_of(self, match: Match) -> Span:
        return self._sentence[self.stretch.sentences[match.start]]

    def _marks(self, name: str, within: Span) -> Iterator[Span]:
        """Where words of a context list stand between two places."""
        for span in self.stretch.found.get(f"@{name}", ()):
            if within[0] <= span[0] and span[1] <= within[1]:
                yield span

    def _has(self, name: str, within: Span) -> bool:
        return next(self._marks(name, within), None) is not None

    def _outside(self, name: str, within: Span, match: Match) -> bool:
        """Whether a mark stands there that is no part of the match itself."""
        return any(not any(a <= span[0] and span[1] <= b for a, b in match.spans) for span in self._marks(name, within))

    def _words(self, span: Span) -> list[str]:
        return self.stretch.words[span[0] : span[1] + 1]

    @cached_property
    def _figures(self) -> list[tuple[int, int]]:
        return [
            (match.start, match.end)
            for pattern in candidates(self.lexicon.figures, self.stretch)
            for match in matches(pattern.rows[0], self.stretch)
        ]

    @property
    def has_figures(self) -> bool:
        """Whether a figure of speech stands anywhere."""
        return bool(self._figures)

    def _is_figure(self, match: Match) -> bool:
        return any(a <= start <= b or a <= end <= b for a, b in self._figures for start, end in match.spans)
