"""A QuestionnaireResponse from elsewhere begins a screening: what was asked already is said back to the visitor, and
counts only once they have confirmed it."""

import json
from datetime import timedelta
from typing import Any, Final

from flask import Response, g, request

from screener import conversation
from screener.engine.errors import AnswerError
from screener.export.fhir.terms import Element, canonical, version_of
from screener.incoming.response import answers_in
from screener.library import Version
from screener.store.tokens import StoredToken
from screener.web.beginning import BEGIN_LIMIT, is_crowded, now
from screener.web.fhir_cases import base
from screener.web.fhir_reply import FhirProblem, reply
from screener.web.limits import limiter
from screener.web.parts import parts
from screener.web.record import record_program

TYPES: Final = ("application/fhir+json", "application/json")
OTHER_FORM: Final = "questionnaire is the address of one of the Questionnaires here, in its present version."


def prefill() -> Response:
    """Begin a screening with what somebody answered elsewhere. The code in the reply brings the visitor to it."""
    sent = _read()
    version = _version(sent.get("questionnaire"))
    try:
        brought = answers_in(sent, version.flow)
    except AnswerError as error:
        raise FhirProblem(422, f"The answer to {error.question} is not one that it takes.") from None
    language = sent.get("language") if sent.get("language") in version.machines else "en"
    with limiter.limit(BEGIN_LIMIT, key_func=_by_token):
        if is_crowded():
            raise FhirProblem(503)
        reference = conversation.new_reference()
        record_program(g.token.name, "fhir.prefill", reference=reference)
        found = conversation.start_with(parts().library, version.flow.id, str(language), brought, reference, now())
    days = min(conversation.RESUME_DAYS, parts().clinic.keep_unfinished_days)
    code = conversation.later(found, now(), days)
    made = reply(_told(reference, code, version, days, len(brought)), 201)
    made.headers["Location"] = f"{base()}/fhir/QuestionnaireResponse/{reference}"
    return made


def _by_token() -> str:
    token: StoredToken = g.token
    return f"program {token.id}"


def _read() -> dict[str, Any]:
    if request.mimetype not in TYPES:
        raise FhirProblem(415)
    try:
        sent = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise FhirProblem(400) from None
    if not isinstance(sent, dict) or sent.get("resourceType") != "QuestionnaireResponse":
        raise FhirProblem(400, "Send a QuestionnaireResponse.")
    return sent


def _version(questionnaire: object) -> Version:
    """The flow as it is now: to answers of another version the questions may have meant something else."""
    if not isinstance(questionnaire, str):
        raise FhirProblem(422, OTHER_FORM)
    url, _, digest = questionnaire.partition("|")
    for version in parts().library.current.values():
        if url == canonical(base(), version.flow.id) and digest in ("", version_of(version.flow.digest)):
            return version
    raise FhirProblem(422, OTHER_FORM)


def _told(reference: str, code: str, version: Version, days: int, number: int) -> Element:
    until = (now() + timedelta(days=days)).isoformat(timespec="seconds")
    return {
        "resourceType": "Parameters",
        "parameter": [
            {"name": "reference", "valueString": reference},
            {"name": "code", "valueString": code},
            {"name": "page", "valueUri": f"{base()}/chat/{version.flow.id}"},
            {"name": "until", "valueDateTime": until},
            {"name": "answers", "valueInteger": number},
        ],
    }
