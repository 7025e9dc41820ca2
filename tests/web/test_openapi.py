"""The API's description: it holds every route, and its examples are as it says."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from pydantic import TypeAdapter

from screener.cli import main
from screener.config import Settings
from screener.web import api_given, api_sent


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    made: dict[str, Any] = client.get("/openapi.json").get_json()
    return made


def test_every_route_of_the_api_is_described_and_nothing_else(app: Flask, document: dict[str, Any]) -> None:
    described = {f"{method.upper()} {path}" for path, about in document["paths"].items() for method in about}
    there = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {one for one in described if " /api/" in one} == {one for one in there if " /api/" in one}
    fhir = {one.replace("{", "<").replace("}", ">") for one in described if " /fhir/" in one}
    elsewhere = {"GET /fhir/<path:_elsewhere>", "GET /fhir/<reference>/$everything"}  # the second is another name
    assert fhir == {one for one in there if " /fhir/" in one} - elsewhere


def test_each_operation_has_a_summary_a_body_with_an_example_and_its_problems(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for path, about in document["paths"].items():
        for method, one in about.items():
            assert one["summary"].endswith("."), path
            if path.startswith("/api/"):
                assert {"429", "500", "503"} <= one["responses"].keys()
                bodies = [one["requestBody"]] if "requestBody" in one else []
                bodies += [answer for status, answer in one["responses"].items() if status < "300"]
                names = [next(iter(body["content"].values()))["schema"]["$ref"].rpartition("/")[2] for body in bodies]
                assert names, (path, method)
                assert all(schemas[name]["examples"] for name in names), path


def test_each_example_is_as_its_model_says(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for example in schema.get("examples", []):
            TypeAdapter(vars(api_given).get(name) or vars(api_sent)[name]).validate_json(json.dumps(example))


def test_every_link_leads_to_an_operation_that_takes_what_it_brings(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    operations = {one["operationId"]: one for about in document["paths"].values() for one in about.values()}
    links = [
        link
        for one in operations.values()
        for answer in one["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert links
    for link in links:
        body = operations[link["operationId"]]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        assert link["requestBody"].keys() <= schemas[body.rpartition("/")[2]]["properties"].keys()


def test_the_command_prints_the_same(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    assert json.loads(CliRunner().invoke(main, ["openapi"]).output) == document
