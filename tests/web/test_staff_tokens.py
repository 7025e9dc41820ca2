"""Tokens for other programs: an admin makes them on a page, sees each once, and takes them back."""

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from people import csrf_token, text_of

from screener.cli import main
from screener.config import Settings
from screener.store import audit
from screener.tokens import ANSWERS, FORMS, TokenError

PAGE = "/staff/tokens"


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("admin@clinic.example", "admin")


def send(admin: FlaskClient, path: str = PAGE, **form: object) -> str:
    filled = {"csrf_token": csrf_token(admin.get(PAGE).text), **form}
    return admin.post(path, data=filled, follow_redirects=True).text


def recorded(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(one.entry.action, one.entry.detail) for one in audit.entries() if "token" in one.entry.action]


def test_a_token_is_shown_once_opens_what_it_says_and_can_be_taken_back(app: Flask, admin: FlaskClient) -> None:
    page = send(admin, name="Referral  system", scope=[FORMS, ANSWERS], days="30")
    found = re.search(r'value="(scr_[\w-]{43})"', page)
    assert found
    opened = app.test_client().get("/fhir/Questionnaire", headers={"Authorization": f"Bearer {found[1]}"})
    assert opened.status_code == 200
    page = admin.get(PAGE).text
    assert found[1] not in page
    assert "Referral system by admin@clinic.example" in text_of(page)
    assert "last used" in page
    assert "“Referral system” opens nothing any more." in send(admin, f"{PAGE}/1/end")
    refused = app.test_client().get("/fhir/Questionnaire", headers={"Authorization": f"Bearer {found[1]}"})
    assert refused.status_code == 401
    assert recorded(app) == [
        ("token.make", f"Referral system, {FORMS} {ANSWERS}"),
        ("token.end", "Referral system"),
    ]


@pytest.mark.parametrize(
    "form",
    [
        {"name": " ", "scope": FORMS, "days": "30"},
        {"name": "A", "days": "30"},
        {"name": "A", "scope": "system/*.write", "days": "30"},
        {"name": "A", "scope": FORMS, "days": "many"},
        {"name": "A", "scope": FORMS, "days": "400"},
    ],
)
def test_what_cannot_be_made_is_said_and_what_was_filled_in_stays(
    app: Flask, admin: FlaskClient, form: dict[str, str]
) -> None:
    page = send(admin, **form)
    assert "Nothing was made." in page
    assert f'value="{form["name"]}"' in page
    assert recorded(app) == []


def test_the_command_line_makes_lists_and_takes_back(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    made = CliRunner().invoke(main, ["token", "add", "Lab", "--scope", FORMS, "--days", "3"])
    assert re.match(r"scr_[\w-]{43} \(shown only this once", made.output)
    listed = CliRunner().invoke(main, ["token", "list"]).output
    assert listed.startswith(f"1  Lab  {FORMS}  until ")
    assert "scr_" not in listed
    assert CliRunner().invoke(main, ["token", "remove", "1"]).output == "Lab opens nothing any more.\n"
    assert CliRunner().invoke(main, ["token", "remove", "1"]).exit_code == 1
    refused = CliRunner().invoke(main, ["token", "add", "Lab", "--scope", "all"])
    assert isinstance(refused.exception, TokenError)
    assert [action for action, _ in recorded(app)] == ["token.make", "token.end"]
