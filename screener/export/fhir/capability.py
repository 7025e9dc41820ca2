"""What the FHIR side of this installation can do, as its CapabilityStatement."""

from datetime import datetime
from typing import Final

from screener.export.fhir.terms import Element

SEARCHED: Final = {
    "questionnaire": "reference",
    "status": "token",
    "authored": "date",
    "_lastUpdated": "date",
}
"""What responses are searched by, and as what."""


def capability_statement(base: str, version: str, publisher: str, date: datetime) -> Element:
    """What can be read, by whom, and searched by what."""
    return {
        "resourceType": "CapabilityStatement",
        "id": "screener",
        "url": f"{base}/fhir/metadata",
        "version": version,
        "name": "Screener",
        "status": "active",
        "date": date.isoformat(timespec="seconds"),
        "publisher": publisher,
        "kind": "instance",
        "software": {"name": "Screener", "version": version},
        "implementation": {"description": "Screenings of this clinic", "url": f"{base}/fhir"},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "security": {"description": "A token that an admin of the clinic made, as Authorization: Bearer"},
                "resource": [_forms(), _responses(), _patients()],
            }
        ],
    }


def _forms() -> Element:
    return {"type": "Questionnaire", "interaction": [{"code": "read"}, {"code": "search-type"}]}


def _responses() -> Element:
    return {
        "type": "QuestionnaireResponse",
        "interaction": [{"code": "read"}, {"code": "search-type"}, {"code": "create"}],
        "documentation": "What is created begins a screening: each answer is said back to the visitor, who comes by "
        "the code in the reply, and counts once it is confirmed.",
        "searchParam": [{"name": name, "type": kind} for name, kind in SEARCHED.items()],
    }


def _patients() -> Element:
    definition = "http://hl7.org/fhir/OperationDefinition/Patient-everything"
    return {"type": "Patient", "operation": [{"name": "everything", "definition": definition}]}
