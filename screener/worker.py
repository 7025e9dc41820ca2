"""What is done beside the visitors' requests: mail and messages that wait are sent, promises are watched, old data is
deleted."""

import logging
import smtplib
import threading
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask import Flask

from screener import mail, notify, pushing, retention, webhooks
from screener.store import outbox
from screener.store import webhooks as stored_webhooks
from screener.store.models import db
from screener.web.parts import EXTENSION, Parts

EVERY: Final = 5.0
"""Seconds between two looks at what waits."""
WATCH: Final = timedelta(minutes=1)
"""How often promises are looked at."""
LEASE: Final = timedelta(minutes=2)
"""For so long a mail is one worker's: another takes it up after that, where the first has died."""

MOST_PUSHED: Final = 10
"""Messages to other programs in one round: a slow receiver must not keep mail waiting."""

ANSWERED: Final = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
"""The server is there, and did not take this one mail."""

log = logging.getLogger(__name__)


class Worker:
    """Does whatever is due, again and again, until it is told to stop."""

    def __init__(self, app: Flask, every: float = EVERY, lease: timedelta = LEASE) -> None:
        self._app, self._every, self._lease = app, every, lease
        self._made: Parts = app.extensions[EXTENSION]
        self._stop = threading.Event()
        self._watched = datetime.min.replace(tzinfo=UTC)
        self._purged: date | None = None

    def run(self) -> None:
        """Work until stopped. What fails is logged without its details and tried again."""
        while not self._stop.is_set():
            try:
                self.once()
            except Exception as error:  # whatever it is, the next round must come
                log.error("the worker's round failed: %s", type(error).__name__)
            self._stop.wait(self._every)

    def stop(self) -> None:
        self._stop.set()

    def start(self) -> threading.Thread:
        """Work in a thread of its own, which ends with the process."""
        thread = threading.Thread(target=self.run, name="worker", daemon=True)
        thread.start()
        return thread

    def once(self) -> None:
        """One round."""
        with self._app.app_context():
            now = datetime.now(ZoneInfo(self._made.clinic.time_zone))
            if now - self._watched >= WATCH:
                self._watched = now
                self._watch(now)
            while not self._stop.is_set() and self._send_one():
                pass
            for _ in range(MOST_PUSHED):
                if self._stop.is_set() or not self._push_one():
                    break

    def _watch(self, now: datetime) -> None:
        clinic = self._made.clinic
        notify.overdue(now)
        notify.digest(now)
        db.session.commit()
        if self._purged != now.date():
            retention.purge(clinic, now)
            self._purged = now.date()

    def _send_one(self) -> bool:
        """Send the mail that has waited longest; whether to go on with the next. Where the server does not answer, the
        others wait for the next round: trying them all would keep visitors from writing."""
        server, now = self._made.settings.mail, datetime.now(UTC)
        waiting = outbox.claim(now, self._lease) if server is not None else None
        db.session.commit()
        if server is None or waiting is None:
            return False
        made = mail.message(waiting, self._made.clinic.name, self._made.settings.address, server.sender, now)
        try:
            mail.hand_over(made, server)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("a mail was not taken: %s", type(error).__name__)
            outbox.failed(waiting, _problem(error), datetime.now(UTC))
            db.session.commit()
            return isinstance(error, ANSWERED)
        outbox.sent(waiting, datetime.now(UTC))
        db.session.commit()
        return True

    def _push_one(self) -> bool:
        """Send the message to another program that has waited longest; whether there was one."""
        waiting = outbox.claim(datetime.now(UTC), self._lease, for_programs=True)
        to = stored_webhooks.standing(waiting.recipient) if waiting else None
        db.session.commit()
        if waiting is None or to is None:
            return waiting is not None
        inside, now = self._made.settings.webhooks_inside, datetime.now(UTC)
        headers, body = webhooks.headers_of(waiting, to.secret, now), webhooks.body_of(waiting)
        try:
            pushing.push(webhooks.target(to.address, inside=inside), headers, body, inside=inside)
        except (pushing.NotTaken, webhooks.WebhookError) as error:
            problem = str(error)
            log.warning("a message was not taken: %s", problem)
            outbox.failed(waiting, problem, datetime.now(UTC))
        else:
            outbox.sent(waiting, datetime.now(UTC))
        db.session.commit()
        return True


def _problem(error: Exception) -> str:
    """The kind of error and the server's number, never its words: they may repeat an address."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
