"""The state machine of one flow version, built once and shared by everyone who is screened with it.

Every question and every outcome is a state. Between them stands `DECIDE`: the questions lead to it when the asking
ends, and it leads to the first outcome whose condition is true.
"""

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from transitions import Machine

from screener.engine.answers import Said, Value
from screener.engine.conditions import Condition, Given, questions_in, walk
from screener.engine.errors import StepError
from screener.engine.flow import Flow, Stop

BEGIN: Final = "begin:"
DECIDE: Final = "decide:"
OUTCOME: Final = "outcome:"
"""Before an outcome's id in the name of its state. No question's id holds a colon, so no question is called so."""

REMEMBERED: Final = 4096
"""Steps that each machine remembers: by the answers that decide them, and by nobody's name."""

logging.getLogger("transitions").setLevel(logging.WARNING)  # below that it would log where each visitor is


class _Position:
    """Where one walk through the machine stands. Thrown away after each step: nobody is kept in the machine."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class FlowMachine:
    """The states of a flow and the steps between them. It holds no visitor: positions are passed in."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.steps = tuple(_steps(flow))
        self._machine = Machine(
            model=None,
            states=[BEGIN, *flow.by_id, DECIDE, *(OUTCOME + outcome.id for outcome in flow.outcomes)],
            initial=BEGIN,
            auto_transitions=False,
            transitions=[
                {"trigger": "advance", "source": source, "dest": dest, "conditions": condition and condition.holds}
                for source, dest, condition in self.steps
            ],
        )
        self._advance = self._machine.events["advance"]
        self._read = _read(self.steps)
        self._remembered = lru_cache(REMEMBERED)(self._step)

    def after(self, state: str, said: Said) -> str:
        """The question or outcome that follows a state, given the answers that count so far.

        Which question follows depends on a few answers, so that most steps were taken before, by this visitor or
        another. The outcome depends on all of them: it is found each time, and nobody's answers are kept for it.
        """
        if state != DECIDE:
            state = self._remembered(state, tuple((name, said[name]) for name in self._read[state] if name in said))
        return self._step(DECIDE, said.items()) if state == DECIDE else state

    def _step(self, state: str, said: Iterable[tuple[str, Value]]) -> str:
        position: Any = _Position(state)
        if not self._advance.trigger(position, dict(said)):
            raise StepError(f"the flow {self.flow.id} has no way on from '{position.state}'")
        return str(position.state)

    def decided(self, said: Said) -> str:
        """The outcome that these answers have if the asking ends here."""
        return self.after(DECIDE, said)


def _read(steps: Iterable["Step"]) -> dict[str, tuple[str, ...]]:
    """The names that decide which step is taken from each state."""
    read: dict[str, set[str]] = {}
    for source, _, condition in steps:
        names = read.setdefault(source, set())
        if condition is not None:
            names |= questions_in(condition.tree)
            names |= {node.name for node in walk(condition.tree) if isinstance(node, Given)}
    return {source: tuple(sorted(names)) for source, names in read.items()}


Step = tuple[str, str, Condition | None]
"""From a state, to a state, and when; the first whose condition is true is taken."""


def _steps(flow: Flow) -> Iterator[Step]:
    for place in range(-1, len(flow.questions)):
        yield from _steps_from(flow, place)
    for outcome in flow.outcomes:
        yield DECIDE, OUTCOME + outcome.id, outcome.when


def _steps_from(flow: Flow, place: int) -> Iterator[Step]:
    """The steps from the question at a place (-1: the beginning) to each that may follow it, and to the end."""
    source = flow.questions[place].id if place >= 0 else BEGIN
    waiting = sorted(((in_force_from(flow, stop), stop) for stop in flow.stops), key=lambda pair: pair[0])
    for following in range(place + 1, len(flow.questions)):
        while waiting and waiting[0][0] < following:
            yield source, DECIDE, waiting.pop(0)[1].when
        question = flow.questions[following]
        yield source, question.id, question.when
        if question.when is None:
            return
    for _, stop in waiting:
        yield source, DECIDE, stop.when
    yield source, DECIDE, None


def in_force_from(flow: Flow, stop: Stop) -> int:
    """The place of the last question that is asked in spite of a stop: -1 where it ends the asking at once."""
    if stop.after is None:
        return -1
    return max(place for place, question in enumerate(flow.questions) if question.section == stop.after)
