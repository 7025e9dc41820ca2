"""The desk's people: an admin invites, changes, closes and reopens, and can never shut every admin out."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, PASSWORD, csrf_token, sign_in
from sqlalchemy import select
from werkzeug.test import TestResponse

from screener import mail
from screener.app import create_app
from screener.cli import main
from screener.config import MailServer, Settings
from screener.staff import add_staff, switch_off
from screener.store import audit, outbox
from screener.store.models import User, db
from screener.store.models_desk import Invitation, OutboxMail

PAGE = "/staff/people"
ADMIN = "admin@clinic.example"
NEW = "new.nurse@clinic.example"


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people(ADMIN, "admin")


def send(admin: FlaskClient, path: str, **form: str) -> TestResponse:
    return admin.post(path, data={"csrf_token": csrf_token(admin.get(PAGE).text), **form})


def change(app: Flask, admin: FlaskClient, email: str, **form: str) -> TestResponse:
    with app.app_context():
        staff_id = db.session.scalars(select(User.id).where(User.email == email)).one()
    return send(admin, f"{PAGE}/{staff_id}", **form)


def invite(admin: FlaskClient, email: str = NEW, role: str = "clinician") -> str:
    """The link's path, as it is shown to the admin."""
    page = send(admin, f"{PAGE}/invitations", email=email, role=role).text
    found = re.search(r'value="http://localhost(/staff/invitation/[\w-]+)"', page)
    assert found, page
    return found[1]


def join(browser: FlaskClient, link: str, password: str = "nine slow otters") -> TestResponse:
    page = browser.get(link, follow_redirects=True).text
    return browser.post("/staff/invitation", data={"csrf_token": csrf_token(page), "password": password})


def recorded(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(one.entry.action, one.entry.detail) for one in audit.entries()]


# --- Accounts -------------------------------------------------------------------------------------------------------


def test_the_list_says_who_may_sign_in_as_what_and_when_they_last_did(
    app: Flask, admin: FlaskClient, people: Callable[..., FlaskClient]
) -> None:
    people()
    with app.app_context():
        add_staff("closed@clinic.example", "clinician", PASSWORD)
        switch_off("closed@clinic.example")
    page = " ".join(admin.get(PAGE).text.split())
    assert re.search(r"nurse@clinic.example</strong><br> reviewer · second factor off · signed in <time", page)
    assert re.search(r"closed@clinic.example</strong><br> clinician · closed · has not signed in lately", page)


def test_closing_an_account_signs_its_owner_out_and_reopening_lets_them_in_again(
    app: Flask, admin: FlaskClient, staff_client: FlaskClient
) -> None:
    assert change(app, admin, NURSE, step="close").status_code == 303
    assert staff_client.get("/staff/").status_code == 302
    assert sign_in(app.test_client()).status_code == 200
    change(app, admin, NURSE, step="reopen")
    assert sign_in(app.test_client()).status_code == 302
    assert [one for one in recorded(app) if one[0].startswith("person.")] == [
        ("person.close", NURSE),
        ("person.reopen", NURSE),
    ]


def test_another_role_holds_at_once(app: Flask, admin: FlaskClient, staff_client: FlaskClient) -> None:
    change(app, admin, NURSE, step="role", role="admin")
    assert staff_client.get(PAGE).status_code == 200
    assert ("person.role", f"{NURSE}, admin") in recorded(app)
    assert change(app, admin, NURSE, step="role", role="boss").status_code == 422
    assert staff_client.get(PAGE).status_code == 200


def test_ending_somebodys_sessions_signs_them_out_and_lets_them_sign_in(
    app: Flask, admin: FlaskClient, staff_client: FlaskClient
) -> None:
    change(app, admin, NURSE, step="end")
    assert staff_client.get("/staff/").status_code == 302
    assert sign_in(staff_client).headers["Location"] == "/staff/"


def test_a_second_factor_is_reset_by_an_admin(app: Flask, admin: FlaskClient, staff_client: FlaskClient) -> None:
    with app.app_context():
        user = db.session.scalars(select(User).where(User.email == NURSE)).one()
        user.tf_primary_method = "authenticator"
        db.session.commit()
    assert sign_in(app.test_client()).headers["Location"] == "/staff/sign-in/code"
    change(app, admin, NURSE, step="second_factor")
    assert sign_in(app.test_client()).headers["Location"] == "/staff/"
    assert ("person.second_factor", NURSE) in recorded(app)


@pytest.mark.parametrize("form", [{"step": "close"}, {"step": "role", "role": "reviewer"}])
def test_the_last_admin_stays_one(app: Flask, admin: FlaskClient, form: dict[str, str]) -> None:
    with app.app_context():
        add_staff("gone@clinic.example", "admin", PASSWORD)
        switch_off("gone@clinic.example")
    refused = change(app, admin, ADMIN, **form)
    assert (refused.status_code, "is the last admin" in refused.text) == (422, True)
    assert admin.get(PAGE).status_code == 200
    assert not [one for one in recorded(app) if one[0].startswith("person.")]
    with app.app_context():
        add_staff("second@clinic.example", "admin", PASSWORD)
    assert change(app, admin, ADMIN, **form).status_code == 303
    assert admin.get(PAGE).status_code in (302, 403)


def test_a_step_that_does_not_exist_or_is_for_nobody_is_refused(app: Flask, admin: FlaskClient) -> None:
    assert change(app, admin, ADMIN, step="promote").status_code == 400
    assert send(admin, f"{PAGE}/4711", step="close").status_code == 404


# --- Invitations ----------------------------------------------------------------------------------------------------


def test_a_link_lets_somebody_choose_a_password_and_sign_in(app: Flask, admin: FlaskClient) -> None:
    link, browser = invite(admin), app.test_client()
    page = browser.get(link, follow_redirects=True).text
    assert NEW in page
    assert "as clinician" in page
    assert join(browser, link).headers["Location"] == "/staff/sign-in"
    assert browser.get("/staff/").status_code == 302
    assert sign_in(browser, NEW, "nine slow otters").headers["Location"] == "/staff/"
    assert [one for one in recorded(app) if one[0] in ("person.invite", "person.join")] == [
        ("person.invite", f"{NEW}, clinician"),
        ("person.join", f"{NEW}, clinician"),
    ]


def test_the_token_leaves_the_address_at_once_and_stands_nowhere_in_the_database(
    app: Flask, admin: FlaskClient
) -> None:
    link = invite(admin)
    token, browser = link.rpartition("/")[2], app.test_client()
    assert browser.get(link).headers["Location"] == "/staff/invitation"
    assert token not in browser.get("/staff/invitation").text
    assert token not in admin.get(PAGE).text
    with app.app_context():
        assert token not in str([row.__dict__ for row in db.session.scalars(select(Invitation))])


def test_a_weak_password_is_refused_and_the_link_still_works(app: Flask, admin: FlaskClient) -> None:
    link, browser = invite(admin), app.test_client()
    refused = join(browser, link, "short")
    assert (refused.status_code, "12 to 200 characters" in refused.text) == (422, True)
    assert join(browser, link).status_code == 303


def test_a_used_withdrawn_expired_or_invented_link_is_over(app: Flask, admin: FlaskClient) -> None:
    def opened(link: str) -> TestResponse:
        return app.test_client().get(link, follow_redirects=True)

    used, withdrawn = invite(admin), invite(admin, "other@clinic.example")
    join(app.test_client(), used)
    send(admin, f"{PAGE}/invitations", step="withdraw", email="other@clinic.example")
    expired = invite(admin, "third@clinic.example")
    for link in (used, withdrawn, "/staff/invitation/never-was-one"):
        reply = opened(link)
        assert (reply.status_code, "opens nothing any more" in reply.text) == (410, True)
    assert opened(expired).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1)):
        assert opened(expired).status_code == 410


def test_a_link_that_runs_out_while_the_form_is_open_makes_no_account(app: Flask, admin: FlaskClient) -> None:
    first, second = app.test_client(), app.test_client()
    link = invite(admin)
    token = csrf_token(second.get(link, follow_redirects=True).text)
    join(first, link)
    late = second.post("/staff/invitation", data={"csrf_token": token, "password": "eleven grey seals"})
    assert late.status_code == 410
    assert sign_in(app.test_client(), NEW, "eleven grey seals").status_code == 200


def test_a_new_link_takes_the_place_of_the_one_before(app: Flask, admin: FlaskClient) -> None:
    before, after = invite(admin), invite(admin)
    assert app.test_client().get(before, follow_redirects=True).status_code == 410
    assert join(app.test_client(), after).status_code == 303


@pytest.mark.parametrize(("email", "role"), [("no address", "reviewer"), (NEW, "boss"), (ADMIN, "reviewer")])
def test_an_invitation_that_cannot_be_is_refused_with_what_was_typed(admin: FlaskClient, email: str, role: str) -> None:
    refused = send(admin, f"{PAGE}/invitations", email=email, role=role)
    assert (refused.status_code, f'value="{email}"' in refused.text) == (422, True)


def test_where_mail_is_sent_the_link_goes_by_mail_and_waits_sealed(admin: FlaskClient, settings: Settings) -> None:
    server = MailServer("localhost", 25, "screener@clinic.example")
    app = create_app(replace(settings, mail=server, address="https://chat.clinic.example"))
    admin = app.test_client()
    sign_in(admin, ADMIN)
    page = send(admin, f"{PAGE}/invitations", email=NEW, role="reviewer").text
    found = re.search(r'value="(https://chat.clinic.example/staff/invitation/[\w-]+)"', page)
    assert found, page
    with app.app_context():
        kept = db.session.scalars(select(OutboxMail)).one()
        assert found[1].rpartition("/")[2] not in kept.details
        waiting = outbox.claim(datetime.now(UTC), timedelta(minutes=1))
    assert waiting is not None
    sent = mail.message(waiting, "Clinic", "https://chat.clinic.example", server.sender, datetime.now(UTC))
    assert sent["To"] == NEW
    assert found[1] in sent.get_content()


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_last_admins_second_factor_is_reset_by_a_command(
    app: Flask, settings: Settings, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        db.session.scalars(select(User)).one().tf_primary_method = "authenticator"
        db.session.commit()
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    ran = CliRunner().invoke(main, ["staff", "reset-second-factor", ADMIN])
    assert ran.exit_code == 0, ran.output
    assert sign_in(app.test_client(), ADMIN).headers["Location"] == "/staff/"
    with app.app_context():
        (entry,) = (one.entry for one in audit.entries() if one.entry.action == "person.second_factor")
    assert (entry.who, entry.detail) == ("the command line", ADMIN)
