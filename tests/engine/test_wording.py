"""The words of a flow: in the right person, with the visitor's answers and the clinic's names in them."""

from flow_texts import FULL, answered, flow_from, flow_text, number, small_machine

from screener.engine.wording import Wording

FLOW = small_machine().flow
WORDING = Wording(FLOW, answered(small_machine(), FULL).said)


def answer_in_words(question: str, value: int | str | tuple[str, ...] | None, other: bool = False) -> str:
    return Wording(FLOW, {}, other).answer(FLOW.by_id[question], value)


def test_answers_in_words() -> None:
    assert answer_in_words("pain_days", 15) == "15 days a month"
    assert answer_in_words("pain_days", 1) == "1 day a month"
    assert answer_in_words("clear_days", 3) == "3"
    assert answer_in_words("features", ("sharp", "locked")) == "Sharp; Locked"
    assert answer_in_words("features", ("none",)) == "None of these"
    assert answer_in_words("goal", "looks") == "How it looks"
    assert answer_in_words("triggers", None) == "Passed over"
    assert answer_in_words("notes", "since May") == "since May"


def test_unsure_has_words_in_both_persons_and_may_have_its_own() -> None:
    assert answer_in_words("pain_days", "unsure") == "I'm not sure"
    assert answer_in_words("pain_days", "unsure", other=True) == "Not sure"
    flow = flow_from(flow_text(number("days", "unsure: Never counted")))
    assert Wording(flow, {}).answer(flow.by_id["days"], "unsure") == "Never counted"


def test_free_words_stay_what_was_written_even_unsure() -> None:
    assert answer_in_words("notes", "unsure") == "unsure"


def test_someone_elses_words_are_used_where_there_are_any() -> None:
    age, days = FLOW.by_id["age"], FLOW.by_id["pain_days"]
    assert (Wording(FLOW, {}).of(age, "ask"), Wording(FLOW, {}, other=True).of(age, "ask")) == (
        "How old are you?",
        "How old are they?",
    )
    assert Wording(FLOW, {}, other=True).of(days, "ask") == "How many days?"
    assert Wording(FLOW, {}).of(days, "help") == ""


def test_blanks_are_filled_with_answers_and_the_clinics_names() -> None:
    wording = Wording(FLOW, {"pain_days": 20}, blanks={"clinic_name": "Knees & Co"})
    assert wording.fill("{pain_days} at {clinic_name}") == "20 days a month at Knees & Co"


def test_a_blank_without_an_answer_or_a_name_is_left_out() -> None:
    assert WORDING.fill("a{clear}b{at_night}c{nobody}d") == "abNocd"
    assert Wording(FLOW, {}).fill("[{pain_days}]") == "[]"


def test_what_a_visitor_wrote_is_not_filled_in_again() -> None:
    assert Wording(FLOW, {"notes": "{pain_days}", "pain_days": 3}).fill("You said: {notes}") == "You said: {pain_days}"


def test_braces_that_name_nothing_stay() -> None:
    assert WORDING.fill("{} {two words} {pain_days") == "{} {two words} {pain_days"


def test_lines_are_filled_each() -> None:
    assert WORDING.lines(["{pain_days}", "Rest"]) == ["20 days a month", "Rest"]
    assert WORDING.lines(None) == []
