"""A physician's sign-off: it holds for what was signed, and an edit takes it away."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from screener.cli import main
from screener.config import SettingError, Settings
from screener.engine.flow import Flow, leaves
from screener.engine.loader import FLOW_FILE, load_files, read_files
from screener.library import shipped
from screener.proof.signable import KINDS, signables
from screener.serve import is_loopback, refuse_unsigned
from screener.signing import SigningError, sign, standing, unsigned

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FILES = read_files(shipped("flows") / "migraine")
DOCTOR = "Dr. Test Physician"


def edited(old: str, new: str) -> Flow:
    text = FILES[FLOW_FILE]
    assert old in text
    return load_files({**FILES, FLOW_FILE: text.replace(old, new, 1)})


@pytest.fixture
def flow(app: Flask) -> Iterator[Flow]:
    with app.app_context():
        yield load_files(FILES)


def test_the_parts_together_hold_every_word_and_rule_of_a_flow(flow: Flow) -> None:
    said = {text for part in signables(flow).values() for text in part.says.values()}
    for path, leaf in leaves(flow):
        if path[-1] not in ("digest", "reviewed_by") and path[0] != "id":
            assert (getattr(leaf, "text", None) or str(leaf)) in said, path


def test_parts_have_ids_of_their_own_and_known_kinds(flow: Flow) -> None:
    parts = signables(flow).values()
    assert len({part.id for part in parts}) == len(parts) > 100
    assert {part.kind for part in parts} == set(KINDS) - {"score"}  # it adds up no points


def test_all_is_unsigned_until_signed_and_then_nothing_is(flow: Flow) -> None:
    assert len(unsigned(flow)) == len(signables(flow))
    assert sign(flow, (), DOCTOR, "read on paper", NOW) == len(signables(flow))
    assert unsigned(flow) == []
    signature = standing(flow)[0].signature
    assert signature is not None
    assert (signature.signed_by, signature.at, signature.note) == (DOCTOR, NOW, "read on paper")


def test_one_part_is_signed_alone(flow: Flow) -> None:
    assert sign(flow, ["fact:chronic_migraine"], DOCTOR, "", NOW) == 1
    assert [one.part.id for one in standing(flow) if one.signature] == ["fact:chronic_migraine"]


def test_signing_again_signs_nothing_twice(flow: Flow) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    assert sign(flow, (), "Dr. Other", "", NOW) == 0


@pytest.mark.parametrize(
    ("old", "new", "part", "where"),
    [
        (
            "headache_days >= 15 and migraine_days >= 8",
            "headache_days >= 14 and migraine_days >= 8",
            "fact:chronic_migraine",
            "is",
        ),
        ("ask: How old are you?", "ask: What is your age?", "question:age", "ask"),
        ("{when: age < 18, after: safety}", "{when: age < 16, after: safety}", "stop:5", "when"),
    ],
)
def test_an_edit_unsigns_just_that_part_and_shows_the_difference(
    flow: Flow, old: str, new: str, part: str, where: str
) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    left = unsigned(edited(old, new))
    assert [one.part.id for one in left] == [part]
    (change,) = left[0].changed
    assert change.where == where
    assert change.before != change.after


def test_an_edit_of_the_french_words_unsigns_their_part_too(flow: Flow) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    french = FILES["fr.yaml"].replace("Quel âge avez-vous?", "Quel est votre âge?")
    (left,) = unsigned(load_files({**FILES, "fr.yaml": french}))
    assert left.part.id == "question:age"
    assert [(one.where, one.before, one.after) for one in left.changed] == [
        ("ask (fr)", "Quel âge avez-vous?", "Quel est votre âge?")
    ]


def test_an_edit_taken_back_is_signed_again(flow: Flow) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    sign(edited("ask: How old are you?", "ask: What is your age?"), (), DOCTOR, "", NOW)
    assert unsigned(flow) == []


def test_another_order_of_the_outcomes_is_an_edit(flow: Flow) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    turned = flow.model_copy(update={"outcomes": flow.outcomes[::-1]})
    assert [one.part.id for one in unsigned(turned)] == ["text:frame"]


def test_naming_the_reviewer_in_the_file_is_no_edit(flow: Flow) -> None:
    sign(flow, (), DOCTOR, "", NOW)
    assert unsigned(edited("reviewed_by: null", f"reviewed_by: {DOCTOR}")) == []


@pytest.mark.parametrize(("name", "parts"), [("", ()), ("  ", ()), ("x" * 201, ()), (DOCTOR, ["fact:no_such"])])
def test_a_signature_without_a_name_or_under_nothing_is_refused(flow: Flow, name: str, parts: list[str]) -> None:
    with pytest.raises(SigningError):
        sign(flow, parts, name, "", NOW)
    assert len(unsigned(flow)) == len(signables(flow))


# --- Serving --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("::", False),
        ("clinic.example", False),
    ],
)
def test_it_is_known_which_hosts_only_this_machine_can_reach(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_an_unsigned_flow_is_served_to_this_machine_only(app: Flask) -> None:
    refuse_unsigned(app, "127.0.0.1")
    with pytest.raises(SettingError, match="SCREENER_ALLOW_UNSIGNED=1"):
        refuse_unsigned(app, "0.0.0.0")
    with app.app_context():
        for version in app.extensions["screener"].library.current.values():
            sign(version.flow, (), DOCTOR, "", NOW)
    refuse_unsigned(app, "0.0.0.0")


def test_the_command_signs_and_lists(tmp_path: Path, settings: Settings) -> None:
    environment = {"SCREENER_DATA": str(tmp_path / "own")}
    run = CliRunner(env=environment)
    listed = run.invoke(main, ["flow", "sign", "migraine", "--list"])
    assert "fact:chronic_migraine" in listed.output.splitlines()
    assert run.invoke(main, ["flow", "sign", "migraine"]).exit_code == 2
    signed = run.invoke(main, ["flow", "sign", "migraine", "--by", DOCTOR, "--part", "fact:chronic_migraine"])
    assert signed.output.startswith(f"migraine: 1 parts signed by {DOCTOR}")
    assert "fact:chronic_migraine" not in run.invoke(main, ["flow", "sign", "migraine", "--list"]).output.splitlines()
    wrong = run.invoke(main, ["flow", "sign", "migraine", "--by", DOCTOR, "--part", "fact:nothing"])
    assert (wrong.exit_code, "no part 'fact:nothing'" in wrong.output) == (1, True)
    assert run.invoke(main, ["flow", "sign", "nothing", "--list"]).exit_code == 1


def test_what_is_signed_can_be_kept_as_json(flow: Flow) -> None:
    for part in signables(flow).values():
        assert json.loads(json.dumps(dict(part.says))) == part.says
