"""FHIR R4 for other programs: forms, responses, and everything about a case, to be read with a token.

Each reading is on the record before anything is read.
"""

from datetime import UTC, datetime

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from screener import __version__, tokens
from screener.engine.errors import ScreenerError
from screener.engine.flow import Flow
from screener.export.fhir.access import Access, audit_event
from screener.export.fhir.bundle import everything, searchset
from screener.export.fhir.capability import capability_statement
from screener.export.fhir.response import response
from screener.export.fhir.terms import Element, canonical, version_of
from screener.store import audit, flows, responses
from screener.store.tokens import StoredToken
from screener.tokens import ANSWERS, FORMS, PEOPLE, PREFILL, RECORD
from screener.web.fhir_cases import answered_of, base, case_called, case_out, edition_of, form_of
from screener.web.fhir_prefill import prefill
from screener.web.fhir_reply import FhirProblem, reply
from screener.web.fhir_search import read_search
from screener.web.parts import parts
from screener.web.record import record_program

fhir = Blueprint("fhir", __name__, url_prefix="/fhir")

NOT_HERE = "There is no such Questionnaire, or no such version of it."


@fhir.before_request
def _only_with_a_token() -> None:
    """Whoever asks for more than what can be done here needs a token. A cookie of the desk opens nothing."""
    if request.args.get("_format", "json") not in ("json", "application/json", "application/fhir+json"):
        raise FhirProblem(406)
    if request.accept_mimetypes and not request.accept_mimetypes.accept_json and not _accepts_fhir():
        raise FhirProblem(406)
    if request.endpoint != "fhir.metadata":
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        found = tokens.use(token.strip(), datetime.now(UTC)) if kind.lower() == "bearer" else None
        if found is None:
            raise FhirProblem(401)
        g.token = found


def _accepts_fhir() -> bool:
    return request.accept_mimetypes.quality("application/fhir+json") > 0


def _require(scope: str) -> StoredToken:
    """The token at work, where it opens this; a try to open more is on the record."""
    token: StoredToken = g.token
    if scope not in token.scopes:
        record_program(token.name, "fhir.refused", detail=scope)
        raise FhirProblem(403, f"This token lacks the scope {scope}.")
    return token


@fhir.get("/metadata")
def metadata() -> Response:
    """What can be done here."""
    clinic = parts().clinic
    return reply(capability_statement(base(), __version__, clinic.name, datetime.now(UTC)))


# --- Forms ----------------------------------------------------------------------------------------------------------


@fhir.get("/Questionnaire")
def forms() -> Response:
    """Every flow as it is now."""
    _require(FORMS)
    made = [form_of(version.flow) for version in parts().library.current.values()]
    return reply(searchset(base(), made, {"self": f"{base()}/fhir/Questionnaire"}, len(made)))


@fhir.get("/Questionnaire/<name>")
def form(name: str) -> Response:
    """One flow, as it is now or, after a |, in the version that begins so."""
    _require(FORMS)
    flow_id, _, version = name.partition("|")
    return reply(form_of(_flow(flow_id, version)))


def _flow(flow_id: str, version: str) -> Flow:
    library = parts().library
    current = library.current.get(flow_id)
    if current is not None and version in ("", version_of(current.flow.digest)):
        return current.flow
    kept = flows.by_prefix(version) if version.isalnum() and len(version) >= 12 else []
    try:
        found = library.version(kept[0], flows.files).flow if len(kept) == 1 else None
    except ScreenerError:
        found = None
    if found is None or found.id != flow_id:
        raise FhirProblem(404, NOT_HERE)
    return found


# --- Answers --------------------------------------------------------------------------------------------------------


@fhir.get("/QuestionnaireResponse")
def search() -> Response:
    """Answers by questionnaire, status, authored and _lastUpdated, a page at a time; what changed first comes first."""
    token = _require(ANSWERS)
    asked = read_search(dict(request.args.lists()), canonical(base(), ""))
    references, following = responses.page(asked.search, asked.after, asked.count)
    record_program(token.name, "fhir.list", detail=" ".join(references))
    found = [made for reference in references if (made := _found(reference))["status"] in asked.statuses]
    here = f"{base()}/fhir/QuestionnaireResponse"
    links = {"self": f"{here}?{asked.here()}".rstrip("?")}
    if following is not None:
        links["next"] = f"{here}?{asked.following(following)}"
    return reply(searchset(base(), found, links))


def _found(reference: str) -> Element:
    try:
        return _response(reference)
    except FhirProblem:  # deleted just now, or on a version that nobody can read any more
        return {"status": ""}


@fhir.post("/QuestionnaireResponse")
def begin() -> Response:
    """Begin a screening with what somebody answered elsewhere."""
    _require(PREFILL)
    return prefill()


@fhir.get("/QuestionnaireResponse/<reference>")
def answers(reference: str) -> Response:
    """The answers of one screening."""
    token = _require(ANSWERS)
    record_program(token.name, "fhir.view", reference=reference[:12])
    return reply(_response(reference))


def _response(reference: str) -> Element:
    case, conversation = case_called(reference)
    flow = conversation.interview.flow
    return response(edition_of(flow), form_of(flow), answered_of(case, conversation))


@fhir.get("/Patient/<reference>/$everything")
@fhir.get("/<reference>/$everything")
def whole_case(reference: str) -> Response:
    """Everything about one case; the record of who saw it only for a token that opens that."""
    token = _require(PEOPLE)
    _require(ANSWERS)
    record_program(token.name, "fhir.export", reference=reference[:12])
    case, conversation = case_called(reference)
    flow = conversation.interview.flow
    made = everything(edition_of(flow), form_of(flow), case_out(case, conversation))
    if RECORD in token.scopes:
        made += [audit_event(base(), one) for one in _accesses(reference)]
    return reply(searchset(base(), made, {"self": f"{base()}/fhir/Patient/{reference}/$everything"}, len(made)))


def _accesses(reference: str) -> list[Access]:
    return [
        Access(one.number, one.entry.at, one.entry.action, one.entry.who, one.entry.address, one.entry.reference)
        for one in audit.found(audit.Search(reference=reference))
    ]


@fhir.get("/<path:_elsewhere>")
def elsewhere(_elsewhere: str) -> ResponseReturnValue:
    """What this side does not have."""
    raise FhirProblem(
        404, "Read Questionnaire, QuestionnaireResponse, or Patient/<id>/$everything; see /fhir/metadata."
    )
