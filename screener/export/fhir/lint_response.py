"""What is wrong with a QuestionnaireResponse, alone and held against its Questionnaire."""

from collections.abc import Iterator, Mapping
from typing import Final

from screener.export.fhir.lint import emptiness
from screener.export.fhir.terms import Element

STATUSES: Final = frozenset("in-progress completed amended entered-in-error stopped".split())
VALUES: Final[Mapping[str, str]] = {
    "boolean": "valueBoolean",
    "decimal": "valueDecimal",
    "integer": "valueInteger",
    "date": "valueDate",
    "dateTime": "valueDateTime",
    "time": "valueTime",
    "string": "valueString",
    "text": "valueString",
    "url": "valueUri",
    "choice": "valueCoding",
    "open-choice": "valueCoding",
    "quantity": "valueQuantity",
}


def response_problems(response: Element, form: Element) -> list[str]:
    """Everything that is wrong. A grouped item at the top, or one that the form lacks, makes readers crash."""
    return [
        *_root(response, form),
        *_items(response.get("item", []), form.get("item", [])),
        *emptiness(response),
    ]


def _root(response: Element, form: Element) -> Iterator[str]:
    if response.get("resourceType") != "QuestionnaireResponse":
        yield "resourceType is not QuestionnaireResponse"
    if response.get("status") not in STATUSES:
        yield f"status: {response.get('status')!r} is none of {', '.join(sorted(STATUSES))}"
    if response.get("questionnaire") != f"{form.get('url')}|{form.get('version')}":
        yield "questionnaire: not the address and version of the form"
    if isinstance(response.get("identifier"), list):
        yield "identifier: there is one, not a list"
    if response.get("status") != "in-progress" and "T" not in response.get("authored", ""):
        yield "authored: when it was answered is missing"


def _items(answered: list[Element], asked: list[Element]) -> Iterator[str]:
    by_id = {item["linkId"]: item for item in asked}
    place = -1
    for item in answered:
        name = item.get("linkId")
        question = by_id.get(name)
        if question is None:
            yield f"{name}: not among the items at this place of the form"
            continue
        here = list(by_id).index(str(name))
        if here <= place:
            yield f"{name}: out of the form's order, or twice"
        place = here
        yield from _item(item, question)


def _item(item: Element, question: Element) -> Iterator[str]:
    name, answers = item["linkId"], item.get("answer", [])
    if answers and item.get("item"):
        yield f"qrs-1: {name} has both answers and items"
    if question["type"] in ("group", "display"):
        if answers:
            yield f"{name}: a {question['type']} has no answer"
        yield from _items(item.get("item", []), question.get("item", []))
        return
    if len(answers) > 1 and not question.get("repeats"):
        yield f"{name}: only one answer is asked for"
    for answer in answers:
        values = [key for key in answer if key.startswith("value")]
        if values != [VALUES.get(question["type"])] and not (
            question["type"] == "open-choice" and values == ["valueString"]
        ):
            yield f"{name}: a {question['type']} is not answered with {', '.join(values) or 'nothing'}"
        elif "answerOption" in question and "valueCoding" in answer and not _offered(answer, question):
            yield f"{name}: the answer is none of the options"


def _offered(answer: Element, question: Element) -> bool:
    return any(option.get("valueCoding") == answer["valueCoding"] for option in question["answerOption"])
