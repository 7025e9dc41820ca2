"""What a flow's own text shows: dead ends, a forgotten unsure, rules without a source, words for the wrong person."""

import pytest
from flow_texts import ONE_OUTCOME, choice, flow_text, number

from screener.engine.loader import FLOW_FILE, load_files
from screener.engine.yaml import read_yaml
from screener.proof.structure import check_structure, unreviewed

USED = "facts: {used: {is: a > 3}}\nflags: {used: {when: used}}\n"
"""A rule that reads the question `a`, so that nothing else is said of it."""


def problems(text: str) -> list[str]:
    flow = load_files({FLOW_FILE: text})
    _, places = read_yaml(text, FLOW_FILE)
    return [str(problem) for problem in check_structure(flow, places)]


def test_a_flow_without_mistakes_is_left_alone() -> None:
    assert problems(flow_text(number("a"), USED)) == []


# --- Ends and dead ends ---------------------------------------------------------------------------------------------


def test_the_last_outcome_takes_whoever_is_left() -> None:
    (found,) = problems(flow_text(number("a"), USED, ONE_OUTCOME.replace("true", "a > 3")))
    assert found == "flow.yaml:7:11: some answers could end nowhere: give the last outcome 'when: true'"


def test_an_outcome_behind_one_that_takes_everybody_is_never_reached() -> None:
    more = ONE_OUTCOME.replace("}]", "}, {id: b, when: a > 3, urgency: days, say: B}]")
    (found,) = problems(flow_text(number("a"), USED, more))
    assert found == "flow.yaml:7:92: b is never reached: the outcome before it takes everybody"


@pytest.mark.parametrize(
    "never",
    [
        "a > 3 and a < 3",
        "a > 3 and b == 'yes' and b == 'no'",
        "a == unsure and a > 3",
        "not (a >= 0) and a < 31 and a != unsure",
        "count(s) >= 2 and 'none' in s",
        "unknown(b == 'yes')",
        "caution(A)",
        "a + c > 62 - 1 and c < 31",
        "3 < a < 3",
    ],
)
def test_a_condition_that_no_answers_make_true_is_named(never: str) -> None:
    asked = number("a", "unsure: true") + choice("b") + choice("s", "x y", kind="some") + number("c")
    uses = "facts: {all: {is: \"unknown(a > 3) or b == 'yes' or c > 1 or count(s) >= 1\"}}\n"
    (found,) = problems(flow_text(asked, uses + f'flags: {{f: {{when: "{never}"}}}}\n'))
    assert found == "flow.yaml:9:20: this can never be true, so what hangs on it is never reached"


@pytest.mark.parametrize(
    "possible",
    ["a > 30", "a < 1", "a == 0", "not (a > 3)", "unknown(a > 3)", "a + c > 61", "count(s) == 2", "a - c == -31", "g"],
)
def test_a_condition_that_some_answers_make_true_is_not(possible: str) -> None:
    asked = number("a", "unsure: true") + choice("s", "x y", kind="some") + number("c")
    uses = 'given: [g]\nfacts: {all: {is: "unknown(a > 3) or c > 1 or count(s) >= 1"}}\n'
    assert problems(flow_text(asked, uses + f"flags: {{f: {{when: {possible}}}}}\n")) == []


def test_what_must_never_be_may_be_impossible() -> None:
    never = "always: [{name: N, never: {when: a > 3 and a < 3, outcome: [all]}}]\n"
    assert problems(flow_text(number("a"), USED + never)) == []


# --- What every answer is for ---------------------------------------------------------------------------------------


def test_a_forgotten_unsure_is_named() -> None:
    (found,) = problems(flow_text(number("a", "unsure: true"), USED))
    assert found.startswith("flow.yaml:4:80: no rule handles unsure at a: use it in a rule, or say 'unsure_as:'")


@pytest.mark.parametrize("rule", ["a == unsure", "a != unsure", "unknown(a > 3)", "unknown(used)"])
def test_unsure_is_handled_by_a_rule_that_looks_at_it(rule: str) -> None:
    handled = f"facts: {{used: {{is: a > 3}}}}\nflags: {{used: {{when: used or {rule}}}}}\n"
    assert problems(flow_text(number("a", "unsure: true"), handled)) == []


def test_unsure_is_handled_by_saying_how_it_is_taken() -> None:
    asked = number("a", "unsure: true, unsure_as: 'as no, since it changes nothing'")
    assert problems(flow_text(asked, USED)) == []


def test_a_question_that_nobody_reads_is_named() -> None:
    (found,) = problems(flow_text(number("a") + number("b"), USED))
    assert found == "flow.yaml:5:5: no rule reads b: take it out, or say what it is 'for:'"


def test_a_question_may_be_for_the_physician_or_hold_signs() -> None:
    signs = "- {id: s, section: a, kind: some, ask: S?, options: [{id: x, label: X, sign: days}]}\n"
    assert problems(flow_text(number("a") + number("b", "for: [physician]") + signs, USED)) == []


def test_what_must_always_hold_is_no_use_of_a_question() -> None:
    always = "always: [{name: N, never: {when: a > 3, outcome: [all]}}]\n"
    assert len(problems(flow_text(number("a"), always))) == 1


# --- Sources --------------------------------------------------------------------------------------------------------

SOURCES = "sources: {GUIDE: {title: A guide}}\n"
SOURCED = "source: GUIDE, checked: 2026-11-23"


def test_a_rule_without_its_source_is_named_where_the_flow_has_sources() -> None:
    asked = number("a") + "- {id: s, section: a, kind: some, ask: S?, options: [{id: x, label: X, sign: days}]}\n"
    rest = SOURCES + f"facts: {{f: {{is: a > 3, {SOURCED}}}, g: {{is: f}}}}\ncautions: {{c: {{level: B, when: g}}}}\n"
    found = problems(flow_text(asked, rest))
    assert [problem.split(": ")[1].split(" ")[0] for problem in found] == ["x", "g", "c", "all"]
    assert "give its 'source:' and the date it was 'checked:'" in found[0]
    assert [problem.split(":")[1] for problem in found] == ["5", "7", "8", "9"]


def test_an_option_is_sourced_by_its_question() -> None:
    asked = f"- {{id: s, section: a, kind: some, ask: S?, {SOURCED}, options: [{{id: x, label: X, sign: days}}]}}\n"
    outcomes = ONE_OUTCOME.replace("say", f"{SOURCED}, say")
    assert problems(flow_text(asked, SOURCES, outcomes)) == []


def test_rules_without_a_reviewer_are_listed() -> None:
    asked = number("a") + "- {id: s, section: a, kind: some, ask: S?, reviewed_by: Dr P, options: [{id: x, label: X,"
    asked += " sign: days}, {id: y, label: Y}]}\n"
    rest = "facts: {f: {is: a > 3, reviewed_by: Dr P}, g: {is: f}}\ncautions: {c: {level: B, when: g}}\n"
    assert unreviewed(load_files({FLOW_FILE: flow_text(asked, rest)})) == ["g", "c", "all"]


# --- Words ----------------------------------------------------------------------------------------------------------


def asked_as(words: str) -> str:
    """A flow that may be filled in for someone else, with these words on its second question."""
    other = choice("who", "self other")
    question = "- {id: a, section: a, kind: number, min: 0, max: 31, " + words + "}\n"
    return flow_text(other + question, USED + "other_person: who == 'other'\n")


@pytest.mark.parametrize("ask", ["How old are you?", "Is this YOUR knee?", "What do I do?", "Tell me", "I'm asking"])
def test_words_for_the_visitor_need_words_for_someone_else(ask: str) -> None:
    (found,) = problems(asked_as(f'ask: "{ask}"'))
    assert found == "flow.yaml:5:62: this speaks to the visitor: say it for someone else as 'ask_other:'"


@pytest.mark.parametrize("words", ['ask: "Your age?", ask_other: Their age?', "ask: Age?", "ask: Youth or idle?"])
def test_words_for_both_persons_are_left_alone(words: str) -> None:
    assert problems(asked_as(words)) == []


def test_words_are_for_the_visitor_alone_where_nobody_else_fills_it_in() -> None:
    assert problems(flow_text(number("a").replace("How many?", "How old are you?"), USED)) == []


def test_a_blank_that_names_nothing_is_named() -> None:
    (found,) = problems(flow_text(number("a").replace("How many?", "'{a}, {clinic_name} or {gone}?'"), USED))
    assert (
        "{gone} is neither a question nor one of clinic_name, how_soon, keep_finished, keep_unfinished, places, "
        in found
    )


@pytest.mark.parametrize("words", ["You qualify", "It is proven", "Better than pills", "We guarantee it", "Risk-free"])
def test_words_that_promise_or_sell_are_named(words: str) -> None:
    found = problems(flow_text(number("a").replace("How many?", f"{words}?"), USED))
    assert len(found) == 1
    assert "may promise, compare, diagnose or sell" in found[0]


@pytest.mark.parametrize(
    ("questions", "condition"),
    [
        (number("a") + number("b", "").replace("max: 31", "max: 9000"), "a + b == 5000"),
        (number("a") + choice("b", "p q r s t u v w", kind="some"), "a > 3 and count(b) >= 6"),
        (number("a") + choice("b", "p q r s t", kind="some"), "a > 3 and count(b) >= 5"),
    ],
)
def test_what_trying_a_few_answers_cannot_show_is_not_called_impossible(questions: str, condition: str) -> None:
    assert problems(flow_text(questions, f'flags: {{f: {{when: "{condition}"}}}}\n')) == []
