"""The migraine flow, held against FLOW.md's second reading, its clinical rows, and the promises of its words."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import textstat
from oracle import QUESTIONS, Answer, random_answers, screen

from screener.clinic import load_clinic
from screener.engine.answers import Value
from screener.engine.flow import leaves
from screener.engine.interview import Interview
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.engine.part import Part, Sourced
from screener.engine.wording import Wording
from screener.proof.check import check_folder
from screener.proof.examples import read_examples, walk
from screener.proof.structure import FIRST_OR_SECOND_PERSON, SELLING, unreviewed

FLOWS = Path(__file__).parents[2] / "flows"
FOLDER = FLOWS / "migraine"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "vignettes.jsonl").read_text("utf-8").splitlines()
]
FLOW = load(FOLDER)
MACHINE = FlowMachine(FLOW)
RAISED = {**FLOW.cautions, **FLOW.flags}
QUARTERS, WALKS = 4, 2_100


# --- What it asks and decides ---------------------------------------------------------------------------------------


def decided(interview: Interview) -> tuple[str | None, str | None, set[str]]:
    decision = interview.decision
    return decision.outcome.id if decision.outcome else None, decision.urgency, set(decision.codes)


def test_the_check_finds_nothing_to_say_against_it() -> None:
    assert [str(problem) for problem in check_folder(FOLDER).problems] == []


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

MEDICINE_EXAMPLES = re.compile(r" \((such as|gentamicin|Plaquenil)[^)]*\)")
"""Names of medicines, which visitors read off a packet, are no measure of how hard a sentence is."""
SILENT_END = re.compile(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzcg]es$(?<!ches)(?<!shes)|[aeiouy]le$", re.IGNORECASE)
BLANKS = {"how_soon": "in the next few days", "treatment_name": "the treatment", "clinic_name": "the clinic"}


def filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: BLANKS.get(blank[1], "ten days a month"), text)


def syllables(word: str) -> int:
    """Groups of vowels. (textstat would fetch a dictionary over the network; over these texts the sums agree.)"""
    return max(1, len(re.findall(r"[aeiouy]+", word, re.IGNORECASE)) - bool(SILENT_END.search(word)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade, with textstat's words and sentences."""
    words = re.findall(r"[A-Za-z]+", text.replace("'", ""))
    per_word = sum(map(syllables, words)) / len(words)
    return float(0.39 * textstat.words_per_sentence(text) + 11.8 * per_word - 15.59)


def sentences(part: Part, *names: str, other: bool = False) -> str:
    """These texts of a part, each as a sentence, in the visitor's person or in the third."""
    texts = [text_of(part, name, other) for name in names]
    return " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts if text)


def text_of(part: Part, name: str, other: bool) -> str:
    text = (other and getattr(part, f"{name}_other", None)) or getattr(part, name, None) or ""
    return filled(" ".join(text) if isinstance(text, tuple) else text)


def groups(other: bool) -> Iterator[tuple[str, str]]:
    """Every text that visitors see, in groups long enough to be measured."""
    for question in FLOW.questions:
        yield question.id, sentences(question, "ask", "help", "why", other=other)
        options = " ".join(sentences(option, "label", "help", other=other) for option in question.options)
        yield f"options of {question.id}", MEDICINE_EXAMPLES.sub("", options)
        yield f"advice on {question.id}", " ".join(sentences(one, "say", other=other) for one in question.options)
    for outcome in FLOW.outcomes:
        yield outcome.id, sentences(outcome, "title", "say", "next", other=other)
        yield f"reasons of {outcome.id}", " ".join(sentences(one, "say", other=other) for one in outcome.because)
    for card in FLOW.cards:
        yield card.show, sentences(card, "title", "say", other=other)
    for name in ("consistent", "advice", "consultation"):
        yield name, " ".join(sentences(one, "say", other=other) for one in getattr(FLOW, name))
    yield "what to tell the physician", " ".join(sentences(one, "say", other=other) for one in RAISED.values())
    yield "the welcome", filled(" ".join(FLOW.welcome))


GROUPS = [
    pytest.param(text, id=f"{name}{' for someone else' * other}")
    for other in (False, True)
    for name, text in groups(other)
    if text.strip()
]


def test_syllables_and_grades_are_counted_as_a_reader_would() -> None:
    counts = {"headache": 2, "migraine": 2, "physician": 3, "medicine": 3, "people": 2, "stopped": 1, "pregnancy": 3}
    assert {word: syllables(word) for word in counts} == counts
    assert grade("The cat sat on the mat. The dog ran to the door.") < 1
    assert grade("Prophylactic administration necessitates neurological consultation.") > 12


@pytest.mark.parametrize("text", GROUPS)
def test_its_words_are_at_reading_grade_eight_or_below(text: str) -> None:
    assert grade(text) <= 8, text


def spoken() -> Iterator[tuple[str, str]]:
    """Every text of the flow but ids, sources and what only staff see, with its path."""
    unseen = {"id", "staff", "source", "text", "show", "synonyms", "sources", "unsure_as", "always", "intended_use"}
    unseen |= {"recommends", "kind", "section", "for", "caution", "sign", "level", "with", "given", "change", "after"}
    for path, text in leaves(FLOW):
        if isinstance(text, str) and not unseen & set(map(str, path)):
            yield "/".join(map(str, path)), text


def test_the_treatment_is_named_by_the_clinic_alone_save_where_visitors_type_it() -> None:
    name = load_clinic(FLOWS / "clinic.yaml").treatment_name.casefold()
    ids = {outcome.id for outcome in FLOW.outcomes}
    texts = [(path, text) for path, text in leaves(FLOW) if isinstance(text, str) and text not in ids]
    named = {path for path, text in texts if name in text.casefold()}
    assert {path[-2] for path in named if path[0] != "always"} == {"synonyms"}


def test_a_sentence_never_begins_with_the_name_of_the_treatment() -> None:
    assert not [path for path, text in spoken() if re.search(r"(^|[.?!] )\{treatment_name\}", text)]


def test_texts_neither_shout_nor_sell() -> None:
    for path, text in spoken():
        assert "!" not in text, path
        assert "—" not in text, path
        assert not SELLING.search(text), path


def test_no_text_shows_a_dose() -> None:
    assert not [path for path, text in spoken() if re.search(r"\d+ ?(mg|mcg|units?|tablets?|U)\b", text)]


def texts_for_someone_else() -> Iterator[tuple[str, str]]:
    """What whoever fills this in for someone else reads: the third person where there is one."""
    texts = dict(spoken())
    for path, text in texts.items():
        at = path.split("/")
        key = max(i for i, name in enumerate(at) if not name.isdigit())
        other = "/".join([*at[:key], f"{at[key]}_other"])
        if not any(candidate == other or candidate.startswith(f"{other}/") for candidate in texts):
            yield path, text


def test_texts_for_someone_else_never_say_you_about_the_patient() -> None:
    for path, text in texts_for_someone_else():
        if not path.startswith("welcome"):  # nobody has said yet whom it is about
            assert not FIRST_OR_SECOND_PERSON.search(text), (path, text)


def test_every_question_says_in_one_sentence_why_it_is_asked_and_what_it_is_called_in_the_record() -> None:
    for question in FLOW.questions:
        assert re.fullmatch(r"[^.?]+\.", str(question.why)), question.id
        assert question.short, question.id
        assert len(question.short) <= 36, question.id


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


def test_every_outcome_says_what_happens_next_and_recommends_somebody() -> None:
    for outcome in FLOW.outcomes:
        assert outcome.title, outcome.id
        assert outcome.next, outcome.id
        assert outcome.staff, outcome.id
    recommended = {outcome.id: outcome.recommends for outcome in FLOW.outcomes if outcome.recommends != "physician"}
    assert recommended == {"crisis_now": "crisis", "emergency_now": "emergency", "under_18": "other_physician"}
    assert [outcome.id for outcome in FLOW.outcomes if not outcome.booking] == list(recommended)
    for outcome in FLOW.outcomes:
        assert ("{how_soon}" in str(outcome.next)) == (outcome.recommends in ("physician", "other_physician"))


def test_the_emergency_page_says_911_first_and_the_crisis_page_9_8_8() -> None:
    emergency, crisis = FLOW.outcome("emergency_now"), FLOW.outcome("crisis_now")
    assert emergency.say.startswith("Call 911, and do not drive yourself.")
    assert str(crisis.next).startswith("Call or text 9-8-8, day or night.")
    assert "911" in str(crisis.next)


# --- Who answers for it ---------------------------------------------------------------------------------------------


def rules() -> Iterator[tuple[str, Sourced]]:
    """Every rule; a sign or caution says by its question what it does not say itself."""
    for question in FLOW.questions:
        for option in question.options:
            if option.sign or option.caution:
                inherited = {name: getattr(option, name) or getattr(question, name) for name in Sourced.model_fields}
                yield option.id, Sourced(**inherited)
    for block in (FLOW.facts, FLOW.cautions, FLOW.flags):
        yield from block.items()
    for outcome in FLOW.outcomes:
        yield outcome.id, outcome


def test_every_rule_names_a_known_source_and_the_day_it_was_checked() -> None:
    for name, rule in rules():
        assert rule.source, name
        assert set(rule.source.replace(",", " ").split()) <= set(FLOW.sources), name
        assert rule.checked, name


def test_every_source_is_cited() -> None:
    cited = {key for path, text in leaves(FLOW) if path[-1] == "source" for key in text.replace(",", " ").split()}
    assert cited == set(FLOW.sources)


def test_no_rule_claims_a_physicians_review_that_has_not_happened() -> None:
    assert [name for name, rule in rules() if rule.reviewed_by] == []
    assert set(unreviewed(FLOW)) <= {name for name, _ in rules()}


def test_staff_are_told_what_each_sign_caution_and_flag_means() -> None:
    signs = [option for question in FLOW.questions for option in question.options if option.sign or option.caution]
    assert all(option.staff for option in signs)
    assert all(flag.label and flag.staff for flag in [*FLOW.flags.values(), *FLOW.cautions.values()])
    assert all(option.say for option in signs if option.caution)


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
