"""Sums of points in a public form become scores of the flow; what is no such sum is listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from screener.engine.flow import Flow
from screener.engine.loader import load_files
from screener.engine.machine import FlowMachine
from screener.export.fhir.edition import Edition
from screener.export.fhir.questionnaire import questionnaire
from screener.incoming.folder import Imported, import_questionnaire
from screener.proof.examples import walk

Element = dict[str, Any]
FORMS = Path(__file__).parent.parent / "data" / "questionnaires"
FHIR = "http://hl7.org/fhir/StructureDefinition"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def asked(link_id: str, *points: float, url: str = "ordinalValue", **more: Any) -> Element:
    options = [
        {
            "extension": [{"url": f"{FHIR}/{url}", "valueDecimal": number}],
            "valueCoding": {"system": "s", "code": f"c{place}", "display": f"Option {place}"},
        }
        for place, number in enumerate(points)
    ]
    return {"linkId": link_id, "text": link_id, "type": "choice", "required": True, "answerOption": options, **more}


def worked_out(expression: str, link_id: str = "total", **variables: str) -> Element:
    named = [_expression(f"{FHIR}/variable", text, name) for name, text in variables.items()]
    extensions = [*named, _expression(CALCULATED, expression)]
    return {"linkId": link_id, "text": link_id, "type": "integer", "readOnly": True, "extension": extensions}


def _expression(url: str, text: str, name: str = "") -> Element:
    return {"url": url, "valueExpression": {"name": name, "language": "text/fhirpath", "expression": text}}


def imported(*items: Element) -> Imported:
    form = {"resourceType": "Questionnaire", "name": "Sample", "status": "active", "item": list(items)}
    return import_questionnaire(json.dumps(form))


def reasons(made: Imported) -> dict[str, str]:
    return {one.link_id: one.reason for one in made.left_out}


def scores(made: Imported) -> dict[str, set[str]]:
    """The questions of each score."""
    return {name: set(score.points) for name, score in load_files(made.files).scores.items()}


GROUP: Element = {"linkId": "g", "type": "group", "text": "More", "item": [asked("b1", 0, 1), asked("b2", 0, 2)]}
LOOKED_UP = (
    "%questionnaire.item.where(linkId = '{0}').answerOption"
    ".where(valueCoding.code=%resource.item.where(linkId = '{0}').answer.valueCoding.code)"
    ".extension.where(url='http://hl7.org/fhir/StructureDefinition/itemWeight').valueDecimal"
)


@pytest.mark.parametrize(
    ("expression", "variables", "wanted"),
    [
        ("%resource.item.answer.value.weight().sum()", {}, "a1 a2"),
        ("%resource.item.where(linkId != 'a1').answer.weight().sum()", {}, "a2"),
        ("%resource.repeat(item).answer.value.ordinal().sum()", {}, "a1 a2 b1 b2"),
        ("%resource.item.descendants().answer.value.ordinal().sum()", {}, "b1 b2"),
        ("%resource.item.where(linkId='g').item.answer.value.weight().aggregate($this + $total, 0)", {}, "b1 b2"),
        ("%resource.repeat(item).where(linkId in ('a1' | 'b2')).answer.value.weight().sum()", {}, "a1 b2"),
        ("%resource.repeat(item).where(linkId.matches('^[ab]1$')).answer.value.weight().sum()", {}, "a1 b1"),
        ("%resource.repeat(item).where(linkId='a1' or linkId='b1').answer.value.weight().sum()", {}, "a1 b1"),
        ("%one + iif(%two.exists(), %two, 0)", {"one": LOOKED_UP.format("a1"), "two": LOOKED_UP.format("a2")}, "a1 a2"),
        (
            "iif(%any, %resource.item.where(linkId='a1').answer.value.ordinal(), {})",
            {"any": "%resource.item.answer.exists()"},
            "a1",
        ),
    ],
)
def test_each_way_to_write_a_sum_becomes_the_same_score(
    expression: str, variables: dict[str, str], wanted: str
) -> None:
    made = imported(asked("a1", 0, 1), asked("a2", 0, 3, url="itemWeight"), GROUP, worked_out(expression, **variables))
    assert scores(made) == {"total": set(wanted.split())}
    assert "total" not in reasons(made)


@pytest.mark.parametrize(
    "expression",
    [
        "%resource.item.answer.value.weight().sum() / 2",
        "%resource.item.answer.value.weight().sum() + 1",
        "%resource.item.answer.value.weight()",
        "iif(%resource.item.where(linkId='a1').answer.value = 3, %resource.item.answer.value.weight().sum(), 0)",
        "%resource.item.where(linkId.matches('(a+)+$')).answer.value.weight().sum()",
        "%resource.item.where(linkId='a1').answer.value.weight() + %resource.item.answer.value.weight().sum()",
        "%unknown + %resource.item.answer.value.weight().sum()",
        "answers().sum(value.ordinal())",
        "(" * 100,
    ],
)
def test_what_is_more_than_a_sum_is_listed_and_no_score(expression: str) -> None:
    made = imported(asked("a1", 0, 1), asked("a2", 0, 3), worked_out(expression))
    assert scores(made) == {}
    assert {"a1", "a2", "total"} <= reasons(made).keys()


def test_points_that_no_score_can_have_are_listed() -> None:
    total = worked_out("%resource.item.answer.value.weight().sum()")
    assert "points of a1" in reasons(imported(asked("a1", 0.5, 1), total))["total"]
    twice = asked("a1", 1, 2)
    twice["answerOption"][1]["valueCoding"]["code"] = "c0"
    assert "share a code" in reasons(imported(twice, total))["total"]


def test_a_sum_of_items_that_may_be_left_out_says_that_it_is_open_without_them() -> None:
    total = worked_out("%resource.item.answer.value.weight().sum()")
    made = imported(asked("a1", 0, 1, required=False), total)
    assert reasons(made)["total"].startswith("open")


def test_a_question_that_hangs_on_a_score_is_asked_for_the_same_answers() -> None:
    total = worked_out("%resource.item.answer.value.weight().sum()")
    gate = {"question": "total", "operator": ">=", "answerInteger": 3}
    last = {"linkId": "last", "text": "And?", "type": "string", "enableWhen": [gate]}
    made = imported(asked("a1", 0, 1), asked("a2", 0, 3), total, last)
    assert made.left_out == []
    machine = FlowMachine(load_files(made.files))
    assert "last" in walk(machine, {"a1": "c0", "a2": "c1"}).path
    assert "last" not in walk(machine, {"a1": "c1", "a2": "c0"}).path


def test_a_score_that_stands_before_what_it_adds_up_is_read_all_the_same() -> None:
    total = worked_out("%resource.item.answer.value.weight().sum()")
    assert scores(imported(total, asked("a1", 0, 1))) == {"total": {"a1"}}


@pytest.mark.parametrize("name", ["phq9", "apgar"])
def test_published_scores_survive_the_way_out_and_in_again(name: str) -> None:
    flow = load_files(import_questionnaire((FORMS / f"{name}.json").read_text("utf-8")).files)
    again = load_files(import_questionnaire(json.dumps(_out(flow))).files)
    assert again.scores == flow.scores
    (score,) = flow.scores.values()
    assert len(score.points) == {"phq9": 9, "apgar": 5}[name]


def _out(flow: Flow) -> Element:
    return questionnaire(Edition(flow, "https://clinic.example", "A clinic"))
