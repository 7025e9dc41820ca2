"""Published Questionnaires become flows that are asked to the end, and go out again as what they were."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flow_texts import SMALL, flow_from

from screener.cli import main
from screener.engine.loader import load, load_files
from screener.engine.machine import FlowMachine
from screener.export.fhir.edition import Edition
from screener.export.fhir.lint import problems, walk
from screener.export.fhir.questionnaire import questionnaire
from screener.incoming.folder import Imported, NoQuestionnaire, import_questionnaire
from screener.library import shipped
from screener.proof.case import usual
from screener.proof.check import check_folder
from screener.proof.examples import walk as answered

Element = dict[str, Any]
FORMS = sorted((Path(__file__).parent.parent / "data" / "questionnaires").glob("*.json"))
KINDS = {"boolean": "choice", "decimal": "integer", "quantity": "integer"} | dict.fromkeys(
    ("string", "url", "date", "dateTime", "time"), "text"
)
"""As what each type comes out again, where it is carried in another shape."""


def imported(form: Element) -> Imported:
    return import_questionnaire(json.dumps(form))


def form_of(*items: Element, **more: Any) -> Element:
    return {"resourceType": "Questionnaire", "name": "Sample", "status": "active", "item": list(items), **more}


def choice(link_id: str, *codes: str, **more: Any) -> Element:
    options = [{"valueCoding": {"system": "s", "code": one, "display": one.capitalize()}} for one in codes]
    return {"linkId": link_id, "text": f"{link_id}?", "type": "choice", "answerOption": options, **more}


def when(question: str, operator: str, **answer: object) -> Element:
    return {"question": question, "operator": operator, **answer}


def out_again(made: Imported) -> Element:
    return questionnaire(Edition(load_files(made.files), "https://clinic.example", "A clinic"))


# --- Published ones -------------------------------------------------------------------------------------------------


def test_there_are_at_least_six_of_them() -> None:
    assert len(FORMS) >= 6


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_published_form_is_carried_or_listed_item_by_item(path: Path) -> None:
    made = import_questionnaire(path.read_text("utf-8"))
    listed = {one.link_id for one in made.left_out}
    again = out_again(made)
    assert problems(again) == []
    came_out = {item["text"]: item for item in walk(again["item"]) if "text" in item}
    for item in walk(json.loads(path.read_text("utf-8"))["item"]):
        if item["type"] in ("group", "display") or item["linkId"] in listed:
            continue
        found = came_out[" ".join(item["text"].split())]
        assert found["type"] == KINDS.get(item["type"], item["type"]), item["linkId"]
        assert found.get("required", False) is item.get("required", False)
        labels = [option["valueCoding"]["display"] for option in found.get("answerOption", [])]
        for option in item.get("answerOption", []):
            value = next(iter(value for key, value in option.items() if key.startswith("value")))
            assert (value["display"] if isinstance(value, dict) else str(value)) in labels


# --- Our own, there and back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["small", "migraine"])
def test_our_own_form_comes_back_with_the_same_questions(name: str) -> None:
    flow = flow_from(SMALL) if name == "small" else load(shipped("flows") / "migraine")
    form = questionnaire(Edition(flow, "https://clinic.example", "A clinic", {"treatment_name": "{treatment_name}"}))
    made = imported(form)
    back, listed = load_files(made.files), {one.link_id for one in made.left_out}
    for was, now in zip(flow.questions, back.questions, strict=True):
        assert (was.id, was.kind, was.ask, was.option_ids) == (now.id, now.kind, now.ask, now.option_ids)
        assert (was.min, was.optional, bool(was.unsure)) == (now.min, now.optional, bool(now.unsure))
        assert [option.label for option in was.options] == [option.label for option in now.options]
        assert listed & {was.id, f"{was.id}.or_unsure"} or (was.when is None) == (now.when is None)


# --- When something is shown ----------------------------------------------------------------------------------------

DAYS: Element = {"linkId": "days", "text": "Days?", "type": "integer", "required": True}
KIND = choice("kind", "a", "b", "c")
SIGNS = choice("signs", "x", "y", repeats=True)
SURE: Element = {"linkId": "sure", "text": "Sure?", "type": "boolean"}


@pytest.mark.parametrize(
    ("rows", "more", "shown", "hidden"),
    [
        ([when("days", ">", answerInteger=3)], {}, {"days": 4}, {"days": 3}),
        ([when("days", ">=", answerDecimal=3.5)], {}, {"days": 4}, {"days": 3}),
        ([when("days", "!=", answerInteger=3)], {}, {"days": 4}, {"days": 3}),
        ([when("kind", "=", answerCoding={"system": "s", "code": "a"})], {}, {"kind": "a"}, {"kind": "b"}),
        ([when("kind", "!=", answerCoding={"system": "s", "code": "a"})], {}, {}, {"kind": "a"}),
        ([when("kind", "exists", answerBoolean=True)], {}, {"kind": "c"}, {}),
        ([when("kind", "exists", answerBoolean=False)], {}, {}, {"kind": "c"}),
        ([when("signs", "=", answerCoding={"system": "s", "code": "y"})], {}, {"signs": ["x", "y"]}, {"signs": ["x"]}),
        ([when("signs", "exists", answerBoolean=True)], {}, {"signs": ["x"]}, {}),
        ([when("sure", "=", answerBoolean=True)], {}, {"sure": "yes"}, {"sure": "no"}),
        (
            [when("days", ">", answerInteger=3), when("sure", "=", answerBoolean=True)],
            {"enableBehavior": "all"},
            {"days": 4, "sure": "yes"},
            {"days": 4},
        ),
        (
            [when("days", ">", answerInteger=3), when("sure", "=", answerBoolean=True)],
            {"enableBehavior": "any"},
            {"sure": "yes"},
            {"sure": "no"},
        ),
    ],
)
def test_each_operator_shows_the_question_for_the_same_answers(
    rows: list[Element], more: Element, shown: Element, hidden: Element
) -> None:
    last = {"linkId": "last", "text": "And?", "type": "string", "enableWhen": rows, **more}
    made = imported(form_of(DAYS, KIND, SIGNS, SURE, last))
    assert made.left_out == []
    machine = FlowMachine(load_files(made.files))
    assert "last" in answered(machine, {"days": 0, **shown}).path
    assert "last" not in answered(machine, {"days": 0, **hidden}).path


def test_a_condition_of_a_group_holds_for_all_that_is_in_it() -> None:
    group = {
        "linkId": "more",
        "text": "More",
        "type": "group",
        "enableWhen": [when("days", ">", answerInteger=3)],
        "item": [{"linkId": "inner", "type": "group", "item": [choice("deep", "a", "b", required=True)]}],
    }
    flow = load_files(imported(form_of(DAYS, group)).files)
    assert [section.title for section in flow.sections] == ["Questions", "More"]
    assert flow.by_id["deep"].when is not None
    assert flow.by_id["deep"].when.text == "days > 3"


# --- Shapes ---------------------------------------------------------------------------------------------------------


def test_bounds_help_units_and_texts_before_a_question_are_carried() -> None:
    url = "http://hl7.org/fhir/StructureDefinition/"
    control = {"coding": [{"code": "help"}]}
    days = {
        **DAYS,
        "extension": [
            {"url": f"{url}minValue", "valueInteger": 1},
            {"url": f"{url}maxValue", "valueInteger": 31},
            {"url": f"{url}questionnaire-unit", "valueCoding": {"display": "days"}},
        ],
        "item": [
            {
                "linkId": "days.help",
                "type": "display",
                "text": "Count mild ones.",
                "extension": [{"url": f"{url}questionnaire-itemControl", "valueCodeableConcept": control}],
            }
        ],
    }
    note = {"linkId": "note", "type": "display", "text": "Take your time."}
    made = imported(form_of(note, days, {"linkId": "born", "text": "Born?", "type": "date"}))
    days_asked, born = load_files(made.files).questions
    assert (days_asked.min, days_asked.max, days_asked.unit) == (1, 31, "days")
    assert days_asked.help == "Take your time. Count mild ones."
    assert (born.kind, born.optional, born.help) == ("words", True, "Write it as year-month-day.")


def test_an_open_choice_asks_what_else_it_is() -> None:
    made = imported(form_of({**choice("kind", "a"), "type": "open-choice"}))
    kind, other = load_files(made.files).questions
    assert kind.option_ids == ("a", "other")
    assert (other.id, other.kind) == ("kind_other", "words")
    assert other.when is not None
    assert other.when.text == "kind == 'other'"


def test_what_a_flow_cannot_say_is_listed_with_its_link_id() -> None:
    made = imported(
        form_of(
            {"linkId": "photo", "text": "A picture", "type": "attachment"},
            {"linkId": "weight", "text": "Weight?", "type": "decimal", "initial": [{"valueDecimal": 70.5}]},
            {"linkId": "far", "text": "Far?", "type": "choice", "answerValueSet": "http://elsewhere.example/vs"},
            {"linkId": "then", "text": "Then?", "type": "string", "enableWhen": [when("photo", "exists")]},
            {"linkId": "bye", "text": "Thank you!", "type": "display"},
        )
    )
    assert {one.link_id for one in made.left_out} == {"photo", "weight", "far", "then", "(end)"}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", '{"resourceType": "Patient"}', '{"resourceType": "Questionnaire"}', "[" * 100_000],
)
def test_what_is_no_questionnaire_is_refused(text: str) -> None:
    with pytest.raises(NoQuestionnaire):
        import_questionnaire(text)


def test_attacks_in_a_form_stay_words() -> None:
    attack = "{{7*7}} <script>alert(1)</script> ' or ''=' : - # &x *x !!python/object:os.system"
    made = imported(
        form_of(
            {
                "linkId": attack,
                "text": attack,
                "type": "choice",
                "answerOption": [{"valueCoding": {"code": attack, "display": attack}}],
            },
            title=attack,
        )
    )
    (asked,) = load_files(made.files).questions
    assert asked.ask == attack
    assert asked.options[0].label == attack


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_a_folder_once_and_lists_what_is_left_out(tmp_path: Path) -> None:
    target = tmp_path / "new"
    source = next(path for path in FORMS if path.stem == "apgar")
    ran = CliRunner().invoke(main, ["flow", "import", str(source), "--to", str(target)])
    assert ran.exit_code == 0, ran.output
    assert "9272-6: open, from the least" in ran.output
    assert check_folder(target).problems == []
    again = CliRunner().invoke(main, ["flow", "import", str(source), "--to", str(target)])
    assert again.exit_code == 1
    assert "is there already" in again.output


def test_the_shortest_answers_end_the_imported_flow() -> None:
    made = imported(form_of(DAYS, KIND))
    machine = FlowMachine(load_files(made.files))
    answers = {one.id: usual(one) for one in machine.flow.questions if not one.optional}
    assert answered(machine, answers).outcome is not None
