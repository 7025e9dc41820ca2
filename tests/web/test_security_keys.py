"""Security keys: added by their owner, asked for after the password, and believed only where everything fits."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fido2.webauthn import AuthenticatorData
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from people import NURSE, PASSWORD, csrf_token, sign_in
from security_key import SoftKey
from werkzeug.test import TestResponse

from screener.app import create_app
from screener.config import Settings
from screener.staff import add_staff, reset_second_factor
from screener.store import audit, security_keys
from screener.store.database import upgrade
from screener.store.models import db

FACTOR = "/staff/account/second-factor"
KEYS = "/staff/account/keys"
CODE = "/staff/sign-in/code"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A moment of our own: what a key is asked is never of the moment of its last use."""
    with time_machine.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC)) as travelled:
        yield travelled


@pytest.fixture
def key() -> SoftKey:
    return SoftKey()


def add(browser: FlaskClient, key: SoftKey, name: str = "blue key", answer: str | None = None) -> TestResponse:
    page = browser.get(FACTOR).text
    made = key.made(page) if answer is None else answer
    return browser.post(KEYS, data={"csrf_token": csrf_token(page), "name": name, "key": made})


def recovery_codes(page: str) -> list[str]:
    return re.findall(r'<li class="code">([^<]+)</li>', page)


def halfway(app: Flask) -> tuple[FlaskClient, str]:
    """A browser whose password was right, and the page that asks for the key."""
    browser = app.test_client()
    assert sign_in(browser).headers["Location"] == CODE
    return browser, browser.get(CODE).text


def send(browser: FlaskClient, page: str, **form: str) -> TestResponse:
    return browser.post(CODE, data={"csrf_token": csrf_token(page), **form})


def recorded(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(one.entry.action, one.entry.detail) for one in audit.entries()]


# --- Adding and removing --------------------------------------------------------------------------------------------


def test_a_key_is_added_listed_and_opens_the_desk_in_place_of_a_code(
    app: Flask, staff_client: FlaskClient, key: SoftKey
) -> None:
    assert len(recovery_codes(add(staff_client, key).text)) == 10
    assert "<strong>blue key</strong>" in staff_client.get(FACTOR).text
    browser, page = halfway(app)
    reply = send(browser, page, key=key.proof(page))
    assert (reply.status_code, reply.headers["Location"]) == (303, "/staff/")
    assert browser.get("/staff/").status_code == 200
    assert [one for one in recorded(app) if one[0] == "key.add"] == [("key.add", "")]
    assert recorded(app).count(("sign_in", "with a security key")) == 1


def test_a_second_key_brings_no_new_recovery_codes(app: Flask, staff_client: FlaskClient, key: SoftKey) -> None:
    add(staff_client, key)
    assert add(staff_client, SoftKey(), "red key").status_code == 303
    browser, page = halfway(app)
    assert send(browser, page, key=key.proof(page)).status_code == 303


def test_without_the_last_key_the_password_alone_opens_the_desk(
    app: Flask, staff_client: FlaskClient, key: SoftKey
) -> None:
    add(staff_client, key)
    page = staff_client.get(FACTOR).text
    (address,) = re.findall(r'action="(/staff/account/keys/\d+/remove)"', page)
    assert staff_client.post(address, data={"csrf_token": csrf_token(page)}).status_code == 303
    assert sign_in(app.test_client()).headers["Location"] == "/staff/"
    assert ("key.remove", "") in recorded(app)


def test_nobody_removes_the_key_of_somebody_else(app: Flask, people: Callable[..., FlaskClient], key: SoftKey) -> None:
    nurse, other = people(), people("other@clinic.example")
    add(nurse, key)
    (address,) = re.findall(r'action="(/staff/account/keys/\d+/remove)"', nurse.get(FACTOR).text)
    other.post(address, data={"csrf_token": csrf_token(other.get(FACTOR).text)})
    assert "blue key" in nurse.get(FACTOR).text
    assert add(other, key).status_code == 422  # nor adds it as their own


def test_keys_are_changed_only_soon_after_signing_in(
    staff_client: FlaskClient, key: SoftKey, clock: time_machine.Traveller
) -> None:
    page = staff_client.get(FACTOR).text
    clock.shift(timedelta(minutes=11))
    late = staff_client.post(KEYS, data={"csrf_token": csrf_token(page), "name": "blue key", "key": key.made(page)})
    assert (late.status_code, "Sign out and in again first" in late.text) == (422, True)
    assert "Add a key" not in staff_client.get(FACTOR).text
    reply = staff_client.post(f"{KEYS}/1/remove", data={"csrf_token": csrf_token(page)})
    assert reply.status_code == 422


@pytest.mark.parametrize(
    ("name", "said"), [("", "Give the key a name"), ("k" * 65, "at most 64 characters"), ("Blue  KEY", "has this name")]
)
def test_a_name_that_cannot_be_is_refused_and_kept_in_the_form(
    staff_client: FlaskClient, key: SoftKey, name: str, said: str
) -> None:
    add(staff_client, key)
    reply = add(staff_client, SoftKey(), name)
    assert reply.status_code == 422
    assert said in reply.text
    assert f'value="{name[:64]}"' in reply.text


@pytest.mark.parametrize("answer", ["", "{", "[]", "7", '{"response": {}}', '{"rawId": "AAAA"}', "null", "x" * 9000])
def test_nonsense_is_no_key_and_no_proof(app: Flask, staff_client: FlaskClient, key: SoftKey, answer: str) -> None:
    reply = add(staff_client, key, answer=answer)
    assert (reply.status_code, "did not answer as it should" in reply.text) == (422, True)
    add(staff_client, key)
    browser, page = halfway(app)
    assert send(browser, page, key=answer).status_code == 422
    assert browser.get("/staff/").status_code == 302


# --- What is not believed -------------------------------------------------------------------------------------------


def test_a_proof_passes_once(app: Flask, staff_client: FlaskClient) -> None:
    key = SoftKey(counts=False)
    add(staff_client, key)
    browser, page = halfway(app)
    cookie = browser.get_cookie("screener-staff")
    assert cookie is not None
    proof = key.proof(page)
    assert send(browser, page, key=proof).status_code == 303
    copy = app.test_client()
    copy.set_cookie("screener-staff", cookie.value)  # whoever copied the session and what was sent in it
    assert send(copy, page, key=proof).status_code == 422
    assert copy.get("/staff/").status_code == 302
    assert ("sign_in.key_failed", NURSE) in recorded(app)


def test_a_key_that_always_counts_nothing_passes_each_time_anew(app: Flask, staff_client: FlaskClient) -> None:
    key = SoftKey(counts=False)
    add(staff_client, key)
    for _ in range(2):
        browser, page = halfway(app)
        assert send(browser, page, key=key.proof(page)).status_code == 303


def test_a_copy_of_a_key_shows_by_its_count(app: Flask, staff_client: FlaskClient, key: SoftKey) -> None:
    add(staff_client, key)
    copy = replace(key)
    for _ in range(2):
        browser, page = halfway(app)
        assert send(browser, page, key=key.proof(page)).status_code == 303
    browser, page = halfway(app)
    assert send(browser, page, key=copy.proof(page)).status_code == 422


def test_another_site_another_key_an_older_page_and_an_untouched_key_prove_nothing(
    app: Flask, staff_client: FlaskClient, key: SoftKey
) -> None:
    add(staff_client, key)
    for wrong in (
        replace(key, origin="https://clinic.example.evil"),
        replace(key, origin="http://localhost:9999"),
        replace(key, host="evil.example"),
        replace(SoftKey(), id=key.id),
        SoftKey(),
    ):
        browser, page = halfway(app)
        assert send(browser, page, key=wrong.proof(page)).status_code == 422
    browser, page = halfway(app)
    browser.get(CODE)
    assert send(browser, page, key=key.proof(page)).status_code == 422
    browser, page = halfway(app)
    assert send(browser, page, key=key.proof(page, flags=AuthenticatorData.FLAG(0))).status_code == 422


def test_the_key_of_somebody_else_opens_nothing(app: Flask, people: Callable[..., FlaskClient], key: SoftKey) -> None:
    theirs = SoftKey()
    add(people(), key)
    add(people("other@clinic.example"), theirs)
    browser, page = halfway(app)
    assert send(browser, page, key=theirs.proof(page)).status_code == 422


def test_guessing_keys_is_limited_with_the_codes(settings: Settings, key: SoftKey) -> None:
    app = create_app(replace(settings, rate_limits=True))
    with app.app_context():
        upgrade()
        add_staff(NURSE, "reviewer", PASSWORD)
    nurse = app.test_client()
    sign_in(nurse)
    add(nurse, key)
    browser, page = halfway(app)
    assert [send(browser, page, key="{}").status_code for _ in range(11)] == [422] * 10 + [429]
    with app.app_context():
        db.engine.dispose()


# --- Beside an app, and without a script ----------------------------------------------------------------------------


def test_a_recovery_code_opens_the_desk_where_there_is_only_a_key(
    app: Flask, staff_client: FlaskClient, key: SoftKey
) -> None:
    code = recovery_codes(add(staff_client, key).text)[0]
    browser, page = halfway(app)
    assert send(browser, page, code="123456").status_code == 422
    assert send(browser, browser.get(CODE).text, code=code).status_code == 303


def test_app_and_key_stand_side_by_side_and_each_outlasts_the_other(
    app: Flask, staff_client: FlaskClient, key: SoftKey, clock: time_machine.Traveller
) -> None:
    def change(**form: str) -> TestResponse:
        page = staff_client.get(FACTOR).text
        return staff_client.post(FACTOR, data={"csrf_token": csrf_token(page), **form})

    change(step="begin")
    found = re.search(r'Or type this: <span class="code">([A-Z2-7 ]+)</span>', staff_client.get(FACTOR).text)
    assert found
    source = TOTP(found[1].replace(" ", ""))
    assert change(step="confirm", code=source.generate().token).status_code == 200
    assert add(staff_client, key).status_code == 303
    clock.shift(timedelta(seconds=60))
    browser, page = halfway(app)
    assert send(browser, page, code=source.generate().token).status_code == 303
    browser, page = halfway(app)
    assert send(browser, page, key=key.proof(page)).status_code == 303
    clock.shift(timedelta(seconds=60))
    assert change(step="off", code=source.generate().token).status_code == 303
    browser, page = halfway(app)
    assert "recovery codes" in staff_client.get(FACTOR).text
    assert send(browser, page, key=key.proof(page)).status_code == 303


def test_a_reset_forgets_keys_too(app: Flask, staff_client: FlaskClient, key: SoftKey) -> None:
    add(staff_client, key)
    with app.app_context():
        reset_second_factor(NURSE)
        assert not security_keys.count(1)
    assert sign_in(app.test_client()).headers["Location"] == "/staff/"


def test_an_admin_may_begin_with_a_key_where_a_second_factor_is_asked_for(settings: Settings, key: SoftKey) -> None:
    app = create_app(replace(settings, second_factor="admins", address="https://desk.clinic.example"))
    with app.app_context():
        upgrade()
        add_staff(NURSE, "admin", PASSWORD)
    browser = app.test_client()
    sign_in(browser)
    assert browser.get("/staff/").headers["Location"] == FACTOR
    assert add(browser, key).status_code == 422  # made for another address than the desk's own
    ours = SoftKey(origin="https://desk.clinic.example", host="desk.clinic.example")
    assert len(recovery_codes(add(browser, ours).text)) == 10
    assert browser.get("/staff/").status_code == 200
    with app.app_context():
        db.engine.dispose()
