"""The counts of the migraine flow, held against visitors drawn at random and read by FLOW.md's second reading.

Answers are drawn with known chances, so each visitor stands for as many sets of answers as their chance is one in.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from oracle import SIGNS, Answer, Path, Question, outcome_of, walk

from screener.engine.loader import load
from screener.library import shipped
from screener.proof.count import count

VISITORS = 8_000
ENOUGH = 400
"""Visitors that an outcome must have for its share to mean something."""

LIKELY: dict[str, tuple[Sequence[Answer], float]] = {
    "age": (range(18, 121), 0.95),
    "goal": (("rescue", "prevention", "both"), 0.95),
    "headache_days": (range(8, 21), 0.67),
    "botulinum": (("migraine_current", "migraine_past", "other_or_cosmetic"), 0.95),
}
"""Answers that lead to more questions, so that most sets of answers have them."""

UNSURE_CHANCE = {"number": 1 / 33, "one": 1 / 4, "some": 1 / 50, "headache_days": 1 / 5}


@dataclass
class Drawn:
    """A visitor without signs, drawn so that all that is likely is about as likely as it is common."""

    rng: random.Random
    stands_for: float = 1.0

    def answer(self, question: Question, path: Path) -> Answer | None:
        if question.id in SIGNS:
            return ["none"]
        if question.optional and self.happens(1 / 2 if question.kind == "words" else 1 / 20):
            return None
        if question.unsure and self.happens(UNSURE_CHANCE.get(question.id, UNSURE_CHANCE[question.kind])):
            return "unsure"
        if question.kind == "words":
            return "for a year"
        if question.kind == "some":
            chance = 33 / 34 if question.id == "acute_medicines" else 1 / 2
            return [option for option in question.options_offered(path) if self.happens(chance)] or ["none"]
        values = question.options or range(question.low or 0, (question.high or 0) + 1)
        likely, chance = LIKELY.get(question.id, (values, 1))
        if chance < 1 and not self.happens(chance):
            return self.one_of([value for value in values if value not in likely])
        return self.one_of(likely)

    def happens(self, chance: float) -> bool:
        yes = self.rng.random() < chance
        self.stands_for /= chance if yes else 1 - chance
        return yes

    def one_of(self, values: Sequence[Answer]) -> Answer:
        self.stands_for *= len(values)
        return self.rng.choice(values)


def test_visitors_drawn_at_random_end_in_each_outcome_as_often_as_is_counted() -> None:
    rng = random.Random(2026)
    drawn: dict[str, list[float]] = {}
    for _ in range(VISITORS):
        visitor = Drawn(rng)
        path, missing = walk(visitor.answer)
        assert missing is None
        drawn.setdefault(outcome_of(path), []).append(visitor.stands_for)
    counted = count(load(shipped("flows") / "migraine")).by_outcome
    common = {outcome: stand_for for outcome, stand_for in drawn.items() if len(stand_for) >= ENOUGH}
    assert len(common) >= 4
    for outcome, stand_for in common.items():
        assert sum(stand_for) / VISITORS == pytest.approx(counted[outcome], rel=0.25), outcome
