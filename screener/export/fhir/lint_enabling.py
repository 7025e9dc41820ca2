"""What is wrong with when items are shown: questions that are not there or come later, and answers that cannot be."""

from collections.abc import Iterator, Mapping
from typing import Final

from screener.export.fhir.terms import Element

OPERATORS: Final = frozenset("exists = != > < >= <=".split())
BEHAVIORS: Final = frozenset(("all", "any"))
ANSWERS: Final[Mapping[str, str]] = {
    "boolean": "answerBoolean",
    "decimal": "answerDecimal",
    "integer": "answerInteger",
    "date": "answerDate",
    "dateTime": "answerDateTime",
    "time": "answerTime",
    "string": "answerString",
    "text": "answerString",
    "url": "answerString",
    "choice": "answerCoding",
    "open-choice": "answerCoding",
    "quantity": "answerQuantity",
    "reference": "answerReference",
}
"""What a question of each type is compared with."""


def enabling_problems(items: list[Element]) -> Iterator[str]:
    """Problems of every enableWhen, each with the item's linkId."""
    by_id = {item.get("linkId"): item for item in items}
    order = {item.get("linkId"): place for place, item in enumerate(items)}
    for item in items:
        if item.get("enableBehavior", "all") not in BEHAVIORS:
            yield f"{item['linkId']}: enableBehavior is 'all' or 'any'"
        for row in item.get("enableWhen", []):
            asked = by_id.get(row.get("question"))
            if asked is None:
                yield f"{item['linkId']}: depends on {row.get('question')!r}, which is not there"
            elif order[asked["linkId"]] >= order[item["linkId"]]:
                yield f"{item['linkId']}: depends on {asked['linkId']}, which does not come before it"
            else:
                yield from (f"{item['linkId']}: {problem}" for problem in _row(row, asked))
        yield from _shown_too_soon(item)


def _row(row: Element, asked: Element) -> Iterator[str]:
    operator, answers = row.get("operator"), [key for key in row if key.startswith("answer")]
    if operator not in OPERATORS:
        yield f"{operator!r} is no operator"
    elif len(answers) != 1:
        yield "a condition has exactly one answer"
    elif operator == "exists":
        if not isinstance(row.get("answerBoolean"), bool):
            yield "que-7: 'exists' takes true or false"
    elif answers[0] != ANSWERS.get(asked["type"]) and not _free_text(asked, answers[0]):
        yield f"a {asked['type']} is not compared with {answers[0]}"
    elif answers[0] == "answerCoding":
        yield from _coding(row["answerCoding"], asked)


def _free_text(asked: Element, answer: str) -> bool:
    return asked["type"] == "open-choice" and answer == "answerString"


def _coding(coding: Element, asked: Element) -> Iterator[str]:
    options = [option["valueCoding"] for option in asked.get("answerOption", []) if "valueCoding" in option]
    wanted = (coding.get("system"), coding.get("code"))
    if options and wanted not in [(one.get("system"), one.get("code")) for one in options]:
        yield f"{coding.get('code')!r} is none of the options of {asked['linkId']}, with their system"


def _shown_too_soon(item: Element) -> Iterator[str]:
    """Before anything is answered, "is not" is true: alone, it shows what nobody is to see yet."""
    rows = item.get("enableWhen", [])
    there = {row["question"] for row in rows if row.get("operator") == "exists" and row.get("answerBoolean")}
    for row in rows:
        if row.get("operator") == "!=" and (row.get("question") not in there or item.get("enableBehavior") == "any"):
            yield f"{item['linkId']}: '!=' is true before {row.get('question')} is answered: let it exist, too"
