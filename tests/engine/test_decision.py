"""What a set of answers means: the outcome, the urgency, the flags, and the sentences that say why."""

import pytest
from flow_texts import FULL, answered, flow_text, machine_from, number, small_machine

from screener.engine.decision import RaisedFlag, decide, facts_of, urgency_of
from screener.engine.interview import Interview


def small(**changes: object) -> Interview:
    return answered(small_machine(), {**FULL, **changes})


def outcome(**changes: object) -> str | None:
    found = small(**changes).decision.outcome
    return found.id if found else None


def test_the_full_answers_are_treated() -> None:
    decision = small().decision
    assert (outcome(), decision.urgency, decision.codes) == ("treat", "routine", ())
    assert [reason.say for reason in decision.reasons] == ["Your knee hurts often."]


def test_a_sign_is_raised_with_its_urgency_and_a_caution_with_its_level() -> None:
    decision = small(danger=["fever"], conditions=["allergy", "asthma"], age=66).decision
    assert decision.flags == (
        RaisedFlag("fever", sign="today"),
        RaisedFlag("allergy", level="A"),
        RaisedFlag("asthma", level="B"),
        RaisedFlag("over_65", level="B"),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"danger": ["numb_leg"]}, ("emergency", "emergency")),
        ({"danger": ["fever"]}, ("urgent", "today")),
        ({"danger": ["new_over_50"], "age": 50}, ("urgent", "days")),
        ({"danger": ["fever", "new_over_50"], "age": 50}, ("urgent", "today")),
        ({"age": 17}, ("young", "routine")),
        ({"goal": "looks"}, ("cosmetic", "routine")),
        ({"conditions": ["allergy"]}, ("careful", "days")),
        ({"conditions": ["asthma"]}, ("careful", "routine")),
        ({"conditions": "unsure"}, ("careful", "routine")),
        ({"opioid_days": "unsure"}, ("careful", "routine")),
        ({"opioid_days": 10}, ("treat", "days")),
        ({"opioid_days": 9}, ("treat", "routine")),
        ({"pain_days": "unsure"}, ("open", "routine")),
        ({"pain_days": 14}, ("rest", "routine")),
        ({"pain_days": 14, "features": "unsure"}, ("rest", "routine")),
        ({"features": "unsure"}, ("open", "routine")),
        ({"features": ["locked"]}, ("rest", "routine")),
    ],
)
def test_the_first_outcome_that_is_true_wins_with_the_highest_urgency(
    changes: dict[str, object], expected: tuple[str, str]
) -> None:
    assert (outcome(**changes), small(**changes).decision.urgency) == expected


def test_an_unknown_never_makes_anybody_fit_for_treatment() -> None:
    for changes in ({"pain_days": "unsure"}, {"features": "unsure"}, {"features": ["sharp"], "at_night": "unsure"}):
        assert outcome(**changes) == "open"


def test_a_flag_with_an_outcome_stands_with_that_outcome_only() -> None:
    assert "stiff" in small(features=["locked"]).decision.codes
    assert "stiff" not in small(features=["locked", "sharp"]).decision.codes
    stopped_short = answered(small_machine(), {name: FULL[name] for name in ("for_whom", "age", "danger", "pain_days")})
    assert "stiff" not in stopped_short.decision.codes


def test_flags_rise_as_far_as_the_questions_were_asked() -> None:
    early = answered(small_machine(), {"for_whom": "someone_else", "age": 70}).decision
    assert (early.outcome, early.urgency, early.codes) == (None, None, ("over_65", "for_other"))
    assert early.reasons == ()


def test_answers_off_the_path_raise_nothing() -> None:
    flow = small_machine().flow
    assert "strong_medicine" in decide(flow, {"opioid_days": "unsure"}, None).codes
    assert "strong_medicine" not in small(medicines=["none"], opioid_days="unsure").decision.codes


def test_only_the_reasons_that_are_true_are_given() -> None:
    assert [reason.say for reason in small(conditions=["asthma"]).decision.reasons] == ["You hurt {pain_days}."]
    assert len(small(conditions=["allergy"]).decision.reasons) == 2


def test_urgency_is_routine_where_no_level_is_true() -> None:
    treat = small_machine().flow.outcome("treat")
    assert urgency_of(treat, {}) == "routine"
    assert urgency_of(treat, {"opioid_days": "unsure"}) == "routine"
    assert urgency_of(treat, {"opioid_days": 10}) == "days"


def test_urgency_is_the_highest_in_whatever_order_it_is_written() -> None:
    levels = "[{today: a > 2}, {days: a > 1}, {emergency: a > 3, routine: true}]"
    machine = machine_from(
        flow_text(number("a"), "", f"outcomes: [{{id: x, when: true, urgency: {levels}, say: S}}]\n")
    )
    urgencies = [answered(machine, {"a": value}).decision.urgency for value in range(5)]
    assert urgencies == ["routine", "routine", "days", "today", "emergency"]


def test_advice_and_what_to_talk_over_are_collected_whatever_the_outcome() -> None:
    rest = "advice: [{when: a > 3, say: Sleep.}, {say: Drink.}]\nconsultation: [{when: a > 9, say: Ask.}]\n"
    decision = answered(machine_from(flow_text(number("a"), rest)), {"a": 4}).decision
    assert [reason.say for reason in decision.advice] == ["Sleep.", "Drink."]
    assert decision.consultation == ()


def test_facts_are_told_in_three_values() -> None:
    facts = facts_of(small_machine().flow, small(pain_days="unsure", features=["sharp", "locked"]).said)
    assert facts == {"frequent": None, "strong": False, "inflamed": True}
