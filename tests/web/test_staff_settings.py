"""The desk's settings: an admin changes what visitors see, it says who did, and what does not fit is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor, csrf_token
from sqlalchemy import select
from werkzeug.test import TestResponse

from screener.clinic_settings import changed
from screener.store import audit
from screener.store.models import Screening, db
from screener.web.parts import Parts

PAGE = "/staff/settings"
CONTACT = {"name": "Test Visitor", "telephone": "905 555 0142"}


@pytest.fixture
def admin(people: Callable[..., FlaskClient]) -> FlaskClient:
    return people("admin@clinic.example", "admin")


def change(client: FlaskClient, **form: str) -> TestResponse:
    return client.post(PAGE, data={"csrf_token": csrf_token(client.get(PAGE).text), **form})


def test_a_telephone_that_is_changed_stands_on_the_visitors_pages_at_once(admin: FlaskClient, app: Flask) -> None:
    assert change(admin, telephone="905-555-0177").status_code == 303
    assert "905-555-0177" in app.test_client().get("/").text
    assert "admin@clinic.example" in admin.get(PAGE).text


def test_another_process_shows_the_change_too(admin: FlaskClient, app: Flask) -> None:
    from screener.app import create_app

    made: Parts = app.extensions["screener"]
    other = create_app(made.settings)
    change(admin, banner="We are closed on Monday.")
    assert "We are closed on Monday." in other.test_client().get("/").text


def test_what_does_not_fit_is_refused_and_nothing_of_it_is_saved(admin: FlaskClient, app: Flask) -> None:
    refused = change(admin, telephone="call us", banner="Closed today")
    assert refused.status_code == 422
    assert "Write the number that visitors call" in refused.text
    assert 'value="Closed today"' in refused.text
    assert "Closed today" not in app.test_client().get("/").text


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("email", "not an address", "name@clinic.ca"),
        ("booking_link", "javascript:alert(1)", "Begin with https://"),
        ("banner", "x" * 301, "one line of at most 300"),
        ("places", "Vaughan\nVaughan", "each place once"),
    ],
)
def test_each_mistake_says_what_to_do(admin: FlaskClient, name: str, value: str, says: str) -> None:
    refused = change(admin, **{name: value})
    assert (refused.status_code, says in refused.text) == (422, True)


def test_a_place_that_stays_keeps_its_id_and_a_new_one_gets_one(admin: FlaskClient, app: Flask) -> None:
    made: Parts = app.extensions["screener"]
    with app.app_context():
        first = made.clinic.places[0]
    change(admin, places=f"{first.name}\nOrangeville East")
    with app.app_context():
        assert [(place.id, place.name) for place in made.clinic.places] == [
            (first.id, first.name),
            ("orangeville_east", "Orangeville East"),
        ]


def test_an_emptied_field_is_empty_and_not_the_files_again(admin: FlaskClient, app: Flask) -> None:
    made: Parts = app.extensions["screener"]
    made.clinic_now.written = changed(made.clinic_now.written, {"banner": "As the file says"})
    change(admin, banner="Closed today")
    change(admin, banner="")
    with app.app_context():
        assert made.clinic.banner is None


def test_nothing_different_saves_nothing(admin: FlaskClient) -> None:
    change(admin, banner="")
    assert "Each change will stand here" in admin.get(PAGE).text


def test_only_an_admin_opens_or_changes_them(staff_client: FlaskClient, app: Flask) -> None:
    assert staff_client.get(PAGE).status_code == 403
    page = staff_client.get("/staff/")
    assert "/staff/settings" not in page.text
    refused = staff_client.post(PAGE, data={"csrf_token": csrf_token(page.text), "telephone": "905-555-0177"})
    assert refused.status_code == 403
    assert "905-555-0177" not in app.test_client().get("/").text


def test_a_change_is_on_record_without_its_value(admin: FlaskClient, app: Flask) -> None:
    change(admin, telephone="905-555-0177")
    with app.app_context():
        (entry,) = (one.entry for one in audit.entries() if one.entry.action == "setting.change")
    assert (entry.who, entry.detail) == ("admin@clinic.example", "telephone")


# --- How soon staff call --------------------------------------------------------------------------------------------


def promises(**changed: str) -> dict[str, str]:
    kept = {"today": "2 hours", "days": "8 hours", "routine": "1 day"}
    return {f"promises.{tier}": text for tier, text in (kept | changed).items()}


def test_a_promise_that_is_changed_counts_for_whoever_comes_then_and_stands_in_the_history(
    admin: FlaskClient, app: Flask, finished: Callable[..., Visitor]
) -> None:
    made: Parts = app.extensions["screener"]
    before = finished(contact=CONTACT)
    assert change(admin, **promises(routine="3  days")).status_code == 303
    page = admin.get(PAGE).text
    assert "Today 2 hours; Days 8 hours; Routine 3 days" in page
    assert 'name="promises.routine" value="3 days"' in page
    after = finished(contact=CONTACT)
    with app.app_context():
        assert made.clinic.promises.routine == "3 days"
        due = {row.reference: row.due_at for row in db.session.scalars(select(Screening))}
        entries = [one.entry for one in audit.entries() if one.entry.action == "setting.change"]
    assert due[after.reference] - due[before.reference] > timedelta(days=1)
    assert [(one.detail, one.who) for one in entries] == [("promises", "admin@clinic.example")]


@pytest.mark.parametrize("text", ["", "soon", "0 hours", "1001 minutes", "2 weeks", "-1 day", "1.5 hours", "61 days"])
def test_a_promise_that_cannot_be_counted_is_refused_and_kept_in_the_form(
    admin: FlaskClient, app: Flask, text: str
) -> None:
    made: Parts = app.extensions["screener"]
    refused = change(admin, **promises(today=text))
    assert (refused.status_code, "Write each as 90 minutes, 2 hours or 1 day" in refused.text) == (422, True)
    assert f'name="promises.today" value="{text}"' in refused.text
    with app.app_context():
        assert made.clinic.promises.today == "2 hours"
