"""The record of who did what: everything staff do is in it, admins search it, and the command finds a change."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, Visitor, csrf_token, sign_in
from sqlalchemy import delete, update

from screener.audit import ACTIONS
from screener.cli import main
from screener.config import Settings
from screener.store import audit
from screener.store.models import db
from screener.store.models_desk import AuditEntry

PAGE = "/staff/audit"


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("admin@clinic.example", "admin")


def recorded(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        return [(one.entry.who, one.entry.action, one.entry.detail) for one in audit.entries()]


def test_signing_in_failing_to_and_signing_out_are_on_record(app: Flask, staff_client: FlaskClient) -> None:
    sign_in(app.test_client(), NURSE, "not the password")
    sign_in(app.test_client(), "my secret password", "x")
    token = csrf_token(staff_client.get("/staff/").text)
    staff_client.post("/staff/sign-out", data={"csrf_token": token})
    kept = [one for one in recorded(app) if one[1].startswith("sign_")]
    assert kept == [
        (NURSE, "sign_in", ""),
        ("", "sign_in.failed", NURSE),
        ("", "sign_in.failed", "no such account"),
        (NURSE, "sign_out", ""),
    ]


def test_an_entry_says_when_who_from_where_and_what(app: Flask, admin: FlaskClient) -> None:
    page = admin.get(PAGE).text
    for said in ("admin@clinic.example", "127.0.0.1", "Signed in"):
        assert said in page


def test_a_search_finds_what_fits_and_is_on_record_itself(
    app: Flask, admin: FlaskClient, people: Callable[..., FlaskClient]
) -> None:
    people()
    found = admin.get(PAGE, query_string={"who": NURSE, "action": "sign_in"}).text
    assert (found.count(f"<td>{NURSE}</td>"), found.count("<td>admin@clinic.example</td>")) == (1, 0)
    assert "No entry fits" in admin.get(PAGE, query_string={"to": "2020-01-01"}).text
    assert ("admin@clinic.example", "audit.search", "who, action") in recorded(app)


def test_a_day_that_cannot_be_read_says_how_to_write_it(admin: FlaskClient) -> None:
    reply = admin.get(PAGE, query_string={"from": "yesterday"})
    assert (reply.status_code, "year-month-day" in reply.text) == (422, True)


def test_older_entries_are_a_page_away(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        for number in range(audit.PAGE_SIZE + 5):
            audit.append(audit.Entry(audit.newest().entry.at, "purge", detail=f"{number} screenings"))  # type: ignore[union-attr]
        db.session.commit()
    page = admin.get(PAGE).text
    assert "Older entries" in page
    assert "1 screenings" in admin.get(PAGE, query_string={"before": 10}).text


def test_what_a_visitor_deletes_leaves_its_reference_and_nothing_else(
    app: Flask, visitor: Callable[..., Visitor]
) -> None:
    from screener import conversation

    gone = visitor().answer("me")
    with app.app_context():
        conversation.delete(conversation.find(gone.parts.library, gone.token, gone.now), gone.parts.clinic, gone.now)
        (entry,) = (one.entry for one in audit.entries())
    assert (entry.action, entry.who, entry.reference) == ("screening.delete", "a visitor", gone.reference)


def test_every_action_that_is_written_down_has_words() -> None:
    import re

    from test_config import ROOT

    named = {
        action
        for path in (ROOT / "screener").rglob("*.py")
        for action in re.findall(r'(?:record(?:_view)?\(|Entry\(now, )"([a-z_.]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= set(ACTIONS)


# --- The command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, admin: FlaskClient) -> Callable[..., tuple[int, str]]:
    """The command, on a record of three entries."""
    admin.get(PAGE, query_string={"who": NURSE})
    admin.get(PAGE, query_string={"who": NURSE})
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))

    def command(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(main, ["audit", *words])
        return ran.exit_code, ran.output

    return command


def test_a_record_that_is_whole_is_said_to_be(run: Callable[..., tuple[int, str]]) -> None:
    status, said = run("verify")
    assert (status, "Whole: 3 entries. The last is 3:" in said) == (0, True)


def test_a_changed_entry_a_missing_one_and_one_cut_off_are_found(
    app: Flask, run: Callable[..., tuple[int, str]]
) -> None:
    last = run("verify")[1].rpartition("The last is ")[2].strip()
    with app.app_context():
        db.session.execute(delete(AuditEntry).where(AuditEntry.number == 3))
        db.session.commit()
    assert run("verify")[0] == 0
    assert "entry 3 is no longer there" in run("verify", "--expect", last)[1]
    with app.app_context():
        db.session.execute(update(AuditEntry).where(AuditEntry.number == 2).values(who=NURSE))
        db.session.commit()
    assert run("verify")[0] == 1
    assert "entry 2 was changed" in run("verify")[1]
    with app.app_context():
        db.session.execute(delete(AuditEntry).where(AuditEntry.number == 1))
        db.session.commit()
    assert "entry 1 is missing" in run("verify")[1]


def test_the_command_lists_what_somebody_did_between_two_times(run: Callable[..., tuple[int, str]]) -> None:
    status, said = run("list", "--who", "admin@clinic.example", "--action", "audit", "--from", "2026-01-01")
    assert (status, said.count("audit.search")) == (0, 2)
    assert run("list", "--to", "2026-01-01") == (0, "")
