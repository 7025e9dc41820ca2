"""The staff's review of a screening: its state machine, and the use case that takes one step.

The machine knows statuses and steps, no people and no database. It is built once and shared; positions are passed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from transitions import Machine, MachineError

from screener.engine.errors import ScreenerError
from screener.store import cases, promises
from screener.store.cases import StoredStep
from screener.store.models import db

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

REASONS: Final = {
    "not_reached": "Could not be reached",
    "declined": "Does not want an appointment",
    "went_elsewhere": "Is being seen elsewhere",
    "other_care": "Sent to other care",
    "duplicate": "Same person as another case",
    "test_entry": "A test, not a person",
}
"""Why a case can be closed without a visit."""

MAY_REVIEW: Final = frozenset({"reviewer", "clinician", "admin"})
"""The roles that may see and review screenings."""

LONGEST_NOTE: Final = 2000


class ReviewError(ScreenerError):
    """A step that was not taken. Nothing was saved, and the message never holds a note."""


class UnknownCase(ReviewError):
    """No screening in the queue has this id: its visitor may have deleted it."""


class StepNotPossible(ReviewError):
    """A step that does not lead on from the case's status, or that there is not."""


class ReasonMissing(ReviewError):
    """Closing without one of the reasons."""


class NoteMissing(ReviewError):
    """A note without words."""


class NoteTooLong(ReviewError):
    """A note longer than is kept."""


class ChangedMeanwhile(ReviewError):
    """Somebody else took a step that the staff member had not seen. `latest` is that step."""

    def __init__(self, latest: StoredStep) -> None:
        super().__init__("somebody else has taken a step meanwhile")
        self.latest = latest


# --- The machine ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """What staff can do with a case: on the button, in the history, and from which status to which."""

    say: str
    said: str
    ways: Mapping[str, str]


def _each(*statuses: str, to: str) -> Mapping[str, str]:
    return dict.fromkeys(statuses, to)


STEPS: Final = {
    "start": Step("Begin review", "Began the review", _each("new", to="in_review")),
    "contact": Step("Reached them", "Reached the person", _each("new", "in_review", to="contacted")),
    "attempt": Step(
        "Tried, not reached",
        "Tried, not reached",
        {"new": "in_review", "in_review": "in_review", "contacted": "contacted", "booked": "booked"},
    ),
    "book": Step("Appointment booked", "Booked an appointment", _each("in_review", "contacted", to="booked")),
    "see": Step("Was seen", "Was seen by the physician", _each("booked", to="seen")),
    "unbook": Step("Booking fell through", "Booking fell through", _each("booked", to="contacted")),
    "reopen": Step("Open again", "Opened again", _each("closed", "seen", to="in_review")),
    "note": Step("Save note only", "Wrote a note", {status: status for status in STATUSES}),
    "close": Step("Close this case", "Closed the case", _each(*OPEN, to="closed")),
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


REACHING: Final = ("contact", "book")
"""Steps by which staff have reached the person: what was promised is kept."""
ENDING: Final = ("see", "close")
"""Steps after which nobody waits to be reached."""


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


# --- Taking a step --------------------------------------------------------------------------------------------------


def take_step(
    case_id: str, step: str, *, staff_id: int, seen: int, note: str = "", reason: str = "", now: datetime
) -> StoredStep:
    """Take one step of a case and keep who did it, in one transaction. ReviewError says why it cannot be taken.

    `seen` is the number of the last step that the staff member saw, 0 for none: of two people who act at once, the
    second is told and overwrites nothing. The same step sent twice by a double click is taken once.
    """
    case = cases.locked(case_id)
    if case is None:
        raise UnknownCase("no case has this id")
    if step in BY_VISITOR:
        raise StepNotPossible("only a visitor takes this step")
    note, reason = note.strip(), reason if step == "close" else ""
    latest = case.latest
    if seen != (latest.number if latest else 0):
        if latest is None:
            raise StepNotPossible("no step of this case can have been seen")
        if _is_repeat(latest, seen, (staff_id, step, reason, note)):
            return latest
        raise ChangedMeanwhile(latest)
    status = after(case.status, step)
    _require_complete(step, note, reason)
    taken = cases.append_step(
        case_id,
        StoredStep(seen + 1, now, staff_id, "", step, status, reason or None, note or None),
    )
    _keep_promise(case_id, step, now)
    db.session.commit()
    return taken


def _keep_promise(case_id: str, step: str, now: datetime) -> None:
    """What a step means for the promise to be in touch."""
    if step in REACHING:
        promises.reached(case_id, now)
    elif step in ENDING:
        promises.end(case_id)
    elif step == "reopen":
        promises.resume(case_id, now)


def take_by_visitor(case_id: str, step: str, now: datetime) -> str | None:
    """What a visitor's doing means for their case; its status then, or None where it has none or it means nothing.
    The caller commits."""
    case = cases.locked(case_id)
    if case is None or case.status not in BY_VISITOR[step].ways:
        return None
    number = case.latest.number + 1 if case.latest else 1
    status = after(case.status, step)
    cases.append_step(case_id, StoredStep(number, now, None, "", step, status, None, None))
    return status


def _is_repeat(latest: StoredStep, seen: int, sent: tuple[int, str, str, str]) -> bool:
    kept = (latest.staff_id, latest.step, latest.reason or "", latest.note or "")
    return latest.number == seen + 1 and kept == sent


def _require_complete(step: str, note: str, reason: str) -> None:
    if step == "close" and reason not in REASONS:
        raise ReasonMissing("closing a case needs a reason")
    if step == "note" and not note:
        raise NoteMissing("there is no note to save")
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(f"a note has at most {LONGEST_NOTE} characters")
