"""How an outcome came about: which rules were tried, and what settled each."""

from collections.abc import Iterable

import pytest
from flow_texts import FULL, answered, small_machine

from screener.engine.conditions import Named, Node, questions_in
from screener.engine.tracing import Tried, tried


def traced(**changed: object) -> dict[str, Tried]:
    interview = answered(small_machine(), {**FULL, **changed})
    return {one.outcome.id: one for one in tried(interview.flow, interview.said)}


def named(because: Iterable[Node]) -> list[str]:
    return [node.name for node in because if isinstance(node, Named)]


def read(because: Iterable[Node]) -> set[str]:
    return {name for node in because if not isinstance(node, Named) for name in questions_in(node)}


def test_rules_are_tried_in_order_as_far_as_the_one_that_holds() -> None:
    rules = traced()
    assert list(rules) == ["crisis", "emergency", "urgent", "young", "cosmetic", "careful", "treat"]
    assert [one.held for one in rules.values()] == [False] * 6 + [True]


def test_what_holds_is_settled_by_all_that_it_needs() -> None:
    because = traced()["treat"].because
    assert named(because) == ["frequent", "inflamed"]
    assert read(because) == {"pain_days", "features"}


def test_one_answer_is_enough_where_a_rule_fails_by_it() -> None:
    assert read(traced(pain_days=3)["careful"].because) == {"pain_days"}
    assert read(traced()["young"].because) == {"age"}


def test_none_of_several_stand_for_each_other_where_all_of_them_fail() -> None:
    assert read(traced()["careful"].because) >= {"conditions", "medicines", "opioid_days"}


def test_what_cannot_be_told_names_what_is_not_known() -> None:
    rule = traced(pain_days="unsure", conditions=["allergy"])["careful"]
    assert rule.truth is None
    assert "pain_days" in read(rule.because)


@pytest.mark.parametrize(("answers", "outcome"), [({"danger": ["numb_leg"]}, "emergency"), ({"age": 12}, "young")])
def test_the_last_rule_is_the_outcome_that_the_visitor_was_given(answers: dict[str, object], outcome: str) -> None:
    assert list(traced(**answers))[-1] == outcome
