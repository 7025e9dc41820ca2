"""From one case to what its page shows, in the order of a telephone call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from screener.audit import ACTIONS
from screener.clinic import Clinic
from screener.conversation import Conversation
from screener.engine.flow import Outcome
from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.languages import in_english
from screener.proof.otherwise import Otherwise
from screener.store.appointments import StoredAppointment
from screener.store.audit import StoredEntry
from screener.store.cases import Case
from screener.store.same_contact import Alike
from screener.web import present_decision as decision
from screener.web.case_page import CaseView, Happened, OtherwiseView, Reading
from screener.web.handover import request_text
from screener.web.present import HOW_SOON, wording_of
from screener.web.present_answers import (
    present_answers,
    present_dormant,
    present_moments,
    present_turns,
    raw_answers,
)
from screener.web.present_contact import present_contact, present_twins
from screener.web.present_queue import Showing
from screener.web.present_review import Unsaved, present_appointment, present_review
from screener.web.present_staff import outcome_words
from screener.web.staff_words import Clock, first_clause, urgency_of

RIGHT_PERSON: Final = "Make sure that you speak with the right person before you say what it is about."
OTHER_PERSON: Final = (
    "Somebody else gave these answers. Ask whom you are speaking with, and whether you may talk about this."
)
SAY_FIRST: Final = {
    "crisis": "Ask how they are now and whether they are safe. In danger now: 911. Otherwise 9-8-8, call or text.",
    "emergency": "Ask first whether they called 911 or are at a hospital, and whether somebody is with them.",
    "today": "Ask first whether somebody has seen them today. If not: emergency department, urgent care or 811 now.",
    "days": "Offer the first times there are: the physician should see them within days.",
    "routine": "Thank them for their answers, and offer times for an evaluation.",
}
"""By what the outcome recommends where that is an emergency, else by urgency."""

AT_URGENT_CARD: Final = "They are at the urgent page: the other questions were not answered."
ANSWERING_AGAIN: Final = (
    "They have opened their answers again and not finished. This is what the earlier answers meant; it may change."
)
TAKEN_BACK: Final = "An emergency was chosen or said here and then taken back: see “How it went”, and ask about it."
CHANGED_SINCE: Final = "Answers were changed after the review began."
UNREADABLE: Final = (
    "This program can no longer read the version of the questionnaire that was answered here. What is left is below: "
    "the outcome and its urgency as they were found then, how to reach them, and the answers as they were kept."
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the page of a case is made from. No `conversation`: its flow can no longer be read."""

    case: Case = field(repr=False)
    conversation: Conversation | None = field(repr=False)
    booked: StoredAppointment | None
    alike: tuple[Alike, ...]
    reviewers: Mapping[str, str]
    """Who has signed each part of the flow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of a case shows only where somebody asked for it."""

    otherwise: Otherwise | None = None
    """What other answers would have come to."""
    looked: Sequence[StoredEntry] | None = None
    """The record's entries about this screening."""


def present_case(
    known: Known, showing: Showing, unsaved: Unsaved | None = None, asked: Asked | None = None
) -> CaseView:
    """The page of one case. `unsaved`: a step to be mended; `asked`: what was looked for on demand."""
    asked = asked or Asked()
    case, conversation, clock = known.case, known.conversation, showing.clock
    stored, reading = case.screening, reading_of(known, showing)
    contact, urgency = present_contact(case, showing.clinic, clock), urgency_of(case.urgency)
    outcome = outcome_words(conversation.interview.flow if conversation else None, case.outcome)
    booked = present_appointment(known.booked, showing.clinic, clock) if known.booked else None
    request = request_text(stored.reference, outcome, urgency, contact, reading, booked)
    return CaseView(
        reference=stored.reference,
        version=stored.flow_digest[:12],
        language=in_english(stored.language),
        outcome=outcome,
        urgency=urgency,
        standing=tuple(_standing(case, conversation)),
        entered_by=case.entered_by.partition("@")[0],
        contact=contact,
        twins=present_twins(case, known.alike, showing),
        reading=reading,
        raw=() if reading else raw_answers(stored.turns),
        otherwise=_other_ends(known, showing, asked.otherwise),
        looked=None if asked.looked is None else tuple(_looked(one, clock) for one in asked.looked),
        review=present_review(case, known.booked, showing, request, unsaved),
        begun=clock.moment(stored.created_at),
        queued=clock.moment(case.queued_at),
        updated=clock.moment(stored.updated_at),
    )


def reading_of(known: Known, showing: Showing) -> Reading | None:
    """What the answers say and mean, by the flow that they were given to; None where that cannot be read."""
    case, conversation = known.case, known.conversation
    if conversation is None:
        return None
    interview, turns, desk = conversation.interview, case.screening.turns, conversation.version.desk
    outcome, spoken = interview.flow.outcome(case.outcome), _wording(interview, showing.clinic, case.urgency)
    wording = replace(spoken, other=True)
    why = decision.why(interview, outcome, wording, known.reviewers)
    flags = decision.flag_groups(case.flags, wording, known.reviewers)
    notes = decision.notes(desk, interview, wording)
    named = [why.source, *(flag.source for group in flags for flag in group.flags), *(note.source for note in notes)]
    return Reading(
        summary=decision.summary(desk, interview, wording, case.flags, why.outcome),
        say_first=tuple(_say_first(case, outcome, interview)),
        told=tuple(text for name in ("title", "say", "next") if (text := spoken.of(outcome, name))),
        why=why,
        scores=tuple(decision.scores(interview)),
        rules=decision.rules(interview, wording) if interview.outcome else (),
        flags=flags,
        notes=notes,
        kept=tuple(wording.of(pair, "say") for pair in interview.flow.consistent if pair.when.holds(interview.said)),
        answers=present_answers(interview, spoken, turns),
        dormant=present_dormant(interview, spoken, turns),
        moments=present_moments(turns, spoken, showing.clock),
        turns=present_turns(turns, spoken, showing.clock),
        sources=decision.sources(named, interview.flow),
        flow=interview.flow.title.get("en", interview.flow.id),
        can_ask_otherwise=interview.outcome is not None,
    )


def _looked(one: StoredEntry, clock: Clock) -> Happened:
    said = one.entry
    what = ACTIONS.get(said.action, said.action)
    return Happened(one.number, clock.moment(said.at), what, said.detail, who=said.who or "the visitor or the program")


def _other_ends(known: Known, showing: Showing, found: Otherwise | None) -> OtherwiseView | None:
    if found is None or known.conversation is None:
        return None
    return decision.other_ends(found, about(known.conversation, known.case, showing.clinic))


def about(conversation: Conversation, case: Case, clinic: Clinic) -> Wording:
    """Staff read of the person what the visitor read of themselves."""
    return replace(_wording(conversation.interview, clinic, case.urgency), other=True)


def _wording(interview: Interview, clinic: Clinic, urgency: str) -> Wording:
    """As the visitor read it when this outcome stood, wherever they are now."""
    wording = wording_of(interview, clinic.blanks())
    return replace(wording, blanks={**(wording.blanks or {}), "how_soon": HOW_SOON.get(urgency, "")})


def _standing(case: Case, conversation: Conversation | None) -> Iterator[str]:
    turns = case.screening.turns
    if conversation is None:
        yield UNREADABLE
    elif conversation.interview.outcome is None:
        card = conversation.interview.card
        yield AT_URGENT_CARD if card is not None and card.show == "urgent" else ANSWERING_AGAIN
    if any(turn.content["action"] == "mistake" for turn in turns):
        yield TAKEN_BACK
    if case.steps and turns and turns[-1].at > case.steps[0].at:
        yield CHANGED_SINCE


def _say_first(case: Case, outcome: Outcome, interview: Interview) -> Iterator[str]:
    """What the flow says of its outcome, else what always goes with this urgency."""
    yield RIGHT_PERSON
    if interview.for_other_person:
        yield OTHER_PERSON
    of_the_flow = (outcome.staff or "")[len(first_clause(outcome.staff or "")) :].lstrip(" .;:")
    yield of_the_flow or SAY_FIRST.get(outcome.recommends or "") or SAY_FIRST.get(case.urgency, SAY_FIRST["routine"])
