"""A form as another program draws it: nothing of ours but the Questionnaire itself, read by an engine of FHIRPath."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import fhirpathpy
from fhirpathpy.models import models

Element = dict[str, Any]
Answers = dict[str, list[Element]]
"""What was filled in, by linkId: for all items, also for those that are hidden."""

COMPARED: Final = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


@cache
def compiled(expression: str) -> Any:
    return fhirpathpy.compile(expression, models["r4"])


def expression_of(element: Element, ending: str) -> str | None:
    found = [one["valueExpression"] for one in element.get("extension", []) if one["url"].endswith(ending)]
    return found[0]["expression"] if found else None


class DrawnForm:
    """One form with one set of answers. Items that are not shown keep no answer."""

    def __init__(self, form: Element, answers: Mapping[str, list[Element]]) -> None:
        self.form = form
        self.answers = dict(answers)
        named = [one["valueExpression"] for one in form["extension"]]
        self.variables: dict[str, str] = {one["name"]: one["expression"] for one in named}
        self.shown: list[str] = []
        self.response: Element = {"resourceType": "QuestionnaireResponse", "item": []}
        for item in form["item"]:
            self._draw(item, self.response["item"])

    def _draw(self, item: Element, into: list[Element]) -> None:
        """In the form's order, since what shows an item comes before it."""
        if not self._enabled(item):
            return
        self.shown.append(item["linkId"])
        if item["type"] == "group":
            inside: list[Element] = []
            into.append({"linkId": item["linkId"], "item": inside})
            for one in item["item"]:
                self._draw(one, inside)
        else:
            values = self._calculated(item) or self.answers.get(item["linkId"])
            if values:
                into.append({"linkId": item["linkId"], "answer": values})

    def value(self, link_id: str) -> object:
        """A single answer; None where there is none."""
        values = self._answers_of(link_id)
        return next(iter(values[0].values())) if values else None

    # When an item is shown

    def _enabled(self, item: Element) -> bool:
        expression = expression_of(item, "enableWhenExpression")
        if expression is not None:
            found = self._evaluated(expression)
            assert found in ([True], [False]), expression
            return found == [True]
        rows = [self._row(row) for row in item.get("enableWhen", [])]
        return (any(rows) if item.get("enableBehavior") == "any" else all(rows)) if rows else True

    def _row(self, row: Element) -> bool:
        wanted = next(value for key, value in row.items() if key.startswith("answer"))
        found = [next(iter(answer.values())) for answer in self._answers_of(row["question"])]
        if row["operator"] == "exists":
            return bool(found) is wanted
        if isinstance(wanted, dict):
            found, wanted = [_key(one) for one in found], _key(wanted)
        if row["operator"] == "!=":
            return wanted not in found
        return any(COMPARED[row["operator"]](one, wanted) for one in found)

    def _answers_of(self, link_id: str) -> list[Element]:
        return next((item.get("answer", []) for item in _walk(self.response["item"]) if item["linkId"] == link_id), [])

    # What is worked out

    def _calculated(self, item: Element) -> list[Element] | None:
        expression = expression_of(item, "calculatedExpression")
        if expression is None:
            return None
        kind = "valueInteger" if item["type"] == "integer" else "valueString"
        return [{kind: one} for one in self._evaluated(expression)]

    def _evaluated(self, expression: str) -> list[Any]:
        """The expression over what is answered so far, with those variables that it speaks of."""
        context: Element = {"resource": self.response}
        self._need(expression, context)
        found: list[Any] = compiled(expression)(self.response, context)
        return found

    def _need(self, expression: str, context: Element) -> None:
        for name in re.findall(r"%(\w+)", expression):
            if name not in context:
                self._need(self.variables[name], context)
                context[name] = compiled(self.variables[name])(self.response, context)


def _walk(items: list[Element]) -> Iterator[Element]:
    for item in items:
        yield item
        yield from _walk(item.get("item", []))


def _key(coding: Element) -> tuple[str, str]:
    return coding["system"], coding["code"]
