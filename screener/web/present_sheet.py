"""The hand-over sheet for the physician: one page, from one case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from screener.conversation import Conversation
from screener.engine.desk import Block
from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.web.case_page import AppointmentView, Contact, NoteView, Said
from screener.web.present_answers import left_open, own_words
from screener.web.present_case import Known, about, reading_of
from screener.web.present_contact import present_contact
from screener.web.present_queue import Showing
from screener.web.present_review import present_appointment
from screener.web.present_staff import outcome_words
from screener.web.staff_page import Moment, Urgency
from screener.web.staff_words import urgency_of

CAUTIONS: Final = ("emergency", "today", "days", "A", "B", "C")
"""Groups of flags that stand on the sheet."""
EXAMPLES: Final = re.compile(r" \(such as [^)]*\)")


@dataclass(frozen=True, slots=True)
class SheetBlock:
    title: str
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Signs or cautions of one level, each in a few words."""

    title: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    reference: str
    outcome: str
    urgency: Urgency
    entered_by: str
    contact: Contact | None
    appointment: AppointmentView | None
    summary: str
    blocks: tuple[SheetBlock, ...]
    levels: tuple[Level, ...]
    open: tuple[str, ...]
    """Questions to which they were not sure, or that were left open."""
    kept: tuple[str, ...]
    notes: tuple[NoteView, ...]
    words: tuple[Said, ...]
    answered: Moment
    printed: Moment
    version: str


def present_sheet(known: Known, conversation: Conversation, showing: Showing) -> SheetView:
    """The sheet of one case."""
    case, interview, clock = known.case, conversation.interview, showing.clock
    reading = reading_of(replace(known, conversation=conversation), showing)
    assert reading is not None
    wording = about(conversation, case, showing.clinic)
    desk = conversation.version.desk
    booked = present_appointment(known.booked, showing.clinic, clock) if known.booked else None
    return SheetView(
        reference=case.screening.reference,
        outcome=outcome_words(interview.flow, case.outcome),
        urgency=urgency_of(case.urgency),
        entered_by=case.entered_by.partition("@")[0],
        contact=present_contact(case, showing.clinic, clock),
        appointment=None if booked is None or booked.cancelled else booked,
        summary=reading.summary,
        blocks=tuple(_blocks(desk.sheet or _everything(interview), interview, wording)),
        levels=tuple(
            Level(group.title, tuple(flag.short for flag in group.flags))
            for group in reading.flags
            if group.id in CAUTIONS
        ),
        open=left_open(interview, wording),
        kept=reading.kept,
        notes=reading.notes,
        words=tuple(own_words(interview, wording, case.screening.turns)),
        answered=clock.moment(case.screening.updated_at),
        printed=clock.moment(clock.now),
        version=interview.flow.digest[:12],
    )


def _everything(interview: Interview) -> tuple[Block, ...]:
    """Of a flow that names nothing for the sheet, every section with its questions."""
    flow = interview.flow
    return tuple(
        Block(title=section.title, show=tuple(one.id for one in flow.questions if one.section == section.id))
        for section in flow.sections
    )


def _brief(answer: str) -> str:
    """An answer without the examples that helped the visitor: a physician knows what a triptan is."""
    return EXAMPLES.sub("", answer)


def _blocks(blocks: tuple[Block, ...], interview: Interview, wording: Wording) -> Iterator[SheetBlock]:
    """Each block with what was answered; one where nothing was is left out."""
    for block in blocks:
        answers = tuple(
            Said(wording.short(wording.flow.by_id[name]), _brief(wording.answer(wording.flow.by_id[name], value)))
            for name in block.show
            if (value := interview.counting.get(name)) is not None
        )
        if answers:
            yield SheetBlock(block.title, answers)
