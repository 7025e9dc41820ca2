"""Which topic a question is most like, or which kind of question that is never answered here.

How: naive Bayes. Each way to ask is taken apart into features: its words, its pairs of words, its runs of four letters
within a word (so that endings and slips matter less), and the groups that its words belong to ("price", "coûte" and
"fee" are one). Features are weighed by TF-IDF, each kind of them to length one, and summed by topic. A question's score
for a topic is the sum of how usual its features are among the topic's ways, as logarithms. The ways to ask what is
declined (lexicon/declined_ways.yaml) are topics like the others here. So every decision can be told from a table of
which feature spoke for which topic and how much: `Index.because`.

Why this: measured with 1,142 ways to ask on 483, 129 and 126 questions, none of which stood in faq.yaml; right in first
place, in percent, before anything is declined (but for the first, with runs of two to five letters):
    runs of letters and groups, the three nearest ways (used before)    94.8   93.8   59.5
    groups alone, a linear machine                                      94.4   88.4   51.6
    runs of letters and words, a linear machine                         87.8   96.9   65.9
    runs of letters and words, logistic regression                      87.6   96.9   63.5
    runs of letters, words and groups, a linear machine                 96.1   94.6   54.8
    runs of letters, words and groups, the three nearest ways           93.6   94.6   59.5
    runs of letters, words and groups, naive Bayes                      95.0   98.4   69.8
The groups were written with the first set in sight; the second is another person's. More ways to ask helped as much as
the method: with 2,014 of them the third set stood at 80.2. Naive Bayes only counts, so it is ready in a second.

Rows that nobody had tuned to, scored once before anything was mended; right of 100, and answered that should have been
declined. The first lot is another person's, the others are ours, a to c meant to be hard:
    180 rows, with the nearest ways     90.0     0 of 51
    209 rows (a), with them             52.2    17 of 83
    174 rows (b), naive Bayes           71.8    16 of 85
    167 rows (c), more ways to ask      84.4    11 of 69
    135 rows (d), more again            91.1     1 of 46
    82 rows (e), more again             97.6     0 of 33
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from screener.understand.faq_words import groups_of, words_of

RUN: Final = 4
SMOOTHING: Final = 0.05
"""What every feature counts for in every topic, seen there or not."""

WEIGHTS: Final[Mapping[str, float]] = {"word": 1.0, "run": 1.0, "group": 1.0}
"""How long each kind of feature is together."""

Features = Mapping[str, Counter[str]]
"""By kind: how often each feature stands in a text."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask for a topic, or for what is declined."""

    topic: str
    text: str


class Index:
    """All ways to ask, ready to be compared."""

    def __init__(self, ways: Iterable[Way]) -> None:
        listed = [(way.topic, features_of(words_of(way.text))) for way in ways]
        seen: Counter[str] = Counter(name for _, kinds in listed for found in kinds.values() for name in found)
        self._rarity = {name: math.log((1 + len(listed)) / (1 + count)) + 1 for name, count in seen.items()}
        sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for topic, kinds in listed:
            for name, weight in self._weighed(kinds).items():
                sums[topic][name] += weight
        self._likely: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._unlikely: dict[str, float] = {}
        for topic, weights in sums.items():
            total = sum(weights.values()) + SMOOTHING * len(self._rarity)
            self._unlikely[topic] = math.log(SMOOTHING / total)
            for name, weight in weights.items():
                self._likely[name].append((topic, math.log(1 + weight / SMOOTHING)))

    def _weighed(self, kinds: Features) -> dict[str, float]:
        weights: dict[str, float] = {}
        for kind, found in kinds.items():
            raw = {
                name: (1 + math.log(count)) * self._rarity[name]
                for name, count in found.items()
                if name in self._rarity
            }
            length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            weights.update((name, WEIGHTS[kind] * weight / length) for name, weight in raw.items())
        return weights

    def nearest(self, words: list[str]) -> list[tuple[str, float]]:
        """Topics with how likely they are, as a logarithm; the likeliest first, nothing where nothing is known."""
        weights = self._weighed(features_of(words))
        total = sum(weights.values())
        if not total:
            return []
        scores = {topic: total * unlikely for topic, unlikely in self._unlikely.items()}
        for name, weight in weights.items():
            for topic, likely in self._likely[name]:
                scores[topic] += weight * likely
        return sorted(scores.items(), key=lambda one: (-one[1], one[0]))

    def because(self, words: list[str], topic: str) -> list[tuple[str, float]]:
        """What speaks for a topic, the strongest first: each feature that its ways hold, and how much."""
        weights = self._weighed(features_of(words))
        spoke = [(name, weight * dict(self._likely[name]).get(topic, 0.0)) for name, weight in weights.items()]
        return sorted((one for one in spoke if one[1] > 0), key=lambda one: (-one[1], one[0]))


def features_of(words: list[str]) -> Features:
    """A text's features by their kind. A name begins with a letter of the kind, so that no two kinds share one."""
    return {
        "word": Counter([f"w {word}" for word in words] + [f"w {a} {b}" for a, b in pairwise(words)]),
        "run": Counter(run for word in words for run in runs_of(word)),
        "group": Counter(f"g {group}" for group in groups_of(words)[0]),
    }


def runs_of(word: str) -> list[str]:
    """Every four letters of a word that follow each other, its beginning and end marked."""
    text = f" {word} "
    return [f"r{text[i : i + RUN]}" for i in range(max(1, len(text) - RUN + 1))]
