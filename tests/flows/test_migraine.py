"""The migraine flow, held against FLOW.md's second reading, its clinical rows, and the promises of its words."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from oracle import QUESTIONS, Answer, random_answers, screen

from screener.engine.answers import Value
from screener.engine.interview import Interview
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.engine.wording import Wording
from screener.proof.examples import read_examples, walk

FLOWS = Path(__file__).parents[2] / "flows"
FOLDER = FLOWS / "migraine"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "vignettes.jsonl").read_text("utf-8").splitlines()
]
FLOW = load(FOLDER)
MACHINE = FlowMachine(FLOW)
RAISED = {**FLOW.cautions, **FLOW.flags}
QUARTERS, WALKS = 4, 1_000


# --- What it asks and decides ---------------------------------------------------------------------------------------


def decided(interview: Interview) -> tuple[str | None, str | None, set[str]]:
    decision = interview.decision
    return decision.outcome.id if decision.outcome else None, decision.urgency, set(decision.codes)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_it_agrees_with_the_clinical_rows(row: dict[str, Any]) -> None:
    assert decided(walk(MACHINE, row["answers"])) == (row["outcome"], row["urgency"], set(row["flags"]))


@pytest.mark.parametrize("quarter", range(QUARTERS))
def test_it_agrees_with_a_second_reading_over_thousands_of_visitors(quarter: int) -> None:
    rng = random.Random(f"visitors {quarter}")
    for _ in range(WALKS):
        answers = random_answers(rng)
        theirs, ours = screen(answers), walk(MACHINE, answers)
        assert decided(ours) == (theirs.outcome, theirs.urgency, theirs.flags), answers
        assert [name for name in ours.path if name in answers] == theirs.asked, answers


def test_whoever_stops_short_is_at_the_same_question_as_in_the_second_reading() -> None:
    rng = random.Random("stopping short")
    for _ in range(2_000):
        answers = random_answers(rng)
        few = dict(list(answers.items())[: rng.randrange(len(answers))])
        theirs, ours = screen(few), walk(MACHINE, few)
        assert (ours.question and ours.question.id) == theirs.next, few
        assert decided(ours) == (theirs.outcome, theirs.urgency, theirs.flags), few


def test_answers_left_over_from_another_path_change_nothing() -> None:
    rng = random.Random("left over")
    for _ in range(500):
        answers, others = random_answers(rng), random_answers(rng)
        mixed = {name: others[name] for name in others.keys() - answers.keys() if name in others} | answers
        theirs = screen(mixed)
        assert decided(walk(MACHINE, mixed)) == (theirs.outcome, theirs.urgency, theirs.flags), mixed


def test_it_asks_the_questions_of_the_specification_in_their_order() -> None:
    assert [question.id for question in FLOW.questions] == [question.id for question in QUESTIONS]


@pytest.mark.parametrize("specified", QUESTIONS, ids=[question.id for question in QUESTIONS])
def test_a_question_is_as_specified(specified: Any) -> None:
    question = FLOW.by_id[specified.id]
    assert (question.kind, question.option_ids) == (specified.kind, specified.options)
    assert question.max == specified.high
    assert question.min == specified.low
    assert bool(question.unsure) == specified.unsure
    assert question.optional == specified.optional
    assert {option.id for option in question.options if option.offered} == set(specified.offered)


def test_words_alone_lead_to_the_crisis_page_and_outrank_a_danger_sign() -> None:
    said: dict[str, Value] = {"crisis_in_words": 1, "emergency_in_words": 1, "danger_signs": ("thunderclap",)}
    assert MACHINE.after("danger_signs", said) == "outcome:crisis_now"
    assert MACHINE.after("age", {"emergency_in_words": 1}) == "outcome:emergency_now"


def test_the_examples_name_the_clinical_rows_and_both_sides_of_each_threshold() -> None:
    examples, _ = read_examples(FOLDER / "examples.yaml")
    names = [example.name for example in examples]
    assert len(set(names)) == len(names) >= len(ROWS) + 25
    assert {row["id"] for row in ROWS} <= {name.split(".")[0] for name in names}
    assert all(example.urgency and example.flags is not None for example in examples)
    both_sides = {"age": (17, 18), "headache_days": (14, 15), "migraine_days": (7, 8), "triptan_days": (9, 10)}
    both_sides |= {"simple_analgesic_days": (14, 15), "acute_days": (9, 10), "botulinum_weeks": (16, 17)}
    for question, sides in both_sides.items():
        assert {example.answers.get(question) for example in examples} >= set(sides), question


# --- What it says ---------------------------------------------------------------------------------------------------


def test_whoever_hopes_for_relief_is_told_that_the_treatment_stops_no_attack() -> None:
    rng = random.Random("relief")
    told = 0
    for _ in range(400):
        interview = walk(MACHINE, random_answers(rng))
        outcome, reasons = interview.outcome, " ".join(reason.say for reason in interview.decision.reasons)
        past_the_goal = outcome is not None and outcome.id not in ("emergency_now", "urgent_review", "under_18")
        if past_the_goal and interview.said.get("goal") in ("rescue", "both"):
            assert "does not stop an attack in progress" in reasons
            told += 1
    assert told > 10


def test_where_the_chronic_pattern_and_overuse_both_hold_both_are_said() -> None:
    rng = random.Random("both")
    both = 0
    for _ in range(1_500):
        interview = walk(MACHINE, random_answers(rng))
        codes, outcome = interview.decision.codes, interview.outcome
        if outcome is None or not {"cm_pattern_met", "medication_overuse_pattern"} <= set(codes):
            continue
        said = f"{outcome.title} {outcome.say} " + " ".join(reason.say for reason in interview.decision.reasons)
        assert "pattern of chronic migraine" in said, outcome.id
        assert "medicine use" in said or "headache medicine on many days" in said, outcome.id
        both += 1
    assert both > 10


def test_no_sentence_shown_has_a_hole_in_it_or_says_not_sure_where_a_number_belongs() -> None:
    blanks = {"clinic_name": "the clinic", "treatment_name": "the treatment", "telephone": "1", "how_soon": "soon"}
    rng = random.Random("holes")
    for _ in range(1_500):
        interview = walk(MACHINE, random_answers(rng))
        wording = Wording(FLOW, interview.said, interview.for_other_person, blanks)
        decision, outcome = interview.decision, interview.outcome
        assert outcome is not None
        shown = [wording.of(outcome, name) for name in ("title", "say", "next")]
        shown += [wording.of(one, "say") for one in (*decision.reasons, *decision.advice, *decision.consultation)]
        shown += [wording.of(flag, "say") for code, flag in RAISED.items() if code in decision.codes]
        for text in shown:
            assert "{" not in text, text
            assert not re.search(r"  | [,.]|: ?\.|I'm not sure|Not sure", text), text
        assert decision.reasons, outcome.id


def test_all_but_emergencies_and_the_young_are_sent_to_the_clinics_physician() -> None:
    recommended = {outcome.id: outcome.recommends for outcome in FLOW.outcomes if outcome.recommends != "physician"}
    assert recommended == {"crisis_now": "crisis", "emergency_now": "emergency", "under_18": "other_physician"}
    assert [outcome.id for outcome in FLOW.outcomes if not outcome.booking] == list(recommended)


# --- What the chat shows on the way ---------------------------------------------------------------------------------

ADULT: dict[str, Answer] = {"for_whom": "me", "age": 40, "danger_signs": ["none"], "pregnancy": "none"}


def test_a_sign_for_today_shows_the_urgent_card_at_once_and_stopping_there_decides_the_same() -> None:
    interview = walk(MACHINE, ADULT | {"urgent_signs": ["fever_headache"]})
    assert interview.card is not None
    assert interview.card.show == "urgent"
    assert decided(interview.stop()) == ("urgent_review", "today", {"fever_headache"})


def test_a_change_for_the_next_days_shows_no_card() -> None:
    interview = walk(MACHINE, ADULT | {"urgent_signs": ["none"], "change_signs": ["changed_otherwise"]})
    assert interview.card is None


def test_an_attack_now_shows_its_card() -> None:
    interview = walk(MACHINE, ADULT | {"urgent_signs": ["none"], "change_signs": ["none"], "attack_now": "yes"})
    assert interview.card is not None
    assert interview.card.show == "attack_now"


@pytest.mark.parametrize(("clear_days", "raised"), [(11, True), (12, False), (18, False), (19, True)])
def test_headache_and_clear_days_may_be_three_away_from_thirty(clear_days: int, raised: bool) -> None:
    on_the_way: dict[str, Answer] = {"urgent_signs": ["none"], "change_signs": ["none"], "attack_now": "no"}
    counted: dict[str, Answer] = {"goal": "prevention", "headache_days": 15, "clear_days": clear_days}
    interview = walk(MACHINE, ADULT | on_the_way | counted)
    assert (interview.contradiction is not None) is raised


def test_more_migraine_days_than_headache_days_are_raised() -> None:
    on_the_way: dict[str, Answer] = {"urgent_signs": ["none"], "change_signs": ["none"], "attack_now": "no"}
    counted: dict[str, Answer] = {"goal": "prevention", "headache_days": 4, "migraine_days": 5}
    pair = walk(MACHINE, ADULT | on_the_way | counted).contradiction
    assert pair is not None
    assert pair.change == ("migraine_days", "headache_days")
