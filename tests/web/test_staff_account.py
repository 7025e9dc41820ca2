"""One's own account: where one is signed in, another password, and the second factor."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from people import NURSE, PASSWORD, csrf_token, sign_in
from sqlalchemy import select
from werkzeug.test import TestResponse

from screener.app import create_app
from screener.config import Settings
from screener.staff import add_staff, reset_second_factor
from screener.store import audit
from screener.store.models import User, db
from screener.store.models_desk import StaffSession
from screener.web.sessions import LONGEST

PAGE = "/staff/account"
FACTOR = "/staff/account/second-factor"
FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def send(browser: FlaskClient, path: str, page: str = PAGE, **form: str) -> TestResponse:
    return browser.post(path, data={"csrf_token": csrf_token(browser.get(page).text), **form})


def recorded(app: Flask) -> list[str]:
    with app.app_context():
        return [one.entry.action for one in audit.entries()]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A moment of our own, which stands still until it is moved."""
    with time_machine.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), tick=False) as travelled:
        yield travelled


# --- Sessions -------------------------------------------------------------------------------------------------------


def test_each_sign_in_is_listed_and_one_of_them_is_ended(app: Flask, staff_client: FlaskClient) -> None:
    other = app.test_client()
    other.environ_base |= {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": FIREFOX["User-Agent"]}
    sign_in(other)
    page = staff_client.get(PAGE).text
    assert 'Firefox on Windows</strong> <span class="quiet">from 192.0.2.7' in page
    (ended,) = re.findall(r'name="end" value="([0-9a-f]{64})"', page)
    assert send(staff_client, f"{PAGE}/sessions", end=ended).status_code == 303
    assert other.get("/staff/").status_code == 302
    assert staff_client.get("/staff/").status_code == 200
    assert [one for one in recorded(app) if one.startswith("session")] == ["session.end"]


def test_all_others_are_ended_at_once_and_this_one_stays(app: Flask, staff_client: FlaskClient) -> None:
    others = [app.test_client() for _ in range(2)]
    for other in others:
        sign_in(other)
    send(staff_client, f"{PAGE}/sessions", end="others")
    assert [other.get("/staff/").status_code for other in others] == [302, 302]
    assert staff_client.get(PAGE).text.count("Began") == 1


def test_nobody_ends_a_session_of_somebody_else(people: Callable[..., FlaskClient], app: Flask) -> None:
    nurse, other = people(), people("other@clinic.example")
    with app.app_context():
        theirs = db.session.scalars(
            select(StaffSession.id).join(User).where(User.email == "other@clinic.example")
        ).one()
    send(nurse, f"{PAGE}/sessions", end=theirs)
    assert other.get("/staff/").status_code == 200


def test_the_table_does_not_hold_what_the_cookie_holds(app: Flask, staff_client: FlaskClient) -> None:
    with staff_client.session_transaction() as session, app.app_context():
        assert session["sign_in"] not in {row.id for row in db.session.scalars(select(StaffSession))}


def test_signing_out_ends_this_session_and_no_other(app: Flask, staff_client: FlaskClient) -> None:
    other = app.test_client()
    sign_in(other)
    send(staff_client, "/staff/sign-out")
    assert staff_client.get("/staff/").status_code == 302
    assert other.get("/staff/").status_code == 200


def test_when_it_was_last_seen_is_written_once_a_minute(
    app: Flask, clock: time_machine.Traveller, people: Callable[..., FlaskClient]
) -> None:
    def seen() -> datetime:
        with app.app_context():
            return db.session.scalars(select(StaffSession.seen_at)).one()

    browser, began = people(), datetime.now(UTC)
    clock.shift(timedelta(seconds=50))
    browser.get("/staff/")
    assert seen() == began
    clock.shift(timedelta(seconds=20))
    browser.get("/staff/")
    assert seen() == began + timedelta(seconds=70)


def test_a_session_that_lapsed_is_listed_no_more(
    app: Flask, clock: time_machine.Traveller, people: Callable[..., FlaskClient]
) -> None:
    people()
    clock.shift(LONGEST + timedelta(minutes=1))
    later = app.test_client()
    sign_in(later)
    assert later.get(PAGE).text.count("Began") == 1


# --- A password of one's own ----------------------------------------------------------------------------------------


def test_another_password_signs_out_everywhere(app: Flask, staff_client: FlaskClient) -> None:
    assert send(staff_client, f"{PAGE}/password", old="not mine", new="nine slow otters").status_code == 422
    weak = send(staff_client, f"{PAGE}/password", old=PASSWORD, new="short")
    assert (weak.status_code, "12 to 200 characters" in weak.text) == (422, True)
    assert send(staff_client, f"{PAGE}/password", old=PASSWORD, new="nine slow otters").status_code == 303
    assert staff_client.get("/staff/").status_code == 302
    assert sign_in(app.test_client(), password="nine slow otters").headers["Location"] == "/staff/"
    assert recorded(app).count("password.change") == 1


# --- The second factor ----------------------------------------------------------------------------------------------


def secret_on(page: str) -> TOTP:
    found = re.search(r'Or type this: <span class="code">([A-Z2-7 ]+)</span>', page)
    assert found, page
    return TOTP(found[1].replace(" ", ""))


def enrol(browser: FlaskClient) -> tuple[TOTP, list[str]]:
    """Set it up as a person does: the app, and the recovery codes."""
    send(browser, FACTOR, FACTOR, step="begin")
    source = secret_on(browser.get(FACTOR).text)
    page = send(browser, FACTOR, FACTOR, step="confirm", code=source.generate().token)
    codes = re.findall(r'<li class="code">([^<]+)</li>', page.text)
    assert len(codes) == 10
    return source, codes


def give_code(browser: FlaskClient, code: str) -> TestResponse:
    page = browser.get("/staff/sign-in/code").text
    return browser.post("/staff/sign-in/code", data={"csrf_token": csrf_token(page), "code": code})


def test_it_is_asked_for_after_the_password_and_opens_the_page_that_was_asked_for(
    app: Flask, clock: time_machine.Traveller, people: Callable[..., FlaskClient]
) -> None:
    source, _ = enrol(people())
    clock.shift(timedelta(minutes=1))
    browser = app.test_client()
    assert sign_in(browser, next="/staff/account").headers["Location"] == "/staff/sign-in/code"
    assert browser.get("/staff/").status_code == 302
    wrong = give_code(browser, "000000")
    assert (wrong.status_code, "This code is wrong" in wrong.text) == (422, True)
    assert give_code(browser, source.generate().token).headers["Location"] == "/staff/account"
    assert browser.get("/staff/").status_code == 200
    assert [one for one in recorded(app) if one.startswith("sign_in")] == [
        "sign_in",
        "sign_in.code_failed",
        "sign_in",
    ]


def test_no_code_passes_twice(app: Flask, clock: time_machine.Traveller, people: Callable[..., FlaskClient]) -> None:
    source, _ = enrol(people())
    clock.shift(timedelta(minutes=1))
    code = source.generate().token
    statuses = []
    for _ in range(2):
        browser = app.test_client()
        sign_in(browser)
        statuses.append(give_code(browser, code).status_code)
    assert statuses == [303, 422]


def test_a_recovery_code_signs_in_once(app: Flask, staff_client: FlaskClient) -> None:
    _, codes = enrol(staff_client)
    browser = app.test_client()
    sign_in(browser)
    assert give_code(browser, codes[3].upper().replace("-", " ")).status_code == 303
    assert "9 recovery codes left" in browser.get(PAGE).text
    again = app.test_client()
    sign_in(again)
    assert give_code(again, codes[3]).status_code == 422


def test_new_recovery_codes_make_the_old_ones_worthless(app: Flask, staff_client: FlaskClient) -> None:
    _, codes = enrol(staff_client)
    assert send(staff_client, FACTOR, FACTOR, step="codes", code=codes[0]).status_code == 200
    browser = app.test_client()
    sign_in(browser)
    assert give_code(browser, codes[1]).status_code == 422


def test_halfway_lasts_ten_minutes(
    app: Flask, clock: time_machine.Traveller, people: Callable[..., FlaskClient]
) -> None:
    source, _ = enrol(people())
    browser = app.test_client()
    sign_in(browser)
    token = csrf_token(browser.get("/staff/sign-in/code").text)
    clock.shift(timedelta(minutes=11))
    filled = {"csrf_token": token, "code": source.generate().token}
    assert browser.post("/staff/sign-in/code", data=filled).headers["Location"] == "/staff/sign-in"
    assert browser.get("/staff/").status_code == 302


def test_it_is_switched_off_with_a_code_only(app: Flask, staff_client: FlaskClient) -> None:
    _, codes = enrol(staff_client)
    assert send(staff_client, FACTOR, FACTOR, step="off", code="123456").status_code == 422
    assert sign_in(app.test_client()).headers["Location"] == "/staff/sign-in/code"
    assert send(staff_client, FACTOR, FACTOR, step="off", code=codes[0]).status_code == 303
    assert sign_in(app.test_client()).headers["Location"] == "/staff/"
    assert [one for one in recorded(app) if one.startswith("second")] == [
        "second_factor.on",
        "second_factor.wrong",
        "second_factor.off",
    ]


def test_what_the_codes_come_from_is_shown_until_it_is_confirmed_and_kept_sealed(
    app: Flask, staff_client: FlaskClient
) -> None:
    send(staff_client, FACTOR, FACTOR, step="begin")
    source = secret_on(staff_client.get(FACTOR).text)
    picture = staff_client.get("/staff/account/qr.svg")
    assert (picture.mimetype, b"<svg" in picture.data, b"style=" in picture.data) == ("image/svg+xml", True, False)
    send(staff_client, FACTOR, FACTOR, step="confirm", code=source.generate().token)
    assert staff_client.get("/staff/account/qr.svg").status_code == 404
    assert "Or type this" not in staff_client.get(FACTOR).text
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        kept = f"{user.tf_totp_secret} {user.mf_recovery_codes}"
    assert source.base32_key not in kept


def test_a_secret_moved_to_another_account_opens_nothing(app: Flask, people: Callable[..., FlaskClient]) -> None:
    from screener import second_factor
    from screener.store.sealing import SealError

    source, _ = enrol(people())
    people("other@clinic.example")
    with app.app_context():
        nurse, other = db.session.scalars(select(User).order_by(User.id)).all()
        other.tf_totp_secret, other.tf_primary_method = nurse.tf_totp_secret, nurse.tf_primary_method
        db.session.flush()
        with pytest.raises(SealError):
            second_factor.accepts(other, source.generate().token)


@pytest.mark.parametrize(
    ("wanted_of", "role", "led"), [("admins", "admin", True), ("admins", "reviewer", False), ("all", "reviewer", True)]
)
def test_whoever_must_have_one_sets_it_up_before_anything_else_opens(
    app: Flask, settings: Settings, wanted_of: str, role: str, led: bool
) -> None:
    with app.app_context():
        add_staff(NURSE, role, PASSWORD)
    browser = create_app(replace(settings, second_factor=wanted_of)).test_client()
    sign_in(browser)
    for path in ("/staff/", "/staff/notifications", PAGE):
        assert (browser.get(path).headers.get("Location") == FACTOR) == led, path
    if led:
        enrol(browser)
    assert browser.get("/staff/").status_code == 200


def test_whoever_has_lost_it_all_signs_in_again_after_a_reset(app: Flask, staff_client: FlaskClient) -> None:
    enrol(staff_client)
    with app.app_context():
        reset_second_factor(NURSE)
    assert staff_client.get("/staff/").status_code == 302
    assert sign_in(app.test_client()).headers["Location"] == "/staff/"


# --- Limits ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def limited(app: Flask, settings: Settings) -> Flask:
    """The same desk with its limits on, and a nurse."""
    with app.app_context():
        add_staff(NURSE, "reviewer", PASSWORD)
    return create_app(replace(settings, rate_limits=True))


def test_guessing_codes_is_stopped(limited: Flask) -> None:
    browser = limited.test_client()
    sign_in(browser)
    enrol(browser)
    guesser = limited.test_client()
    sign_in(guesser)
    assert [give_code(guesser, f"{n:06}").status_code for n in range(11)] == [422] * 10 + [429]


def test_failing_a_hundred_times_from_elsewhere_does_not_keep_the_nurse_out(limited: Flask) -> None:
    attacker = limited.test_client()
    token = csrf_token(attacker.get("/staff/sign-in").text)
    filled = {"email": NURSE, "password": "", "csrf_token": token}
    statuses = {
        attacker.post("/staff/sign-in", data=filled, environ_base={"REMOTE_ADDR": f"192.0.2.{n // 10}"}).status_code
        for n in range(100)
    }
    assert statuses == {200}
    assert sign_in(limited.test_client()).headers["Location"] == "/staff/"


def test_failing_at_one_account_leaves_others_at_the_same_address_alone(limited: Flask) -> None:
    with limited.app_context():
        add_staff("other@clinic.example", "reviewer", PASSWORD)
    forgetful = limited.test_client()
    assert [sign_in(forgetful, password="").status_code for _ in range(11)][-1] == 429
    assert sign_in(limited.test_client(), "other@clinic.example").headers["Location"] == "/staff/"
