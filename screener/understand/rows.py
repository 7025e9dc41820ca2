"""Rows of the sets that judge the reading, as questions; and readings as the predictions that their scorer reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Flow, Option, Question
from screener.understand.choices import Choice, ChoiceOption, ChoiceQuestion, Chosen, Unclear
from screener.understand.danger import danger
from screener.understand.faq import Answer, Faq
from screener.understand.quantity import OutOfRange, Quantity, Range

NONE_LABEL = "None of these"
UNSURE_LABEL = "I'm not sure"


def asked(question: Question, offered: Iterable[Option], about_other: bool = False) -> ChoiceQuestion:
    """A flow's question as one to be read, with the options that this visitor is offered.

    `about_other`: somebody answers for another person, so relatives are no strangers."""
    options = [ChoiceOption(o.id, o.label, o.synonyms, o.concepts) for o in offered]
    if question.kind == "some":
        options.append(ChoiceOption(NONE, question.none, question.none_synonyms))
    if question.unsure:
        called = question.unsure if isinstance(question.unsure, str) else UNSURE_LABEL
        options.append(ChoiceOption(UNSURE, called, question.unsure_synonyms))
    return ChoiceQuestion("some" if question.kind == "some" else "one", question.ask, tuple(options), about_other)


def row_question(row: Mapping[str, Any], flow: Flow | None = None) -> ChoiceQuestion:
    """The question of a row. Where the flow has it too, its options are also called what the flow calls them."""
    known = flow.by_id.get(str(row.get("qid"))) if flow else None
    called = {option.id: option for option in asked(known, known.options).options} if known else {}
    options = [_row_option(str(one["value"]), str(one["label"]), called) for one in row["options"]]
    return ChoiceQuestion("some" if row.get("multi") else "one", str(row["question"]), tuple(options))


def _row_option(value: str, label: str, called: Mapping[str, ChoiceOption]) -> ChoiceOption:
    known = called.get(value)
    if known is None:
        return ChoiceOption(value, label)
    labels = () if value in ("yes", "no", NONE, UNSURE) else (known.label,)
    return ChoiceOption(value, label, (*known.synonyms, *labels), known.concepts)


def choice_prediction(choice: Choice, several: bool) -> str | list[str]:
    """A reading of a choice as its scorer takes it."""
    if isinstance(choice, Chosen):
        return list(choice.values) if several else choice.values[0]
    if isinstance(choice, Unclear):
        return "unclear"
    return [UNSURE] if several else UNSURE


def quantity_prediction(quantity: Quantity) -> str | dict[str, float]:
    """A reading of a quantity as its scorer takes it."""
    if isinstance(quantity, Range):
        return {"low": quantity.low, "high": quantity.high}
    return "out_of_range" if isinstance(quantity, OutOfRange) else "unclear"


def predict_danger(row: Mapping[str, Any]) -> str:
    """`emergency`, `crisis` or `none`."""
    return danger(str(row["text"])).kind or "none"


def predict_side_question(row: Mapping[str, Any], faq: Faq) -> str:
    """The topic that answers the question, or `none` where it is declined or asks nothing."""
    answer = faq.answer(str(row["text"]))
    return answer.topic if isinstance(answer, Answer) else "none"
