"""The migraine flow of FLOW.md read a second time, in plain Python, to hold against the engine.

Independent on purpose: it imports nothing of ours and follows the order and the names of FLOW.md, so that the two
can be compared side by side. It expects answers that are valid on their path and does not check them. Signs said in
free text are not answers, so `crisis_now` and the emergencies in words do not happen here.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Answer = int | str | list[str]
Truth = bool | None  # None is unknown


# FLOW.md, "How answers are read"


def all_of(*truths: Truth) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def any_of(*truths: Truth) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def unknown(truth: Truth) -> bool:
    return truth is None


def or_unsure(truth: Truth) -> bool:
    return truth is True or unknown(truth)


@dataclass(frozen=True)
class Path:
    """The answers that count: those to the questions on the path, in the order asked."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def number(self, question: str, holds: Callable[[int], bool]) -> Truth:
        answer = self.answers.get(question)
        if answer == "unsure":
            return None
        return isinstance(answer, int) and holds(answer)

    def at_least(self, question: str, number: int) -> Truth:
        return self.number(question, lambda answer: answer >= number)

    def at_most(self, question: str, number: int) -> Truth:
        return self.number(question, lambda answer: answer <= number)

    def between(self, question: str, low: int, high: int) -> Truth:
        return self.number(question, lambda answer: low <= answer <= high)

    def is_one_of(self, question: str, *options: str) -> Truth:
        answer = self.answers.get(question)
        return None if answer == "unsure" else answer in options

    def choices(self, question: str, holds: Callable[[set[str]], bool]) -> Truth:
        answer = self.answers.get(question)
        if answer == "unsure":
            return None
        return isinstance(answer, list) and holds(set(answer) - {"none"})

    def chosen(self, question: str, option: str) -> Truth:
        return self.choices(question, lambda chosen: option in chosen)

    def count_at_least(self, question: str, count: int) -> Truth:
        return self.choices(question, lambda chosen: len(chosen) >= count)

    def count_at_most(self, question: str, count: int) -> Truth:
        return self.choices(question, lambda chosen: len(chosen) <= count)

    def unsure(self, question: str) -> bool:
        return self.answers.get(question) == "unsure"


Condition = Callable[[Path], Truth]


def always(path: Path) -> Truth:
    return True


@dataclass(frozen=True)
class Question:
    """One row of FLOW.md's tables; as there, `options` lists neither the exclusive `none` of *some* nor `unsure`."""

    id: str
    kind: Literal["one", "some", "number", "words"]
    options: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    unsure: bool = False
    optional: bool = False
    when: Condition = always
    offered: Mapping[str, Condition] = field(default_factory=dict)

    def options_offered(self, path: Path) -> list[str]:
        return [option for option in self.options if self.offered.get(option, always)(path) is True]


def one(name: str, options: str, *, unsure: bool = False, when: Condition = always) -> Question:
    return Question(name, "one", tuple(options.split()), unsure=unsure, when=when)


def some(
    name: str,
    options: str,
    *,
    unsure: bool = False,
    optional: bool = False,
    when: Condition = always,
    offered: Mapping[str, Condition] | None = None,
) -> Question:
    return Question(
        name, "some", tuple(options.split()), unsure=unsure, optional=optional, when=when, offered=offered or {}
    )


def number(name: str, low: int, high: int, *, unsure: bool = False, when: Condition = always) -> Question:
    return Question(name, "number", low=low, high=high, unsure=unsure, when=when)


def words(name: str, high: int, *, when: Condition = always) -> Question:
    return Question(name, "words", high=high, optional=True, when=when)


# FLOW.md, section 1 Safety


def from_age_50(path: Path) -> Truth:
    return path.at_least("age", 50)


SAFETY = [
    one("for_whom", "me someone_else"),
    number("age", 0, 120),
    some(
        "danger_signs",
        "thunderclap new_neuro_deficit altered_consciousness fever_stiff_neck head_injury_danger sudden_vision_loss "
        "toxin_spread_symptoms",
    ),
    one(
        "pregnancy",
        "none pregnant postpartum_6_weeks trying breastfeeding prefer_not_to_say",
        unsure=True,
        when=lambda path: path.between("age", 10, 60),
    ),
    some(
        "pregnancy_signs",
        "possible_preeclampsia new_headache_pregnancy_postpartum",
        when=lambda path: path.is_one_of("pregnancy", "pregnant", "postpartum_6_weeks"),
    ),
    some(
        "urgent_signs",
        "thunderclap_not_assessed prolonged_aura fever_headache recent_head_injury red_painful_eye possible_gca "
        "raised_pressure_signs attack_over_72_hours cannot_keep_fluids positional_after_spinal_procedure",
        offered={"possible_gca": from_age_50},
    ),
    some(
        "change_signs",
        "first_headache_after_50 positional_headache cough_or_exertion_headache progressive_headache "
        "cancer_new_headache immune_suppressed_new_headache past_cancer_new_headache changed_otherwise",
        unsure=True,
        offered={"first_headache_after_50": from_age_50},
    ),
]


# FLOW.md, section 2 What you need

WHAT_YOU_NEED = [
    one("attack_now", "yes no"),
    one("goal", "rescue prevention both cosmetic", unsure=True),
]


# FLOW.md, section 3 Your headaches


def any_headache(path: Path) -> Truth:
    return or_unsure(path.at_least("headache_days", 1))


YOUR_HEADACHES = [
    number("headache_days", 0, 31, unsure=True),
    number(
        "clear_days",
        0,
        31,
        unsure=True,
        when=lambda path: all_of(any_headache(path), or_unsure(path.between("headache_days", 8, 20))),
    ),
    number("migraine_days", 0, 31, unsure=True, when=any_headache),
    one("duration", "up_to_3_months over_3_months", unsure=True, when=any_headache),
    one(
        "headache_hours",
        "up_to_3_hours three_to_four_hours four_hours_to_three_days over_three_days",
        unsure=True,
        when=any_headache,
    ),
    some("pain_features", "one_sided pulsating moderate_severe worse_with_activity", when=any_headache),
    some("symptoms", "nausea_vomiting light_sensitive sound_sensitive aura", when=any_headache),
    some(
        "cluster_signs",
        "side_locked_autonomic restless",
        when=lambda path: all_of(
            any_headache(path),
            path.chosen("pain_features", "one_sided"),
            path.is_one_of("headache_hours", "up_to_3_hours"),
        ),
    ),
    one(
        "daily_from_first_day",
        "yes no",
        unsure=True,
        when=lambda path: all_of(any_headache(path), or_unsure(path.at_least("headache_days", 25))),
    ),
    one("impairment", "none some severe", when=any_headache),
    some(
        "triggers",
        "stress sleep missed_meals dehydration hormones posture weather screens alcohol travel",
        optional=True,
        when=any_headache,
    ),
]


# FLOW.md, section 4 Medicines


def any_class(path: Path) -> Truth:
    return path.count_at_least("acute_medicines", 1)


def class_chosen(medicine: str) -> Condition:
    return lambda path: path.chosen("acute_medicines", medicine)


MEDICINES = [
    some(
        "acute_medicines",
        "triptan ergot opioid combination_opioid barbiturate combination_caffeine simple_analgesic",
        unsure=True,
    ),
    number("triptan_days", 0, 31, unsure=True, when=class_chosen("triptan")),
    number("ergot_days", 0, 31, unsure=True, when=class_chosen("ergot")),
    number("opioid_days", 0, 31, unsure=True, when=class_chosen("opioid")),
    number("combination_opioid_days", 0, 31, unsure=True, when=class_chosen("combination_opioid")),
    number("barbiturate_days", 0, 31, unsure=True, when=class_chosen("barbiturate")),
    number("combination_caffeine_days", 0, 31, unsure=True, when=class_chosen("combination_caffeine")),
    number("simple_analgesic_days", 0, 31, unsure=True, when=class_chosen("simple_analgesic")),
    number(
        "acute_days",
        0,
        31,
        unsure=True,
        # "is not true": asked when class_overuse is unknown, too
        when=lambda path: all_of(path.count_at_least("acute_medicines", 2), class_overuse(path) is not True),
    ),
    one(
        "acute_duration",
        "up_to_3_months over_3_months",
        unsure=True,
        when=lambda path: any_of(or_unsure(class_overuse(path)), or_unsure(mixed_overuse(path))),
    ),
    one("rescue_works", "mostly sometimes rarely", unsure=True, when=any_class),
    one("triptan_relief", "yes no", unsure=True, when=class_chosen("triptan")),
    some(
        "preventives",
        "antidepressant beta_blocker blood_pressure_other anticonvulsant calcium_channel_blocker cgrp_antibody gepant "
        "other_preventive",
        unsure=True,
    ),
    words("preventive_notes", 500, when=lambda path: path.count_at_least("preventives", 1)),
]


# FLOW.md, section 5 Before treatment


def botulinum_not_none(path: Path) -> Truth:
    return path.is_one_of("botulinum", "migraine_current", "migraine_past", "other_or_cosmetic")


def treatment_in_question(path: Path) -> Truth:
    return any_of(or_unsure(path.at_least("headache_days", 8)), botulinum_not_none(path))


BEFORE_TREATMENT = [
    one("botulinum", "none migraine_current migraine_past other_or_cosmetic"),
    number("botulinum_weeks", 0, 1000, unsure=True, when=botulinum_not_none),
    some(
        "neuromuscular",
        "myasthenia_gravis lambert_eaton als_or_motor_neuron_disease motor_neuropathy other_neuromuscular_disorder",
        unsure=True,
    ),
    some(
        "health_conditions",
        "swallowing_problem serious_breathing_problem asthma_or_copd botulinum_allergy albumin_allergy "
        "infection_at_site bleeding_disorder eyelid_droop_or_weak_forehead face_or_neck_surgery fainting_with_needles "
        "surgery_planned previous_botulinum_side_effect",
        unsure=True,
        when=treatment_in_question,
        offered={"previous_botulinum_side_effect": botulinum_not_none},
    ),
    some(
        "caution_medicines",
        "aminoglycoside_current other_nm_blocking_drug anticoagulant antiplatelet muscle_relaxant anticholinergic "
        "sedating_cold_or_sleep_medicine hydroxychloroquine_or_similar",
        unsure=True,
        when=treatment_in_question,
    ),
]

QUESTIONS: list[Question] = [*SAFETY, *WHAT_YOU_NEED, *YOUR_HEADACHES, *MEDICINES, *BEFORE_TREATMENT]


# FLOW.md, "Named facts"


def migraine_features(path: Path) -> Truth:
    return any_of(
        all_of(
            path.count_at_least("pain_features", 2),
            any_of(
                path.chosen("symptoms", "nausea_vomiting"),
                all_of(path.chosen("symptoms", "light_sensitive"), path.chosen("symptoms", "sound_sensitive")),
            ),
        ),
        path.chosen("symptoms", "aura"),
        path.is_one_of("triptan_relief", "yes"),
    )


def cluster_like(path: Path) -> Truth:
    return all_of(
        path.count_at_least("cluster_signs", 1),
        path.chosen("pain_features", "moderate_severe"),
        path.is_one_of("headache_hours", "up_to_3_hours"),
    )


def class_overuse(path: Path) -> Truth:
    return any_of(
        path.at_least("triptan_days", 10),
        path.at_least("ergot_days", 10),
        path.at_least("opioid_days", 10),
        path.at_least("combination_opioid_days", 10),
        path.at_least("barbiturate_days", 10),
        path.at_least("combination_caffeine_days", 10),
        path.at_least("simple_analgesic_days", 15),
    )


def mixed_overuse(path: Path) -> Truth:
    return all_of(path.count_at_least("acute_medicines", 2), path.at_least("acute_days", 10))


def overuse(path: Path) -> Truth:
    return all_of(
        any_of(class_overuse(path), mixed_overuse(path)),
        path.is_one_of("acute_duration", "over_3_months"),
    )


def overuse_open(path: Path) -> bool:
    return unknown(overuse(path)) or path.unsure("acute_medicines")


def strong_medicine(path: Path) -> Truth:
    return any_of(
        path.at_least("opioid_days", 10),
        path.at_least("combination_opioid_days", 10),
        path.at_least("barbiturate_days", 10),
    )


def chronic_migraine(path: Path) -> Truth:
    return all_of(
        path.at_least("headache_days", 15),
        path.at_least("migraine_days", 8),
        path.is_one_of("duration", "over_3_months"),
        migraine_features(path),
        path.is_one_of("headache_hours", "four_hours_to_three_days", "over_three_days"),
        negated(path.is_one_of("daily_from_first_day", "yes")),
        negated(cluster_like(path)),
    )


def offer_prevention(path: Path) -> Truth:
    return any_of(
        path.at_least("headache_days", 6),
        all_of(path.at_least("headache_days", 4), path.is_one_of("impairment", "some", "severe")),
        all_of(path.at_least("headache_days", 3), path.is_one_of("impairment", "severe")),
    )


def consider_prevention(path: Path) -> Truth:
    return all_of(
        negated(offer_prevention(path)),
        any_of(
            path.at_least("headache_days", 4),
            all_of(path.at_least("headache_days", 3), path.is_one_of("impairment", "some")),
            all_of(path.at_least("headache_days", 2), path.is_one_of("impairment", "severe")),
        ),
    )


LEVEL_A = {
    "pregnant",
    "myasthenia_gravis",
    "lambert_eaton",
    "als_or_motor_neuron_disease",
    "motor_neuropathy",
    "other_neuromuscular_disorder",
    "swallowing_problem",
    "serious_breathing_problem",
    "botulinum_allergy",
    "albumin_allergy",
    "infection_at_site",
}
LEVEL_B = {
    "asthma_or_copd",
    "bleeding_disorder",
    "surgery_planned",
    "previous_botulinum_side_effect",
    "aminoglycoside_current",
    "other_nm_blocking_drug",
    "postpartum_6_weeks",
    "breastfeeding",
    "trying_to_conceive",
    "age_over_65",
    "botulinum_within_16_weeks",
}


def earlier_botulinum(path: Path) -> Truth:
    return path.is_one_of("botulinum", "migraine_past", "other_or_cosmetic")


def cautions(path: Path) -> set[str]:
    """The cautions that are true, of all three levels; an unknown one shows in `caution_open`."""
    return chosen_options(path, "neuromuscular", "health_conditions", "caution_medicines") | true_names(
        {
            "pregnant": path.is_one_of("pregnancy", "pregnant"),
            "postpartum_6_weeks": path.is_one_of("pregnancy", "postpartum_6_weeks"),
            "breastfeeding": path.is_one_of("pregnancy", "breastfeeding"),
            "trying_to_conceive": path.is_one_of("pregnancy", "trying"),
            "age_over_65": path.at_least("age", 66),
            "botulinum_within_16_weeks": all_of(earlier_botulinum(path), path.at_most("botulinum_weeks", 16)),
            "botulinum_over_16_weeks": all_of(earlier_botulinum(path), path.at_least("botulinum_weeks", 17)),
        }
    )


def pregnancy_not_stated(path: Path) -> bool:
    return path.is_one_of("pregnancy", "prefer_not_to_say") is True or path.unsure("pregnancy")


def caution_unsure(path: Path) -> bool:
    return (
        path.unsure("neuromuscular")
        or path.unsure("health_conditions")
        or path.unsure("caution_medicines")
        or (path.unsure("botulinum_weeks") and earlier_botulinum(path) is True)
    )


def caution_open(path: Path) -> bool:
    return caution_unsure(path) or pregnancy_not_stated(path)


# FLOW.md, "Outcomes, first match wins"

OUTCOMES = [
    "crisis_now",
    "emergency_now",
    "urgent_review",
    "under_18",
    "other_service",
    "botox_follow_up",
    "cm_pattern_caution",
    "medication_overuse",
    "cm_pattern",
    "diagnostic_evaluation",
    "frequent_preventive",
    "episodic_acute",
]


def short_headaches(path: Path) -> Truth:
    return all_of(
        path.at_least("headache_days", 15),
        path.is_one_of("headache_hours", "up_to_3_hours", "three_to_four_hours"),
    )


def outcome_of(path: Path) -> str:
    rules: list[tuple[str, Truth]] = [
        (
            "emergency_now",
            any_of(path.count_at_least("danger_signs", 1), path.chosen("pregnancy_signs", "possible_preeclampsia")),
        ),
        (
            "urgent_review",
            any_of(
                path.count_at_least("urgent_signs", 1),
                path.count_at_least("change_signs", 1),
                path.chosen("pregnancy_signs", "new_headache_pregnancy_postpartum"),
                path.unsure("change_signs"),
            ),
        ),
        ("under_18", path.at_most("age", 17)),
        ("other_service", path.is_one_of("goal", "cosmetic")),
        ("botox_follow_up", path.is_one_of("botulinum", "migraine_current")),
        (
            "cm_pattern_caution",
            all_of(
                chronic_migraine(path),
                any_of(bool(cautions(path) & (LEVEL_A | LEVEL_B)), caution_open(path), overuse_open(path)),
            ),
        ),
        ("medication_overuse", all_of(path.at_least("headache_days", 15), overuse(path))),
        ("cm_pattern", chronic_migraine(path)),
        (
            "diagnostic_evaluation",
            any_of(
                unknown(chronic_migraine(path)),
                cluster_like(path),
                path.is_one_of("daily_from_first_day", "yes"),
                all_of(any_headache(path), negated(migraine_features(path))),
                short_headaches(path),
            ),
        ),
        ("frequent_preventive", or_unsure(offer_prevention(path))),
    ]
    return next((outcome for outcome, when in rules if when is True), "episodic_acute")


# FLOW.md, "Urgency is the highest that applies"


def urgency_of(path: Path, outcome: str) -> str:
    if outcome == "emergency_now":
        return "emergency"
    if outcome == "urgent_review":
        today = any_of(
            path.count_at_least("urgent_signs", 1),
            path.chosen("pregnancy_signs", "new_headache_pregnancy_postpartum"),
            path.chosen("change_signs", "cancer_new_headache"),
            path.chosen("change_signs", "immune_suppressed_new_headache"),
        )
        return "today" if today is True else "days"
    if outcome in ("under_18", "other_service"):
        return "routine"
    days = any_of(
        path.is_one_of("pregnancy", "pregnant"),
        or_unsure(strong_medicine(path)),
        cluster_like(path),
        path.is_one_of("daily_from_first_day", "yes"),
        outcome == "botox_follow_up" and (bool(cautions(path) & (LEVEL_A | LEVEL_B)) or caution_open(path)),
        outcome in ("cm_pattern_caution", "medication_overuse") and bool(cautions(path) & LEVEL_A),
    )
    return "days" if days is True else "routine"


# FLOW.md, "Flags, all collected whatever the outcome, as far as the questions were asked"


def true_names(truths: Mapping[str, Truth]) -> set[str]:
    return {name for name, truth in truths.items() if truth is True}


def chosen_options(path: Path, *questions: str) -> set[str]:
    answers = [path.answers.get(question) for question in questions]
    return {option for answer in answers if isinstance(answer, list) for option in answer} - {"none"}


def flags_of(path: Path, outcome: str | None) -> set[str]:
    """`outcome` is None where the answers stop short; the questions not yet asked then read as off the path."""
    enough_days = path.at_least("headache_days", 15)
    expecting = path.is_one_of("pregnancy", "pregnant", "trying")
    no_features = all_of(outcome == "diagnostic_evaluation", negated(migraine_features(path)), any_headache(path))
    tension_like = all_of(
        negated(path.chosen("symptoms", "nausea_vomiting")),
        negated(all_of(path.chosen("symptoms", "light_sensitive"), path.chosen("symptoms", "sound_sensitive"))),
        path.count_at_most("pain_features", 2),
    )
    named = {
        "filled_by_other_person": path.is_one_of("for_whom", "someone_else"),
        "under_18": path.at_most("age", 17),
        "acute_attack_now": path.is_one_of("attack_now", "yes"),
        "wants_rescue": path.is_one_of("goal", "rescue", "both"),
        "aura_reported": path.chosen("symptoms", "aura"),
        "rescue_not_working": path.is_one_of("rescue_works", "rarely"),
        "pregnancy_not_stated": pregnancy_not_stated(path),
        "caution_unsure": caution_unsure(path),
        "answer_unsure": unknown(chronic_migraine(path)) or overuse_open(path) or unknown(strong_medicine(path)),
        "pregnancy_medicine": all_of(
            expecting, any_of(path.chosen("acute_medicines", "ergot"), path.chosen("preventives", "anticonvulsant"))
        ),
        "cm_pattern_met": chronic_migraine(path),
        "fewer_than_3_preventives": all_of(
            chronic_migraine(path), any_of(path.count_at_most("preventives", 2), path.unsure("preventives"))
        ),
        "medication_overuse_pattern": all_of(overuse(path), enough_days),
        "medication_overuse_risk": all_of(overuse(path), enough_days is not True),
        "do_not_stop_suddenly": or_unsure(strong_medicine(path)),
        "near_threshold_headache_days": path.between("headache_days", 12, 14),
        "near_threshold_migraine_days": all_of(path.between("migraine_days", 6, 7), enough_days),
        "three_months_or_less": all_of(path.is_one_of("duration", "up_to_3_months"), enough_days),
        "cluster_like": cluster_like(path),
        "daily_from_first_day": path.is_one_of("daily_from_first_day", "yes"),
        "short_headaches": short_headaches(path),
        "tension_like": all_of(no_features, tension_like),
        "features_unclear": all_of(no_features, negated(tension_like)),
        "prevention_worth_discussing": all_of(outcome == "episodic_acute", consider_prevention(path)),
    }
    signs = chosen_options(path, "danger_signs", "pregnancy_signs", "urgent_signs", "change_signs")
    return cautions(path) | signs | true_names(named)


# The walk


@dataclass(frozen=True)
class Result:
    outcome: str | None
    next: str | None
    urgency: str | None
    flags: set[str]
    asked: list[str]


def ends_after(question: str, path: Path) -> bool:
    """The stops that FLOW.md names below the tables of sections 1 and 2."""
    ends = any_of(
        path.count_at_least("danger_signs", 1),
        path.chosen("pregnancy_signs", "possible_preeclampsia"),
        all_of(path.at_most("age", 17), question == SAFETY[-1].id),
        path.is_one_of("goal", "cosmetic"),
    )
    return ends is True


def walk(answer_to: Callable[[Question, Path], Answer | None]) -> tuple[Path, str | None]:
    """Ask in order; gives the answers that count and the question left without one, if any."""
    path = Path()
    for question in QUESTIONS:
        if question.when(path) is not True:
            continue
        answer = answer_to(question, path)
        if answer is None and question.optional:
            continue
        if answer is None:
            return path, question.id
        path.answers[question.id] = answer
        if ends_after(question.id, path):
            break
    return path, None


def screen(answers: Mapping[str, Answer]) -> Result:
    """What FLOW.md makes of a row of `flow try`; answers off the path are ignored."""
    path, missing = walk(lambda question, _: answers.get(question.id))
    outcome = None if missing else outcome_of(path)
    urgency = None if outcome is None else urgency_of(path, outcome)
    return Result(outcome, missing, urgency, flags_of(path, outcome), list(path.answers))


# Random visitors, drawn so that every rule of FLOW.md is met on both of its sides

SIGNS = ("danger_signs", "pregnancy_signs", "urgent_signs", "change_signs")
CAUTIONS = ("neuromuscular", "health_conditions", "caution_medicines")

# The first number on the upper side of each comparison; no rule reads clear_days
EDGES: dict[str, tuple[int, ...]] = {
    "age": (10, 18, 50, 61, 66),
    "headache_days": (1, 2, 3, 4, 6, 8, 12, 15, 21, 25),
    "clear_days": (10, 15, 22),
    "migraine_days": (6, 8),
    "triptan_days": (10,),
    "ergot_days": (10,),
    "opioid_days": (10,),
    "combination_opioid_days": (10,),
    "barbiturate_days": (10,),
    "combination_caffeine_days": (10,),
    "simple_analgesic_days": (15,),
    "acute_days": (10,),
    "botulinum_weeks": (17,),
}

# The option taken with this chance; in the other cases every option is as likely
USUAL = {
    "for_whom": ("me", 0.6),
    "pregnancy": ("none", 0.6),
    "goal": ("prevention", 0.7),
    "daily_from_first_day": ("no", 0.5),
    "botulinum": ("none", 0.6),
}
USUAL_IF_CHRONIC = USUAL | {
    "duration": ("over_3_months", 0.8),
    "headache_hours": ("four_hours_to_three_days", 0.7),
}

# How many options of a *some* are chosen, drawn from these
HOW_MANY = {
    "cluster_signs": (0, 1, 2),
    "triggers": (0, 1, 2, 3),
    "acute_medicines": (0, 0, 1, 1, 2, 2, 3),
    "preventives": (0, 1, 2, 3, 4),
    "neuromuscular": (0, 0, 0, 0, 1, 2),
    "health_conditions": (0, 0, 0, 1, 1, 2),
    "caution_medicines": (0, 0, 0, 1, 1, 2),
}


class Visitor:
    """Draws the answers of one visitor, with tendencies that make the rarer outcomes common."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.signs = set(rng.sample(SIGNS, rng.choice((1, 2)))) if rng.random() < 0.15 else set()
        self.adult = rng.random() < 0.9
        self.chronic = rng.random() < 0.5
        self.healthy = rng.random() < 0.5
        self.few_medicine_days = rng.random() < 0.4
        # Half are sure of everything: at 8% for each of thirty questions hardly anybody would be
        self.unsure_chance = rng.choice((0.0, 0.16))

    def answer(self, question: Question, path: Path) -> Answer | None:
        if question.optional and self.rng.random() < 0.3:
            return None
        if question.id in SIGNS and question.id not in self.signs:
            return ["none"]
        if question.unsure and self.rng.random() < self.unsure_chance:
            return "unsure"
        if question.kind == "number":
            return self.draw_number(question)
        if question.kind == "one":
            return self.draw_one(question)
        if question.kind == "some":
            return self.draw_some(question, path)
        return "two of them, for a year"

    def draw_number(self, question: Question) -> int:
        assert question.low is not None
        assert question.high is not None
        low, high = question.low, question.high
        if self.chronic and question.id == "headache_days":
            return self.rng.choice((14, 15, 15, 16, 16, self.rng.randint(20, 31)))
        if self.chronic and question.id == "migraine_days":
            return self.rng.choice((7, 8, 8, 9, 9, 12))
        if self.adult and question.id == "age":
            low = 18
        if self.few_medicine_days and days_of_a_class(question.id):
            high = EDGES[question.id][0] - 1
        if self.rng.random() < 0.1:
            return self.rng.randint(low, high)
        near = {edge + step for edge in EDGES[question.id] for step in (-1, 0, 1)} | {low, high}
        return self.rng.choice(sorted(number for number in near if low <= number <= high))

    def draw_one(self, question: Question) -> str:
        usual, chance = (USUAL_IF_CHRONIC if self.chronic else USUAL).get(question.id, ("", 0.0))
        if question.id == "pregnancy" and "pregnancy_signs" in self.signs:
            usual, chance = self.rng.choice(("pregnant", "postpartum_6_weeks")), 0.8
        return usual if self.rng.random() < chance else self.rng.choice(question.options)

    def draw_some(self, question: Question, path: Path) -> list[str]:
        offered = question.options_offered(path)
        if question.id in ("pain_features", "symptoms"):
            likely = 0.75 if self.chronic else 0.45
            # An aura alone makes migraine_features true, so it is kept rare
            chosen = [o for o in offered if self.rng.random() < (0.15 if o == "aura" else likely)]
        elif question.id in CAUTIONS and self.healthy:
            chosen = []
        else:
            count = self.rng.choice(HOW_MANY.get(question.id, (1, 1, 2)))
            chosen = sorted(self.rng.sample(offered, count), key=offered.index)
        return chosen or ["none"]


def days_of_a_class(question: str) -> bool:
    return question.endswith("_days") and question.removesuffix("_days") in MEDICINES[0].options


def random_answers(rng: random.Random) -> dict[str, Answer]:
    """A complete walk: a valid answer to exactly the questions on its path, optional ones left out at times."""
    path, _ = walk(Visitor(rng).answer)
    return path.answers
