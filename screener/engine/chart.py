"""What a diagram of a flow shows, whichever way it is drawn: the stages of the asking and short labels."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from screener.engine.conditions import Always, Condition, questions_in
from screener.engine.flow import URGENCIES, Flow, Outcome, Question, Stop, Urgency
from screener.engine.machine import in_force_from
from screener.engine.quantities import span
from screener.engine.scores import Score, points_of

SIGNS: Final = (("==", "="), ("!=", "≠"), (">=", "≥"), ("<=", "≤"))
LABEL: Final = 60
"""Characters in a short label."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A question (None: the end of the asking), and the stops that can end the asking just before it.

    The machine looks at every stop before every question. Its truth can only change when a question that it reads was
    answered, or when its section is over, so it is drawn there and nowhere else.
    """

    question: Question | None
    stops: tuple[Stop, ...]


def stages(flow: Flow) -> Iterator[Stage]:
    """The questions in order, and the end."""
    for place in range(len(flow.questions) + 1):
        question = flow.questions[place] if place < len(flow.questions) else None
        yield Stage(question, tuple(stop for stop in flow.stops if _can_begin_at(flow, stop, place)))


def _can_begin_at(flow: Flow, stop: Stop, place: int) -> bool:
    first, read = in_force_from(flow, stop) + 1, questions_in(stop.when.tree)
    if place == 0:
        return first == 0 and (not read or stop.when.holds({}))
    return place == first or (place > first and flow.questions[place - 1].id in read)


def section_titles(flow: Flow) -> dict[str, str]:
    """The title of each section; its id where it has none."""
    asked = {question.section: question.section for question in flow.questions}
    return asked | {section.id: section.title for section in flow.sections}


def urgencies(outcome: Outcome) -> tuple[Urgency, ...]:
    """The levels that an outcome may have, the least urgent first; it is routine where no other is true."""
    named = {level for rule in outcome.urgency for level in rule}
    if not any(when.tree == Always(True) for rule in outcome.urgency for when in rule.values()):
        named.add("routine")
    return tuple(level for level in URGENCIES if level in named)


def adds_up(flow: Flow, score: Score) -> str:
    """What a score is the sum of, and how far it goes."""
    parts = points_of(score, flow.by_id)
    low, high = span(parts, {})
    return f"{low} to {high} points, from {', '.join(part.question for part in parts)}"


def spelt(condition: Condition) -> str:
    """A condition on one line, with the usual signs."""
    if isinstance(condition.tree, Always):
        return "always" if condition.tree.value else "never"
    text = " ".join(condition.text.split())
    for program, usual in SIGNS:
        text = text.replace(program, usual)
    return text


def brief(text: str, longest: int = LABEL) -> str:
    """A text on one line, shortened at a word where it is long."""
    return textwrap.shorten(text, longest, placeholder=" …")
