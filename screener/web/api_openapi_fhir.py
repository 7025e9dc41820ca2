"""The FHIR routes in the API's description, briefly: /fhir/metadata says the rest."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from screener.export.fhir.lint_response import STATUSES
from screener.web.fhir_reply import JSON

TYPE: Final = JSON.partition(";")[0]
READS: Final = {
    "/fhir/metadata": ("metadata", "What can be done here, as a CapabilityStatement.", ()),
    "/fhir/Questionnaire": ("forms", "Every flow as it is now.", ()),
    "/fhir/Questionnaire/{name}": ("form", "One flow, as it is now or, after a |, in a version.", ()),
    "/fhir/QuestionnaireResponse": (
        "search",
        "Answers, a page at a time.",
        ("questionnaire", "status", "authored", "_lastUpdated", "_count"),
    ),
    "/fhir/QuestionnaireResponse/{reference}": ("answers", "The answers of one screening.", ()),
    "/fhir/Patient/{reference}/$everything": ("whole_case", "Everything about one case.", ()),
}
"""By path: the operation's name, what it does, what may be asked for."""
DAY: Final = r"^((eq|ge|gt|le|lt)?[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))$"
STATUS: Final = "|".join(sorted(STATUSES))
PATTERNS: Final = {
    "questionnaire": r"^([a-z0-9_-]{1,60})?$",
    "status": rf"^(({STATUS})(,({STATUS}))*)?$",
    "authored": DAY,
    "_lastUpdated": DAY,
    "_count": r"^([1-9]\d{0,3})?$",
}
"""The plainest forms of what may be asked for."""
PROBLEMS: Final = {
    "400": "What was asked for could not be read.",
    "401": "Send a token that stands.",
    "403": "This token does not open that.",
    "404": "There is no such thing here.",
    "406": "Only JSON is written here.",
}


def fhir_paths() -> dict[str, Any]:
    """What can be read as FHIR, and begun."""
    paths = {path: {"get": _read(path, *about)} for path, about in READS.items()}
    paths["/fhir/QuestionnaireResponse"]["post"] = _prefill()
    return paths


def _read(path: str, name: str, says: str, asked: tuple[str, ...]) -> dict[str, Any]:
    parameters = [_parameter(part[1:-1], "path") for part in path.split("/") if part.startswith("{")]
    parameters += [_parameter(one, "query") for one in asked]
    return {
        "operationId": f"fhir_{name}",
        "tags": ["FHIR"],
        "summary": says,
        "security": [{"program": []}] if name != "metadata" else [],
        "parameters": parameters,
        "responses": {
            "200": {"description": "As FHIR R4.", "content": _content()},
            **{status: {"description": say, "content": _content()} for status, say in PROBLEMS.items()},
        },
    }


def _prefill() -> dict[str, Any]:
    made = _read("", "prefill", "Begin a screening with answers from elsewhere, for the visitor to confirm.", ())
    responses = {**made["responses"], "201": {"description": "A code for the visitor.", "content": _content()}}
    del responses["200"]
    problems = {"413": "That is too long.", "415": "Send JSON.", "422": "Some of it is not as it is asked here."}
    responses |= {status: {"description": say, "content": _content()} for status, say in problems.items()}
    example = {"resourceType": "QuestionnaireResponse", "status": "in-progress"}
    schema = _resource({"const": "QuestionnaireResponse"}) | {"examples": [example]}
    body = {"required": True, "content": {TYPE: {"schema": schema}}}
    return {**made, "requestBody": body, "responses": responses}


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = {"type": "string", **({"pattern": PATTERNS[name]} if name in PATTERNS else {})}
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _content() -> dict[str, Any]:
    return {TYPE: {"schema": _resource()}}


def _resource(kind: Mapping[str, str] = MappingProxyType({"type": "string"})) -> dict[str, Any]:
    return {"type": "object", "required": ["resourceType"], "properties": {"resourceType": dict(kind)}}
