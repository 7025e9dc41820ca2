"""A security key and the request at work: what the page asks it, and whether what the form brought answers that."""

from datetime import UTC, datetime
from typing import Any, Final

from flask import request, session

from screener import security_keys
from screener.security_keys import Site
from screener.web.parts import parts

ADDING: Final = "key_adding"
ASKING: Final = "key_asking"
"""Where the session keeps what a key was asked."""


def site() -> Site:
    """Where staff reach the desk: as the settings say, else as this request does."""
    made = parts()
    return Site(made.clinic.name, made.settings.address or request.url_root.rstrip("/"))


def to_add(user: Any) -> dict[str, Any]:
    """What the page asks a new key."""
    asked, session[ADDING] = security_keys.begin_adding(site(), user, datetime.now(UTC))
    return asked


def added(user: Any, name: str) -> list[str]:
    """Keep the key that answered; KeyRefused says why not. Recovery codes, where it is the first second factor."""
    state = session.pop(ADDING, {})
    return security_keys.add(site(), user, state, request.form.get("key", ""), name, datetime.now(UTC))


def asked_of(user: Any) -> dict[str, Any] | None:
    """What the page asks somebody's keys; None where they have none."""
    begun = security_keys.begin_asking(site(), user, datetime.now(UTC))
    if begun is None:
        return None
    asked, session[ASKING] = begun
    return asked


def proved(user: Any) -> bool:
    """Whether one of their keys has answered. The caller commits."""
    state = session.pop(ASKING, {})
    return security_keys.accepts(site(), user, state, request.form.get("key", ""), datetime.now(UTC))
