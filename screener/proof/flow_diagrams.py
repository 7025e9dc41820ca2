"""A flow as decision diagrams over its answers: what is asked, which answers are valid, how it ends, what is flagged.

It follows the machine (`engine.machine`): a question is asked where its `when` is true and no stop has ended the
asking before it; stops are looked at before each question and at the end, with the answers so far.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from screener.engine.answers import UNSURE
from screener.engine.conditions import Condition
from screener.engine.flow import URGENCIES, Flow, Option, Outcome, Question, Stop
from screener.engine.machine import in_force_from
from screener.proof.cells import Cell, CellValue, Variable
from screener.proof.decision_diagram import Diagram, Diagrams
from screener.proof.truth_diagrams import TruthDiagrams

NO_OUTCOME: Final = "(no outcome)"
"""Where no outcome takes the answers: `flow check` refuses such a flow."""


class Ending(NamedTuple):
    """How a set of answers ends."""

    outcome: str
    urgency: str


class FlowDiagrams:
    """One flow over variables. Where it shares them with another flow (`shared`), it reads what it asks itself only."""

    def __init__(self, flow: Flow, diagrams: Diagrams, variables: Sequence[Variable], shared: bool = False) -> None:
        self.flow = flow
        self.diagrams = diagrams
        self.truth = TruthDiagrams(flow, diagrams, variables)
        self.asked: dict[str, Diagram] = {}
        self.stopped: list[Diagram] = [diagrams.false] * len(flow.stops)
        self.ended: list[Diagram] = [diagrams.false]
        self._ask(shared)

    # What is asked

    def _ask(self, shared: bool) -> None:
        """Fill in where each question is asked, where the asking has ended before each place, and by which stop."""
        stops = sorted(enumerate(self.flow.stops), key=lambda pair: in_force_from(self.flow, pair[1]))
        for place, question in enumerate(self.flow.questions):
            self._stop(stops, place)
            when = self.diagrams.true if question.when is None else self.truth.so_far(question.when, place)
            asked = self.diagrams.choose(self.ended[-1], self.diagrams.false, when)
            self.asked[question.id] = asked
            if shared:
                self.truth.gates[question.id] = asked
        self._stop(stops, len(self.flow.questions))

    def _stop(self, stops: Iterable[tuple[int, Stop]], place: int) -> None:
        """Let the stops that are in force end the asking before the question at this place."""
        ended = self.ended[-1]
        for i, stop in stops:
            if in_force_from(self.flow, stop) < place:
                now = self.diagrams.choose(ended, self.diagrams.false, self.truth.so_far(stop.when, place))
                self.stopped[i] = self.diagrams.either(self.stopped[i], now)
                ended = self.diagrams.either(ended, now)
        self.ended.append(ended)

    @cached_property
    def complete(self) -> Diagram:
        """Whether the values make a complete walk: valid answers on the path, none off it."""
        return self.diagrams.all_of(
            self.diagrams.choose(self.asked[question.id], self.takes(question), self.unanswered(question))
            for question in reversed(self.flow.questions)
        )

    @cached_property
    def valid(self) -> Diagram:
        """Whether the values make a complete walk with which nothing is given."""
        return self.diagrams.both(self.nothing_given(self.flow.given), self.complete)

    def nothing_given(self, names: Iterable[str]) -> Diagram:
        return self.diagrams.all_of(self.diagrams.opposite(self.truth.given(name)) for name in names)

    def unanswered(self, question: Question) -> Diagram:
        """Whether there is no answer to a question."""
        none = map(self.diagrams.opposite, self.truth.options(question).values())
        return self.diagrams.all_of([self.truth.where(question, lambda value: value is None), *none])

    def takes(self, question: Question) -> Diagram:
        """Whether the answer to a question is one that it takes, or it is passed over where that can be."""
        parts = [self.truth.where(question, lambda value: _takes(question, value))]
        parts += [
            self.diagrams.either(self.truth.so_far(option.offered, self.flow.order[question.id]), refused)
            for option in question.options
            if option.offered is not None
            for refused in [self.diagrams.opposite(self.chosen(question, option))]
        ]
        if question.kind == "some":
            parts += self._options_fit(question)
        return self.diagrams.all_of(parts)

    def _options_fit(self, question: Question) -> Iterator[Diagram]:
        """Options are chosen only where the question is answered by options, and only its own."""
        said = self.truth.where(question, lambda value: value is not None and value != UNSURE)
        for option, chosen in self.truth.options(question).items():
            allowed = said if option in question.option_ids else self.diagrams.false
            yield self.diagrams.either(allowed, self.diagrams.opposite(chosen))

    def chosen(self, question: Question, option: Option) -> Diagram:
        """Whether an option is the answer, or among those of the answer, whether it is asked or not."""
        if question.kind == "some":
            return self.truth.option(question, option.id)
        return self.truth.where(question, lambda value: value == option.id)

    # What it means

    @cached_property
    def ending(self) -> Diagram:
        """The outcome and its urgency: the first outcome that is true, and its highest level that is true."""
        result = self.diagrams.leaf(Ending(NO_OUTCOME, URGENCIES[0]))
        for outcome in reversed(self.flow.outcomes):
            result = self.diagrams.choose(self.truth.of(outcome.when), self._urgency(outcome), result)
        return result

    def _urgency(self, outcome: Outcome) -> Diagram:
        result = self.diagrams.leaf(Ending(outcome.id, URGENCIES[0]))
        rules = [(level, when) for rule in outcome.urgency for level, when in rule.items()]
        for level, when in sorted(rules, key=lambda rule: URGENCIES.index(rule[0])):
            result = self.diagrams.choose(self.truth.of(when), self.diagrams.leaf(Ending(outcome.id, level)), result)
        return result

    def ends_in(self, outcomes: Iterable[str]) -> Diagram:
        wanted = frozenset(outcomes)

        def ends(ending: Hashable) -> bool:
            return isinstance(ending, Ending) and ending.outcome in wanted

        return self.diagrams.map(f"ends in {sorted(wanted)}", ends, self.ending)

    @cached_property
    def flags(self) -> Mapping[str, Diagram]:
        """Where each flag is raised, by its code."""
        found = {
            option.id: self.diagrams.both(self.asked[question.id], self.chosen(question, option))
            for question in self.flow.questions
            for option in question.options
            if option.sign or option.caution
        }
        found |= {code: self.truth.holds(caution.when) for code, caution in self.flow.cautions.items()}
        for name, flag in self.flow.flags.items():
            raised = self.truth.holds(flag.when)
            found[name] = self.diagrams.both(raised, self.ends_in(flag.with_)) if flag.with_ else raised
        return found


def _takes(question: Question, value: CellValue) -> bool:
    if isinstance(value, Cell):
        return (question.min or 0) <= value.low and value.high <= (question.max or 0)
    if value is None:
        return question.optional
    if value == UNSURE:
        return bool(question.unsure)
    return question.kind != "one" or value in question.option_ids


def deciding(flow: Flow) -> Iterator[Condition]:
    """The conditions that decide what is asked and how it ends."""
    for question in flow.questions:
        yield from (when for when in (question.when, *(option.offered for option in question.options)) if when)
    yield from (stop.when for stop in flow.stops)
    for outcome in flow.outcomes:
        yield outcome.when
        yield from (when for rule in outcome.urgency for when in rule.values())


def flagging(flow: Flow) -> Iterator[Condition]:
    """The conditions that decide which flags are raised."""
    yield from (raised.when for raised in (*flow.cautions.values(), *flow.flags.values()))
