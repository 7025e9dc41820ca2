"""What short texts of danger have in common, learned from rows: it knows phrases that no pattern foresees.

A pattern is sure of what it says, but people say more than patterns hold. So words, pairs of words and groups of the
lexicon each carry a weight: a logistic regression, which tests/understand/learn_danger.py makes from the rows there.
Their sum says how much a text resembles the rows of danger. It may raise an alarm where no pattern stands, and silence
a pattern where everything else speaks against it. In rows kept aside both together find more than the patterns alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from screener.understand.danger_lexicon import Kind
from screener.understand.danger_match import Stretch
from screener.understand.danger_text import word_set

FILE: Final = "danger_weights.tsv"
ALWAYS: Final = "(always)"
MOST_WORDS: Final = 40
"""Longer texts are not like the rows; patterns alone read them."""

ALARM: Final = 0.5
"""Without a pattern, an alarm from here on."""

ALARM_AGAINST_PATTERNS: Final = 3.0
"""The same where patterns stand, but each is denied, remembered or the like."""

SILENCE: Final = -3.0
"""With a pattern, no alarm below this."""

STEM: Final = 5
APART: Final = 2
CONTEXT: Final = word_set(
    "@usual @not_usual @past @recent @resolved @had @negators @relatives @near @general @topic @asking @hypothetical"
    " @media"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature speaks for a danger, and, if there is one, for a crisis."""

    danger: Mapping[str, float]
    crisis: Mapping[str, float]

    def resembles_danger(self, seen: frozenset[str]) -> float:
        """Above zero: more like the rows of danger than like the others."""
        return sum(self.danger.get(feature, 0.0) for feature in seen)

    def kind(self, seen: frozenset[str]) -> Kind:
        return "crisis" if sum(self.crisis.get(feature, 0.0) for feature in seen) > 0 else "emergency"


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    text = files(__package__).joinpath("lexicon", FILE).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Weights({row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows})


def features(stretch: Stretch) -> frozenset[str]:
    """What of a short text carries weight."""
    return frozenset({ALWAYS, *_words(stretch.words), *_groups(stretch), *(["?"] if stretch.asked else [])})


def _words(words: list[str]) -> Iterator[str]:
    """Words, beginnings of longer ones, and pairs that stand at most two apart; the first word marked."""
    for i, word in enumerate(words):
        yield word if i else f"^{word}"
        yield word
        if len(word) > STEM:
            yield f"{word[:STEM]}*"
        for apart in range(1, APART + 1):
            if i + apart < len(words):
                yield f"{word} {'_ ' * (apart - 1)}{words[i + apart]}"


def _groups(stretch: Stretch) -> Iterator[str]:
    return (f"<{label}>" for label in stretch.found if label in CONTEXT or (label.isupper() and len(label) > 1))
