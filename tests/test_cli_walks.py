"""`screener flow count` and `walk`, as somebody at a terminal meets them."""

import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flow_texts import choice, flow_text, number

from screener.cli import main
from screener.engine.loader import FLOW_FILE
from screener.proof.count import count

SUM = (
    "outcomes: [{id: high, when: a + b > 60, urgency: days, say: H.}, "
    "{id: low, when: true, urgency: routine, say: L.}]\n"
)
STOPPED = "stops: [{when: a < 5}]\n"


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["flow", *words], input=typed)


def written(folder: Path, text: str) -> str:
    (folder / FLOW_FILE).write_text(text, encoding="utf-8")
    return str(folder)


def test_flow_try_reads_what_flow_walk_prints(tmp_path: Path) -> None:
    flow = written(tmp_path, flow_text(number("a") + choice("b", "x y", "optional: true", kind="some"), STOPPED))
    walked = run("walk", flow)
    assert walked.exit_code == 0
    assert run("walk", flow).stdout == walked.stdout
    tried = run("try", flow, "--answers", "-", typed=walked.stdout)
    rows = [json.loads(line) for line in walked.stdout.splitlines()]
    results = [json.loads(line) for line in tried.stdout.splitlines()]
    assert [(row["id"], row["outcome"], row["urgency"]) for row in rows] == [
        (result["id"], result["outcome"], result["urgency"]) for result in results
    ]
    assert all(set(row) == {"id", "answers", "outcome", "urgency", "covers"} for row in rows)


def test_flow_walk_fails_where_something_is_never_reached(tmp_path: Path) -> None:
    rest = "flags: {never: {when: a > 20 and b > 3}}\n"
    flow = written(tmp_path, flow_text(number("a") + number("b", "when: a < 9"), rest))
    walked = run("walk", flow)
    assert walked.exit_code == 1
    assert walked.stderr == "never reached: flag: never\n"


def test_flow_walk_names_what_answers_alone_do_not_reach(tmp_path: Path) -> None:
    flow = written(tmp_path, flow_text(number("a"), "given: [told]\nflags: {told: {when: told}}\n"))
    walked = run("walk", flow)
    assert walked.exit_code == 0
    assert "flag: told" in walked.stderr


def test_flow_count_says_how_many_and_how_they_end(tmp_path: Path) -> None:
    counted = run("count", written(tmp_path, flow_text(number("a"))))
    assert counted.exit_code == 0
    assert counted.stdout.startswith("tiny: 32 sets of answers, counted exactly.")
    assert counted.stdout.splitlines()[1].split() == ["all", "routine", "32", "100.00%"]


def test_flow_count_gives_every_digit_as_json(tmp_path: Path) -> None:
    counted = run("count", written(tmp_path, flow_text("".join(number(f"q{place}") for place in range(9)))), "--json")
    found = json.loads(counted.stdout)
    assert (found["total"], found["exact"], found["outcomes"]) == (32**9, True, {"all": 32**9})
    assert found["endings"] == [{"outcome": "all", "urgency": "routine", "sets": 32**9}]


def test_flow_count_says_so_where_it_has_only_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.proof.count.count", partial(count, limit=300))
    flow = written(tmp_path, flow_text(number("a") + number("b"), "", SUM))
    counted = run("count", flow)
    assert "between 16 and 1,024 sets of answers" in counted.stdout
    found = json.loads(run("count", flow, "--json").stdout)
    assert (found["total"], found["at_most"], found["exact"]) == (16, 1_024, False)
