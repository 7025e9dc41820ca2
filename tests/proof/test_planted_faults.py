"""Single faults planted in copies of the migraine flow: each is refused with answers that show it."""

from collections.abc import Callable
from functools import cache, partial

import pytest
from flow_texts import flow_from

from screener.engine.errors import AnswerError
from screener.engine.interview import Interview
from screener.engine.loader import FLOW_FILE, read_files
from screener.engine.machine import FlowMachine
from screener.library import shipped
from screener.proof.case import Case
from screener.proof.examples import walk
from screener.proof.prove import Finding, Prover, claims

TEXT = read_files(shipped("flows") / "migraine")[FLOW_FILE]
RULES, ALWAYS = TEXT.split("\nalways:\n")

CHRONIC, OVERUSE, OPEN = "\n  chronic_migraine:\n", "\n  class_overuse:\n", "\n  overuse_open:\n"
FEATURES, OFFER, WITHIN = "\n  migraine_features:\n", "\n  offer_prevention:\n", "\n  within_days:\n"
CLUSTER = "    when: \"'one_sided' in pain_features and headache_hours == 'up_to_3_hours'\"\n"
HOURS = "['four_hours_to_three_days', 'over_three_days']"

PLANTED: dict[str, list[tuple[str, str, str]]] = {
    # of each fault: behind which text, what, becomes what
    "a threshold off by one": [
        (CHRONIC, "headache_days >= 15", "headache_days >= 14"),
        (CHRONIC, "headache_days >= 15", "headache_days >= 16"),
        (CHRONIC, "migraine_days >= 8", "migraine_days >= 7"),
        (CHRONIC, "migraine_days >= 8", "migraine_days > 8"),
        (FEATURES, "count(pain_features) >= 2", "count(pain_features) >= 1"),
        (FEATURES, "count(pain_features) >= 2", "count(pain_features) >= 3"),
        (OVERUSE, "ergot_days >= 10", "ergot_days >= 11"),
        (OVERUSE, "combination_caffeine_days >= 10", "combination_caffeine_days >= 9"),
        (OVERUSE, "simple_analgesic_days >= 15", "simple_analgesic_days >= 14"),
        ("\n  mixed_overuse:\n", "acute_days >= 10", "acute_days >= 9"),
        ("\n  strong_medicine:\n", "barbiturate_days >= 10", "barbiturate_days > 10"),
        ("\n  short_headaches:\n", "headache_days >= 15", "headache_days >= 16"),
        (OFFER, "headache_days >= 6", "headache_days >= 7"),
        (OFFER, "headache_days >= 4", "headache_days >= 5"),
        ("\n  consider_prevention:\n", "headache_days >= 2", "headache_days >= 1"),
        ("\n  age_over_65:\n", "age > 65", "age >= 65"),
        ("\n  botulinum_within_16_weeks:\n", "botulinum_weeks <= 16", "botulinum_weeks < 16"),
        ("\n  - id: under_18\n", "age < 18", "age < 17"),
        ("\n  - id: pregnancy\n", "10 <= age <= 60", "10 <= age < 60"),
        ("\n      - id: possible_gca\n", "age >= 50", "age > 50"),
        ("\n  near_threshold_headache_days:\n", "12 <= headache_days", "12 < headache_days"),
        ("\n  - id: daily_from_first_day\n", "headache_days >= 25", "headache_days >= 26"),
        ("\nconsistent:\n", "migraine_days > headache_days", "migraine_days >= headache_days"),
    ],
    "a forgotten option": [
        ("\n  pregnancy_medicine:\n", "['pregnant', 'trying']", "['pregnant']"),
        ("\n  earlier_botulinum:\n", "['migraine_past', 'other_or_cosmetic']", "['other_or_cosmetic']"),
        (CHRONIC, HOURS, "['four_hours_to_three_days']"),
        ("\n  short_headaches:\n", "['up_to_3_hours', 'three_to_four_hours']", "['up_to_3_hours']"),
        (OFFER, "['some', 'severe']", "['severe']"),
        (OVERUSE, "or combination_opioid_days >= 10 ", ""),
        ("\n  - id: cm_pattern_caution\n", "caution(A, B)", "caution(A)"),
        ("\n  trying_to_conceive:\n", "level: B", "level: C"),
        ("\n      - id: swallowing_problem\n", "caution: A", "caution: B"),
        ("\n      - id: breastfeeding\n", "        caution: B\n", ""),
        ("\n  - id: pregnancy_signs\n", "['pregnant', 'postpartum_6_weeks']", "['pregnant']"),
    ],
    "a dropped when, or a sign left out of a stop": [
        (
            "\n  - id: cluster_signs\n",
            "    when: \"'one_sided' in pain_features and headache_hours == 'up_to_3_hours'\"\n",
            "",
        ),
        ("\n  - id: daily_from_first_day\n", "    when: headache_days >= 25 or headache_days == unsure\n", ""),
        ("\n  - id: botulinum_weeks\n", "    when: botulinum != 'none'\n", ""),
        ("\n      - id: previous_botulinum_side_effect\n", "        offered: botulinum != 'none'\n", ""),
        ("\nstops:", "\n  - {when: count(danger_signs) >= 1}", ""),
        ("\nstops:", "\n  - {when: \"'possible_preeclampsia' in pregnancy_signs\"}", ""),
        ("\nstops:", "count(danger_signs) >= 1", "count(danger_signs) >= 2"),
        ("\nstops:", "\n  - {when: age < 18, after: safety}", ""),
        ("\nstops:", "after: safety", "after: what_you_need"),
        ("\n      - id: thunderclap\n", "        sign: emergency\n", ""),
    ],
    "and for or": [
        (FEATURES, "'light_sensitive' in symptoms and", "'light_sensitive' in symptoms or"),
        (CHRONIC, "'over_3_months' and migraine_features", "'over_3_months' or migraine_features"),
        ("\n  overuse:\n", "class_overuse or mixed_overuse", "class_overuse and mixed_overuse"),
        ("\n  - id: medication_overuse\n", ">= 15 and overuse", ">= 15 or overuse"),
        ("\n  strong_medicine:\n", "opioid_days >= 10 or", "opioid_days >= 10 and"),
        (
            "\n  - id: health_conditions\n",
            "headache_days == unsure or botulinum",
            "headache_days == unsure and botulinum",
        ),
    ],
    "an unsure that falls through": [
        ("\n  - id: urgent_review\n", " or change_signs == unsure", ""),
        (OPEN, " or acute_medicines == unsure", ""),
        (OPEN, "unknown(overuse) or ", ""),
        ("\n  pregnancy_open:\n", " or pregnancy == unsure", ""),
        ("\n  caution_unsure:\n", "neuromuscular == unsure or ", ""),
        ("\n  - id: diagnostic_evaluation\n", "unknown(chronic_migraine) or ", ""),
        ("\n  - id: frequent_preventive\n", " or unknown(offer_prevention)", ""),
        ("\n  any_headache:\n", " or headache_days == unsure", ""),
        (WITHIN, " or unknown(strong_medicine)", ""),
    ],
    "a lowered urgency": [
        ("\n  - id: urgent_review\n", ", {today: sign(today)}", ""),
        ("\n  - id: urgent_review\n", "{days: true}", "{routine: true}"),
        ("\n  - id: emergency_now\n", "urgency: emergency", "urgency: today"),
        ("\n  - id: botox_follow_up\n", "caution(A, B)", "caution(B)"),
        ("\n  - id: medication_overuse\n", " or caution(A)", ""),
        ("\n  - id: cm_pattern\n", "{days: within_days}", "{days: strong_medicine}"),
        (WITHIN, "pregnancy == 'pregnant' or ", ""),
        ("\n      - id: sudden_vision_loss\n", "sign: emergency", "sign: today"),
        ("\n      - id: cancer_new_headache\n", "sign: today", "sign: days"),
    ],
    "an unreachable question, an outcome without a rule": [
        (
            "\n  - id: preventive_notes\n",
            "count(preventives) >= 1",
            "count(preventives) >= 1 and preventives == unsure",
        ),
        ("\n  - id: other_service\n", "when: goal == 'cosmetic'", "when: false"),
        ("\n  - id: medication_overuse\n", "when: headache_days >= 15 and overuse", "when: false"),
        ("\n  - id: episodic_acute\n", "when: true", "when: headache_days >= 1"),
    ],
}

SWAPPED = [
    ("emergency_now", "urgent_review"),
    ("urgent_review", "under_18"),
    ("botox_follow_up", "cm_pattern_caution"),
    ("medication_overuse", "cm_pattern"),
    ("diagnostic_evaluation", "frequent_preventive"),
]


def replaced(behind: str, old: str, new: str) -> str:
    before, found, after = RULES.partition(behind)
    assert found, behind
    assert old in after, (behind, old)
    return before + found + after.replace(old, new, 1)


def swapped(first: str, second: str) -> str:
    """The rules with two outcomes in each other's place."""
    head, *outcomes = RULES.split("\noutcomes:\n")[1].split("\n# ----")[0].split("  - id: ")
    places = {text.split("\n")[0]: place for place, text in enumerate(outcomes)}
    i, j = places[first], places[second]
    moved = list(outcomes)
    moved[i], moved[j] = outcomes[j], outcomes[i]
    was, now = ("  - id: ".join([head, *texts]) for texts in (outcomes, moved))
    return RULES.replace(was, now)


@cache
def sound() -> FlowMachine:
    return FlowMachine(flow_from(TEXT))


def refused(rules: str) -> Finding | None:
    """What the check finds first in a copy with these rules, and shows answers for."""
    prover = Prover(flow_from(rules + "\nalways:\n" + ALWAYS))
    general, own = claims(prover.flow)[:6], claims(prover.flow)[6:]
    quick = {rule.name for rule in prover.flow.always if rule.never or rule.exactly}
    for claim in (*sorted(own, key=lambda claim: claim.name not in quick), *general):
        for finding in claim.judge(prover).findings:
            if finding.cases:
                assert any(shows(prover.machine, case) for case in finding.cases), finding.message
                return finding
    return None


def shows(machine: FlowMachine, case: Case) -> bool:
    """Whether the interpreter comes to what the proof says, and to something else without the fault."""
    if case.outcome is not None:
        interview = walk(machine, case.answers, case.given)
        assert (interview.outcome and interview.outcome.id, interview.decision.codes) == (
            case.outcome,
            case.decision.codes,
        )
    try:
        without = walk(sound(), case.answers, case.given)
    except AnswerError:
        return True
    return case.outcome is None or made_of(without) != made_of(interview)


def made_of(interview: Interview) -> tuple[object, ...]:
    questions = (interview.flow.by_id[name] for name in interview.path)
    offered = [[option.id for option in interview.offered(question)] for question in questions]
    contradiction = interview.contradiction and interview.contradiction.when.text
    decision = interview.decision
    return interview.state, interview.path, offered, contradiction, decision.urgency, decision.flags


FAULTS: dict[str, list[Callable[[], str]]] = {
    **{kind: [partial(replaced, *fault) for fault in several] for kind, several in PLANTED.items()},
    "swapped precedence": [partial(swapped, *pair) for pair in SWAPPED],
}


@pytest.mark.parametrize("kind", FAULTS)
def test_every_planted_fault_is_refused_with_answers_that_show_it(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = [fault for fault in FAULTS[kind] if refused(fault()) is None]
    with capsys.disabled():
        print(f"\nplanted faults, {kind}: {len(FAULTS[kind]) - len(missed)} of {len(FAULTS[kind])} caught")  # noqa: T201
    assert missed == []


def test_enough_faults_are_planted() -> None:
    assert sum(map(len, FAULTS.values())) >= 70


def test_the_flow_without_a_fault_is_not_refused() -> None:
    assert refused(RULES) is None
