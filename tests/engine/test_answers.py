"""Raw values as answers: what fits each kind of question, and what is said about all else."""

from typing import Any

import pytest
from flow_texts import choice, flow_from, flow_text, number

from screener.engine.answers import WORDS_LIMIT, Value, read_value
from screener.engine.errors import AnswerError

FLOW = flow_from(
    flow_text(
        number("days", "unsure: true")
        + number("weeks")
        + choice("goal", "relief none")
        + choice("sleep", "good bad", "unsure: true")
        + choice("signs", "numb hot cold", "unsure: true", kind="some")
        + choice("triggers", "stress rain", "optional: true", kind="some")
        + "- {id: notes, section: a, kind: words, optional: true, max: 5, ask: More?}\n"
        + "- {id: story, section: a, kind: words, ask: What happened?}\n"
    )
)


def read(question: str, raw: object, offered: tuple[str, ...] | None = None) -> Value:
    asked = FLOW.by_id[question]
    return read_value(asked, raw, asked.option_ids if offered is None else offered)


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        ("days", 0, 0),
        ("days", 31, 31),
        ("days", "unsure", "unsure"),
        ("goal", "relief", "relief"),
        ("goal", "none", "none"),
        ("sleep", "unsure", "unsure"),
        ("signs", ["none"], ("none",)),
        ("signs", ["hot", "numb"], ("numb", "hot")),
        ("signs", ["hot", "hot"], ("hot",)),
        ("signs", ["unsure"], "unsure"),
        ("triggers", None, None),
        ("triggers", ["none"], ("none",)),
        ("notes", None, None),
        ("notes", "", None),
        ("notes", "since", "since"),
        ("story", "unsure", "unsure"),
        ("story", "😀 é\n", "😀 é\n"),
    ],
)
def test_a_value_that_fits_is_read(question: str, raw: object, value: Value) -> None:
    assert read(question, raw) == value


@pytest.mark.parametrize(
    ("question", "raw", "problem"),
    [
        ("days", None, "missing"),
        ("days", "", "missing"),
        ("days", -1, "too_low"),
        ("days", 32, "too_high"),
        ("days", 10**30, "too_high"),
        ("days", "15", "not_a_number"),
        ("days", 15.0, "not_a_number"),
        ("days", float("nan"), "not_a_number"),
        ("days", True, "not_a_number"),
        ("days", [15], "not_a_number"),
        ("weeks", "unsure", "unsure_not_offered"),
        ("weeks", ["unsure"], "unsure_not_offered"),
        ("goal", "prevention", "unknown_option"),
        ("goal", "unsure", "unsure_not_offered"),
        ("goal", {"relief": 1}, "unknown_option"),
        ("goal", ["relief", "none"], "one_only"),
        ("goal", ["relief"], "one_only"),
        ("signs", "hot", "not_a_list"),
        ("goal", [], "missing"),
        ("signs", [], "missing"),
        ("signs", ["none", "hot"], "none_with_others"),
        ("signs", ["none", "none"], "none_with_others"),
        ("signs", ["unsure", "hot"], "none_with_others"),
        ("signs", ["hot", ["numb"]], "unknown_option"),
        ("signs", 7, "not_a_list"),
        ("triggers", [], "missing"),
        ("triggers", ["unsure", "rain"], "unsure_not_offered"),
        ("triggers", "unsure", "unsure_not_offered"),
        ("notes", "longer", "too_long"),
        ("notes", 5, "not_text"),
        ("notes", "\ud800", "not_text"),
        ("story", "", "missing"),
        ("story", "x" * (WORDS_LIMIT + 1), "too_long"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(question: str, raw: Any, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read(question, raw)
    assert (caught.value.question, caught.value.problem) == (question, problem)


def test_an_option_that_is_not_offered_is_refused() -> None:
    with pytest.raises(AnswerError, match="signs: not offered"):
        read("signs", ["numb", "cold"], offered=("numb", "hot"))


def test_none_and_unsure_are_there_whatever_is_offered() -> None:
    assert read("signs", ["none"], offered=()) == ("none",)
    assert read("signs", "unsure", offered=()) == "unsure"


def test_an_error_never_holds_the_answer() -> None:
    with pytest.raises(AnswerError) as caught:
        read("goal", "my secret")
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(caught.value)


def test_an_error_has_one_of_the_known_problems() -> None:
    with pytest.raises(ValueError, match="no such problem"):
        AnswerError("goal", "my secret")
