"""Choices in free words: rows of speech, with the names that a flow gives its options, and without any."""

from pathlib import Path

import own_rows
import pytest

from screener.engine.loader import load
from screener.understand.choices import read_choice
from screener.understand.names import ChoiceOption, ChoiceQuestion
from screener.understand.rows import asked, choice_prediction

FLOW = load(Path(__file__).parent.parent / "flows" / "understanding")
QUESTIONS = {question.id: asked(question, question.options) for question in FLOW.questions}
FILES = (
    "choices.txt",
    "choices_more.txt",
    "choices_third.txt",
    "choices_fourth.txt",
    "choices_fifth.txt",
    "choices_sixth.txt",
    "choices_seventh.txt",
    "choices_eighth.txt",
    "choices_hidden.txt",
)


def bare(question: ChoiceQuestion) -> ChoiceQuestion:
    """The question as a flow that says nothing of its options beyond their labels."""
    options = tuple(ChoiceOption(option.id, option.label) for option in question.options)
    return ChoiceQuestion(question.kind, question.ask, options)


def reading(question: ChoiceQuestion, text: str) -> str:
    found = choice_prediction(read_choice(text, question), question.kind == "some")
    named = [found] if isinstance(found, str) else found
    return "ask" if named == ["unclear"] else "+".join(named)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("described", [True, False], ids=["with its flow's names", "by labels alone"])
def test_what_people_type_is_read_as_they_mean_it(name: str, described: bool) -> None:
    wrong = []
    for group, text, expected in own_rows.rows(name):
        question = QUESTIONS[group] if described else bare(QUESTIONS[group])
        got = reading(question, text)
        if got not in [one.strip() for one in expected.split("|")]:
            wrong.append(f"{group}: {text!r} is {expected}, not {got}")
    assert not wrong, "\n".join(wrong)
