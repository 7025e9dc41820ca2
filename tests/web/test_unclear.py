"""What is said of words that were not understood: what was missing and what would help, in plain and kind words."""

import pytest
from flow_words import grade

from screener.engine.flow import Question
from screener.engine.loader import load
from screener.library import shipped
from screener.web import unclear
from screener.web.unclear import not_understood

FLOW = load(shipped("flows") / "migraine")
LINES = {
    line % {"unit": "days a month", "none": "None of these"}
    for lines in (
        unclear.BY_UNIT,
        unclear.BY_KIND,
        unclear.BY_REASON,
        unclear.NUMBER_REASONS,
        unclear.CHOICE_REASONS,
        unclear.AGAIN,
    )
    for line in lines.values()
}


@pytest.mark.parametrize("line", sorted(LINES))
def test_every_line_is_plain_and_kind(line: str) -> None:
    assert grade(line) <= 8
    assert "!" not in line
    assert not {"invalid", "unfortunately", "failed", "wrong", "error"} & set(line.casefold().split())


@pytest.mark.parametrize(
    ("question", "help_given"),
    [
        ("headache_days", "“3 days a week”"),
        ("age", "“34”"),
        ("botulinum_weeks", "“2 months”"),
        ("attack_now", "yes or no"),
        ("goal", "the words of one answer"),
        ("symptoms", "name each one"),
        ("symptoms", "“None of these”"),
    ],
)
def test_what_would_help_depends_on_what_was_asked(question: str, help_given: str) -> None:
    assert help_given in not_understood(FLOW.by_id[question], FLOW.by_id[question], "not_understood", again=False)


@pytest.mark.parametrize("question", FLOW.questions, ids=lambda question: question.id)
def test_whatever_was_asked_and_for_whatever_reason_there_is_something_to_say(question: Question) -> None:
    for reason in ("", "other_quantity", "two_readings", "past", "date", "contradiction", "never heard of"):
        for again in (False, True):
            assert "%" not in not_understood(question, question, reason, again)
