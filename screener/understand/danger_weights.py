"""What short texts of danger have in common, learned from rows: it knows phrases that no pattern foresees.

Words, pairs of words, groups of the lexicon, and the signs that count or only stand there each carry a weight: a
logistic regression, which tests/understand/learn_danger.py makes from the rows there. Their sum says how much a text
resembles the rows of danger. Why this method: it is fast, always gives the same answer, needs no library, and every
weight can be read; in rows kept aside, wider features (parts of words) and other ways of learning found no more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from screener.understand.danger_match import Stretch
from screener.understand.danger_signs import Signs
from screener.understand.danger_text import word_set

FILE: Final = "danger_weights.tsv"
HEAD: Final = "# Made by tests/understand/learn_danger.py from the rows "
ALWAYS: Final = "(always)"
MOST_WORDS: Final = 40
"""Longer texts are not like the rows; patterns alone read them."""

ALARM: Final = -0.9
"""An alarm above this. Below zero, as doubt is an alarm; a sign that counts lifts nearly every text above it."""

AGAINST_SIGNS: Final = 0.0
"""The same where signs stand, but each is denied, remembered or the like, or a figure of speech stands there."""

SURELY_NO_CRISIS: Final = -3.0
"""A leaning to crisis below which all words speak of an emergency."""

NO_SIGN: Final = "(no sign)"
FIGURE: Final = "(figure)"

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

    def is_alarm(self, seen: frozenset[str], signs: Signs) -> bool:
        """Whether a text is enough like the rows of danger, by what its signs say."""
        limit = AGAINST_SIGNS if (signs.others or signs.figure) and not signs.counting else ALARM
        return self.resembles_danger(seen) > limit

    def leans_to_crisis(self, seen: frozenset[str]) -> float:
        """Where it is a danger: above zero a crisis, below an emergency."""
        return sum(self.crisis.get(feature, 0.0) for feature in seen)


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    text = files(__package__).joinpath("lexicon", FILE).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Weights({row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows})


def features(stretch: Stretch, signs: Signs) -> frozenset[str]:
    """What of a short text carries weight."""
    return frozenset(
        {ALWAYS, *_words(stretch.words), *_groups(stretch), *signed(signs), *(["?"] if stretch.asked else [])}
    )


def is_of_signs(feature: str) -> bool:
    """Whether a feature tells of the lexicon's signs rather than of words."""
    return feature[0] in "+-" or feature in (NO_SIGN, FIGURE)


def signed(signs: Signs) -> Iterator[str]:
    """The signs that count and those that only stand there, each also as its kind."""
    for mark, listed in (("+", signs.counting), ("-", signs.others)):
        for sign, kind in listed.items():
            yield f"{mark}{sign}"
            yield f"{mark}{kind}"
    if not signs.counting:
        yield NO_SIGN
    if signs.figure:
        yield FIGURE


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
