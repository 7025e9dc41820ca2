"""Danger in free text: emergencies and crises are found however they are said, and what only sounds like one is not."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from danger_rows import CRISES, EMERGENCIES, NOT_DANGERS, every
from hypothesis import given
from hypothesis import strategies as st
from worst_texts import NUMBERED, numbered

from screener.understand import danger as danger_module
from screener.understand.danger import Danger, danger
from screener.understand.danger_lexicon import lexicon, read_danger, split_list
from screener.understand.danger_match import MOST_CORRECTIONS
from screener.understand.danger_text import pieces, plain, read_words
from screener.understand.rows import predict_danger

DEVELOPMENT = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "danger.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]
found = cache(danger)
"""Every row is read once for all tests."""

# --- Rows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phenomenon", EMERGENCIES)
def test_an_emergency_is_found(phenomenon: str) -> None:
    assert [text for text in EMERGENCIES[phenomenon] if not found(text)] == []


@pytest.mark.parametrize("phenomenon", CRISES)
def test_a_crisis_is_found(phenomenon: str) -> None:
    assert [text for text in CRISES[phenomenon] if not found(text)] == []


@pytest.mark.parametrize("phenomenon", NOT_DANGERS)
def test_what_only_sounds_like_danger_is_not(phenomenon: str) -> None:
    assert [text for text in NOT_DANGERS[phenomenon] if found(text)] == []


def test_emergencies_and_crises_are_told_apart() -> None:
    emergencies = Counter(found(text).kind for text in every(EMERGENCIES))
    crises = Counter(found(text).kind for text in every(CRISES))
    assert emergencies["emergency"] >= 0.98 * emergencies.total()
    assert crises["crisis"] >= 0.98 * crises.total()


def test_the_development_rows_stand_above_what_is_asked() -> None:
    right = {row["id"]: predict_danger(row) for row in DEVELOPMENT}
    dangers = [row for row in DEVELOPMENT if row["expect"] != "none"]
    others = [row for row in DEVELOPMENT if row["expect"] == "none"]
    assert sum(right[row["id"]] != "none" for row in dangers) >= 0.98 * len(dangers)
    assert sum(right[row["id"]] == "none" for row in others) >= 0.95 * len(others)


def test_rows_of_other_kinds_raise_no_alarm() -> None:
    side = [
        json.loads(line)["text"]
        for line in (Path(__file__).parent / "data" / "side_questions.jsonl").read_text("utf-8").splitlines()
    ]
    assert sum(bool(danger(text)) for text in side) <= 1


# --- What stands around a sign --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("I have a fever and a stiff neck", "emergency"),
        ("I have no fever and no stiff neck", None),
        ("No fever. My neck is stiff.", None),
        ("my mother had a seizure", None),
        ("my mother is having a seizure", "emergency"),
        ("my mother had a seizure this morning", "emergency"),
        ("I had a seizure in 2009", None),
        ("I had a seizure", "emergency"),
        ("no seizures, fainting or confusion", None),
        ("no, I fainted this morning", "emergency"),
        ("fainted? no", None),
        ("this headache is killing me", None),
        ("this headache is killing me and I want to die", "crisis"),
        ("what if I have a seizure", None),
        ("not sure if I had a seizure", "emergency"),
        ("my usual aura, my hand goes numb every time", None),
        ("not my usual aura, my hand is numb", "emergency"),
        ("my aura always numbs my hand but this time I can't lift my arm", "emergency"),
        ("I read about a man who had a stroke", None),
        ("I was reading and my face went numb", "emergency"),
        ("I don't want to die", None),
        ("I don't want to live", "crisis"),
        ("My uncle killed himself", None),
        ("My uncle wants to kill himself", "crisis"),
        ("if this doesn't stop I'll kill myself", "crisis"),
    ],
)
def test_the_words_around_a_sign_decide_whether_it_counts(said: str, kind: str | None) -> None:
    assert danger(said).kind == kind


def test_a_crisis_goes_before_an_emergency_wherever_it_stands() -> None:
    assert danger("my face is numb and I want to die").kind == "crisis"
    assert danger("I want to die. My face is numb.").kind == "crisis"


def test_the_sign_is_named_for_staff_and_holds_none_of_the_visitors_words() -> None:
    assert danger("my left arm went weak") == Danger("emergency", "new_neuro_deficit")
    signs = {*read_danger()["signs"], danger_module.UNREAD.sign, danger_module.BY_ITS_WORDS, None}
    assert {found(text).sign for text in every(EMERGENCIES) + every(CRISES)} <= signs


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO DIE",
        "i want to d\u200bie",
        "i\u00a0want\tto die",
        "i want to dieeeee",
        "Je veux mourir\u202e",
        "i want to die\x00",
    ],
)
def test_case_and_invisible_characters_hide_nothing(text: str) -> None:
    assert danger(text).kind == "crisis"


@pytest.mark.parametrize(
    "text", ["siezure right now", "i fanited", "my speach is slured", "sudden hedache worst ever", "suicidl"]
)
def test_one_wrong_letter_in_a_telling_word_is_read(text: str) -> None:
    assert danger(text)


@pytest.mark.parametrize(
    "text", ["fewer attacks", "I never strike out", "spelling", "the paints", "some advil and gravol"]
)
def test_a_word_of_its_own_is_not_read_as_another(text: str) -> None:
    assert not danger(text)


# --- The lexicon ----------------------------------------------------------------------------------------------------


def test_every_sign_names_its_kind_and_its_source() -> None:
    for name, sign in read_danger()["signs"].items():
        assert sign["kind"] in ("emergency", "crisis"), name
        assert sign["source"], name
        assert len(sign["patterns"]) == len(set(sign["patterns"])), name


def test_every_group_that_a_pattern_names_is_there_and_every_group_is_used() -> None:
    data = read_danger()
    patterns = [text for sign in data["signs"].values() for text in sign["patterns"]] + data["figures"]
    named = {
        part for text in patterns for part in text.replace("|", " ").split() if part.isupper() and part.isidentifier()
    }
    assert named - {"START", "END", "I"} <= set(data["groups"])
    assert set(data["groups"]) <= named | {"BALANCE"}


def test_words_of_the_lexicon_are_written_as_they_are_read() -> None:
    data = read_danger()
    for block in ("groups", "context"):
        for name, text in data[block].items():
            for entry in split_list(text):
                assert plain(entry) == entry, (name, entry)


def test_short_forms_are_written_out() -> None:
    assert read_words(pieces("I can't, cant and don't; j'suis"), lexicon().short_forms).words == [
        *["i", "cannot", "cannot", "and", "do", "not", "je", "suis"]
    ]


# --- Any text, and much of it ---------------------------------------------------------------------------------------


@given(st.text())
def test_any_text_gives_a_reading(text: str) -> None:
    assert danger(text).kind in ("emergency", "crisis", None)


WORDS = sorted({word for text in every(EMERGENCIES) + every(NOT_DANGERS) for word in text.split()})


@given(
    st.lists(
        st.sampled_from(WORDS) | st.sampled_from([".", ",", "?", "no", "not", "if", "my mom", "in 2009"]), max_size=60
    )
)
def test_any_words_of_danger_in_any_order_give_a_reading(words: list[str]) -> None:
    assert danger(" ".join(words)).kind in ("emergency", "crisis", None)


LONG = {
    "one letter": "z" * 100_001,
    "emoji": "🤕" * 25_000,
    "quotes": "'" * 100_000,
    "letters and quotes": "a'" * 50_000,
    "accents": "e\u0301\u0301\u0301" * 25_000,
    "blanks": " " * 100_000,
    "dashes": " -" * 50_000,
    "one word": "not " * 25_000,
    "denials": "no seizure. " * 8_500,
    "half a sentence": "i want to not " * 7_000,
    "words of patterns": "arm cannot my head " * 5_000,
    "strange words": " ".join(f"qx{i:05}w" for i in range(11_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_thousand_characters_without_a_danger_raise_no_alarm(name: str) -> None:
    assert danger(LONG[name]).kind is None


@pytest.mark.parametrize("name", NUMBERED)
def test_a_danger_behind_passages_that_never_repeat_is_found(name: str) -> None:
    assert danger(numbered(name, 100_000) + ". I want to kill myself.").kind is not None


def test_danger_is_read_at_the_end_of_a_very_long_text_too() -> None:
    filler = "The clinic looks at how often the pain comes and how long it stays. " * 1_500
    assert danger(filler).kind is None
    assert danger(filler + "I want to kill myself.").kind == "crisis"
    assert danger(filler + "My face is drooping and my arm is weak.").kind == "emergency"


def test_misspellings_are_looked_up_for_the_first_words_only() -> None:
    assert MOST_CORRECTIONS < 100


@pytest.mark.parametrize("text", ["i wouldnt mind not waking up tomorrow", "i dont mind not existing"])
def test_not_minding_the_end_is_a_crisis(text: str) -> None:
    assert danger(text).kind == "crisis"


def test_not_minding_to_wake_up_is_none() -> None:
    assert not danger("i wouldnt mind waking up later")
