"""The oracle itself, held against the clinical rows and against FLOW.md's boundaries."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from oracle import EDGES, OUTCOMES, QUESTIONS, Answer, all_of, any_of, negated, random_answers, screen

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "vignettes.jsonl").read_text("utf-8").splitlines()
]
WALKS = 8_000

CHRONIC: dict[str, Answer] = {
    "for_whom": "me",
    "age": 40,
    "danger_signs": ["none"],
    "pregnancy": "none",
    "urgent_signs": ["none"],
    "change_signs": ["none"],
    "attack_now": "no",
    "goal": "prevention",
    "headache_days": 15,
    "clear_days": 15,
    "migraine_days": 8,
    "duration": "over_3_months",
    "headache_hours": "four_hours_to_three_days",
    "pain_features": ["one_sided", "pulsating"],
    "symptoms": ["nausea_vomiting"],
    "impairment": "some",
    "acute_medicines": ["none"],
    "preventives": ["none"],
    "botulinum": "none",
    "neuromuscular": ["none"],
    "health_conditions": ["none"],
    "caution_medicines": ["none"],
}


def outcome(**changes: Answer) -> str | None:
    return screen(CHRONIC | changes).outcome


def urgency(**changes: Answer) -> str | None:
    return screen(CHRONIC | changes).urgency


def flags(**changes: Answer) -> set[str]:
    return screen(CHRONIC | changes).flags


def asked(**changes: Answer) -> list[str]:
    return screen(CHRONIC | changes).asked


@pytest.fixture(scope="module")
def walks() -> list[dict[str, Answer]]:
    rng = random.Random(2026)
    return [random_answers(rng) for _ in range(WALKS)]


def said(answer: Answer) -> set[int | str]:
    return set(answer) if isinstance(answer, list) else {answer}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_it_agrees_with_the_clinical_rows(row: dict[str, Any]) -> None:
    result = screen(row["answers"])
    assert (result.outcome, result.urgency, result.flags) == (row["outcome"], row["urgency"], set(row["flags"]))


def test_there_are_sixteen_clinical_rows() -> None:
    assert len(ROWS) == 16


def test_and_or_and_not_follow_kleene() -> None:
    assert all_of(False, None) is False
    assert all_of(True, None) is None
    assert all_of() is True
    assert any_of(True, None) is True
    assert any_of(False, None) is None
    assert any_of() is False
    assert negated(None) is None


def test_fifteen_headache_days_and_eight_migraine_days_are_enough_and_one_less_is_not() -> None:
    assert outcome() == "cm_pattern"
    assert outcome(headache_days=14) == "frequent_preventive"
    assert outcome(migraine_days=7) == "frequent_preventive"
    assert "near_threshold_headache_days" in flags(headache_days=14)
    assert "near_threshold_migraine_days" in flags(migraine_days=7)
    assert "near_threshold_migraine_days" not in flags(headache_days=14, migraine_days=7)


def test_three_months_exactly_is_not_enough() -> None:
    assert outcome(duration="up_to_3_months") == "frequent_preventive"
    assert "three_months_or_less" in flags(duration="up_to_3_months")


@pytest.mark.parametrize("question", ["headache_days", "migraine_days", "duration", "headache_hours"])
def test_an_unsure_answer_leaves_the_pattern_open_and_sends_to_a_diagnosis(question: str) -> None:
    result = screen(CHRONIC | {question: "unsure", "daily_from_first_day": "no"})
    assert result.outcome == "diagnostic_evaluation"
    assert "answer_unsure" in result.flags


def test_an_unsure_answer_changes_nothing_where_another_one_settles_it() -> None:
    assert outcome(duration="unsure", migraine_days=7) == "frequent_preventive"
    assert "answer_unsure" not in flags(duration="unsure", migraine_days=7)


def test_pregnancy_is_asked_from_ten_to_sixty() -> None:
    assert [age for age in (9, 10, 60, 61) if "pregnancy" in asked(age=age)] == [10, 60]


def test_seventeen_ends_after_safety_and_eighteen_goes_on() -> None:
    young = screen(CHRONIC | {"age": 17})
    assert (young.outcome, young.urgency, young.asked[-1]) == ("under_18", "routine", "change_signs")
    assert young.flags == {"under_18"}
    assert outcome(age=18) == "cm_pattern"


def test_over_sixty_five_means_from_sixty_six() -> None:
    assert outcome(age=65) == "cm_pattern"
    assert outcome(age=66) == "cm_pattern_caution"


def test_a_danger_sign_ends_the_questions_at_once() -> None:
    result = screen(CHRONIC | {"danger_signs": ["thunderclap"], "urgent_signs": ["fever_headache"]})
    assert (result.outcome, result.urgency) == ("emergency_now", "emergency")
    assert result.asked == ["for_whom", "age", "danger_signs"]
    assert result.flags == {"thunderclap"}


def test_unsure_about_change_signs_is_looked_at_within_days() -> None:
    assert outcome(change_signs="unsure") == "urgent_review"
    assert urgency(change_signs="unsure") == "days"
    assert urgency(change_signs=["cancer_new_headache"]) == "today"


def test_cosmetic_ends_the_questions_unless_a_sign_decides() -> None:
    result = screen(CHRONIC | {"goal": "cosmetic", "pregnancy": "breastfeeding"})
    assert (result.outcome, result.urgency, result.asked[-1]) == ("other_service", "routine", "goal")
    assert outcome(goal="cosmetic", change_signs=["changed_otherwise"]) == "urgent_review"


def test_ten_opioid_days_are_overuse_and_nine_are_not() -> None:
    ten: dict[str, Answer] = {"acute_medicines": ["opioid"], "opioid_days": 10, "acute_duration": "over_3_months"}
    ten |= {"rescue_works": "mostly"}
    assert outcome(**ten) == "medication_overuse"
    assert urgency(**ten) == "days"
    assert {"medication_overuse_pattern", "do_not_stop_suddenly", "cm_pattern_met"} <= flags(**ten)
    assert outcome(**ten | {"opioid_days": 9}) == "cm_pattern"
    assert "acute_duration" not in asked(**ten | {"opioid_days": 9})


def test_simple_painkillers_count_from_fifteen_days() -> None:
    simple: dict[str, Answer] = {"acute_medicines": ["simple_analgesic"], "acute_duration": "over_3_months"}
    simple |= {"rescue_works": "mostly"}
    assert outcome(**simple, simple_analgesic_days=14) == "cm_pattern"
    assert outcome(**simple, simple_analgesic_days=15) == "medication_overuse"


def test_days_with_any_medicine_are_asked_unless_one_class_is_overused_already() -> None:
    two: dict[str, Answer] = {"acute_medicines": ["triptan", "ergot"], "triptan_days": 9, "acute_days": 10}
    two |= {"acute_duration": "over_3_months", "rescue_works": "mostly", "triptan_relief": "yes"}
    assert outcome(**two, ergot_days=9) == "medication_overuse"
    assert "acute_days" in asked(**two, ergot_days="unsure")
    assert "acute_days" not in asked(**two, ergot_days=10)


def test_unsure_about_all_medicines_asks_no_days_and_still_keeps_the_pattern_open() -> None:
    assert outcome(acute_medicines="unsure") == "cm_pattern_caution"
    assert "acute_duration" not in asked(acute_medicines="unsure")
    assert "answer_unsure" in flags(acute_medicines="unsure")


def test_sixteen_weeks_since_botulinum_is_within_and_seventeen_is_over() -> None:
    assert outcome(botulinum="migraine_past", botulinum_weeks=16) == "cm_pattern_caution"
    assert outcome(botulinum="migraine_past", botulinum_weeks=17) == "cm_pattern"
    assert "botulinum_over_16_weeks" in flags(botulinum="migraine_past", botulinum_weeks=17)
    assert outcome(botulinum="migraine_past", botulinum_weeks="unsure") == "cm_pattern_caution"
    assert urgency(botulinum="migraine_current", botulinum_weeks="unsure") == "routine"


def test_prevention_is_offered_by_days_and_impairment() -> None:
    assert outcome(headache_days=6, impairment="none") == "frequent_preventive"
    assert outcome(headache_days=5, impairment="none") == "episodic_acute"
    assert outcome(headache_days=4, impairment="some") == "frequent_preventive"
    assert outcome(headache_days=3, impairment="some") == "episodic_acute"
    assert outcome(headache_days=3, impairment="severe") == "frequent_preventive"
    assert "prevention_worth_discussing" in flags(headache_days=2, impairment="severe")
    assert "prevention_worth_discussing" not in flags(headache_days=2, impairment="some")


def test_no_headache_days_asks_nothing_more_about_headaches() -> None:
    assert outcome(headache_days=0) == "episodic_acute"
    assert asked(headache_days=0)[8:10] == ["headache_days", "acute_medicines"]
    assert "health_conditions" not in asked(headache_days=7)


def test_answers_that_stop_short_name_the_next_question_and_claim_no_outcome() -> None:
    first = {question: CHRONIC[question] for question in ("for_whom", "age")}
    result = screen(first | {"attack_now": "yes"})
    assert (result.outcome, result.urgency, result.next) == (None, None, "danger_signs")
    assert result.asked == ["for_whom", "age"]
    assert "acute_attack_now" not in result.flags


def test_an_answer_off_the_path_never_counts() -> None:
    stray: dict[str, Answer] = {"opioid_days": 31, "triptan_relief": "unsure", "daily_from_first_day": "yes"}
    stray |= {"pregnancy_signs": ["possible_preeclampsia"], "cluster_signs": ["restless"]}
    assert screen(CHRONIC | stray) == screen(CHRONIC)


def test_a_random_visitor_answers_exactly_the_questions_on_the_path(walks: list[dict[str, Answer]]) -> None:
    for answers in walks:
        result = screen(answers)
        assert result.next is None
        assert result.asked == list(answers)


def test_random_visitors_reach_every_outcome_but_a_crisis_in_words(walks: list[dict[str, Answer]]) -> None:
    reached = [screen(answers).outcome for answers in walks]
    rare = [outcome for outcome in OUTCOMES if reached.count(outcome) < WALKS / 100]
    assert rare == ["crisis_now"]


def test_random_visitors_meet_every_question_and_choose_every_option(walks: list[dict[str, Answer]]) -> None:
    for question in QUESTIONS:
        seen = set().union(*(said(answers[question.id]) for answers in walks if question.id in answers))
        none = {"none"} if question.kind == "some" else set()
        unsure = {"unsure"} if question.unsure else set()
        assert seen >= {*question.options, *none, *unsure}, question.id


def test_random_visitors_stand_on_both_sides_of_every_threshold(walks: list[dict[str, Answer]]) -> None:
    for question, edges in EDGES.items():
        seen = {answers.get(question) for answers in walks}
        assert seen >= {edge - 1 for edge in edges} | set(edges), question


def test_random_visitors_leave_optional_questions_out_at_times(walks: list[dict[str, Answer]]) -> None:
    assert {question.id for question in QUESTIONS if question.optional} == {"triggers", "preventive_notes"}
    assert any("migraine_days" in answers and "triggers" not in answers for answers in walks)
