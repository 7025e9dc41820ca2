"""The answers in a QuestionnaireResponse, as far as a flow's own Questionnaire asks for them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from screener.engine.answers import UNSURE, Value, read_value
from screener.engine.errors import AnswerError
from screener.engine.flow import Flow, Question

UNSURE_SUFFIX: Final = ".unsure"
DEEPEST: Final = 10
"""Groups within groups: far more than any form of ours has."""
VALUES: Final = ("valueInteger", "valueString")


def answers_in(resource: Mapping[str, Any], flow: Flow) -> dict[str, Value]:
    """Each answer by its question's id; AnswerError names a question whose answer does not fit it. What the program
    works out itself (an outcome, a danger in words) is passed over, and so is what the flow does not ask."""
    found: dict[str, list[object]] = {}
    for link_id, raw in _answered(resource.get("item"), DEEPEST):
        unsure = link_id.endswith(UNSURE_SUFFIX)
        name = link_id.removesuffix(UNSURE_SUFFIX) if unsure else link_id
        if name in flow.by_id:
            found.setdefault(name, []).append(UNSURE if unsure else raw)
    return {name: _read(flow.by_id[name], raw) for name, raw in found.items()}


def _answered(items: object, deepest: int) -> Iterator[tuple[str, object]]:
    """Every answer with its linkId, in groups, too."""
    if not isinstance(items, list) or deepest == 0:
        return
    for item in items:
        if isinstance(item, dict):
            answers, link_id = item.get("answer"), item.get("linkId")
            for answer in answers if isinstance(answers, list) else ():
                if isinstance(answer, dict) and isinstance(link_id, str):
                    yield link_id, _raw(answer)
            yield from _answered(item.get("item"), deepest - 1)


def _raw(answer: Mapping[str, Any]) -> object:
    coding = answer.get("valueCoding")
    if isinstance(coding, dict):
        return coding.get("code")
    return next((answer[name] for name in VALUES if name in answer), None)


def _read(question: Question, raw: list[object]) -> Value:
    if len(raw) > 1 and question.kind != "some":
        raise AnswerError(question.id, "one_only")
    return read_value(question, raw if question.kind == "some" else raw[0], question.option_ids)
