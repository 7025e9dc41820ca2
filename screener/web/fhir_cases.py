"""From a case as it is kept to what goes out of it as FHIR."""

from typing import Final

from flask import g, request

from screener import __version__
from screener.conversation import Conversation, opened
from screener.engine.errors import ScreenerError
from screener.engine.flow import Flow
from screener.export.fhir.bundle import CaseOut, Person
from screener.export.fhir.edition import Edition
from screener.export.fhir.questionnaire import questionnaire
from screener.export.fhir.response import Answered
from screener.export.fhir.terms import Element
from screener.publishing import published
from screener.store import cases
from screener.store.cases import Case
from screener.web.fhir_reply import FhirProblem
from screener.web.parts import parts

STOPPED: Final = "Left at the page that says to be seen today"
IN_WORDS: Final = "Said in words"


def base() -> str:
    """Where this installation is reached."""
    return (parts().settings.address or request.url_root).rstrip("/")


def edition_of(flow: Flow) -> Edition:
    """A flow as this clinic publishes it."""
    made = parts()
    return published(flow, base(), made.clinic, made.languages)


def form_of(flow: Flow) -> Element:
    """The flow's form, made once in a request: a page of answers needs it for each of them."""
    made: dict[str, Element] = g.setdefault("forms", {})
    if flow.digest not in made:
        made[flow.digest] = questionnaire(edition_of(flow))
    return made[flow.digest]


def case_called(reference: str) -> tuple[Case, Conversation]:
    """A case and its conversation; FhirProblem where there is none, or its flow can no longer be read."""
    case = cases.by_reference(reference)
    if case is None or case.screening.reference != reference:
        raise FhirProblem(404, "There is no such screening.")
    try:
        return case, opened(parts().library, case.screening)
    except (ScreenerError, LookupError):
        raise FhirProblem(404, "It was answered on a version that can no longer be read here.") from None


def answered_of(case: Case, conversation: Conversation) -> Answered:
    stored, interview = case.screening, conversation.interview
    decision = interview.decision
    return Answered(
        id=stored.reference,
        reference=stored.reference,
        said=interview.said,
        outcome=decision.outcome.id if decision.outcome else None,
        urgency=decision.urgency,
        authored=stored.finished_at or stored.updated_at,
        changed=stored.updated_at,
        ended_by=_ended_by(conversation),
    )


def case_out(case: Case, conversation: Conversation) -> CaseOut:
    stored, contact = case.screening, case.screening.contact or {}
    last = case.steps[-1] if case.steps else None
    return CaseOut(
        answered=answered_of(case, conversation),
        person=Person(
            name=str(contact.get("name") or ""),
            telephone=str(contact.get("telephone") or ""),
            email=str(contact.get("email") or ""),
            language=stored.language,
        ),
        begun=stored.created_at,
        status=case.status,
        reason=last.reason or "" if last and last.step == "close" else "",
        due=case.due_at,
        program=f"Screener {__version__}",
    )


def _ended_by(conversation: Conversation) -> str:
    """What ended the asking before the questions did."""
    interview = conversation.interview
    if interview.alarms and interview.outcome is not None:
        return IN_WORDS
    if interview.outcome is None or not interview.path:
        return ""
    return STOPPED if interview.machine.after(interview.path[-1], interview.said) != interview.state else ""
