"""One mail to one member of staff: its words, and handing it over to the mail server."""

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, NamedTuple

from screener.config import MailServer
from screener.store.outbox import WaitingMail

SECONDS: Final = 20
"""How long a mail server may take to answer."""


FOOT: Final = "You get this because of your choices at {address}/staff/notifications. It holds no answers on purpose."


class Words(NamedTuple):
    """A mail's subject and lines, with blanks. Neither says who a visitor is nor what they answered."""

    subject: str
    lines: tuple[str, ...]
    foot: str = FOOT


WORDS: Final[Mapping[str, Words]] = {
    "urgent": Words(
        "An urgent screening waits",
        ("A screening that cannot wait is at the top of the queue: {reference}.", "{address}/staff/cases/{reference}"),
    ),
    "booking": Words(
        "Somebody asked to be contacted",
        ("A visitor asked to be contacted: {reference}.", "{address}/staff/cases/{reference}"),
    ),
    "overdue": Words(
        "A promise is overdue",
        ("Somebody was to be contacted by {due}: {reference}.", "{address}/staff/cases/{reference}"),
    ),
    "digest": Words(
        "The queue this morning",
        (
            "Emergency {emergency} · today {today} · within days {days} · routine {routine}.",
            "Overdue: {overdue}. New since yesterday: {new}.",
            "{address}/staff/",
        ),
    ),
    "invitation": Words(
        "Your account at the desk",
        ("You were invited to the clinic's desk. This link lets you choose a password, once, within a week:", "{link}"),
        "If you did not expect this, leave it: without the link there is no account.",
    ),
}


def message(waiting: WaitingMail, clinic: str, address: str, sender: str, at: datetime) -> EmailMessage:
    """The mail as it is sent. The same key gives the same Message-ID, by which a mailbox knows a mail sent twice."""
    words, blanks = WORDS[waiting.kind], {**waiting.details, "address": address}
    mail = EmailMessage()
    mail["Subject"] = f"{_line(clinic)}: {words.subject}"
    mail["From"] = sender
    mail["To"] = waiting.recipient
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = _message_id(waiting.key, sender)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join(line.format(**blanks) for line in (*words.lines, words.foot)) + "\n")
    return mail


def hand_over(mail: EmailMessage, server: MailServer) -> None:
    """Give a mail to the server; OSError or SMTPException where it is not taken."""
    with _connection(server) as connection:
        if server.encrypted == "by starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(mail)


def _connection(server: MailServer) -> smtplib.SMTP:
    if server.encrypted == "from the start":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


def _message_id(key: str, sender: str) -> str:
    domain = sender.rpartition("@")[2].strip("<> ") or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _line(text: str) -> str:
    """Without line breaks, which would begin another header."""
    return " ".join(text.split())
