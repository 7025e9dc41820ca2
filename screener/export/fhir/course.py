"""The course of the asking, for a form that shows all its questions at once: where it may end, and when it has.

The machine ends the asking at a stop. A form hides what comes after it. Between two places where a stop may begin, the
questions make a stretch, and one variable says whether the asking goes on that far.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from screener.engine.conditions import Always, Given, Node, questions_in, walk
from screener.engine.flow import Flow, Question, Urgency
from screener.engine.machine import in_force_from
from screener.export.fhir.expressions import Expressions, as_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """Questions that are asked, or hidden, together. `going_on`: whether the asking came so far; None for always."""

    questions: tuple[Question, ...]
    going_on: str | None


def stretches(flow: Flow, expressions: Expressions) -> list[Stretch]:
    """The questions in order, parted where a stop may begin and where a section does."""
    found: list[Stretch] = []
    going_on: str | None = None
    for place, question in enumerate(flow.questions):
        stops = [node for node in _stops_at(flow, place) if node != Always(False)]
        if stops:
            going_on = _going_on(expressions, question, going_on, stops)
        if found and not stops and found[-1].questions[0].section == question.section:
            found[-1] = Stretch((*found[-1].questions, question), going_on)
        else:
            found.append(Stretch((question,), going_on))
    return found


def _stops_at(flow: Flow, place: int) -> Iterator[Node]:
    """The stops that may begin just before a place: only a new answer or a new section can change one's truth."""
    before = flow.questions[place - 1].id if place else None
    for stop in flow.stops:
        first = in_force_from(flow, stop) + 1
        if place == first or (place > first and before in questions_in(stop.when.tree)):
            yield as_of(stop.when.tree, flow.order, place)


def _going_on(expressions: Expressions, question: Question, before: str | None, stops: list[Node]) -> str:
    none_holds = " and ".join(f"{expressions.holds(stop)}.not()" for stop in stops)
    text = f"{before} and {none_holds}" if before else none_holds
    return expressions.variable(("going on", question.id), f"going_on_to_{question.id}", lambda: text)


# --- The end --------------------------------------------------------------------------------------------------------


def outcome(flow: Flow, expressions: Expressions, parts: list[Stretch]) -> str:
    """The outcome's id; empty as long as a question that is asked has no answer."""
    firsts = [(expressions.holds(one.when.tree), f"'{one.id}'") for one in flow.outcomes]
    decided = _first(firsts, "{}")
    return f"iif({_ended(flow, expressions, parts)}, {decided})"


def urgency(flow: Flow, expressions: Expressions, outcome_variable: str) -> str:
    """The highest urgency that a rule of the outcome asks for; empty without an outcome."""
    of_each = [(f"{outcome_variable} = '{one.id}'", _highest(flow, expressions, one.id)) for one in flow.outcomes]
    return _first(of_each, "{}")


def _highest(flow: Flow, expressions: Expressions, outcome_id: str) -> str:
    rules: dict[Urgency, list[str]] = {"emergency": [], "today": [], "days": []}
    for rule in flow.outcome(outcome_id).urgency:
        for level, when in rule.items():
            if level in rules:
                rules[level].append(expressions.holds(when.tree))
    return _first([(" or ".join(holds), f"'{level}'") for level, holds in rules.items() if holds], "'routine'")


def _first(cases: list[tuple[str, str]], otherwise: str) -> str:
    """The value of the first case that is true."""
    text = otherwise
    for when, value in reversed(cases):
        text = value if when == "true" else f"iif({when}, {value}, {text})"
    return text


def _ended(flow: Flow, expressions: Expressions, parts: list[Stretch]) -> str:
    """Every question that is asked has its answer, or something was said in words that ends the asking."""
    left_open = [text for part in parts if (text := _left_open(expressions, part))]
    text = " and ".join(f"({part}).not()" for part in left_open) or "true"
    return expressions.variable("ended", "ended", lambda: text)


def _left_open(expressions: Expressions, part: Stretch) -> str:
    """A question of the stretch is asked and has no answer."""
    asked = []
    for question in part.questions:
        if not question.optional:
            when = f"{expressions.holds(question.when.tree)} and " if question.when else ""
            asked.append(f"({when}{expressions.unanswered(question)})")
    if not asked:
        return ""
    return f"{part.going_on} and ({' or '.join(asked)})" if part.going_on else " or ".join(asked)


def alarms(flow: Flow) -> list[str]:
    """What the program may be told beside the answers, as far as a condition asks for it."""
    read = [*(stop.when.tree for stop in flow.stops), *(one.when.tree for one in flow.outcomes)]
    asked = {node.name for tree in read for node in walk(tree) if isinstance(node, Given)}
    return [name for name in flow.given if name in asked]
