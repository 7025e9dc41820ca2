"""Mail to staff: written with what it tells of, sent once, and with nothing of an answer in it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from mailbox import Mailbox, mailbox

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, PASSWORD, Visitor, csrf_token
from serving import free_port
from sqlalchemy import func, select, update

from screener.config import MailServer, Settings
from screener.staff import add_staff, switch_off
from screener.store.models import Screening, db
from screener.store.models_desk import OutboxMail
from screener.worker import Worker

SECRET = ("Ada Lovelace", "905 555 0144", "18", "after lunch")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    server = MailServer("127.0.0.1", box.port, "screener@clinic.example", encrypted="no")
    return replace(settings, mail=server, address="https://chat.clinic.example")


@pytest.fixture
def nurse(app: Flask) -> str:
    with app.app_context():
        add_staff(NURSE, "reviewer", PASSWORD)
    return NURSE


def left(app: Flask) -> int:
    """How many mails still wait."""
    with app.app_context():
        return db.session.scalar(select(func.count()).where(OutboxMail.next_try_at.is_not(None))) or 0


def test_a_request_to_be_contacted_is_told_once_and_says_nothing_of_the_visitor(
    app: Flask, nurse: str, box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    name, telephone, _, times = SECRET
    done = finished(contact={"name": name, "telephone": telephone, "times": times})
    done.leave_contact(name=name, telephone=telephone)
    Worker(app).once()
    Worker(app).once()
    ((recipient, mail),) = box.taken
    assert (recipient, mail["To"]) == (nurse, nurse)
    assert str(mail["Subject"]).endswith("Somebody asked to be contacted")
    assert f"https://chat.clinic.example/staff/cases/{done.reference}" in str(mail.get_payload())
    assert not any(secret in mail.as_string() for secret in (name, telephone, times))


def test_an_emergency_is_told_at_once_and_a_routine_case_is_not(
    app: Flask, nurse: str, box: Mailbox, finished: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    finished()
    Worker(app).once()
    assert box.taken == []
    visitor().answer("me").answer(40).answer(["thunderclap"])
    Worker(app).once()
    assert [subject.rpartition(": ")[2] for subject in box.subjects] == ["An urgent screening waits"]


def test_a_promise_that_has_passed_is_told_once(
    app: Flask, nurse: str, box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    done = finished()
    with app.app_context():
        late = datetime.now(UTC) - timedelta(hours=1)
        db.session.execute(update(Screening).where(Screening.id == done.id).values(due_at=late))
        db.session.commit()
    Worker(app).once()
    Worker(app).once()
    assert [subject.rpartition(": ")[2] for subject in box.subjects] == ["A promise is overdue"]


def test_whoever_wants_the_digest_gets_it_each_morning_and_others_do_not(
    app: Flask, people: Callable[..., FlaskClient], box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    finished()
    people("other@clinic.example")
    browser = people()
    token = csrf_token(browser.get("/staff/notifications").text)
    browser.post("/staff/notifications", data={"csrf_token": token, "kind": ["digest"]})
    for hour, said in ((11, 0), (14, 1), (20, 1), (38, 2)):  # in UTC: before eight in the morning there, and after
        with time_machine.travel(datetime(2027, 1, 13, tzinfo=UTC) + timedelta(hours=hour), tick=False):
            Worker(app).once()
        assert len(box.taken) == said, hour
    assert {recipient for recipient, _ in box.taken} == {NURSE}


def test_whoever_chose_none_or_whose_account_is_closed_gets_none(
    app: Flask, people: Callable[..., FlaskClient], box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    browser = people()
    browser.post("/staff/notifications", data={"csrf_token": csrf_token(browser.get("/staff/notifications").text)})
    people("gone@clinic.example")
    with app.app_context():
        switch_off("gone@clinic.example")
    finished(contact={"name": "Ada", "telephone": "905 555 0144"})
    Worker(app).once()
    assert box.taken == []


def test_a_mail_that_is_refused_is_tried_again_later_and_given_up_in_the_end(
    app: Flask, nurse: str, box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    finished(contact={"name": "Ada", "telephone": "905 555 0144"})
    box.refuse = "451 not now nurse@clinic.example"
    Worker(app).once()
    assert left(app) == 1
    Worker(app).once()
    with app.app_context():
        kept = db.session.scalars(select(OutboxMail)).one()
        assert (kept.tries, kept.problem) == (1, "SMTPDataError 451")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2), tick=False):
        box.refuse = ""
        Worker(app).once()
    assert (len(box.taken), left(app)) == (1, 0)


def test_a_server_that_never_takes_a_mail_is_asked_nine_times(
    app: Flask, nurse: str, box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    finished(contact={"name": "Ada", "telephone": "905 555 0144"})
    box.refuse = "550 no"
    for day in range(20):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=2 * day), tick=False):
            Worker(app).once()
    with app.app_context():
        kept = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "booking")).one()
        assert (kept.tries, kept.next_try_at, kept.sent_at) == (9, None, None)


def test_nothing_is_written_where_no_mail_is_sent(settings: Settings, finished: Callable[..., Visitor]) -> None:
    from screener.app import create_app

    silent = create_app(replace(settings, mail=None))
    with silent.app_context():
        from screener.store.database import upgrade

        upgrade()
        add_staff(NURSE, "reviewer", PASSWORD)
    Visitor(silent, datetime.now(UTC)).answer("me").answer(40).answer(["thunderclap"])
    assert left(silent) == 0


def test_a_worker_that_is_killed_and_started_again_sends_every_mail_once(
    app: Flask, settings: Settings, nurse: str, box: Mailbox, finished: Callable[..., Visitor]
) -> None:
    for _ in range(6):
        finished(contact={"name": "Ada", "telephone": "905 555 0144"})
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCREENER_")} | {
        "SCREENER_DATA": str(settings.data),
        "SCREENER_DATABASE_URL": settings.database_url,
        "SCREENER_FLOWS": str(settings.flows),
        "SCREENER_MAIL": f"smtp://127.0.0.1:{box.port}",
        "SCREENER_MAIL_FROM": "screener@clinic.example",
    }
    box.slow = 0.5
    for more in (2, 4, 6):
        worker = subprocess.Popen([sys.executable, "-m", "screener.cli", "worker"], env=environment)
        try:
            box.wait(lambda least=more: 6 - left(app) >= least)  # type: ignore[misc]
        finally:
            os.kill(worker.pid, signal.SIGKILL)  # with the next mail in its hand
            worker.wait()
        let_the_lease_pass(app)
    assert len(box.ids) == len(set(box.ids)) == 6


def let_the_lease_pass(app: Flask) -> None:
    with app.app_context():
        db.session.execute(
            update(OutboxMail).where(OutboxMail.next_try_at.is_not(None)).values(next_try_at=datetime.now(UTC))
        )
        db.session.commit()


def test_where_the_mail_server_is_away_one_mail_is_tried_and_the_others_wait(
    app: Flask, box: Mailbox, nurse: str, finished: Callable[..., Visitor]
) -> None:
    for _ in range(3):
        finished(contact={"name": "Ada", "telephone": "905 555 0144"})
    made = app.extensions["screener"]
    away = replace(made.settings.mail, port=free_port())
    app.extensions["screener"] = replace(made, settings=replace(made.settings, mail=away))
    Worker(app).once()
    with app.app_context():
        assert db.session.query(OutboxMail).filter(OutboxMail.tries > 0).count() == 1
