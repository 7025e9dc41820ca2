"""`flow check` and `flow diff` where this installation has a database: signatures, and versions that were used here."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flow_texts import flow_text, number

from screener.cli import main
from screener.config import Settings
from screener.engine.loader import FLOW_FILE, load_files
from screener.signing import sign
from screener.store import flows
from screener.store.models import db

NOW = datetime(2026, 11, 25, tzinfo=UTC)
GOOD = flow_text(number("a"), "facts: {used: {is: a > 3}}\nflags: {used: {when: used}}\n")
LATER = GOOD.replace("a > 3", "a > 4")


@pytest.fixture
def here(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of flows, with `good` in it."""
    folder = tmp_path / "flows"
    (folder / "good").mkdir(parents=True)
    (folder / "good" / FLOW_FILE).write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(folder))
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["flow", *words])


def keep(app: Flask, digest: str, text: str) -> None:
    with app.app_context():
        flows.keep(digest, "tiny", {FLOW_FILE: text}, NOW)
        db.session.commit()


# --- flow check -----------------------------------------------------------------------------------------------------


def test_check_makes_no_database_where_there_is_none(here: Path, settings: Settings) -> None:
    ran = run("check", "good")
    assert ran.exit_code == 0
    assert "Nobody has signed any of its 8 parts here." in ran.output
    assert not settings.data.exists()


def test_check_lists_what_is_not_reviewed_and_not_signed_and_calls_it_no_finding(here: Path, app: Flask) -> None:
    with app.app_context():
        sign(load_files({FLOW_FILE: GOOD}), ["fact:used", "outcome:all"], "Dr. Test Physician", "", NOW)
    (here / "good" / FLOW_FILE).write_text(LATER, encoding="utf-8")
    ran = run("check", "good")
    assert ran.exit_code == 0
    assert "  Not yet reviewed by a physician, as the file says: 2 rules\n      used, all\n" in ran.output
    assert "  Signed as they are now: 1 of 8 parts. Not signed:\n" in ran.output
    assert "      fact:used (edited since)\n" in ran.output
    assert "outcome:all" not in ran.output


def test_check_says_when_all_is_signed(here: Path, app: Flask) -> None:
    with app.app_context():
        sign(load_files({FLOW_FILE: GOOD}), (), "Dr. Test Physician", "", NOW)
    assert "  Signed as they are now: 8 of 8 parts\n" in run("check", "good").output


@pytest.mark.sqlite
def test_a_database_that_cannot_be_read_is_told_and_stops_no_check(here: Path, settings: Settings) -> None:
    settings.data.mkdir()
    (settings.data / "screener.db").write_bytes(b"nothing of the kind" * 100)
    ran = run("check", "good")
    assert ran.exit_code == 0
    assert "It is not known who has signed this: the database cannot be read" in ran.output


# --- flow diff ------------------------------------------------------------------------------------------------------


def test_diff_takes_a_stored_version_by_its_digest_or_its_beginning(here: Path, app: Flask) -> None:
    keep(app, "abcd1" + "0" * 59, LATER)
    for name in ("abcd", "abcd1" + "0" * 59):
        ran = run("diff", name, "good")
        assert ran.exit_code == 1
        assert "used" in ran.output
        assert run("diff", name, name).exit_code == 0


def test_diff_refuses_a_beginning_that_means_no_version_or_several(here: Path, app: Flask) -> None:
    ran = run("diff", "abcd", "good")
    assert ran.exit_code == 2
    assert "none that was used here begins so" in ran.output
    keep(app, "abcd1" + "0" * 59, GOOD)
    keep(app, "abcd2" + "0" * 59, LATER)
    ran = run("diff", "abcd", "good")
    assert ran.exit_code == 2
    assert "several versions begin with 'abcd': abcd1000, abcd2000: give more of it" in ran.output


@pytest.mark.sqlite
def test_diff_says_that_there_is_no_database(here: Path, settings: Settings) -> None:
    ran = run("diff", "abcd", "good")
    assert ran.exit_code == 2
    assert "there is no database here that keeps versions" in ran.output
    assert not settings.data.exists()
