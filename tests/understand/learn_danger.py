"""Makes the weights of danger_weights.py from the rows of the tests: run it after rows, groups or signs have changed.

python tests/understand/learn_danger.py

The first line of the weights names the rows of danger that they were learned from; a test compares it. What people
answer to other questions is learned from as well, as talk without danger, but those rows may change without it.
"""

import hashlib
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import own_rows
import side_rows
from danger_rows import CRISES, DATA, EMERGENCIES, NOT_DANGERS

import screener.understand
from screener.understand.danger import danger_by_signs
from screener.understand.danger_lexicon import lexicon
from screener.understand.danger_match import Labels, stretches
from screener.understand.danger_signs import Signs, read_signs
from screener.understand.danger_text import pieces, read_words
from screener.understand.danger_weights import FILE, HEAD, Weights, features, is_of_signs

Row = tuple[str, frozenset[str], Signs]
"""What a text is, its features, and its signs."""

ROUNDS = 6
SETTLED = 3
"""Rounds at the end whose weights are averaged, as each alone swings with the order of its rows."""

STEP = 0.15
SHRINK = 2e-3
SELDOM = 2
"""A feature of fewer rows says nothing of other rows."""

WITHOUT_SIGNS = 0.7
"""How often a row is learned without its signs. The lexicon knows these rows better than it will know others, so
somebody who always saw its signs would trust them too much and learn little from the words."""


def told() -> list[tuple[str, str, str]]:
    """Every row of danger: what it is, under which heading it stands, and its text."""
    return [
        (expected, heading, text)
        for expected, rows in (("emergency", EMERGENCIES), ("crisis", CRISES), ("none", NOT_DANGERS))
        for heading, texts in rows.items()
        for text in texts
    ]


def background() -> list[tuple[str, str]]:
    """The rows of development, and what people answer to other questions or ask in between."""
    developed = [(row["expect"], row["text"]) for row in map(json.loads, _lines("danger.jsonl"))]
    return developed + [("none", text) for text in _answers() if not danger_by_signs(text)]


def digest() -> str:
    """Names the rows of danger: other rows, another name."""
    written = "\n".join(f"{expected} {text}" for expected, _, text in told())
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def read(expected: str, text: str) -> list[Row]:
    """A row with the features of its text, if it has any words."""
    found = stretches(read_words(pieces(text), lexicon().short_forms), Labels(lexicon()))
    signed = [(stretch, read_signs(stretch, lexicon())) for stretch in found if stretch.words]
    return [(expected, features(stretch, signs), signs) for stretch, signs in signed]


def rows() -> list[Row]:
    """All that is learned from."""
    texts = [(expected, text) for expected, _, text in told()] + background()
    return [row for expected, text in texts for row in read(expected, text)]


def learn(taught: Sequence[Row]) -> Weights:
    """Weights for a danger, and for a crisis among dangers."""
    often = Counter(feature for _, seen, _ in taught for feature in seen)
    known = {feature for feature, times in often.items() if times >= SELDOM}
    kept = [(expected, sorted(seen & known)) for expected, seen, _ in taught]
    return Weights(
        _regression([(expected != "none", seen) for expected, seen in kept]),
        _regression([(expected == "crisis", seen) for expected, seen in kept if expected != "none"]),
    )


def _regression(taught: list[tuple[bool, list[str]]]) -> dict[str, float]:
    """A logistic regression by stochastic descent, each weight with a step of its own (Adagrad)."""
    order = random.Random(1)
    weights: dict[str, float] = {}
    moved: dict[str, float] = {}
    settled: defaultdict[str, float] = defaultdict(float)
    bare = [[feature for feature in seen if not is_of_signs(feature)] for _, seen in taught]
    numbers = list(range(len(taught)))
    for around in range(ROUNDS):
        order.shuffle(numbers)
        for number in numbers:
            is_so, whole = taught[number]
            seen = bare[number] if order.random() < WITHOUT_SIGNS else whole
            total = sum(weights.get(feature, 0.0) for feature in seen)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_so
            for feature in seen:
                slope = error + SHRINK * weights.get(feature, 0.0)
                moved[feature] = moved.get(feature, 1e-8) + slope * slope
                weights[feature] = weights.get(feature, 0.0) - STEP * slope / math.sqrt(moved[feature])
        if around >= ROUNDS - SETTLED:
            for feature, weight in weights.items():
                settled[feature] += weight
    return {feature: weight / SETTLED for feature, weight in settled.items()}


def write(weights: Weights) -> None:
    """The weights as the program reads them."""
    lines = [
        f"{feature}\t{weights.danger[feature]:.2f}\t{weights.crisis.get(feature, 0.0):.2f}"
        for feature in sorted(weights.danger)
    ]
    path = Path(screener.understand.__file__).parent / "lexicon" / FILE
    path.write_text("\n".join([f"{HEAD}{digest()}", *lines]) + "\n", "utf-8")


def _lines(name: str) -> Iterable[str]:
    return (line for line in (DATA / name).read_text("utf-8").splitlines() if line.strip())


def _answers() -> Iterator[str]:
    for name in sorted(path.name for kind in ("frequency", "choices") for path in DATA.glob(f"{kind}*.txt")):
        yield from (text for _, text, _ in own_rows.rows(name))
    yield from (line.strip() for lines in side_rows.TOPICS.values() for line in lines if line.strip())


if __name__ == "__main__":
    write(learn(rows()))
