"""Free text as an answer: plain numbers and an option's own words are read, all else is left unread."""

import pytest
from flow_texts import choice, flow_from, flow_text, number
from hypothesis import given
from hypothesis import strategies as st

from screener.engine.answers import read_value
from screener.engine.errors import AnswerError
from screener.understand.reply import normal, read_text

FLOW = flow_from(
    flow_text(
        number("days", "unsure: true, unit: days a month, unit_one: day a month")
        + number("weeks", "unit: weeks")
        + "- {id: help, section: a, kind: one, unsure: true, ask: What?, options: [{id: pain_relief, label: Relief now,"
        " synonyms: [less pain]}, {id: prevention, label: Fewer attacks}, {id: both, label: Both of them}]}\n"
        "- {id: pills, section: a, kind: some, unsure: true, none: No pills at all, ask: Which?, options:"
        " [{id: triptan, label: A triptan, synonyms: [Imitrex, Éléctra]}, {id: opioid, label: An opioid, synonyms:"
        " [Tylenol 3]}, {id: simple, label: Ibuprofen and the like, synonyms: [Advil, Tylenol]}]}\n"
        "- {id: twins, section: a, kind: some, ask: Which?, options: [{id: left, label: Left, synonyms: [side]},"
        " {id: right, label: Right, synonyms: [side]}]}\n"
        "- {id: notes, section: a, kind: words, optional: true, ask: More?}\n" + choice("works")
    )
)


def read(question: str, text: str) -> object:
    asked = FLOW.by_id[question]
    return read_text(asked, asked.options, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15", 15),
        (" 15 ", 15),
        ("15.", 15),
        ("0", 0),
        ("-3", -3),
        ("15 days", 15),
        ("15 days a month", 15),
        ("1 day", 1),
        ("about 15", 15),
        ("Around 15 days", 15),
        ("maybe 4", 4),
        ("not sure", "unsure"),
        ("I'm not sure", "unsure"),
        ("I don’t know", "unsure"),
        ("No idea.", "unsure"),
        ("15 weeks", None),
        ("15 or 16", None),
        ("15-20", None),
        ("15.5", None),
        ("fifteen", 15),
        ("every other day", None),
        ("more than 15", None),
        ("1234567", None),
        ("", None),
    ],
)
def test_a_number_is_read_alone_or_with_its_own_unit(text: str, value: object) -> None:
    assert read("days", text) == value


def test_unsure_is_read_only_where_it_is_offered() -> None:
    assert read("weeks", "not sure") is None
    assert read("weeks", "16 weeks") == 16


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Relief now", "pain_relief"),
        ("relief NOW!", "pain_relief"),
        ("pain relief", "pain_relief"),
        ("  less   pain ", "pain_relief"),
        ("prevention", "prevention"),
        ("both", "both"),
        ("unsure", "unsure"),
        ("relief", None),
        ("preventoin", None),
        ("relief now, prevention", None),
        ("not prevention", None),
        ("none", None),
        ("", None),
    ],
)
def test_one_option_is_read_by_what_it_is_called(text: str, value: object) -> None:
    assert read("help", text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("imitrex", ["triptan"]),
        ("electra", ["triptan"]),
        ("ÉLÉCTRA", ["triptan"]),
        ("imitrex and advil", ["triptan", "simple"]),
        ("Imitrex, Advil; Tylenol 3", ["triptan", "opioid", "simple"]),
        ("imitrex + advil & tylenol 3", ["triptan", "opioid", "simple"]),
        ("ibuprofen and the like", ["simple"]),
        ("none", ["none"]),
        ("No", ["none"]),
        ("none of these", ["none"]),
        ("No pills at all", ["none"]),
        ("I do not know", "unsure"),
        ("imitrex and something else", None),
        ("no imitrex", None),
        ("imitrex or advil", None),
        (",", None),
        ("", None),
    ],
)
def test_some_options_are_read_where_every_part_is_plain(text: str, value: object) -> None:
    assert read("pills", text) == value


def test_a_name_that_two_options_share_names_neither() -> None:
    assert read("twins", "side") is None
    assert read("twins", "left and right") == ["left", "right"]


def test_an_option_that_is_not_offered_is_not_read() -> None:
    pills = FLOW.by_id["pills"]
    assert read_text(pills, pills.options[1:], "imitrex") is None


def test_yes_and_no_are_read_where_they_are_options() -> None:
    works = FLOW.by_id["works"]
    assert (read_text(works, works.options, "Yes."), read_text(works, works.options, "no")) == ("yes", "no")


def test_free_words_are_kept_as_they_are_but_for_blanks_around_them() -> None:
    assert read("notes", "  Since May, I'm worse.\n") == "Since May, I'm worse."


def test_text_is_compared_without_case_accents_or_stops() -> None:
    assert normal("  Très   BIEN!?") == "tres bien"
    assert normal("I don’t") == "i do not"


@given(st.sampled_from([question.id for question in FLOW.questions]), st.text())
def test_whatever_is_typed_is_an_answer_that_fits_or_is_refused_by_name_or_left_unread(name: str, text: str) -> None:
    question = FLOW.by_id[name]
    raw = read_text(question, question.options, text)
    problem = None
    try:
        if raw is not None:
            read_value(question, raw, question.option_ids)
    except AnswerError as error:
        problem = error.problem
    assert problem in {None, "too_low", "too_high", "too_long", "not_text"}
