"""A screening and what follows from it, as the resources that referral systems exchange.

What the visitor hopes for is a proposal, never an order; nothing here states a diagnosis or a risk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from screener.engine.flow import Outcome
from screener.engine.wording import Wording
from screener.export.fhir.edition import Edition
from screener.export.fhir.response import Answered, response
from screener.export.fhir.terms import Element

PRIORITY: Final = {"routine": "routine", "days": "urgent", "today": "asap", "emergency": "stat"}
TASK_STATUS: Final = {
    "new": "requested",
    "in_review": "received",
    "contacted": "in-progress",
    "booked": "in-progress",
    "seen": "completed",
    "closed": "rejected",
}
"""A case's status as a Task has it; its own stands beside it."""
PARTICIPANTS: Final = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
CONSENT_SCOPES: Final = "http://terminology.hl7.org/CodeSystem/consentscope"
SNOMED: Final = "http://snomed.info/sct"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a screening is about, as far as they said; empty where they did not."""

    name: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CaseOut:
    """A screening with its review, as far as it goes out."""

    answered: Answered
    person: Person
    begun: datetime
    status: str
    reason: str = ""
    due: datetime | None = None
    program: str = "Screener"


def everything(edition: Edition, form: Element, case: CaseOut) -> list[Element]:
    """Patient, QuestionnaireResponse, Consent, Provenance, and for a case the ServiceRequest and the Task."""
    parts = [
        patient(case),
        response(edition, form, case.answered),
        consent(edition, case),
        provenance(edition, case),
    ]
    outcome = edition.flow.outcome(case.answered.outcome) if case.answered.outcome else None
    if outcome is None:
        return parts
    asked_for = outcome.booking and outcome.recommends not in ("emergency", "crisis", "other_physician")
    request = [service_request(edition, case, outcome)] if asked_for else []
    return [*parts, *request, task(edition, case, outcome, about=request or parts[1:2])]


def searchset(base: str, resources: Iterable[Element], links: Mapping[str, str], total: int | None = None) -> Element:
    """Resources as a bundle, with where the next page is."""
    entries = [
        {"fullUrl": f"{base}/fhir/{one['resourceType']}/{one['id']}", "resource": one, "search": {"mode": "match"}}
        for one in resources
    ]
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        **({"total": total} if total is not None else {}),
        "link": [{"relation": name, "url": url} for name, url in links.items()],
        **({"entry": entries} if entries else {}),
    }


# --- The resources --------------------------------------------------------------------------------------------------


def patient(case: CaseOut) -> Element:
    person = case.person
    reached = [("phone", person.telephone), ("email", person.email)]
    telecom = [{"system": system, "value": value} for system, value in reached if value]
    return {
        "resourceType": "Patient",
        "id": case.answered.id,
        **({"name": [{"text": person.name}]} if person.name else {}),
        **({"telecom": telecom} if telecom else {}),
        "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": person.language}]}}],
    }


def consent(edition: Edition, case: CaseOut) -> Element:
    """What the visitor agreed to before the first question: the notice of this version."""
    return {
        "resourceType": "Consent",
        "id": case.answered.id,
        "status": "active",
        "scope": {"coding": [{"system": CONSENT_SCOPES, "code": "patient-privacy"}]},
        "category": [{"text": "Keeping answers, and showing them to the clinic's staff"}],
        "patient": _patient(case),
        "dateTime": _time(case.begun),
        "performer": [_patient(case)],
        "policy": [{"uri": edition.versioned}],
    }


def provenance(edition: Edition, case: CaseOut) -> Element:
    """Who answered, and which program and version of the questions put it together."""
    made_by = f"{case.program}, {edition.flow.id} version {edition.version}"
    return {
        "resourceType": "Provenance",
        "id": case.answered.id,
        "target": [_reference("QuestionnaireResponse", case)],
        "recorded": _time(case.answered.authored),
        "agent": [
            {"type": _coded(PARTICIPANTS, "author"), "who": _patient(case)},
            {"type": _coded(PARTICIPANTS, "assembler"), "who": {"display": made_by}},
        ],
    }


def service_request(edition: Edition, case: CaseOut, outcome: Outcome) -> Element:
    """That the visitor would like to be seen."""
    return {
        "resourceType": "ServiceRequest",
        "id": case.answered.id,
        "status": "draft",
        "intent": "proposal",
        "priority": PRIORITY[case.answered.urgency or "routine"],
        "code": {**_coded(SNOMED, "11429006", "Consultation"), "text": "Evaluation by a physician"},
        "subject": _patient(case),
        "authoredOn": _time(case.answered.authored),
        "requester": _patient(case),
        "reasonCode": [_of_outcome(edition, outcome)],
        "supportingInfo": [_reference("QuestionnaireResponse", case)],
    }


def task(edition: Edition, case: CaseOut, outcome: Outcome, about: Sequence[Element]) -> Element:
    """What staff have to do, and how far they are."""
    system = f"{edition.base}/fhir/CodeSystem/review"
    due = {"restriction": {"period": {"end": _time(case.due)}}} if case.due else {}
    return {
        "resourceType": "Task",
        "id": case.answered.id,
        "status": TASK_STATUS[case.status],
        **({"statusReason": {"coding": [{"system": system, "code": case.reason}]}} if case.reason else {}),
        "businessStatus": _coded(system, case.status),
        "intent": "proposal",
        "priority": PRIORITY[case.answered.urgency or "routine"],
        "description": "Review the screening and be in touch",
        "focus": {"reference": f"{about[0]['resourceType']}/{about[0]['id']}"},
        "for": _patient(case),
        "authoredOn": _time(case.answered.authored),
        "lastModified": _time(case.answered.changed),
        "requester": _patient(case),
        **due,
        "input": [{"type": {"text": "The rule that decided"}, "valueCodeableConcept": _of_outcome(edition, outcome)}],
    }


def _of_outcome(edition: Edition, outcome: Outcome) -> Element:
    def title(words: Wording) -> str:
        one = words.flow.outcome(outcome.id)
        return words.of(one, "title") or words.of(one, "say")

    return {"coding": [{"system": edition.system, "code": outcome.id, **edition.text("display", title)}]}


def _coded(system: str, code: str, display: str = "") -> Element:
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def _patient(case: CaseOut) -> Element:
    return _reference("Patient", case)


def _reference(kind: str, case: CaseOut) -> Element:
    return {"reference": f"{kind}/{case.answered.id}"}


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
