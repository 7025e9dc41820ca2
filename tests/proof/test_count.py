"""The number of sets of answers: held against walking through every one of them, and against drawing them at random."""

from collections import Counter

import pytest
from flow_texts import choice, flow_from, flow_text, number, small_machine
from hypothesis import HealthCheck, given, settings
from small_flows import small_flows, versions, walks

from screener.engine.flow import Flow
from screener.engine.interview import Interview
from screener.engine.loader import load, load_files, read_files
from screener.library import shipped
from screener.proof.count import at_most, count, count_differences, spoken
from screener.proof.flow_diagrams import Ending

MIGRAINE = shipped("flows") / "migraine"
WIDE = "".join(number(f"q{place}") for place in range(6))
SUM = (
    "outcomes: [{id: high, when: q0 + q1 + q2 + q3 + q4 + q5 > 90, urgency: days, say: H.},"
    " {id: low, when: true, urgency: routine, say: L.}]\n"
)
ENOUGH = settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def migraine() -> Flow:
    return load(MIGRAINE)


def ending(interview: Interview) -> Ending:
    decision = interview.decision
    assert decision.outcome
    assert decision.urgency
    return Ending(decision.outcome.id, decision.urgency)


def total(questions: str, rest: str = "") -> int:
    return count(flow_from(flow_text(questions, rest))).total


# --- One flow -------------------------------------------------------------------------------------------------------


@ENOUGH
@given(small_flows())
def test_it_counts_what_walking_through_all_answers_counts(flow: Flow) -> None:
    counts = count(flow)
    assert counts.exact
    assert counts.endings == Counter(map(ending, walks(flow)))
    assert counts.total <= at_most(flow)


def test_each_number_counts_unsure_too() -> None:
    assert total(number("a")) == 32
    assert total(number("a", "unsure: true")) == 33


def test_each_set_of_options_counts_and_none_of_them_too() -> None:
    assert total(choice("a", "x y z", kind="some")) == 8
    assert total(choice("a", "x y z", "unsure: true", kind="some")) == 9


def test_passing_over_counts_once_and_words_count_once() -> None:
    assert total(choice("a", "x y", "optional: true")) == 3
    assert total("- {id: a, section: a, kind: words, optional: true, ask: What?}") == 2


def test_a_question_that_is_not_asked_multiplies_nothing() -> None:
    assert total(number("a") + choice("b", "x y", "when: a >= 30")) == 30 + 2 * 2


def test_an_option_that_is_not_offered_is_not_counted() -> None:
    options = "options: [{id: x, label: X}, {id: y, label: Y, offered: a >= 30}]"
    assert total(number("a") + f"- {{id: b, section: a, kind: some, ask: Which?, {options}}}") == 30 * 2 + 2 * 4


def test_a_stop_ends_the_counting() -> None:
    assert total(number("a") + number("b"), "stops: [{when: a < 2}]\n") == 2 + 30 * 32


def test_what_the_program_is_told_is_not_an_answer() -> None:
    counts = count(small_machine().flow)
    assert "crisis" not in counts.by_outcome


def test_answers_that_no_outcome_takes_are_counted_as_such() -> None:
    few = "outcomes: [{id: few, when: a < 5, urgency: routine, say: F.}]\n"
    assert count(flow_from(flow_text(number("a"), "", few))).by_outcome == {"few": 5, "(no outcome)": 27}


def test_outcomes_stand_in_the_order_of_the_flow() -> None:
    flow = small_machine().flow
    found = list(count(flow).by_outcome)
    assert found == [outcome.id for outcome in flow.outcomes if outcome.id in found]


def test_numbers_that_are_added_up_are_counted_one_by_one() -> None:
    flow = flow_from(
        flow_text(number("q0") + number("q1"), "", SUM.replace("q0 + q1 + q2 + q3 + q4 + q5 > 90", "q0 + q1 > 60"))
    )
    assert count(flow).by_outcome == {"high": 3, "low": 32 * 32 - 3}


def test_the_migraine_flow_is_counted_exactly(migraine: Flow) -> None:
    counts = count(migraine)
    assert counts.exact
    assert counts.by_outcome["under_18"] == 2 * (10 + 8 * 7)  # for whom; children, and young people by pregnancy
    assert "crisis_now" not in counts.by_outcome
    assert set(counts.by_outcome) == {outcome.id for outcome in migraine.outcomes} - {"crisis_now"}


# --- Too large ------------------------------------------------------------------------------------------------------


def test_where_it_grows_too_large_there_are_a_lower_and_an_upper_bound() -> None:
    flow = flow_from(flow_text(WIDE, "", SUM))
    counts, part = count(flow), count(flow, limit=2_000)
    assert counts.exact
    assert counts.total == at_most(flow) == 32**6
    assert not part.exact
    assert 0 < part.total < counts.total == part.at_most
    assert all(part.endings[ending] <= counts.endings[ending] for ending in part.endings)


def test_a_flow_that_cannot_be_counted_at_all_still_has_its_bounds(migraine: Flow) -> None:
    counts = count(migraine, limit=100)
    assert (counts.total, counts.exact) == (0, False)
    assert counts.at_most > count(migraine).total


# --- Two flows ------------------------------------------------------------------------------------------------------


def fit(old: Interview, new: Interview) -> bool:
    """Whether two walks say the same wherever the same was asked."""
    return all(
        old.counting[name] == new.counting[name]
        for name in old.counting.keys() & new.counting.keys()
        if old.flow.by_id[name].kind == new.flow.by_id[name].kind
    )


@settings(ENOUGH, max_examples=25)
@given(versions())
def test_it_counts_the_differences_that_walking_through_both_flows_finds(flows: tuple[Flow, Flow]) -> None:
    old, new = flows
    news = list(walks(new))
    pairs = [(before, after) for before in walks(old) for after in news if fit(before, after)]
    found = count_differences(old, new)
    assert found.exact
    assert found.endings == Counter((ending(before), ending(after)) for before, after in pairs)
    codes = [(set(before.decision.codes), set(after.decision.codes)) for before, after in pairs]
    assert found.flagged_otherwise == sum(before != after for before, after in codes)
    gone = Counter((code, False) for before, after in codes for code in before - after)
    assert found.flags == gone + Counter((code, True) for before, after in codes for code in after - before)


def test_a_flow_does_not_differ_from_itself(migraine: Flow) -> None:
    found = count_differences(migraine, migraine)
    assert found.total == count(migraine).total
    assert (found.changed, found.flags, found.flagged_otherwise) == ({}, {}, 0)


def test_a_threshold_that_moves_sends_the_answers_between_elsewhere() -> None:
    text = (MIGRAINE / "flow.yaml").read_text("utf-8")
    files = {**read_files(MIGRAINE), "flow.yaml": text.replace("migraine_days >= 8", "migraine_days >= 7")}
    found = count_differences(load(MIGRAINE), load_files(files))
    pattern = {"cm_pattern", "cm_pattern_caution", "diagnostic_evaluation"}
    assert {after.outcome for _, after in found.changed} == pattern
    assert ("cm_pattern_met", True) in (found.flags or {})


def test_where_two_flows_are_too_large_only_their_endings_are_compared() -> None:
    flow = flow_from(flow_text(WIDE, "", SUM))
    found = count_differences(flow, flow, limit=2_000)
    assert (found.flags, found.flagged_otherwise, found.exact) == (None, None, False)
    assert found.total > 0


# --- Print ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (1234, "1,234"),
        (999_999, "999,999"),
        (1_000_000, "1.0 × 10^6"),
        (1_349_999, "1.3 × 10^6"),
        (9_960_000, "1.0 × 10^7"),
        (132_000_000_000_000_000, "1.3 × 10^17"),
        (28112838940904041779099219700246029631585038758, "2.8 × 10^46"),
    ],
)
def test_large_numbers_are_said_short(number: int, said: str) -> None:
    assert spoken(number) == said
