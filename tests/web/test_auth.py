"""Signing in at the desk: who gets in, for how long, and what is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, PASSWORD, csrf_token, sign_in
from sqlalchemy import select

from screener import staff
from screener.app import create_app
from screener.config import Settings
from screener.staff import StaffError, add_staff, first_staff, new_password, reset_password, switch_off
from screener.store.database import upgrade
from screener.store.models import User, db
from screener.web.entry import WRONG
from screener.web.sessions import IDLE, LONGEST


@pytest.fixture
def nurse(app: Flask) -> str:
    with app.app_context():
        add_staff(NURSE, "reviewer", PASSWORD)
    return NURSE


# --- Who gets in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reviewer", "clinician", "admin"])
def test_each_role_may_review(people: Callable[..., FlaskClient], role: str) -> None:
    assert people(role=role).get("/staff/").status_code == 200


def test_whoever_has_no_role_gets_no_further_than_the_sign_in(app: Flask, nurse: str, client: FlaskClient) -> None:
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        user.roles.clear()
        db.session.commit()
    sign_in(client)
    assert client.get("/staff/").status_code == 403
    assert client.get("/staff/cases/K7M2QX").status_code == 403


def test_signing_in_leads_to_the_page_that_was_asked_for(nurse: str, client: FlaskClient) -> None:
    asked = client.get("/staff/cases/K7M2QX")
    assert asked.headers["Location"] == "/staff/sign-in?next=/staff/cases/K7M2QX"
    reply = sign_in(client, next="/staff/cases/K7M2QX")
    assert reply.headers["Location"] == "/staff/cases/K7M2QX"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:1",
        "/staff/../chat",
        "/staff//evil.example\n",
        "/",
    ],
)
def test_signing_in_never_leads_to_another_site(nurse: str, client: FlaskClient, elsewhere: str) -> None:
    reply = sign_in(client, next=elsewhere)
    assert reply.status_code == 302
    assert reply.headers["Location"] == "/staff/"


def test_who_is_already_signed_in_is_sent_on(staff_client: FlaskClient) -> None:
    assert staff_client.get("/staff/sign-in").headers["Location"] == "/staff/"


# --- Who does not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (NURSE, "not the password"),
        ("nobody@clinic.example", PASSWORD),
        (NURSE, "SEVEN QUIET HERONS"),
        ("no address", PASSWORD),
        (NURSE, ""),
        ("", PASSWORD),
    ],
)
def test_a_wrong_sign_in_does_not_say_what_was_wrong(
    nurse: str, client: FlaskClient, email: str, password: str
) -> None:
    reply = sign_in(client, email, password)
    assert reply.status_code == 200
    assert reply.text.count(WRONG) == 1
    assert password not in reply.text or not password
    assert client.get("/staff/").status_code == 302


def test_an_unknown_and_a_known_address_get_the_same_page(nurse: str, client: FlaskClient) -> None:
    pages = []
    for email in (NURSE, "nurze@clinic.example"):
        page = sign_in(client, email, "not the password").text.replace(email, "…")
        pages.append(re.sub(r'name="csrf_token" value="[^"]+"', "", page))
    assert pages[0] == pages[1]


def test_an_account_that_was_switched_off_cannot_sign_in_and_is_not_told_why(
    app: Flask, nurse: str, client: FlaskClient
) -> None:
    with app.app_context():
        switch_off(NURSE)
    reply = sign_in(client)
    assert WRONG in reply.text
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize("path", ["/login", "/logout", "/register", "/reset", "/verify", "/change", "/confirm"])
def test_pages_of_flask_security_that_are_not_used_are_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(f"/staff{path}").status_code in (302, 404)


def test_no_token_opens_the_desk(app: Flask, nurse: str, client: FlaskClient) -> None:
    with app.test_request_context():
        token = db.session.scalars(select(User)).one().get_auth_token()
    for given in ({"headers": {"Authentication-Token": token}}, {"query_string": {"auth_token": token}}):
        assert client.get("/staff/", **given).status_code == 302  # type: ignore[arg-type]


def test_nobody_gets_json_instead_of_the_page(nurse: str, client: FlaskClient) -> None:
    reply = client.get("/staff/sign-in", headers={"Accept": "application/json"})
    assert reply.content_type.startswith("text/html")


# --- CSRF -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_sign_in_without_its_token_is_refused(nurse: str, client: FlaskClient, token: str) -> None:
    client.get("/staff/sign-in")
    reply = client.post("/staff/sign-in", data={"email": NURSE, "password": PASSWORD, "csrf_token": token})
    assert reply.status_code == 400
    assert "open for too long" in reply.text
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize("path", ["/staff/sign-out", "/staff/cases/{}/steps"])
def test_a_form_of_the_desk_without_its_token_is_refused(
    staff_client: FlaskClient, finished: Callable[..., Any], path: str
) -> None:
    reply = staff_client.post(path.format(finished().reference), data={"step": "start", "seen": "0"})
    assert reply.status_code == 400
    assert staff_client.get("/staff/").status_code == 200


def test_a_token_from_before_the_sign_in_is_worth_nothing_after_it(nurse: str, client: FlaskClient) -> None:
    before = csrf_token(client.get("/staff/sign-in").text)
    client.post("/staff/sign-in", data={"email": NURSE, "password": PASSWORD, "csrf_token": before})
    assert client.post("/staff/sign-out", data={"csrf_token": before}).status_code == 400
    assert client.get("/staff/").status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_act_for_staff_even_with_a_token(staff_client: FlaskClient, site: str) -> None:
    token = csrf_token(staff_client.get("/staff/").text)
    headers = {"Sec-Fetch-Site": site}
    assert staff_client.post("/staff/sign-out", data={"csrf_token": token}, headers=headers).status_code == 403
    assert staff_client.get("/staff/").status_code == 200


# --- The session ----------------------------------------------------------------------------------------------------


def test_a_session_ends_when_nothing_is_done_for_a_while(nurse: str, client: FlaskClient) -> None:
    with time_machine.travel(0, tick=False) as clock:
        sign_in(client)
        clock.shift(IDLE - timedelta(seconds=1))
        assert client.get("/staff/").status_code == 200
        clock.shift(IDLE - timedelta(seconds=1))
        assert client.get("/staff/").status_code == 200
        clock.shift(IDLE + timedelta(seconds=1))
        assert client.get("/staff/").status_code == 302


def test_a_session_ends_after_a_working_day_however_busy(nurse: str, client: FlaskClient) -> None:
    step = IDLE - timedelta(minutes=1)
    with time_machine.travel(0, tick=False) as clock:
        sign_in(client)
        for _ in range(int(LONGEST / step)):
            clock.shift(step)
            assert client.get("/staff/").status_code == 200
        clock.shift(step)
        assert client.get("/staff/").status_code == 302
        assert client.get("/staff/").status_code == 302


def test_after_signing_out_a_copy_of_the_cookie_opens_nothing(app: Flask, staff_client: FlaskClient) -> None:
    copied = staff_client.get_cookie("screener-staff")
    assert copied is not None
    token = csrf_token(staff_client.get("/staff/").text)
    reply = staff_client.post("/staff/sign-out", data={"csrf_token": token})
    assert reply.headers["Location"] == "/staff/sign-in"
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    thief = app.test_client()
    thief.set_cookie("screener-staff", copied.value)
    for browser in (staff_client, thief):
        assert browser.get("/staff/").status_code == 302


@pytest.mark.parametrize("change", [switch_off, lambda email: reset_password(email, "nine slow otters")])
def test_closing_an_account_or_changing_its_password_ends_its_sessions_at_once(
    app: Flask, staff_client: FlaskClient, change: Callable[[str], None]
) -> None:
    with app.app_context():
        change(NURSE)
    assert staff_client.get("/staff/").status_code == 302


def test_nothing_changes_by_looking_at_the_address_of_sign_out(staff_client: FlaskClient) -> None:
    assert staff_client.get("/staff/sign-out").status_code == 405
    assert staff_client.get("/staff/").status_code == 200


def cookies_of(reply: Any) -> list[str]:
    return list(reply.headers.getlist("Set-Cookie"))


def test_the_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser(nurse: str, client: FlaskClient) -> None:
    (cookie,) = cookies_of(sign_in(client))
    assert cookie.startswith("screener-staff=")
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert "Domain" not in cookie


def test_with_https_the_cookie_goes_over_https_only(settings: Settings) -> None:
    app = create_app(replace(settings, https=True))
    with app.app_context():
        upgrade()
    (cookie,) = cookies_of(app.test_client().get("/staff/sign-in", base_url="https://localhost"))
    assert cookie.startswith("__Host-screener-staff=")
    assert "; Secure" in cookie
    assert "; Path=/;" in f"{cookie};"


def test_over_https_a_form_works_without_a_referer(settings: Settings) -> None:
    app = create_app(replace(settings, https=True))
    with app.app_context():
        upgrade()
        add_staff(NURSE, "reviewer", PASSWORD)
    client, base = app.test_client(), "https://localhost"
    page = client.get("/staff/sign-in", base_url=base).text
    filled = {"email": NURSE, "password": PASSWORD, "csrf_token": csrf_token(page)}
    assert client.post("/staff/sign-in", base_url=base, data=filled).status_code == 302


def test_visitors_carry_no_cookie(client: FlaskClient) -> None:
    assert cookies_of(client.get("/")) == []
    assert cookies_of(client.post("/chat/migraine", data={"action": "begin", "consent": "yes"})) == []


# --- Limits ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def limited(settings: Settings) -> Flask:
    app = create_app(replace(settings, rate_limits=True))
    with app.app_context():
        upgrade()
        add_staff(NURSE, "reviewer", PASSWORD)
    return app


def test_guessing_is_stopped_from_one_address_and_from_no_other(limited: Flask) -> None:
    guesser = limited.test_client()
    replies = [sign_in(guesser, password=f"guess number {n}").status_code for n in range(11)]
    assert replies == [200] * 10 + [429]
    page = guesser.get("/staff/sign-in").text
    filled = {"email": NURSE, "password": PASSWORD, "csrf_token": csrf_token(page)}
    assert guesser.post("/staff/sign-in", data=filled).status_code == 429
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    colleague = limited.test_client()
    page = colleague.get("/staff/sign-in", environ_overrides=elsewhere).text
    filled["csrf_token"] = csrf_token(page)
    assert colleague.post("/staff/sign-in", data=filled, environ_overrides=elsewhere).status_code == 302


def test_a_whole_clinic_may_sign_in_from_one_address(limited: Flask) -> None:
    assert [sign_in(limited.test_client()).status_code for _ in range(15)] == [302] * 15


def test_a_network_of_ipv6_counts_as_one_address(limited: Flask) -> None:
    replies = []
    for number in range(11):
        client = limited.test_client()
        origin = {"REMOTE_ADDR": f"2001:db8::{number:x}"}
        page = client.get("/staff/sign-in", environ_overrides=origin).text
        filled = {"email": NURSE, "password": f"guess {number}", "csrf_token": csrf_token(page)}
        replies.append(client.post("/staff/sign-in", data=filled, environ_overrides=origin).status_code)
    assert replies[-1] == 429


# --- Accounts -------------------------------------------------------------------------------------------------------


def test_passwords_are_kept_as_argon2_and_outlive_a_new_sealing_key(app: Flask, nurse: str, settings: Settings) -> None:
    with app.app_context():
        assert db.session.scalars(select(User.password)).one().startswith("$argon2id$")
    keys = (settings.data / "keys").read_text().strip()
    other = create_app(replace(settings, keys=f"{'A' * 43}=,{keys}"))
    assert sign_in(other.test_client()).status_code == 302


def test_nothing_is_kept_of_where_somebody_signs_in_from(app: Flask, staff_client: FlaskClient) -> None:
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        assert user.last_login_ip is None
        assert user.current_login_ip is None


def test_a_generated_password_is_read_with_ease_and_accepted(app: Flask, client: FlaskClient) -> None:
    password = new_password()
    assert re.fullmatch(r"([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}", password)
    with app.app_context():
        add_staff(NURSE, "admin", password)
    assert sign_in(client, password=password).status_code == 302


@pytest.mark.parametrize("password", ["", "eleven char", "aaaaaaaaaaaaaaaa", "i am the nurse", "x" * 201])
def test_a_weak_password_is_refused(app: Flask, password: str) -> None:
    with app.app_context(), pytest.raises(StaffError) as refused:
        add_staff(NURSE, "reviewer", password)
    assert not password or password not in str(refused.value)


@pytest.mark.parametrize(("email", "role"), [("no address", "reviewer"), (NURSE, "boss"), ("", "admin")])
def test_an_account_needs_an_address_and_a_role(app: Flask, email: str, role: str) -> None:
    with app.app_context(), pytest.raises(StaffError):
        add_staff(email, role, PASSWORD)


def test_one_address_has_one_account_however_it_is_written(app: Flask, nurse: str) -> None:
    with app.app_context(), pytest.raises(StaffError):
        add_staff("Nurse@Clinic.Example", "admin", PASSWORD)


def test_the_first_account_is_made_once(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        first = first_staff()
        assert first is not None
        assert first_staff() is None
    assert sign_in(client, *first).status_code == 302


def test_there_is_no_first_account_where_somebody_has_one(app: Flask, nurse: str) -> None:
    with app.app_context():
        assert first_staff() is None


def test_of_two_that_start_at_once_one_makes_the_first_account(
    app: Flask, nurse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = iter([0, 1])
    monkeypatch.setattr(staff.cases, "staff_count", lambda: next(counted))
    with app.app_context():
        assert first_staff(NURSE) is None


def test_a_lost_password_is_replaced(app: Flask, nurse: str, client: FlaskClient) -> None:
    with app.app_context():
        reset_password(NURSE.upper(), "nine slow otters")
    assert WRONG in sign_in(client).text
    assert sign_in(client, password="nine slow otters").status_code == 302
