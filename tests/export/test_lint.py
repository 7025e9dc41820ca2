"""Every invariant of R4, each broken once: the linter names it, and says nothing where all is well."""

from copy import deepcopy
from typing import Any

import pytest

from screener.export.fhir.lint import problems
from screener.export.fhir.lint_response import response_problems

Element = dict[str, Any]
SYSTEM = "https://clinic.example/fhir/CodeSystem/sample"
CONTROL = "http://hl7.org/fhir/StructureDefinition/"


def option(code: str) -> Element:
    return {"valueCoding": {"system": SYSTEM, "code": code, "display": code.capitalize()}}


def when(question: str, operator: str = "=", **answer: object) -> Element:
    return {"question": question, "operator": operator, **(answer or {"answerInteger": 3})}


SAMPLE: Element = {
    "resourceType": "Questionnaire",
    "url": "https://clinic.example/fhir/Questionnaire/sample",
    "version": "1",
    "name": "Sample",
    "status": "active",
    "item": [
        {
            "linkId": "part",
            "text": "A part",
            "type": "group",
            "item": [
                {"linkId": "days", "text": "How many?", "type": "integer"},
                {"linkId": "kind", "text": "Which?", "type": "choice", "answerOption": [option("one"), option("two")]},
                {"linkId": "signs", "type": "choice", "repeats": True, "answerOption": [option("one"), option("two")]},
                {"linkId": "more", "text": "More?", "type": "string", "enableWhen": [when("days")]},
            ],
        },
        {"linkId": "note", "text": "Good day", "type": "display"},
    ],
}

BROKEN: dict[str, tuple[str, Element]] = {
    "que-0": ("", {"name": "a sample"}),
    "que-1: part": ("part", {"item": []}),
    "que-1: note": ("note", {"item": [{"linkId": "inner", "type": "display", "text": "?"}]}),
    "que-2": ("note", {"linkId": "days"}),
    "que-3": ("note", {"code": [{"system": SYSTEM, "code": "note"}]}),
    "que-4": ("kind", {"answerValueSet": "https://clinic.example/fhir/ValueSet/kinds"}),
    "que-5": ("more", {"type": "text", "answerOption": [option("one")]}),
    "que-6": ("note", {"required": True}),
    "que-7": ("more", {"enableWhen": [when("days", "exists", answerInteger=1)]}),
    "que-8": ("part", {"initial": [{"valueString": "?"}]}),
    "que-9": ("note", {"readOnly": True}),
    "que-10": ("part", {"maxLength": 3}),
    "que-11": ("kind", {"initial": [{"valueCoding": option("one")["valueCoding"]}]}),
    "que-12": ("more", {"enableWhen": [when("days"), when("days", ">", answerInteger=7)]}),
    "que-13": ("more", {"initial": [{"valueString": "a"}, {"valueString": "b"}]}),
    "one of FHIR's types": ("more", {"type": "words"}),
    "which is not there": ("more", {"enableWhen": [when("weeks")]}),
    "does not come before it": ("days", {"enableWhen": [when("more", answerString="a")]}),
    "is no operator": ("more", {"enableWhen": [when("days", "~")]}),
    "is not compared with answerString": ("more", {"enableWhen": [when("kind", answerString="one")]}),
    "none of the options of kind": (
        "more",
        {"enableWhen": [when("kind", answerCoding={"code": "one"})]},
    ),
    "'!=' is true before": ("more", {"enableWhen": [when("days", "!=")]}),
    "there twice": ("kind", {"answerOption": [option("one"), option("one")]}),
    "needs a system": ("kind", {"answerOption": [{"valueCoding": {"code": "one"}}]}),
    "the item's own type": ("days", {"extension": [{"url": f"{CONTROL}minValue", "valueDecimal": 1.5}]}),
    "nothing empty": ("note", {"text": " "}),
    "item[1].text": ("note", {"text": None}),
    "at the edge": ("note", {"text": "Good day "}),
}


def item(form: Element, link_id: str) -> Element:
    below = [form, *form["item"], *form["item"][0]["item"]]
    return next(one for one in below if one.get("linkId", "") == link_id)


def test_a_form_in_which_all_is_well_has_no_problems() -> None:
    assert problems(SAMPLE) == []


@pytest.mark.parametrize("said", BROKEN)
def test_what_is_broken_is_named(said: str) -> None:
    form = deepcopy(SAMPLE)
    link_id, change = BROKEN[said]
    item(form, link_id).update(change)
    assert any(said in problem for problem in problems(form)), problems(form)


def test_two_rows_without_a_behaviour_are_refused_although_the_published_rule_lets_them_pass() -> None:
    form = deepcopy(SAMPLE)
    more = item(form, "more")
    more["enableWhen"] = [when("days"), when("days", ">", answerInteger=7)]
    assert problems(form) == ["que-12: more (string)"]
    more["enableBehavior"] = "any"
    assert problems(form) == []


RESPONSE: Element = {
    "resourceType": "QuestionnaireResponse",
    "questionnaire": "https://clinic.example/fhir/Questionnaire/sample|1",
    "status": "completed",
    "authored": "2026-11-25T10:00:00+00:00",
    "item": [
        {
            "linkId": "part",
            "item": [
                {"linkId": "days", "answer": [{"valueInteger": 3}]},
                {"linkId": "kind", "answer": [option("two")]},
                {"linkId": "signs", "answer": [option("one"), option("two")]},
            ],
        }
    ],
}

BROKEN_RESPONSES: dict[str, Element] = {
    "status": {"status": "done"},
    "address and version": {"questionnaire": "https://clinic.example/fhir/Questionnaire/sample"},
    "not a list": {"identifier": [{"value": "K7M2QX"}]},
    "when it was answered": {"authored": "2026"},
    "not among the items": {"item": [{"linkId": "days", "answer": [{"valueInteger": 3}]}]},
    "out of the form's order": {"item": [RESPONSE["item"][0], RESPONSE["item"][0]]},
}
BROKEN_ANSWERS: dict[str, Element] = {
    "is not answered with valueString": {"linkId": "days", "answer": [{"valueString": "3"}]},
    "none of the options": {"linkId": "kind", "answer": [option("three")]},
    "only one answer": {"linkId": "kind", "answer": [option("one"), option("two")]},
    "qrs-1": {"linkId": "kind", "answer": [option("one")], "item": [{"linkId": "days"}]},
    "nothing empty": {"linkId": "kind", "answer": []},
}


def test_a_response_in_which_all_is_well_has_no_problems() -> None:
    assert response_problems(RESPONSE, SAMPLE) == []


@pytest.mark.parametrize("said", BROKEN_RESPONSES)
def test_what_is_broken_in_a_response_is_named(said: str) -> None:
    found = response_problems({**RESPONSE, **BROKEN_RESPONSES[said]}, SAMPLE)
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize("said", BROKEN_ANSWERS)
def test_what_is_broken_in_an_answer_is_named(said: str) -> None:
    inside = {"linkId": "part", "item": [BROKEN_ANSWERS[said]]}
    found = response_problems({**RESPONSE, "item": [inside]}, SAMPLE)
    assert any(said in problem for problem in found), found
