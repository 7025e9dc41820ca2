"""What a set of walks has to visit: every question, answer, rule and outcome of a flow, by name.

Each is said twice: as a diagram, by which a walk that visits it is found, and over a walk that the interpreter took, to
see that it did.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.conditions import Condition, Truth
from screener.engine.decision import facts_of
from screener.engine.flow import Flow, Question, Reason, conditions
from screener.engine.interview import Interview
from screener.engine.machine import BEGIN
from screener.proof.cells import Cell, CellValue, thresholds
from screener.proof.decision_diagram import Diagram
from screener.proof.flow_diagrams import Ending, FlowDiagrams

TRUTHS: Final[Mapping[str, Truth]] = {"true": True, "false": False, "unknown": None}

WHERE_POSSIBLE: Final = ("fact false: ", "fact unknown: ")
"""Visited where some answers do; no fault of the flow where none can."""


def read(flow: Flow) -> Iterator[Condition]:
    """The conditions whose thresholds are visited on both sides: all but those that must always hold."""
    return (condition for path, condition in conditions(flow) if path[0] != "always")


def edges(flow: Flow) -> dict[str, list[int]]:
    """For each number question, both sides of each threshold, the least and the greatest."""
    begins = thresholds(condition.tree for condition in read(flow))
    found = {}
    for question in flow.questions:
        if question.kind == "number" and question.min is not None and question.max is not None:
            near = {number for begin in begins.get(question.id, ()) for number in (begin - 1, begin)}
            inside = {number for number in near if question.min <= number <= question.max}
            found[question.id] = sorted(inside | {question.min, question.max})
    return found


# --- As diagrams ----------------------------------------------------------------------------------------------------


def targets(drawn: FlowDiagrams) -> dict[str, Diagram]:
    """Where each target is visited, over complete walks."""
    parts = (_asked, _answers, _meanings, _endings, _on_the_way)
    return {name: diagram for part in parts for name, diagram in part(drawn)}


def _asked(drawn: FlowDiagrams) -> Iterator[tuple[str, Diagram]]:
    for place, question in enumerate(drawn.flow.questions):
        yield f"question: {question.id}", drawn.asked[question.id]
        if question.when is not None:
            reached = drawn.diagrams.opposite(drawn.ended[place + 1])
            not_asked = drawn.diagrams.opposite(drawn.asked[question.id])
            yield f"passed by: {question.id}", drawn.diagrams.both(reached, not_asked)


def _answers(drawn: FlowDiagrams) -> Iterator[tuple[str, Diagram]]:
    numbers = edges(drawn.flow)
    for question in drawn.flow.questions:
        asked = drawn.asked[question.id]
        found = dict(_values(drawn, question))
        for number in numbers.get(question.id, ()):
            found[str(number)] = drawn.truth.where(question, _holding(number))
        for name, where in found.items():
            yield f"answer: {question.id} = {name}", drawn.diagrams.both(asked, where)
        for option in question.options:
            if option.offered is not None:
                refused = drawn.diagrams.opposite(drawn.truth.of(option.offered))
                yield f"not offered: {question.id}, {option.id}", drawn.diagrams.both(asked, refused)


def _values(drawn: FlowDiagrams, question: Question) -> Iterator[tuple[str, Diagram]]:
    """Every answer but the numbers."""
    if question.unsure:
        yield UNSURE, drawn.truth.where(question, lambda value: value == UNSURE)
    if question.optional:
        yield "passed over", drawn.truth.where(question, lambda value: value is None)
    answered = drawn.truth.where(question, lambda value: value is not None and value != UNSURE)
    for option in question.options:
        yield option.id, drawn.chosen(question, option)
    if question.kind == "some":
        empty = [drawn.diagrams.opposite(drawn.chosen(question, option)) for option in question.options]
        yield NONE, drawn.diagrams.all_of([answered, *empty])
    if question.kind == "words":
        yield "words", answered


def _holding(number: int) -> Callable[[CellValue], bool]:
    return lambda value: value == Cell(number, number)


def _meanings(drawn: FlowDiagrams) -> Iterator[tuple[str, Diagram]]:
    for name, fact in drawn.flow.facts.items():
        truth = drawn.truth.of(fact.is_)
        for said, wanted in TRUTHS.items():
            yield f"fact {said}: {name}", drawn.diagrams.map(f"is {said}", _is(wanted), truth)
    for code, raised in drawn.flags.items():
        yield f"flag: {code}", raised
    for kind, reasons in (("advice", drawn.flow.advice), ("consultation", drawn.flow.consultation)):
        for place, reason in enumerate(reasons, 1):
            yield f"{kind}: {place}", _applies(drawn, reason)


def _is(wanted: object) -> Callable[[object], bool]:
    return lambda value: value is wanted


def _applies(drawn: FlowDiagrams, reason: Reason) -> Diagram:
    return drawn.diagrams.true if reason.when is None else drawn.truth.holds(reason.when)


def _endings(drawn: FlowDiagrams) -> Iterator[tuple[str, Diagram]]:
    for outcome in drawn.flow.outcomes:
        ends = drawn.ends_in([outcome.id])
        yield f"outcome: {outcome.id}", ends
        for level in dict.fromkeys(level for rule in outcome.urgency for level in rule):
            ending = Ending(outcome.id, level)
            reached = drawn.diagrams.map(f"is {ending}", lambda leaf, ending=ending: leaf == ending, drawn.ending)  # type: ignore[misc]
            yield f"urgency: {outcome.id}, {level}", reached
        for place, reason in enumerate(outcome.because, 1):
            yield f"because: {outcome.id}, {place}", drawn.diagrams.both(ends, _applies(drawn, reason))


def _on_the_way(drawn: FlowDiagrams) -> Iterator[tuple[str, Diagram]]:
    for place, stopped in enumerate(drawn.stopped, 1):
        yield f"stop: {place}", stopped
    asked = list(enumerate(drawn.asked.values()))
    for card in drawn.flow.cards:
        shown = [drawn.diagrams.both(here, drawn.truth.so_far(card.when, place)) for place, here in asked]
        yield f"card: {card.show}", drawn.diagrams.any_of(shown)
    for number, pair in enumerate(drawn.flow.consistent, 1):
        raised = [drawn.diagrams.both(here, drawn.truth.so_far(pair.when, place)) for place, here in asked]
        yield f"contradiction: {number}", drawn.diagrams.any_of([*raised, drawn.truth.holds(pair.when)])


# --- Over a walk ----------------------------------------------------------------------------------------------------


def visited(interview: Interview) -> set[str]:
    """The targets that a complete walk visits, as the interpreter and the machine see it."""
    parts = (_seen_asked, _seen_answers, _seen_meanings, _seen_ending, _seen_on_the_way)
    return {name for part in parts for name in part(interview)}


def _seen_asked(interview: Interview) -> Iterator[str]:
    for name in interview.path:
        yield f"question: {name}"
    places = [interview.flow.order[name] for name in interview.path]
    for question in interview.flow.questions[: max(places, default=0)]:
        if question.id not in interview.counting:
            yield f"passed by: {question.id}"
    for dest, condition in _last_steps(interview):
        if condition is not None and dest in interview.flow.by_id:
            yield f"passed by: {dest}"


def _last_steps(interview: Interview) -> Iterator[tuple[str, Condition | None]]:
    """What the machine looked at after the last answer; the last of it is what it did."""
    last = interview.path[-1] if interview.path else BEGIN
    for source, dest, condition in interview.machine.steps:
        if source == last:
            yield dest, condition
            if condition is None or condition.holds(interview.said):
                return


def _seen_answers(interview: Interview) -> Iterator[str]:
    for name, value in interview.counting.items():
        question = interview.flow.by_id[name]
        for part in _names(question, value):
            yield f"answer: {name} = {part}"
        for option in question.options:
            if option.offered is not None and not option.offered.holds(interview.said):
                yield f"not offered: {name}, {option.id}"


def _names(question: Question, value: Value) -> Sequence[str]:
    if value is None:
        return ["passed over"]
    if isinstance(value, tuple):
        return value
    return ["words"] if question.kind == "words" else [str(value)]


def _seen_meanings(interview: Interview) -> Iterator[str]:
    flow, said = interview.flow, interview.said
    for name, truth in facts_of(flow, said).items():
        yield f"fact {str(truth).lower() if truth is not None else 'unknown'}: {name}"
    for code in interview.decision.codes:
        yield f"flag: {code}"
    for kind, reasons in (("advice", flow.advice), ("consultation", flow.consultation)):
        for place in _applying(reasons, interview):
            yield f"{kind}: {place}"


def _applying(reasons: Sequence[Reason], interview: Interview) -> Iterator[int]:
    for place, reason in enumerate(reasons, 1):
        if reason.when is None or reason.when.holds(interview.said):
            yield place


def _seen_ending(interview: Interview) -> Iterator[str]:
    outcome = interview.outcome
    if outcome is not None:
        yield f"outcome: {outcome.id}"
        yield f"urgency: {outcome.id}, {interview.decision.urgency}"
        for place in _applying(outcome.because, interview):
            yield f"because: {outcome.id}, {place}"


def _seen_on_the_way(interview: Interview) -> Iterator[str]:
    flow = interview.flow
    *_, (_, taken) = _last_steps(interview)
    for place, stop in enumerate(flow.stops, 1):
        if taken is not None and taken is stop.when:
            yield f"stop: {place}"
    step: Interview | None = interview
    while step is not None:
        for card in flow.cards:
            if step.question is not None and card.when.holds(step.said):
                yield f"card: {card.show}"
        for number, pair in enumerate(flow.consistent, 1):
            if pair.when.holds(step.said):
                yield f"contradiction: {number}"
        step = step.before
