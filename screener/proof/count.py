"""How many sets of answers there are, how they end, and how many a change of the flow sends elsewhere.

A set of answers is what one complete walk through the questionnaire says: a valid answer to each question on its
path. Each number counts by itself, each set of chosen options too; "unsure" is an answer; an optional question that is
passed over counts as one; free words count as one, whatever they say. Nothing is said in free text that the program
would act on (`given` names are false).

The count is exact, by a decision diagram over cells of answers. Where that grows too large, a part of the answers is
counted: the numbers are lower bounds then, and an upper bound on the total stands beside them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Final, TypeVar

from screener.engine.conditions import Condition
from screener.engine.flow import URGENCIES, Flow, Question
from screener.proof.cells import Key, Variable, question_key, variables
from screener.proof.decision_diagram import STEPS, Diagram, Diagrams, Operation, TooLarge
from screener.proof.flow_diagrams import Ending, FlowDiagrams, deciding, flagging

NARROWER: Final = (None, 4, 2, 1)
"""How many cells and options of each question are counted: all, then fewer until the diagram is small enough."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sets of answers end in each way. Where not `exact`, at least so many, and `at_most` in all."""

    endings: Mapping[Ending, int]
    exact: bool
    at_most: int

    @property
    def total(self) -> int:
        return sum(self.endings.values())

    @property
    def by_outcome(self) -> dict[str, int]:
        return self._by(0)

    @property
    def by_urgency(self) -> dict[str, int]:
        return self._by(1)

    def _by(self, place: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for ending, number in self.endings.items():
            found[ending[place]] = found.get(ending[place], 0) + number
        return found


@dataclass(frozen=True, slots=True)
class Differences:
    """How many sets of answers end in which way under each of two flows.

    Counted are the answers to every question that the old flow, the new one or both ask. Whoever is asked by both gives
    both the same answer, so it must be valid in both; a question that only one asks multiplies the sets by its answers.
    Where not `exact`, there are at least so many.

    `flags`: how many sets raise a flag (True) or lose it (False) in the new flow; `flagged_otherwise`: how many sets
    have other flags than before. None where that was too large to count.
    """

    endings: Mapping[tuple[Ending, Ending], int]
    flags: Mapping[tuple[str, bool], int] | None
    flagged_otherwise: int | None
    exact: bool

    @property
    def total(self) -> int:
        return sum(self.endings.values())

    @property
    def changed(self) -> dict[tuple[Ending, Ending], int]:
        """The sets that end otherwise than before, most first."""
        moved = {pair: number for pair, number in self.endings.items() if pair[0] != pair[1]}
        return dict(sorted(moved.items(), key=lambda item: -item[1]))


def count(flow: Flow, limit: int = STEPS) -> Counts:
    """How many sets of answers a flow has, by outcome and urgency. `limit` bounds the work (see `Diagrams`)."""

    def endings(diagrams: Diagrams, over: Sequence[Variable]) -> Mapping[Any, int]:
        drawn = FlowDiagrams(flow, diagrams, over)
        return _leaves(diagrams, drawn.valid, drawn.ending)

    counted, exact = _counted([flow], deciding, endings, limit)
    places = {outcome.id: place for place, outcome in enumerate(flow.outcomes)}
    found = dict(sorted((counted or {}).items(), key=lambda item: _place(item[0], places)))
    return Counts(found, exact, sum(found.values()) if exact else at_most(flow))


def _place(ending: Ending, places: Mapping[str, int]) -> tuple[int, int]:
    """In the flow's order, the most urgent first."""
    return places.get(ending.outcome, len(places)), -URGENCIES.index(ending.urgency)


def count_differences(old: Flow, new: Flow, limit: int = STEPS) -> Differences:
    """How many sets of answers end otherwise, or have other flags, in the new flow (see `Differences`)."""
    flagged, _ = _counted([old, new], _read, lambda *drawn: _Pair(old, new, *drawn).differences(), limit, (None,))
    if flagged is not None:
        return flagged
    endings, exact = _counted([old, new], deciding, lambda *drawn: _Pair(old, new, *drawn).endings(), limit)
    return Differences(endings or {}, None, None, exact)


def _read(flow: Flow) -> Iterator[Condition]:
    yield from deciding(flow)
    yield from flagging(flow)


Found = TypeVar("Found")


def _counted(
    flows: Sequence[Flow],
    reading: Callable[[Flow], Iterable[Condition]],
    counting: Callable[[Diagrams, Sequence[Variable]], Found],
    limit: int,
    narrower: Sequence[int | None] = NARROWER,
) -> tuple[Found | None, bool]:
    """What is counted over as many of the answers as the limit allows, and whether that is all of them."""
    conditions = [condition.tree for flow in flows for condition in reading(flow)]
    for narrow in narrower:
        try:
            over = variables(flows, conditions, narrow)
            return counting(Diagrams([variable.weights for variable in over], limit), over), narrow is None
        except (TooLarge, RecursionError):
            continue
    return None, False


def _leaves(diagrams: Diagrams, within: Diagram, diagram: Diagram) -> dict[Any, int]:
    """How many sets of answers within these lead to each leaf."""
    found = diagrams.count(diagrams.choose(within, diagram, diagrams.leaf(None)))
    return {leaf: number for leaf, number in found.items() if leaf is not None}


class _Pair:
    """Two flows over the same variables."""

    def __init__(self, old: Flow, new: Flow, diagrams: Diagrams, over: Sequence[Variable]) -> None:
        self.diagrams = diagrams
        self.old, self.new = (FlowDiagrams(flow, diagrams, over, shared=True) for flow in (old, new))
        names = dict.fromkeys([*old.given, *new.given])
        self.valid = diagrams.both(self.old.nothing_given(names), diagrams.all_of(self._answered()))

    def _answered(self) -> Iterator[Diagram]:
        """For each question of either flow: whether its answer is valid for whoever asks it, none if nobody does."""
        asking = [(flow, question) for flow in (self.old, self.new) for question in flow.flow.questions]
        by_key: dict[Key, list[tuple[FlowDiagrams, Question]]] = {}
        for flow, question in asking:
            by_key.setdefault(question_key(question), []).append((flow, question))
        for versions in reversed(by_key.values()):
            asked = self.diagrams.any_of(flow.asked[question.id] for flow, question in versions)
            fits = self.diagrams.all_of(
                self.diagrams.choose(flow.asked[question.id], flow.takes(question), self.diagrams.true)
                for flow, question in versions
            )
            flow, question = versions[0]
            yield self.diagrams.choose(asked, fits, flow.unanswered(question))

    def endings(self) -> dict[tuple[Ending, Ending], int]:
        return _leaves(self.diagrams, self.valid, self.diagrams.combine(PAIRING, self.old.ending, self.new.ending))

    def differences(self) -> Differences:
        """How they end, and where their flags differ."""
        false = self.diagrams.false
        differ = false
        flags = {}
        for code in dict.fromkeys([*self.old.flags, *self.new.flags]):
            before, after = (flow.flags.get(code, false) for flow in (self.old, self.new))
            for raised, one, other in ((True, after, before), (False, before, after)):
                only = self.diagrams.choose(other, false, one)
                if number := _leaves(self.diagrams, self.valid, only).get(True):
                    flags[code, raised] = number
                    differ = self.diagrams.either(differ, only)
        return Differences(self.endings(), flags, _leaves(self.diagrams, self.valid, differ).get(True, 0), exact=True)


PAIRING: Final = Operation("pair", lambda old, new: (old, new))


# --- Bounds and print -----------------------------------------------------------------------------------------------


def at_most(flow: Flow) -> int:
    """An upper bound: every question answered in every way that it has, or not asked where that can be."""
    return prod(_answers(question) + _can_lack(flow, question) for question in flow.questions)


def _answers(question: Question) -> int:
    """The valid answers of a question, all options offered."""
    numbers = (question.max or 0) - (question.min or 0) + 1
    options = len(question.options)
    sure = {"number": numbers, "one": options, "some": 1 << options, "words": 1}
    return sure[question.kind] + bool(question.unsure)


def _can_lack(flow: Flow, question: Question) -> bool:
    return question.optional or question.when is not None or bool(flow.stops)


def in_words(counts: Counts) -> str:
    """How many sets of answers there are, and how that is known."""
    if counts.exact:
        return f"{spoken(counts.total)} sets of answers, counted exactly."
    return (
        f"between {spoken(counts.total)} and {spoken(counts.at_most)} sets of answers: "
        "too many kinds of them to count exactly. Each ending has at least what stands beside it."
    )


def spoken(number: int) -> str:
    """A number as people read it: 1,234 or 1.3 × 10^17."""
    if number < 1_000_000:
        return f"{number:,}"
    digits = len(str(number)) - 1
    tenths = (number * 10 + 10**digits // 2) // 10**digits
    if tenths == 100:  # 9.96 becomes 10.0
        digits, tenths = digits + 1, 10
    return f"{tenths // 10}.{tenths % 10} × 10^{digits}"
