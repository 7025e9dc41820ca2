"""Everything that can be said against a flow's folder, in one report."""

import subprocess
import sys
from pathlib import Path

from flow_texts import SMALL, flow_text, number

from screener.engine.loader import FLOW_FILE
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


def test_a_folder_that_holds_no_flow_is_told(tmp_path: Path) -> None:
    report = check_folder(tmp_path)
    assert report.flow is None
    assert "this file cannot be read" in str(report.problems[0])


def test_the_solver_is_loaded_only_where_something_is_proved() -> None:
    imports = "import sys, screener.proof.check, screener.cli_flow; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", imports], check=False).returncode == 0
