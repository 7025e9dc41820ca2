"""The follow-up flow: what is decided at each limit, whatever the numbers, and that it runs like any other flow."""

from pathlib import Path

import pytest

from screener.engine.interview import Interview
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.proof.examples import read_examples, walk

FOLDER = Path(__file__).parents[2] / "flows" / "follow-up"
MACHINE = FlowMachine(load(FOLDER))


def treated(before: int | str, now: int | str, treatments: int = 2, **answers: object) -> Interview:
    """Somebody with nothing to talk over, but for what is given."""
    calm = {"for_whom": "me", "danger_signs": ["none"], "change_signs": ["none"], "treatments": treatments}
    calm |= {"weeks_since": 12, "side_effects": ["none"], "days_before": before, "days_now": now}
    return walk(MACHINE, {**calm, "medicine_days": 0, "news": ["none"], "wish": "go_on", **answers})


def outcome_of(interview: Interview) -> str | None:
    return interview.outcome.id if interview.outcome else None


def test_every_pair_of_headache_days_is_sorted_by_its_share() -> None:
    for before in range(1, 32):
        for now in range(32):
            share = (before - now) / before
            expected = "review_little_change" if share < 0.3 - 1e-9 else "review_some_change" if share < 0.5 else None
            assert outcome_of(treated(before, now)) == (expected or "on_schedule"), (before, now)


@pytest.mark.parametrize(("before", "now"), [("unsure", 5), (20, "unsure"), (0, 0), (0, 12)])
def test_days_that_cannot_be_compared_are_never_called_a_change(before: int | str, now: int | str) -> None:
    interview = treated(before, now)
    assert outcome_of(interview) == "review_response_unclear"
    assert "response_open" in interview.decision.codes


@pytest.mark.parametrize("weeks", [11, 12, 16, 17])
def test_the_rhythm_of_twelve_weeks_is_flagged_on_both_sides(weeks: int) -> None:
    codes = treated(20, 8, weeks_since=weeks).decision.codes
    assert ("under_12_weeks" in codes) == (weeks < 12)
    assert ("over_16_weeks" in codes) == (weeks > 16)


@pytest.mark.parametrize("treatments", [1, 2, 3])
def test_little_change_is_put_down_to_the_number_of_treatments(treatments: int) -> None:
    interview = treated(20, 18, treatments)
    reasons = " ".join(reason.say for reason in interview.decision.reasons)
    assert ("early to judge" in reasons) == (treatments == 1)
    assert ("little_after_two" in interview.decision.codes) == (treatments >= 2)


def test_danger_signs_come_first_and_end_the_questions() -> None:
    assert [question.id for question in MACHINE.flow.questions][:2] == ["for_whom", "danger_signs"]
    ended = walk(MACHINE, {"for_whom": "me", "danger_signs": ["toxin_spread_symptoms"]})
    assert outcome_of(ended) == "emergency_now"
    assert ended.question is None


def test_the_examples_stand_on_both_sides_of_each_share() -> None:
    examples, _ = read_examples(FOLDER / "examples.yaml")
    shares = {(example.answers.get("days_before"), example.answers.get("days_now")) for example in examples}
    assert {(20, 10), (20, 11), (20, 14), (20, 15)} <= shares
    assert {example.outcome for example in examples} >= {one.id for one in MACHINE.flow.outcomes} - {"crisis_now"}
