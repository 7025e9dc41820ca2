"""Scores: points of options, added up, and what a comparison says while answers are missing."""

import pytest
from flow_texts import flow_from, flow_text, problems_of

from screener.engine.answers import Said
from screener.engine.conditions import Truth, questions_in
from screener.engine.flow import Flow
from screener.engine.quantities import span
from screener.engine.scores import points_of
from screener.proof.signable import signables

QUESTIONS = """
- {id: mood, section: a, kind: one, ask: Mood?, unsure: true, for: [physician],
   options: [{id: good, label: Good}, {id: low, label: Low}, {id: worst, label: Worst}]}
- {id: signs, section: a, kind: some, ask: Signs?, optional: true, for: [physician],
   options: [{id: tired, label: Tired}, {id: rested, label: Rested}]}
"""
SCORES = """
scores:
  total: {title: Total, points: {mood: {good: 0, low: 1, worst: 3}, signs: {tired: 2, rested: -1}}}
"""


def scored(condition: str) -> Flow:
    return flow_from(flow_text(QUESTIONS, f'{SCORES}facts: {{asked: {{is: "{condition}"}}}}\n'))


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ({"mood": "low", "signs": ("tired",)}, 3, 3),
        ({"mood": "low", "signs": ("tired", "rested")}, 2, 2),
        ({"mood": "low", "signs": ("none",)}, 1, 1),
        ({"mood": "unsure", "signs": ("none",)}, 0, 3),
        ({"mood": "low", "signs": None}, 0, 3),
        ({"mood": "low"}, 0, 3),
        ({}, -1, 5),
    ],
)
def test_a_score_is_a_range_as_long_as_an_answer_is_missing(said: Said, low: int, high: int) -> None:
    flow = scored("total >= 1")
    assert span(points_of(flow.scores["total"], flow.by_id), said) == (low, high)


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("total >= 0", True),
        ("total >= 1", None),
        ("total > 3", False),
        ("total < 4", True),
        ("total <= 2", None),
        ("total == 4", False),
        ("total == 3", None),
        ("total != 4", True),
        ("0 <= total", True),
        ("1 > total", None),
        ("1 <= total <= 2", None),
        ("unknown(total >= 3)", True),
    ],
)
def test_a_comparison_is_unknown_where_the_range_lies_on_both_sides(condition: str, truth: Truth) -> None:
    tree = scored(condition).facts["asked"].is_.tree
    assert questions_in(tree) == {"mood", "signs"}
    assert tree.truth({"mood": "unsure", "signs": ("none",)}) is truth  # from 0 to 3


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("total", "total is a score: compare it with a number"),
        ("total >= mood", "mood is a choice of one"),
        ("total >= count(signs)", "total is a score: compare it with a number"),
        ("total + 1 >= 2", "'total' is a score, which stands alone beside a number"),
        ("total >= 6", "6 is impossible here: the value lies between -1 and 5"),
        ("totl >= 2", "did you mean total"),
    ],
)
def test_a_score_is_compared_with_a_number_that_it_can_be(condition: str, message: str) -> None:
    text = flow_text(QUESTIONS, f'{SCORES}facts: {{asked: {{is: "{condition}"}}}}\n')
    assert any(message in one for one in problems_of(text))


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ("{}", "total adds nothing up"),
        ("{mood: {good: 0, low: 1}}", "total gives no points to worst"),
        ("{mood: {good: 0, low: 1, worst: 2, bad: 3}}", "mood has no option 'bad'"),
        ("{age: {old: 1}}", "age is no question with options"),
    ],
)
def test_every_option_of_a_score_has_points(points: str, message: str) -> None:
    text = flow_text(QUESTIONS, f"scores: {{total: {{points: {points}}}}}\n")
    assert any(message in one for one in problems_of(text))


def test_a_score_shares_the_names_of_questions_and_facts() -> None:
    text = flow_text(QUESTIONS, "scores: {mood: {points: {signs: {tired: 1, rested: 0}}}}\n")
    assert any("'mood' is there already" in one for one in problems_of(text))


def test_other_points_are_another_rule_to_sign() -> None:
    before, after = scored("total >= 1"), flow_from(flow_text(QUESTIONS, SCORES.replace("worst: 3", "worst: 4")))
    assert signables(before)["score:total"].digest != signables(after)["score:total"].digest
