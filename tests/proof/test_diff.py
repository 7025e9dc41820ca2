"""What a change of a flow does to the answers: all that differs, by what it was and is, and by the rule responsible."""

import json
import random
from collections.abc import Iterator
from functools import cache
from math import prod

import pytest
from click.testing import CliRunner
from flow_texts import choice, flow_from, flow_text, number
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from oracle import random_answers
from random_flows import Author, Data, all_answers, flow_data, loaded, values
from readings import Reading, Readings

from screener.cli import main
from screener.engine.flow import Flow
from screener.engine.loader import FLOW_FILE, load, read_files
from screener.engine.machine import FlowMachine
from screener.library import shipped
from screener.proof.case import Case, case_of
from screener.proof.diff import Count, Diff, Difference, diff

MIGRAINE = shipped("flows") / "migraine"
TEXT = read_files(MIGRAINE)[FLOW_FILE]
FEW = 400


@cache
def migraine() -> Flow:
    return load(MIGRAINE)


def rewritten(old: str, new: str) -> Flow:
    """The migraine flow with another text in every place that has the old one, but for what must always hold."""
    rules, always = TEXT.split("\nalways:\n")
    assert old in rules
    return flow_from(rules.replace(old, new) + "\nalways:\n" + always)


def cases(found: Diff) -> Iterator[tuple[Case, Case]]:
    for difference in (*found.endings, *found.flags):
        for part in difference.parts:
            yield part.before, part.after


def result(case: Case) -> tuple[object, ...]:
    return case.outcome, case.urgency, frozenset(case.decision.codes)


# --- Scores ---------------------------------------------------------------------------------------------------------


def test_other_points_of_a_score_are_the_cause_of_what_ends_otherwise() -> None:
    text = flow_text(
        choice("mood", "good low"),
        "scores: {total: {points: {mood: {good: 0, low: 1}}}}\n",
        "outcomes: [{id: high, when: total >= 1, urgency: days, say: H.},"
        " {id: rest, when: true, urgency: routine, say: L.}]\n",
    )
    found = diff(flow_from(text), flow_from(text.replace("low: 1", "low: 0").replace("good: 0", "good: 1")))
    assert [change.what for change in found.changes] == ["the score total"]
    assert {(before.outcome, after.outcome) for before, after in cases(found)} == {("high", "rest"), ("rest", "high")}


# --- The migraine flow ----------------------------------------------------------------------------------------------


def test_against_its_own_copy_nothing_differs_and_that_is_a_proof() -> None:
    found = diff(migraine(), flow_from(TEXT))
    assert found.same
    assert found.changes == ()


def test_other_words_alone_make_no_difference() -> None:
    assert diff(migraine(), rewritten("How old are you?", "What is your age?")).same


@pytest.fixture(scope="module")
def fourteen() -> Diff:
    return diff(migraine(), rewritten("headache_days >= 15", "headache_days >= 14"))


def test_fourteen_headache_days_instead_of_fifteen_names_answers_with_14_days_only(fourteen: Diff) -> None:
    assert fourteen.endings
    assert fourteen.elsewhere == ()
    for difference in (*fourteen.endings, *fourteen.flags):
        for part in difference.parts:
            assert part.rule is not None
            days = next(one for one in part.shared if one.question == "headache_days")
            assert (days.least, days.most) == (14, 14)
    for before, after in cases(fourteen):
        assert before.answers["headache_days"] == after.answers["headache_days"] == 14
        assert result(before) != result(after)


def test_and_every_one_of_them_that_differs(fourteen: Diff) -> None:
    machines = FlowMachine(fourteen.old), FlowMachine(fourteen.new)
    pairs = {(str(one.old), str(one.new)) for one in fourteen.endings}
    flags = {(one.flag, one.raised) for one in fourteen.flags}
    rng = random.Random("fourteen")
    moved = 0
    for _ in range(400):
        raw = random_answers(rng) | {"headache_days": rng.choice((13, 14, 14, 15)), "clear_days": 16}
        before, after = (case_of(machine, raw) for machine in machines)
        if "headache_days" in before.answers and before.outcome != after.outcome:
            moved += 1
            assert (f"{before.outcome}, {before.urgency}", f"{after.outcome}, {after.urgency}") in pairs
        raised = {(one, True) for one in set(after.decision.codes) - set(before.decision.codes)}
        lost = {(one, False) for one in set(before.decision.codes) - set(after.decision.codes)}
        assert raised | lost <= flags
        assert result(before) == result(after) or before.answers["headache_days"] == 14
    assert moved > 20


def test_a_difference_is_laid_at_the_rule_that_makes_it(fourteen: Diff) -> None:
    rules = {
        (str(one.old), str(one.new)): {part.rule.what for part in one.parts if part.rule} for one in fourteen.endings
    }
    assert rules["frequent_preventive, routine", "cm_pattern, routine"] == {"the fact chronic_migraine"}
    assert rules["frequent_preventive, days", "medication_overuse, days"] == {"when the outcome is medication_overuse"}
    flags = {one.flag: {part.rule.what for part in one.parts if part.rule} for one in fourteen.flags}
    assert flags["three_months_or_less"] == {"the flag three_months_or_less"}
    assert flags["short_headaches"] == {"the fact short_headaches"}


FOLLOW_UP = "  - id: botox_follow_up\n    when: botulinum == 'migraine_current'"
ANY = "the fact any_headache"
CHANGES = [
    ("headache_days >= 1 or headache_days == unsure", "headache_days >= 2 or headache_days == unsure", ANY),
    ("- {when: goal == 'cosmetic'}", "- {when: goal == 'cosmetic', after: your_headaches}", "a stop"),
    ("when: 10 <= age <= 60", "when: 12 <= age <= 60", "when pregnancy is asked"),
    (FOLLOW_UP, FOLLOW_UP.replace("current", "past"), "when the outcome is botox_follow_up"),
    ("within_days or caution(A, B) or caution_open", "within_days or caution(A, B)", "how urgent botox_follow_up is"),
    ("when: age > 65", "when: age >= 65", "the caution age_over_65"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule"), CHANGES, ids=[rule for _, _, rule in CHANGES])
def test_a_change_anywhere_is_found_with_its_rule(old: str, new: str, rule: str) -> None:
    found = diff(migraine(), rewritten(old, new))
    assert not found.same
    assert rule in [change.what for change in found.changes]
    for difference in (*found.endings, *found.flags):
        assert all(part.rule for part in difference.parts)


# --- Small flows ----------------------------------------------------------------------------------------------------

QUESTIONS = choice("a", "x y", kind="some") + number("b")
RULES = "outcomes: [{id: o, when: b > 5, urgency: days, say: S}, {id: p, when: true, urgency: routine, say: S}]\n"


def compared(questions: str = QUESTIONS, rest: str = "", rules: str = RULES) -> Diff:
    return diff(flow_from(flow_text(QUESTIONS, "", RULES)), flow_from(flow_text(questions, rest, rules)))


def told(found: Diff) -> list[str]:
    return [f"{one.question} {one.what}" for one in found.elsewhere]


def test_swapped_outcomes_are_a_change_of_their_order() -> None:
    rules = RULES.replace("when: true", "when: b > 3").replace(
        "}]", "}, {id: q, when: true, urgency: routine, say: S}]"
    )
    first, then = "{id: o, when: b > 5, urgency: days, say: S}", "{id: p, when: b > 3, urgency: routine, say: S}"
    rest = "{id: q, when: true, urgency: routine, say: S}"
    rules, swapped = (f"outcomes: [{one}, {other}, {rest}]\n" for one, other in ((first, then), (then, first)))
    found = diff(flow_from(flow_text(QUESTIONS, "", rules)), flow_from(flow_text(QUESTIONS, "", swapped)))
    assert [change.what for change in found.changes] == ["the order of outcomes"]
    assert [(str(one.old), str(one.new)) for one in found.endings] == [("o, days", "p, routine")]


def test_a_new_question_is_told_and_its_answers_may_be_any() -> None:
    found = compared(QUESTIONS + number("c"), rules=RULES.replace("b > 5", "b > 5 or c > 7"))
    assert told(found) == ["c is asked of some who were not asked it"]
    (moved,) = found.endings
    assert (str(moved.old), str(moved.new)) == ("p, routine", "o, days")
    assert dict(moved.parts[0].after.answers) == {"a": ("none",), "b": 0, "c": 8}


def test_an_answer_that_only_one_version_takes_is_told() -> None:
    assert told(compared(QUESTIONS.replace("max: 31", "max: 40"))) == ["b takes an answer that it did not take"]
    assert told(compared(QUESTIONS.replace("max: 31", "max: 30"))) == ["b no longer takes an answer that it took"]
    assert told(compared(choice("a", "x y z", kind="some") + number("b"))) == ["a takes an answer that it did not take"]
    assert told(compared(choice("a", "x", kind="some") + number("b"))) == ["a no longer takes an answer that it took"]
    assert told(compared(choice("a", "x y", "unsure: true", kind="some") + number("b"))) == [
        "a takes an answer that it did not take"
    ]


def test_an_outcome_that_is_no_longer_there_is_told_with_where_its_answers_go() -> None:
    (moved,) = compared(rules="outcomes: [{id: p, when: true, urgency: routine, say: S}]\n").endings
    assert (str(moved.old), str(moved.new)) == ("o, days", "p, routine")
    assert moved.parts[0].rule is not None
    assert moved.parts[0].rule.what == "when the outcome is o"


def test_answers_that_end_nowhere_now_are_told() -> None:
    (moved,) = compared(rules=RULES.replace("when: true", "when: b < 5")).endings
    assert (str(moved.old), str(moved.new)) == ("p, routine", "no outcome")
    assert moved.parts[0].after.answers["b"] == 5


def test_counts_come_from_whoever_counts() -> None:
    def count(difference: Difference) -> Count:
        return Count(1234, exact=difference.flag is not None)

    rest = "flags: {f: {when: b > 9}}\n"
    old = flow_from(flow_text(QUESTIONS, "", RULES))
    found = diff(old, flow_from(flow_text(QUESTIONS, rest, RULES.replace("b > 5", "b > 6"))), count)
    assert [str(one.count) for one in (*found.endings, *found.flags)] == ["at least 1,234", "1,234"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(flow_data(most=4), st.data())
def test_what_differs_is_what_trying_all_answers_shows(flow: Data, data: st.DataObject) -> None:
    old, new = loaded(flow), loaded(flow | {"outcomes": data.draw(other_outcomes(flow))})
    assume(prod(len(values(question)) for question in old.questions) <= FEW)
    found = diff(old, new)
    before, after = Readings(old), Readings(new)
    endings, flags = set(), set()
    for raw in all_answers(old):
        for known in ((), ("g",)):
            was, now = before.by_interpreter(raw, known), after.by_interpreter(raw, known)
            if was and _end(was) != _end(now):
                endings.add((_end(was), _end(now)))
            flags |= {(one, True) for one in _flags(now) - _flags(was)} | {
                (one, False) for one in _flags(was) - _flags(now)
            }
    assert {(str(one.old), str(one.new)) for one in found.endings} == endings
    assert {(one.flag, one.raised) for one in found.flags} == flags
    assert found.same is not (endings or flags or found.elsewhere)


@st.composite
def other_outcomes(draw: st.DrawFn, flow: Data) -> list[Data]:
    """The flow's outcomes with one of their conditions changed."""
    author = Author(draw)
    author.questions, author.facts = flow["questions"], flow["facts"]
    place = draw(st.integers(0, len(flow["outcomes"]) - 1))
    changed = author.outcome(flow["outcomes"][place]["id"])
    return [changed if i == place else outcome for i, outcome in enumerate(flow["outcomes"])]


def _end(reading: Reading) -> str:
    return f"{reading['outcome']}, {reading['urgency']}" if reading["outcome"] else "no outcome"


def _flags(reading: Reading) -> set[str]:
    return reading["flags"] if reading else set()  # type: ignore[return-value]


# --- The command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    old, new = (tmp_path_factory.mktemp(name) / FLOW_FILE for name in ("old", "new"))
    old.write_text(flow_text(QUESTIONS, "", RULES), encoding="utf-8")
    new.write_text(flow_text(QUESTIONS, "", RULES.replace("b > 5", "b > 6")), encoding="utf-8")
    return str(old), str(new)


def test_the_command_tells_what_differs_with_the_rule_and_its_place(versions: tuple[str, str]) -> None:
    ran = CliRunner().invoke(main, ["flow", "diff", *versions])
    assert ran.exit_code == 1
    lines = ran.output.splitlines()
    assert f"    - b > 5  ({versions[0]}:6)" in lines
    assert f"    + b > 6  ({versions[1]}:6)" in lines
    assert "  o, days → p, routine  (4 sets of answers)" in lines
    assert f"    by when the outcome is o ({versions[1]}:6)" in lines
    assert "    all of them answer b: 6" in lines
    assert lines[-1].startswith("These are all, and this is proved")


def test_the_command_says_that_no_difference_is_a_proof(versions: tuple[str, str]) -> None:
    ran = CliRunner().invoke(main, ["flow", "diff", versions[0], versions[0]])
    assert (ran.exit_code, "No difference, and this is proved" in ran.output) == (0, True)


def test_the_command_gives_plain_data(versions: tuple[str, str]) -> None:
    ran = CliRunner().invoke(main, ["flow", "diff", *versions, "--json"])
    found = json.loads(ran.output)
    (ending,) = found["endings"]
    assert (found["same"], found["proved"], ran.exit_code) == (False, True, 1)
    assert (ending["from"], ending["to"]["outcome"]) == ({"outcome": "o", "urgency": "days"}, "p")
    assert ending["rules"][0]["shared"] == {"b": {"least": 6, "most": 6}}
    assert ending["rules"][0]["example"]["before"]["answers"] == {"a": ["none"], "b": 6}


def test_the_command_knows_nothing_without_the_solver(
    versions: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.proof.check.solver_there", lambda: False)
    ran = CliRunner().invoke(main, ["flow", "diff", *versions])
    assert (ran.exit_code, "No difference" in ran.output) == (2, False)
    assert "the solver is not installed" in ran.output


def test_a_flow_that_cannot_be_read_is_an_error(versions: tuple[str, str]) -> None:
    ran = CliRunner().invoke(main, ["flow", "diff", versions[0], "nowhere"])
    assert (ran.exit_code, "there is no flow 'nowhere'" in ran.output) == (2, True)
