"""Something said in words that ends the asking: it can be taken back, and is never forgotten."""

import pytest

from screener.engine.errors import StepError
from screener.engine.interview import Interview, Turn, begin, replay
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.library import shipped

MACHINE = FlowMachine(load(shipped("flows") / "migraine"))


def answered(*answers: tuple[str, object]) -> Interview:
    interview = begin(MACHINE)
    for question, answer in answers:
        interview = interview.answer(question, answer)
    return interview


def outcome(interview: Interview) -> str | None:
    return interview.outcome.id if interview.outcome else None


@pytest.mark.parametrize(("name", "ends"), [("crisis_in_words", "crisis_now"), ("emergency_in_words", "emergency_now")])
def test_an_alarm_ends_the_asking_at_any_question(name: str, ends: str) -> None:
    for interview in (begin(MACHINE), answered(("for_whom", "me"), ("age", 41))):
        alarmed = interview.alarm(name)
        assert outcome(alarmed) == ends
        assert alarmed.decision.urgency == "emergency"
        assert name in alarmed.decision.codes


def test_a_crisis_goes_before_a_danger_sign() -> None:
    assert (
        outcome(answered(("for_whom", "me"), ("age", 41)).alarm("emergency_in_words").alarm("crisis_in_words"))
        == "crisis_now"
    )


def test_going_on_after_an_alarm_leads_back_and_the_alarm_is_remembered() -> None:
    before = answered(("for_whom", "me"))
    for back in (before.alarm("crisis_in_words").mistake(), before.alarm("crisis_in_words").undo()):
        assert back.state == "age"
        assert back.counting == before.counting
        assert "crisis_in_words" not in back.said
        assert back.alarms == {"crisis_in_words"}
        assert outcome(back.answer("age", 41).answer("danger_signs", ["thunderclap"])) == "emergency_now"


def test_an_alarm_before_the_first_answer_can_be_taken_back() -> None:
    assert begin(MACHINE).alarm("emergency_in_words").mistake().state == "for_whom"


def test_an_alarm_while_earlier_answers_wait_loses_none() -> None:
    changing = answered(("for_whom", "me"), ("age", 41), ("danger_signs", ["none"])).change("age")
    back = changing.alarm("crisis_in_words").mistake()
    assert back.waiting == changing.waiting
    assert back.state == "age"


def test_an_alarm_is_replayed_like_any_turn() -> None:
    turns = [Turn("answer", "for_whom", "me"), Turn("alarm", None, "crisis_in_words"), Turn("mistake")]
    assert replay(MACHINE, turns) == answered(("for_whom", "me")).alarm("crisis_in_words").mistake()


def test_a_name_that_the_flow_does_not_know_is_refused() -> None:
    with pytest.raises(StepError):
        begin(MACHINE).alarm("rain_in_words")


def test_nothing_is_changed_while_an_alarm_stands() -> None:
    with pytest.raises(StepError):
        answered(("for_whom", "me")).alarm("crisis_in_words").change("for_whom")
