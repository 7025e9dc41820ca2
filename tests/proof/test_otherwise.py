"""What would have come of other answers: the smallest changes, each confirmed by the interpreter."""

import pytest
from flow_texts import FULL, answered, small_machine

from screener.engine.answers import Value
from screener.engine.interview import Interview
from screener.proof.case import usual
from screener.proof.otherwise import Change, Otherwise, otherwise

MACHINE = small_machine()


def never() -> bool:
    return False


def changes(**changed: object) -> tuple[Interview, Otherwise]:
    interview = answered(MACHINE, {**FULL, **changed})
    return interview, otherwise(MACHINE, interview, never)


def to(found: Otherwise, outcome: str) -> list[dict[str, Value]]:
    return [dict(change.answers) for change in found.changes if change.end[0] == outcome]


def test_a_number_changes_to_the_near_side_of_the_threshold() -> None:
    _, found = changes()
    assert {"pain_days": 14} in to(found, "rest")
    assert {"age": 17} in to(found, "young")


def test_an_option_more_and_an_option_fewer_are_tried() -> None:
    _, found = changes()
    assert {"danger": ("numb_leg",)} in to(found, "emergency")
    assert {"features": ("swollen",)} in to(found, "rest")
    assert {"conditions": ("allergy",)} in to(found, "careful")


def test_another_urgency_of_the_same_outcome_is_another_end() -> None:
    _, found = changes()
    assert ("treat", "days") in {change.end for change in found.changes}
    assert {"opioid_days": 10} in to(found, "treat")


def test_two_answers_are_changed_where_no_single_one_leads_to_an_end() -> None:
    _, found = changes(pain_days=3, features=["sharp"])
    assert [set(change) for change in to(found, "treat")] == [{"pain_days", "features"}]
    assert found.complete


def test_a_question_that_is_asked_only_then_is_answered_with_as_little_as_can_be() -> None:
    _, found = changes(age=12)
    (change,) = [one for one in found.changes if dict(one.answers) == {"age": 18}]
    assert change.end == ("rest", "routine")
    assert "pain_days" in change.asked


@pytest.mark.parametrize("changed", [{}, {"pain_days": 3}, {"conditions": ["allergy"]}, {"pain_days": "unsure"}])
def test_every_change_that_is_shown_ends_where_it_says(changed: dict[str, object]) -> None:
    interview, found = changes(**changed)
    assert found.changes
    for change in found.changes:
        assert ended(interview, change) == change.end
        assert change.end != (interview.decision.outcome.id, interview.decision.urgency)  # type: ignore[union-attr]


def ended(interview: Interview, change: Change) -> tuple[str, str]:
    raw = {**{question.id: usual(question) for question in MACHINE.flow.questions}, **interview.counting}
    after = answered(MACHINE, {**raw, **change.answers})
    decision = after.decision
    assert decision.outcome is not None
    assert decision.urgency is not None
    return decision.outcome.id, decision.urgency


def test_the_search_stops_when_its_time_is_up_and_says_so() -> None:
    interview = answered(MACHINE, FULL)
    left = iter([False, False, True])
    found = otherwise(MACHINE, interview, lambda: next(left))
    assert not found.complete
    assert len(found.changes) <= 2


def test_nothing_is_searched_while_questions_are_open() -> None:
    with pytest.raises(ValueError, match="not ended"):
        otherwise(MACHINE, answered(MACHINE, {"for_whom": "me"}), never)
