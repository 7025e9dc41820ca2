"""Cases that a clinician can read and write: answers, and the outcome that they must have."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, ValidationError

from screener.engine.errors import AnswerError, FlowError, Problem
from screener.engine.flow import Urgency
from screener.engine.interview import Interview, begin
from screener.engine.machine import FlowMachine
from screener.engine.part import Id, Part, Text
from screener.engine.yaml import Places, read_text, read_yaml

EXAMPLES_FILE = "examples.yaml"


class Example(Part):
    """One case: what was answered, and what must come of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    answers: Mapping[Id, Any]
    given: tuple[Id, ...] = ()
    outcome: Id
    urgency: Urgency | None = None
    flags: tuple[Id, ...] | None = None


class _Examples(Part):
    examples: tuple[Example, ...]


def walk(machine: FlowMachine, answers: Mapping[str, object], given: Iterable[str] = ()) -> Interview:
    """The interview that a row of answers makes, as far as it goes. `given`: what the program knows beforehand.

    Answers off the path are neither checked nor counted; an optional question without an answer is passed over.
    AnswerError where the flow has no such question, or an answer does not fit its question.
    """
    for name in answers:
        if name not in machine.flow.by_id:
            raise AnswerError("?", "unknown_question")
    interview = begin(machine, given)
    while (question := interview.question) is not None:
        if question.id not in answers and not question.optional:
            break
        interview = interview.answer(question.id, answers.get(question.id))
    return interview


def read_examples(path: Path) -> tuple[list[Example], Places]:
    """The examples of a file; FlowError names what cannot be read."""
    data, places = read_yaml(read_text(path), str(path))
    try:
        return list(_Examples.model_validate(data).examples), places
    except ValidationError as error:
        raise FlowError([places.problem(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None


def check_examples(machine: FlowMachine, path: Path) -> list[Problem]:
    """Examples that do not hold, and outcomes that no example reaches."""
    try:
        examples, places = read_examples(path)
    except FlowError as error:
        return error.problems
    problems = [
        places.problem(("examples", place), f"{example.name}: {message}")
        for place, example in enumerate(examples)
        for message in _differences(machine, example)
    ]
    given = set(machine.flow.given)
    reached = {example.outcome for example in examples}
    for outcome in machine.flow.outcomes:
        if outcome.id not in reached and outcome.when.text not in given:
            problems.append(places.problem(("examples",), f"no example ends in {outcome.id}: add one"))
    return problems


def _differences(machine: FlowMachine, example: Example) -> list[str]:
    unknown = [name for name in example.answers if name not in machine.flow.by_id]
    if unknown:
        return [f"there is no question '{unknown[0]}'"]
    unknown = [name for name in example.given if name not in machine.flow.given]
    if unknown:
        return [f"nothing is given as '{unknown[0]}'"]
    try:
        interview = walk(machine, example.answers, example.given)
    except AnswerError as error:
        return [str(error)]
    if interview.question is not None:
        return [f"the answers stop short: {interview.question.id} is missing"]
    decision = interview.decision
    found = decision.outcome.id if decision.outcome else None
    differences = []
    if found != example.outcome:
        differences.append(f"ends in {found}, not in {example.outcome}")
    if example.urgency and decision.urgency != example.urgency:
        differences.append(f"is {decision.urgency}, not {example.urgency}")
    if example.flags is not None and set(decision.codes) != set(example.flags):
        differences.append(_flag_difference(set(decision.codes), set(example.flags)))
    return differences


def _flag_difference(found: set[str], wanted: set[str]) -> str:
    more, less = sorted(found - wanted), sorted(wanted - found)
    return " and ".join(
        [f"also has the flags {', '.join(more)}"] * bool(more) + [f"lacks the flags {', '.join(less)}"] * bool(less)
    )
