"""Webhooks: other programs are told that something happened, and never what was answered.

A message names an event, a reference and a time. Whoever may know more asks for it, with a token. Messages are signed
as standardwebhooks.com says, and wait in the outbox until they are taken. Callers commit.
"""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from screener.engine.errors import ScreenerError
from screener.review_machine import BY_VISITOR, STEPS
from screener.store import outbox, webhooks
from screener.store.outbox import FOR_PROGRAMS as KIND
from screener.store.outbox import WaitingMail
from screener.store.screenings import StoredScreening
from screener.store.webhooks import message_id

DECIDED: Final = "screening.decided"
CONTACT: Final = "screening.contact_left"
REVIEW: Final = "review.{}"
"""A step of a case's review, by the step's name."""
EVENTS: Final = {
    DECIDED: "a screening came to an outcome, or to another one",
    CONTACT: "a visitor asked to be contacted",
    **{REVIEW.format(name): f"a step: {step.said}" for name, step in {**STEPS, **BY_VISITOR}.items()},
}
"""What is told."""
PREFIX: Final = "whsec_"
LONGEST_NAME: Final = 60
LONGEST_ADDRESS: Final = 500


class WebhookError(ScreenerError):
    """A webhook that cannot be made. The message says what to do, and never repeats the address."""


def make(name: str, address: str, by: int | None, now: datetime, *, inside: bool) -> str:
    """A new webhook; the secret that signs its messages is shown once. `inside`: private addresses may be told, too."""
    name, address = " ".join(name.split()), address.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise WebhookError(f"say in up to {LONGEST_NAME} letters whom it tells")
    target(address, inside=inside)
    secret = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    webhooks.add(name, address, secret, by, now)
    return secret


def target(address: str, *, inside: bool) -> SplitResult:
    """An address that may be told, in its parts. A name that leads inside is noticed when it is looked up."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise WebhookError("write the address as https://hooks.clinic.example/screener") from None
    plain = len(address) <= LONGEST_ADDRESS and address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("https", "http") or not host or not plain or parts.username or parts.fragment:
        raise WebhookError("write the address as https://hooks.clinic.example/screener")
    if parts.scheme == "http" and not inside:
        raise WebhookError("the address must begin with https")
    if not inside and (host == "localhost" or not is_outside(host)):
        raise WebhookError("the address must be one outside this network")
    return parts


def is_outside(host: str) -> bool:
    """Whether an address in numbers is of the open internet. A name is not told apart before it is looked up."""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return True
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not (mapped or found).is_multicast


# --- What is told ---------------------------------------------------------------------------------------------------


def tell(event: str, stored: StoredScreening, now: datetime) -> None:
    """Tell of what a visitor did, in the transaction of it."""
    _tell(event, stored.id, stored.reference, stored.turn_count, now)


def tell_step(case_id: str, reference: str, number: int, step: str, now: datetime) -> None:
    """Tell of a step of a case's review, in the transaction of it: which it was, and nothing written with it."""
    _tell(REVIEW.format(step), case_id, reference, number, now)


def _tell(event: str, screening_id: str, reference: str, number: int, now: datetime) -> None:
    """Write a message to each webhook. `number` tells apart what happens several times."""
    said = {"event": event, "reference": reference, "at": now.isoformat(timespec="seconds")}
    for webhook_id in webhooks.standing_ids():
        key = f"{KIND}:{screening_id}:{event}:{number}:{webhook_id}"
        outbox.put(KIND, key, webhook_id, said, now, None)


def body_of(waiting: WaitingMail) -> bytes:
    """A message as it is sent: the same bytes at each try."""
    said = waiting.details
    made = {"type": said["event"], "timestamp": said["at"], "data": {"reference": said["reference"]}}
    return json.dumps(made, separators=(",", ":")).encode()


def headers_of(waiting: WaitingMail, secret: str, now: datetime) -> dict[str, str]:
    """What goes with a message: its id, when it is sent, and the signature of both and the body."""
    key, at = message_id(waiting.key), str(int(now.timestamp()))
    signed = f"{key}.{at}.".encode() + body_of(waiting)
    signature = hmac.digest(base64.b64decode(secret.removeprefix(PREFIX)), signed, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Screener",
        "webhook-id": key,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }
