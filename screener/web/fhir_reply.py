"""Replies of the FHIR side, problems too."""

import json
from typing import Final

from flask import Response, request
from werkzeug.exceptions import HTTPException

from screener.export.fhir.problem import operation_outcome
from screener.export.fhir.terms import Element

JSON: Final = "application/fhir+json; charset=utf-8"
PREFIX: Final = "/fhir/"


class FhirProblem(HTTPException):
    """Something that cannot be answered; `say` is ours, and never what was sent."""

    def __init__(self, status: int, say: str = "") -> None:
        super().__init__()
        self.code = status
        self.say = say


def reply(resource: Element, status: int = 200) -> Response:
    """A resource, as FHIR's JSON."""
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type=JSON)


def asked_for_fhir() -> bool:
    """Whether the request is one to the FHIR side, whatever became of it."""
    return request.path.startswith(PREFIX)


def problem_reply(status: int, say: str = "") -> Response:
    """What went wrong, for a program to read."""
    made = reply(operation_outcome(status, say), status)
    if status == 401:
        made.headers["WWW-Authenticate"] = 'Bearer realm="screener"'
    return made
