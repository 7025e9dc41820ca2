"""The migraine flow and a small one as FHIR: the shapes that go out, and what stands in them."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from answers import CHRONIC
from fhir.resources.R4B import get_fhir_model_class
from flow_texts import FULL, SMALL, flow_from, small_machine

from screener.clinic import load_clinic
from screener.engine.flow import Flow
from screener.engine.interview import Interview, begin
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.export.fhir.access import Access, audit_event, kind_of
from screener.export.fhir.bundle import CaseOut, Person, everything, searchset
from screener.export.fhir.edition import Edition
from screener.export.fhir.lint import problems, walk
from screener.export.fhir.lint_response import response_problems
from screener.export.fhir.questionnaire import questionnaire
from screener.export.fhir.response import Answered, response
from screener.languages import HERE, read_languages
from screener.library import shipped
from screener.proof.examples import walk as answered_by
from screener.publishing import published

Element = dict[str, Any]
BASE = "https://clinic.example"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def edition(flow: Flow, **more: Any) -> Edition:
    return Edition(flow, BASE, "A clinic", {"treatment_name": "Botox", "how_soon": "soon"}, **more)


def item(form: Element, link_id: str) -> Element:
    return next(one for one in walk(form["item"]) if one["linkId"] == link_id)


def written(interview: Interview, **more: Any) -> Answered:
    decision = interview.decision
    outcome = decision.outcome.id if decision.outcome else None
    return Answered("K7M2QX", "K7M2QX", interview.said, outcome, decision.urgency, NOW, NOW, **more)


@pytest.fixture(scope="module")
def migraine() -> Flow:
    return load(shipped("flows") / "migraine")


@pytest.fixture(scope="module")
def form(migraine: Flow) -> Element:
    return questionnaire(edition(migraine))


@pytest.fixture(scope="module")
def small() -> Element:
    return questionnaire(edition(flow_from(SMALL)))


def case_of(interview: Interview, status: str = "new", **person: str) -> CaseOut:
    return CaseOut(written(interview), Person(**person), NOW - timedelta(minutes=5), status)


# --- The form -------------------------------------------------------------------------------------------------------


def test_the_migraine_flow_goes_out_without_a_problem(form: Element) -> None:
    assert problems(form) == []
    get_fhir_model_class("Questionnaire").model_validate(form)


def test_every_question_is_asked_and_every_outcome_is_told(form: Element, migraine: Flow) -> None:
    names = {one["linkId"] for one in walk(form["item"])}
    assert set(migraine.by_id) <= names
    assert {f"outcome.{one.id}" for one in migraine.outcomes} <= names


def test_a_condition_is_an_enable_when_where_that_can_say_it(form: Element) -> None:
    assert [row["answerInteger"] for row in item(form, "pregnancy")["enableWhen"]] == [10, 60]
    assert item(form, "pregnancy")["enableBehavior"] == "all"
    weeks = item(form, "botulinum_weeks.or_unsure")["enableWhen"]
    assert [row["operator"] for row in weeks] == ["exists", "!="]
    assert "enableWhen" not in item(form, "acute_days.or_unsure")


def test_options_that_exclude_the_others_say_so(form: Element) -> None:
    alone = [
        option["valueCoding"]["code"]
        for option in item(form, "neuromuscular")["answerOption"]
        if any(one["url"].endswith("optionExclusive") for one in option.get("extension", []))
    ]
    assert alone == ["none", "unsure"]


def test_codes_of_others_go_out_once_they_are_verified(form: Element) -> None:
    assert [code["code"] for code in item(form, "pregnancy")["code"]] == ["pregnancy", "82810-3"]
    (group,) = form["contained"][0]["group"]
    named = {one["code"]: one["target"][0]["code"] for one in group["element"]}
    assert named["pregnant"] == "77386006"
    assert "lambert_eaton" not in named


def test_variables_have_names_that_fhir_allows_and_speak_of_earlier_ones_only(form: Element) -> None:
    known = {"resource"}
    for one in form["extension"]:
        variable = one["valueExpression"]
        assert re.fullmatch(r"[A-Za-z0-9]{1,64}", variable["name"])
        assert set(re.findall(r"%(\w+)", variable["expression"])) <= known
        known.add(variable["name"])


def test_another_language_stands_beside_each_text() -> None:
    flow = flow_from(SMALL)
    french = flow_from(SMALL.replace("How old are you?", "Quel âge avez-vous?"))
    form = questionnaire(edition(flow, translations={"fr": (french, {})}))
    age = item(form, "age")
    assert age["text"] == "How old are you?"
    said = {part["url"]: part for part in age["_text"]["extension"][0]["extension"]}
    assert said["lang"]["valueCode"] == "fr"
    assert said["content"]["valueString"] == "Quel âge avez-vous?"
    get_fhir_model_class("Questionnaire").model_validate(form)


def test_the_migraine_flow_goes_out_in_french_too(migraine: Flow) -> None:
    clinic, languages = load_clinic(shipped("flows") / "clinic.yaml"), read_languages(HERE)
    form = questionnaire(published(migraine, BASE, clinic, languages))
    assert problems(form) == []
    get_fhir_model_class("Questionnaire").model_validate(form)
    assert "Questionnaire sur la migraine" in json.dumps(form["_title"])
    asked = [one for one in walk(form["item"]) if one["linkId"] in migraine.by_id]
    assert all("_text" in one for one in asked)
    assert "Quel âge" in json.dumps(item(form, "age")["_text"], ensure_ascii=False)


# --- The response ---------------------------------------------------------------------------------------------------


def test_answers_stand_in_their_groups_with_the_options_codes(form: Element, migraine: Flow) -> None:
    made = response(edition(migraine), form, written(answered_by(FlowMachine(migraine), CHRONIC)))
    assert response_problems(made, form) == []
    get_fhir_model_class("QuestionnaireResponse").model_validate(made)
    answers = {one["linkId"]: one["answer"] for one in walk(made["item"]) if "answer" in one}
    assert answers["headache_days"] == [{"valueInteger": 18}]
    assert [one["valueCoding"]["code"] for one in answers["pain_features"]] == ["one_sided", "pulsating"]
    assert answers["result.outcome"] == [{"valueString": "cm_pattern_caution"}]
    assert made["status"] == "completed"


def test_a_number_that_is_not_sure_is_said_beside_it(small: Element) -> None:
    interview = answered_by(small_machine(), {**FULL, "pain_days": "unsure"})
    made = response(edition(flow_from(SMALL)), small, written(interview))
    answers = {one["linkId"]: one["answer"] for one in walk(made["item"]) if "answer" in one}
    assert "pain_days" not in answers
    assert answers["pain_days.unsure"][0]["valueCoding"]["code"] == "unsure"


def test_what_ended_early_is_stopped_and_what_goes_on_is_in_progress(small: Element) -> None:
    flow = flow_from(SMALL)
    crisis = begin(small_machine()).answer("for_whom", "me").alarm("crisis_in_words")
    stopped = response(edition(flow), small, written(crisis, ended_by="crisis_in_words"))
    assert stopped["status"] == "stopped"
    assert stopped["item"][0] == {"linkId": "given.crisis_in_words", "answer": [{"valueBoolean": True}]}
    assert response_problems(stopped, small) == []
    going_on = response(edition(flow), small, written(begin(small_machine()).answer("for_whom", "me")))
    assert going_on["status"] == "in-progress"
    assert "result" not in {one["linkId"] for one in going_on["item"]}


# --- What goes with it ----------------------------------------------------------------------------------------------


def test_everything_about_a_case_has_the_shape_of_r4(form: Element, migraine: Flow) -> None:
    interview = answered_by(FlowMachine(migraine), CHRONIC)
    case = case_of(interview, "contacted", name="Ada", telephone="905-555-0142")
    found = {one["resourceType"]: one for one in everything(edition(migraine), form, case)}
    for name, resource in found.items():
        get_fhir_model_class(name).model_validate(resource)
    request = found["ServiceRequest"]
    assert (request["status"], request["intent"], request["priority"]) == ("draft", "proposal", "routine")
    assert request["supportingInfo"] == [{"reference": "QuestionnaireResponse/K7M2QX"}]
    assert found["Task"]["status"] == "in-progress"
    assert found["Task"]["focus"] == {"reference": "ServiceRequest/K7M2QX"}
    assert found["Consent"]["policy"][0]["uri"].endswith(f"|{migraine.digest[:12]}")
    bundle = searchset(BASE, found.values(), {"self": f"{BASE}/fhir/x"}, 1)
    get_fhir_model_class("Bundle").model_validate(bundle)


def test_an_emergency_asks_for_no_visit(form: Element, migraine: Flow) -> None:
    answers = {**CHRONIC, "danger_signs": ["thunderclap"]}
    case = case_of(answered_by(FlowMachine(migraine), answers))
    found = {one["resourceType"]: one for one in everything(edition(migraine), form, case)}
    assert "ServiceRequest" not in found
    assert found["Task"]["focus"] == {"reference": "QuestionnaireResponse/K7M2QX"}
    assert found["Task"]["priority"] == "stat"


@pytest.mark.parametrize(
    ("action", "kind"),
    [("case.view", "R"), ("queue.list", "R"), ("case.step", "U"), ("person.invite", "C"), ("sign_out", "E")],
)
def test_the_record_tells_what_kind_of_action_it_was(action: str, kind: str) -> None:
    assert kind_of(action) == kind
    event = audit_event(BASE, Access(7, NOW, action, "nurse@clinic.example", "127.0.0.1", "K7M2QX"))
    get_fhir_model_class("AuditEvent").model_validate(event)
