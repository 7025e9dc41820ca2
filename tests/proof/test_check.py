"""Everything that can be said against a flow's folder, in one report."""

import re
import subprocess
import sys
from pathlib import Path

from flow_texts import SMALL, flow_text, number

from screener.engine.loader import FAQ_FILE, FLOW_FILE
from screener.proof.check import check_folder
from screener.proof.examples import EXAMPLES_FILE

GOOD = flow_text(number("a"), "facts: {used: {is: a > 3}}\nflags: {used: {when: used}}\n")
EXAMPLE = "examples:\n- {name: One, answers: {a: 3}, outcome: all}\n"


def folder(path: Path, flow: str, examples: str | None = None) -> Path:
    (path / FLOW_FILE).write_text(flow, encoding="utf-8")
    if examples is not None:
        (path / EXAMPLES_FILE).write_text(examples, encoding="utf-8")
    return path


def test_a_folder_without_mistakes_gives_the_flow_and_no_problems(tmp_path: Path) -> None:
    report = check_folder(folder(tmp_path, GOOD, EXAMPLE))
    assert report.problems == []
    assert report.flow is not None
    assert report.flow.id == "tiny"


def test_a_flow_that_does_not_load_gives_its_problems_alone(tmp_path: Path) -> None:
    report = check_folder(folder(tmp_path, SMALL.replace("age >= 50", "agee >= 50"), "nonsense"))
    assert report.flow is None
    assert len(report.problems) == 2
    assert all("did you mean age?" in str(problem) for problem in report.problems)
    assert report.problems[0].file == str(tmp_path / FLOW_FILE)


def test_structure_and_examples_are_told_together(tmp_path: Path) -> None:
    report = check_folder(folder(tmp_path, flow_text(number("a")), EXAMPLE.replace("a: 3", "a: 99")))
    assert [problem.file for problem in report.problems] == [str(tmp_path / FLOW_FILE), str(tmp_path / EXAMPLES_FILE)]


def test_a_flow_needs_no_examples(tmp_path: Path) -> None:
    assert check_folder(folder(tmp_path, GOOD)).problems == []


def test_a_file_is_checked_with_the_examples_beside_it(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD, "examples: []\n") / FLOW_FILE
    assert [problem.message for problem in check_folder(path).problems] == ["no example ends in all: add one"]


def test_the_answers_beside_a_flow_are_checked_by_line_and_column(tmp_path: Path) -> None:
    answers = "must_answer: migraine\n"
    answers += "closing: {en: Ask.}\ndeclined: {en: Not here.}\ntopics:\n  pains:\n    ask: {en: [Does it hurt?]}\n"
    path = folder(tmp_path, GOOD, EXAMPLE)
    (path / FAQ_FILE).write_text(answers + "    answer: The best {nurse}.\n", encoding="utf-8")
    found = [str(problem) for problem in check_folder(path).problems]
    assert all(re.match(rf"{re.escape(str(path / FAQ_FILE))}:\d+:\d+: ", text) for text in found)
    for part in (
        ":6:5: pains is no topic that is known",
        ":6:5: pains needs its 'source:'",
        ":6:5: pains has no answer in French",
        ":6:10: pains has 1 ways to ask in 'en'",
        ":7:13: {nurse} is none of",
        ":7:13: 'best' may promise",
        ":2:10: closing has no French",
    ):
        assert any(part in text for text in found), (part, found)
    (path / FAQ_FILE).write_text("topics: [", encoding="utf-8")
    assert [problem.file for problem in check_folder(path).problems] == [str(path / FAQ_FILE)]


def test_a_folder_that_holds_no_flow_is_told(tmp_path: Path) -> None:
    report = check_folder(tmp_path)
    assert report.flow is None
    assert "this file cannot be read" in str(report.problems[0])


def test_the_solver_is_loaded_only_where_something_is_proved() -> None:
    imports = "import sys, screener.proof.check, screener.cli_flow; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", imports], check=False).returncode == 0
