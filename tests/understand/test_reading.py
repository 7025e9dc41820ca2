"""What typed words come to, in the order in which they are looked at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.engine.loader import load
from screener.engine.thresholds import thresholds
from screener.library import shipped
from screener.understand.faq import Faq
from screener.understand.reading import (
    Alarm,
    Answered,
    Declined,
    Narrow,
    Reading,
    SideQuestion,
    Unclear,
    alarm_in,
    read,
)

FOLDER = shipped("flows") / "migraine"
FLOW = load(FOLDER)
FAQ = Faq.load(FOLDER / "faq.yaml")


def reading(question_id: str, text: str) -> Reading:
    question = FLOW.by_id[question_id]
    turning = thresholds(FLOW, question_id) if question.kind == "number" else ()
    return read(question, question.options, text, turning, FAQ)


@pytest.mark.parametrize(("text", "value"), [("18", 18), ("18 days a month", 18), ("not sure", "unsure")])
def test_a_literal_answer_counts_at_once(text: str, value: object) -> None:
    assert reading("headache_days", text) == Answered(value)


def test_a_reading_that_is_not_literal_is_said_back() -> None:
    found = reading("migraine_days", "3 times a week")
    assert isinstance(found, Answered)
    assert not found.literal
    assert found.said == "about 13 days a month"


def test_a_range_on_both_sides_of_a_rule_asks_for_a_better_guess() -> None:
    found = reading("headache_days", "somewhere between 12 and 18")
    assert isinstance(found, Narrow)
    assert found.turns_at == 15


def test_the_numbers_on_which_rules_turn_are_known() -> None:
    assert {8, 15, 25} <= set(thresholds(FLOW, "headache_days"))
    assert thresholds(FLOW, "migraine_days") == (6, 8)
    assert 17 in thresholds(FLOW, "botulinum_weeks")
    assert 18 in thresholds(FLOW, "age")


def test_words_that_are_no_answer_are_looked_at_as_a_question() -> None:
    assert isinstance(reading("headache_days", "does it hurt?"), SideQuestion)
    assert isinstance(reading("headache_days", "should I stop my topiramate?"), Declined)
    assert isinstance(reading("headache_days", "purple lamp"), Unclear)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I don't want to live any more", "crisis_in_words"),
        ("my face just went numb and I can't speak", "emergency_in_words"),
    ],
)
def test_a_danger_is_an_alarm_by_the_flows_own_name(text: str, name: str) -> None:
    assert alarm_in(text, FLOW.given) == Alarm(name)
    assert alarm_in(text, ()) is None


@pytest.mark.parametrize("text", ["18", "none", "this headache is killing me", "my grandmother had a stroke in 1990"])
def test_plain_answers_and_figures_of_speech_are_no_alarm(text: str) -> None:
    assert alarm_in(text, FLOW.given) is None


@pytest.mark.parametrize(
    "part", ["a'", "a'b'", "9", "1.2.3.", "1-", "twenty one ", "²", "🤕", "a\u200d", "e\u0301", "<("]
)
@pytest.mark.parametrize("question_id", ["for_whom", "headache_days"])
def test_a_text_that_never_ends_comes_to_something(part: str, question_id: str) -> None:
    text = part * (100_000 // len(part))
    alarm_in(text, FLOW.given)
    assert isinstance(reading(question_id, text), Declined | Unclear)


@given(st.text(max_size=300), st.sampled_from(sorted(FLOW.by_id)))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_comes_to_something(text: str, question_id: str) -> None:
    alarm_in(text, FLOW.given)
    if text.strip():
        assert isinstance(reading(question_id, text), Answered | Narrow | SideQuestion | Declined | Unclear)
