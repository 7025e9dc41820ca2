"""Whether everything is as it should be: one line for each thing, and what to do where it is not."""

import shutil
import smtplib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from screener import keys
from screener.config import MailServer, SettingError
from screener.serve import PLACEHOLDER_TELEPHONE
from screener.signing import unsigned
from screener.store import keys as stored_keys
from screener.store import outbox
from screener.store.database import is_up_to_date, read_only
from screener.store.models import db
from screener.store.sealing import SealError
from screener.web.parts import EXTENSION, Parts

ROOM: Final = 500 * 1024 * 1024
"""Bytes that should be free on the disk."""
OLDEST_MAIL: Final = timedelta(minutes=15)
CLOCKS_APART: Final = 5.0
"""Seconds by which this machine's clock and the database's may differ."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at; empty `to_do` where it is well. What is not `needed` stops nothing."""

    name: str
    says: str
    to_do: str = ""
    needed: bool = True


def look(app: Flask) -> Iterator[Finding]:
    """Look at everything, in an app context. Nothing is changed, and nobody who writes is waited for."""
    made: Parts = app.extensions[EXTENSION]
    for one in (_clinic, _https, _database, _tables, _keys, _clock, _mail, _worker, _flows, _disk):
        db.session.rollback()
        try:
            read_only()
            yield one(made)
        except SQLAlchemyError as error:
            name = one.__name__.strip("_")
            yield Finding(
                name, f"not known: {type(error).__name__}", "see that the database runs, and SCREENER_DATABASE_URL"
            )
    db.session.rollback()


def _clinic(made: Parts) -> Finding:
    path = made.settings.flows / "clinic.yaml"
    if made.clinic.telephone == PLACEHOLDER_TELEPHONE:
        return Finding("clinic", "the telephone is a stand-in", f"write the clinic's own facts into {path}")
    return Finding("clinic", f"{made.clinic.name}, {path}")


def _https(made: Parts) -> Finding:
    if not made.settings.https:
        to_do = "put it behind https, then set SCREENER_HTTPS and SCREENER_PROXIES"
        return Finding("https", "visitors do not come over https", to_do, needed=False)
    return Finding("https", "on")


def _database(_made: Parts) -> Finding:
    db.session.execute(text("SELECT 1"))
    return Finding("database", f"{db.engine.dialect.name} answers")


def _tables(_made: Parts) -> Finding:
    if not is_up_to_date():
        return Finding("tables", "of another version", "screener db upgrade")
    return Finding("tables", "of this version")


def _keys(made: Parts) -> Finding:
    place = keys.place_of_keys(made.settings)
    try:
        gone = stored_keys.missing(made.keys)
    except SealError:
        gone = ["one that is not what it was"]
    if gone:
        return Finding("keys", f"missing: {', '.join(gone)}", f"bring back the keys of {place} from your copy")
    older = stored_keys.older(made.keys)
    if older:
        to_do = "screener keys rotate, if a new key is to seal everything"
        return Finding("keys", f"{older} values are sealed by an older key", to_do, needed=False)
    return Finding("keys", f"{place} opens everything")


def _clock(_made: Parts) -> Finding:
    says = {"postgresql": "extract(epoch from now())"}.get(db.engine.dialect.name, "strftime('%s', 'now')")
    apart = abs(float(db.session.execute(text(f"SELECT {says}")).scalar_one()) - time.time())
    if apart > CLOCKS_APART:
        return Finding("clock", f"{apart:.0f} seconds away from the database's", "set both by a time server")
    return Finding("clock", "agrees with the database's")


def _mail(made: Parts) -> Finding:
    server = made.settings.mail
    if server is None:
        return Finding("mail", "none is sent", "set SCREENER_MAIL, so that staff are told", needed=False)
    try:
        with _connected(server) as connection:
            connection.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding("mail", f"the server does not answer: {type(error).__name__}", "see SCREENER_MAIL")
    return Finding("mail", "the server answers")


def _connected(server: MailServer) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.encrypted == "from the start" else smtplib.SMTP
    return kind(server.host, server.port, timeout=10)


def _worker(_made: Parts) -> Finding:
    """Seen by its work: mail that waits for long is sent by nobody."""
    since = outbox.waiting_since()
    if since is not None and datetime.now(UTC) - since > OLDEST_MAIL:
        return Finding(
            "worker", f"mail has waited since {since:%Y-%m-%d %H:%M} UTC", "run screener worker, or look at mail"
        )
    return Finding("worker", "no mail has waited for long")


def _flows(made: Parts) -> Finding:
    left = {name: len(unsigned(version.flow)) for name, version in made.library.current.items()}
    says = ", ".join(f"{name}: {count} parts are unsigned" for name, count in left.items() if count)
    if says:
        return Finding("flows", says, "let the clinic's physician sign them on the page Flows", needed=False)
    return Finding("flows", "signed")


def _disk(made: Parts) -> Finding:
    free = shutil.disk_usage(made.settings.data).free
    says = f"{free // (1024 * 1024)} MB free at {made.settings.data}"
    return Finding("disk", says, "make room" if free < ROOM else "")


def configuration(error: SettingError) -> Finding:
    """What stopped the app from being made at all."""
    return Finding("settings", str(error), "mend this first; then look again")
