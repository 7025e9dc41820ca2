"""The record of who did what, as AuditEvents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from screener.export.fhir.terms import Element

READING: Final = frozenset("view list search find export sheet ics open change_search".split())
DELETING: Final = frozenset("delete remove_view withdraw end close".split())
CREATING: Final = frozenset("add invite start save_view join".split())
KINDS: Final = {"R": READING, "D": DELETING, "C": CREATING}


@dataclass(frozen=True, slots=True)
class Access:
    """One entry of the record."""

    number: int
    at: datetime
    action: str
    who: str
    address: str
    reference: str


def audit_event(base: str, entry: Access) -> Element:
    """One entry: who, when, from where, and whose screening."""
    who = entry.who or "a visitor, or the program itself"
    network = {"network": {"address": entry.address, "type": "2"}} if entry.address else {}
    about = {"entity": [{"what": {"reference": f"QuestionnaireResponse/{entry.reference}"}}]} if entry.reference else {}
    return {
        "resourceType": "AuditEvent",
        "id": str(entry.number),
        "type": {"system": f"{base}/fhir/CodeSystem/actions", "code": entry.action},
        "action": kind_of(entry.action),
        "recorded": entry.at.isoformat(timespec="seconds"),
        "outcome": "0",
        "agent": [{"who": {"display": who}, "requestor": True, **network}],
        "source": {"observer": {"display": "Screener"}},
        **about,
    }


def kind_of(action: str) -> str:
    """Whether an action creates, reads, changes, deletes, or does something else."""
    area, _, done = action.partition(".")
    return next((kind for kind, known in KINDS.items() if done in known), "U" if done and area != "sign_in" else "E")
