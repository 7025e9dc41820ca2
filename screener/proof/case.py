"""A set of answers with what comes of it, as the interpreter finds: what a proof that fails shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.engine.answers import NONE, Value, read_value
from screener.engine.decision import Decision, decide
from screener.engine.errors import StepError
from screener.engine.flow import Flow, Question, Urgency
from screener.engine.interview import begin
from screener.engine.machine import FlowMachine
from screener.proof.examples import walk


@dataclass(frozen=True)
class Case:
    """Answers that count, in the order asked, and their decision. No outcome: the flow ends nowhere, or goes on."""

    answers: Mapping[str, Value]
    given: tuple[str, ...]
    decision: Decision
    path: tuple[str, ...] = ()
    """The questions that were asked, those that were passed over too."""
    stuck_at: str | None = None

    @property
    def outcome(self) -> str | None:
        return self.decision.outcome.id if self.decision.outcome else None

    @property
    def urgency(self) -> Urgency | None:
        return self.decision.urgency

    @property
    def said(self) -> Mapping[str, Value]:
        return {**dict.fromkeys(self.given, 1), **self.answers}


def case_of(machine: FlowMachine, raw: Mapping[str, object], given: tuple[str, ...] = ()) -> Case:
    """What the interpreter makes of raw answers; those off the path are dropped."""
    interview = walk(machine, raw, given)
    stuck = interview.question.id if interview.question else None
    return Case(_stated(interview.counting), given, interview.decision, interview.path, stuck)


def case_without_end(machine: FlowMachine, raw: Mapping[str, object], given: tuple[str, ...] = ()) -> Case:
    """The answers of somebody for whom the flow has no outcome, which the machine refuses with an error."""
    known: dict[str, Value] = dict.fromkeys(given, 1)
    answers: dict[str, Value] = {}
    try:
        interview = begin(machine, given)
        while (question := interview.question) is not None:
            offered = [option.id for option in interview.offered(question)]
            answers[question.id] = read_value(question, raw.get(question.id), offered)
            interview = interview.answer(question.id, raw.get(question.id))
    except StepError:
        return Case(_stated(answers), given, decide(machine.flow, {**known, **answers}, None), tuple(answers))
    raise StepError("these answers have an outcome")


def _stated(answers: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in answers.items() if value is not None}


def usual(question: Question) -> object:
    """The answer that says least: none, no, the first option, the least number; None passes an optional one over."""
    if question.optional:
        return None
    if question.kind == "number":
        return question.min
    if question.kind == "some":
        return (NONE,)
    return next(
        (option for option in question.option_ids if option in ("none", "no")), next(iter(question.option_ids), None)
    )


def unusual(flow: Flow, case: Case) -> list[str]:
    """The questions whose answers say more than that."""
    return [
        name
        for name, value in case.answers.items()
        if flow.by_id[name].kind != "words" and value != usual(flow.by_id[name])
    ]
