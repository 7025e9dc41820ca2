"""The answers to side questions: plain words, balanced, nothing promised or sold, and every topic there."""

import re
from pathlib import Path

import pytest
from flow_words import grade

from screener.clinic import load_clinic
from screener.engine.loader import load
from screener.proof.structure import SELLING
from screener.understand.faq import Faq
from screener.understand.faq_check import MIGRAINE, SELLING_IN_FRENCH, spoken

FLOWS = Path(__file__).parents[2] / "flows"
FLOW = load(FLOWS / "migraine")
FILE = Faq.load(FLOWS / "migraine" / "faq.yaml").file
BLANKS = {
    "treatment_name": "the treatment",
    "clinic_name": "the clinic",
    "telephone": "the clinic",
    "places": "the area",
    "keep_unfinished": "30 days",
    "keep_finished": "10 years",
}
NAMES = re.compile(r"\b(gentamicin|Lambert-Eaton|myasthenia gravis|Ontario's|Health Canada's|physician)\b")
"""Names, which a reader knows or reads off a letter, and the word that the clinic has chosen, measure no sentence."""

LIMITS = re.compile(
    r"not for everyone|not work for everyone|not answer|does little|side effects|physician|doctor|call 911|not know"
    r"|not approved|No\.|can come back|No one can promise|not diagnose|call \{telephone\}|notice little|not permanent"
)


def filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: BLANKS[blank[1]], text)


@pytest.mark.parametrize("name", FILE.topics)
def test_an_answer_is_at_reading_grade_eight_or_below(name: str) -> None:
    assert grade(NAMES.sub("doctor", filled(FILE.topics[name].answer))) <= 8


@pytest.mark.parametrize("name", FILE.topics)
def test_an_answer_is_short_enough_to_be_read_in_pain(name: str) -> None:
    assert len(FILE.topics[name].answer.split()) <= 75
    assert len((FILE.topics[name].answer_fr or "").split()) <= 95


FRENCH = [(path, text) for path, text in spoken(FILE) if path[-1] in ("fr", "answer_fr")]
NO_BREAK = "\u00a0"


@pytest.mark.parametrize(("path", "text"), FRENCH)
def test_french_is_set_as_in_canada(path: tuple[str | int, ...], text: str) -> None:
    assert len(re.findall("[^0-9]:", text)) == text.count(f"{NO_BREAK}:"), "a colon has an unbreakable space before it"
    assert not re.search(r"\s[;?!]", text), "other marks have none"
    assert "  " not in text
    assert not re.search(r"\b(tu|te|ton|ta|tes|toi)\b", text, re.IGNORECASE), "visitors are called vous"
    assert not re.search(r"\b(email|mail|cookies?|chat|week-end)\b", text, re.IGNORECASE), "words as they are used here"


@pytest.mark.parametrize("name", FILE.topics)
def test_both_languages_give_the_same_numbers_and_blanks(name: str) -> None:
    topic = FILE.topics[name]
    for pattern in (r"\d+", r"\{(?!treatment_name)\w+\}"):
        assert sorted(re.findall(pattern, topic.answer)) == sorted(re.findall(pattern, topic.answer_fr or ""))


def test_every_topic_is_answered_in_both_languages() -> None:
    assert set(FILE.topics) == MIGRAINE
    assert all(topic.answer_fr for topic in FILE.topics.values())
    assert all(len(topic.ask.en) >= 10 and len(topic.ask.fr) >= 6 for topic in FILE.topics.values())


@pytest.mark.parametrize(("path", "text"), list(spoken(FILE)))
def test_nothing_promises_compares_diagnoses_or_sells(path: tuple[str | int, ...], text: str) -> None:
    assert not SELLING.search(text)
    assert "!" not in text
    assert not SELLING_IN_FRENCH.search(text)


def test_the_treatment_is_named_by_the_clinic_alone() -> None:
    name = load_clinic(FLOWS / "clinic.yaml").treatment_name.casefold()
    assert not [path for path, text in spoken(FILE) if name in text.casefold()]


def test_a_sentence_never_begins_with_the_name_of_the_treatment() -> None:
    begins = re.compile(r"(^|[.?!:] )\{treatment_name\}")
    assert not [path for path, text in spoken(FILE) if begins.search(text)]


@pytest.mark.parametrize(
    "name", ["benefits", "how_works", "candidate", "when_results", "what_is_it", "cosmetic_difference"]
)
def test_an_answer_about_the_effect_says_its_limits_too(name: str) -> None:
    assert LIMITS.search(FILE.topics[name].answer)


def test_what_speaks_of_benefit_is_marked_as_promoting() -> None:
    assert {name for name, topic in FILE.topics.items() if topic.promotes} == {"benefits", "how_works"}


def test_every_answer_cites_a_known_source_and_claims_no_review() -> None:
    known = {*FLOW.sources, *FILE.sources}
    for name, topic in FILE.topics.items():
        assert set((topic.source or "").replace(",", " ").split()) <= known, name
        assert topic.source, name
        assert topic.checked, name
        assert topic.reviewed_by is None, name


def test_declining_and_closing_refer_to_the_physician() -> None:
    assert "physician" in FILE.declined.en
    assert "physician" in FILE.closing.en
    assert "médecin" in (FILE.declined.fr or "")
    assert "médecin" in (FILE.closing.fr or "")


def test_dangers_in_answers_say_911() -> None:
    for name in ("emergency", "side_effects", "cautions_safety", "not_rescue"):
        assert "911" in FILE.topics[name].answer
        assert "911" in (FILE.topics[name].answer_fr or "")
