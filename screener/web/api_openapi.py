"""The description of the API as OpenAPI 3.1, made from the views' own models."""

import json
from collections.abc import Iterator
from typing import Any, Final

from flask import current_app
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema
from werkzeug.routing import Rule

from screener import __version__
from screener.web.api_docs import below, documented
from screener.web.api_given import Begun, Problem, Shown, State
from screener.web.api_openapi_fhir import fhir_paths
from screener.web.api_operation import OPERATIONS, Operation, problems_of
from screener.web.api_reply import PREFIX, PROBLEM, SAY
from screener.web.api_sent import Strict

REF: Final = "#/components/schemas/{model}"
SAYS: Final = {
    200: "Done.",
    201: "Begun.",
    202: "Passed on to the clinic's staff.",
    409: "Not possible at this turn. GET the screening to see where it stands.",
    410: "Left too long ago.",
    **{status: say for status, (_, say) in SAY.items()},
}
"""What each status means."""
FOLLOWING: Final = {
    "reply": {"turn": "$response.body#/turn", "question": "$response.body#/question/id"},
    "undo": {"turn": "$response.body#/turn"},
    "change": {"turn": "$response.body#/turn", "question": "$response.body#/answered/0/question"},
    "confirm": {"turn": "$response.body#/turn"},
    "reword": {"turn": "$response.body#/turn"},
    "keep": {"turn": "$response.body#/turn"},
    "go_on": {"turn": "$response.body#/turn"},
    "stop": {"turn": "$response.body#/turn"},
    "mistake": {"turn": "$response.body#/turn"},
}
"""What may come after a state, and what of it goes along."""


def openapi() -> str:
    """The whole description, as JSON."""
    return json.dumps(document(), ensure_ascii=False, indent=2)


def document() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Screener",
            "version": __version__,
            "description": "The same conversation as the chat, as JSON; and FHIR R4 for other programs. What needs "
            "care at once is said in `status` and `messages`: show it as it is, before all else.",
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "Screening", "description": "For visitors, with the token that a screening begins with."},
            {"name": "Desk", "description": "For programs, with a token that an admin of the clinic makes."},
            {"name": "FHIR", "description": "For programs, with a token that an admin of the clinic makes."},
        ],
        "paths": {**_paths(), **fhir_paths()},
        "components": {"securitySchemes": _schemes(), "schemas": _schemas()},
    }


def api_rules() -> Iterator[tuple[Rule, str]]:
    """Every route of the API, with its method."""
    for rule in current_app.url_map.iter_rules():
        if rule.rule.startswith(PREFIX):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for rule, method in api_rules():
        described = OPERATIONS[rule.endpoint]
        paths.setdefault(rule.rule, {})[method.lower()] = _operation(rule.endpoint.partition(".")[2], described)
    return paths


def _operation(name: str, described: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": name,
        "tags": ["Desk" if described.opens == "program" else "Screening"],
        "summary": described.summary,
        "security": [{described.opens: []}] if described.opens else [],
        "responses": {
            **{str(status): _answer(described, status) for status in described.status},
            **{str(status): _refusal(status) for status in problems_of(described)},
        },
    }
    if described.asks:
        made["parameters"] = list(_parameters(described.asks))
    if described.takes:
        content = {"application/json": {"schema": {"$ref": REF.format(model=described.takes.__name__)}}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _parameters(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    """What an address may say."""
    said = documented(model)
    for name, schema in model.model_json_schema()["properties"].items():
        about = {"description": said[name]} if name in said else {}
        yield {"name": name, "in": "query", "required": False, **about, "schema": schema}


def _answer(described: Operation, status: int) -> dict[str, Any]:
    model = described.answers
    content = {"application/json": {"schema": {"$ref": REF.format(model=model.__name__)}}}
    made: dict[str, Any] = {"description": SAYS[status], "content": content}
    if model in (State, Begun):
        made["links"] = {name: {"operationId": name, "requestBody": body} for name, body in FOLLOWING.items()}
    return made


def _refusal(status: int) -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": REF.format(model=Problem.__name__)}}}
    return {"description": SAYS[status], "content": content}


def _schemas() -> dict[str, Any]:
    """Each model, as it is taken or as it is given."""
    taken = {one.takes for one in OPERATIONS.values() if one.takes}
    given = {one.answers for one in OPERATIONS.values()} | {Problem}
    modes: list[tuple[Any, JsonSchemaMode]] = [(model, "validation") for model in taken]
    modes += [(model, "serialization") for model in given]
    modes.sort(key=lambda one: one[0].__name__)
    _, made = models_json_schema(modes, ref_template=REF)
    schemas: dict[str, Any] = made["$defs"]
    for model in (*below(Strict), *below(Shown)):
        for field, said in documented(model).items():
            schemas.get(model.__name__, {}).get("properties", {}).get(field, {}).setdefault("description", said)
    return schemas


def _schemes() -> dict[str, Any]:
    return {
        "screening": {"type": "http", "scheme": "bearer", "description": "The token that a screening begins with."},
        "program": {"type": "http", "scheme": "bearer", "description": "A token that an admin makes at the desk."},
    }
