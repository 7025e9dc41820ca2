"""What went wrong, as an OperationOutcome. It never repeats what was sent."""

from collections.abc import Mapping
from typing import Final

from screener.export.fhir.terms import Element

CODES: Final[Mapping[int, str]] = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    413: "too-long",
    415: "not-supported",
    422: "processing",
    429: "throttled",
    503: "transient",
}
SAY: Final[Mapping[int, str]] = {
    400: "What was sent could not be read.",
    401: "Send a token that stands, as Authorization: Bearer. An admin of the clinic makes it.",
    403: "This token does not open that.",
    404: "There is nothing here.",
    405: "This can be read, not changed.",
    406: "Only JSON is written here: application/fhir+json.",
    413: "That is too long.",
    415: "Send application/fhir+json.",
    422: "That cannot be taken as it is.",
    429: "That was too often. Wait a few minutes.",
    500: "Something went wrong here.",
    503: "The database did not answer. Try again in a minute.",
}


def operation_outcome(status: int, say: str = "") -> Element:
    """One problem, by the status that it is answered with."""
    text = say or SAY.get(status, SAY[400 if status < 500 else 500])
    code = CODES.get(status, "invalid" if status < 500 else "exception")
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": code, "diagnostics": text}],
    }
