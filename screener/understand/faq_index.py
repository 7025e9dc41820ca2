"""Which topic a question is nearest to.

How: every way to ask is two bags of features, the groups its words belong to ("price", "coûte" and "fee" are one), and
its runs of three and four letters. Both are weighed by TF-IDF and compared by cosine; a topic counts by the mean of
its three nearest ways to ask, and the two sums are added.

Why this: measured on the 483 questions of tests/understand/side_rows.py, none of which stands in faq.yaml, as they are
and with two words misspelt; right in first place, before anything is declined:
                                            as they are   misspelt
    SQLite FTS5 (BM25, porter)                  76 %        67 %
    SQLite FTS5, the groups as words too        89 %        79 %
    words, TF-IDF, the three nearest            76 %        63 %
    runs of letters, TF-IDF, the three nearest  84 %        81 %
    groups, TF-IDF, the nearest way             87 %        71 %
    groups, TF-IDF, the three nearest           93 %        78 %
    groups and runs of letters, three nearest   95 %        88 %
    ... and words as well                       94 %        86 %
The groups were written with these rows in sight, so what has groups looks better here than it is. Four fresh sets of
50 to 191 questions, each scored once before anything changed and with declining switched on, were right in 70, 76, 85
and 84 of 100.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from screener.understand.faq_words import groups_of, stem, vocabulary, words_of

NEAREST: Final = 3
RUNS: Final = (3, 4)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask for a topic."""

    topic: str
    text: str


class Bags:
    """Ways to ask as weighed features, and how near a question is to each topic."""

    def __init__(self, ways: list[tuple[str, Counter[str]]]) -> None:
        frequencies: Counter[str] = Counter()
        for _, features in ways:
            frequencies.update(features.keys())
        self._weights = {name: math.log(1 + len(ways) / (count + 0.5)) for name, count in frequencies.items()}
        self._strange = math.log(1 + len(ways) / 0.5)
        self._topics = [topic for topic, _ in ways]
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, (_, features) in enumerate(ways):
            for name, weight in self._weighed(features).items():
                self._places[name].append((i, weight))

    def _weighed(self, features: Mapping[str, int]) -> dict[str, float]:
        raw = {name: (1 + math.log(count)) * self._weights.get(name, self._strange) for name, count in features.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {name: weight / length for name, weight in raw.items()}

    def nearness(self, features: Mapping[str, int]) -> dict[str, float]:
        """How near a question is to each topic that has something in common with it: the mean of its nearest ways."""
        cosines: dict[int, float] = defaultdict(float)
        for name, weight in self._weighed(features).items():
            for way, other in self._places.get(name, ()):
                cosines[way] += weight * other
        by_topic: dict[str, list[float]] = defaultdict(list)
        for way, cosine in cosines.items():
            by_topic[self._topics[way]].append(cosine)
        return {topic: sum(sorted(found)[-NEAREST:]) / NEAREST for topic, found in by_topic.items()}


class Index:
    """All ways to ask, ready to be compared."""

    def __init__(self, ways: Iterable[Way]) -> None:
        listed = [(way.topic, words_of(way.text)) for way in ways]
        self._groups = Bags([(topic, Counter(groups_of(words)[0])) for topic, words in listed])
        self._runs = Bags([(topic, runs_of(words)) for topic, words in listed])
        little = vocabulary().little
        self.asked = frozenset(stem(word) for _, words in listed for word in words if word not in little)

    def nearest(self, words: list[str]) -> list[tuple[str, float]]:
        """Topics with how near they are, the nearest first."""
        sums: dict[str, float] = defaultdict(float)
        for bags, features in ((self._groups, Counter(groups_of(words)[0])), (self._runs, runs_of(words))):
            for topic, nearness in bags.nearness(features).items():
                sums[topic] += nearness
        return sorted(sums.items(), key=lambda one: (-one[1], one[0]))


def runs_of(words: list[str]) -> Counter[str]:
    """Every three and four letters that follow each other, the blanks between words among them."""
    text = f" {' '.join(words)} "
    return Counter(text[i : i + length] for length in RUNS for i in range(len(text) - length + 1))
