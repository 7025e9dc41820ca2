"""A screening's answers as a QuestionnaireResponse, in the very groups and codes of its Questionnaire."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from screener.engine.answers import UNSURE, Said, Value
from screener.engine.quantities import span
from screener.engine.scores import points_of
from screener.export.fhir.edition import Edition
from screener.export.fhir.terms import (
    COMPLETION_REASON,
    GIVEN_ITEM,
    OUTCOME_ITEM,
    SCORE_ITEM,
    UNSURE_ITEM,
    URGENCY_ITEM,
    Element,
    extension,
)

Answers = Mapping[str, list[Value]]
"""What was answered, by linkId."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A screening as it is written down: the answers that count, and what came of them.

    `ended_by`: what ended the asking before its time, such as words of a crisis; empty where nothing did.
    """

    id: str
    reference: str
    said: Said = field(repr=False)
    outcome: str | None
    urgency: str | None
    authored: datetime
    changed: datetime
    amended: bool = False
    ended_by: str = ""


def response(edition: Edition, form: Element, answered: Answered) -> Element:
    """The response to a Questionnaire that was made by `questionnaire`. Questions off the path are not in it."""
    answers = dict(_answers(edition, answered))
    reason = {"extension": [_reason(answered.ended_by)]} if answered.ended_by else {}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": answered.id,
        "meta": {"lastUpdated": answered.changed.isoformat(timespec="milliseconds")},
        "language": edition.language,
        **reason,
        "identifier": {"system": f"{edition.base}/fhir/NamingSystem/reference", "value": answered.reference},
        "questionnaire": edition.versioned,
        "status": _status(answered),
        "subject": {"reference": f"Patient/{answered.id}"},
        "authored": answered.authored.isoformat(timespec="seconds"),
        "source": {"reference": f"Patient/{answered.id}"},
        **_items(form["item"], answers),
    }


def _status(answered: Answered) -> str:
    if answered.outcome is None:
        return "in-progress"
    if answered.ended_by:
        return "stopped"
    return "amended" if answered.amended else "completed"


def _reason(text: str) -> Element:
    return extension(COMPLETION_REASON, valueCodeableConcept={"text": text})


def _answers(edition: Edition, answered: Answered) -> Iterator[tuple[str, list[Value]]]:
    for name, value in answered.said.items():
        question = edition.flow.by_id.get(name)
        if question is None:
            yield GIVEN_ITEM.format(name), [bool(value)]
        elif value == UNSURE and not question.options:
            yield UNSURE_ITEM.format(name), [UNSURE]
        elif value is not None:
            yield name, list(value) if isinstance(value, tuple) else [value]
    for name, score in edition.flow.scores.items():
        low, high = span(points_of(score, edition.flow.by_id), answered.said)
        if low == high:
            yield SCORE_ITEM.format(name), [low]
    if answered.outcome is not None:
        yield OUTCOME_ITEM, [answered.outcome]
        yield URGENCY_ITEM, [answered.urgency]


# --- Items ----------------------------------------------------------------------------------------------------------


def _items(items: list[Element], answers: Answers) -> Element:
    """The items that have an answer or hold one that has; nothing where none has."""
    found = [filled for item in items if (filled := _filled(item, answers))]
    return {"item": found} if found else {}


def _filled(item: Element, answers: Answers) -> Element | None:
    text: Element = {name: item[name] for name in ("text", "_text") if name in item}
    if item["type"] == "group":
        inside = _items(item["item"], answers)
        return {"linkId": item["linkId"], **text, **inside} if inside else None
    values = answers.get(item["linkId"])
    if not values:
        return None
    return {"linkId": item["linkId"], **text, "answer": [_value(item, value) for value in values]}


def _value(item: Element, value: Value) -> Element:
    match item["type"]:
        case "choice":
            return next({"valueCoding": o["valueCoding"]} for o in item["answerOption"] if _code(o) == value)
        case "integer":
            return {"valueInteger": value}
        case "boolean":
            return {"valueBoolean": value}
    return {"valueString": value}


def _code(option: Element) -> str:
    return str(option["valueCoding"]["code"])
