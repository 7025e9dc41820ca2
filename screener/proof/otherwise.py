"""What would have come of other answers: for each other end, the smallest change that leads there.

Every change that is shown was run through the interpreter. One answer is changed at a time, to each of its options and
to the near side of each number on which a rule turns; two where no change of one leads to an end, as long as the time
allows. Questions that are asked only then are answered with as little as can be.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.errors import AnswerError
from screener.engine.flow import Flow, Question
from screener.engine.interview import Interview, begin
from screener.engine.machine import FlowMachine
from screener.engine.thresholds import thresholds
from screener.proof.case import usual

End = tuple[str, str]
"""An outcome and its urgency."""

Answers = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers, the end that they lead to, and the questions that would then be asked too."""

    answers: Answers
    end: End
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The changes that were found, and whether the search came to its end."""

    changes: tuple[Change, ...]
    complete: bool

    def to(self, end: End) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.end == end)


def otherwise(machine: FlowMachine, now: Interview, time_is_up: Callable[[], bool]) -> Otherwise:
    """The smallest changes of an interview's answers that end elsewhere, those of one answer first."""
    if now.outcome is None:
        raise ValueError("the asking has not ended")
    search = _Search(machine, now)
    steps = [(name, value) for name in now.path for value in _others(machine.flow, now, name)]
    changes: list[Change] = []
    for step in steps:
        if time_is_up():
            return Otherwise(tuple(changes), complete=False)
        changes += search.changed(dict([step]))
    quiet = [step for step in steps if not any(dict([step]) == one.answers and _urgent(one) for one in changes)]
    for one, other in combinations(quiet, 2):
        if search.all_reached:
            break
        if time_is_up():
            return Otherwise(tuple(changes), complete=False)
        if one[0] != other[0]:
            changes += search.changed(dict([one, other]), only_new=True)
    return Otherwise(tuple(changes), complete=True)


def _urgent(change: Change) -> bool:
    """An emergency, or a sign for today, goes before whatever else is changed."""
    return change.end[1] in ("today", "emergency")


class _Search:
    """Runs changed answers, and remembers which outcomes were reached."""

    def __init__(self, machine: FlowMachine, now: Interview) -> None:
        self.machine, self.now = machine, now
        self.before = _end(now)
        by_words = {outcome.id for outcome in machine.flow.outcomes if outcome.when.text in machine.flow.given}
        self.missing = {outcome.id for outcome in machine.flow.outcomes} - by_words - {self.before[0]}

    @property
    def all_reached(self) -> bool:
        return not self.missing

    def changed(self, answers: Answers, only_new: bool = False) -> Iterator[Change]:
        """The change that these answers make, where it ends elsewhere; `only_new`: in an outcome not yet reached."""
        after, asked = _walk(self.machine, {**self.now.counting, **answers}, self.now)
        end = _end(after)
        if end == self.before or (only_new and end[0] not in self.missing):
            return
        self.missing.discard(end[0])
        yield Change(answers, end, asked)


def _end(interview: Interview) -> End:
    decision = interview.decision
    if decision.outcome is None or decision.urgency is None:
        raise ValueError("the asking has not ended")
    return decision.outcome.id, decision.urgency


def _walk(machine: FlowMachine, answers: Answers, now: Interview) -> tuple[Interview, tuple[str, ...]]:
    """The interview with these answers, and the questions that it asks beyond them."""
    interview, asked = begin(machine, now.given), []
    while (question := interview.question) is not None:
        try:
            interview = interview.answer(question.id, answers[question.id])
        except (KeyError, AnswerError):  # never asked before, or now with other options
            interview = interview.answer(question.id, usual(question))
            asked.append(question.id)
    return interview, tuple(asked)


def _others(flow: Flow, now: Interview, name: str) -> Iterator[Value]:
    """The other answers to a question that are worth trying."""
    question, value = flow.by_id[name], now.counting[name]
    offered = now.offers.get(name, question.option_ids)
    if question.kind == "number":
        yield from _numbers(flow, question, value)
    elif question.kind == "one":
        yield from (option for option in offered if option != value)
    elif question.kind == "some":
        yield from _choices(value, offered)


def _numbers(flow: Flow, question: Question, value: Value) -> Iterator[int]:
    """From where it is to the near side of each number on which a rule turns, the nearest first."""
    turns = [turn for turn in thresholds(flow, question.id) if (question.min or 0) < turn <= (question.max or turn)]
    if not isinstance(value, int):
        yield from [question.min or 0, *turns]
        return
    near = {turn if value < turn else turn - 1 for turn in turns}
    yield from sorted(near, key=lambda other: (abs(other - value), other))


def _choices(value: Value, offered: tuple[str, ...]) -> Iterator[Value]:
    """One option more, or one fewer."""
    chosen = value if isinstance(value, tuple) and value != (NONE,) else ()
    if value in (None, UNSURE):
        yield (NONE,)
    for option in offered:
        if option not in chosen:
            yield tuple(one for one in offered if one in chosen or one == option)
        else:
            yield tuple(one for one in chosen if one != option) or (NONE,)
