"""The walks that visit everything, held against every walk through small flows."""

from collections import Counter

from flow_texts import choice, flow_from, flow_text, number, small_machine
from hypothesis import HealthCheck, given, settings
from small_flows import small_flows
from small_flows import walks as all_walks
from walked import shipped_walks

from screener.engine.flow import Flow
from screener.proof.targets import WHERE_POSSIBLE, edges, visited
from screener.proof.walks import Walks, find_walks

STOPPED = "stops: [{when: a < 5}]\n"


def everything(found: Walks) -> set[str]:
    return {name for one in found.walks for name in one.covers}


def walks_of(questions: str, rest: str = "") -> Walks:
    return find_walks(flow_from(flow_text(questions, rest)))


# --- What is visited ------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(small_flows())
def test_everything_that_any_walk_visits_is_visited_and_nothing_else_is_said_to_be_out_of_reach(flow: Flow) -> None:
    found = find_walks(flow)
    possible = {name for interview in all_walks(flow) for name in visited(interview)}
    assert everything(found) <= possible
    assert not possible & {*found.out_of_reach, *found.left_out}
    unnamed = possible - everything(found)
    assert all(name.startswith(("answer: ", "urgency: ")) for name in unnamed)  # other numbers, and plain routine


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(small_flows())
def test_no_walk_through_a_small_flow_can_be_dropped(flow: Flow) -> None:
    assert_none_can_be_dropped(find_walks(flow))


def assert_none_can_be_dropped(found: Walks) -> None:
    visits = Counter(name for one in found.walks for name in one.covers)
    assert all(any(visits[name] == 1 for name in one.covers) for one in found.walks)


def test_both_sides_of_each_threshold_are_visited_and_both_ends() -> None:
    rest = "flags: {few: {when: a < 5}, many: {when: 9 <= a <= 12}}\n"
    assert edges(flow_from(flow_text(number("a"), rest))) == {"a": [0, 4, 5, 8, 9, 12, 13, 31]}
    assert {f"answer: a = {n}" for n in (0, 4, 5, 8, 9, 12, 13, 31)} <= everything(walks_of(number("a"), rest))


def test_every_answer_is_visited_with_none_unsure_and_passing_over() -> None:
    found = everything(walks_of(choice("a", "x y", "unsure: true, optional: true", kind="some")))
    assert {f"answer: a = {answer}" for answer in ("x", "y", "none", "unsure", "passed over")} <= found


def test_a_question_is_both_asked_and_passed_by() -> None:
    found = everything(walks_of(number("a") + number("b", "when: a > 3")))
    assert {"question: b", "passed by: b"} <= found


def test_a_question_behind_a_stop_is_not_passed_by() -> None:
    found = walks_of(number("a") + number("b", "when: a > 3"), STOPPED)
    assert "passed by: b" in found.out_of_reach
    assert "stop: 1" in everything(found)


def test_facts_flags_reasons_cards_and_contradictions_are_visited() -> None:
    found = everything(find_walks(small_machine().flow))
    assert {
        "fact true: strong",
        "fact unknown: strong",
        "fact false: strong",
        "flag: over_65",
        "flag: fever",
        "flag: stiff",
        "because: careful, 1",
        "urgency: urgent, today",
        "card: rest_now",
        "contradiction: 1",
        "contradiction: 2",
        "stop: 3",
        "not offered: medicines, old_pill",
    } <= found


def test_what_only_the_program_can_be_told_is_left_out_by_name() -> None:
    found = find_walks(small_machine().flow)
    assert found.out_of_reach == []
    assert found.left_out == ["outcome: crisis", "urgency: crisis, emergency"]


def test_what_no_answer_reaches_is_named() -> None:
    rest = "flags: {never: {when: a > 20 and b > 3}}\n"
    found = walks_of(number("a") + number("b", "when: a < 9"), rest)
    assert found.out_of_reach == ["flag: never"]


def test_a_fact_that_is_never_false_is_no_fault() -> None:
    found = walks_of(number("a"), "facts: {any: {is: a >= 0}}\nflags: {any: {when: any}}\n")
    assert found.out_of_reach == []
    assert not [name for name in everything(found) if name.startswith(WHERE_POSSIBLE)]


# --- The migraine flow ----------------------------------------------------------------------------------------------


def test_no_walk_through_the_migraine_flow_can_be_dropped_and_they_are_few() -> None:
    found = shipped_walks("migraine")
    assert len(found.walks) <= 40
    assert_none_can_be_dropped(found)


def test_the_walks_through_the_migraine_flow_reach_all_but_what_is_said_in_words() -> None:
    found = shipped_walks("migraine")
    assert found.out_of_reach == []
    assert all(
        name in ("stop: 1", "stop: 2", "because: emergency_now, 9") or "crisis" in name or "in_words" in name
        for name in found.left_out
    )
    flow = found.walks[0].interview.flow
    assert {one.interview.outcome.id for one in found.walks if one.interview.outcome} == {
        outcome.id for outcome in flow.outcomes if outcome.id != "crisis_now"
    }
    chosen = {(name, option.id) for name, question in flow.by_id.items() for option in question.options}
    assert {f"answer: {name} = {option}" for name, option in chosen} <= everything(found)
