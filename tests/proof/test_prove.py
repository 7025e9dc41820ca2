"""What is proved about a flow, and the smallest answers that show what does not hold."""

from collections.abc import Iterator
from math import prod
from pathlib import Path

import pytest
from flow_texts import choice, flow_from, flow_text, number
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_flows import Data, all_answers, flow_data, loaded, values
from readings import Reading, Readings

from screener.engine.flow import URGENCIES, Flow, Question
from screener.engine.loader import FLOW_FILE
from screener.engine.machine import in_force_from
from screener.library import shipped
from screener.proof.check import Report, check_folder
from screener.proof.examples import EXAMPLES_FILE
from screener.proof.prove import Finding, Prover, claims

FEW = 600
"""Sets of raw answers of a flow that is tried one by one."""

REST = "id: rest, when: true, urgency: routine"
SOME_CHECKS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def found_in(flow: Flow, last: int | None = None) -> list[Finding]:
    """What speaks against a flow's claims, or against the first few of them."""
    prover = Prover(flow)
    return [finding for claim in claims(flow)[:last] for finding in claim.judge(prover).findings]


def messages(text: str) -> list[str]:
    return [finding.message for finding in found_in(flow_from(text))]


def ends(*lines: str) -> str:
    """Outcomes, a line each, that all name a next step."""
    return "outcomes:\n" + "".join(f"- {{{line}, say: S, next: N}}\n" for line in lines)


def always(*lines: str) -> str:
    return "always:\n" + "".join(f"- {{name: P, {line}}}\n" for line in lines)


# --- Held to trying every set of answers ----------------------------------------------------------------------------


def few(data: Data) -> Readings:
    flow = loaded(data)
    assume(prod(len(values(question)) for question in flow.questions) <= FEW)
    return Readings(flow)


@SOME_CHECKS
@given(flow_data(most=4))
def test_what_is_reached_is_what_trying_all_answers_reaches(data: Data) -> None:
    both = few(data)
    tried = [both.by_interpreter(raw, known) for raw in all_answers(both.flow) for known in ((), ("g",))]
    reached = {reading["outcome"] for reading in tried if reading}
    said = [finding.message for finding in found_in(both.flow, 2)]
    assert ("some answers end nowhere: give the last outcome 'when: true'" in said) is (None in reached)
    for outcome in both.flow.outcomes:
        told = any(message.startswith(f"{outcome.id} is never reached") for message in said)
        assert told is (outcome.id not in reached), outcome.id


@SOME_CHECKS
@given(flow_data(most=4), st.data())
def test_never_lowering_the_urgency_is_what_comparing_all_pairs_shows(flow: Data, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([question["id"] for question in flow["questions"]]))
    both = few(flow | {"always": [{"name": "M", "monotone": {"adding": [name]}}]})
    tried = {str((raw, known)): both.by_interpreter(raw, known) for raw, known in every(both.flow)}
    pairs = (pair for raw, known in every(both.flow) for pair in added(both.flow, name, raw, known))
    falls = any(
        lowered(both.flow, name, raw, more, tried[str((raw, k))], tried[str((more, k))]) for raw, more, k in pairs
    )
    prover = Prover(both.flow)
    assert bool(claims(both.flow)[-1].judge(prover).findings) is falls


Raw = dict[str, object]
Known = tuple[str, ...]


def every(flow: Flow) -> Iterator[tuple[Raw, Known]]:
    return ((raw, known) for known in ((), ("g",)) for raw in all_answers(flow))


def added(flow: Flow, name: str, raw: Raw, known: Known) -> Iterator[tuple[Raw, Raw, Known]]:
    """The answers with one option more, or with a greater number."""
    for more in _more(flow.by_id[name], raw[name]):
        yield raw, {**raw, name: more}, known


def _more(question: Question, answer: object) -> Iterator[object]:
    if question.kind == "number" and isinstance(answer, int):
        yield from range(answer + 1, (question.max or 0) + 1)
    if question.kind == "one" and answer is None:
        yield from question.option_ids
    if question.kind == "some" and answer != "unsure":
        taken = [one for one in question.option_ids if isinstance(answer, list) and one in answer]
        chosen = (sorted([*taken, one]) for one in question.option_ids if one not in taken)
        yield from ([one for one in question.option_ids if one in more] for more in chosen)


def lowered(flow: Flow, name: str, raw: Raw, more: Raw, less_said: Reading, more_said: Reading) -> bool:
    """The urgency falls, and every answer but the one added to still counts, or the asking ended before it."""
    if not less_said or not more_said or not less_said["urgency"] or not more_said["urgency"]:
        return False
    path, longer = list(less_said["path"]), list(more_said["path"])  # type: ignore[call-overload]
    left = [one for one in path if raw[one] is not None and one not in longer]
    if name not in path or any(came_to(flow, more, longer, one) for one in left):
        return False
    return URGENCIES.index(more_said["urgency"]) < URGENCIES.index(less_said["urgency"])  # type: ignore[arg-type]


def came_to(flow: Flow, raw: Raw, path: list[str], name: str) -> bool:
    """Whether the asking came as far as a question that it passed by."""
    place = flow.order[name]
    if any(flow.order[one] > place for one in path):
        return True
    said = {one: tuple(raw[one]) if isinstance(raw[one], list) else raw[one] for one in path}
    return not any(in_force_from(flow, stop) < place and stop.when.holds(said) for stop in flow.stops)  # type: ignore[arg-type]


# --- What any flow must keep ----------------------------------------------------------------------------------------


def test_answers_that_end_nowhere_are_shown() -> None:
    (finding, *_) = found_in(flow_from(flow_text(number("a"), "", ends("id: o, when: a < 5, urgency: routine"))), 1)
    assert "some answers end nowhere" in finding.message
    assert dict(finding.cases[0].answers) == {"a": 5}


def test_a_question_with_nothing_to_answer_is_told() -> None:
    text = flow_text(
        number("a") + "- {id: b, section: a, kind: one, ask: Which?, options: [{id: x, label: X, offered: a > 30}]}\n",
        "flags: {f: {when: b == 'x'}}\n",
    )
    (finding,) = found_in(flow_from(text), 1)
    assert finding.message == "b can be asked with nothing to answer"
    assert (dict(finding.cases[0].answers), finding.cases[0].stuck_at) == ({"a": 0}, "b")


def test_a_question_that_nobody_is_asked_is_named() -> None:
    text = flow_text(number("a") + number("b", "when: a > 5 and a < 3"), "flags: {f: {when: a > 3 and b > 3}}\n")
    assert "b is never asked: no answers lead to it" in messages(text)


def test_a_question_behind_a_stop_that_always_comes_is_named() -> None:
    text = flow_text(number("a") + number("b"), "stops: [{when: a >= 0}]\nflags: {f: {when: a + b > 3 or a > 2}}\n")
    assert "b is never asked: no answers lead to it" in messages(text)


def test_an_option_that_is_never_offered_is_named() -> None:
    options = "options: [{id: x, label: X}, {id: y, label: Y, offered: a > 3 and a < 3}]"
    text = flow_text(number("a") + f"- {{id: b, section: a, kind: some, ask: Which?, {options}}}\n")
    assert "y can never be chosen: it is never offered" in messages(text)


def test_an_outcome_hidden_by_earlier_ones_is_named_with_them() -> None:
    rules = ends("id: o, when: a > 3, urgency: days", "id: p, when: a > 5, urgency: days", REST)
    assert "p is never reached: whoever fits it ends in o before" in messages(flow_text(number("a"), "", rules))


def test_an_option_that_changes_nothing_is_named() -> None:
    text = flow_text(choice("a", "x y z", kind="some"), "flags: {f: {when: \"'x' in a and not ('y' in a)\"}}\n")
    assert messages(text) == ["choosing z changes nothing: no rule minds it"]


def test_a_question_whose_answers_change_nothing_is_named_unless_it_says_what_it_is_for() -> None:
    flags = "flags: {f: {when: a > 3 or (a <= 3 and b > 5)}, g: {when: a > 3 and b > 1}}\n"
    dead = "flags: {f: {when: a > 3 and (b > 5 or b <= 5)}}\n"
    text = flow_text(number("a") + number("b"), dead)
    assert messages(text) == ["no answer to b changes anything: say what it is 'for:'"]
    assert messages(flow_text(number("a") + number("b", "for: [physician]"), dead)) == []
    assert messages(flow_text(number("a") + number("b"), flags)) == []


def test_facts_that_tell_nothing_apart_and_rules_that_nobody_meets_are_named() -> None:
    rest = """
        facts: {all: {is: a >= 0}, nobody: {is: a > 3 and a < 2}, unread: {is: a > 7}}
        flags: {f: {when: all and a > 5}, g: {when: nobody}}
        cards: [{when: a > 5 and a < 5, show: urgent}]
    """
    found = {finding.path[:2]: finding.message for finding in found_in(flow_from(flow_text(number("a"), rest)))}
    assert found == {
        ("facts", "nobody"): "no answers make this true where it counts, so what hangs on it is never reached",
        ("flags", "g"): "no answers make this true where it counts, so what hangs on it is never reached",
        ("cards", 0): "no answers make this true where it counts, so what hangs on it is never reached",
        ("facts", "all"): "this is true for all answers, so it tells nothing apart",
        ("facts", "unread"): "no rule reads unread: take it out",
    }


def test_an_urgency_that_a_higher_one_always_hides_is_named() -> None:
    rules = ends("id: o, when: a > 3, urgency: [{days: a > 5}, {today: a > 4}]", REST)
    (finding,) = found_in(flow_from(flow_text(number("a"), "", rules)))
    assert finding.path == ("outcomes", 0, "urgency", 0, "days")


def test_a_contradiction_that_cannot_be_told_or_put_right_is_named() -> None:
    pairs = """
        flags: {f: {when: a > 3}, g: {when: b > 3}}
        consistent:
        - {when: a > 3 and a < 2, say: S, change: [a]}
        - {when: a > 3, say: S, change: [a, b]}
    """
    found = {
        finding.path: finding.message for finding in found_in(flow_from(flow_text(number("a") + number("b"), pairs)))
    }
    assert found == {
        ("consistent", 0, "when"): "no answers are ever told to contradict each other here",
        ("consistent", 1, "change", 1): "no other answer to b puts this right",
    }


def test_an_outcome_without_a_next_step_is_named() -> None:
    rules = """
outcomes:
- {id: o, when: a > 3, urgency: days, say: S, recommends: physician}
- {id: p, when: true, urgency: routine, say: S}
"""
    assert messages(flow_text(number("a"), "", rules)) == [
        "p names no next step: give it 'next:' or say whom it 'recommends:'"
    ]


# --- What a flow says that it keeps ---------------------------------------------------------------------------------

TWO = choice("a", "x y z", kind="some") + number("b", "unsure: true")
USING = """
flags:
  f: {when: "'x' in a"}
  g: {when: "'y' in a"}
  h: {when: "'z' in a"}
  i: {when: b > 3 or unknown(b > 3)}
"""


def broken(rules: str, *properties: str, questions: str = TWO) -> list[Finding]:
    flow = flow_from(flow_text(questions, USING, always(*properties) + rules))
    return [finding for finding in found_in(flow) if finding.path[0] == "always"]


SPLIT = ends("id: o, when: b > 5 and count(a) >= 1, urgency: days", REST)


def test_never_holds_or_shows_the_smallest_answers_that_break_it() -> None:
    assert broken(SPLIT, "never: {when: b <= 5, outcome: [o]}") == []
    (finding,) = broken(SPLIT, "never: {when: b <= 6, outcome: [o]}")
    assert finding.message == "P: these answers end in o, days"
    assert dict(finding.cases[0].answers) == {"a": ("x",), "b": 6}


def test_never_reads_urgency_too() -> None:
    assert broken(SPLIT, "never: {when: b == unsure, urgency: [days]}") == []
    (finding,) = broken(SPLIT, "never: {when: b >= 0, urgency: [days, today]}")
    assert finding.cases[0].urgency == "days"


def test_a_never_that_no_answers_meet_says_nothing_and_is_told() -> None:
    (finding,) = broken(SPLIT, "never: {when: b > 5 and b < 5, outcome: [o]}")
    assert finding.message == "P: no answers make this true, so it says nothing"


def test_exactly_is_broken_by_one_too_many_and_by_one_too_few() -> None:
    assert broken(SPLIT, "exactly: {when: b >= 6 and count(a) > 0, outcome: [o], urgency: [days]}") == []
    (more,) = broken(SPLIT, "exactly: {when: b >= 7 and count(a) > 0, outcome: [o]}")
    assert (more.message, more.cases[0].answers["b"]) == ("P: ending in o, and should not be", 6)
    (less,) = broken(SPLIT, "exactly: {when: b >= 5 and count(a) > 0, outcome: [o]}")
    assert (less.message, less.cases[0].answers["b"]) == ("P: not ending in o, and should be", 5)


def test_exactly_looks_at_flags_questions_options_and_contradictions() -> None:
    questions = (
        number("a", "unsure: true")
        + number("b", "when: a > 3")
        + "- {id: c, section: a, kind: some, ask: Which?, options: [{id: x, label: X, offered: a > 5}]}\n"
    )
    rest = (
        "flags: {f: {when: \"b > 3 or 'x' in c\"}}\nconsistent: [{when: b > a, say: S, change: [b, a]}]\n"
        "stops: [{when: a == unsure}]\n"
    )

    def told(text: str) -> list[str]:
        flow = flow_from(flow_text(questions, rest, always(f"exactly: {text}") + ends(REST)))
        return [finding.message for finding in found_in(flow) if finding.path[0] == "always"]

    assert told("{when: a > 3, asked: [b]}") == []
    assert told("{when: a > 2, asked: [b]}") == ["P: not b asked, and should be"]
    assert told("{when: a >= 0, reached: [c]}") == []
    assert told("{when: true, asked: [c]}") == []
    assert told("{when: true, reached: [c]}") == ["P: not c asked, and should be"]
    assert told("{when: a > 5, offered: [x]}") == []
    assert told("{when: a > 4, offered: [x]}") == ["P: not x offered, and should be"]
    assert told("{when: \"b >= 4 or 'x' in c\", flags: [f]}") == []
    assert told("{when: b >= 4, flags: [f]}") == ["P: flagged f, and should not be"]
    assert told("{when: b > a, contradiction: [a, b]}") == []
    assert told("{when: b >= a, contradiction: [a, b]}") == [
        "P: not told that a and b contradict each other, and should be"
    ]


RISING = "id: o, when: true, urgency: [{days: \"'x' in a\"}, {today: \"'x' in a and 'y' in a\"}]"


def test_adding_never_lowers_the_urgency_or_both_sets_of_answers_are_shown() -> None:
    assert broken(ends(RISING), "monotone: {adding: [a], raising: [b]}") == []
    falling = RISING.replace("and 'y' in a", "and not ('y' in a)")
    (finding,) = broken(ends(falling), "monotone: {adding: [a], raising: [b]}")
    assert finding.message == "P: adding y lowers the urgency from today to days"
    less, more = finding.cases
    assert (less.answers["a"], more.answers["a"]) == (("x",), ("x", "y"))


def test_going_from_unsure_to_a_number_is_not_adding() -> None:
    urgent = "id: o, when: true, urgency: [{days: b == unsure}, {days: b > 5}]"
    assert broken(ends(urgent), "monotone: {raising: [b]}") == []
    (finding,) = broken(ends(urgent.replace("b > 5", "b < 5")), "monotone: {raising: [b]}")
    assert [case.answers["b"] for case in finding.cases] == [0, 5]


def test_answers_that_are_passed_by_are_not_compared_and_those_that_an_end_cuts_off_are() -> None:
    questions = choice("a", "x", kind="some") + number("b", "when: \"not ('x' in a)\"")
    rules = ends("id: o, when: b > 5, urgency: days", REST)
    flags = "flags: {f: {when: \"'x' in a\"}}\n"
    rule = always("monotone: {adding: [a]}")
    assert messages(flow_text(questions, flags, rule + rules)) == []
    stopped = choice("a", "x", kind="some") + number("b")
    stop = "stops: [{when: \"'x' in a\"}]\n"
    told = messages(flow_text(stopped, flags + stop, rule + rules))
    assert told == ["P: adding x lowers the urgency from days to routine"]


def test_a_caution_of_the_flows_own_is_added_by_what_it_reads() -> None:
    caution = "cautions: {old: {level: B, when: b > 20}}\n"
    assert broken(caution + ends("id: o, when: true, urgency: [{days: b > 20}]"), "monotone: {adding: [old]}") == []
    (finding,) = broken(caution + ends("id: o, when: true, urgency: [{days: b <= 20}]"), "monotone: {adding: [old]}")
    assert [case.answers["b"] for case in finding.cases] == [0, 21]


def test_whoever_recommends_another_physician_recommends_a_physician() -> None:
    rules = """
outcomes:
- {id: o, when: b > 5, urgency: days, say: S, recommends: other_physician}
- {id: p, when: b > 3, urgency: days, say: S, recommends: emergency}
- {id: q, when: true, urgency: routine, say: S, next: N}
"""
    rule = "recommends: physician, except: [p]"
    flow = flow_from(flow_text(TWO, USING, always(rule) + rules))
    assert [finding.message for finding in found_in(flow)] == ["P: q recommends nobody, not a physician"]


# --- What is printed ------------------------------------------------------------------------------------------------


def checked(folder: Path, text: str) -> Report:
    (folder / FLOW_FILE).write_text(text, encoding="utf-8")
    return check_folder(folder)


def test_a_counter_example_is_told_in_words_with_its_rule_and_an_example_to_paste(tmp_path: Path) -> None:
    report = checked(tmp_path, flow_text(TWO, USING, always("never: {when: b <= 6, outcome: [o]}") + SPLIT))
    (problem,) = report.problems
    assert str(problem).startswith(f"{tmp_path / FLOW_FILE}:13:20:")
    assert report.shown[problem] == [
        "The smallest answers that show it (2 of them say more than none, no or the least):",
        "  Which? (a): Is x",
        "  How many? (b): 6",
        "They end in o, days, by its rule in line 15:",
        "  when: b > 5 and count(a) >= 1",
        "  flags: f, i",
        "As an example for examples.yaml, once its outcome is what it should be:",
        "",
        '  - name: "P"',
        "    answers:",
        "      {a: [x], b: 6}",
        "    outcome: o  # what it is now",
        "    urgency: days",
    ]


def test_the_example_to_paste_can_be_pasted(tmp_path: Path) -> None:
    text = flow_text(TWO, "given: [g]\n" + USING, always("never: {when: g, outcome: [rest]}") + SPLIT)
    report = checked(tmp_path, text)
    lines = report.shown[report.problems[0]]
    pasted = "examples:\n" + "\n".join(lines[lines.index("") :]) + "\n"
    assert "given: [g]" in pasted
    (tmp_path / EXAMPLES_FILE).write_text(pasted, encoding="utf-8")
    told = [str(problem) for problem in check_folder(tmp_path).problems if EXAMPLES_FILE in str(problem)]
    assert told == [f"{tmp_path / EXAMPLES_FILE}:3:3: no example ends in o: add one"]


# --- The migraine flow ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def migraine() -> Report:
    return check_folder(shipped("flows") / "migraine")


def test_the_migraine_flow_is_proved(migraine: Report) -> None:
    assert migraine.problems == []
    assert migraine.flow is not None
    assert [verdict.name for verdict in migraine.verdicts[6:]] == [rule.name for rule in migraine.flow.always]
    assert all(verdict.proved for verdict in migraine.verdicts)
