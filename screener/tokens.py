"""Tokens by which other programs read what is here, or begin a screening: made by an admin, until a day. Callers
commit."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from screener.engine.errors import ScreenerError
from screener.store import tokens
from screener.store.tokens import StoredToken

FORMS: Final = "system/Questionnaire.read"
ANSWERS: Final = "system/QuestionnaireResponse.read"
PEOPLE: Final = "system/Patient.read"
RECORD: Final = "system/AuditEvent.read"
LISTS: Final = "system/Task.read"
PREFILL: Final = "system/QuestionnaireResponse.write"
SCOPES: Final = {
    FORMS: "read the questions, as FHIR Questionnaires",
    ANSWERS: "read the answers of screenings, without names",
    PEOPLE: "read names and contact details, and how far the review is",
    RECORD: "read who did what with a screening",
    LISTS: "list the cases of the queue, without answers and names",
    PREFILL: "begin screenings with answers that somebody gave elsewhere, for them to confirm",
}
"""What a token may be for."""
LONGEST_DAYS: Final = 366
LONGEST_NAME: Final = 60
PREFIX: Final = "scr_"
"""So that a token that leaked is known for what it is."""


class TokenError(ScreenerError):
    """A token that cannot be made. The message says what to do."""


def make(name: str, scopes: Collection[str], days: int, by: int | None, now: datetime) -> str:
    """A new token, which is shown once and kept as a hash only; TokenError says why it cannot be made."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise TokenError(f"say in up to {LONGEST_NAME} letters what the token is for")
    if not scopes or not set(scopes) <= SCOPES.keys():
        raise TokenError(f"choose what it may do: {', '.join(SCOPES)}")
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenError(f"let it end within 1 to {LONGEST_DAYS} days")
    token = PREFIX + secrets.token_urlsafe(32)
    tokens.add(_hash(token), name, [one for one in SCOPES if one in scopes], by, now, now + timedelta(days=days))
    return token


def use(token: str, now: datetime) -> StoredToken | None:
    """What a token opens now; None where it opens nothing, or no more."""
    found = tokens.use(_hash(token), now)
    return found if found is not None and found.stands(now) else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
