"""Examples that a clinician writes: answers, and the outcome that they must have."""

from pathlib import Path
from textwrap import indent

import pytest
from flow_texts import FULL, small_machine

from screener.engine.errors import AnswerError, FlowError
from screener.proof.examples import check_examples, read_examples, walk

ANSWERS = """\
for_whom: me
age: 40
danger: [none]
pain_days: 20
clear_days: 10
features: [sharp, swollen]
at_night: no
goal: relief
medicines: [none]
conditions: [none]
"""


@pytest.fixture(autouse=True)
def _somewhere_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Path:
    path = Path("examples.yaml")
    path.write_text(text, "utf-8")
    return path


def example(outcome: str = "treat", answers: str = ANSWERS, more: str = "") -> str:
    return f"- name: A knee\n  outcome: {outcome}\n{more}  answers:\n" + indent(answers, "    ")


def every_other_outcome() -> str:
    """Examples for the outcomes that the tests below are not about."""
    changes = {
        "emergency": ("danger: [none]", "danger: [numb_leg]"),
        "urgent": ("danger: [none]", "danger: [fever]"),
        "young": ("age: 40", "age: 12"),
        "cosmetic": ("goal: relief", "goal: looks"),
        "careful": ("conditions: [none]", "conditions: [allergy]"),
        "open": ("pain_days: 20", "pain_days: unsure"),
        "rest": ("pain_days: 20", "pain_days: 14"),
    }
    return "".join(example(outcome, ANSWERS.replace(*change)) for outcome, change in changes.items())


def found(*examples: str) -> list[str]:
    text = "examples:\n" + "".join(examples) + every_other_outcome()
    return [str(problem) for problem in check_examples(small_machine(), written(text))]


def test_examples_that_hold_are_left_alone() -> None:
    assert found(example()) == []


def test_an_outcome_without_an_example_is_named_but_not_one_that_answers_cannot_reach() -> None:
    assert found() == ["examples.yaml:2:1: no example ends in treat: add one"]


def test_an_example_that_ends_elsewhere_is_named() -> None:
    assert found(example(), example("rest")) == ["examples.yaml:15:3: A knee: ends in treat, not in rest"]


def test_an_example_may_say_its_urgency_and_flags() -> None:
    right = "  urgency: routine\n  flags: []\n"
    assert found(example(more=right)) == []
    wrong = "  urgency: days\n  flags: [stiff]\n"
    assert found(example(more=wrong)) == [
        "examples.yaml:2:3: A knee: is routine, not days",
        "examples.yaml:2:3: A knee: lacks the flags stiff",
    ]


def test_flags_that_are_too_many_are_named() -> None:
    answers = ANSWERS.replace("conditions: [none]", "conditions: [asthma]")
    (problem,) = found(example(), example("careful", answers, "  flags: [stiff]\n"))
    assert problem.endswith("A knee: also has the flags asthma and lacks the flags stiff")


def test_an_example_that_stops_short_is_named() -> None:
    (problem,) = found(example(), example(answers="for_whom: me\nage: 40\n"))
    assert problem.endswith("A knee: the answers stop short: danger is missing")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("age: 40", "age: 400"), "age: too high"),
        (("goal: relief", "goal: peace"), "goal: unknown option"),
        (("danger: [none]", "danger: [new_over_50]"), "danger: not offered"),
        (("danger: [none]", "danger: [none, fever]"), "danger: none with others"),
        (("danger: [none]", "danger: []"), "danger: missing"),
        (("age: 40", "age: 40\nshoe: 3"), "there is no question 'shoe'"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(change: tuple[str, str], said: str) -> None:
    (problem,) = found(example(), example(answers=ANSWERS.replace(*change)))
    assert problem.endswith(said)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("examples: 5", "examples.yaml:1:11: "),
        ("cases: []", "examples.yaml:1:1: "),
        ("examples:\n- name: A\n  outcome: treat\n", "examples.yaml:2:3: "),
        ("examples:\n- name: A\n  answers: {}\n  outcome: treat\n  urgency: soon\n", "examples.yaml:5:12: "),
        ("examples: [", "examples.yaml:"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(text: str, place: str) -> None:
    with pytest.raises(FlowError) as caught:
        read_examples(written(text))
    assert str(caught.value).startswith(place)
    assert check_examples(small_machine(), written(text)) == caught.value.problems


def test_a_file_that_is_not_utf_8_is_named() -> None:
    Path("examples.yaml").write_bytes(b"examples: \xff")
    assert [str(problem) for problem in check_examples(small_machine(), Path("examples.yaml"))] == [
        "examples.yaml:1:1: this file is not UTF-8 text: save it as UTF-8"
    ]


# --- Walking --------------------------------------------------------------------------------------------------------


def test_a_row_of_answers_is_walked_to_its_end() -> None:
    assert walk(small_machine(), FULL).state == "outcome:treat"


def test_an_optional_question_without_an_answer_is_passed_over() -> None:
    row = {name: value for name, value in FULL.items() if name not in ("triggers", "notes")}
    interview = walk(small_machine(), row)
    assert interview.state == "outcome:treat"
    assert (interview.counting["triggers"], interview.counting["notes"]) == (None, None)


def test_a_row_that_stops_short_stands_at_the_question_that_it_lacks() -> None:
    assert walk(small_machine(), {"for_whom": "me", "goal": "relief"}).state == "age"


def test_answers_off_the_path_are_neither_checked_nor_counted() -> None:
    interview = walk(small_machine(), {**FULL, "medicines": ["none"], "opioid_days": 99})
    assert interview.state == "outcome:treat"
    assert "opioid_days" not in interview.counting


def test_a_question_that_the_flow_lacks_is_an_error_wherever_it_stands() -> None:
    with pytest.raises(AnswerError):
        walk(small_machine(), {**FULL, "shoe": 5})
