"""`screener flow check`, `try` and `draw`, as somebody at a terminal meets them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from flow_texts import FULL, SMALL, flow_text, number

from screener.cli import main
from screener.engine.loader import FLOW_FILE, load_files, read_files

GOOD = flow_text(number("a"), "facts: {used: {is: a > 3}}\nflags: {used: {when: used}}\n")


@pytest.fixture
def knee(tmp_path: Path) -> str:
    return written(tmp_path / "knee", SMALL)


def written(folder: Path, text: str) -> str:
    folder.mkdir()
    (folder / FLOW_FILE).write_text(text, encoding="utf-8")
    return str(folder)


def run(*words: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["flow", *words], input=typed)


def tried(flow: str, *lines: str | bytes) -> tuple[list[dict[str, Any]], int]:
    """What `flow try` prints for these lines, and its exit status."""
    typed = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    ran = run("try", flow, "--answers", "-", typed=typed)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return [json.loads(line) for line in ran.output.splitlines()], ran.exit_code


def row(answers: Mapping[str, object], name: object = 1, **more: object) -> str:
    return json.dumps({"id": name, "answers": answers, **more})


def one(flow: str, **changes: object) -> dict[str, Any]:
    """What comes of the full answers with these changes; a change to `...` takes the answer out."""
    answers = {name: value for name, value in {**FULL, **changes}.items() if value is not ...}
    (result,), status = tried(flow, row(answers))
    assert status == (1 if "error" in result else 0)
    return result


# --- flow try -------------------------------------------------------------------------------------------------------


def test_try_prints_what_comes_of_a_row(knee: str) -> None:
    assert one(knee, age=66, conditions=["allergy"]) == {
        "id": 1,
        "outcome": "careful",
        "urgency": "days",
        "flags": ["allergy", "over_65"],
        "asked": list(FULL),
        "because": ["You told us of an allergy.", "You hurt 20 days a month."],
    }


def test_try_goes_on_after_a_row_with_an_error_and_exits_with_1(knee: str) -> None:
    results, status = tried(knee, row(FULL, "a"), row({**FULL, "age": 500}, "b"), row(FULL, "c"))
    assert [(result["id"], result.get("outcome")) for result in results] == [
        ("a", "treat"),
        ("b", None),
        ("c", "treat"),
    ]
    assert results[1] == {"id": "b", "error": "age: too high"}
    assert status == 1


def test_a_row_that_stops_short_has_no_outcome_and_names_the_next_question(knee: str) -> None:
    result = one(knee, goal=...)
    assert (result["outcome"], result["urgency"], result["next"]) == (None, None, "goal")
    assert result["asked"] == list(FULL)[: list(FULL).index("goal")]
    assert result["because"] == []
    assert "next" not in one(knee)


def test_a_row_without_answers_stops_at_the_first_question(knee: str) -> None:
    (result,), status = tried(knee, row({}))
    assert (result["next"], result["asked"], status) == ("for_whom", [], 0)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"shoe_size": 44}, "there is no question 'shoe_size'"),
        ({"age": "forty"}, "age: not a number"),
        ({"age": "40"}, "age: not a number"),
        ({"age": 40.5}, "age: not a number"),
        ({"age": True}, "age: not a number"),
        ({"age": None}, "age: missing"),
        ({"age": "unsure"}, "age: unsure not offered"),
        ({"pain_days": 32}, "pain_days: too high"),
        ({"pain_days": -1}, "pain_days: too low"),
        ({"goal": "peace"}, "goal: unknown option"),
        ({"goal": ["relief", "sport"]}, "goal: one only"),
        ({"goal": {"relief": True}}, "goal: unknown option"),
        ({"danger": ["new_over_50"]}, "danger: not offered"),
        ({"danger": []}, "danger: missing"),
        ({"danger": ["none", "fever"]}, "danger: none with others"),
        ({"features": ["sharp", "unsure"]}, "features: none with others"),
        ({"triggers": []}, "triggers: missing"),
        ({"triggers": ["none", "cold"]}, "triggers: none with others"),
        ({"notes": "x" * 41}, "notes: too long"),
        ({"notes": 5}, "notes: not text"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error(knee: str, changes: dict[str, object], error: str) -> None:
    assert one(knee, **changes) == {"id": 1, "error": error}


@pytest.mark.parametrize(
    "changes", [{"danger": ["none"]}, {"features": "unsure"}, {"age": 50, "danger": ["new_over_50"]}]
)
def test_none_unsure_and_offered_options_fit(knee: str, changes: dict[str, object]) -> None:
    assert "error" not in one(knee, **changes)


def test_answers_off_the_path_are_neither_checked_nor_counted(knee: str) -> None:
    result = one(knee, medicines=["none"], opioid_days="a lot", notes=17)
    assert result["outcome"] == "treat"
    assert result["asked"] == [name for name in FULL if name not in ("opioid_days", "notes")]
    assert "strong_medicine" not in result["flags"]


def test_answers_behind_an_end_are_neither_checked_nor_counted(knee: str) -> None:
    result = one(knee, danger=["numb_leg"], goal="peace", conditions=["allergy"])
    assert (result["outcome"], result["urgency"]) == ("emergency", "emergency")
    assert result["asked"] == ["for_whom", "age", "danger"]
    assert result["flags"] == ["numb_leg"]


def test_cards_and_contradictions_never_stop_a_row(knee: str) -> None:
    assert one(knee, pain_days=31, clear_days=31)["outcome"] == "treat"
    assert one(knee, danger=["fever"])["outcome"] == "urgent"


def test_an_optional_question_without_an_answer_is_passed_over_and_not_named_as_asked(knee: str) -> None:
    for nothing in (..., None):
        result = one(knee, triggers=nothing, notes=nothing)
        assert result["outcome"] == "treat"
        assert result["asked"] == [name for name in FULL if name not in ("triggers", "notes")]


def test_other_keys_of_a_row_are_ignored(knee: str) -> None:
    (result,), status = tried(knee, row(FULL, outcome="rest", note="a colleague's case"))
    assert (result["outcome"], status) == ("treat", 0)


@pytest.mark.parametrize("name", [7, "V01", None, ["a", 1], "é\ud800"])
def test_a_rows_id_comes_back_as_it_was(knee: str, name: object) -> None:
    (result,), _ = tried(knee, row(FULL, name))
    assert result["id"] == name


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("nonsense", "this line is not JSON"),
        ("{", "this line is not JSON"),
        ("[" * 100_000, "this line is not JSON"),
        ("[]", "a row needs 'answers': {…}"),
        ('{"id": 5}', "a row needs 'answers': {…}"),
        ('{"id": 5, "answers": []}', "a row needs 'answers': {…}"),
        (b'{"id": 5, "answers": {"notes": "\xff"}', "this line is not JSON"),
    ],
)
def test_a_line_that_is_no_row_is_an_error_and_the_run_goes_on(knee: str, line: str | bytes, error: str) -> None:
    results, status = tried(knee, line, row(FULL))
    assert results[0]["error"] == error
    assert (results[1]["outcome"], status) == ("treat", 1)


def test_blank_lines_and_a_byte_order_mark_are_passed_over(knee: str) -> None:
    results, status = tried(knee, b"\xef\xbb\xbf" + row(FULL).encode(), "", "  ", row(FULL))
    assert ([result["outcome"] for result in results], status) == (["treat", "treat"], 0)


def test_rows_may_come_from_a_file(knee: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(row(FULL) + "\n", encoding="utf-8")
    ran = run("try", knee, "--answers", str(rows))
    assert (ran.exit_code, json.loads(ran.output)["outcome"]) == (0, "treat")


def test_answers_that_have_no_outcome_are_an_error(tmp_path: Path) -> None:
    some = "outcomes: [{id: few, when: a < 5, urgency: routine, say: F.}]\n"
    flow = written(tmp_path / "some", flow_text(number("a"), "", some))
    results, status = tried(flow, row({"a": 9}), row({"a": 1}))
    assert "no way on" in results[0]["error"]
    assert (results[1]["outcome"], status) == ("few", 1)


# --- flow check -----------------------------------------------------------------------------------------------------


def test_check_says_that_nothing_was_found(tmp_path: Path) -> None:
    ran = run("check", written(tmp_path / "good", GOOD))
    assert ran.exit_code == 0
    assert ran.output.startswith("tiny: 1 questions, 1 facts, 1 outcomes: nothing found. 2 rules not yet reviewed")


def test_check_takes_a_file_too(tmp_path: Path) -> None:
    assert run("check", written(tmp_path / "good", GOOD) + "/" + FLOW_FILE).exit_code == 0


def test_check_names_every_finding_with_its_place_and_exits_with_1(tmp_path: Path) -> None:
    good, bad = written(tmp_path / "good", GOOD), written(tmp_path / "bad", GOOD.replace("a > 3", "b > 3"))
    ran = run("check", bad, good)
    assert ran.exit_code == 1
    assert f"{bad}/{FLOW_FILE}:5:20: 'b' is not a question of this flow" in ran.output
    assert "tiny: 1 questions" in ran.output


def test_check_without_a_name_checks_every_flow_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENER_FLOWS", str(tmp_path))
    assert "there are no flows to check" in run("check").output
    written(tmp_path / "good", GOOD)
    written(tmp_path / "bad", "id: x")
    ran = run("check")
    assert ran.exit_code == 1
    assert "tiny: 1 questions" in ran.output
    assert f"{tmp_path}/bad/flow.yaml:1:1: 'title:' is missing here" in ran.output


def test_a_flow_is_found_by_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "good", GOOD)
    monkeypatch.setenv("SCREENER_FLOWS", str(tmp_path))
    assert run("check", "good").exit_code == 0


def test_a_flow_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "good", GOOD)
    monkeypatch.setenv("SCREENER_FLOWS", str(tmp_path))
    ran = run("try", "god")
    assert ran.exit_code == 1
    assert "there is no flow 'god': name a folder or file that exists, or one of: good" in ran.output


@pytest.mark.parametrize("command", ["try", "draw"])
def test_a_flow_that_does_not_load_is_an_error_with_its_place(tmp_path: Path, command: str) -> None:
    ran = run(command, written(tmp_path / "bad", "id: x"))
    assert ran.exit_code == 1
    assert "flow.yaml:1:1: 'title:' is missing here" in ran.output


def test_check_prints_each_proof_with_its_time(tmp_path: Path) -> None:
    ran = run("check", written(tmp_path / "good", GOOD))
    lines = [line for line in ran.output.splitlines() if line.startswith("  proved")]
    assert len(lines) == 6
    assert re.fullmatch(r"  proved +\d+\.\d\d s  Every set of answers ends in exactly one outcome", lines[0])


def test_check_shows_the_answers_that_break_a_property(tmp_path: Path) -> None:
    broken = "always: [{name: Never high, never: {when: a > 9, outcome: [all]}}]\n"
    ran = run("check", written(tmp_path / "bad", GOOD + broken))
    assert ran.exit_code == 1
    assert f"{tmp_path}/bad/flow.yaml:8:36: Never high: these answers end in all, routine\n" in ran.output
    assert "      How many? (a): 10\n" in ran.output
    assert "tiny: 1 questions, 1 facts, 1 outcomes: 1 found." in ran.output
    assert re.search(r"  FAILED +\d+\.\d\d s  Never high\n", ran.output)


def test_without_the_solver_check_says_what_is_not_proved_and_never_that_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.proof.check.solver_there", lambda: False)
    good = written(tmp_path / "good", GOOD + "always: [{name: Never high, never: {when: a > 9, outcome: [all]}}]\n")
    ran = run("check", good)
    assert ran.exit_code == 2
    assert "nothing found" not in ran.output
    assert "NOT PROVED" in ran.output
    assert "  not proved  Never high\n" in ran.output
    bad = written(tmp_path / "bad", GOOD.replace("a > 3", "b > 3"))
    assert run("check", good, bad).exit_code == 1


# --- flow draw ------------------------------------------------------------------------------------------------------


def test_draw_prints_mermaid_text(knee: str) -> None:
    ran = run("draw", knee)
    assert ran.exit_code == 0
    assert ran.output.startswith("flowchart TD\n")


def test_draw_prints_a_picture(knee: str) -> None:
    ran = run("draw", knee, "--as", "svg")
    assert ran.exit_code == 0
    assert ET.fromstring(ran.output).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("command", [[], ["check"], ["diff"], ["try"], ["draw"]])
def test_every_command_explains_itself_with_an_example(command: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.exit_code == 0
    assert not command or "Example" in ran.output


# --- flow words, words ----------------------------------------------------------------------------------------------


def test_words_begins_an_overlay_that_lacks_nothing(knee: str) -> None:
    begun = run("words", knee)
    assert begun.exit_code == 0
    (Path(knee) / "pa.yaml").write_text(begun.output.replace("What would help?", "ਕੀ?"), encoding="utf-8")
    assert "pa.yaml" not in run("check", knee).output
    assert load_files(read_files(Path(knee))).translations["pa"].by_id["goal"].ask == "ਕੀ?"


def test_the_check_names_what_an_overlay_lacks_and_what_is_out_of_date(knee: str) -> None:
    (Path(knee) / "pa.yaml").write_text(run("words", knee).output.replace("    ask: What would help?\n", ""), "utf-8")
    flow = Path(knee) / FLOW_FILE
    flow.write_text(flow.read_text("utf-8").replace("Also at night?", "At night too?"), encoding="utf-8")
    found = run("check", knee)
    assert found.exit_code == 1
    assert re.search(r"pa\.yaml:\d+:\d+: 'ask:' is missing here: “What would help\?”", found.output)
    assert re.search(r"pa\.yaml:\d+:\d+: the English of questions\.at_night is another now", found.output)


def test_the_words_of_the_pages_are_gathered_for_another_language() -> None:
    gathered = CliRunner().invoke(main, ["words", "pa"])
    assert gathered.exit_code == 0
    assert '"Language: pa\\n"' in gathered.output
    assert 'msgid "Call 911"\nmsgstr ""' in gathered.output
    assert 'msgstr "Appelez le 911"' in CliRunner().invoke(main, ["words", "fr_CA"]).output
    refused = CliRunner().invoke(main, ["words", "klingon"])
    assert (refused.exit_code, "there is no language 'klingon'" in refused.output) == (1, True)
