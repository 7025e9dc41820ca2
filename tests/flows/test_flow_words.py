"""What every shipped flow promises of its words and of its rules, whatever it asks about."""

import re
from pathlib import Path

import pytest
from flow_words import grade, groups, rules, spoken, syllables, texts_for_someone_else

from screener.clinic import load_clinic
from screener.engine.flow import Flow, leaves
from screener.engine.loader import FLOW_FILE, load
from screener.proof.check import check_folder
from screener.proof.structure import FIRST_OR_SECOND_PERSON, SELLING, unreviewed

FLOWS = Path(__file__).parents[2] / "flows"
ALL = [load(path.parent) for path in sorted(FLOWS.glob(f"*/{FLOW_FILE}"))]
GROUPS = [
    pytest.param(text, id=f"{flow.id}: {name}{' for someone else' * other}")
    for flow in ALL
    for other in (False, True)
    for name, text in groups(flow, other)
    if text.strip()
]
each_flow = pytest.mark.parametrize("flow", ALL, ids=[flow.id for flow in ALL])


def test_syllables_and_grades_are_counted_as_a_reader_would() -> None:
    counts = {"headache": 2, "migraine": 2, "physician": 3, "medicine": 3, "people": 2, "stopped": 1, "pregnancy": 3}
    assert {word: syllables(word) for word in counts} == counts
    assert grade("The cat sat on the mat. The dog ran to the door.") < 1
    assert grade("Prophylactic administration necessitates neurological consultation.") > 12


@each_flow
def test_the_check_finds_nothing_to_say_against_it(flow: Flow) -> None:
    assert [str(problem) for problem in check_folder(FLOWS / flow.id).problems] == []


# --- What it says ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", GROUPS)
def test_its_words_are_at_reading_grade_eight_or_below(text: str) -> None:
    assert grade(text) <= 8, text


@each_flow
def test_the_treatment_is_named_by_the_clinic_alone_save_where_visitors_type_it(flow: Flow) -> None:
    name = load_clinic(FLOWS / "clinic.yaml").treatment_name.casefold()
    ids = {outcome.id for outcome in flow.outcomes}
    texts = [(path, text) for path, text in leaves(flow) if isinstance(text, str) and text not in ids]
    named = {path for path, text in texts if name in text.casefold()}
    assert {path[-2] for path in named if path[0] != "always"} <= {"synonyms"}


@each_flow
def test_a_sentence_never_begins_with_the_name_of_the_treatment(flow: Flow) -> None:
    assert not [path for path, text in spoken(flow) if re.search(r"(^|[.?!] )\{treatment_name\}", text)]


@each_flow
def test_texts_neither_shout_nor_sell(flow: Flow) -> None:
    for path, text in spoken(flow):
        assert "!" not in text, path
        assert "—" not in text, path
        assert not SELLING.search(text), path


@each_flow
def test_no_text_shows_a_dose(flow: Flow) -> None:
    assert not [path for path, text in spoken(flow) if re.search(r"\d+ ?(mg|mcg|units?|tablets?|U)\b", text)]


@each_flow
def test_texts_for_someone_else_never_say_you_about_the_patient(flow: Flow) -> None:
    for path, text in texts_for_someone_else(flow):
        if not path.startswith("welcome"):  # nobody has said yet whom it is about
            assert not FIRST_OR_SECOND_PERSON.search(text), (path, text)


@each_flow
def test_every_question_says_in_one_sentence_why_it_is_asked_and_what_it_is_called_in_the_record(flow: Flow) -> None:
    for question in flow.questions:
        assert re.fullmatch(r"[^.?]+\.", str(question.why)), question.id
        assert question.short, question.id
        assert len(question.short) <= 36, question.id


@each_flow
def test_every_outcome_says_what_it_is_called_what_happens_next_and_how_soon(flow: Flow) -> None:
    for outcome in flow.outcomes:
        assert outcome.title, outcome.id
        assert outcome.staff, outcome.id
        assert ("{how_soon}" in str(outcome.next)) == (outcome.recommends in ("physician", "other_physician"))


@each_flow
def test_the_emergency_page_says_911_first_and_the_crisis_page_9_8_8(flow: Flow) -> None:
    emergency, crisis = flow.outcome("emergency_now"), flow.outcome("crisis_now")
    assert emergency.say.startswith("Call 911, and do not drive yourself.")
    assert str(crisis.next).startswith("Call or text 9-8-8, day or night.")
    assert "911" in str(crisis.next)


# --- Who answers for it ---------------------------------------------------------------------------------------------


@each_flow
def test_every_rule_names_a_known_source_and_the_day_it_was_checked(flow: Flow) -> None:
    for name, rule in rules(flow):
        assert rule.source, name
        assert set(rule.source.replace(",", " ").split()) <= set(flow.sources), name
        assert rule.checked, name


@each_flow
def test_every_source_is_cited(flow: Flow) -> None:
    cited = {key for path, text in leaves(flow) if path[-1] == "source" for key in text.replace(",", " ").split()}
    assert cited == set(flow.sources)


@each_flow
def test_no_rule_claims_a_physicians_review_that_has_not_happened(flow: Flow) -> None:
    assert [name for name, rule in rules(flow) if rule.reviewed_by] == []
    assert set(unreviewed(flow)) <= {name for name, _ in rules(flow)}


@each_flow
def test_staff_are_told_what_each_sign_caution_and_flag_means(flow: Flow) -> None:
    signs = [option for question in flow.questions for option in question.options if option.sign or option.caution]
    assert all(option.staff for option in signs)
    assert all(flag.label and flag.staff for flag in [*flow.flags.values(), *flow.cautions.values()])
    assert all(option.say for option in signs if option.caution)
