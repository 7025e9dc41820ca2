"""The solver's variables for the raw answers to each question, and how they are read back from a solution.

The solver knows a variable by its name, so two versions of a flow speak of the same answers.
"""

from functools import cache

import z3

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Flow, Question
from screener.proof.logic import FALSE, TRUE, Formula, both


@cache
def given(name: str) -> Formula:
    return z3.Bool(name)


@cache
def number(question: str) -> Formula:
    return z3.Int(question)


def chosen(question: str, option: str) -> Formula:
    return given(f"{question}.{option}")


def unsure(question: Question) -> Formula:
    return given(f"{question.id}?") if question.unsure else FALSE


def passed_over(question: Question) -> Formula:
    return given(f"{question.id}-") if question.optional else FALSE


def within_bounds(question: Question, value: Formula) -> Formula:
    least = TRUE if question.min is None else value >= question.min
    return both(least, TRUE if question.max is None else value <= question.max)


def raw_answers(flow: Flow, model: Formula) -> dict[str, object]:
    """The raw answers of a solution, in the flow's order; those that the solver left open are left out."""
    found = {question.id: _raw(question, model) for question in flow.questions}
    return {name: value for name, value in found.items() if value is not None}


def given_in(flow: Flow, model: Formula) -> tuple[str, ...]:
    return tuple(name for name in flow.given if held(model, given(name)))


def _raw(question: Question, model: Formula) -> object:
    if held(model, passed_over(question)):
        return None
    if held(model, unsure(question)):
        return UNSURE
    if question.kind == "number":
        return int(model.eval(number(question.id), model_completion=True).as_long())
    if question.kind == "words":
        return None if question.optional else "words"
    taken = [option for option in question.option_ids if held(model, chosen(question.id, option))]
    if question.kind == "some":
        return taken or [NONE]
    return taken[0] if taken else None


def held(model: Formula, formula: Formula) -> bool:
    """Whether a solution makes a formula true; what it leaves open is false."""
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
