"""Cells: the answers between which no condition of a flow tells a difference."""

import pytest
from flow_texts import choice, flow_from, flow_text, number, small_machine

from screener.engine.conditions import Node
from screener.engine.flow import Flow, conditions
from screener.proof.cells import SAID, Cell, Variable, option_key, question_key, thresholds, value_of, variables
from screener.proof.decision_diagram import TooLarge

SMALL = small_machine().flow


def trees(flow: Flow) -> list[Node]:
    return [condition.tree for _, condition in conditions(flow)]


def flow_with(condition: str) -> Flow:
    return flow_from(flow_text(number("a") + number("b"), f"flags: {{f: {{when: {condition}}}}}\n"))


def variable(flow: Flow, name: str, narrow: int | None = None) -> Variable:
    return next(one for one in variables([flow], trees(flow), narrow) if one.key[0] == name)


@pytest.mark.parametrize(
    ("condition", "begins"),
    [
        ("a < 5", {5}),
        ("a <= 5", {6}),
        ("a > 5", {6}),
        ("a >= 5", {5}),
        ("a == 5", {5, 6}),
        ("a != 5", {5, 6}),
        ("5 > a", {5}),
        ("30 - a <= 10", {20}),
        ("30 - a < 10", {21}),
        ("a + a > 5", {3}),
        ("a + a >= 5", {3}),
        ("a + a == 6", {3, 4}),
        ("3 <= a + 1 < 9", {2, 8}),
    ],
)
def test_another_truth_begins_where_the_comparison_says(condition: str, begins: set[int]) -> None:
    assert thresholds(trees(flow_with(condition))) == {"a": begins}


def test_numbers_between_two_thresholds_are_one_cell() -> None:
    assert variable(flow_with("a < 5 or a > 9"), "a").values == (None, Cell(0, 4), Cell(5, 9), Cell(10, 31))
    assert variable(flow_with("a < 5 or a > 9"), "b").values == (None, Cell(0, 31))


def test_each_number_is_a_cell_where_two_questions_are_compared() -> None:
    assert variable(flow_with("a + b > 40"), "b").values == (None, *(Cell(number, number) for number in range(32)))


def test_a_cell_stands_for_as_many_answers_as_it_has_numbers() -> None:
    assert variable(flow_with("a < 5 or a > 9"), "a").weights == (1, 5, 5, 22)


def test_a_range_that_is_too_wide_to_be_cut_into_single_numbers_is_too_large() -> None:
    wide = "- {id: a, section: a, kind: number, min: 0, max: 1000000, ask: What?}\n" + number("b")
    flow = flow_from(flow_text(wide, "flags: {f: {when: a > b}}\n"))
    with pytest.raises(TooLarge):
        variables([flow], trees(flow))
    narrowed = next(one for one in variables([flow], trees(flow), 3) if one.key[0] == "a")
    assert narrowed.values == (None, Cell(0, 0), Cell(1, 1), Cell(1_000_000, 1_000_000))


def test_every_option_of_a_question_where_any_number_may_be_chosen_is_a_variable() -> None:
    keys = [one.key for one in variables([SMALL], trees(SMALL)) if one.key[0] == "danger"]
    assert keys == [("danger", "some"), *(("danger", "some", name) for name in ("numb_leg", "fever", "new_over_50"))]


def test_an_option_that_a_later_question_hangs_on_stands_just_before_it() -> None:
    keys = [one.key for one in variables([SMALL], trees(SMALL))]
    assert keys[keys.index(("opioid_days", "number")) - 1] == ("medicines", "some", "opioid")


def test_two_versions_of_a_flow_share_the_variables_of_the_questions_that_both_have() -> None:
    old = flow_from(flow_text(number("a") + choice("gone") + choice("c", "x y")))
    new = flow_from(flow_text(number("a") + choice("b") + choice("c", "x z")))
    found = {one.key: one.values for one in variables([old, new], [])}
    assert list(found) == [("a", "number"), ("gone", "one"), ("b", "one"), ("c", "one")]
    assert set(found["c", "one"]) == {None, "x", "y", "z"}


def test_a_question_of_another_kind_is_another_question() -> None:
    old, new = (flow_from(flow_text(choice("a", "x y", kind=kind))) for kind in ("one", "some"))
    assert {one.key[:2] for one in variables([old, new], [])} == {("a", "one"), ("a", "some")}


def test_values_make_an_answer_as_the_interpreter_takes_it() -> None:
    question = flow_from(flow_text(choice("a", "x y", kind="some"))).by_id["a"]
    chosen = {question_key(question): SAID, option_key(question, "x"): False, option_key(question, "y"): True}
    assert value_of(question, chosen) == ("y",)
    assert value_of(question, {**chosen, option_key(question, "y"): False}) == ("none",)
    assert value_of(question, {**chosen, question_key(question): "unsure"}) == "unsure"
    assert value_of(question, {**chosen, question_key(question): None}) is None
