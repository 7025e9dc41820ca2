"""What is told of each kind of failure: its place, the smallest answers that show it, their end, an example."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flow_texts import flow_text, number

from screener.engine.loader import FLOW_FILE
from screener.engine.yaml import read_yaml
from screener.proof.check import Report, check_folder
from screener.proof.examples import EXAMPLES_FILE

NUMBER, OPEN = number("a"), number("b", "unsure: true")
READ = "flags: {f: {when: a > 3}}\n"
REST = "- {id: rest, when: true, urgency: routine, say: S, next: N}\n"
SOON = "- {id: soon, when: a > 9, urgency: days, say: S, next: N, because: You said so.}\n"
BOTH = "outcomes:\n" + SOON + REST
SECOND = "- {id: other, section: a, kind: some, ask: Which?, options: [{id: x, label: X}, {id: y, label: Y}]}\n"


@dataclass(frozen=True)
class Failure:
    """A flow with one thing wrong: the line that is named, what is said, and the smallest answers that show it."""

    text: str
    at: str
    says: str
    answers: dict[str, object] | None
    ends: str | None = None


def always(rule: str) -> str:
    return f"always:\n- {{name: P, {rule}}}\n"


FAILURES = {
    "some end nowhere": Failure(
        flow_text(NUMBER, READ, "outcomes:\n" + SOON), "id: soon", "some answers could end nowhere", {"a": 0}
    ),
    "a question with nothing to answer": Failure(
        flow_text(
            NUMBER
            + "- {id: c, section: a, kind: one, ask: W, options: [{id: x, label: X, offered: a > 5, sign: days}]}\n",
            READ,
        ),
        "id: c,",
        "c can be asked with nothing to answer",
        {"a": 0},
    ),
    "a question that nobody is asked": Failure(
        flow_text(NUMBER + number("c", "when: a > 3 and a < 2"), "flags: {f: {when: a > 3 or c > 3}}\n"),
        "id: c,",
        "this can never be true",
        None,
    ),
    "a question that changes nothing": Failure(
        flow_text(NUMBER + number("c", "when: a > 5"), "flags: {f: {when: a > 3 and (c > 3 or not (c > 3))}}\n"),
        "id: c,",
        "no answer to c changes anything",
        {"a": 6, "c": 0},
        "all",
    ),
    "an option that is never offered": Failure(
        flow_text(
            NUMBER
            + "- {id: c, section: a, kind: some, ask: W, options: [{id: x, label: X, offered: a > 5 and a < 5}]}\n",
            READ,
        ),
        "id: c,",
        "this can never be true",
        {"a": 0, "c": ["none"]},
        "all",
    ),
    "an option that changes nothing": Failure(
        flow_text(NUMBER + SECOND, READ + "facts: {g: {is: \"'x' in other\"}}\n", "").replace(
            "flags: {f: {when: a > 3}}", "flags: {f: {when: a > 3}, g: {when: g}}"
        )
        + BOTH,
        "id: other,",
        "choosing y changes nothing",
        {"a": 0, "other": ["y"]},
        "rest",
    ),
    "a fact that is never true": Failure(
        flow_text(NUMBER, "facts: {g: {is: a > 3 and a < 3}}\nflags: {f: {when: g or a > 3}}\n"),
        "facts:",
        "this can never be true",
        None,
    ),
    "a fact that is true for all": Failure(
        flow_text(NUMBER, "facts: {g: {is: a >= 0}}\nflags: {f: {when: g and a > 3}}\n"),
        "facts:",
        "this is true for all answers",
        {"a": 0},
        "all",
    ),
    "a fact that no rule reads": Failure(
        flow_text(NUMBER, READ + "facts: {g: {is: a > 4}}\n"), "facts:", "no rule reads g", {"a": 5}, "all"
    ),
    "a level that a higher one hides": Failure(
        flow_text(
            NUMBER,
            READ,
            "outcomes:\n" + SOON.replace("urgency: days", "urgency: [{days: a > 20}, {today: true}]") + REST,
        ),
        "id: soon",
        "no answers make this true where it counts",
        {"a": 21},
        "soon",
    ),
    "a stop with nothing left to ask": Failure(
        flow_text(NUMBER, READ + "stops: [{when: a > 8}]\n", BOTH),
        "stops:",
        "no answers make this true where it counts",
        {"a": 9},
        "rest",
    ),
    "an outcome that is never reached": Failure(
        flow_text(NUMBER, READ, BOTH.replace(REST, SOON.replace("soon", "late").replace("> 9", "> 10") + REST)),
        "id: late",
        "late is never reached: whoever fits it ends in soon before",
        {"a": 11},
        "soon",
    ),
    "an outcome behind one that takes everybody": Failure(
        flow_text(NUMBER, READ, "outcomes:\n" + REST + SOON),
        "id: soon",
        "soon is never reached: the outcome before it takes everybody",
        {"a": 10},
        "rest",
    ),
    "an outcome without a next step": Failure(
        flow_text(NUMBER, READ, "outcomes:\n" + SOON.replace(", next: N", "") + REST),
        "id: soon",
        "soon names no next step",
        {"a": 10},
        "soon",
    ),
    "a contradiction that nobody can be told": Failure(
        flow_text(NUMBER, READ + "consistent: [{when: a > 5 and a < 5, say: S, change: [a]}]\n"),
        "consistent:",
        "no answers are ever told to contradict each other",
        None,
    ),
    "a contradiction that cannot be put right": Failure(
        flow_text(
            NUMBER + OPEN,
            "flags: {f: {when: a > 3 or unknown(b > 3)}}\nconsistent: [{when: a > 5, say: S, change: [a, b]}]\n",
        ),
        "consistent:",
        "no other answer to b puts this right",
        {"a": 6, "b": 0},
        "all",
    ),
    "never": Failure(
        flow_text(NUMBER, READ + always("never: {when: a > 7, outcome: [soon]}"), BOTH),
        "name: P",
        "P: these answers end in soon, days",
        {"a": 10},
        "soon",
    ),
    "never of nobody": Failure(
        flow_text(NUMBER, READ + always("never: {when: a > 7 and a < 7, outcome: [soon]}"), BOTH),
        "name: P",
        "P: no answers make this true, so it says nothing",
        None,
    ),
    "exactly": Failure(
        flow_text(NUMBER, READ + always("exactly: {when: a > 7, outcome: [soon]}"), BOTH),
        "name: P",
        "P: not ending in soon, and should be",
        {"a": 8},
        "rest",
    ),
    "monotone": Failure(
        flow_text(
            NUMBER,
            READ + always("monotone: {raising: [a]}"),
            "outcomes:\n" + SOON.replace("a > 9", "a < 9") + REST,
        ),
        "name: P",
        "P: adding a lowers the urgency from days to routine",
        {"a": 0},
        "soon",
    ),
    "takes": Failure(
        flow_text(NUMBER, READ + always("takes: {a: {numbers: [0, 31], unsure: true}}"), BOTH),
        "name: P",
        "P: a takes 0 to 31",
        {"a": 0},
        "rest",
    ),
    "says nothing": Failure(
        flow_text(NUMBER, READ + always("total: false"), BOTH), "name: P", "P: this says nothing", None
    ),
    "total": Failure(
        flow_text(NUMBER, READ + always("total: true"), "outcomes:\n" + SOON), "id: soon", "some answers", {"a": 0}
    ),
    "reachable": Failure(
        flow_text(NUMBER, READ + always("reachable: true"), BOTH.replace("a > 9", "a > 9 and a < 9")),
        "id: soon",
        "this can never be true",
        None,
    ),
    "recommends": Failure(
        flow_text(NUMBER, READ + always("recommends: physician, except: [rest]"), BOTH),
        "id: soon",
        "P: soon recommends nobody, not a physician",
        {"a": 10},
        "soon",
    ),
}


@pytest.fixture(params=FAILURES)
def failure(request: pytest.FixtureRequest) -> Failure:
    return FAILURES[request.param]


def checked(folder: Path, text: str) -> Report:
    (folder / FLOW_FILE).write_text(text, encoding="utf-8")
    return check_folder(folder)


def test_a_failure_is_told_with_its_place_the_smallest_answers_and_an_example(failure: Failure, tmp_path: Path) -> None:
    report = checked(tmp_path, failure.text)
    told = [problem for problem in report.problems if problem.message.startswith(failure.says)]
    assert len(told) == 1, list(map(str, report.problems))
    assert failure.at in failure.text.splitlines()[told[0].line - 1]
    lines = report.shown[told[0]]
    if failure.answers is None:
        assert lines == []
        return
    assert lines[0].startswith("The smallest answers that show it")
    pasted = "examples:\n" + "\n".join(lines[lines.index("") :])
    example = read_yaml(pasted, EXAMPLES_FILE)[0]["examples"][0]
    assert example["answers"] == failure.answers
    assert example.get("outcome") == failure.ends
    if failure.ends:
        rule = next(line for line in lines if line.startswith("They end in"))
        assert rule.startswith(f"They end in {failure.ends}, {example['urgency']}, by its rule in line ")
        assert f"id: {failure.ends}" in failure.text.splitlines()[int(rule.split()[-1].rstrip(":")) - 1]
    else:
        assert any(line.startswith(("They end in no outcome", "They come to")) for line in lines)
