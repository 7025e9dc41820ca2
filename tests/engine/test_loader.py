"""From a folder to a flow: every mistake is named with its place, and says what to do."""

from pathlib import Path

import pytest
from flow_texts import SMALL, choice, flow_from, flow_text, number, problems_of

from screener.engine.errors import FlowError
from screener.engine.loader import FLOW_FILE, digest, load, load_files
from screener.engine.yaml import LARGEST


def test_the_small_flow_loads() -> None:
    flow = flow_from(SMALL)
    assert (flow.id, flow.title["en"], len(flow.questions), len(flow.outcomes)) == ("knee", "Knee screening", 13, 9)
    assert [option.id for option in flow.by_id["at_night"].options] == ["yes", "no"]


def test_a_flow_loads_from_its_folder_or_its_file(tmp_path: Path) -> None:
    (tmp_path / FLOW_FILE).write_text(SMALL, encoding="utf-8")
    assert load(tmp_path).digest == load(tmp_path / FLOW_FILE).digest == flow_from(SMALL).digest


def test_the_digest_changes_with_every_letter() -> None:
    assert digest({"flow.yaml": "a"}) != digest({"flow.yaml": "b"}) != digest({"fr.yaml": "b"})
    assert len(digest({})) == 64


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / FLOW_FILE).write_text(SMALL, encoding="utf-8-sig")
    assert load(tmp_path).digest == flow_from(SMALL).digest


def error_of(path: Path) -> str:
    with pytest.raises(FlowError) as caught:
        load(path)
    return str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert error_of(tmp_path) == f"{tmp_path / FLOW_FILE}:1:1: this file cannot be read: No such file or directory"


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / FLOW_FILE).write_bytes("title: Migräne".encode("latin-1"))
    assert error_of(tmp_path) == f"{tmp_path / FLOW_FILE}:1:1: this file is not UTF-8 text: save it as UTF-8"


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / FLOW_FILE).write_text("#" * (LARGEST + 1))
    assert "this file has over 1,000,000 characters" in error_of(tmp_path)


def test_a_flow_is_a_mapping() -> None:
    assert problems_of("- id: x") == ["flow.yaml:1:1: a flow file is a mapping that begins with 'id:'"]


# In the tables below, the first question stands in line 4 and each of its keys is written on that line.

AGE = "- {id: age, section: a, kind: number, min: 0, max: 120, ask: How old?}\n"


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("- {id: age, kind: number, min: 0, max: 9, ask: Old?}", "4:5: 'section:' is missing here"),
        ("- {id: age, section: a, kind: number, ask: Old?}", "4:5: age is a number: give it 'min:' and 'max:'"),
        ("- {id: age, section: a, kind: number, min: 9, max: 0, ask: A?}", "4:46: the least is above the greatest"),
        ("- {id: age, section: a, kind: amount, ask: A?}", "4:33: write 'one', 'some', 'number' or 'words' here"),
        ("- {id: Age, section: a, kind: words, ask: A?}", "4:6: an id is small letters, digits and _, beginning with"),
        ("- {id: age, section: a, kind: words, ask: A?, whem: 1}", "4:49: unknown key 'whem': did you mean 'when'?"),
        (
            "- {id: age, section: a, kind: words, ask: A?, zzzz: 1}",
            "4:49: unknown key 'zzzz': take it out or see README",
        ),
        ("- {id: age, section: a, kind: words, ask: 5}", "4:45: write text here, in quotes if it looks like a number"),
        ("- {id: age, section: a, kind: words, ask: ''}", "4:46: string should have at least 1 character"),
        ("- {id: age, section: a, kind: words, ask: A?, optional: no}", "4:59: write true or false here"),
        ("- {id: age, section: a, kind: number, min: 012, max: 20, ask: A?}", "4:46: write a whole number here"),
        ("- {id: age, section: a, kind: number, min: true, max: 20, ask: A?}", "4:46: write a whole number here"),
        ("- {id: age, section: a, kind: one, ask: A?}", "4:5: age needs 'options:'"),
        (
            "- {id: g, section: a, kind: words, ask: A?, options: [{id: x, label: X}]}",
            "4:47: a question of kind words has",
        ),
        ("- {id: n, section: a, kind: words, unsure: true, ask: A?}", "4:46: free words are never unsure"),
        (
            "- {id: g, section: a, kind: one, ask: A?, options: [{id: unsure, label: U}]}",
            "4:60: 'unsure' is always there",
        ),
        ("- {id: g, section: a, kind: some, ask: A?, options: [{id: none, label: N}]}", "4:61: 'none' is always there"),
        (
            "- {id: g, section: a, kind: one, ask: A?, options: [{id: x, label: X}, {id: x, label: Y}]}",
            "4:79: 'x' is there",
        ),
        (
            "- {id: g, section: a, kind: one, ask: A?, options: [{id: x, label: X, sign: soon}]}",
            "4:79: write 'routine',",
        ),
        ("- {id: count, section: a, kind: words, ask: A?}", "4:6: 'count' is a word of the condition language"),
        ("- {id: lambda, section: a, kind: words, ask: A?}", "4:6: 'lambda' is a word of the condition language"),
    ],
)
def test_a_mistake_in_a_question_is_named_with_its_place(question: str, problem: str) -> None:
    (found,) = problems_of(flow_text(question))
    assert found.startswith(f"flow.yaml:{problem}")


@pytest.mark.parametrize("written", ["no", "yes", "Off", "'true'"])
def test_unsure_is_not_called_no(written: str) -> None:
    (found,) = problems_of(flow_text(number("days", f"unsure: {written}")))
    assert "write true or false here, or what it is called" in found


def test_unsure_may_have_words_of_its_own() -> None:
    assert (
        flow_from(flow_text(number("days", "unsure: I have not counted"))).by_id["days"].unsure == "I have not counted"
    )


def test_what_must_be_there_is_asked_for() -> None:
    assert problems_of("id: x\n") == [
        "flow.yaml:1:1: 'title:' is missing here",
        "flow.yaml:1:1: 'questions:' is missing here",
        "flow.yaml:1:1: 'outcomes:' is missing here",
    ]


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        ("facts:\n  old: {is: age >= 200}\n", "6:20: 200 is impossible here: the value lies between 0 and 120"),
        ('facts:\n  old: {is: "age >= 200"}\n', "6:21: 200 is impossible here"),
        ("facts:\n  old: {is: 'count(age) >= 1'}\n", "6:20: age is a number"),
        (
            "facts:\n  old:\n    is: >-\n      age >= 65 and\n      agee < 90\n",
            "9:7: 'agee' is not a question of this flow",
        ),
        ("facts:\n  old:\n    is: |\n      age >= 65\n\n        and age > 121\n", "10:19: 121 is impossible here"),
        ("facts:\n  old:\n    is: age >= 65\n      and age > 121\n", "8:17: 121 is impossible here"),
        ("facts:\n  old:\n    is: |\n      age >= 65 # adults\n      and age < 90\n", "8:17: '#' has no place"),
        ("facts:\n  old: {is: age >=}\n", "6:19: this is not a condition"),
        ("facts:\n  old: {is: 5}\n", "6:13: write a condition here"),
        ("facts:\n  old: {is: ''}\n", "6:14: write a condition here"),
        ("facts:\n  old: {is: [age]}\n", "6:13: write a condition here"),
        ("facts:\n  old: age > 3\n", "6:8: write keys and values here"),
        ("facts: [age]\n", "5:8: write keys and values here"),
        ("stops: {when: true}\n", "5:8: write a list here"),
        ("facts:\n  Old: {is: age > 3}\n", "6:3: an id is small letters"),
        ("facts:\n  age: {is: age > 3}\n", "6:3: 'age' is there already, in line 4: ids must differ"),
        ("facts:\n  unsure: {is: age > 3}\n", "6:3: 'unsure' is a word of the condition language"),
        ("given: [age]\n", "5:9: 'age' is there already, in line 4: ids must differ"),
        ("given: [none]\n", "5:9: 'none' is a word of the condition language"),
        ("flags:\n  x: {when: true, with: [al]}\n", "6:26: there is no outcome 'al': did you mean 'all'?"),
        ("cautions:\n  x: {when: true, level: B, with: [all]}\n", "6:29: unknown key 'with'"),
        ("cautions:\n  x: {when: true, level: D}\n", "6:26: write 'A', 'B' or 'C' here"),
        ("cautions:\n  x: {level: A, when: true}\nflags:\n  x: {when: true}\n", "8:3: 'x' is there already, in line 6"),
        ("sections: [{id: b, title: B}]\n", "4:24: there is no section 'a'"),
        ("sections: [{id: a, title: A}, {id: a, title: B}]\n", "5:36: 'a' is there already, in line 5"),
        ("stops: [{when: age < 18, after: b}]\n", "5:33: there is no section with questions 'b'"),
        (
            "consistent: [{when: age > 5, say: A, change: [agee]}]\n",
            "5:47: there is no question 'agee': did you mean 'age'?",
        ),
        ("always: [{name: N, never: {when: true, outcome: [gone]}}]\n", "5:50: there is no outcome 'gone'"),
        ("always: [{name: N, recommends: physician, except: [gone]}]\n", "5:52: there is no outcome 'gone'"),
        ("always: [{name: N, monotone: {adding: [gone]}}]\n", "5:40: there is no question, sign or caution 'gone'"),
        ("always: [{name: N, monotone: {raising: [gone]}}]\n", "5:41: there is no question 'gone'"),
        (
            "sources: {ICHD3: {title: T}}\nfacts:\n  old: {is: age > 5, source: ICHD4}\n",
            "7:30: there is no source 'ICHD4'",
        ),
        ("other_person: for_whom == 'x'\n", "5:15: 'for_whom' is not a question of this flow"),
    ],
)
def test_a_mistake_elsewhere_is_named_with_its_place(rest: str, problem: str) -> None:
    (found,) = problems_of(flow_text(AGE, rest))
    assert found.startswith(f"flow.yaml:{problem}")


def test_a_misspelt_option_is_found_in_every_condition_of_the_file() -> None:
    goal = choice("goal", "relief sport") + choice("more", "yes no", "when: \"goal == 'releif'\"")
    rest = """
        facts: {a: {is: goal == 'releif'}}
        flags: {b: {when: goal == 'releif'}}
        stops: [{when: goal == 'releif'}]
        cards: [{when: goal == 'releif', show: x}]
        consistent: [{when: goal == 'releif', say: S, change: [goal]}]
        always: [{name: N, never: {when: goal == 'releif', outcome: [all]}}]
    """
    outcomes = "outcomes: [{id: all, when: goal == 'releif', urgency: [{days: goal == 'releif'}], say: S}]\n"
    found = problems_of(flow_text(goal, rest, outcomes))
    assert len(found) == 9
    assert all("goal has no option 'releif': did you mean 'relief'?" in problem for problem in found)


def test_a_mistake_in_a_fact_is_told_once_and_at_the_fact() -> None:
    rest = "facts:\n  a: {is: b}\n  b: {is: not wrong}\nflags: {c: {when: a and b}}\n"
    assert problems_of(flow_text(AGE, rest)) == ["flow.yaml:7:15: there is no question, fact or given name 'wrong'"]


def test_a_circle_of_facts_is_named() -> None:
    rest = "facts:\n  a: {is: b or age > 5}\n  b: {is: not c}\n  c: {is: a}\n"
    found = problems_of(flow_text(AGE, rest))
    assert found[0] == "flow.yaml:6:11: these are made of each other in a circle: a → b → c → a"
    assert len(found) == 3


def test_a_caution_may_not_be_made_of_itself() -> None:
    (found,) = problems_of(flow_text(AGE, "cautions:\n  old: {level: B, when: caution(B)}\n"))
    assert "in a circle: old → old" in found


def test_a_fact_and_a_caution_may_share_a_name() -> None:
    text = flow_text(
        AGE, "facts: {any: {is: caution(B)}, old: {is: age > 65}}\ncautions: {old: {level: B, when: old}}\n"
    )
    assert flow_from(text).facts["any"].is_.holds({"age": 66})


def test_what_is_asked_next_hangs_on_earlier_questions_only() -> None:
    asked = number("first", "when: later > 3") + number("later", "when: later > 5")
    assert problems_of(flow_text(asked)) == [
        "flow.yaml:4:82: this reads later, which is asked later: only earlier questions can decide what is asked",
        "flow.yaml:5:82: this reads itself: only earlier questions can decide what is asked",
    ]


def test_looking_ahead_through_a_fact_is_found_too() -> None:
    asked = "- {id: a, section: a, kind: one, ask: A?, options: [{id: x, label: X, offered: many}]}\n" + number("b")
    (found,) = problems_of(flow_text(asked, "facts: {many: {is: b > 3}}\n"))
    assert found.startswith("flow.yaml:4:82: this reads b, which is asked later")


def test_looking_ahead_through_signs_is_found_too() -> None:
    signs = "- {id: s, section: a, kind: some, ask: S?, options: [{id: numb, label: N, sign: today}]}\n"
    (found,) = problems_of(flow_text(number("first", "when: sign(today)") + signs))
    assert "this reads s, which is asked later" in found


def test_every_name_that_is_there_twice_is_told_at_once() -> None:
    assert problems_of(flow_text(number("a") + number("a") + number("b") + number("b"))) == [
        "flow.yaml:5:10: 'a' is there already, in line 4: ids must differ",
        "flow.yaml:7:10: 'b' is there already, in line 6: ids must differ",
    ]


def test_problems_say_the_name_of_the_file_that_was_given() -> None:
    with pytest.raises(FlowError, match=r"^drafts/x\.yaml:1:1: "):
        load_files({FLOW_FILE: "id: x"}, "drafts/x.yaml")


def test_a_flow_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        flow_from(SMALL).id = "other"


def test_a_flow_without_questions_or_outcomes_is_told() -> None:
    said = problems_of("id: tiny\ntitle: Tiny\nquestions: []\noutcomes: []\n")
    assert [one.partition(": ")[2] for one in said] == [
        "a flow needs at least one of its questions",
        "a flow needs at least one of its outcomes",
    ]
