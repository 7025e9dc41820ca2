"""Small flows drawn at random: every kind of question, condition, stop and rule, in odd company.

Drawn by a pick among a few, again and again: that is quick, and Hypothesis can still shrink it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, TypeVar

from flow_texts import flow_from
from hypothesis import strategies as st

from screener.engine.flow import Flow, Question
from screener.engine.quantities import Points

T = TypeVar("T")
Data = dict[str, Any]

LEVELS = ["routine", "days", "today", "emergency"]
OPTIONS = ["x", "y", "z"]


@cache
def below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


class Author:
    """Writes one flow."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.questions: list[Data] = []
        self.facts: Data = {}
        self.scores: dict[str, dict[str, dict[str, int]]] = {}

    def pick(self, among: Sequence[T]) -> T:
        return among[self.draw(below(len(among)))]

    def chance(self, one_in: int) -> bool:
        return self.draw(below(one_in)) == one_in - 1

    def flow(self, most: int) -> Data:
        for place in range(self.pick(range(2, most + 1))):
            self.questions.append(self.question(f"q{place}", "a" if place < 2 else self.questions[-1]["section"]))
            if place == 1 and self.chance(2):
                self.questions[-1]["section"] = "b"
            self.score()
        for name in ["f0", "f1"][: self.pick([0, 1, 2])]:
            self.facts[name] = {"is": self.condition()}
        ends = [f"o{place}" for place in range(self.pick([1, 2, 3, 4]))]
        rest = [] if self.chance(5) else [{"id": "rest", "when": True, "urgency": "routine", "say": "S"}]
        flags = {f"k{place}": self.flag(ends) for place in range(self.pick([0, 1, 2]))}
        return {
            "id": "random",
            "title": "Random",
            "given": ["g"],
            "questions": self.questions,
            "outcomes": [self.outcome(name) for name in ends] + rest,
            "flags": flags,
            "stops": [self.stop() for _ in range(self.pick([0, 1, 2]))],
            "facts": self.facts,
            "scores": {name: {"points": points} for name, points in self.scores.items()},
            "cautions": {"c0": {"level": self.pick("ABC"), "when": self.condition(facts=False)}},
        }

    def question(self, name: str, section: str) -> Data:
        kind = self.pick(["one", "some", "number"])
        made: Data = {"id": name, "section": section, "kind": kind, "ask": "?"}
        if kind == "number":
            made |= {"min": self.pick([0, 1]), "max": self.pick([1, 2, 4])}
        else:
            made["options"] = [self.option(name, one) for one in OPTIONS[: self.pick([1, 2, 3])]]
        if self.questions and self.chance(2):
            made["when"] = self.condition(facts=False)
        return made | {key: True for key in ("unsure", "optional") if self.chance(3)}

    def option(self, question: str, name: str) -> Data:
        made: Data = {"id": name, "label": name}
        if self.chance(3):
            signs = [{"sign": "today"}, {"sign": "days"}, {"caution": "A"}, {"caution": "B"}]
            made |= {"id": f"{question}{name}", **self.pick(signs)}  # such options are flags, whose names differ
        if self.questions and self.chance(4):
            made["offered"] = self.condition(facts=False)
        return made

    def score(self) -> None:
        """Now and then, points for the options asked so far: so a later question may hang on the score."""
        scored = [one for one in self.questions if "options" in one]
        if scored and self.chance(3):
            points = {one["id"]: {o["id"]: self.pick([0, 1, 2, 3, -1]) for o in one["options"]} for one in scored}
            self.scores[f"s{len(self.scores)}"] = points

    def outcome(self, name: str) -> Data:
        rules = [{self.pick(LEVELS): self.condition()} for _ in range(self.pick([1, 2]))]
        return {"id": name, "when": self.condition(), "urgency": rules, "say": "S"}

    def flag(self, ends: list[str]) -> Data:
        return {"when": self.condition()} | ({"with": [self.pick(ends)]} if self.chance(3) else {})

    def stop(self) -> Data:
        after = {"after": self.pick(self.questions)["section"]} if self.chance(2) else {}
        return {"when": self.condition()} | after

    # Conditions

    def condition(self, depth: int = 3, facts: bool = True) -> str:
        form = self.pick(["plain", "plain", "and", "or", "not", "unknown"]) if depth else "plain"
        if form in ("and", "or"):
            return f"({self.condition(depth - 1, facts)} {form} {self.condition(depth - 1, facts)})"
        if form != "plain":
            return f"{form} ({self.condition(depth - 1, facts)})" if form == "unknown" else self._not(depth, facts)
        if self.chance(8):
            return self.pick([*(self.facts if facts else []), *(["caution(A)", "sign(today)"] if facts else []), "g"])
        if self.scores and self.chance(4):
            return self.about_score(self.pick(list(self.scores)))
        return self.about(self.pick(self.questions))

    def about_score(self, name: str) -> str:
        """A comparison with a number that the score can be."""
        kinds = {one["id"]: one["kind"] for one in self.questions}
        added = [Points(one, tuple(each.items()), kinds[one] == "some").span for one, each in self.scores[name].items()]
        limit = self.pick(range(sum(low for low, _ in added), sum(high for _, high in added) + 1))
        operator = self.pick(["==", "!=", "<", "<=", ">", ">="])
        return f"{name} {operator} {limit}" if self.chance(2) else f"{limit} {operator} {name}"

    def _not(self, depth: int, facts: bool) -> str:
        return f"(not {self.condition(depth - 1, facts)})"

    def about(self, asked: Data) -> str:
        name, operator = asked["id"], self.pick(["==", "!=", "<", "<=", ">", ">="])
        if asked.get("unsure") and self.chance(3):
            return f"{name} {self.pick(['==', '!='])} unsure"
        options = [option["id"] for option in asked.get("options", [])]
        if asked["kind"] == "one":
            if self.chance(2):
                return f"{name} {self.pick(['==', '!='])} {self.pick(options)!r}"
            return f"{name} {self.pick(['in', 'not in'])} {options[: self.pick([1, 2])]!r}"
        if asked["kind"] == "some":
            if self.chance(2):
                return f"{self.pick([*options, 'none'])!r} {self.pick(['in', 'not in'])} {name}"
            return f"count({name}) {operator} {self.pick(range(len(options) + 1))}"
        other = self.pick([one["id"] for one in self.questions if one["kind"] == "number"])
        limit = self.pick(range(asked["min"], max(asked["min"], asked["max"]) + 1))
        return self.pick(
            [
                f"{name} {operator} {limit}",
                f"{name} {operator} {other} - 1",
                f"{name} + {other} {operator} 2",
                f"2 * {name} {operator} 3 * {other}",
            ]
        )


@st.composite
def flow_data(draw: st.DrawFn, most: int = 6) -> Data:
    """What stands in the file of a flow that loads."""
    return Author(draw).flow(most)


def loaded(data: Data) -> Flow:
    return flow_from(json.dumps(data))


# --- Answers --------------------------------------------------------------------------------------------------------


def values(question: Question) -> list[object]:
    """Every raw answer that a question could take on some path; None passes it over."""
    found: list[object] = [None] if question.optional else []
    found += ["unsure"] if question.unsure else []
    if question.kind == "number":
        return [*found, *range(question.min or 0, (question.max or 0) + 1)]
    if question.kind == "one":
        return [*found, *question.option_ids]
    subsets = product([False, True], repeat=len(question.options))
    chosen = ([one for one, taken in zip(question.option_ids, kept, strict=True) if taken] for kept in subsets)
    return [*found, *(one or ["none"] for one in chosen)]


@st.composite
def answers(draw: st.DrawFn, flow: Flow) -> dict[str, object]:
    """A raw answer to every question, whether it will be asked or not."""
    possible = {one.id: values(one) for one in flow.questions}
    return {name: among[draw(below(len(among)))] for name, among in possible.items()}


def all_answers(flow: Flow) -> Iterator[dict[str, object]]:
    names = [one.id for one in flow.questions]
    return (dict(zip(names, row, strict=True)) for row in product(*map(values, flow.questions)))
