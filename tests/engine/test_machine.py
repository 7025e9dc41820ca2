"""The state machine of a flow: which question or outcome follows, and that it keeps and tells nobody."""

import gc
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from flow_texts import FULL, answered, choice, flow_text, machine_from, number, small_machine

from screener.engine.errors import StepError
from screener.engine.interview import begin
from screener.engine.machine import BEGIN, DECIDE, FlowMachine, _Position

TWO = (
    "outcomes: [{id: few, when: a < 5, urgency: routine, say: F.}, {id: many, when: true, urgency: routine, say: M.}]\n"
)


def way(machine: FlowMachine, **said: int | str | tuple[str, ...]) -> list[str]:
    """The states that follow each other when these answers are all there from the start."""
    states = [BEGIN]
    while not states[-1].startswith("outcome:"):
        states.append(machine.after(states[-1], said))
        assert len(states) == len(set(states)), "it goes round in a circle"
    return states[1:]


def test_every_question_and_outcome_is_a_state() -> None:
    machine = small_machine()
    assert [*machine.flow.by_id, *machine.flow.outcomes]
    names = set(machine._machine.states)
    assert names == {BEGIN, DECIDE, *machine.flow.by_id, *(f"outcome:{one.id}" for one in machine.flow.outcomes)}


def test_a_question_is_passed_by_unless_its_condition_is_true() -> None:
    machine = machine_from(flow_text(number("a", "unsure: true") + number("b", "when: a > 3") + number("c"), "", TWO))
    assert way(machine, a=4) == ["a", "b", "c", "outcome:few"]
    assert way(machine, a=3) == ["a", "c", "outcome:few"]
    assert way(machine, a="unsure") == ["a", "c", "outcome:many"]


def test_several_questions_can_be_passed_by_at_once_and_the_last_ones_too() -> None:
    asked = number("a") + number("b", "when: a > 3") + number("c", "when: a > 9") + number("d", "when: b > 1")
    machine = machine_from(flow_text(asked, "", TWO))
    assert way(machine, a=0) == ["a", "outcome:few"]
    assert way(machine, a=10) == ["a", "b", "c", "outcome:many"]
    assert way(machine, a=4, b=2) == ["a", "b", "d", "outcome:few"]


def test_the_first_question_may_be_passed_by_too() -> None:
    machine = machine_from(flow_text(number("a", "when: known") + number("b"), "given: [known]\n"))
    assert machine.after(BEGIN, {}) == "b"
    assert machine.after(BEGIN, {"known": 1}) == "a"
    assert begin(machine).reached == 1


def test_a_stop_ends_the_asking_at_once() -> None:
    machine = machine_from(flow_text(number("a") + number("b") + number("c"), "stops: [{when: b > 3}]\n", TWO))
    assert machine.after("a", {"a": 9}) == "b"
    assert machine.after("b", {"a": 9, "b": 4}) == "outcome:many"
    assert machine.after("b", {"a": 9, "b": "unsure"}) == "c"


def test_a_stop_after_a_section_lets_the_section_end() -> None:
    asked = number("a") + number("b") + number("c", section="s") + number("d", section="s")
    machine = machine_from(flow_text(asked, "stops: [{when: a < 5, after: a}]\n", TWO))
    assert way(machine, a=4) == ["a", "b", "outcome:few"]
    assert way(machine, a=5) == ["a", "b", "c", "d", "outcome:many"]


def test_a_stop_after_a_section_holds_where_its_last_question_is_passed_by() -> None:
    asked = number("a") + number("b", "when: a > 2") + number("c", section="s")
    machine = machine_from(flow_text(asked, "stops: [{when: a < 5, after: a}]\n", TWO))
    assert way(machine, a=1) == ["a", "outcome:few"]
    assert way(machine, a=3) == ["a", "b", "outcome:few"]


def test_a_stop_after_the_last_section_changes_nothing() -> None:
    machine = machine_from(flow_text(number("a"), "stops: [{when: a < 5, after: a}]\n", TWO))
    assert way(machine, a=1) == ["a", "outcome:few"]


def test_a_stop_can_hold_before_the_first_question() -> None:
    machine = small_machine()
    given = begin(machine_from(flow_text(number("a"), "given: [known]\nstops: [{when: known}]\n")), ["known"])
    assert given.state == "outcome:all"
    assert begin(machine).state == "for_whom"


def test_stops_do_not_end_the_asking_while_unknown() -> None:
    machine = machine_from(flow_text(number("a", "unsure: true") + number("b"), "stops: [{when: a > 3}]\n"))
    assert machine.after("a", {"a": "unsure"}) == "b"


def test_the_first_outcome_that_is_true_wins() -> None:
    machine = small_machine()
    assert machine.decided({"age": 5, "goal": "looks"}) == "outcome:young"
    assert machine.decided({"age": 25, "goal": "looks"}) == "outcome:cosmetic"
    assert machine.decided({}) == "outcome:rest"


def test_a_flow_without_a_way_on_says_so_instead_of_standing_still() -> None:
    some = "outcomes: [{id: few, when: a < 5, urgency: routine, say: F.}]\n"
    machine = machine_from(flow_text(number("a"), "", some))
    with pytest.raises(StepError, match="the flow tiny has no way on from 'decide:'"):
        machine.after("a", {"a": 9})


@pytest.mark.parametrize("name", ["begin", "decide", "outcome", "state", "advance", "trigger", "initial"])
def test_a_question_may_be_called_like_a_part_of_the_machine(name: str) -> None:
    machine = machine_from(flow_text(number(name) + number("last"), "", TWO.replace("a < 5", f"{name} < 5")))
    assert way(machine, **{name: 3}) == [name, "last", "outcome:few"]


def test_a_question_and_an_outcome_may_share_a_name() -> None:
    outcomes = "outcomes: [{id: a, when: true, urgency: routine, say: F.}]\n"
    assert way(machine_from(flow_text(number("a"), "", outcomes)), a=1) == ["a", "outcome:a"]


def test_nothing_jumps_past_the_rules() -> None:
    position = _Position("for_whom")
    assert list(small_machine()._machine.events) == ["advance"]
    assert not [name for name in dir(position) if name.startswith(("to_", "is_", "may_"))]


def test_the_machine_keeps_nobody() -> None:
    machine = small_machine()
    for _ in range(20):
        answered(machine, FULL)
    gc.collect()
    assert machine._machine.models == []
    assert not [thing for thing in gc.get_objects() if isinstance(thing, _Position)]


def test_where_a_visitor_is_reaches_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answered(small_machine(), FULL)
    assert caplog.text == ""


def test_one_machine_serves_many_visitors_at_once() -> None:
    machine = small_machine()
    rows = [{**FULL, "pain_days": days, "clear_days": 0} for days in range(32)] * 4
    alone = [answered(machine, row).state for row in rows]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda row: answered(machine, row).state, rows)) == alone


def test_a_choice_of_options_leads_where_the_option_says() -> None:
    asked = choice("a", "yes no") + number("b", "when: a == 'yes'")
    machine = machine_from(flow_text(asked))
    assert [machine.after("a", {"a": answer}) for answer in ("yes", "no")] == ["b", "outcome:all"]
