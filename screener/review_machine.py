"""The staff's review of a screening as a state machine: which step leads from which status to which.

It knows no people and no database. It is built once and shared; positions are passed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from transitions import Machine, MachineError

from screener.engine.errors import ScreenerError

STATUSES: Final = {
    "new": "New",
    "in_review": "In review",
    "contacted": "Contacted",
    "booked": "Booked",
    "seen": "Seen",
    "closed": "Closed",
}
OPEN: Final = ("new", "in_review", "contacted", "booked")
"""Statuses in which somebody still has something to do."""


class ReviewError(ScreenerError):
    """A step that was not taken. Nothing was saved, and the message never holds a note."""


class StepNotPossible(ReviewError):
    """A step that does not lead on from the case's status, or that there is not."""


@dataclass(frozen=True, slots=True)
class Step:
    """What staff can do with a case: on the button, in the history, and from which status to which."""

    say: str
    said: str
    ways: Mapping[str, str]


def _each(*statuses: str, to: str) -> Mapping[str, str]:
    return dict.fromkeys(statuses, to)


def _staying(*statuses: str) -> Mapping[str, str]:
    return {status: status for status in statuses}


STEPS: Final = {
    "start": Step("Begin review", "Began the review", _each("new", to="in_review")),
    "contact": Step("Reached them", "Reached the person", _each("new", "in_review", to="contacted")),
    "attempt": Step(
        "Save this try",
        "Tried to call",
        {"new": "in_review", **_staying("in_review", "contacted", "booked")},
    ),
    "book": Step("Book this appointment", "Booked an appointment", _each("in_review", "contacted", to="booked")),
    "rebook": Step("Change the appointment", "Changed the appointment", _staying("booked")),
    "see": Step("Was seen", "Was seen by the physician", _each("booked", to="seen")),
    "unbook": Step("Booking fell through", "Booking fell through", _each("booked", to="contacted")),
    "snooze": Step("Put off until then", "Put off", _staying(*OPEN)),
    "wake": Step("Take it up now", "Took it up again", _staying(*OPEN)),
    "reopen": Step("Open again", "Opened again", _each("closed", "seen", to="in_review")),
    "note": Step("Save note only", "Wrote a note", _staying(*STATUSES)),
    "close": Step("Close with this reason", "Closed the case", _each(*OPEN, to="closed")),
}
"""Every step that staff take, in the order in which it is offered."""

BY_VISITOR: Final = {
    "changed": Step(
        "", "The visitor changed their answers or asked to be contacted", _each("seen", "closed", to="new")
    ),
    "asked_to_delete": Step(
        "",
        "The visitor asked for their answers to be deleted",
        {status: "new" if status in ("seen", "closed") else status for status in STATUSES},
    ),
}
"""Steps that a case takes by what its visitor does. None is lost because a case was closed."""


class _Position:
    """Where one case stands, for one step. Thrown away: no case is kept in the machine."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


_machine = Machine(
    model=None,
    states=list(STATUSES),
    initial="new",
    auto_transitions=False,
    transitions=[
        {"trigger": name, "source": source, "dest": target}
        for name, step in {**STEPS, **BY_VISITOR}.items()
        for source, target in step.ways.items()
    ],
)


def after(status: str, step: str) -> str:
    """The status that a step leads to; StepNotPossible where it leads nowhere from here."""
    event, position = _machine.events.get(step), _Position(status)
    if event is None or status not in STATUSES:
        raise StepNotPossible("there is no such step")
    try:
        event.trigger(position)
    except MachineError:
        raise StepNotPossible(f"'{step}' is not possible while a case is '{status}'") from None
    return position.state


def possible(status: str) -> tuple[str, ...]:
    """The steps that lead on from a status, in the order in which they are offered."""
    open_to: Any = _machine.get_triggers(status)
    return tuple(name for name in STEPS if name in open_to)
